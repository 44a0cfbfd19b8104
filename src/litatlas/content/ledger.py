"""Writes a correction into the text of a note that people wrote, and leaves every other byte of it as it is."""

import re
from collections.abc import Mapping

import yaml

from litatlas.content.front_matter import FENCE, Matter, format_matter, read_matter
from litatlas.errors import Fault
from litatlas.model import Json

KEY = "corrections"
_HEAD = re.compile(rf"\ufeff?{FENCE}\r?\n")
_FOOT = re.compile(rf"(?<=\n){FENCE}(?:\r?\n|\Z)")
_COMMENT = re.compile(r"(^|\s)#.*")


def start_note(slug: str, fields: Mapping[str, Json]) -> str:
    """The text of a new note of a paper, with these fields beside the paper's name."""
    return format_matter({"paper": slug, **fields}, "")


def put_correction(text: str, file: str, fields: Mapping[str, Json], number: int | None = None) -> str | Fault:
    """The text of a note with one more correction at the end of its list, or with the one at place `number` replaced.

    A fault where the list is written in a way that nothing can be put into; `file` names the note in it.
    """
    item = _format_item(fields)
    found = _find_source(text)
    before = read_matter(text, file)
    if found is not None and isinstance(before, Matter):
        start, end = found
        source = _edit(text[start:end], item, number, "\r\n" if "\r\n" in text[:end] else "\n")
        written = text[:start] + source + text[end:]
        after = read_matter(written, file)
        if isinstance(after, Matter) and after.fields == _expect(before, fields, number) and after.body == before.body:
            return written
    return Fault(file, 1, f"its list of {KEY} is written in a way that nothing can be put into", f"add by hand: - {item}")


def _expect(before: Matter, fields: Mapping[str, Json], number: int | None) -> dict[str, Json]:
    known = before.fields.get(KEY)
    items = list(known) if isinstance(known, list) else []
    if number is None:
        items.append(dict(fields))
    else:
        items[number] = dict(fields)
    return {**before.fields, KEY: items}


def _format_item(fields: Mapping[str, Json]) -> str:
    """A mapping on one line, in YAML that is also JSON."""
    return format_matter({KEY: [dict(fields)]}, "").split("\n")[2].strip().removeprefix("- ")


def _find_source(text: str) -> tuple[int, int] | None:
    """Where the YAML between the fences starts and ends."""
    head = _HEAD.match(text)
    foot = _FOOT.search(text, head.end() - 1) if head else None
    return (head.end(), foot.start()) if head and foot else None


def _edit(source: str, item: str, number: int | None, newline: str) -> str:
    root = yaml.compose(source, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return f"{source}{KEY}:{newline}  - {item}{newline}"
    value = next((value for key, value in root.value if key.value == KEY), None)
    if value is None:
        if root.flow_style:
            return _append_in_flow(source, root, f"{KEY}: [{item}]")
        return f"{source}{' ' * root.start_mark.column}{KEY}:{newline}{_indent(root)}- {item}{newline}"
    if not isinstance(value, yaml.SequenceNode):
        return _fill(source, value, f"{_indent(root)}- {item}{newline}", flow=f"[{item}]" if root.flow_style else None)
    if number is not None:
        start, end = value.value[number].start_mark.index, _find_end(value.value[number])
        return source[:start] + item + (newline if source[end - 1 : end] == "\n" else "") + source[end:]
    if value.flow_style:
        return _append_in_flow(source, value, item)
    end = _find_next_line(source, _find_end(value))
    return f"{source[:end]}{' ' * value.start_mark.column}- {item}{newline}{source[end:]}"


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
    last = max((_last_node(node).end_mark.index if node.value else 0), node.start_mark.index + 1)
    comma = "" if not node.value or "," in _COMMENT.sub("", source[last:close]) else ", "
    return source[:close] + comma + item + source[close:]


def _last_node(node: yaml.CollectionNode) -> yaml.Node:
    last = node.value[-1]
    found: yaml.Node = last[1] if isinstance(last, tuple) else last
    return found


def _find_end(node: yaml.Node) -> int:
    """Where a node's own text ends; of one in block style that is not its mark, which stands at what comes next."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = _last_node(node)
    return int(node.end_mark.index)


def _find_next_line(source: str, position: int) -> int:
    """The start of the next line; the position itself where a line starts there."""
    if source[position - 1 : position] == "\n":
        return position
    end = source.find("\n", position)
    return len(source) if end < 0 else end + 1
