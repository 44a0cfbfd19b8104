"""Lines of a listing made ready to be cut into entries: furniture of the page is left out, wrapped lines are joined, labels fall.

What stands between the lines of an entry and belongs to it all the same, addresses and names of authors, is set aside with the
line that it stands in.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from litatlas.identity.links import parse_address
from litatlas.read.daily_papers.facts import is_fact
from litatlas.read.daily_papers.layout import HEAD_LINES
from litatlas.read.daily_papers.segments import is_slug_and_name, rate_abstract
from litatlas.read.lines import Line

_FURNITURE = frozenset(
    word.strip()
    for word in """
    upvote, upvotes, github, arxiv page, view arxiv page, arxiv, pdf, view pdf, project page, code, comments, comment,
    share, like, previous, next, first, last, load more, show more, company, tos, terms of service, privacy,
    privacy policy, about, careers, website, models, datasets, spaces, pricing, docs, community, system theme, log in,
    sign up, back to top, add to collection, read more, view all, daily, weekly, monthly, trending, hot,
    inference endpoints, huggingchat, collections, languages, organizations, settings, search, hide, ..., …
    """.split(",")
)
"""What pages of papers print around their entries, alone in a line and in any case: none of it says anything of a paper."""
_COUNT = re.compile(r"[0-9][0-9.,]*\s?[kKmM]?|[-–—_=*•·|<>«»‹›]+|[★☆⭐👍❤️🔥▲△⬆]+\s?[0-9.,]*\s?[kKmM]?")
"""Votes, stars, numbers of pages and rules between entries."""
_SUBMITTED = re.compile(r"submitted by(?:\s+\S+)?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>title|abstract|summary|authors?|names|date|published|submitted|organi[sz]ation)\s*:\s*", re.IGNORECASE
)
_RANKS = {"title": 0, "": 0, "abstract": 1, "summary": 1}
"""Where the parts of an entry go by their labels: facts stand last; lines above all labels stay above."""
_LINK = re.compile(r"(?:#{1,6} )?\[(?P<text>[^\[\]]+)\]\((?P<address>https?://[^\s()]+)\)")
"""A line that readers write as one link: `[A Title](https://…)`."""
_NAME = (
    r"(?:(?:[^\W\d_a-z][\w'’.-]*|(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|al|bin|ibn|ter|zu)\b)(?:\s+|(?<=\.)|$)){1,5}"
)
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|&)\s+|,|;|\s(?:and|&)\s)\s*")
_NAMES_LENGTH = 2000
"""Characters beyond which a line of names is none: some hundred authors."""
_NARROWEST, _WIDEST = 40, 130
"""Columns that hard-wrapped text has: mail and terminals wrap at 72 to 120."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What belongs to the entry whose title stands in the nearest line above it."""

    line: Line
    kind: Literal["address", "names"]
    values: tuple[str, ...]
    """One address, or the names."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """A listing's lines, and what was set aside."""

    lines: tuple[Line, ...]
    asides: tuple[Aside, ...]


def tidy_lines(lines: Iterable[Line]) -> Tidied:
    """Tidy the lines of a listing, all that are not blank; a line keeps the number of the first that it was joined of."""
    asides: list[Aside] = []
    plain = list(_drop_furniture(lines))
    labels = {match["label"].casefold() for line in plain if (match := _LABEL.match(line.text))}
    # A title may begin with such a word; where titles and abstracts are labelled, it is a label.
    is_labelled = "title" in labels and bool(labels & {"abstract", "summary"})
    labelled = _order_labelled(list(_cut_labels(plain))) if is_labelled else [(line, "") for line in plain]
    kept = []
    for line, label in labelled:
        if line.is_damaged or is_fact(line.text):
            kept.append(line)
        elif (address := _find_address(line.text)) is not None:
            asides.append(Aside(line, "address", (address,)))
        elif (link := _LINK.fullmatch(line.text)) and (address := parse_address(link["address"])) is not None:
            asides.append(Aside(line, "address", (address,)))
            kept.append(replace(line, text=link["text"]))
        elif label in ("author", "authors", "names"):
            asides.append(Aside(line, "names", tuple(part for part in _SEPARATOR.split(line.text) if part)))
        else:
            kept.append(line)
    joined = _join_wrapped(kept, {line.number for line, label in labelled if label})
    texts = []
    for number, line in enumerate(joined):
        names = _find_names(joined, number)
        if names:
            asides.append(Aside(line, "names", names))
        else:
            texts.append(line)
    return Tidied(tuple(texts), tuple(sorted(asides, key=lambda aside: aside.line.number)))


def is_furniture(text: str) -> bool:
    """Whether a line is only what the page prints around its entries."""
    return len(text) <= 40 and (text.casefold() in _FURNITURE or _COUNT.fullmatch(text) is not None) and not is_fact(text)


def _drop_furniture(lines: Iterable[Line]) -> Iterator[Line]:
    is_submitter = False
    for line in lines:
        if is_submitter and " " not in line.text:
            is_submitter = False
            continue
        is_submitter = line.text.casefold() == "submitted by"
        if not (is_furniture(line.text) or _SUBMITTED.fullmatch(line.text)):
            yield line


