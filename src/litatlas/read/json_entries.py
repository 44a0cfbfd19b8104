"""The entries of a JSON file one at a time, in the memory of one entry: lines, an array, an array under a key, values in a row.

What a strict parser takes in silence, or dies of, is settled here once for all readers: names that occur twice in an object,
`NaN`, numbers beyond all bounds, halves of characters, nesting without end, an entry that is broken among good ones.
"""

import json
import math
import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO, cast

from litatlas.errors import Fault
from litatlas.model import Json
from litatlas.read.json_text import AHEAD, LONGEST, Broken, JsonText
from litatlas.read.parsed import Origin, Skipped
from litatlas.read.text_stream import clean_text

DEEPEST = 64
"""Levels of nesting beyond which an entry is refused: records of papers have ten, and all that handles them can handle these."""
LISTS = frozenset(
    (
        *(
            "items",
            "data",
            "results",
            "result",
            "notes",
            "papers",
            "entries",
            "works",
            "records",
            "hits",
            "hit",
            "docs",
            "articles",
        ),
        *("publications", "documents", "dailyPapers", "recommendedPapers", "bibliography"),
    )
)
"""Names under which files of other programs and answers of services keep their list of entries."""
WAYS = frozenset(("message", "data", "result", "results", "hits", "resultList", "response", "feed", "search-results"))
"""Names of objects around such a list, or around a single entry: `{"message": {"items": [...]}}`."""
GUESSED = "has bytes that are no UTF-8; they are read as Windows-1252"
"""What is told of a file once, and of each of its pieces where it is read in pieces."""
_WRAPPING = LISTS | WAYS
_ODD = re.compile(r"\\u(?:[dD][89a-fA-F]|00[0189]|007[fF]|[fF][dDfF][dDeEfF])")
"""The escape of a character that no page can hold, or of one half of a character."""
_HINT = "mend the JSON there, or delete the entry"


@dataclass(frozen=True, slots=True)
class JsonEntry:
    """An entry of a list, not yet understood."""

    line: int
    """The line that it begins on, from 1, for faults."""
    place: int
    """For its source: the line, or where another entry has that already, one more than that of the entry before."""
    number: int
    """Its number among the entries of the file, from 1; in a piece of a file of lines, its line."""
    value: Json
    """What it is: an object in all formats that are known; finite numbers, and texts that UTF-8 can hold."""


JsonItem = JsonEntry | Skipped | Fault


def iterate_json(stream: BinaryIO, origin: Origin) -> Iterator[JsonItem]:
    """Yield the entries of a JSON file in order; an entry that is no JSON is `Skipped`, and its neighbours are read.

    A `Fault` is about the file, or a warning of an entry that is read all the same. It never raises.
    """
    entries = _Entries(stream, origin)
    yield from entries.read()
    if not entries.number and not origin.first_line:
        yield origin.fault(1, "holds no entry", "save the list again, or leave the file out")


