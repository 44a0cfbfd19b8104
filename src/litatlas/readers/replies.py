"""What a model wrote, read into an answer for each paper that it was asked of: nothing of it is trusted."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from litatlas.extract.document import Document
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.numbers.quantities import find_quantities
from litatlas.model import Span
from litatlas.readers.answers import LONGEST_NAME, MOST_ROWS, MOST_WORDS, Answer, AnsweredRow, check_row, read_names
from litatlas.readers.prompt import Question
from litatlas.text.repair import repair

MOST_STARTS = 20
"""Places where the JSON of a reply may begin that are tried: models think aloud before it."""
NO_NUMBER = "invalid: what it quotes is no number with its unit"
LONGEST_TOLD = 400
"""Characters of a quote, and of the words around it, that are looked for."""
_LONGEST_QUOTE = 5
"""Words of a quote; of a longer one only its number is taken."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent back for a request."""

    text: str | None
    """What the model wrote; None where it wrote nothing."""
    refusal: str
    """Why it refused, in the server's words; empty where it did not."""
    is_cut: bool
    """Whether the model came to the end of what it may write."""
    tokens: tuple[int, int]
    """Tokens of the request and of the reply, as the server counts them; 0 where it does not."""


def parse_reply(data: object) -> Reply | None:
    """A reply from the JSON of the chat protocol; None where it is none."""
    choice = _first(_get(data, "choices"))
    message = _get(choice, "message")
    if not isinstance(message, dict):
        return None
    text, refusal, finish = message.get("content"), message.get("refusal"), _get(choice, "finish_reason")
    if isinstance(text, list):  # servers that answer in parts
        text = "".join(str(_get(part, "text") or "") for part in text)
    refused = str(refusal) if refusal else "content filter" if finish == "content_filter" else ""
    usage = _get(data, "usage")
    counted = tuple(_count(_get(usage, name)) for name in ("prompt_tokens", "completion_tokens"))
    return Reply(text if isinstance(text, str) else None, refused, finish == "length", (counted[0], counted[1]))


def read_reply(reply: Reply, questions: Sequence[Question], vocabulary: Vocabulary) -> dict[str, Answer]:
    """The answers of a reply by the keys of their questions; each rests on its own paper's text alone.

    A paper that the reply tells nothing usable of has an answer that says so.
    """
    if reply.refusal:
        return {question.key: Answer("refused", note="the model refused") for question in questions}
    told = _find_papers(reply.text or "")
    if told is None:
        note = "the answer was cut off" if reply.is_cut else "the answer is no JSON of the form that was asked for"
        return {question.key: Answer("unusable", note=note) for question in questions}
    if len(questions) == 1 and len(told) == 1:
        told = [{**told[0], "paper": questions[0].id}]  # of one paper it is clear which is meant
    return {question.key: _read_paper(_choose(told, question), question.document, vocabulary) for question in questions}


def _choose(told: Iterable[Mapping[str, Any]], question: Question) -> Mapping[str, Any] | None:
    """What is told of a paper; None where nothing is, or where it is told of twice and so nobody knows what holds."""
    entries = [entry for entry in told if entry.get("paper") == question.id]
    return entries[0] if len(entries) == 1 else None


