"""Lines of a listing made ready to be cut into entries: furniture of the page is left out, wrapped lines are joined, labels fall.

What stands between the lines of an entry and belongs to it all the same, addresses and names of authors, is set aside with the
line that it stands in.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from litatlas.read.daily_papers.asides import Aside, find_linked, leads_to_paper, set_aside
from litatlas.read.daily_papers.facts import Authors, is_fact, parse_fact
from litatlas.read.daily_papers.furniture import HOST, IMAGES, MARK, PICTURE, SUBMITTED, is_furniture, is_printed
from litatlas.read.daily_papers.grouping import move_dates, move_facts, order_groups
from litatlas.read.daily_papers.labels import Labelled, cut_labels, find_alone, find_labels, order_labelled
from litatlas.read.daily_papers.layout import COMMUNITY, HEAD_LINES, INVITATIONS
from litatlas.read.daily_papers.saves import Saved
from litatlas.read.daily_papers.segments import is_slug_and_name, rate_abstract
from litatlas.read.daily_papers.wrapping import find_width, is_rest, join_wrapped
from litatlas.read.daily_papers.years import find_years
from litatlas.read.lines import Line

_COMMUNITY = re.compile(r"by\s*(?:\[[\w.]*\])?\s*AK and the research community")
_HEAD = re.compile(rf"(?:(?:{'|'.join(map(re.escape, sorted(HEAD_LINES, key=len, reverse=True)))})\s*)+")
"""Lines of the head in one, as programs write them that put no line's end between: `newGet trending papers …!Subscribe`."""
_LONGEST_HEAD = 160
_NAME = (
    r"(?:(?:(?:[dl]['’])?[^\W\d_a-z][\w'’.-]*|(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|al|bin|ibn|ter|zu)\b)"
    r"(?:\s+|(?<=\.)|$)){1,5}"
)
_SHORT_NAME = r"[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}"
"""A name in Chinese, Japanese or Korean letters, which has no space."""
_LONE_NAME = (
    r"(?:[^\W\d_a-z][^\W\d_A-Z'’.-]+|[^\W\d_a-z]\.)(?: [^\W\d_a-z]\.)?"
    r"(?: [^\W\d_a-z](?:[^\W\d_A-Z]|['’-][^\W\d_])+){1,2}"
)
"""A name that no other stands beside: two or three words, none of them an acronym, one of them perhaps an initial."""
_LONGEST_NAME = 60
_MOST_NAMES = 50
"""Lines of one name each that are looked at above and below one."""
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|&)\s+|[,;，、；·•|]|\s(?:and|&)\s)\s*")
_MARKS = re.compile(r"(?<=[^\W\d_.])[.]?(?:[\s,]*+(?:[0-9]{1,2}+|[*†‡§¶∗⋆⁎✉⁰¹²³⁴-⁹]))++(?=\s*(?:[,;，、；·•|]|and\b|&|$))")
"""Marks behind names that lead to footnotes: `Ada Wren1,2*, Ben Rook†`."""
_MAY_HAVE_MARKS = re.compile(r"[0-9*†‡§¶∗⋆⁎✉⁰¹²³⁴-⁹]|^[Bb]y ")
_AFFILIATION = re.compile(r"(?<=[^\W\d_.]) \([^(),;]{2,80}\)(?=\s*(?:[,;]|and\b|&|$))")
"""Where somebody works: `Ada Wren (Fen Lab), Ben Rook (Marsh University)`."""
_OTHERS = re.compile(r"(?:,?\s+et al\.?|,\s*\.\.\.)$")
_BY = re.compile(r"^[Bb]y (?=[^\W\d_a-z])")
_NAMES_LENGTH = 2000
"""Characters beyond which a line of names is none: some hundred authors."""
_COMMENTS = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Tidied:
    """A listing's lines, and what was set aside."""

    lines: tuple[Line, ...]
    asides: tuple[Aside, ...]


