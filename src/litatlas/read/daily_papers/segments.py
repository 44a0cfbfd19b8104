"""Which of several lines of text are titles, abstracts, an organization, or strays: the cut that costs least."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from litatlas.model import Organization

SegmentKind = Literal["entry", "organization", "title", "paragraph"]

_STRAY_COST = 0.8
_SENTENCE_END = re.compile(r"[.。…](?:[)\]\"'”’]|\[\d+\])*$")
SENTENCE_BREAK = re.compile(r"[.?!] +[A-Z]")
"""Where one sentence ends in a text and the next begins."""
_ORGANIZATION = re.compile(r"([A-Za-z0-9][\w.-]*) +([^a-z\s].*)")
_LONGEST_NAME = 60
"""Characters of the longest name of an organization that stands without its identifier."""
_FEWEST_SPACES = 2
"""Of the shortest abstract that is no sentence: a word or two are a name."""
_LONGEST_INSTITUTION = 90
_INSTITUTION = re.compile(
    r"^(?:The )?(?:[\w-]+ )?(?:University|Institute|College|Academy|School|Laboratory|Centre|Center) (?:of|for) "
    r"\S+(?: (?:&|and|of) \S+| [^\W\d_a-z]\S*| \(\S+\)){0,5}$"
    r"|^(?:(?:[^\W\d_a-z][\w.&'’-]*|of|the|de|&) ){0,5}(?:University|Institute|College|Academy)$"
)
"""How names of institutions begin or end: `Fenland University`, `Institute of Marsh & Fen Research (IMFR)`."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
"""An address with its beginning."""
BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,12}/\S+")
"""An address as browsers show it, without its beginning: `arxiv.org/abs/2503.01234`."""
_DOMAIN_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines that belong together: two of an entry (its title and its abstract), one of anything else.

    A `title` is one without an abstract, a `paragraph` an abstract without a title.
    """

    kind: SegmentKind
    start: int


def find_segments(texts: Sequence[str], *, has_facts: bool, has_dot: bool) -> list[Segment]:
    """Cut lines of text into segments, by how much each line looks like a title or an abstract.

    `has_facts` tells that facts of an entry follow the last line: it is then likely the end of an entry. `has_dot` tells that
    they begin with a lone dot, as they do where an organization takes the place of the number of authors.
    """
    likeness = [rate_abstract(text) for text in texts]
    count = len(texts)
    best: list[tuple[float, Segment | None]] = [(0.0, None)]
    for end in range(1, count + 1):
        start = end - 1
        is_last = has_facts and end == count
        kind: SegmentKind = "paragraph" if likeness[start] > 0.5 else "title"
        options = [(best[start][0] + _STRAY_COST, Segment(kind, start))]
        if end > 1:
            before_facts = is_last or (has_facts and end == count - 1)
            cost = likeness[start - 1] + _rate_no_abstract(texts[start], likeness[start], before_facts=before_facts)
            cost += is_own_slug(texts[start - 1])
            options.append((best[end - 2][0] + cost, Segment("entry", start - 1)))
        if is_last and end > 1:
            options.append((best[start][0] + rate_no_organization(texts[start], has_dot=has_dot), Segment("organization", start)))
        best.append(min(options, key=lambda option: option[0]))
    return _trace(best)


def _trace(best: Sequence[tuple[float, Segment | None]]) -> list[Segment]:
    segments: list[Segment] = []
    end = len(best) - 1
    while segment := best[end][1]:
        segments.append(segment)
        end = segment.start
    return segments[::-1]


def rate_abstract(text: str) -> float:
    """Rate how much a line looks like an abstract, from 0, a title, to 1."""
    if len(text) >= 400:
        return 0.95
    if _SENTENCE_END.search(text[-12:]):
        return 0.9
    if len(text) > 120 and SENTENCE_BREAK.search(text):
        return 0.8
    if len(text) > 220:
        return 0.7
    return 0.4 if text.endswith(("?", "!")) else 0.1


def is_title_case(text: str) -> bool:
    """Whether most of a line's longer words begin with a capital, as those of titles do and those of sentences do not."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _rate_no_abstract(text: str, likeness: float, *, before_facts: bool) -> float:
    """Rate how little a line looks like an abstract that follows a title; above 1.6 two strays are likelier."""
    if likeness > 0.5:
        return 1 - likeness
    may_be = before_facts and text.count(" ") >= _FEWEST_SPACES and rate_no_organization(text, has_dot=True) > 0.3
    return 0.8 if may_be else 1.7


