"""The authors of an entry, from one text with all of them or from a list of names or of mappings with parts of names."""

import re
from collections.abc import Sequence

from litatlas.identity.names import parse_author
from litatlas.model import Author, Json

_NUMBER = re.compile(r"\s*\((?:\d{5,}|\d{4}-\d{4}-\d{4}-\d{3}[\dX])\)")
"""A registry's number of a person behind the name: `Heron, Hanna (57200000001)` of Scopus, an ORCID."""
_REST = re.compile(
    r"(?:[\s,;]|\band\b)*(?:\bet\.?\s+al\b\.?|\band others\b|\bu\.\s?a\.|\bothers\b|…|\.{3})[\s.;,]*$", re.IGNORECASE
)
"""Says that there are more authors than are named."""
_AND = re.compile(r"\s*,?\s+(?:and|&|und)\s+|\s*&\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_a-z]\.?(?:[\s-]?[^\W\d_a-z]\.?){0,3}")
_DOTTED = re.compile(r"(?:[^\W\d_a-z][a-z]?\.-?)+")
"""Initials with their points, as one word: `H.`, `H.-M.`, `Yu.`."""
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{1,3}")
"""Initials without points, as PubMed writes them behind the name: `Heron HM`."""
_GLUE = re.compile(r"(?<=[^\W\d_A-Z])(?<!\bMc)(?<!\bMac)(?<!\b[DL][eaiu])(?<!\bVan)(?<!\bFitz)(?<!\bO')(?=[A-ZÀ-Þ][^\W\d_A-Z])")
"""Where two names are written without a space, as in the lists of Springer: `Hanna HeronOtto Otter`; not within `McHeron`."""
_WHOLE = ("name", "full_name", "fullName", "fullname", "display_name", "displayName", "author_name", "raw_author_name", "literal")
_GIVEN = ("given", "firstName", "first_name", "first", "forename", "givenName", "given_name", "given_names", "foreName")
_FAMILY = ("family", "lastName", "last_name", "last", "surname", "familyName", "family_name", "lastname")


def split_authors(text: str) -> tuple[tuple[Author, ...], bool]:
    """The authors that a text names, in any usual form, and whether it names all: `et al.` says that it does not.

    `Heron, Hanna; Otter, Otto`, `Hanna Heron, Otto Otter and Max Mole`, `Heron, H., Otter, O.`, `Heron H, Otter O` are some.
    """
    plain = " ".join(_NUMBER.sub("", text.replace("\n", "; ") if ";" not in text else text).split()).strip(" ,;")
    named = _REST.sub("", plain).strip(" ,;")
    names = _split(named) if named else []
    return tuple(map(_parse_name, _turn_names(names))), named == plain


def read_author_list(values: Sequence[Json]) -> tuple[tuple[Author, ...], bool]:
    """The authors of a list of names, or of mappings that hold them, and whether that is all that the list says.

    What a mapping tells beyond a name, such as an affiliation, makes it more than a name.
    """
    found: list[Author] = []
    is_all = True
    for value in values:
        if isinstance(value, str):
            authors, is_whole = (tuple(map(_parse_name, _turn_names([value.strip()]))) if value.strip() else (), True)
            found.extend(authors)
        else:
            author, is_whole = _read_mapping(value) if isinstance(value, dict) else (None, False)
            found.extend([author] if author else [])
        is_all = is_all and is_whole
    return tuple(found), is_all


def _read_mapping(value: dict[str, Json]) -> tuple[Author | None, bool]:
    inner = value.get("author")
    if isinstance(inner, dict):
        author, _ = _read_mapping(inner)
        return author, False
    given, family, whole = (_find_text(value, names) for names in (_GIVEN, _FAMILY, _WHOLE))
    used = {*_GIVEN, *_FAMILY, *_WHOLE}
    is_all = all(name in used or not item for name, item in value.items())
    if family:
        return parse_author(f"{family}, {given}" if given else f"{{{family}}}"), is_all
    return (parse_author(whole) if whole else None), is_all


def _find_text(value: dict[str, Json], names: Sequence[str]) -> str:
    return next((text.strip() for name in names if isinstance(text := value.get(name), str) and text.strip()), "")


def _split(text: str) -> list[str]:
    for sign in (";", "|", "·", "•"):
        if sign in text:
            return [name.strip(" ,") for name in text.split(sign) if name.strip(" ,")]
    if "," not in text:
        names = [name for name in _AND.split(text) if name]
        return [part for name in names for part in _unglue(name)]
    parts = [part.strip(" ,") for part in _AND.split(text) if part.strip(" ,")]
    if len(parts) > 1 and all(_is_inverted(part) for part in parts):
        return parts
    tokens = _join_suffixes([token.strip() for part in parts for token in part.split(",") if token.strip()])
    return _pair(tokens) if _are_pairs(tokens) else [part for token in tokens for part in _unglue(token)]


def _is_inverted(part: str) -> bool:
    """Whether a part between two `and` is one name, `Heron, Hanna` or `van der Heron, Jr., Hanna`."""
    tokens = [token.strip() for token in part.split(",")]
    is_suffixed = len(tokens) == 3 and _SUFFIX.fullmatch(tokens[1]) is not None
    return (len(tokens) == 2 or is_suffixed) and _is_family(tokens[0])


def _is_family(token: str) -> bool:
    """Whether a token may be a family's name alone: one word, or words of which the first are particles."""
    words = token.split()
    return all(word[0].islower() for word in words[:-1]) and not _INITIALS.fullmatch(token)


def _are_pairs(tokens: Sequence[str]) -> bool:
    """Whether tokens are families' and given names by turns: `Heron, H., Otter, O.`, or one `Heron, Hanna`."""
    if len(tokens) % 2:
        return False
    families, given = tokens[::2], tokens[1::2]
    if all(_INITIALS.fullmatch(token) for token in given):
        return not any(_INITIALS.fullmatch(token) for token in families)
    return all(map(_is_family, families)) and (len(tokens) == 2 or all(len(token.split()) <= 2 for token in given))


def _pair(tokens: Sequence[str]) -> list[str]:
    return [f"{family}, {given}" for family, given in zip(tokens[::2], tokens[1::2], strict=True)]


def _join_suffixes(tokens: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for token in tokens:
        if joined and _SUFFIX.fullmatch(token):
            joined[-1] += f", {token}"
        else:
            joined.append(token)
    return joined


def _unglue(name: str) -> list[str]:
    parts = _GLUE.split(name)
    return parts if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else [name]


def _turn_names(names: Sequence[str]) -> list[str]:
    """Names whose initials stand behind the family's name, `Heron H.`, with the comma that says so; the others as they are."""
    are_capitals = all("," not in name and _CAPITALS.fullmatch(name.split()[-1]) and len(name.split()) > 1 for name in names)
    turned = []
    for name in names:
        words = name.split()
        count = len(words)
        while count > 1 and _DOTTED.fullmatch(words[count - 1]):
            count -= 1
        if are_capitals:
            count = len(words) - 1
        is_turned = "," not in name and count < len(words) and not _DOTTED.fullmatch(words[0])
        turned.append(f"{' '.join(words[:count])}, {' '.join(words[count:])}" if is_turned else name)
    return turned


def _parse_name(name: str) -> Author:
    return parse_author(name.strip("*†‡∗ "))
