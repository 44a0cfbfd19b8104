"""What programs write around the lines of a page that they save as text, undone: the marks of links, images and lists.

Lynx, w3m and ELinks number a page's links and list their addresses at its end; readers and pandoc write Markdown, with
addresses in it or listed at its end. Either way the lines are then those that a browser copies, and addresses have lines.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from litatlas.read.daily_papers.facts import is_fact
from litatlas.read.daily_papers.furniture import IMAGES, is_furniture
from litatlas.read.daily_papers.labels import are_labels_listed, mark_labels
from litatlas.read.daily_papers.markdown import read_markdown
from litatlas.read.daily_papers.quoting import undo_quotation
from litatlas.read.lines import Line

_REFERENCES = re.compile(r"References:?", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:\[(?P<mark>[0-9]{1,6})\]|(?P<number>[0-9]{1,6})\.) (?P<address>\S+)")
_KINDS_OF_LINKS = re.compile(r"(?:Visible|Hidden) links:?", re.IGNORECASE)
_MARK = re.compile(r"\[(?P<number>[0-9]{1,6})\]")
_WIDEST_GAP = 8
"""Numbers that a dump leaves out between two marks: those of images and of fields in forms."""
_FEWEST_MARKS = 4
_MARKDOWN = re.compile(
    r"\]\((?:https?:/|/|\.|#|data:)[^()]*\)|^\[[^\[\]]+\]: \S+|^#{1,6} \S"
    r"|^(?:[-*+] )?[*_]{1,3}[^\W\d_][^*_:]{2,20}:?[*_]{1,3}:? ?"
)
"""Signs of Markdown, hardly ever of other texts: a link, the address of one, a heading, a label in bold."""
_FEWEST_SIGNS = 2
_LINES_OF_ENTRY = 15
"""Lines that an entry has at most in a page saved as Markdown, whose titles are links: fewer are of the texts."""
_BULLETS = re.compile(r"(?:[•∙◦●○▪□■+*–—-]\s+)+(?=\S)")
_ALONE = re.compile(r"(?:[•∙◦●○▪□■+*–—-]\s+)*(?:\[(?!(?:19[5-9]|20[0-9])[0-9]\])[\w.-]{0,60}\]\s*)+")
"""A line that has nothing but images, by the names of their files: `[avatar]`."""
_RANK = re.compile(r"(?P<rank>[0-9]{1,4})[.)]\s+(?=\S)")
_FEWEST_RANKS = 2
_DOTS = re.compile(r"\s*[·•|]\s*|\s+[–—-]\s+")
_COUNTS = re.compile(r"(?P<authors>[0-9]{1,6} authors?)(?P<comments>[0-9]{1,4})")
"""A number of authors with the number of comments right behind it, as programs write them that part nothing."""
_LONGEST_FACTS = 200
_OTHER_SPACE = re.compile(r"(?<![0-9])[^\S ]|[^\S ](?![0-9])")
_DIRECTIONS = " \u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LONGEST_SHORT = 160
"""Characters of the longest line that may be something else than a text."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A page's lines as a browser would copy them."""

    lines: tuple[Line, ...]
    """None is blank; a line keeps its number."""
    links: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """The links of lines by their numbers: the text of each, and its address."""
    starts: frozenset[int] = frozenset()
    """Lines that begin with a bullet or a link: they go on with no line above."""
    is_markdown: bool = False
    is_numbered: bool = False
    """Whether a text browser wrote it, with the numbers of the links, which are gone."""
    outside: tuple[Line, ...] = ()
    """Lines around a page that somebody quoted, which are not of it."""


def undo_save(given: Sequence[Line]) -> Saved:
    """The lines without what the program that saved them wrote around them; of a browser's copy, the lines as they are."""
    quoted = undo_quotation([_plain_spaces(line) for line in given])
    return replace(_undo_program(quoted.lines), outside=quoted.outside)


def _plain_spaces(line: Line) -> Line:
    """A short line with plain spaces for those that may not break, but for what groups digits; texts are kept to the letter.

    Signs around it that set the direction of letters are none of it.
    """
    if line.text.isascii():
        return line
    text = line.text.strip(_DIRECTIONS)
    return replace(line, text=text if len(text) > _LONGEST_SHORT else _OTHER_SPACE.sub(" ", text).strip())


def _undo_program(lines: Sequence[Line]) -> Saved:
    listed, addresses = _cut_references(lines)
    signs = sum(_MARKDOWN.search(line.text) is not None for line in lines)
    if signs >= max(_FEWEST_SIGNS, len(lines) / _LINES_OF_ENTRY):
        text_lines, links, starts = read_markdown(lines)
        saved = Saved(text_lines, links, starts | frozenset(links), is_markdown=True)
    elif addresses or _count_marks(lines) >= _FEWEST_MARKS:
        saved = _undo_marks(listed, addresses)
    else:
        saved = Saved(tuple(lines))
    cleaned = _cut_ranks(_clean(saved))
    return replace(cleaned, lines=tuple(mark_labels(cleaned.lines)))


