"""Whatever a model writes, each paper has an answer, it can be kept, and what becomes a row stands in the paper's own text."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from litatlas.extract.document import build_document
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.validation import drop_unfounded
from litatlas.model import Span
from litatlas.readers.answers import format_answer, parse_answer
from litatlas.readers.grounding import ground_answer
from litatlas.readers.prompt import build_question
from litatlas.readers.replies import parse_reply, read_reply
from tests.readers.answering import build_row, say

TEXT = "We present Owl. It cuts latency by 33.5% over WindLM on an A100, to 12 ms, and by 2.3x\\times in 7 of 1,200 cases."
OTHER = "We present Gull. It reaches 88.1 F1 and 4.5x speed on H100."
QUESTIONS = [build_question(build_document(title, text), "pond-7b") for title, text in (("Owls", TEXT), ("Gulls", OTHER))]
WORDS = st.sampled_from(
    ["33.5%", "2.3x", "12 ms", "ms", "×", "%", "latency", "speed", "88.1", "4.5x", "A100", "WindLM", "7", "", "0"]
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
VALUES = st.sampled_from([33.5, 2.3, 12, 7, 88.1, 4.5, 1200, 0, -2.3]) | ANY
FIELDS = st.fixed_dictionaries({}, optional=dict.fromkeys(build_row("", 0), WORDS | ANY) | {"low": VALUES, "high": VALUES})
ROWS = st.builds(lambda quote, value, told: {**build_row(quote, value), **told}, WORDS, VALUES, FIELDS)
PAPERS = st.lists(
    st.fixed_dictionaries(
        {"paper": st.sampled_from([question.id for question in QUESTIONS]), "results": st.lists(ROWS | ANY, max_size=4) | ANY},
        optional={"hardware": ANY},
    ),
    max_size=3,
)
CONTENTS = st.builds(lambda papers: json.dumps({"papers": papers}), PAPERS) | st.text(max_size=60) | st.none()


@given(content=CONTENTS, cut=st.integers(0, 400))
@settings(max_examples=120, deadline=None)
def test_any_reply_gives_answers_that_can_be_kept_and_rows_that_stand_in_their_own_text(
    content: str | None, cut: int, vocabulary: Vocabulary
) -> None:
    reply = parse_reply(json.loads(say(content if cut > 200 or content is None else content[:cut]).body))
    assert reply is not None
    answers = read_reply(reply, QUESTIONS, vocabulary)

    assert set(answers) == {question.key for question in QUESTIONS}
    for question in QUESTIONS:
        text = json.dumps(format_answer(answers[question.key]), ensure_ascii=False).encode()
        kept = parse_answer(json.loads(text))
        assert kept == answers[question.key]
        found = drop_unfounded(ground_answer(kept, question.document, vocabulary), question.document, vocabulary)
        for row in found.results:
            assert isinstance(row.evidence, Span)
            assert question.document.text_of(row.evidence.passage)[row.evidence.start : row.evidence.end] == row.quote
            assert len(row.quote.split()) <= 8
        assert len({row.id for row in found.results}) == len(found.results)


@given(told=ANY)
@settings(max_examples=100, deadline=None)
def test_any_json_is_a_reply_of_the_protocol_or_none(told: Any) -> None:
    for data in (told, {"choices": told}, {"choices": [{"message": told}]}, {"choices": [{"message": {"content": told}}]}):
        reply = parse_reply(data)
        assert reply is None or isinstance(reply.tokens[0], int)


@given(told=ANY, rows=ANY)
@settings(max_examples=100, deadline=None)
def test_any_kept_json_is_an_answer_or_none(told: Any, rows: Any) -> None:
    for fields in (
        told,
        {"state": "answered", "rows": rows, "hardware": told},
        {"state": "answered", "rows": [rows], "note": told},
    ):
        answer = parse_answer(fields)
        assert answer is None or parse_answer(format_answer(answer)) == answer