def is_slug_and_name(text: str) -> bool:
    """Whether a line is an organization's identifier and its name; else it is a name alone: `Fenland University`."""
    match = _ORGANIZATION.fullmatch(text)
    if match is None:
        return False
    slug, name = _join_letters(match[1]), _join_letters(match[2])
    is_written_so = match[1][0].islower() or "-" in match[1] or match[1].casefold() == match[2].casefold()
    return is_written_so or slug in name or any(word.casefold() in slug for word in _DOMAIN_WORD.findall(match[2]))


def is_own_slug(text: str) -> bool:
    """Whether a line's first word is made of all that follow, as an organization's identifier is: `fen-lab Fen Lab`."""
    first, _, rest = text.partition(" ")
    return bool(rest) and _join_letters(first) == _join_letters(rest)


def _join_letters(text: str) -> str:
    """The letters and digits of a text, without case."""
    return "".join(re.findall(r"[^\W_]+", text)).casefold()


def rate_no_organization(text: str, *, has_dot: bool) -> float:
    """Rate how little a line looks like an organization's slug and name (`Alibaba-DAMO-Academy DAMO Academy`)."""
    match = _ORGANIZATION.fullmatch(text) if len(text) <= 120 else None
    if ":" in text or text.endswith((".", "?", "!")):
        return 1.5
    if len(text) <= _LONGEST_INSTITUTION and _INSTITUTION.search(text):
        return 0.3
    if match is None:
        return 0.6 if has_dot and len(text) <= _LONGEST_NAME and text.count(" ") < 6 else 1.5
    if not is_slug_and_name(text) and has_dot and len(text) <= _LONGEST_NAME:
        return 0.5
    slug, name = _join_letters(match[1]), _join_letters(match[2])
    is_related = slug in name or name in slug or any(word.casefold() in slug for word in _DOMAIN_WORD.findall(match[2]))
    if is_related:
        return 0.05 if has_dot else 0.3
    if not has_dot:
        return 1.5
    return 0.3 if match[1][0].islower() or "-" in match[1] else 0.5


def parse_organization(text: str) -> Organization:
    """An organization of its identifier and name, `fen-lab Fen Lab`, of its name alone, or of one that stands twice."""
    text = re.sub(r"^\[[\w.-]*\]\s*(?=\w)", "", text)
    if doubled := _split_doubled(text):
        return Organization("-".join(doubled[0].split()), doubled[1])
    if not is_slug_and_name(text):
        return Organization("-".join(text.split()), text)
    slug, _, name = text.partition(" ")
    return Organization(slug, name.strip() or slug)


def _split_doubled(text: str) -> tuple[str, str] | None:
    """Both halves of a text that says the same twice, as words for a picture and the name beside it: `fen-labFen Lab`."""
    letters = [place for place, letter in enumerate(text) if letter.isalnum()]
    half, rest = divmod(len(letters), 2)
    if rest or not half:
        return None
    first, second = text[: letters[half]].strip(" -_[]"), text[letters[half] :].strip(" -_[]")
    is_same = [text[place].casefold() for place in letters[:half]] == [text[place].casefold() for place in letters[half:]]
    return (first, second) if is_same else None


def tell_kind_of_line(text: str) -> str:
    """What a line of text might be, in words, for a message about one that has no place."""
    if any(letter.isdigit() for letter in text) and len(text) <= 40 and text.count(" ") < 4:
        return "a date or a number of the page"
    if ADDRESS.fullmatch(text):
        return "an address of a paper"
    if rate_abstract(text) > 0.5:
        return "a part of an abstract"
    if text.count(",") > 1 and len(text) < 300:
        return "names of authors"
    return "a title, or the rest of one" if text.count(" ") > 4 else "an organization, a name, or a word of the page"