def _cut_references(lines: Sequence[Line]) -> tuple[Sequence[Line], dict[int, str]]:
    """The lines above the list of addresses at the end of a dump, and the addresses by their numbers."""
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if _REFERENCES.fullmatch(line.text):
            found = [_REFERENCE.fullmatch(other.text) for other in lines[place + 1 :]]
            return lines[:place], {int(match["mark"] or match["number"]): match["address"] for match in found if match}
        if not (_REFERENCE.fullmatch(line.text) or _KINDS_OF_LINKS.fullmatch(line.text)):
            break
    return lines, {}


def _count_marks(lines: Sequence[Line]) -> int:
    """How many lines begin with the number of a link, each a little above the one before; 0 where many do not rise."""
    numbers = [int(match["number"]) for line in lines if (match := _MARK.match(_BULLETS.sub("", line.text)))]
    rising = sum(0 < after - before <= _WIDEST_GAP for before, after in pairwise(numbers))
    return rising if rising * 10 >= 9 * (len(numbers) - 1) else 0


def _undo_marks(lines: Sequence[Line], addresses: Mapping[int, str]) -> Saved:
    plain: list[Line] = []
    links: dict[int, tuple[tuple[str, str], ...]] = {}
    starts: set[int] = set()
    last = 0
    for line in lines:
        places, last = _find_marks(line.text, last)
        bounds = pairwise([*places, (len(line.text), 0, 0)])
        found = [
            (line.text[stop:end].strip(), addresses[number]) for (_, stop, number), (end, _, _) in bounds if number in addresses
        ]
        text = line.text
        for start, stop, _ in reversed(places):
            text = text[:start] + text[stop:]
        if found:
            links[line.number] = tuple(found)
        if places and not line.text[: places[0][0]].strip(" •*+-"):
            starts.add(line.number)
        plain.append(replace(line, text=text.strip()))
    return Saved(tuple(plain), links, frozenset(starts), is_numbered=True)


def _find_marks(text: str, last: int) -> tuple[list[tuple[int, int, int]], int]:
    """The marks of links in a line, as start, end and number; other numbers in brackets, such as those of citations, are none.

    Marks rise through a page, and the text of a link follows its mark.
    """
    places: list[tuple[int, int, int]] = []
    for match in _MARK.finditer(text):
        number = int(match["number"])
        before, behind = text[: match.start()], text[match.end() :]
        is_first = not before.strip(" •*+-") or (places and places[-1][1] == match.start())
        if last < number <= last + _WIDEST_GAP and (is_first or behind[:1].isalnum() or behind[:1] in ("[", "_")):
            places.append((match.start(), match.end(), number))
            last = number
    return places, last


def _clean(saved: Saved) -> Saved:
    """Part the lines that state several facts, and take out of a text browser's what it writes for bullets and images."""
    lines: list[Line] = []
    starts = set(saved.starts)
    is_list = are_labels_listed(saved.lines)
    for line in saved.lines:
        if not line.text or _ALONE.fullmatch(line.text):
            continue
        if is_fact(line.text):
            lines.append(line)
            continue
        text = line.text
        bullets = _BULLETS.match(text)
        if bullets:
            starts.add(line.number)
        if saved.is_numbered:
            text = " ".join(IMAGES.sub(" ", text[bullets.end() if bullets else 0 :]).split())
        elif is_list and bullets:
            text = text[bullets.end() :]
        lines.extend(replace(line, text=part) for part in _part_facts(text))
    return replace(saved, lines=tuple(lines), starts=frozenset(starts))


def _cut_ranks(saved: Saved) -> Saved:
    """The lines without the numbers of titles, where they count from 1 on, or all are 1 as in Markdown: `1. A Title`."""
    found = [(line, match) for line in saved.lines if (match := _RANK.match(line.text))]
    ranks = [int(match["rank"]) for _, match in found]
    if len(found) < _FEWEST_RANKS or (ranks != list(range(1, len(found) + 1)) and set(ranks) != {1}):
        return saved
    cut = {line.number: line.text[match.end() :] for line, match in found}
    return replace(saved, lines=tuple(replace(line, text=cut.get(line.number, line.text)) for line in saved.lines))


def _part_facts(text: str) -> list[str]:
    """The parts of a line that has several facts, or a name and facts behind it: `Fen Lab · 4 authors · Mar 12, 2025`."""
    parts = [part for part in _DOTS.split(text) if part] if len(text) <= _LONGEST_FACTS else []
    if len(parts) < 2 and not _COUNTS.fullmatch(text):
        return [text] if text else []
    parts = [part for whole in parts or [text] for part in _part_counts(whole)]
    parts = [parts[0], *(part for part in parts[1:] if not is_furniture(part))]
    if len(parts) < 2 or not all(map(is_fact, parts[1:])):
        return [text]
    return [parts[0], *(line for part in parts[1:] for line in (("·", part) if not part.endswith("comments") else (part,)))]


def _part_counts(text: str) -> list[str]:
    match = _COUNTS.fullmatch(text)
    return [match["authors"], f"{match['comments']} comments"] if match else [text]
