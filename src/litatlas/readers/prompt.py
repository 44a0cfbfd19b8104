"""What a model is asked: the instructions, the form of the answer, and the message that brings it papers."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from litatlas.extract.document import ABSTRACT, LONGEST, LONGEST_TITLE, TITLE, Document
from litatlas.model import Bound, Effect, Form, Json
from litatlas.readers.answers import LISTS


@dataclass(frozen=True, slots=True)
class Question:
    """A paper that a model is asked of."""

    key: str
    """What its answer is kept under: a digest of its text, the prompt and the model's name, in hexadecimal."""
    model: str
    document: Document

    @property
    def id(self) -> str:
        """What the paper is called in messages: nothing that the text of another one could know."""
        return self.key[:8]


def build_question(document: Document, model: str) -> Question:
    """Build the question of a document; the same text, prompt and model give the same key."""
    parts: list[object] = [model, digest_prompt(), [[part.id, part.text] for part in document.passages]]
    return Question(hashlib.sha256(json.dumps(parts).encode()).hexdigest(), model, document)


def is_worth_asking(document: Document) -> bool:
    """Tell whether a document may have results: without a digit it has none."""
    return any(letter.isdigit() for passage in document.passages for letter in passage.text)


def build_messages(questions: Sequence[Question]) -> list[Json]:
    """Build the messages of a request: the instructions, and the papers as data."""
    papers: list[Json] = [{"paper": question.id, **_list_texts(question.document)} for question in questions]
    told = (
        json.dumps({"papers": papers}, ensure_ascii=False).encode(errors="replace").decode()
    )  # of halves of letters none is sent
    return [{"role": "system", "content": read_instructions()}, {"role": "user", "content": told}]


def _list_texts(document: Document) -> dict[str, Json]:
    """The texts that a model is sent: no longer than what the rules read."""
    texts: dict[str, Json] = {TITLE: document.title[:LONGEST_TITLE], ABSTRACT: document.text_of(ABSTRACT)[:LONGEST]}
    return texts | {part.id: part.text[:LONGEST] for part in document.body if part.id != ABSTRACT}


@cache
def read_instructions() -> str:
    """Read the instructions; they are the same for all papers and reviews."""
    return (files("litatlas.readers") / "prompt.md").read_text(encoding="utf-8")


@cache
def digest_prompt() -> str:
    """Digest the instructions and the form of the answer: with others the answers are others."""
    return hashlib.sha256(json.dumps([read_instructions(), build_schema()]).encode()).hexdigest()[:16]


def build_schema() -> dict[str, Json]:
    """Build the JSON Schema of an answer, in the part of it that servers know: all fields needed, none beside them."""
    text: dict[str, Json] = {"type": "string"}
    texts: dict[str, Json] = {"type": "array", "items": text}
    row: dict[str, Json] = {
        "quote": text,
        "around": text,
        "low": {"type": "number"},
        "high": {"type": "number"},
        "unit": text,
        "form": {"type": "string", "enum": list(get_args(Form))},
        "metric": text,
        "effect": {"type": ["string", "null"], "enum": [*get_args(Effect), None]},
        "bound": {"type": ["string", "null"], "enum": [*get_args(Bound), None]},
        **dict.fromkeys(LISTS, texts),
        "subject": {"type": ["string", "null"]},
    }
    results: dict[str, Json] = {"type": "array", "items": _describe_object(row)}
    paper = _describe_object({"paper": text, "results": results, "hardware": texts})
    return _describe_object({"papers": {"type": "array", "items": paper}})


def _describe_object(fields: Mapping[str, Json]) -> dict[str, Json]:
    return {"type": "object", "properties": dict(fields), "required": list(fields), "additionalProperties": False}
