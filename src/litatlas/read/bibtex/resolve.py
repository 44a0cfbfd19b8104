"""The blocks of a BibTeX file to entries whose values are whole: macros are replaced, and entries inherit what they refer to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from litatlas.read.bibtex.scanner import Block, Mistake, Piece
from litatlas.read.dates import find_month_number

MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))
"""BibTeX's own names of the months."""
_CONTROL = frozenset(("string", "comment", "preamble", "hidden", "ieeetranbstctl", "control", "bibtexkeypattern", "set", "xdata"))
"""Blocks that are no entries of works: the file's own, those that set a style, and data that entries share."""
_NOT_INHERITED = frozenset(
    "crossref xref xdata ids related entryset doi url eprint key keywords abstract file note title subtitle titleaddon".split()
)
"""What a volume's entry says of the volume alone; its title is the entries' `booktitle`."""
_INHERITS_AUTHOR = frozenset(("inbook", "bookinbook", "suppbook"))
_VOLUMES = frozenset(("proceedings", "mvproceedings"))
_LONGEST = 1_000_000
"""Characters of a value beyond which no macro is replaced in it: macros that double each other fill any memory."""
_MOST_INHERITED = 200
"""Fields that an entry takes from one other at most."""
_DEEPEST = 5
"""Entries refer to volumes, and those to series: no file goes deeper, and some go in circles."""


@dataclass(frozen=True, slots=True)
class Value:
    """A field's value, LaTeX as written."""

    name: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a work."""

    kind: str
    key: str
    values: tuple[Value, ...]
    line: int
    mistakes: tuple[Mistake, ...]
    texts: Mapping[str, str]
    """The first value of each field that has one."""
    volume_of: int | None = None
    """Of a proceedings volume that other entries refer to for its facts, the line of the first of them."""

    def get(self, *names: str) -> str:
        """The first value that is not empty, of the fields of these names in this order."""
        for name in names:
            if text := self.texts.get(name):
                return text
        return ""


def resolve_blocks(blocks: Iterable[Block]) -> Iterator[Entry | Mistake]:
    """All entries in the order of the file, and what is wrong with blocks that are none."""
    macros: dict[str, str] = {}
    entries: list[Entry] = []
    shared: list[Entry] = []
    for block in blocks:
        if block.kind == "string":
            macros.update((raw.name, _join(raw.pieces, macros)[0]) for raw in block.fields)
            yield from block.mistakes
        elif block.kind == "hidden":
            hint = "take out the % to have it read, or the entry to be rid of this message"
            yield Mistake(block.line, f"an entry @{block.key} is commented out by %", hint)
        elif block.kind == "unbegun":
            hint = "begin it with its type, as @article{key, title = {...}}; it was not read"
            yield Mistake(block.line, "a field stands in no entry", hint)
        elif block.kind == "comment" and "@" in block.key and "=" in block.key and not block.key.startswith("jabref"):
            yield Mistake(block.line, "an entry is commented out by @comment", "take it out of the comment to have it read")
        elif block.kind in ("xdata", "set"):
            shared.append(_build_entry(block, macros))
        elif block.kind not in _CONTROL:
            entries.append(_build_entry(block, macros))
    yield from _inherit(entries, shared)


def _build_entry(block: Block, macros: Mapping[str, str]) -> Entry:
    values: list[Value] = []
    texts: dict[str, str] = {}
    mistakes = list(block.mistakes)
    for raw in block.fields:
        text, unknown = _join(raw.pieces, macros)
        if unknown and not (raw.name == "month" and find_month_number(unknown)):
            message = f"the field {raw.name!r} has {unknown!r} in neither braces nor quotes, and no @string defines it"
            mistakes.append(Mistake(raw.line, message, "put it in braces; it was read as it stands"))
        if raw.name not in texts:
            if text.strip():
                texts[raw.name] = text
        elif texts[raw.name].split() != text.split():
            mistakes.append(Mistake(raw.line, f"the field {raw.name!r} is given twice", "keep one of them; the first one leads"))
        values.append(Value(raw.name, text, raw.line))
    return Entry(block.kind, block.key, tuple(values), block.line, tuple(mistakes), texts)


def _join(pieces: Iterable[Piece], macros: Mapping[str, str]) -> tuple[str, str]:
    """The text of a value's pieces, and the last name that no macro has; a name of its own stays as it is."""
    texts: list[str] = []
    unknown, size = "", 0
    for text, is_name in pieces:
        if is_name and (meaning := macros.get(text.lower())) is not None and size + len(meaning) <= _LONGEST:
            texts.append(meaning)
            size += len(meaning)
        elif is_name and text.lower() in MONTHS:
            texts.append(text.lower())
        else:
            unknown = text if is_name and text[:1].isalpha() else unknown
            texts.append(text)
    return "".join(texts), unknown


def _inherit(entries: list[Entry], shared: list[Entry]) -> Iterator[Entry]:
    by_key: dict[str, Entry] = {}
    for entry in [*entries, *shared]:
        by_key.setdefault(entry.key.lower(), entry)
    referring: dict[str, int] = {}
    for entry in entries:
        if parent := entry.get("crossref"):
            referring.setdefault(parent.strip().lower(), entry.line)
    for entry in entries:
        line = referring.get(entry.key.lower()) if entry.kind in _VOLUMES else None
        whole = _fill(entry, by_key, _DEEPEST) if entry.get("crossref", "xdata") else entry
        yield whole if line is None else replace(whole, volume_of=line)


def _fill(entry: Entry, by_key: Mapping[str, Entry], depth: int) -> Entry:
    """The entry with what it lacks and those that it refers to have."""
    values = list(entry.values)
    mistakes = list(entry.mistakes)
    names = {value.name for value in values if value.text.strip()}
    for name in ("crossref", "xdata"):
        for key in filter(None, (key.strip() for key in entry.get(name).split(","))):
            parent = by_key.get(key.lower())
            if parent is None or parent is entry or not depth:
                line = next(value.line for value in values if value.name == name)
                message = f"the field {name!r} refers to {key!r}, which is no entry of the file"
                mistakes.append(Mistake(line, message, "add that entry, or take the field out"))
                continue
            whole = _fill(parent, by_key, depth - 1) if parent.get("crossref", "xdata") else parent
            offered = islice(_give(whole, entry.kind, is_data=name == "xdata"), _MOST_INHERITED)
            given = [value for value in offered if value.name not in names]
            values += given
            names |= {value.name for value in given}
    texts = {value.name: value.text for value in reversed(values) if value.text.strip()}
    return Entry(entry.kind, entry.key, tuple(values), entry.line, tuple(mistakes), texts)


def _give(parent: Entry, kind: str, *, is_data: bool) -> Iterator[Value]:
    """What an entry gives to one of a kind that refers to it."""
    for value in parent.values:
        if is_data:
            yield value
        elif value.name == "title":
            yield Value("booktitle", value.text, value.line)
        elif value.name not in _NOT_INHERITED and (value.name != "author" or kind in _INHERITS_AUTHOR):
            yield value