def _read_paper(told: Mapping[str, Any] | None, document: Document, vocabulary: Vocabulary) -> Answer:
    if told is None:
        return Answer("unusable", note="the answer does not tell of it once")
    rows, hardware = told.get("results"), read_names(told.get("hardware"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return Answer("unusable", note="its results are no list of rows")
    taken: set[Span] = set()
    read = tuple(_read_row(row, document, vocabulary, taken) for row in rows[:MOST_ROWS])
    left = [f"{len(rows) - MOST_ROWS} rows beyond {MOST_ROWS}"] if len(rows) > MOST_ROWS else []
    left += ["its devices, which are no list of names"] if hardware is None else []
    return Answer("answered", read, hardware or (), f"left out: {', '.join(left)}" if left else "")


def _read_row(row: Mapping[str, Any], document: Document, vocabulary: Vocabulary, taken: set[Span]) -> AnsweredRow:
    fields, flaw = check_row(row)
    quote, around = (value[:LONGEST_TOLD] if isinstance(value, str) else "" for value in (row.get("quote"), row.get("around")))
    place = find_place(document, quote, around, taken)
    if place is None:
        return AnsweredRow(None, _shorten(quote) or f"{row.get('low')}"[:LONGEST_NAME], flaw, fields)
    taken.add(place)
    if len(quote.split()) > _LONGEST_QUOTE or len(quote) > LONGEST_NAME:
        place, narrowed = _narrow(place, document, fields, vocabulary)
        flaw = flaw or ("" if narrowed else NO_NUMBER)
    return AnsweredRow(place, "", flaw, {} if flaw else fields)


def find_place(document: Document, quote: str, around: str, taken: set[Span]) -> Span | None:
    """Where a quote stands as whole numbers: where the words around it do, else where no row has been found, else first.

    White space counts for nothing. What the raw text has not is looked for in the repaired one.
    """
    pattern = _match_number(quote)
    if pattern is None:
        return None
    ordered = sorted(document.passages, key=lambda passage: passage not in document.body)
    for find in (_find_raw, _find_repaired):
        found = [Span(passage.id, *span) for passage in ordered for span in find(passage.text, pattern)]
        near = [Span(passage.id, *span) for passage in ordered for span in find(passage.text, _match(around))] if found else []
        held = [span for span in found if any(_holds(one, span) for one in near)] or found
        if held:
            return next((span for span in held if span not in taken), held[0])
    return None


def _holds(one: Span, other: Span) -> bool:
    return one.passage == other.passage and one.start <= other.start and other.end <= one.end


def _find_raw(text: str, pattern: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in pattern.finditer(text)) if pattern else ()


def _find_repaired(text: str, pattern: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    repaired = repair(text)
    spans = (repaired.raw_span(*match.span()) for match in pattern.finditer(repaired.readable)) if pattern else ()
    yield from ((start, end) for start, end in spans if start < end)


def _match(words: str) -> re.Pattern[str] | None:
    """A pattern for words whatever the white space between them."""
    parts = words.split()
    return re.compile(r"\s+".join(map(re.escape, parts))) if parts else None


def _match_number(quote: str) -> re.Pattern[str] | None:
    r"""A pattern for a quote that neither begins nor ends within a number or a word: `2.3` is not in `12.3`, `2.35` or `v2.3`."""
    found = _match(quote)
    if found is None or not any(letter.isdigit() for letter in quote):
        return None
    before = r"(?<![\d.,])(?<![^\W\d_](?<![x×]))" if quote.strip()[0].isalnum() else r"(?<!\d)" if quote.strip()[0] == "." else ""
    after = r"(?!\d|[.,]\d)" if quote.rstrip()[-1].isdigit() else r"(?![^\W_])" if quote.rstrip()[-1].isalpha() else ""
    return re.compile(before + found.pattern + after)


def _narrow(place: Span, document: Document, fields: Mapping[str, Any], vocabulary: Vocabulary) -> tuple[Span, bool]:
    """The number of a row within a quote of many words; where none is its own, the first letter of the quote stands for it."""
    text = document.text_of(place.passage)[place.start : place.end]
    for quantity in find_quantities(text, vocabulary)[0] if fields else ():
        if (quantity.low, quantity.high) == (fields["low"], fields["high"]):
            return Span(place.passage, place.start + quantity.start, place.start + quantity.end), True
    return Span(place.passage, place.start, place.start + 1), False


def _find_papers(text: str) -> list[dict[str, Any]] | None:
    """What the JSON of a reply tells of papers; None where it has none, or is cut short."""
    decoder = json.JSONDecoder(parse_constant=_refuse)
    _, thought, rest = text.rpartition("</think>")
    for start in list(re.finditer(r"\{", rest if thought else text))[:MOST_STARTS]:
        try:
            value, _ = decoder.raw_decode(rest if thought else text, start.start())
        except (ValueError, RecursionError):
            continue
        if not isinstance(value, dict):
            continue
        papers = value.get("papers", [value] if "results" in value else None)
        if isinstance(papers, list):
            return [paper for paper in papers if isinstance(paper, dict)]
    return None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _shorten(quote: str) -> str:
    """A quote that stands nowhere, without what a name has no room for."""
    words = "".join(letter if letter.isprintable() or letter.isspace() else "?" for letter in quote).split()
    text = " ".join(words[:MOST_WORDS])
    return f"{text[: LONGEST_NAME - 1]}…" if len(words) > MOST_WORDS or len(text) > LONGEST_NAME else text


def _get(value: object, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else None


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
