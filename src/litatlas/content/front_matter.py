"""Front matter: the YAML between two `---` lines at the head of a Markdown file.

The machine's own files are written in a part of YAML whose values are also JSON, one field or list item a line: they merge and
diff by line, and read some thirty times as fast as YAML does. What people write may be any YAML.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import yaml

from litatlas.errors import Fault
from litatlas.model import Json

FENCE = "---"
_JSON_FIELD = re.compile(r"([a-z_][a-z0-9_]*):(?: (.+))?")
_ITEM = "  - "
# What JSON allows in a string and YAML does not, or reads as a line break.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_TAB = re.compile(r" *\t")
_EXPONENT = re.compile(r"^(-?\d+)(e[-+]\d+)$")
_DEEPEST = 50
"""Levels of nesting that a front matter may have: the parser works by recursion, and crashes on some ten thousand."""


def _refuse_constant(name: str) -> None:
    # Python's reader takes NaN and Infinity, which JSON does not know and YAML reads as words.
    raise ValueError(name)


_READER = json.JSONDecoder(parse_constant=_refuse_constant)


class _Mark(Protocol):
    """A place in a YAML text, by either of the parser's classes for it."""

    index: int


class _Loader(yaml.CSafeLoader):
    """YAML's safe loader, for which dates, `yes`, `no`, `on` and `off` are texts, as they are in YAML 1.2."""


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("timestamp", "bool")]
    for letter, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|True|TRUE|false|False|FALSE"), list("tTfF"))


@dataclass(frozen=True, slots=True)
class Matter:
    """A file's front matter and body, as read."""

    file: str
    """The file's path for messages."""
    fields: Mapping[str, Json]
    source: str
    """The YAML text between the fences."""
    source_line: int
    """The line of the file that the YAML text begins at, from 1."""
    body: str
    """The text below the front matter, without leading and trailing blank lines."""
    body_line: int
    """The line of the body's first character, from 1."""

    def fault(self, message: str, hint: str, *path: str | int) -> Fault:
        """A fault at the field that `path` leads to (keys and list indices); at the first line where there is none."""
        line = find_line(self.source, path) + self.source_line - 1 if self.source else 1
        return Fault(self.file, line, message, hint)


def read_matter(text: str, file: str) -> Matter | Fault:
    """Split a file's text at its fences and parse the front matter; a fault where either does not work.

    A file without any front matter has no fields: what is missing is for the file's kind to say.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.startswith(FENCE + "\n"):
        return Matter(file, {}, "", 1, text.strip(), 1)
    end = text.find(f"\n{FENCE}\n", len(FENCE))
    if end < 0 and text.endswith(f"\n{FENCE}"):
        end = len(text) - len(FENCE) - 1
    if end < 0:
        return Fault(file, 1, "the front matter does not end", f"put a line {FENCE!r} below its last field")
    source, rest = text[len(FENCE) + 1 : end + 1], text[end + len(FENCE) + 1 :]
    fields = _parse_json_lines(source)
    if fields is None:
        parsed = parse_yaml(source, file, first_line=2)
        if isinstance(parsed, Fault):
            return parsed
        fields = parsed
    body = rest.lstrip("\n")
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    return Matter(file, fields, source, 2, body.rstrip(), body_line)


def parse_yaml(source: str, file: str, first_line: int = 1) -> dict[str, Json] | Fault:
    """Parse a YAML mapping with text keys; dates are texts. A fault with its line where it is none."""
    try:
        if refused := _find_refused(source, file, first_line):
            return refused
        loader = _Loader(source)
        node = loader.get_single_node()
        if (repeated := _find_repeated(node)) is not None:
            line = _count_lines(source, repeated.start_mark) + first_line
            return Fault(file, line, f"the field {repeated.value!r} is given twice", "keep one of the two")
        loaded = loader.construct_document(node) if node else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = _count_lines(source, mark) + first_line
        problem = " ".join(str(error.problem or error.context or "not readable").split())
        if _TAB.match(source.split("\n")[line - first_line]):
            return Fault(file, line, "not valid YAML: a tab stands in the indentation", "indent with spaces")
        return Fault(
            file, line, f"not valid YAML: {problem}", "mend the YAML; quote a text that holds ': ' or starts with a sign"
        )
    except (yaml.YAMLError, ValueError) as error:
        problem = " ".join(str(error).split())
        return Fault(file, first_line, f"not valid YAML: {problem}", "take out the characters that YAML does not allow")
    if loaded is None:
        return {}
    if not isinstance(loaded, dict) or not all(isinstance(key, str) for key in loaded):
        return Fault(file, first_line, "not a list of fields", "write one 'name: value' a line")
    return {str(key): _plain(value) for key, value in loaded.items()}


def _find_refused(source: str, file: str, first_line: int) -> Fault | None:
    """A fault for what is valid YAML and still not taken: aliases, which can grow without bound, and endless nesting."""
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            line = _count_lines(source, event.start_mark) + first_line
            return Fault(file, line, f"the alias *{event.anchor} is not allowed here", "write the value out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            line = _count_lines(source, event.start_mark) + first_line
            return Fault(file, line, f"lists and mappings are nested more than {_DEEPEST} deep", "take out the brackets")
    return None


def _count_lines(source: str, mark: _Mark | None) -> int:
    """The lines above a mark as editors count them; YAML ends lines at more characters than they do."""
    return source.count("\n", 0, mark.index) if mark else 0


def _find_repeated(node: yaml.Node | None) -> yaml.ScalarNode | None:
    """The first key that a mapping, at whatever depth, has a second time."""
    if isinstance(node, yaml.SequenceNode):
        return next(filter(None, map(_find_repeated, node.value)), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    names: set[str] = set()
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value in names:
                return key
            names.add(key.value)
        if (repeated := _find_repeated(value)) is not None:
            return repeated
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


def find_line(source: str, path: tuple[str | int, ...]) -> int:
    """The line, from 1, of the field that `path` leads to in a YAML text, or of the last part of it that is there."""
    try:
        if _find_refused(source, "", 1):
            return 1
        node = yaml.compose(source, Loader=_Loader)
    except yaml.YAMLError:
        return 1
    line = 0
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                break
            line, node = _count_lines(source, found[0].start_mark), found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = _count_lines(source, node.start_mark)
        else:
            break
    return line + 1


def _parse_json_lines(source: str) -> dict[str, Json] | None:
    """The fields of a front matter in the machine's own form; None where it is in any other, for YAML to read."""
    fields: dict[str, Json] = {}
    items: list[Json] | None = None
    try:
        for line in source.split("\n"):
            if items is not None and line.startswith(_ITEM):
                items.append(_READER.decode(line[len(_ITEM) :]))
                continue
            if not line:
                continue
            match = _JSON_FIELD.fullmatch(line)
            if match is None or match[1] in fields or items == []:
                return None
            items = [] if match[2] is None else None
            fields[match[1]] = items if items is not None else _READER.decode(match[2])
    except (ValueError, RecursionError):
        return None
    return None if items == [] else fields


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


def _plain(value: object) -> Json:
    """YAML's own types as JSON's: dates and times become ISO text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else str(value)
