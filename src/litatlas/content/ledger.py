"""Writes what people decide into the text of a note that they wrote, and leaves every other byte of it as it is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import yaml

from litatlas.content.front_matter import FENCE, Matter, format_matter, read_matter
from litatlas.errors import Fault
from litatlas.model import Json

KEY, FACTS_KEY = "corrections", "overrides"
_HEAD = re.compile(rf"\ufeff?{FENCE}[ \t]*\r?\n")
_FOOT = re.compile(rf"(?<=\n){FENCE}[ \t]*(?:\r?\n|\Z)")
_COMMENT = re.compile(r"(^|\s)#.*")


def start_note(slug: str, fields: Mapping[str, Json]) -> str:
    """The text of a new note of a paper, with these fields beside the paper's name."""
    return format_matter({"paper": slug, **fields}, "")


def put_correction(text: str, file: str, fields: Mapping[str, Json], number: int | None = None) -> str | Fault:
    """The text of a note with one more correction at the end of its list, or with the one at place `number` replaced.

    A fault where the list is written in a way that nothing can be put into; `file` names the note in it.
    """
    item = _format(fields)

    def expect(known: Json) -> Json:
        items = list(known) if isinstance(known, list) else []
        place = len(items) if number is None else number
        return [*items[:place], dict(fields), *items[place + 1 :]]

    fault = Fault(file, 1, f"its list of {KEY} is written in a way that nothing can be put into", f"add by hand: - {item}")
    return _write(text, file, KEY, lambda source, newline: _put(source, KEY, _Entry("", item), number, newline), expect) or fault


def remove_correction(text: str, file: str, number: int) -> str | Fault:
    """The text of a note without the correction at place `number` of its list; a fault where that cannot be taken out."""

    def expect(known: Json) -> Json:
        items = list(known) if isinstance(known, list) else []
        return [*items[:number], *items[number + 1 :]]

    hint = f"take out corrections[{number + 1}] by hand"
    fault = Fault(file, 1, f"its list of {KEY} is written in a way that nothing can be taken out of", hint)
    return _write(text, file, KEY, lambda source, _: _remove(source, KEY, number), expect) or fault


def put_override(text: str, file: str, fact: str, fields: Mapping[str, Json] | None) -> str | Fault:
    """The text of a note with an override of a fact, in the place of the one that it has; None takes that out.

    A fault where the overrides are written in a way that this cannot be done; `file` names the note in it.
    """
    item = _format(fields or {})

    def expect(known: Json) -> Json:
        facts = dict(known) if isinstance(known, dict) else {}
        return {**facts, fact: dict(fields)} if fields else {name: value for name, value in facts.items() if name != fact}

    def edit(source: str, newline: str) -> str:
        number = _find_fact(source, fact)
        if fields is not None:
            return _put(source, FACTS_KEY, _Entry(fact, item), number, newline)
        return source if number is None else _remove(source, FACTS_KEY, number)

    hint = f"write by hand: {fact}: {item}" if fields else f"take {fact} out by hand"
    fault = Fault(file, 1, f"its {FACTS_KEY} are written in a way that cannot be edited", hint)
    return _write(text, file, FACTS_KEY, edit, expect) or fault


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is put into a list, or under a name into a mapping."""

    name: str
    """Empty for an item of a list."""
    value: str

    @property
    def block(self) -> str:
        """On a line of its own."""
        return f"{self.name}: {self.value}" if self.name else f"- {self.value}"

    @property
    def flow(self) -> str:
        """Between brackets."""
        return f"{self.name}: {self.value}" if self.name else self.value

    @property
    def whole(self) -> str:
        """As the only one between them."""
        return f"{{{self.flow}}}" if self.name else f"[{self.flow}]"


def _write(text: str, file: str, key: str, edit: Callable[[str, str], str], expect: Callable[[Json], Json]) -> str | None:
    """The note with its front matter edited; None where that would change anything but what is expected of the key."""
    head = _HEAD.match(text)
    foot = _FOOT.search(text, head.end() - 1) if head else None
    before = read_matter(text, file)
    if head is None or foot is None or not isinstance(before, Matter):
        return None
    start, end = head.end(), foot.start()
    source = edit(text[start:end], "\r\n" if "\r\n" in text[:end] else "\n")
    written = text[:start] + source + text[end:]
    after = read_matter(written, file)
    wanted = expect(before.fields.get(key))
    # Where the last entry is taken out, its field goes as well, or stays without a value.
    if isinstance(after, Matter) and after.body == before.body:
        same = {**after.fields, key: after.fields.get(key) or None} == {**before.fields, key: wanted or None}
        return written if same else None
    return None


def _format(fields: Mapping[str, Json]) -> str:
    """A mapping on one line, in YAML that is also JSON."""
    return format_matter({KEY: [dict(fields)]}, "").split("\n")[2].strip().removeprefix("- ")


def _compose(source: str, key: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The front matter as a tree, and what stands under a key."""
    root = yaml.compose(source, Loader=yaml.CSafeLoader)
    entries = root.value if isinstance(root, yaml.MappingNode) else ()
    return root, next((value for name, value in entries if name.value == key), None)


