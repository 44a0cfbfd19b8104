"""The page of one paper."""

from collections.abc import Iterable, Sequence

from litatlas.content.pages import Note
from litatlas.export.citing.bibtex import format_bibtex
from litatlas.identity.facts import FACTS_BY_NAME, describe_item
from litatlas.model import RULES_READER, Json, NonResult, Paper, ReadBy, Result, Witness, span_in
from litatlas.review.corrected import NOWHERE
from litatlas.review.targets import Targets
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.pages.cards import SOURCES_ANCHOR, describe_authors, link_topics
from litatlas.site.pages.cells import link_devices
from litatlas.site.pages.corrections import build_corrections
from litatlas.site.pages.corrections_links import link_notes
from litatlas.site.pages.coverage import explain_silence
from litatlas.site.pages.further import build_paper_line
from litatlas.site.pages.identity import find_abstract_page, link_authors, link_organization, link_publications, list_links
from litatlas.site.pages.markdown import NOTE_HEADING, render_prose
from litatlas.site.pages.mentions import link_mentions
from litatlas.site.pages.metadata import describe_paper, list_citation_tags
from litatlas.site.pages.paper_rows import build_paper_rows
from litatlas.site.pages.related import Relations
from litatlas.site.places import DATES, PAPERS, Place, list_path, paper_path, place_page
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Head, PaperView, Piece, SourceRow
from litatlas.site.views.paper import NoteView, PaperCitation, PaperTrace
from litatlas.site.wording import format_captured, format_date
from litatlas.text.readable import Text
from litatlas.text.wording import count_of

OTHERS = 50
"""The most numbers that are no result that a page lists."""
SHORT_HASH = 12
"""How many digits of a file's SHA-256 tell it from others of a review; `data/index.json` has all."""
_FACT_WORDS = {"author_count": "author count"}


def build_paper_view(atlas: Atlas, paper: Paper, relations: Relations) -> PaperView:
    """The view of a paper's page."""
    place = place_page(paper_path(paper.slug))
    work, results = paper.work, paper.extraction.results
    title = work.title
    abstract = atlas.abstracts.get(paper.slug)
    date_folder = f"{DATES}/{work.date.iso[:7] if work.date else 'undated'}"
    notes = atlas.texts.find_notes(paper.slug)
    topics = link_topics(atlas, place, paper)
    rows, unstated = build_paper_rows(atlas, place, paper)
    corrections = build_corrections(atlas, paper)
    return PaperView(
        head=_build_head(atlas, place, paper, topics),
        title=title.readable,
        title_pieces=split_pieces(title, "title", results),
        date=format_date(work.date),
        date_iso=work.date.iso if work.date else "",
        date_href=place.href(list_path(date_folder)),
        date_note=(work.date.reason or "") if work.date and "date" not in {fact.name for fact in corrections.facts} else "",
        authors=link_authors(atlas, place, paper),
        author_count=work.author_count,
        organization=link_organization(atlas, place, work),
        publications=link_publications(atlas, place, work),
        links=list_links(work),
        comments=work.comments,
        topics=topics,
        hardware=link_devices(atlas, place, paper.extraction.hardware),
        rows=rows,
        unstated=unstated,
        has_better=any(row.effect == "better" for row in rows),
        abstract=split_pieces(abstract, "abstract", results) if abstract else (),
        abstract_note="" if abstract else _explain_absence(paper),
        notes=build_notes(atlas.review, place, notes),
        mentions=link_mentions(atlas, place, f"papers/{paper.slug}"),
        corrections=corrections,
        edits=link_notes(atlas.review.settings.repository, paper.slug, notes),
        marked=paper.slug in atlas.review.curation,
        tags=list_tags(notes),
        rivals=relations.rivals.build_views(place, paper),
        related=tuple(build_paper_line(atlas, place, other) for other in relations.find_nearest(paper.slug)),
        sources=tuple(_build_source(witness, alone=len(work.witnesses) == 1) for witness in work.witnesses),
        source_anchor=SOURCES_ANCHOR,
        trace=_build_trace(atlas, paper),
        cite=PaperCitation(list_citation_tags(paper), format_bibtex(atlas.citations[paper.slug])),
    )


def _build_head(atlas: Atlas, place: Place, paper: Paper, topics: Iterable[Link]) -> Head:
    told = _describe(paper, [link.text for link in topics])
    return build_head(atlas, place, paper.work.title.readable, told, PAPERS, structured=describe_paper(paper))