def _cut_labels(lines: Iterable[Line]) -> Iterator[tuple[Line, str]]:
    """The lines without the labels that they begin with, and those labels; one alone in its line is that of the next."""
    above = ""
    for line in lines:
        match = _LABEL.match(line.text)
        if match is None:
            yield line, above
            above = ""
        elif match.end() == len(line.text):
            above = match["label"].casefold()
        else:
            yield replace(line, text=line.text[match.end() :]), match["label"].casefold()
            above = ""


def _order_labelled(labelled: Sequence[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """The lines of each entry with its title first, then its abstract, then what else it states, in whichever order they came.

    An entry begins with the label that the listing begins with, and where a label comes again.
    """
    first = next((label for _, label in labelled if label), None)
    groups: list[list[tuple[Line, str]]] = [[]]
    kinds: list[str] = []
    seen: set[str] = set()
    kind = ""
    for line, label in labelled:
        if label == first or label in seen:
            groups.append([])
            seen = set()
        seen |= {label} - {""}
        kind = label or kind
        kinds.append(kind)
        groups[-1].append((line, label))
    places = iter(kinds)
    ordered: list[tuple[Line, str]] = []
    for group in groups:
        told = [(_RANKS.get(next(places), 2), line, label) for line, label in group]
        top = next((line.number for rank, line, _ in told if rank == 0), 0)
        # Names and addresses belong to the title above them: those that stood above it are given its place.
        moved = [(rank, replace(line, number=max(line.number, top)) if rank > 1 else line, label) for rank, line, label in told]
        ordered.extend((line, label) for _, line, label in sorted(moved, key=lambda entry: entry[0]))
    return ordered


def _find_address(text: str) -> str | None:
    return parse_address(text) if re.match(r"(?:https?://|www\.)\S+$", text) else None


def _join_wrapped(lines: Sequence[Line], labelled: set[int]) -> list[Line]:
    """Join the lines of a paragraph, in a listing that parts its paragraphs by blank lines."""
    pairs = [(line, after) for line, after in pairwise(lines) if line.text not in HEAD_LINES and not is_fact(line.text)]
    gaps = sum(after.number - line.number > 1 for line, after in pairs)
    if gaps * 4 < len(pairs) or not gaps:
        return list(lines)
    joined: list[Line] = []
    run: list[Line] = []
    for line in lines:
        follows = bool(run) and line.number == run[-1].number + 1 and line.number not in labelled
        if not follows or is_fact(line.text) or line.is_damaged or is_fact(run[-1].text) or run[-1].is_damaged:
            joined.extend(_join_run(run))
            run = []
        run.append(line)
    return [*joined, *_join_run(run)]


def _join_run(run: Sequence[Line]) -> list[Line]:
    """Join lines without a blank one between them where the one before had no room for the next word, or a title goes on."""
    if len(run) < 2:
        return list(run)
    width = max(len(line.text) for line in run)
    joined = [run[0]]
    for before, line in pairwise(run):
        first = line.text.split(" ", 1)[0]
        is_full = len(before.text) + 1 + len(first) > width > _NARROWEST
        goes_on = line.text[:1].islower() and (is_full or max(rate_abstract(before.text), rate_abstract(line.text)) < 0.5)
        is_title = _is_title_case(before.text) and rate_abstract(line.text) > 0.5
        # A name below the end of a sentence is whose paper it is, also where it would not have fitted: `acme Acme`.
        is_organization = before.text.endswith((".", "!", "?")) and is_slug_and_name(line.text)
        is_wrapped = width <= _WIDEST and (goes_on or is_full) and not (is_title or is_organization)
        if is_wrapped:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
    return joined


def _is_title_case(text: str) -> bool:
    """Whether most of a line's longer words begin with a capital, as those of titles do and those of sentences do not."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _find_names(lines: Sequence[Line], number: int) -> tuple[str, ...]:
    """The names that a line lists, where it stands between a title and its abstract, or below an abstract and above facts."""
    text = lines[number].text
    names = _split_names(text)
    if not names or lines[number].is_damaged or number == 0:
        return ()
    before = lines[number - 1].text
    after = lines[number + 1].text if number + 1 < len(lines) else ""
    if is_fact(before):
        return ()
    below_title = rate_abstract(before) < 0.5 < rate_abstract(after)
    below_abstract = rate_abstract(before) > 0.5 and (is_fact(after) or not after)
    return names if below_title or below_abstract else ()


def _split_names(text: str) -> tuple[str, ...]:
    """The names of a list of at least two, each of several words; empty where the text is none."""
    if len(text) > _NAMES_LENGTH or ":" in text or text.endswith((".", "?", "!")):
        return ()
    names = [part for part in _SEPARATOR.split(re.sub(r"(?:,?\s+et al\.?|,\s*\.\.\.)$", "", text)) if part]
    good = len(names) > 1 and all(" " in name and len(name) < 60 and re.fullmatch(_NAME, name) for name in names)
    return tuple(names) if good else ()