def _find_fact(source: str, fact: str) -> int | None:
    _, value = _compose(source, FACTS_KEY)
    names = [name.value for name, _ in value.value] if isinstance(value, yaml.MappingNode) else []
    return names.index(fact) if fact in names else None


def _put(source: str, key: str, entry: _Entry, number: int | None, newline: str) -> str:
    root, value = _compose(source, key)
    if not isinstance(root, yaml.MappingNode):
        return f"{source}{key}:{newline}  {entry.block}{newline}"
    if value is None:
        if root.flow_style:
            return _append_in_flow(source, root, f"{key}: {entry.whole}")
        return f"{source}{' ' * root.start_mark.column}{key}:{newline}{_indent(root)}{entry.block}{newline}"
    if not isinstance(value, yaml.CollectionNode):
        return _fill(source, value, f"{_indent(root)}{entry.block}{newline}", flow=entry.whole if root.flow_style else None)
    if number is not None:
        node = _last_node(value.value[number])
        start, end = node.start_mark.index, _find_end(node)
        return source[:start] + entry.value + (newline if source[end - 1 : end] == "\n" else "") + source[end:]
    if value.flow_style:
        return _append_in_flow(source, value, entry.flow)
    end = _find_next_line(source, _find_end(value))
    return f"{source[:end]}{' ' * value.start_mark.column}{entry.block}{newline}{source[end:]}"


def _remove(source: str, key: str, number: int) -> str:
    _, value = _compose(source, key)
    if not isinstance(value, yaml.CollectionNode):
        return source
    first, last = _first_node(value.value[number]), _last_node(value.value[number])
    if not value.flow_style:
        start = first.start_mark.index
        # The dash of an item may stand on a line before it.
        start = source.rfind("-", 0, start) if first is last else start
        start = source.rfind("\n", 0, start) + 1
        rest = source[_find_next_line(source, _find_end(last)) :]
        # Blank lines and comments that follow would become a part of a text that stands before the field.
        if len(value.value) == 1 and not re.match(r"[\s#]", rest):
            head = re.search(rf"^ *{key}:\s*\Z", source[:start], re.MULTILINE)
            start = head.start() if head else start
        return source[:start] + rest
    start, end = first.start_mark.index, last.end_mark.index
    if number + 1 < len(value.value):
        end = _first_node(value.value[number + 1]).start_mark.index
    elif number:
        start = _last_node(value.value[number - 1]).end_mark.index
    else:
        start, end = value.start_mark.index + 1, value.end_mark.index - 1
    return source[:start] + source[end:]


def _indent(root: yaml.MappingNode) -> str:
    return " " * (root.start_mark.column + 2)


def _fill(source: str, value: yaml.Node, lines: str, flow: str | None) -> str:
    """Put the first item in where the field has no value, or null."""
    start, end = value.start_mark.index, value.end_mark.index
    if flow is not None:
        return f"{source[:start]} {flow}{source[end:]}"
    source = source[:start] + source[end:]
    end = _find_next_line(source, start)
    return source[:end] + lines + source[end:]


def _append_in_flow(source: str, node: yaml.CollectionNode, item: str) -> str:
    """Put an item before the closing bracket."""
    close = node.end_mark.index - 1
    last = max((_last_node(node.value[-1]).end_mark.index if node.value else 0), node.start_mark.index + 1)
    comma = "" if not node.value or "," in _COMMENT.sub("", source[last:close]) else ", "
    return source[:close] + comma + item + source[close:]


def _first_node(entry: yaml.Node | tuple[yaml.Node, yaml.Node]) -> yaml.Node:
    """Where an item of a list, or a pair of a mapping, begins."""
    return entry[0] if isinstance(entry, tuple) else entry


def _last_node(entry: yaml.Node | tuple[yaml.Node, yaml.Node]) -> yaml.Node:
    """An item of a list, or what a pair of a mapping holds."""
    return entry[1] if isinstance(entry, tuple) else entry


def _find_end(node: yaml.Node) -> int:
    """Where a node's own text ends; of one in block style that is not its mark, which stands at what comes next."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = _last_node(node.value[-1])
    return int(node.end_mark.index)


def _find_next_line(source: str, position: int) -> int:
    """The start of the next line; the position itself where a line starts there."""
    if source[position - 1 : position] == "\n":
        return position
    end = source.find("\n", position)
    return len(source) if end < 0 else end + 1
