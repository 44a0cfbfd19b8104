"""Lines that a program or a person wrapped at some width, joined again."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import partial
from itertools import pairwise

from litatlas.read.daily_papers.details import find_details
from litatlas.read.daily_papers.facts import is_fact
from litatlas.read.daily_papers.furniture import HOST, SUBMITTED, is_furniture
from litatlas.read.daily_papers.labels import Labelled
from litatlas.read.daily_papers.layout import HEAD_LINES
from litatlas.read.daily_papers.segments import (
    ADDRESS,
    BARE_ADDRESS,
    SENTENCE_BREAK,
    is_own_slug,
    is_slug_and_name,
    is_title_case,
    rate_abstract,
)
from litatlas.read.lines import Line

_NARROWEST, _WIDEST = 40, 130
"""Columns that hard-wrapped text has: mail and terminals wrap at 72 to 120."""
_INDENT = 10
"""Columns by which parts of one page are wrapped at other widths, as titles and lists are indented less or more."""
_SHARE = 0.12
"""Lines that begin in the midst of a sentence, of all, where text was wrapped."""

_GOES_ON = re.compile(
    r"\b(?:a|an|the|of|for|and|or|in|on|to|with|by|from|via|as|at|is|are|its|their|our|that|than)$|[,:–—-]$", re.IGNORECASE
)
"""How no title ends, and no sentence."""
_ENDS_OPEN = re.compile(r"\b(?:a|an|the|of|for|and|or|to|with|by|from|via|as|at|than)$")
"""Words that go on in the next line whatever it begins with: `latency by` above `38% over a baseline`."""
_MIDWAY = re.compile(r"[a-z]{2,}(?=[ .,;])")
"""A plain word in small letters, as no title, name or sentence begins."""
_TELLING_LINES = 4
"""Lines of a paragraph that tell whether it is a title."""
_CATEGORIES = re.compile(r"[a-z-]{2,10}\.(?:[A-Z]{2}|[a-z-]{4,9})(?:[\s,;]+[a-z-]{2,10}\.(?:[A-Z]{2}|[a-z-]{4,9})){0,9}")
_BYLINE = re.compile(r"by [^\W\d_a-z]")


def join_wrapped(
    labelled: Sequence[Labelled], starts: Set[int], passed: Set[int] = frozenset(), *, are_titles_labelled: bool
) -> list[Labelled]:
    """Join the lines of a paragraph; a line keeps the number and the label of the first that it was joined of.

    Below a label, all lines up to a blank one, a label or a fact are its paragraph. Elsewhere lines are joined only in a listing
    that was wrapped. `starts` are the lines that go on with none above; `passed` those that stand within a paragraph and are none
    of it.
    """
    lines = [one.line for one in labelled]
    is_wrapped = _has_gaps(lines) or _is_broken(lines)
    width = find_width(lines)
    join = partial(_join, width=width, is_wrapped=is_wrapped, are_titles_labelled=are_titles_labelled)
    joined: list[Labelled] = []
    run: list[Labelled] = []
    for one in labelled:
        number = one.line.number
        may_follow = not one.part and number not in starts
        follows = bool(run) and may_follow and run[-1].part != "address" and _is_next(run[-1].line.number, number, passed)
        follows = follows and not (_is_detail(one.line.text) and not is_rest(run[-1].line, one.line, width))
        if not follows or not (_is_text(one.line) and _is_text(run[-1].line)):
            joined.extend(join(run, before_fact=is_fact(one.line.text)))
            run = []
        run.append(one)
    return [*joined, *join(run, before_fact=False)]


def _is_next(before: int, number: int, passed: Set[int]) -> bool:
    return number > before and all(between in passed for between in range(before + 1, number))


def _join(
    run: Sequence[Labelled], width: int, *, before_fact: bool, is_wrapped: bool, are_titles_labelled: bool
) -> list[Labelled]:
    if len(run) < 2:
        return list(run)
    if run[0].part and are_titles_labelled:
        return [replace(run[0], line=replace(run[0].line, text=" ".join(one.line.text for one in run)))]
    if not is_wrapped and not run[0].part:
        return list(run)
    lines = _join_run([one.line for one in run], width, before_fact=before_fact, is_abstract=run[0].part == "abstract")
    return [replace(run[0], line=lines[0]), *(Labelled(line, "") for line in lines[1:])]


def _is_text(line: Line) -> bool:
    return not (line.is_damaged or is_fact(line.text) or SUBMITTED.fullmatch(line.text) or line.text in HEAD_LINES)


def _has_gaps(lines: Sequence[Line]) -> bool:
    """Whether blank lines part the paragraphs."""
    pairs = [(line, after) for line, after in pairwise(lines) if line.text not in HEAD_LINES and not is_fact(line.text)]
    gaps = sum(after.number - line.number > 1 for line, after in pairs)
    return gaps * 4 >= len(pairs) and bool(gaps)


def _is_broken(lines: Sequence[Line]) -> bool:
    """Whether many lines begin as none does that was not wrapped, and none is long."""
    texts = [line.text for line in lines if not is_fact(line.text)]
    if max(map(len, texts), default=0) > _WIDEST:
        return False
    return sum(map(_begins_midway, texts)) > _SHARE * len(texts)


def _begins_midway(text: str) -> bool:
    """Whether a line begins in the midst of a sentence: with a small letter, and it is no name, address or furniture."""
    if not text[:1].islower() or (" " not in text and not text.endswith((".", "!", "?", ","))):
        return False
    return not (_is_detail(text) or is_own_slug(text) or is_furniture(text))


def _is_detail(text: str) -> bool:
    """Whether a line states something by itself, such as a venue or an address, and most likely goes on with none."""
    is_address = any(pattern.fullmatch(text) for pattern in (ADDRESS, BARE_ADDRESS, HOST))
    return is_address or are_categories(text) or bool(find_details(text))


def is_rest(before: Line | None, line: Line, width: int) -> bool:
    """Whether a line goes on with the one above, as that had no room for its first word; `width` is that of `find_width`."""
    if before is None or not width or not line.text[:1].isalnum() or line.number != before.number + 1 or not _is_text(before):
        return False
    return width - _INDENT < len(before.text) + 1 + len(line.text.split(" ", 1)[0]) <= _WIDEST


def are_categories(text: str) -> bool:
    """Whether a line is categories of arXiv alone, which go on with no line: `cs.LG`, `cond-mat.mtrl-sci`."""
    return _CATEGORIES.fullmatch(text) is not None


def find_width(lines: Sequence[Line]) -> int:
    """The length of the longest line that the next one goes on with in the midst of a sentence; 0 where none does."""
    lengths = (
        len(line.text)
        for line, after in pairwise(lines)
        if after.number == line.number + 1
        and _NARROWEST < len(line.text) <= _WIDEST
        and _begins_midway(after.text)
        and _is_text(after)
    )
    return max(lengths, default=0)


def _join_run(run: Sequence[Line], usual: int, *, before_fact: bool, is_abstract: bool) -> list[Line]:
    """Join lines without a blank one between them where the one before had no room for the next word, or a title goes on."""
    width = max(len(line.text) for line in run)
    joined = [(run[0], [run[0].text])]
    for place, (before, line) in enumerate(pairwise(run), 1):
        first = line.text.split(" ", 1)[0]
        length = len(before.text) + 1 + len(first)
        is_lower = line.text[:1].islower() or _GOES_ON.search(before.text) is not None
        is_told = is_lower or len(run) > 2 or length > usual - _INDENT > 0 or SENTENCE_BREAK.search(before.text) is not None
        is_full = length > width > _NARROWEST and is_told
        goes_on = is_lower and (is_full or max(rate_abstract(before.text), rate_abstract(line.text)) < 0.5)
        is_foot = before_fact and line is run[-1] and rate_abstract(line.text) < 0.5
        goes_on = goes_on or _ENDS_OPEN.search(before.text) is not None
        goes_on = goes_on or (_is_open(joined[-1][1]) and not is_title_case(line.text) and not is_foot)
        is_named = is_title_case(" ".join(joined[-1][1][:_TELLING_LINES]))
        goes_on = goes_on or (_MIDWAY.match(line.text) is not None and not is_named and not before.text.endswith((".", "!", "?")))
        is_title = is_named and (rate_abstract(line.text) > 0.5 or not (is_lower or is_title_case(line.text)))
        # A line that begins so names authors, unless the one above had no room for it: `by Ada Wren`.
        is_byline = _BYLINE.match(line.text) is not None and length < max(width, usual) - _INDENT
        is_end = before.text.endswith((".", "!", "?"))
        goes_on = goes_on or (is_abstract and len(joined) == 1 and not is_end)
        # A name below the end of a sentence is whose paper it is, also where it would not have fitted: `acme Acme`.
        is_name = is_end and (is_slug_and_name(line.text) or is_foot or _is_slug(run, place, before_fact=before_fact))
        is_apart = is_title or is_name or is_byline or are_categories(line.text)
        if width <= _WIDEST and (goes_on or is_full) and not is_apart:
            joined[-1][1].append(line.text)
        else:
            joined.append((line, [line.text]))
    return [replace(first, text=" ".join(texts)) for first, texts in joined]


def _is_slug(run: Sequence[Line], place: int, *, before_fact: bool) -> bool:
    """Whether a line is an organization's identifier, above its name at the foot of an entry: `fen-lab`, `Fen Lab`."""
    if not before_fact or place != len(run) - 2 or " " in run[place].text:
        return False
    return is_slug_and_name(f"{run[place].text} {run[place + 1].text}")


def _is_open(texts: Sequence[str]) -> bool:
    """Whether joined lines are several sentences, which no title is, of which the last has not ended."""
    return not texts[-1].endswith((".", "!", "?", "…")) and SENTENCE_BREAK.search(" ".join(texts)) is not None
