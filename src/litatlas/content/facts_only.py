"""Pages of facts only, which hold no sentence of an abstract."""

import re
from dataclasses import replace

from litatlas.model import Paper, Result, span_in

RUN = 9
"""Words in a row that are taken for a sentence copied, whatever their case and the signs between them."""
_AROUND = 8
"""The most words of an abstract that a place is told by, fewer than make a `RUN`."""
_WORD = re.compile(r"[A-Za-z0-9]+")
# A space or a hyphen within a text of the front matter, not one of YAML's own between fields and items.
_GAP = re.compile(r"""(?<!":)(?<!",)(?<=[^\s"\[{]) (?=[^\s"\[{])|(?<=\w)-(?=\w)""")


def keep_places(paper: Paper) -> Paper:
    """The paper, whose results know by a few words around their quotes where these stand in the abstract.

    As many words as it takes to tell the place from all others where the quote stands, at most `_AROUND` with the quote's own.
    """
    text = paper.work.abstract or ""
    results = tuple(replace(result, around=_find_around(text, result)) for result in paper.extraction.results)
    return replace(paper, extraction=replace(paper.extraction, results=results))


def _find_around(text: str, result: Result) -> tuple[str, str]:
    span = span_in(result.evidence, "abstract")
    if span is None or text[span.start : span.end] != result.quote:
        return "", ""
    before, after = text[: span.start].split()[-_AROUND:], text[span.end :].split()[:_AROUND]
    if text[: span.start][-1:].strip() or text[span.end :][:1].strip(" \n.,;:)"):
        return "", ""  # The quote is a part of a word: a browser finds whole words alone.
    plain = " ".join(text.split())
    for count in range(1, _AROUND - len(result.quote.split()) + 1):
        first, last = before[len(before) - (count + 1) // 2 :], after[: count // 2]
        if plain.count(" ".join((*first, result.quote))) == 1:
            return " ".join(first), " ".join(last)
    return "", ""


def set_facts_apart(page: str, abstract: str) -> str:
    """The text of a page of facts, with no run of words that its abstract holds too.

    Facts stand in full, but some abstracts hold their title word for word, or list models as a result does, and whoever searches
    a review of facts for copied sentences would find those. Such a run is broken by writing a space or a hyphen of it as YAML's
    escape for one; what the page says stays the same.
    """
    words = [match[0].lower() for match in _WORD.finditer(abstract)]
    runs = {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    while (place := _find_run(page, runs)) is not None:
        gaps = list(_GAP.finditer(page, *place))
        if not gaps:
            break
        gap = gaps[len(gaps) // 2]
        page = f"{page[: gap.start()]}\\u{ord(gap[0]):04x}{page[gap.end() :]}"
    return page


def _find_run(page: str, runs: set[tuple[str, ...]]) -> tuple[int, int] | None:
    """Where the first of the runs stands in the page."""
    found = list(_WORD.finditer(page))
    words = [match[0].lower() for match in found]
    for start in range(len(words) - RUN + 1):
        if tuple(words[start : start + RUN]) in runs:
            return found[start].start(), found[start + RUN - 1].end()
    return None
