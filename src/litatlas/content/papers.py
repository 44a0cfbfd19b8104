"""`content/papers/<slug>.md`, the machine's own pages, to papers and back."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from litatlas.content.front_matter import Matter, format_matter
from litatlas.content.identity_fields import LINK_RULES, PUBLICATION_RULES, is_authors, is_identifiers
from litatlas.content.schema import (
    FieldRule,
    check_fields,
    check_mapping,
    is_count,
    is_date,
    is_flag,
    is_mapping,
    is_mappings,
    is_number,
    is_one_of,
    is_or_null,
    is_text,
    is_texts,
)
from litatlas.content.slugs import SLUG, SLUG_LENGTH
from litatlas.errors import Fault
from litatlas.identity.facts import decode_facts, encode_facts
from litatlas.model import (
    FACTS,
    Cell,
    Extraction,
    Json,
    NonResult,
    Paper,
    Place,
    ReadBy,
    Result,
    Source,
    Span,
    Witness,
    Work,
    hash_abstract,
)
from litatlas.slots import SLOTS, read_slots, write_slots

_PASSAGE = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
"""What passages and tables are called: `abstract`, `section-3.2`, `table-2`."""
_DAY = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def _is_some_mappings(value: Json) -> str | None:
    return is_mappings(value) or (None if value else "a list with at least one mapping")


def _is_texts_by_name(value: Json) -> str | None:
    good = isinstance(value, dict) and all(is_texts(texts) is None for texts in value.values())
    return None if good else "a mapping of names to lists of texts"


def _is_place(value: Json) -> str | None:
    match value:
        case [str(name), start, end]:
            is_good = _are_counts(start, end) and cast("int", start) <= cast("int", end)
        case {"table": str(name), "row": row, "column": column, **rest}:
            is_good = _are_counts(row, column) and row != 0 and column != 0 and not rest
        case _:
            name, is_good = "", False
    is_place = is_good and _PASSAGE.fullmatch(name) is not None
    return None if is_place else "a span such as [abstract, 10, 14], or a cell such as {table: table-2, row: 3, column: 4}"


def _are_counts(*values: Json) -> bool:
    return all(is_count(value) is None for value in values)


def _is_around(value: Json) -> str | None:
    good = isinstance(value, list) and len(value) == 2 and all(isinstance(text, str) for text in value)
    return None if good else "two texts, the words before the quote and those behind it"


def _is_captured(value: Json) -> str | None:
    good = isinstance(value, str) and ((len(value) == 10 and is_date(value) is None) or _DAY.fullmatch(value) is not None)
    return None if good else "a day such as 2025-10-30, or --10-30"


PAPER_RULES = (
    FieldRule("title", is_text, required=True),
    FieldRule("date", is_date),
    FieldRule("date_precision", is_one_of("day", "month", "year")),
    FieldRule("date_reason", is_text),
    FieldRule("author_count", is_count),
    FieldRule("authors", is_authors),
    FieldRule("organization", is_mapping),
    FieldRule("comments", is_count),
    FieldRule("identifiers", is_identifiers),
    FieldRule("links", is_mappings),
    FieldRule("publications", is_mappings),
    FieldRule("keywords", is_texts),
    FieldRule("license", is_text),
    FieldRule("key", is_text),
    FieldRule("extra", is_mapping),
    FieldRule("abstract_sha256", is_text),
    FieldRule("read_by", is_mapping),
    FieldRule("unread", is_text),
    FieldRule("topics", is_texts, required=True),
    FieldRule("topic_terms", _is_texts_by_name),
    FieldRule("hardware", is_texts, required=True),
    FieldRule("results", is_mappings),
    FieldRule("non_results", is_mappings),
    FieldRule("sources", _is_some_mappings, required=True),
)
"""The front matter of a paper, in the order in which it is written; fields without a value are left out."""

RESULT_RULES = (
    FieldRule("id", is_text, required=True),
    FieldRule("quote", is_text, required=True),
    FieldRule("low", is_number, required=True),
    FieldRule("high", is_number, required=True),
    FieldRule("unit", lambda value: None if isinstance(value, str) else "a text", required=True),
    FieldRule("form", is_one_of("ratio", "relative", "difference", "fraction", "absolute"), required=True),
    FieldRule("metric", is_text, required=True),
    FieldRule("effect", is_one_of("better", "worse", None), required=True),
    FieldRule("bound", is_one_of("up to", "at least", "about", "average", None), required=True),
    *(FieldRule(slot.name, is_texts if slot.many else is_or_null(is_text), required=not slot.recent) for slot in SLOTS),
    FieldRule("subject", is_or_null(is_text), required=True),
    FieldRule("evidence", _is_place, required=True),
    FieldRule("context", _is_place, required=True),
    FieldRule("confidence", is_one_of("high", "medium", "low")),
    FieldRule("flags", is_texts),
    FieldRule("around", _is_around),
)

NON_RESULT_RULES = (
    FieldRule("quote", is_text, required=True),
    FieldRule("reason", is_text, required=True),
    FieldRule("evidence", is_or_null(_is_place), required=True),
)

SOURCE_RULES = (
    FieldRule("file", is_text, required=True),
    FieldRule("line", is_count, required=True),
    FieldRule("sha256", is_text, required=True),
    FieldRule("captured", _is_captured),
    FieldRule("captured_given", is_flag),
    FieldRule("headings", is_texts),
    FieldRule("states", is_texts, required=True),
    FieldRule("differs", is_mapping),
)

READ_BY_RULES = tuple(FieldRule(name, is_text, required=True) for name in ("reader", "version", "digest"))

ORGANIZATION_RULES = (FieldRule("slug", is_text, required=True), FieldRule("name", is_text, required=True))

_LISTS: tuple[tuple[str, tuple[FieldRule, ...]], ...] = (
    ("results", RESULT_RULES),
    ("non_results", NON_RESULT_RULES),
    ("sources", SOURCE_RULES),
    ("links", LINK_RULES),
    ("publications", PUBLICATION_RULES),
)
"""The fields that are lists of mappings, and the rules of these."""


def parse_paper(matter: Matter, slug: str) -> Paper | list[Fault]:
    """A paper from its page, or the faults that keep it from being one."""
    faults = check_fields(matter, PAPER_RULES)
    if not SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH:
        hint = f"use at most {SLUG_LENGTH} lower-case letters, digits and single hyphens"
        faults.append(Fault(matter.file, 1, f"the file name {slug!r} is no slug", hint))
    fields = cast("Mapping[str, Any]", matter.fields)
    if faults:
        return faults
    for name, rules in _LISTS:
        for number, item in enumerate(fields.get(name, ())):
            faults.extend(check_mapping(matter, item, rules, name, number))
    for name, rules in (("organization", ORGANIZATION_RULES), ("read_by", READ_BY_RULES)):
        if name in fields:
            faults.extend(check_mapping(matter, fields[name], rules, name))
    if faults:
        return faults
    paper = Paper(slug, _work(fields, matter.body), _extraction(fields))
    return _check_evidence(matter, paper) or paper


def format_paper(paper: Paper) -> str:
    """The text of a paper's page; the same paper gives the same bytes."""
    work, extraction = paper.work, paper.extraction
    facts = encode_facts(work)
    facts.pop("abstract")
    fields: dict[str, Json] = {
        "title": facts.pop("title"),
        "date": facts.pop("date"),
        "date_precision": work.date.precision if work.date else None,
        "date_reason": work.date.reason if work.date else None,
        **facts,
        "abstract_sha256": work.abstract_sha256,
        "read_by": read_by_fields(extraction.by) if extraction.by else None,
        "unread": extraction.unread or None,
        "topics": list(extraction.topics),
        "topic_terms": {topic: list(terms) for topic, terms in extraction.topic_terms.items()} or None,
        "hardware": list(extraction.hardware),
        "results": [_page_fields(result, has_words=work.abstract is None) for result in extraction.results] or None,
        "non_results": [non_result_fields(item) for item in extraction.non_results] or None,
        "sources": [witness_fields(witness) for witness in work.witnesses],
    }
    return format_matter({name: value for name, value in fields.items() if value is not None}, work.abstract or "")