@lru_cache(maxsize=1)
def find_first_entry(head: bytes) -> dict[str, Json]:
    """The first object among the entries of a file whose first bytes are given, to tell its format; empty if there is none.

    Of an object that goes on behind these bytes it is what stands before the value in which they end.
    """
    if not re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*[\[{]", head):
        return {}
    items = iterate_json(BytesIO(head), Origin("", "", ""))
    whole = next((item.value for item in items if isinstance(item, JsonEntry) and isinstance(item.value, dict)), {})
    return whole or _Entries(BytesIO(head), Origin("", "", "")).read_start()


class _Entries:
    """Reads the entries of one file."""

    def __init__(self, stream: BinaryIO, origin: Origin) -> None:
        self.origin = origin
        self.doubled: list[str] = []
        """Names that occurred twice in an object of the entry that is being read."""
        self.decoder = self.build_decoder()
        self.careful = self.build_decoder(_parse_int)
        self.text = JsonText(stream, origin.first_line or 1)
        self.number = 0
        self.last = max(0, origin.first_line - 1)
        self.has_warned = False

    def build_decoder(self, parse_int: Callable[[str], Json] | None = None) -> json.JSONDecoder:
        """Build a decoder that settles what a plain one takes in silence."""
        return json.JSONDecoder(
            strict=False,
            object_pairs_hook=self.build_object,
            parse_float=_parse_float,
            parse_int=parse_int,
            parse_constant=_parse_constant,
        )

    def build_object(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        """Build an object, and note the names that occur twice in it."""
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            self.doubled += [name for name in found if names.count(name) > 1]
        return found

    def read(self) -> Iterator[JsonItem]:
        """Read the values at the top of the file, one after another."""
        text = self.text
        while sign := text.skip_space():
            if sign == "[":
                yield from self.read_array()
            elif sign == ",":  # lines that were cut out of an array
                text.position += 1
            else:
                yield from self.read_entry(is_top=True)
        yield from self.find_guess()

    def read_array(self) -> Iterator[JsonItem]:
        """Read the entries of an array."""
        text = self.text
        text.position += 1
        while (sign := text.skip_space()) != "]":
            if not sign:
                hint = "save the file again: entries may be missing at its end"
                yield self.origin.fault(text.line, "ends before its list of entries does", hint)
                return
            if sign == ",":
                text.position += 1
            else:
                yield from self.read_entry(is_top=False)
        text.position += 1

    def read_entry(self, *, is_top: bool) -> Iterator[JsonItem]:
        """Read the value that stands here as an entry; after a broken one go on with the next.

        An object at the top is an entry, as a line of JSON lines is, or what is around a list of entries.
        """
        text = self.text
        line = text.line
        found = text.peek(self.decode, AHEAD if is_top else LONGEST)
        if is_top and (text.is_wrapper(_WRAPPING) if isinstance(found, Broken) else _is_wrapper(found[0])):
            self.doubled.clear()
            yield from self.walk(is_top=True)
            return
        if isinstance(found, Broken) and found.is_cut:
            found = text.peek(self.decode, LONGEST)
        if isinstance(found, Broken):
            self.doubled.clear()
            text.skip_broken(is_top=is_top)
            _, _, number = self.count(line)
            where = f" in line {found.line}" if found.line > line else ""
            is_end = found.is_cut and not self.origin.first_line and text.is_at_end
            reason = "the file ends in the middle of it" if is_end else found.reason
            yield Skipped(self.origin.fault(line, f"entry {number} is no JSON{where} ({reason})", _HINT))
            return
        start, openers = text.position, text.count_openers(found[1])
        text.position = found[1]
        value = self.clean(found[0], start)
        if openers > DEEPEST or self.doubled or text.guessed_line:
            yield from self.give(value, line, openers)
        else:
            yield JsonEntry(*self.count(line), value)

    def walk(self, *, is_top: bool = False) -> Generator[JsonItem, None, bool]:
        """Go through the names of an object to the list of entries in it; without one the object is an entry itself.

        What the generator returns is whether there is a list.
        """
        text = self.text
        line, before = text.line, self.number
        fields: dict[str, Json] = {}
        has_list = False
        text.position += 1
        while (sign := text.skip_space()) not in ("}", ""):
            if sign == ",":
                text.position += 1
                continue
            name = self.decode_next()
            if not isinstance(name, str) or text.skip_space() != ":":
                yield from self.give_up(name)
                return True
            text.position += 1
            sign = text.skip_space()
            if sign == "[" and name in LISTS and text.holds_objects():
                has_list = True
                yield from self.read_array()
            elif sign == "{" and name in WAYS:
                has_list |= yield from self.walk()
            elif isinstance(value := self.decode_next(), Broken):
                yield from self.give_up(value)
                return True
            else:
                fields[name] = value
        text.position += 1
        if self.number == before and not has_list and (is_top or fields):
            yield from self.give(fields, line, DEEPEST + 1)
        return has_list

    def read_start(self) -> dict[str, Json]:
        """Read the names and values with which the first object begins, through what is around it, as far as the text goes."""
        text = self.text
        fields: dict[str, Json] = {}
        while text.skip_space() in ("[", "{", ","):
            if text.skip_space() != ",":
                fields.clear()
            text.position += 1
            while text.skip_space() == '"':
                name = self.decode_next()
                if not isinstance(name, str) or text.skip_space() != ":":
                    return fields
                text.position += 1
                if text.skip_space() in ("[", "{") and name in _WRAPPING and "title" not in fields:
                    break
                value = self.decode_next()
                if isinstance(value, Broken):
                    return fields
                fields[name] = value
                text.position += text.skip_space() == ","
        return fields

    def give_up(self, found: Json | Broken) -> Iterator[Fault]:
        """Tell that what is around the list of entries is broken here, and leave the rest of the file unread."""
        reason = found.reason if isinstance(found, Broken) else "expecting a name and a value"
        message = f"is no JSON from here on ({reason}); what follows is not read"
        yield self.origin.fault(self.text.line, message, "mend the JSON there, or save the file again")
        self.text.skip_all()

    def give(self, value: Json, line: int, openers: int) -> Iterator[JsonItem]:
        """Give an entry, or say why not; say what was doubtful in it."""
        line, place, number = self.count(line)
        if openers > DEEPEST and _is_deep(value):
            yield Skipped(self.origin.fault(line, f"entry {number} is nested deeper than {DEEPEST} levels", _HINT))
            return
        if self.doubled:
            names = ", ".join(f'"{name[:60]}"' for name in dict.fromkeys(self.doubled[:5]))
            message = f"entry {number} gives {names} twice in one object; the last value is used"
            yield self.origin.warning(line, message, "check the entry")
            self.doubled.clear()
        yield JsonEntry(line, place, number, value)
        yield from self.find_guess()

    def count(self, line: int) -> tuple[int, int, int]:
        """Count an entry; its line, its place, which no other entry has, and its number."""
        self.number = max(self.number + 1, line if self.origin.first_line else 0)
        self.last = max(line, self.last + 1)
        return line, self.last, self.number

    def find_guess(self) -> Iterator[Fault]:
        """Warn once that the encoding was guessed."""
        if self.text.guessed_line and not self.has_warned:
            self.has_warned = True
            yield self.origin.warning(
                self.text.guessed_line, GUESSED, "check the letters beyond ASCII, or save the file as UTF-8"
            )

    def decode(self, text: str, position: int) -> tuple[Json, int]:
        """Decode the value at a position of a text; its end comes with it."""
        try:
            return cast("tuple[Json, int]", self.decoder.raw_decode(text, position))
        except json.JSONDecodeError:
            raise
        except ValueError:  # a number of more digits than Python converts
            return cast("tuple[Json, int]", self.careful.raw_decode(text, position))

    def decode_next(self) -> Json | Broken:
        """Decode the value that stands here, and go behind it."""
        found = self.text.peek(self.decode, LONGEST)
        if isinstance(found, Broken):
            return found
        start, self.text.position = self.text.position, found[1]
        return self.clean(found[0], start)

    def clean(self, value: Json, start: int) -> Json:
        """Take out of all texts of a value, which begins at `start` and ends here, what no page can hold."""
        return _map_texts(value, clean_text, DEEPEST + 1) if self.text.holds(_ODD, start) else value


def _parse_float(digits: str) -> float | str:
    """A number; one that no float can hold stays the text that it is."""
    number = float(digits)
    return number if math.isfinite(number) else digits


def _parse_int(digits: str) -> int | str:
    """A whole number; one of more than 18 digits, which other programs would round, stays the text that it is."""
    return int(digits) if len(digits) <= 18 else digits


def _parse_constant(name: str) -> str | None:
    """`NaN` is how tables write that there is no value; infinities are no JSON and stay texts."""
    return None if name == "NaN" else name


def _is_deep(value: Json) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [child for node in level for child in _children(node)]
        if not level:
            return False
    return True


def _children(node: Json) -> list[Json]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []


def _is_wrapper(value: Json) -> bool:
    return isinstance(value, dict) and "title" not in value and not _WRAPPING.isdisjoint(value)


def _map_texts(value: Json, change: Callable[[str], str], levels: int) -> Json:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list) and levels:
        return [_map_texts(item, change, levels - 1) for item in value]
    if isinstance(value, dict) and levels:
        return {change(name): _map_texts(item, change, levels - 1) for name, item in value.items()}
    return value
