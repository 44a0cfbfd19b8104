"""Reads a vocabulary file strictly: every fault is kept with its file and line, and nothing unknown is passed over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

import yaml

from litatlas.errors import Fault


@dataclass(frozen=True, slots=True)
class Source:
    """A vocabulary file by its name, and its text."""

    file: str
    text: str


@dataclass(slots=True)
class Reader:
    """Walks the nodes of one file and collects its faults."""

    source: Source
    faults: list[Fault] = field(default_factory=list)

    def root(self) -> yaml.Node | None:
        """Return the file's top node, or None (with a fault) where it is no YAML or empty."""
        try:
            node: yaml.Node | None = yaml.compose(self.source.text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            self.faults.append(
                Fault(self.source.file, mark.line + 1 if mark else 1, f"not YAML: {error.problem}", "mend its syntax")
            )
            return None
        if node is None:
            self.faults.append(Fault(self.source.file, 1, "the file is empty", "write its entries"))
        return node

    def fault(self, node: yaml.Node, message: str, hint: str) -> None:
        """Keep a fault at the line of a node."""
        self.faults.append(Fault(self.source.file, node.start_mark.line + 1, message, hint))

    def items(self, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Yield key, key's node and value's node of a mapping; a key that stands twice is a fault."""
        if node is None:
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

    def texts(self, node: yaml.Node | None) -> tuple[str, ...]:
        """Return a list of strings; empty for None."""
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, "expected a list", "write `[a, b]`")
            return ()
        return tuple(self.text(item) for item in node.value)

    def nodes(self, node: yaml.Node | None) -> tuple[yaml.Node, ...]:
        """Return the items of a list; empty for None."""
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, "expected a list", "write `- ` before each entry")
            return ()
        return tuple(node.value)

    def text(self, node: yaml.Node) -> str:
        """Return a scalar as it is written."""
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, "expected a word or a number", "write a single value")
            return ""
        return str(node.value)

    def optional(self, node: yaml.Node | None) -> str | None:
        """Return a scalar, or None where it is absent or null."""
        if node is None or (isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"):
            return None
        return self.text(node)