def tidy(saved: Saved) -> Tidied:
    """Tidy the lines of a listing, all that are not blank; a line keeps the number of the first that it was joined of.

    The marks above cards stay, as `Submitted by` alone, and whoever submitted a paper goes.
    """
    asides = list(find_linked(saved))
    plain = list(_drop_furniture(saved))
    labels = find_labels(plain)
    labelled = list(_gather_names(list(cut_labels(plain, labels))))
    are_labelled = labels.are_on_titles
    passed = frozenset(line.number for line in saved.lines if is_printed(line.text))
    labelled = join_wrapped(labelled, saved.starts, passed, are_titles_labelled=are_labelled)
    if are_labelled:
        labelled = order_labelled(labelled)
    kept: list[Line] = []
    around = [None, *(one.line for one in labelled), None]
    for one, before, after in zip(labelled, around, around[2:], strict=False):
        aside, texts_left = set_aside(one, before, after)
        asides.extend(aside)
        kept.extend(texts_left)
    kept = move_facts(list(_join_organizations(list(_drop_repeated(kept)))))
    if not are_labelled:
        kept = move_dates(order_groups(kept, _is_list_of_names))
    texts = []
    for number, line in enumerate(kept):
        if names := _find_names(kept, number):
            asides.append(Aside(line, "names", names))
        else:
            texts.append(line)
    return Tidied(tuple(texts), tuple(sorted(asides, key=lambda aside: aside.line.number)))


def _drop_furniture(saved: Saved) -> Iterator[Line]:
    is_submitter = False
    before: Line | None = None
    width = find_width(saved.lines)
    labelled = find_alone(saved.lines)
    years = find_years(saved.lines)
    is_top = True

    def is_kept(line: Line, before: Line | None) -> bool:
        """Whether a line is of an entry, whatever it says."""
        return line.number in labelled or leads_to_paper(saved, line) or is_rest(before, line, width)

    for line in saved.lines:
        if is_printed(line.text):
            continue
        mark = SUBMITTED.fullmatch(line.text)
        if mark:
            is_submitter = not mark["who"]
            yield replace(line, text=MARK)
        elif is_submitter and not is_fact(line.text):
            is_submitter = PICTURE.fullmatch(line.text) is not None
        elif _COMMUNITY.fullmatch(line.text):
            yield replace(line, text=COMMUNITY[0])
        elif len(line.text) < _LONGEST_HEAD and _HEAD.fullmatch(IMAGES.sub("", line.text)):
            yield replace(line, text=line.text if line.text in HEAD_LINES else INVITATIONS[0])
        elif line.number in years and not is_kept(line, before):
            year = years[line.number]
            yield replace(line, text=f"({year})") if year else line
        elif (
            before and isinstance(parse_fact(before), Authors) and _COMMENTS.fullmatch(line.text)
        ):  # a card ends with its comments
            yield replace(line, text=f"{line.text} comments")
        elif not (is_furniture(line.text) or (is_top and HOST.fullmatch(line.text))) or is_kept(line, before):
            is_top = False
            yield line
        before = line


def _gather_names(labelled: Sequence[Labelled]) -> Iterator[Labelled]:
    """Names that stand a line each below the label of the first, with commas between or in lines of their own, in one line."""
    names: Labelled | None = None
    for one in labelled:
        if names is not None and not one.part and (sign := _part_names(names.line.text, one.line.text)) is not None:
            names = replace(names, line=replace(names.line, text=f"{names.line.text}{sign} {one.line.text}"))
            continue
        if names is not None:
            yield names
        names = one if one.part == "names" else None
        if names is None:
            yield one
    if names is not None:
        yield names


def _part_names(names: str, text: str) -> str | None:
    """What parts a line from the names above it, which it goes on with; None where it is no such line."""
    if re.fullmatch(r"[\s,;]*", text):
        return ""
    if len(text) >= _LONGEST_NAME or not re.fullmatch(_NAME, text.strip(" ,;")):
        return None
    if names.endswith((",", ";")):
        return ""
    last = re.split(r"[,;]", names)[-1].strip()
    return "," if " " in text and " " in last and re.fullmatch(_NAME, last) and not names.startswith(f"{last};") else None


