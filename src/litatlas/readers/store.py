"""`content/readings/`: what models answered, a file for each text that one was asked of. Who has it need not ask again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from litatlas.content.tree import read_data
from litatlas.errors import Fault
from litatlas.model import Json
from litatlas.readers.answers import Answer, format_answer, parse_answer
from litatlas.readers.prompt import Question, digest_prompt
from litatlas.running.replacing import remove_leftovers, replace_file

FOLDER = "content/readings"
LARGEST = 200_000
"""Bytes of the largest answer that is read; one of the most rows has some forty thousand."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The folder of answers, by the keys of their questions."""

    folder: Path

    def path_of(self, key: str) -> Path:
        """The file of an answer; folders of two letters keep each small."""
        return self.folder / key[:2] / f"{key[2:]}.json"

    def read(self, question: Question) -> Answer | Fault | None:
        """What is kept for a question; None where nothing is, a warning where the file is no answer to it."""
        path = self.path_of(question.key)
        return self._read(path, question.key) if path.exists() or path.is_symlink() else None

    def check(self, path: Path) -> Fault | None:
        """A warning where a file of the folder is no answer to what its name stands for; None where it is."""
        found = self._read(path, f"{path.parent.name}{path.stem}")
        return found if isinstance(found, Fault) else None

    def _read(self, path: Path, key: str) -> Answer | Fault:
        file = f"{FOLDER}/{path.relative_to(self.folder).as_posix()}"
        hint = "restore it, or delete it and ask again"
        data = read_data(path, LARGEST)
        if isinstance(data, tuple):
            return Fault(file, 1, data[0], hint, "warning")
        try:
            fields = json.loads(data)
        except (ValueError, RecursionError):
            return Fault(file, 1, "is no JSON", hint, "warning")
        is_its = isinstance(fields, dict) and fields.get("key") == key and path == self.path_of(key)
        answer = parse_answer(fields) if is_its else None
        return answer or Fault(file, 1, "is no answer of a model to what its name stands for", hint, "warning")

    def write(self, question: Question, answer: Answer) -> None:
        """Keep an answer; who reads it meanwhile finds all of it or nothing."""
        path = self.path_of(question.key)
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(path.parent)
        fields = {"key": question.key, "model": question.model, "prompt": digest_prompt(), **format_answer(answer)}
        replace_file(path, _format(fields).encode())


def _format(fields: Mapping[str, Json]) -> str:
    """Fields a line each, and of lists of rows an item a line: changes are seen."""
    lines = []
    for name, value in fields.items():
        told = _dump(value)
        if name == "rows" and isinstance(value, list) and value:
            told = "[\n    " + ",\n    ".join(map(_dump, value)) + "\n  ]"
        lines.append(f"  {_dump(name)}: {told}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
