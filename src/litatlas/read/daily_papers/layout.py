"""The layout of a daily-papers listing: what kind of line each line is, and which lines of text make an entry."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from litatlas.read.daily_papers.facts import Authors, Day, Dot, Fact, parse_fact
from litatlas.read.daily_papers.segments import Segment, find_segments, rate_abstract
from litatlas.read.lines import Line

INVITATIONS = ("Get trending papers in your email inbox once a day!", "Get trending papers in your email inbox!")
COMMUNITY = ("byAK and the research community", "by AK and the research community")
_COMMON_WORDS = ("Daily Papers", "Trending Papers", "Subscribe", "new")
"""Lines of the head that other texts may hold as well."""
HEAD_LINES = (*INVITATIONS, *COMMUNITY, *_COMMON_WORDS)
"""Lines that listings print above their entries."""
_FOREIGN = re.compile(
    r"#{1,6} |```|~~~|@[A-Za-z]+\{|[<{}|]|[-*+] |\d+\. |//|/\*|--|import |from \S+ import |def |class |function |const |let |var "
    r"|return\b|if |for |while |#include|package |using |print|\$ |%|\"\"\"|'''|.*[;{}\\]$|.*\):$|.*\",$"
)
"""Begins or ends lines of Markdown, code, markup and tables, hardly ever of titles or abstracts."""


@dataclass(slots=True)
class Block:
    """Lines up to the next line of text that follows a fact: a head, then lines of text, then the facts of the last entry."""

    head: list[Line] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def find_segments(self) -> list[Segment]:
        """Cut the lines of text into entries, an organization before the facts, and strays."""
        first = self.facts[0] if self.facts else None
        return find_segments([line.text for line in self.texts], has_facts=first is not None, has_dot=isinstance(first, Dot))


def iterate_blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """Group lines into blocks; only the block at hand is in memory."""
    block = Block()
    is_first = True
    for whole in lines:
        line = _without_head(whole) if not block.texts and (is_first or block.head) else whole
        if line is None or line.text in HEAD_LINES:
            if block.texts or block.facts:
                yield block
                block, is_first = Block(), False
            block.head.append(whole)
        elif fact := parse_fact(line):
            block.facts.append(fact)
        else:
            if block.facts:
                yield block
                block, is_first = Block(), False
            block.texts.append(line)
    yield block


def _without_head(line: Line) -> Line | None:
    """Cut off head lines that are glued to the front of a line (`SubscribeA Title`); None where nothing else is in it."""
    text = line.text
    found = True
    while found:
        found = False
        for phrase in HEAD_LINES:
            rest = text.removeprefix(phrase)
            if rest != text and not rest[:1].islower() and not rest[:1].isspace():
                text, found = rest, True
    if not text:
        return None
    return line if text == line.text else replace(line, text=text)


def count_signs(sample: Sequence[Line]) -> int:
    """How many lines only a listing of daily papers has: those of its head, numbers of authors, dots above dates."""
    facts = [parse_fact(line) for line in sample]
    signs = sum(line.text in INVITATIONS or line.text in COMMUNITY for line in sample)
    signs += sum(isinstance(fact, Authors) for fact in facts)
    return signs + sum(isinstance(fact, Dot) and isinstance(after, Day) for fact, after in pairwise(facts))


def is_daily_papers(sample: Sequence[Line]) -> bool:
    """Whether a file that begins with these lines is a daily-papers listing.

    Its head or a line of authors tells; without them, lines that come in twos, a title and an abstract as long as abstracts are.
    """
    texts = [line.text for line in sample]
    foreign = sum(_FOREIGN.match(text) is not None for text in texts)
    if foreign > 1 and foreign * 10 > len(texts):
        return False
    facts = [parse_fact(line) for line in sample]
    signs = count_signs(sample)
    if signs or len({word for word in _COMMON_WORDS if word in texts}) > 1:
        return foreign <= max(1, signs)
    rest = [text for text, fact in zip(texts, facts, strict=True) if fact is None and text not in HEAD_LINES]
    return not foreign and _is_in_twos(rest)


def _is_in_twos(texts: Sequence[str]) -> bool:
    """Whether lines are nearly all titles and long abstracts in turn, or all of them titles and abstracts of any length."""
    entries = [segment for segment in find_segments(texts, has_facts=False, has_dot=False) if segment.kind == "entry"]
    pairs = [(texts[entry.start], texts[entry.start + 1]) for entry in entries]
    if 2 * sum(" " in title and len(abstract) >= max(150, 1.5 * len(title)) for title, abstract in pairs) >= 0.9 * len(texts):
        return bool(pairs)
    return 2 * len(pairs) == len(texts) > 2 and all(
        title.count(" ") > 1 and len(abstract) >= max(30, len(title)) and rate_abstract(title) < 0.5 < rate_abstract(abstract)
        for title, abstract in pairs
    )
