"""Reads a vocabulary file strictly: every fault is kept with its file and line, and nothing unknown is passed over."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import PurePosixPath

import yaml

from litatlas.content.yaml_reader import Lines, is_null, read_nodes
from litatlas.errors import Fault


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """A vocabulary file by its name, and its text."""

    file: str
    """As messages name it: `metrics.yml` of the package, `content/vocabulary/metrics.yml` of a review."""
    text: str

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return PurePosixPath(self.file).name


@lru_cache(maxsize=32)  # the package's files are the same for all reviews, and to parse them is half of a vocabulary's time
def _read_nodes(source: VocabularyFile) -> yaml.Node | Fault | None:
    return read_nodes(source.text, source.file)


@dataclass(slots=True)
class EntryReader:
    """Walks the nodes of one file and collects its faults."""

    source: VocabularyFile
    is_overlay: bool = False
    """Whether the file is laid over the package's: then it may be empty, and a null takes an entry away."""
    faults: list[Fault] = field(default_factory=list)
    _lines: Lines = field(init=False)

    def __post_init__(self) -> None:
        """Count the file's lines."""
        self._lines = Lines(self.source.text)

    def root(self) -> yaml.Node | None:
        """Return the file's top node, or None where it is no YAML (with a fault) or empty (with one unless it is an overlay)."""
        node = _read_nodes(self.source)
        if isinstance(node, Fault):
            self.faults.append(node)
            return None
        if node is None and not self.is_overlay:
            self.faults.append(Fault(self.source.file, 1, "the file is empty", "write its entries"))
        return None if self._is_nothing(node) else node

    def fault(self, node: yaml.Node, message: str, hint: str) -> None:
        """Keep a fault at the line of a node."""
        self.faults.append(Fault(self.source.file, self.line(node), message, hint))

    def line(self, node: yaml.Node) -> int:
        """Return the line of a node, from 1."""
        return self._lines.find(node.start_mark)

    def items(self, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Yield key, key's node and value's node of a mapping."""
        if node is None or self._is_nothing(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, "expected a mapping", "write `key: value` lines")
            return
        for key_node, value in node.value:
            yield self.text(key_node), key_node, value

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
