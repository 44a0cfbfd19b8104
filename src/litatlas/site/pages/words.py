"""The words that a result was read from, as a paper's page shows them."""

from dataclasses import dataclass

from litatlas.model import Cell, Span
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas
from litatlas.site.pages.corrections import has_words
from litatlas.text.readable import Text


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence with the quote that a result stands for, within a text; offsets count in what is shown of that."""

    text: Text
    start: int
    """Where the sentence begins."""
    first: int
    """Where the quote does."""
    last: int
    """Where it ends."""
    end: int
    """Where the sentence ends."""

    def cut(self) -> tuple[str, str, str]:
        """The sentence, cut at its quote."""
        readable = self.text.readable
        return readable[self.start : self.first], readable[self.first : self.last], readable[self.last : self.end]


def find_sentence(atlas: Atlas, reported: Reported) -> Words | None:
    """The sentence of a result; None where the review does not keep it."""
    paper, evidence, context = reported.paper, reported.result.evidence, reported.result.context
    if isinstance(evidence, Cell) or not isinstance(context, Span) or not has_words(atlas, reported):
        return None
    text = paper.work.title if context.passage == "title" else atlas.abstracts.get(paper.slug)
    if text is None or evidence.passage != context.passage:
        return None
    start, end = text.readable_span(context.start, context.end)
    return Words(text, start, *text.readable_span(evidence.start, evidence.end), end)
