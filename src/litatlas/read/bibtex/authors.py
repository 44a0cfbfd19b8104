"""Names in BibTeX: joined by `and`, their parts told by commas, lower case and braces."""

import re
from dataclasses import dataclass

from litatlas.identity.names import parse_author
from litatlas.model import Author
from litatlas.read.author_lists import split_authors
from litatlas.text.latex_text import decode_latex

_TOKENS = re.compile(r"\\.|[{}]|(?:\s|^)and(?=\s|$)|[,;\s]", re.DOTALL | re.IGNORECASE)
_LATEX = re.compile(r"[\\{}~`$'-]")
_AND = re.compile(r"(?:\s|^)and(?=\s|$)", re.IGNORECASE)
_HIDDEN = re.compile(r"\{[^{}]*[\s,;]|[\s,;][^{}]*\}")
"""A sign that braces may hide; accents in braces (`{\\'e}`) hide none."""
_COMMAND = re.compile(r"\\[A-Za-z]+\Z")
_SPACE, _COMMA, _SEMICOLON = "\ue010", "\ue011", "\ue012"
"""Stand for signs in braces, which part nothing."""
_HIDE = {" ": _SPACE, ",": _COMMA, ";": _SEMICOLON}
_SHOW = str.maketrans({hidden: sign for sign, hidden in _HIDE.items()})
_BREAK = "\ue013"
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv|v", re.IGNORECASE)
_OTHERS = frozenset(("others", "et al", "et al.", "et.al.", "..."))
_LONGEST_OTHERS = 16
_EXTENDED = re.compile(r"\s*(given|family|prefix|suffix|useprefix|given-i|family-i)\s*=\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a field."""

    authors: tuple[Author, ...]
    is_cut: bool
    """Whether the field says that there are more: `and others`."""
    doubt: str
    """How names were told apart that `and` does not part; empty where it does."""


def parse_names(raw: str) -> Names:
    """Parse a field of names as BibTeX does, and as people write them who do not know how: with commas or semicolons alone."""
    marked = _mark(raw)
    parts = [part.strip() for part in marked.split(_BREAK)]
    if len(parts) == 1 and (sign := _find_other_sign(parts[0])):
        authors, is_whole = split_authors(_plain(parts[0]))
        return Names(authors, not is_whole, sign)
    is_cut = len(parts[-1]) < _LONGEST_OTHERS and _plain(parts[-1]).lower() in _OTHERS
    return Names(tuple(filter(None, map(_parse_name, parts[:-1] if is_cut else parts))), is_cut, "")


def _find_other_sign(text: str) -> str:
    """What parts the names of a list in one piece: `A. Heron; B. Reed`, `Heron, A., Reed, B.`; empty where it is one name."""
    if ";" in text:
        return "semicolons"
    parts = [part.strip() for part in text.split(",")]
    if " & " in text:
        return "&"
    if len(parts) < 3 or "=" in text or (len(parts) == 3 and _SUFFIX.fullmatch(parts[1])):
        return ""
    return "commas"


def _mark(raw: str) -> str:
    """The text with its `and`s marked as breaks, and the signs in braces hidden."""
    raw = " ".join(raw.split())
    if "{" not in raw or not _HIDDEN.search(raw):
        return _AND.sub(_BREAK, raw)
    out: list[str] = []
    depth = place = 0
    for token in _TOKENS.finditer(raw):
        out.append(raw[place : token.start()])
        place = token.end()
        sign = token[0]
        depth += (sign == "{") - (sign == "}" and depth > 0)
        if depth:
            ends_command = sign == " " and _COMMAND.search(raw, max(0, token.start() - 24), token.start())
            out.append(sign if ends_command else _HIDE.get(sign, sign.replace(" ", _SPACE) if sign.endswith("and") else sign))
        else:
            out.append(_BREAK if sign.strip().lower() == "and" else sign)
    return "".join([*out, raw[place:]])


def _plain(text: str) -> str:
    return decode_latex(text).translate(_SHOW).strip()


def _parse_name(marked: str) -> Author | None:
    if "=" in marked and (author := _parse_extended(marked)):
        return author
    text = decode_latex(marked) if _LATEX.search(marked) else marked
    if "{" not in marked:
        return parse_author(text) if text.strip(" ,.{}") else None
    plain = " ".join(text.translate(_SHOW).split())
    if not plain.strip(" ,.{}"):
        return None
    if _is_in_braces(marked):
        return Author(plain, plain)
    if "," in text:  # `{van der Heron}, Hanna`: braces around the family's name do not hide what is before it
        text = text.replace(_SPACE, " ")
    parsed = parse_author(text)
    parts = (" ".join(part.translate(_SHOW).split()) for part in (parsed.family, parsed.given, parsed.particle, parsed.suffix))
    return Author(plain, *parts)


def _is_in_braces(marked: str) -> bool:
    r"""Whether braces stand around the whole name: `{The Pond Team}`, and not `{\'E}mile {Zola}`."""
    if not (marked.startswith("{") and marked.endswith("}")) or marked.startswith("{\\"):
        return False
    depth = 0
    for number, sign in enumerate(marked):
        depth += (sign == "{") - (sign == "}")
        if not depth:
            return number == len(marked) - 1
    return False


def _parse_extended(marked: str) -> Author | None:
    """BibLaTeX's extended form: `family=Heron, given=Hanna, prefix=van der`."""
    matches = [_EXTENDED.fullmatch(part) for part in marked.split(",")]
    if not matches or not all(matches):
        return None
    parts = {match[1].lower(): _plain(match[2]) for match in matches if match}
    if not parts.get("family"):
        return None
    author = Author("", parts["family"], parts.get("given", ""), parts.get("prefix", ""), parts.get("suffix", ""))
    return Author(author.name, author.family, author.given, author.particle, author.suffix)