def _drop_repeated(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without those that the next line of text repeats: the words for a picture, which are the title or the name."""
    texts = [_bare(line.text) for line in lines]
    following: str | None = None
    dropped = set()
    for number in range(len(lines) - 1, -1, -1):
        if SUBMITTED.fullmatch(lines[number].text):
            continue
        if texts[number] == following and not is_fact(lines[number].text) and not lines[number].is_damaged:
            dropped.add(number)
        following = texts[number]
    return (line for number, line in enumerate(lines) if number not in dropped)


def _bare(text: str) -> str:
    return text.removeprefix("[").removesuffix("]").casefold() if text.startswith("[") and text.endswith("]") else text.casefold()


def _join_organizations(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with an organization's identifier and its name in one, where they stand in two above a fact."""
    skipped = False
    for number, line in enumerate(lines):
        if skipped:
            skipped = False
            continue
        after = lines[number + 1] if number + 1 < len(lines) else None
        is_last = number + 2 >= len(lines) or is_fact(lines[number + 2].text) or SUBMITTED.fullmatch(lines[number + 2].text)
        stands_below = number > 0 and not is_fact(lines[number - 1].text) and not SUBMITTED.fullmatch(lines[number - 1].text)
        if after and is_last and stands_below and " " not in line.text and not is_fact(line.text) and not is_fact(after.text):
            whole = f"{line.text} {after.text}"
            if is_slug_and_name(whole) and rate_abstract(after.text) < 0.5:
                yield replace(line, text=whole)
                skipped = True
                continue
        yield line


def _find_names(lines: Sequence[Line], number: int) -> tuple[str, ...]:
    """The names that a line lists, where it stands between a title and its abstract, or below an abstract and above facts."""
    text = lines[number].text
    if number == 0 or lines[number].is_damaged:
        return ()
    before = lines[number - 1].text
    after = lines[number + 1].text if number + 1 < len(lines) else ""
    below_title = before not in HEAD_LINES and rate_abstract(before) < 0.5 and (rate_abstract(after) > 0.5 or is_fact(after))
    below_abstract = rate_abstract(before) > 0.5 and (is_fact(after) or not after)
    # What costs most is asked last: every line of every file that is sniffed comes by.
    if (below_title or below_abstract) and not is_fact(before) and _is_list_of_names(text):
        return (re.sub("[，、；]", ", ", _cut_marks(text)),)
    return (text,) if _is_lone_name(lines, number) and not _is_list_of_names(text) else ()


def _is_lone_name(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is one name, alone or with others a line each, between a title of more words and its abstract."""
    first, last = number, number
    while first > 0 and number - first < _MOST_NAMES and re.fullmatch(_LONE_NAME, lines[first].text):
        first -= 1
    while last < len(lines) and last - number < _MOST_NAMES and re.fullmatch(_LONE_NAME, lines[last].text):
        last += 1
    if first == number or last == len(lines):
        return False
    title = lines[first].text
    is_title = title.count(" ") > 2 and rate_abstract(title) < 0.5 and not is_fact(title) and title not in HEAD_LINES
    return is_title and rate_abstract(lines[last].text) > 0.5


def _cut_marks(text: str) -> str:
    """Names without the word before them, the marks behind them, and where people work."""
    named = _MARKS.sub("", _BY.sub("", text)) if _MAY_HAVE_MARKS.search(text) else text
    return _AFFILIATION.sub("", named) if " (" in named else named


def _is_turned_name(text: str) -> bool:
    """Whether a text is a name with the family's first, as in lists that part names by semicolons: `Wren, A.; Rook, B.`."""
    parts = text.strip().split(", ")
    return len(parts) == 2 and all(re.fullmatch(_NAME, part) for part in parts)


def _is_list_of_names(text: str) -> bool:
    """Whether a text is a list of at least two names, each of several words."""
    if len(text) > _NAMES_LENGTH or ":" in text:
        return False
    named = _cut_marks(_OTHERS.sub("", text))
    turned = named.split(";")
    if len(turned) > 1 and all(_is_turned_name(part) for part in turned):
        return True
    if named.endswith((".", "?", "!")):
        return False
    names = [part for part in _SEPARATOR.split(named) if part]
    if len(names) > 1 and all(re.fullmatch(_SHORT_NAME, name) for name in names):
        return True
    fewest = 1 if named != text else 2  # `by Ada Wren`, `Ada Wren et al.`
    return len(names) >= fewest and all(" " in name and len(name) < 60 and re.fullmatch(_NAME, name) for name in names)
