"""Rows for people to decide on, each with all that one needs for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from litatlas.content.corrections import EVIDENCE_FIELDS, ROW_FIELDS, Correction, row_values
from litatlas.extract.agreement import DIFFERS, is_disputed
from litatlas.extract.document import build_work_document
from litatlas.extract.extraction import extract
from litatlas.model import Cell, Paper, Place, Result, Work, format_part, span_in
from litatlas.review.corrected import NOWHERE, find_same_words, place_row
from litatlas.review.curation import Curation
from litatlas.review.review import Review
from litatlas.text.readable import Text
from litatlas.text.repair import repair

EDITABLE = tuple(name for name in ROW_FIELDS if name not in EVIDENCE_FIELDS)
"""The fields of a row of the machine's that an edit can set."""


@dataclass(frozen=True, slots=True)
class Case:
    """A row of the machine's, or one that people added, with all that one needs to decide on it."""

    paper: Paper
    """As the machine has it."""
    title: str
    row: Result
    """As the machine has it; of an added one as it was added."""
    shown: Result
    """As pages show it."""
    said: tuple[Correction, ...]
    """What people said of it before."""
    stands: bool
    """Whether that still holds: the machine says what it said then."""
    sentence: tuple[str, str, str] | None
    """What stands before the quote, the quote and what follows; None where the review does not keep the text."""
    place: str
    """Where the text can be read: `listing.txt:13`."""
    is_proposed: bool = False
    """Whether the page has no such row: the rules read it, and who read the page does not."""

    @property
    def is_added(self) -> bool:
        """Whether people added the row."""
        return any(said.action == "add" for said in self.said)

    @property
    def fields(self) -> tuple[str, ...]:
        """What an edit can set: of a row of the machine's not the words that it was read from."""
        return ROW_FIELDS if self.is_added else EDITABLE


def list_cases(review: Review, papers: Iterable[Paper], *, unconfirmed: bool = False, disputed: bool = False) -> Iterator[Case]:
    """The rows of papers: the machine's in the order of the text, then those that people added.

    If so asked, only those of the machine's that no word of people's holds of; or only those about which readers differ, and then
    also the rows that the rules read and who read the page does not, as proposals.
    """
    for paper in papers:
        curated = review.curation.get(paper.slug)
        machine = review.get_machine(paper.slug)
        for row in machine.extraction.results:
            case = _build_case(paper, row, curated)
            if not (unconfirmed and case.said and case.stands) and (is_disputed(row) or not disputed):
                yield case
        if disputed:
            yield from (_build_proposed(machine, row) for row in _list_left_out(review, machine))
        elif curated and not unconfirmed:
            added = (correction for correction in curated.corrections if correction.action == "add")
            yield from (_build_added(curated.machine, correction) for correction in added)


def _list_left_out(review: Review, paper: Paper) -> Iterator[Result]:
    """The rows that the rules read in a paper's text, where it is kept, and that neither its reader nor people have."""
    told = [item.evidence for item in paper.extraction.non_results if item.reason.startswith(DIFFERS)]
    if not told or paper.work.abstract is None:
        return
    found = extract(build_work_document(paper.work), review.vocabulary)
    for row in found.results:
        if row.evidence in told and not find_same_words(row, review.papers[paper.slug].extraction.results):
            yield replace(row, flags=(*row.flags, f"{DIFFERS}who read the page has no such row"))


def _build_proposed(paper: Paper, row: Result) -> Case:
    sentence, place = read_sentence(paper, row), _describe_place(paper, row.evidence)
    return Case(paper, paper.work.title.readable, row, row, (), stands=True, sentence=sentence, place=place, is_proposed=True)


def _build_case(paper: Paper, row: Result, curated: Curation | None) -> Case:
    machine = curated.machine if curated else paper
    said: tuple[Correction, ...] = ()
    shown = row
    if curated:
        said = tuple(correction for correction in curated.corrections if correction.result == row.id)
        shown = next((other for other in curated.paper.extraction.results if other.id == row.id), row)
    return Case(
        paper=machine,
        title=paper.work.title.readable,
        row=row,
        shown=shown,
        said=said,
        stands=all(row_values(row)[name] == value for correction in said for name, value in correction.was.items()),
        sentence=read_sentence(machine, row),
        place=_describe_place(machine, row.evidence),
    )


def _build_added(paper: Paper, correction: Correction) -> Case:
    row = place_row(paper, correction.new)
    return Case(
        paper,
        paper.work.title.readable,
        row,
        row,
        (correction,),
        stands=True,
        sentence=read_sentence(paper, row),
        place=correction.file,
    )


def find_source(paper: Paper, passage: str) -> str:
    """Where a paper's title or abstract can be read: `listing.txt:13`."""
    source = next((witness.source for witness in paper.work.witnesses if passage in witness.states), None)
    return f"{source.file}:{source.line}" if source else f"content/papers/{paper.slug}.md:1"


def _describe_place(paper: Paper, place: Place) -> str:
    """Where a row's quote can be read: `listing.txt:13`, or `table-2, row 3, column 4 of listing.txt:13`."""
    passage = "abstract" if span_in(place, "abstract") else "title"
    return format_part(place) + find_source(paper, passage)


def read_sentence(paper: Paper, row: Result) -> tuple[str, str, str] | None:
    """What stands before a row's quote in its sentence, the quote and what follows; None where the review keeps no such text."""
    evidence = row.evidence
    if isinstance(evidence, Cell) or evidence == NOWHERE:
        return None
    text = _find_text(paper.work, evidence.passage)
    if text is None:
        return None
    first, last = text.readable_span(evidence.start, evidence.end)
    context = span_in(row.context, evidence.passage) or evidence
    start, end = text.readable_span(context.start, context.end)
    return text.readable[start:first], text.readable[first:last], text.readable[last:end]


def _find_text(work: Work, passage: str) -> Text | None:
    if passage == "title":
        return work.title
    return repair(work.abstract) if passage == "abstract" and work.abstract is not None else None