def split_pieces(text: Text, passage: str, results: Iterable[Result]) -> tuple[Piece, ...]:
    """Cut a passage's text at the evidence that results have in it; what overlaps becomes one piece, so that marks never nest."""
    placed = ((span_in(result.evidence, passage), result.id) for result in results if result.evidence != NOWHERE)
    spans = sorted((*text.readable_span(span.start, span.end), id_) for span, id_ in placed if span)
    pieces: list[Piece] = []
    position = 0
    number = 0
    while number < len(spans):
        start, end, _ = spans[number]
        ids = []
        while number < len(spans) and (spans[number][0] < end or spans[number][:2] == (start, end)):
            end = max(end, spans[number][1])
            ids.append(spans[number][2])
            number += 1
        if start > position:
            pieces.append(Piece(text.readable[position:start], (), ()))
        pieces.append(Piece(text.readable[start:end], tuple(f"e-{id_}" for id_ in ids), tuple(f"r-{id_}" for id_ in ids)))
        position = end
    if position < len(text.readable):
        pieces.append(Piece(text.readable[position:], (), ()))
    return tuple(pieces)


def build_notes(targets: Targets, place: Place, notes: Iterable[Note]) -> tuple[NoteView, ...]:
    """People's notes on a paper, those that say something to readers."""
    telling = (note for note in notes if note.body or note.status or note.tags)
    return tuple(
        NoteView(render_prose(note.body, targets, place, top=NOTE_HEADING), note.status or "", note.tags) for note in telling
    )


def list_tags(notes: Iterable[Note]) -> tuple[str, ...]:
    """The tags of notes, each once."""
    return tuple(dict.fromkeys(tag for note in notes for tag in note.tags))


def _build_trace(atlas: Atlas, paper: Paper) -> PaperTrace:
    extraction, topics = paper.extraction, atlas.review.topics
    return PaperTrace(
        silence=explain_silence(paper),
        unread=paper.extraction.unread,
        others=_list_others(extraction.non_results),
        topics="; ".join(f"{topics[id_].title} ({', '.join(terms)})" for id_, terms in extraction.topic_terms.items() if terms),
        read_by=_name_reader(extraction.by),
    )


def _list_others(items: Sequence[NonResult]) -> str:
    """The first `OTHERS` numbers that are no result, by their reasons: `identifier: 26; 100. set-up, batch size: 32`."""
    quotes: dict[str, list[str]] = {}
    for item in items[:OTHERS]:
        quotes.setdefault(item.reason.replace(": ", ", "), []).append(item.quote)
    more = [f"{len(items) - OTHERS:,} more"] if len(items) > OTHERS else []
    return ". ".join([*(f"{reason}: {'; '.join(own)}" for reason, own in quotes.items()), *more])


def _name_reader(by: ReadBy | None) -> str:
    """Who read a paper, in words; empty where its page does not say."""
    return f"the {by.reader} {'of LitAtlas ' if by.reader == RULES_READER else ''}{by.version}" if by else ""


def _describe(paper: Paper, topics: Sequence[str]) -> str:
    parts = [part for part in (describe_authors(paper.work), format_date(paper.work.date), ", ".join(topics)) if part]
    return f"{'; '.join(parts)}; {count_of(len(paper.extraction.results), 'reported result')}."


def _explain_absence(paper: Paper) -> str:
    if paper.work.abstract_sha256 is None:
        return "No source of this paper states an abstract."
    if find_abstract_page(paper.work):
        return "This review keeps facts only: the abstract is a click away, by the links above."
    return "This review keeps facts only. Its sources say where the abstract was read; to read it yourself, look the paper up."


def _build_source(witness: Witness, *, alone: bool) -> SourceRow:
    source = witness.source
    return SourceRow(
        file=source.file,
        line=source.line,
        sha256=source.sha256[:SHORT_HASH],
        captured=format_captured(source.captured),
        states=() if alone else tuple(_FACT_WORDS.get(fact, fact) for fact in witness.states),
        differs=tuple(
            f"{_FACT_WORDS.get(fact, fact)}: {_say(fact, value)}"
            for fact, value in witness.differs.items()
            if FACTS_BY_NAME[fact].contradicts
        ),
    )


def _say(fact: str, value: Json) -> str:
    if fact == "abstract":
        return "another text"
    if isinstance(value, dict):
        return str(value.get("name", ""))
    return ", ".join(map(describe_item, value)) if isinstance(value, list) else str(value)
