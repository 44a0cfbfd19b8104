"""Corners of Markdown: what does not get onto a page, and what GitHub, where people read and edit texts too, shows otherwise."""

from litatlas.content.differences import find_differences
from litatlas.content.lost import find_lost
from litatlas.errors import Fault, quote_start
from litatlas.review.review import Review, list_texts

_HINT = (
    "write it more plainly: *…* and _…_ apart from words and signs, [text](<address>) without brackets within, tags one by one"
)


def find_other_readings(review: Review) -> tuple[Fault, ...]:
    """A warning for each paragraph, heading or cell of people's texts whose emphasis, links or tags GitHub reads otherwise."""
    return tuple(
        Fault(prose.file, prose.line + line, f"GitHub shows {quote_start(shown)} in another way than pages do", _HINT, "warning")
        for _, prose in list_texts(review)
        if not prose.excess
        for line, shown in find_differences(prose.text)
    )


def find_lost_texts(review: Review) -> tuple[Fault, ...]:
    """A warning for each place of people's texts that is not on the page which shows them."""
    return tuple(
        Fault(prose.file, prose.line + lost.line, lost.message, lost.hint, "warning")
        for _, prose in list_texts(review)
        if not prose.excess
        for lost in find_lost(prose.text)
    )
