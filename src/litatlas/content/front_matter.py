"""Front matter: the YAML between two `---` lines at the head of a Markdown file.

The machine's own files are written in a part of YAML whose values are also JSON, one field or list item a line: they merge and
diff by line, and read some thirty times as fast as YAML does. What people write may be any YAML.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from litatlas.content.yaml_reader import UNREADABLE, FieldLines, parse_yaml
from litatlas.errors import Fault
from litatlas.model import Json

FENCE = "---"
_OPENING = re.compile(r"---[ \t]*\n")
_LATE = re.compile(r"\s+---[ \t]*[\r\n]")
_RETURNS = re.compile(r"---[ \t]*\r(?!\n)")
_CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
"""A fence as editors leave it: what is behind it on its line cannot be seen."""
_JSON_FIELD = re.compile(r"([a-z_][a-z0-9_]*):(?: (.+))?")
_ITEM = "  - "
# What JSON allows in a string and YAML does not, or reads as a line break.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPED_PART = re.compile(r"\\u[dD][89a-fA-F]")
"""An escaped surrogate, a part of a character: alone it cannot be written to any file (Unicode 15, 3.8)."""
_EXPONENT = re.compile(r"^(-?\d+)(e[-+]\d+)$")


def _refuse_constant(name: str) -> None:
    # Python's reader takes NaN and Infinity, which JSON does not know and YAML reads as words.
    raise ValueError(name)


def _refuse_repeated(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    # It takes the last of several values, which YAML refuses.
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError
    return fields


_READER = json.JSONDecoder(parse_constant=_refuse_constant, object_pairs_hook=_refuse_repeated)


@dataclass(frozen=True, slots=True)
class Matter:
    """A file's front matter and body, as read."""

    file: str
    """The file's path for messages."""
    fields: Mapping[str, Json]
    lines: FieldLines
    """Where the fields stand in the file, and their text: what is between the fences."""
    body: str
    """The text below the front matter, without leading and trailing blank lines."""
    body_line: int
    """The line of the body's first character, from 1."""

    def fault(self, message: str, hint: str, *path: str | int) -> Fault:
        """A fault at the field that `path` leads to (keys and list indices); at the first line where there is none."""
        return Fault(self.file, self.lines.find(path), message, hint)


def read_matter(text: str, file: str) -> Matter | Fault:
    """Split a file's text at its fences and parse the front matter; a fault where either does not work.

    A file without any front matter has no fields: what is missing is for the file's kind to say.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    opening = _OPENING.match(text)
    if not opening:
        return _find_misplaced(text, file) or Matter(file, {}, FieldLines("", 1), text.strip(), 1)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        return Fault(file, 1, "the front matter does not end", f"put a line {FENCE!r} below its last field")
    source, rest = text[opening.end() : closing.start()], text[closing.end() :]
    fields = _parse_json_lines(source)
    if fields is None:
        parsed = parse_yaml(source, file, first_line=2)
        if isinstance(parsed, Fault):
            return parsed
        fields = parsed
    body = rest.lstrip("\n")
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    return Matter(file, fields, FieldLines(source, 2 if source else 1), body.rstrip(), body_line)


def _find_misplaced(text: str, file: str) -> Fault | None:
    """What keeps the front matter of a text that seems to have one from being read as such."""
    if "\0" in text:
        return Fault(file, 1 + text.count("\n", 0, text.index("\0")), "holds NUL, as UTF-16 does", "save it as UTF-8")
    if _RETURNS.match(text):
        return Fault(file, 1, "its lines end with a carriage return alone", "save it with line feeds (LF)")
    if _LATE.match(text):
        return Fault(file, 1, "the front matter does not begin in the first line", f"take out what stands above {FENCE!r}")
    return None


def format_matter(fields: Mapping[str, Json], body: str) -> str:
    """The text of a file: fields in the order given, lists of mappings with one item a line, then the body."""
    lines = [FENCE]
    for key, value in fields.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{key}:")
            lines.extend(_ITEM + _format_json(item) for item in value)
        else:
            lines.append(f"{key}: {_format_json(value)}")
    lines.append(FENCE)
    return "\n".join(lines) + "\n" + (f"\n{body}\n" if body else "")


def _parse_json_lines(source: str) -> dict[str, Json] | None:
    """The fields of a front matter in the machine's own form; None where it is in any other, for YAML to read."""
    if UNREADABLE.search(source) or _ESCAPED_PART.search(source):
        return None
    fields: dict[str, Json] = {}
    items: list[Json] | None = None
    try:
        for line in source.split("\n"):
            if items is not None and line.startswith(_ITEM):
                items.append(_decode(line[len(_ITEM) :]))
                continue
            if not line:
                continue
            match = _JSON_FIELD.fullmatch(line)
            if match is None or match[1] in fields or items == []:
                return None
            items = [] if match[2] is None else None
            fields[match[1]] = items if items is not None else _decode(match[2])
    except (ValueError, RecursionError):
        return None
    return None if items == [] else fields


def _decode(text: str) -> Json:
    """What a text of nothing but JSON says; `ValueError` for any other, also where blanks stand around it."""
    value: Json
    value, end = _READER.raw_decode(text)
    if end != len(text):
        raise ValueError(text)
    return value


def _format_json(value: Json) -> str:
    if isinstance(value, float):
        # YAML 1.1 takes 1e-05 for text; with a point it is a number in both.
        return _EXPONENT.sub(r"\1.0\2", repr(value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_format_json(key)}: {_format_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_format_json(item) for item in value) + "]"
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