def _page_fields(result: Result, *, has_words: bool) -> dict[str, Json]:
    """A result as it stands in its page: with the words around it, where the page has not the whole text."""
    return {**result_fields(result), **({"around": list(result.around)} if has_words and any(result.around) else {})}


def result_fields(result: Result) -> dict[str, Json]:
    """A result as a mapping, with the fields of the guideline for results and its evidence; for pages and exports."""
    return {
        "id": result.id,
        "quote": result.quote,
        "low": shorten_number(result.low),
        "high": shorten_number(result.high),
        "unit": result.unit,
        "form": result.form,
        "metric": result.metric,
        "effect": result.effect,
        "bound": result.bound,
        **write_slots(result),
        "subject": result.subject,
        "evidence": _place_fields(result.evidence),
        "context": _place_fields(result.context),
        "confidence": result.confidence,
        "flags": list(result.flags),
    }


def non_result_fields(item: NonResult) -> dict[str, Json]:
    """A number that is no result as a mapping; for pages and exports."""
    return {"quote": item.quote, "reason": item.reason, "evidence": _place_fields(item.evidence) if item.evidence else None}


def read_by_fields(by: ReadBy) -> dict[str, Json]:
    """Who read a paper as a mapping; for pages and exports."""
    return {"reader": by.reader, "version": by.version, "digest": by.digest}


