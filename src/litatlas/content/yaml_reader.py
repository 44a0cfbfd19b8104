"""Reads YAML strictly: what could be taken in two ways, or grow without bound, is a fault with its line.

Plain scalars are read by a part of YAML 1.2's core schema: null, true and false, decimal numbers, and else texts. So a date,
`yes`, `0x1F`, `12:30` and `<<` are texts. Aliases, tags of other types, repeated keys and endless nesting are refused.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import yaml

from litatlas.errors import Fault
from litatlas.model import Json
from litatlas.running.sharing import share_text

DEEPEST = 50
"""Levels of nesting that a file may have: the parser works by recursion, and crashes on some ten thousand."""
MOST_VALUES = 200_000
"""Names and values in one text that are read: they take some four seconds. The largest files of people's have some thousand."""

_TAG = "tag:yaml.org,2002:"
_NULL, _TEXT, _LIST, _MAPPING = _TAG + "null", _TAG + "str", _TAG + "seq", _TAG + "map"
_SCALARS: Mapping[str, tuple[re.Pattern[str], str, Callable[[str], Json]]] = {
    _NULL: (re.compile(r"(?:~|null|Null|NULL|)\Z"), "~nN\0", lambda _: None),
    _TAG + "bool": (re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), "tTfF", lambda text: text.lower() == "true"),
    _TAG + "int": (re.compile(r"[-+]?[0-9]+\Z"), "-+0123456789", int),
    # An exponent wants a point before it: `1e053200`, the id of a result, is a text.
    _TAG + "float": (
        re.compile(r"(?:[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"),
        "-+0123456789.",
        lambda text: float(re.sub(r"\.(?=[iInN])", "", text)),
    ),
}
"""How the texts of plain scalars look, by tag, what they begin with (`\\0`: nothing), and what they are read as."""

UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What no YAML text holds but in an escape: control characters, byte order marks, parts of characters (YAML 1.2, 5.1)."""
_TAB = re.compile(r" *\t")


class _Loader(yaml.CSafeLoader):
    """The parser with the rules above in the place of its own for what a plain scalar is."""


_Loader.yaml_implicit_resolvers = {
    "" if letter == "\0" else letter: [(tag, pattern) for tag, (pattern, letters, _) in _SCALARS.items() if letter in letters]
    for letter in sorted({letter for _, letters, _ in _SCALARS.values() for letter in letters})
}


class _Mark(Protocol):
    """A place in a YAML text, by either of the parser's classes for it."""

    index: int


class _RefusedError(Exception):
    """What is YAML and still not taken."""

    def __init__(self, mark: _Mark | None, message: str, hint: str) -> None:
        super().__init__(message)
        self.mark, self.message, self.hint = mark, message, hint


class Lines:
    """The lines of a text as editors count them; YAML ends lines at more characters than they do."""

    def __init__(self, text: str, first: int = 1) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self.first = first
        """The number of the text's first line in its file."""

    def find(self, mark: _Mark | None) -> int:
        """The line of a mark; the first without one."""
        return self.first + (bisect_left(self._ends, mark.index) if mark else 0)


def read_nodes(text: str, file: str, first_line: int = 1) -> yaml.Node | Fault | None:
    """The top node of a YAML text, None where it holds nothing; a fault where it cannot be read, or is not taken."""
    lines = Lines(text, first_line)
    try:
        if wrong := UNREADABLE.search(text):
            return _describe_unreadable(wrong[0], file, first_line + text.count("\n", 0, wrong.start()))
        _refuse_events(text)
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
        if node is not None:
            _refuse_nodes(node)
    except _RefusedError as error:
        return Fault(file, lines.find(error.mark), error.message, error.hint)
    except yaml.MarkedYAMLError as error:
        return _describe_broken(error, text, file, lines)
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        return Fault(file, first_line, f"not valid YAML: {problem}", "take out the characters that YAML does not allow")
    return node


def parse_yaml(text: str, file: str, first_line: int = 1) -> dict[str, Json] | Fault:
    """Parse a YAML mapping with text keys; a fault with its line where it is none."""
    node = read_nodes(text, file, first_line)
    if node is None or isinstance(node, Fault):
        return node or {}
    lines = Lines(text, first_line)
    if is_null(node):
        return {}
    stray = next((key for key, _ in node.value if key.tag != _TEXT), None) if isinstance(node, yaml.MappingNode) else node
    if stray is not None:
        return Fault(file, lines.find(stray.start_mark), "not a list of fields", "write one 'name: value' a line")
    try:
        return {key.value: _read_value(value) for key, value in node.value}
    except _RefusedError as error:
        return Fault(file, lines.find(error.mark), error.message, error.hint)


