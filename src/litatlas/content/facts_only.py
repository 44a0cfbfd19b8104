"""Pages of facts only, which hold no sentence of an abstract."""

import re

RUN = 9
"""Words in a row that are taken for a sentence copied, whatever their case and the signs between them."""
_WORD = re.compile(r"[A-Za-z0-9]+")
# A space or a hyphen within a text of the front matter, not one of YAML's own between fields and items.
_GAP = re.compile(r"""(?<!":)(?<!",)(?<=[^\s"\[{]) (?=[^\s"\[{])|(?<=\w)-(?=\w)""")


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