def _place_fields(place: Place) -> Json:
    match place:
        case Span(passage, start, end):
            return [passage, start, end]
        case Cell(table, row, column):
            return {"table": table, "row": row, "column": column}


def witness_fields(witness: Witness) -> dict[str, Json]:
    """A source and what it says as a mapping; for pages and exports."""
    source = witness.source
    fields: dict[str, Json] = {"file": source.file, "line": source.line, "sha256": source.sha256}
    if source.captured is not None:
        fields["captured"] = source.captured
    if source.captured_given:
        fields["captured_given"] = True
    if source.headings:
        fields["headings"] = list(source.headings)
    fields["states"] = list(witness.states)
    if witness.differs:
        fields["differs"] = {name: witness.differs[name] for name in FACTS if name in witness.differs}
    return fields


def _check_evidence(matter: Matter, paper: Paper) -> list[Fault]:
    """Faults where a page says other than what it was read from: what nobody edits has been edited."""
    hint = "restore the page, or delete it and ingest its captures again"
    work = paper.work
    faults = []
    if work.date and matter.fields.get("date_precision", work.date.precision) != work.date.precision:
        faults.append(
            matter.fault(f"the date is known to the {work.date.precision}, not as 'date_precision' says", hint, "date_precision")
        )
    if work.abstract is not None and hash_abstract(work.abstract) != work.abstract_sha256:
        return [
            *faults,
            Fault(matter.file, matter.body_line, "the abstract is not the one that the results were read from", hint),
        ]
    texts = {"title": work.title.raw, **({} if work.abstract is None else {"abstract": work.abstract})}
    seen: set[str] = set()
    for number, result in enumerate(paper.extraction.results):
        if not _stands_at(result.quote, result.evidence, texts):
            faults.append(matter.fault(f"the evidence of result {result.id!r} is not its quote", hint, "results", number))
        if result.id in seen:
            faults.append(matter.fault(f"two results have the id {result.id!r}", hint, "results", number))
        seen.add(result.id)
    for number, item in enumerate(paper.extraction.non_results):
        if item.evidence and not _stands_at(item.quote, item.evidence, texts):
            faults.append(
                matter.fault(f"the number {item.quote!r} does not stand where its evidence says", hint, "non_results", number)
            )
    return faults


def _stands_at(quote: str, place: Place, texts: Mapping[str, str]) -> bool:
    """Whether a quote stands at its place, as far as the page holds the text."""
    if isinstance(place, Cell) or place.passage not in texts:
        return True
    return texts[place.passage][place.start : place.end] == quote


def _work(fields: Mapping[str, Any], abstract: str) -> Work:
    facts = decode_facts({**fields, "abstract": fields.get("abstract_sha256")})
    if facts["date"]:
        facts["date"] = replace(facts["date"], reason=fields.get("date_reason"))
    return Work(abstract=abstract or None, witnesses=tuple(_witness(item) for item in fields["sources"]), **facts)


def _extraction(fields: Mapping[str, Any]) -> Extraction:
    return Extraction(
        results=tuple(_result(item) for item in fields.get("results", ())),
        non_results=tuple(
            NonResult(item["quote"], item["reason"], _place(item["evidence"]) if item["evidence"] else None)
            for item in fields.get("non_results", ())
        ),
        hardware=tuple(fields["hardware"]),
        topics=tuple(fields["topics"]),
        topic_terms={topic: tuple(terms) for topic, terms in fields.get("topic_terms", {}).items()},
        unread=fields.get("unread", ""),
        by=ReadBy(**fields["read_by"]) if "read_by" in fields else None,
    )


def shorten_number(value: float) -> int | float:
    """Whole numbers without a point, as people write them."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _result(item: Mapping[str, Any]) -> Result:
    lists = {**read_slots(item), "flags": tuple(item.get("flags", ())), "around": tuple(item.get("around", ("", "")))}
    places = {name: _place(item[name]) for name in ("evidence", "context")}
    # Pages of the time before confidence was judged say nothing of it.
    return Result(**{"confidence": "low", **item, **lists, **places, "low": float(item["low"]), "high": float(item["high"])})


def _place(value: Any) -> Place:
    return Cell(**value) if isinstance(value, dict) else Span(*value)


def _witness(item: Mapping[str, Any]) -> Witness:
    source = Source(
        file=item["file"],
        line=item["line"],
        sha256=item["sha256"],
        captured=item.get("captured"),
        captured_given=item.get("captured_given", False),
        headings=tuple(item.get("headings", ())),
    )
    return Witness(source, tuple(item["states"]), dict(item.get("differs", {})))