def is_null(node: yaml.Node) -> bool:
    """Whether a node is YAML's null, written out or left out."""
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


@dataclass(frozen=True)
class FieldLines:
    """Where the fields of a YAML text stand. It is read again for that, once, when it is first asked: mostly nobody asks."""

    text: str
    first_line: int
    """The line of the file that the text begins at, from 1."""

    def find(self, path: tuple[str | int, ...]) -> int:
        """The line of the field that `path` leads to (keys, and indices of lists), or of the last part of it that is there."""
        known = self._lines
        return next((known[path[:length]] for length in range(len(path), 0, -1) if path[:length] in known), self.first_line)

    @cached_property
    def _lines(self) -> Mapping[tuple[str | int, ...], int]:
        node = read_nodes(self.text, "", self.first_line)
        if node is None or isinstance(node, Fault):
            return {}
        lines = Lines(self.text, self.first_line)
        return {path: lines.find(found.start_mark) for path, found in _list_fields(node, ())}


def _list_fields(node: yaml.Node, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], yaml.Node]]:
    """Every field below a node and the node that it begins with: its key, or in a list itself."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key
            yield from _list_fields(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*path, number), value
            yield from _list_fields(value, (*path, number))


def _refuse_events(text: str) -> None:
    """Refuse aliases, which grow without bound, texts without end, and nesting that the parser's recursion does not survive."""
    depth = values = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(event.start_mark, f"the alias *{event.anchor} is not allowed here", "write the value out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _RefusedError(event.start_mark, *_TOO_DEEP)
        values += isinstance(event, yaml.NodeEvent)
        if values > MOST_VALUES:
            raise _RefusedError(event.start_mark, *_TOO_MANY)


_TOO_DEEP = f"lists and mappings are nested more than {DEEPEST} deep", "take out the brackets"
_TOO_MANY = f"holds more than {MOST_VALUES:,} names and values", "split it, or take out what does not belong"


def _refuse_nodes(node: yaml.Node) -> None:
    """Refuse tags of other types and keys that are no single values or stand twice, at whatever depth."""
    if node.tag not in _SCALARS and node.tag not in (_TEXT, _LIST, _MAPPING):
        message = f"not valid YAML: the tag {node.tag.replace(_TAG, '!!')} is not known here"
        raise _RefusedError(node.start_mark, message, "take it out, or put the text in quotation marks")
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_nodes(item)
    elif isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                message = "not valid YAML: the name of a field is a list or a mapping"
                raise _RefusedError(key.start_mark, message, "write a word for it, or put it in quotation marks")
            if key.value in names:
                raise _RefusedError(key.start_mark, f"the field {key.value!r} is given twice", "keep one of the two")
            names.add(key.value)
            _refuse_nodes(value)


def _read_value(node: yaml.Node) -> Json:
    if isinstance(node, yaml.MappingNode):
        return {share_text(key.value): _read_value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_read_value(item) for item in node.value]
    text: str = share_text(node.value)
    if node.tag not in _SCALARS:
        return text
    pattern, _, read = _SCALARS[node.tag]
    try:
        if pattern.match(text):
            return read(text)
    except ValueError:  # of a whole number with more digits than Python reads
        message = f"not valid YAML: a number of {len(text)} digits"
        raise _RefusedError(node.start_mark, message, "put it in quotation marks") from None
    message = f"not valid YAML: {text!r} is not what its tag !!{node.tag.removeprefix(_TAG)} says"
    raise _RefusedError(node.start_mark, message, "take the tag out")


def _describe_unreadable(character: str, file: str, line: int) -> Fault:
    message = f"not valid YAML: the character U+{ord(character):04X} is not allowed"
    return Fault(file, line, message, "take out the characters that YAML does not allow")


def _describe_broken(error: yaml.MarkedYAMLError, text: str, file: str, lines: Lines) -> Fault:
    line = lines.find(error.problem_mark or error.context_mark)
    problem = " ".join(str(error.problem or error.context or "not readable").split())
    if "nesting" in problem:  # The parser's own limit: it reads ahead of the events that are counted here.
        return Fault(file, line, *_TOO_DEEP)
    if _TAB.match(text.split("\n")[line - lines.first]):
        return Fault(file, line, "not valid YAML: a tab stands in the indentation", "indent with spaces")
    return Fault(file, line, f"not valid YAML: {problem}", "mend the YAML; quote a text that holds ': ' or starts with a sign")
