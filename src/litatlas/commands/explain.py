"""Why a text yields what it yields: every number with its sentence, its role, what it is of, what it holds for, and the rules."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import Literal

from litatlas.content.tree import LARGEST_TEXT
from litatlas.errors import ContentError, Fault, UsageError
from litatlas.extract.document import Document, build_document, build_work_document
from litatlas.extract.extraction import Trace, trace
from litatlas.extract.judging.judge import load_judge
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.rows.readings import Reading
from litatlas.extract.topics.scoring import TopicScore
from litatlas.model import RULES_READER, Paper, Result
from litatlas.review.review import Standing
from litatlas.running.opening import read_given
from litatlas.slots import list_stated
from litatlas.text.wording import count_of

TOLD_WORDS = 5
"""So many of the words that were learned of a topic are told."""

Tone = Literal["heading", "sentence", "result", "other", "detail"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an explanation."""

    text: str
    tone: Tone


def explain_paper(standing: Standing, slug: str) -> tuple[Line, ...]:
    """Explain what a paper of the review yields; where its abstract is not kept, list what was once read from it.

    `UsageError` where there is no such paper.
    """
    paper = standing.papers.get(slug)
    if paper is None:
        near = get_close_matches(slug, standing.papers, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "name a file of content/papers without its .md"
        raise UsageError(f"there is no paper {slug!r}; {hint}")
    if not paper.work.has_text:
        return tuple(_list_kept(paper))
    told = explain_text(build_work_document(paper.work), standing.vocabulary)
    by = paper.extraction.by
    if by is None or by.reader == RULES_READER:
        return told
    return (Line(f"Read by {by.reader} {by.version}; below is what the rules see", "detail"), *told)


def _list_kept(paper: Paper) -> Iterator[Line]:
    extraction = paper.extraction
    numbers = len(extraction.results) + len(extraction.non_results)
    yield Line(paper.work.title.readable, "heading")
    yield Line(f"{count_of(numbers, 'number')}, {len(extraction.results)} of them results", "detail")
    yield Line("The review keeps no abstracts: for sentences and rules, save the abstract and run", "detail")
    yield Line("litatlas explain --text FILE", "detail")
    yield Line("", "detail")
    for result in extraction.results:
        yield Line(f"  ✓ {result.quote}  {_describe_row(result)}", "result")
        for slot, values in list_stated(result):
            yield Line(f"      {slot.name}: {', '.join(values)}", "detail")
        yield from (Line(f"      {flag}", "detail") for flag in result.flags)
    for item in extraction.non_results:
        yield Line(f"  – {item.quote}  {item.reason}", "other")
    yield Line("", "detail")
    yield Line(f"hardware: {', '.join(extraction.hardware) or 'none named'}", "heading")
    for topic in extraction.topics:
        yield Line(f"topic: {topic}  ({', '.join(extraction.topic_terms.get(topic, ()))})", "heading")


def read_document(path: Path) -> Document:
    """Read a text whose first line is a title where an empty line follows it, and the rest an abstract; else all is abstract.

    `UsageError` where there is no such file, or it is a device or too large; `ContentError` where it is no UTF-8.
    """
    try:
        text = _read_bytes(path).decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ContentError((Fault(str(path), line, "not UTF-8 text", "save it as UTF-8"),)) from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a text, or - for standard input") from error
    head, _, rest = text.replace("\r\n", "\n").partition("\n\n")
    return build_document(head.strip(), rest.strip()) if rest.strip() and "\n" not in head.strip() else build_document("", text)


def _read_bytes(path: Path) -> bytes:
    """The bytes of a file, a pipe or, for `-`, of standard input, as far as a text may be long."""
    most = LARGEST_TEXT + 1
    data = sys.stdin.buffer.read(most) if str(path) == "-" else read_given(path, most)
    if len(data) > LARGEST_TEXT:
        raise UsageError(f"{path} is larger than {LARGEST_TEXT / 1_000_000:g} MB; give the title and the abstract of one paper")
    return data


def explain_text(document: Document, vocabulary: Vocabulary) -> tuple[Line, ...]:
    """Explain what a text yields."""
    return tuple(_list_lines(document, trace(document, vocabulary)))


def _list_lines(document: Document, found: Trace) -> Iterator[Line]:
    rows = sum(reading.result is not None for reading in found.readings)
    yield Line(document.title or "(no title)", "heading")
    yield Line(f"{count_of(len(found.readings), 'number')}, {rows} of them results", "detail")
    if found.unread:
        yield Line(f"The text is not read for results: it is in {found.unread}; the rules know English.", "sentence")
    for (_, sentence), readings in groupby(found.readings, key=lambda reading: (reading.context, reading.sentence)):
        yield Line("", "detail")
        yield Line(sentence, "sentence")
        for reading in readings:
            yield from _explain_reading(reading)
    yield Line("", "detail")
    yield Line(f"hardware: {', '.join(found.hardware) or 'none named'}", "heading")
    yield Line("topics:" if found.topics else "topics: no term of any topic occurs", "heading")
    yield from (Line(_describe_topic(topic), "result" if topic.is_assigned else "other") for topic in found.topics)


def _explain_reading(reading: Reading) -> Iterator[Line]:
    if reading.result is None:
        yield Line(f"  – {reading.quote}  {reading.role.reason}  [{reading.role.rule}; {reading.evidence}]", "other")
    else:
        yield Line(f"  ✓ {reading.quote}  {_describe_row(reading.result)}  [{reading.role.rule}; {reading.evidence}]", "result")
    if reading.quantity:
        yield Line(f"      number: {_describe_quantity(reading)}", "detail")
    if reading.frame:
        frame = reading.frame
        yield Line(
            f"      frame: {frame.metric or 'no metric'} [{frame.rule}], {frame.form}, {frame.direction or 'no change'}", "detail"
        )
    yield from (Line(f"      judged: {reason}", "detail") for reason in reading.reasons)
    if reading.result:
        yield Line(f"      confidence: {reading.result.confidence}{_describe_reasons(reading)}", "detail")
    for name, slot in reading.slots.items():
        if slot.values or slot.flag:
            yield Line(f"      {name}: {', '.join(slot.values) or slot.flag} [{slot.rule}]", "detail")
    flags = reading.result.flags if reading.result else ()
    yield from (Line(f"      {flag}", "detail") for flag in flags if flag.partition(":")[0] not in reading.slots)


def _describe_row(result: Result) -> str:
    words = [result.bound, result.form, result.metric, result.effect, f"{result.confidence} confidence"]
    return ", ".join(word for word in words if word)


def _describe_reasons(reading: Reading) -> str:
    """What counted most for and against a row's being right; the weights are logarithms of odds."""
    reasons = load_judge().list_reasons(reading.features)
    return ": " + "; ".join(f"{feature} ({weight / 100:+.1f})" for feature, weight in reasons) if reasons else ""


def _describe_quantity(reading: Reading) -> str:
    quantity = reading.quantity
    if quantity is None:
        return ""
    value = f"{quantity.low:g}" if quantity.low == quantity.high else f"{quantity.low:g} to {quantity.high:g}"
    return ", ".join(part for part in (f"{value} {quantity.unit}".strip(), quantity.kind, quantity.bound) if part)


def _describe_topic(topic: TopicScore) -> str:
    """A topic with how likely it is, what its terms count, and what was learned of the words."""
    terms = ", ".join(f"{term} {weight:.1f}" for term, weight in topic.terms) or "no term"
    learned = ", ".join(f"{word} {weight:+.1f}" for word, weight in topic.words[:TOLD_WORDS])
    if learned:
        total = sum(weight for _, weight in topic.words)
        more = f" and {len(topic.words) - TOLD_WORDS} more words" if len(topic.words) > TOLD_WORDS else ""
        learned = f"; learned: {learned}{more}, together {total:+.1f}"
    lone = "; one term that does not name the topic is not enough" if topic.is_lone else ""
    return f"  {'✓' if topic.is_assigned else '–'} {topic.id}  {topic.score:.0%}  ({terms}{learned}{lone})"
