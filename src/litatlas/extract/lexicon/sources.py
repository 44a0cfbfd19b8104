"""Reads a vocabulary file strictly: every fault is kept with its file and line, and nothing unknown is passed over."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Protocol

import yaml

from litatlas.errors import Fault

_DEEPEST = 20
"""Levels of nesting that a review's file may have; its entries need five. The parser works by recursion, and crashes on many."""


class _Mark(Protocol):
    """A place in a YAML text, by either of the parser's classes for it."""

    index: int


@dataclass(frozen=True, slots=True)
class Source:
    """A vocabulary file by its name, and its text."""

    file: str
    """As messages name it: `metrics.yml` of the package, `content/vocabulary/metrics.yml` of a review."""
    text: str

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return PurePosixPath(self.file).name


@dataclass(slots=True)
class Reader:
    """Walks the nodes of one file and collects its faults."""

    source: Source
    is_overlay: bool = False
    """Whether the file is laid over the package's: then it may be empty, and a null takes an entry away."""
    faults: list[Fault] = field(default_factory=list)

    def root(self) -> yaml.Node | None:
        """Return the file's top node, or None where it is no YAML (with a fault) or empty (with one unless it is an overlay)."""
        try:
            if self.is_overlay and self._refuses():
                return None
            node: yaml.Node | None = yaml.compose(self.source.text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = " ".join(str(error.problem or error.context).split())
            self._fault_at(mark, f"not YAML: {problem}", "mend its syntax")
            return None
        except (yaml.YAMLError, ValueError) as error:
            problem = " ".join(str(error).split())
            self._fault_at(None, f"not YAML: {problem}", "take out the characters that YAML does not allow")
            return None
        if node is None and not self.is_overlay:
            self._fault_at(None, "the file is empty", "write its entries")
        return None if self._is_nothing(node) else node

    def _refuses(self) -> bool:
        """Keep a fault for what is YAML and still not taken: aliases, which can grow without bound, and endless nesting."""
        depth = 0
        for event in yaml.parse(self.source.text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                self._fault_at(event.start_mark, f"the alias *{event.anchor} is not allowed here", "write the value out")
                return True
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:
                message = f"lists and mappings are nested more than {_DEEPEST} deep"
                self._fault_at(event.start_mark, message, "take out the brackets")
                return True
        return False

    def _fault_at(self, mark: _Mark | None, message: str, hint: str) -> None:
        self.faults.append(Fault(self.source.file, self._count_lines(mark) + 1, message, hint))

    def _count_lines(self, mark: _Mark | None) -> int:
        """Count the lines above a mark as editors count them; YAML ends lines at more characters than they do."""
        return self.source.text.count("\n", 0, mark.index) if mark else 0

    def fault(self, node: yaml.Node, message: str, hint: str) -> None:
        """Keep a fault at the line of a node."""
        self._fault_at(node.start_mark, message, hint)

    def line(self, node: yaml.Node) -> int:
        """Return the line of a node, from 1."""
        return self._count_lines(node.start_mark) + 1

    def items(self, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Yield key, key's node and value's node of a mapping; a key that stands twice is a fault."""
        if node is None or self._is_nothing(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, "expected a mapping", "write `key: value` lines")
            return
        seen: set[str] = set()
        for key_node, value in node.value:
            key = self.text(key_node)
            if key in seen:
                self.fault(key_node, f"`{key}` stands twice", "join the two entries")
            seen.add(key)
            yield key, key_node, value

    def fields(self, node: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        """Return the fields of an entry by name; a field that is not `known` is a fault, with what it may have meant."""
        found: dict[str, yaml.Node] = {}
        for key, key_node, value in self.items(node):
            if key in known:
                found[key] = value
                continue
            near = get_close_matches(key, known, 1)
            self.fault(key_node, f"unknown key `{key}`", f"write `{near[0]}`" if near else f"use only {', '.join(known)}")
        return found

    def removes(self, name: str, key_node: yaml.Node, value: yaml.Node, known: Container[str]) -> bool:
        """Tell whether an overlay's entry is null and so takes away the one of its name; of no known name it is a fault."""
        if not self._is_nothing(value):
            return False
        if name not in known:
            self.fault(key_node, f"there is no `{name}` to take away", "mend the name, or take out the line")
        return True

    def _is_nothing(self, node: yaml.Node | None) -> bool:
        """Tell whether an overlay has nothing here: no node, or null."""
        return node is None or (self.is_overlay and is_null(node))

    def texts(self, node: yaml.Node | None) -> tuple[str, ...]:
        """Return a list of strings; empty for None."""
        return tuple(self.text(item) for item in self.nodes(node))

    def nodes(self, node: yaml.Node | None) -> tuple[yaml.Node, ...]:
        """Return the items of a list; empty for None."""
        if node is None or self._is_nothing(node):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, "expected a list", "write `[a, b]`, or `- ` before each entry")
            return ()
        return tuple(node.value)

    def names(self, node: yaml.Node | None) -> tuple[tuple[str, yaml.Node], ...]:
        """Return a list of spellings, each with its node."""
        return tuple((self.text(item), item) for item in self.nodes(node))

    def text(self, node: yaml.Node) -> str:
        """Return a scalar as it is written."""
        if not isinstance(node, yaml.ScalarNode):
            hint = "write a single value, in quotation marks where it holds `: ` or starts with a sign"
            self.fault(node, "expected a word or a number", hint)
            return ""
        return str(node.value)

    def optional(self, node: yaml.Node | None) -> str | None:
        """Return a scalar, or None where it is absent or null."""
        return None if node is None or is_null(node) else self.text(node)


def is_null(node: yaml.Node) -> bool:
    """Tell whether a node is YAML's null, written out or left out."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
