"""The text of a JSON file as it is read: a window that moves over it, value by value, and finds its way after a broken one."""

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import BinaryIO

from litatlas.model import Json
from litatlas.read.text_stream import iterate_text

LONGEST = 1 << 27
"""Characters beyond which a value is given up: a quotation mark is missing, and all that follows would be one text."""
AHEAD = 1 << 23
"""Characters in which the list of entries in an object around it begins."""
_BACK = 200
"""Characters before the position that are kept: they tell how the entry is indented."""
_SPACE = re.compile(r"[\s\ufeff\x1e]*")  # a record separator may stand before each value (RFC 7464)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}"]', re.DOTALL)
_NEXT_ON_TOP = re.compile(r"\n[ \t]*(?=[\[{])")
_FIRST_NAME = re.compile(r'\{\s*"[^"\\\n]{1,60}"')
_OPENERS = "[{"

Decode = Callable[[str, int], tuple[Json, int]]


@dataclass(frozen=True, slots=True)
class Broken:
    """Says that what stands at the position is no JSON."""

    reason: str
    """What a parser says of it: `expecting ',' delimiter`."""
    line: int = 0
    """The line where that shows, from 1, or 0 where it is not known."""
    is_cut: bool = False
    """Whether the value goes on behind the text that was looked at."""


class JsonText:
    """A window on the text of a file, from the value that is read now on."""

    def __init__(self, stream: BinaryIO, first_line: int = 1) -> None:
        self.pieces = iterate_text(stream)
        self.window = ""
        self.position = 0
        self.guessed_line = 0
        """The line around which bytes first had to be guessed; 0 where none had."""
        self._counted = 0
        self._lines = first_line
        self._is_whole = False

    @property
    def line(self) -> int:
        """The line of the position, from 1."""
        if self._counted < self.position:
            self._lines += self.window.count("\n", self._counted, self.position)
            self._counted = self.position
        return self._lines

    @property
    def is_at_end(self) -> bool:
        """Whether nothing but white space is left of the file."""
        return not self.skip_space()

    def read_more(self) -> bool:
        """Take in as much text again as the value at the position has so far; False at the end of the file."""
        if self._is_whole:
            return False
        line = self.line
        wanted = len(self.window) - self.position
        kept = max(0, self.position - _BACK)
        pieces = [self.window[kept:]]
        size = 0
        while size <= wanted:
            text, is_guess = next(self.pieces, ("", False))
            if not text:
                self._is_whole = True
                break
            if is_guess and not self.guessed_line:
                self.guessed_line = line
            pieces.append(text)
            size += len(text)
        self.window, self.position = "".join(pieces), self.position - kept
        self._counted, self._lines = self.position, line
        return size > 0

    def skip_space(self) -> str:
        """Go to the next sign that is no white space, and return it; empty at the end of the file."""
        while True:
            match = _SPACE.match(self.window, self.position)
            self.position = match.end() if match else self.position
            if self.position < len(self.window):
                return self.window[self.position]
            if not self.read_more():
                return ""

    def peek(self, decode: Decode, longest: int) -> tuple[Json, int] | Broken:
        """Decode the value at the position, reading on as far as it reaches, but no further than `longest` characters.

        What is returned is the value with its end; the position stays.
        """
        while True:
            try:
                value, end = decode(self.window, self.position)
            except json.JSONDecodeError as error:
                is_cut = error.msg.startswith("Unterminated string") or error.pos > len(self.window) - 16
                is_long = len(self.window) - self.position >= longest
                if is_cut and not is_long and self.read_more():
                    continue
                reason = error.msg[:1].lower() + error.msg[1:]
                line = self.line + self.window.count("\n", self.position, error.pos)
                return Broken(reason, line, is_cut)
            except RecursionError:
                return Broken("it is nested too deep")
            # A number may go on behind the window's end.
            if end < len(self.window) or not self.read_more():
                return value, end

    def count_openers(self, end: int) -> int:
        """How many brackets and braces open from the position to an end in the window."""
        return self.window.count("[", self.position, end) + self.window.count("{", self.position, end)

    def holds(self, escape: re.Pattern[str], start: int) -> bool:
        r"""Whether a pattern that begins with `\u` occurs between an earlier position in the window and this one."""
        return self.window.find("\\u", start, self.position) >= 0 and bool(escape.search(self.window, start, self.position))

    def holds_objects(self) -> bool:
        """Whether the array at the position is empty or begins with an object or with null."""
        while len(self.window) - self.position < 200 and self.read_more():
            pass
        return re.compile(r"\[\s*(?:\{|\]|null|\Z)").match(self.window, self.position) is not None

    def is_wrapper(self, names: Collection[str]) -> bool:
        """Whether an object that is broken, or longer than the window, looks like one around a list of entries."""
        found = re.compile(r'"([\w-]{1,30})"\s*:\s*[\[{]').finditer(self.window, self.position, self.position + AHEAD)
        first = next(found, None)
        return first is not None and first[1] in names and '"title"' not in self.window[self.position : first.start()]

    def skip_all(self) -> None:
        """Go to the end of the file."""
        self.position = len(self.window)
        while self.read_more():
            self.position = len(self.window)

    def skip_broken(self, *, is_top: bool) -> None:
        """Go behind the broken value at the position: to where its brackets close, or to what looks like the next entry."""
        pattern = _NEXT_ON_TOP if is_top else self._find_likeness()
        while True:
            end = None if is_top and self.window[self.position] not in _OPENERS else self._find_close()
            if is_top or end is None:
                match = pattern.search(self.window, self.position + 1)
                if match and (end is None or match.start() < end):
                    end = match.start()
            if end is not None:
                self.position = end
                return
            if len(self.window) - self.position > LONGEST or not self.read_more():
                self.skip_all()
                return

    def _find_likeness(self) -> re.Pattern[str]:
        """What the next entry of an array begins with: the same name first, set as this one is."""
        first = _FIRST_NAME.match(self.window, self.position)
        if first is None:
            return re.compile(r"\n\s*(?=[\[{\]])|,\s*(?=\{)")
        indent = re.compile(r"\n[ \t]*\Z").search(self.window, max(0, self.position - _BACK), self.position)
        return re.compile(rf"(?:{re.escape(indent[0]) if indent else r',[ ]*'})(?={re.escape(first[0])})")

    def _find_close(self) -> int | None:
        """Where the brackets that open at the position close, texts left out, if what follows there is no part of the value."""
        depth = 0
        for token in _TOKEN.finditer(self.window, self.position):
            if token[0] == '"':
                return None
            if token[0] in ("{", "["):
                depth += 1
            elif token[0] in ("}", "]"):
                depth -= 1
                if depth < 0:
                    return max(token.start(), self.position + 1)
                if depth == 0:
                    follows = _SPACE.match(self.window, token.end())
                    after = self.window[follows.end() : follows.end() + 1] if follows else ""
                    return token.end() if after in ("", ",", "]", "}", "{", "[") else None
            elif depth == 0:
                return token.end()
        return None
