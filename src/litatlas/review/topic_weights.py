"""`content/topics/weights.json` and `learned.json`: what was learned of the topics' words, beside the terms that people wrote."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from litatlas.content.files import read_text
from litatlas.content.schema import is_count, is_number
from litatlas.errors import Fault
from litatlas.extract.lexicon.terms import Learned
from litatlas.model import Json

FOLDER = "content/topics"
GIVEN, LEARNED = f"{FOLDER}/weights.json", f"{FOLDER}/learned.json"
"""The weights that came with the topics, and those that the review's own people taught; each may be deleted."""
_FIELDS = ("papers", "keep", "start", "words")
_IN_A_LINE = 8
"""Words of a topic that one line of the file has."""

T = TypeVar("T")


def read_layers(root: Path, faults: list[Fault]) -> tuple[Mapping[str, Learned], ...]:
    """Read what was learned, by topic, the weights that came with the topics first; what cannot be read goes to `faults`."""
    layers = []
    for file in (GIVEN, LEARNED):
        if os.path.lexists(root / file):  # a folder that is closed has been told of
            text = read_text(root / file, root)
            parsed = text if isinstance(text, Fault) else parse_weights(text, file)
            if isinstance(parsed, Fault):
                faults.append(parsed)
            else:
                layers.append(parsed)
    return tuple(layers)


def parse_weights(text: str, file: str) -> Mapping[str, Learned] | Fault:
    """Parse what was learned, by topic, or the fault that keeps it from being read."""
    hint = "delete the file, and run `litatlas topics learn`" if file == LEARNED else "restore the file, or delete it"
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        return Fault(file, line, "is not JSON", hint)
    topics = found.get("topics") if isinstance(found, dict) else None
    if not isinstance(topics, dict):
        return Fault(file, 1, "has no 'topics'", hint)
    for id_, fields in topics.items():
        if (wrong := _find_wrong(fields)) is not None:
            return Fault(file, _find_line(text, id_), f"the topic {id_!r} {wrong}", hint)
    return {id_: Learned(**fields) for id_, fields in topics.items()}


def format_weights(learned: Mapping[str, Learned], about: Sequence[str]) -> str:
    """The text of a file of what was learned; `about` says in lines where it comes from."""
    return "\n".join(_list_lines(learned, about)) + "\n"


def _find_wrong(fields: Json) -> str | None:
    """What is wrong with the fields of a topic; None where nothing is."""
    if not isinstance(fields, dict) or fields.keys() != {*_FIELDS}:
        return f"has not just the fields {', '.join(_FIELDS)}"
    words = fields["words"]
    is_good = is_count(fields["papers"]) is None and isinstance(words, dict)
    numbers = (fields["keep"], fields["start"], *(words.values() if isinstance(words, dict) else ()))
    return None if is_good and all(is_number(number) is None for number in numbers) else "has what is no number"


def _find_line(text: str, id_: str) -> int:
    return text[: max(text.find(f"{json.dumps(id_)}:"), 0)].count("\n") + 1


def _list_lines(learned: Mapping[str, Learned], about: Sequence[str]) -> Iterator[str]:
    yield '{"about": ['
    yield from (f" {json.dumps(line)}{',' if more else ''}" for more, line in _mark_others(about))
    yield '],\n"topics": {'
    for more, (id_, found) in _mark_others(tuple(learned.items())):
        head = f'"papers": {found.papers}, "keep": {found.keep}, "start": {found.start}, "words": {{'
        yield f"{json.dumps(id_)}: {{{head}"
        words = [f"{json.dumps(word)}: {weight}" for word, weight in found.words.items()]
        chunks = [", ".join(words[start : start + _IN_A_LINE]) for start in range(0, len(words), _IN_A_LINE)]
        yield from (f" {chunk}{',' if others else ''}" for others, chunk in _mark_others(chunks))
        yield "}}" + ("," if more else "")
    yield "}}"


def _mark_others(items: Sequence[T]) -> Iterator[tuple[bool, T]]:
    """Each item, with whether another one follows."""
    return ((number < len(items), item) for number, item in enumerate(items, 1))
