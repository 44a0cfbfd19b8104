"""The text of a BibTeX file to its blocks: entries and macros with their fields, what is broken in one never costs another.

BibTeX's grammar is a few rules; what makes it hard is that files break them. An entry that begins on a line of its own ends the
one before, whatever braces that one leaves open; a value that does not end where it should is read up to the next field.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from litatlas.errors import quote_start

Piece = tuple[str, bool]
"""A part of a value that `#` joins: its text as written, and whether it is the name of a macro."""


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as written."""

    name: str
    """In lower case."""
    pieces: tuple[Piece, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """What breaks the grammar in a place, and how it was read."""

    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Block:
    """Something that begins with `@word{`."""

    kind: str
    """In lower case: `article`, `string`, `comment`."""
    key: str
    fields: tuple[RawField, ...]
    line: int
    mistakes: tuple[Mistake, ...] = ()


_START = re.compile(
    r"(?:^[ \t]*(?P<hidden>%[ \t%]*)?|(?<=[})])[ \t]*)@[ \t]*"
    r"(?P<kind>[^\W\d][\w-]*|[\w-]*(?=\s*[{(]\s*[^\s,={}\"]*[ \t]*,\s*[\w:-]+\s*=))\s*(?P<open>[{(])",
    re.MULTILINE,
)
"""Where a block may begin: at the start of a line or right behind another; an `@` in prose is none. Without a type, as
`@{key, title = {...}}`, it must have a field."""
_UNBEGUN = re.compile(
    r"^(?![ \t]*%)(?:[^%\n]*[{(,])?[ \t]*(?:title|author|abstract|journal|booktitle|year|doi)[ \t]*=[ \t]*(?:[{\"]|[0-9]{4}\b)",
    re.MULTILINE | re.IGNORECASE,
)
"""A field between blocks: `article{key, title = {...}}` lacks its `@`, `@article key, title = {...}` its brace."""
_BOUNDARY = re.compile(
    r"^[ \t]*@[ \t]*(?:(?:string|preamble|comment)\s*[{(]|[\w-]*\s*[{(]\s*[^\s,={}\"]*[ \t]*,?\s*[\w:-]+\s*=)",
    re.MULTILINE | re.IGNORECASE,
)
"""A start that is a block for certain, so that no value goes on beyond it."""
_KEY = re.compile(r"\s*(?P<key>[^,={}\"\n]*?)\s*(?:,|(?=[\n}]))")
_KEY_ALONE = re.compile(r"\s*(?P<key>[^\s,={}\"#]+)[ \t]+(?=[A-Za-z][\w:-]*\s*=)")
"""A key with no comma behind it: `@article{heron title = {...}}`."""
_FIELD = re.compile(
    r"[\s,]*+(?P<name>[^\s=,{}()\"#%]+)\s*=\s*"
    r"(?:(?:\{(?P<braced>[^{}]*)\}|\"(?P<quoted>[^\"{}]*)\"|(?P<bare>[^\s,{}()\"#=]+))\s*(?P<end>[,})])|)"
)
"""A field with a plain value and what ends it; of other values the beginning alone."""
_BARE = re.compile(r"[^\s,{}()\"#=]+")
_BRACES = re.compile(r"[{}]")
_QUOTES = re.compile(r"[{}\"]")
_UNESCAPED_BRACES = re.compile(r"(?<!\\)[{}]")
_NEXT_FIELD = re.compile(r"(?:\n[ \t]*,?|[}\"],)[ \t]*(?=[A-Za-z][\w:-]*[ \t]*=[ \t]*(?:[{\"]|\w+[ \t]*(?:,|\n|\})))")
_STRAY = re.compile(r"\s*,?\s*[A-Za-z][\w-]*\s*=\s*(?:[{\"]|\w+\s*[,})])")
"""Fields behind an entry that a brace too many has closed."""
_MOST_STRAYS = 100
_MOST_MISTAKES = 50
"""What is broken in more places than this is no entry, and is not searched for more."""
_SPACE = re.compile(r"\s*")
_SPACES_AND_COMMAS = re.compile(r"[\s,]*")


class Scanner:
    """Reads a text from the front to the back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [match.start() for match in re.finditer("\n", text)]
        self.boundaries = [match.start() for match in _BOUNDARY.finditer(text)]

    def line(self, place: int) -> int:
        """The line of a place in the text, from 1."""
        return bisect_left(self.ends, place) + 1

    def limit(self, place: int) -> int:
        """Where the block that holds a place must have ended."""
        number = bisect_right(self.boundaries, place)
        return self.boundaries[number] if number < len(self.boundaries) else len(self.text)

    def scan(self) -> Iterator[Block]:
        """All blocks in the order of the text."""
        place, is_hidden = 0, False
        while start := _START.search(self.text, place):
            if not is_hidden:
                yield from self._find_unbegun(place, start.start())
            block, place = self._scan_block(start)
            is_hidden = block.kind == "hidden"
            yield block
        if not is_hidden:
            yield from self._find_unbegun(place, len(self.text))

    def _find_unbegun(self, place: int, end: int) -> Iterator[Block]:
        """What stands between blocks and has fields, so that it was meant as an entry."""
        if found := _UNBEGUN.search(self.text, place, end):
            yield Block("unbegun", "", (), self.line(found.start()))

    def _scan_block(self, start: re.Match[str]) -> tuple[Block, int]:
        kind, line = start["kind"].lower(), self.line(start.start("kind"))
        limit = self.limit(start.end())
        if start["hidden"] is not None:
            return Block("hidden", start["kind"], (), line), start.end()
        if kind in ("comment", "preamble"):
            end = self._find_close(start.end(), limit, start["open"])
            return Block(kind, self.text[start.end() : end].strip(), (), line), min(end + 1, limit)
        return _EntryScan(self, start, limit).scan(kind, line)

    def _find_close(self, place: int, limit: int, opener: str) -> int:
        """Where the braces of a comment close, or the limit."""
        depth = 1
        for brace in re.compile(r"[{}]" if opener == "{" else r"[()]").finditer(self.text, place, limit):
            depth += 1 if brace[0] in "{(" else -1
            if not depth:
                return brace.start()
        return limit


class _EntryScan:
    """The scan of one entry, up to a limit."""

    def __init__(self, scanner: Scanner, start: re.Match[str], limit: int) -> None:
        self.scanner, self.start, self.limit = scanner, start, limit
        self.fields: list[RawField] = []
        self.mistakes: list[Mistake] = []

    def scan(self, kind: str, line: int) -> tuple[Block, int]:
        text, place, key = self.scanner.text, self.start.end(), ""
        if kind != "string" and (match := _KEY.match(text, place, self.limit)):
            key, place = match["key"], match.end()
        elif kind != "string" and (match := _KEY_ALONE.match(text, place, self.limit)):
            key, place = match["key"], match.end()
            self._tell(place, f"a comma is missing after the key {key!r}", "write one; the next field was read")
        if not kind[:1].isalpha():
            self._tell(self.start.start("kind"), "the entry has no type", "write one, such as @article; it was read as @misc")
            kind = "misc"
        place = self._scan_fields(place, "}" if self.start["open"] == "{" else ")")
        for _ in range(_MOST_STRAYS):
            stray = _STRAY.match(text, place, self.limit)
            if stray is None:
                break
            self._tell(place, "the entry is closed before its last fields", "take out the brace too many; the fields were read")
            place = self._scan_fields(place, "}")
        return Block(kind, key, tuple(self.fields), line, tuple(self.mistakes)), place

    def _tell(self, place: int, message: str, hint: str) -> None:
        self.mistakes.append(Mistake(self.scanner.line(place), message, hint))

    def _scan_fields(self, place: int, closer: str) -> int:
        """Read fields up to the end of the entry, and return the place behind it."""
        text, limit = self.scanner.text, self.limit
        while True:
            found = _FIELD.match(text, place, limit)
            if found is None:
                place = _skip(text, place, limit, _SPACES_AND_COMMAS)
                if place >= limit:
                    self._tell(self.start.start("kind"), "the entry is not closed", f"end it with {closer}; it was read so far")
                    return limit
                if len(self.mistakes) > _MOST_MISTAKES:
                    self._tell(place, "the rest of the entry cannot be read", "compare it with the entries around it")
                    return limit
                if text[place] == closer:
                    return place + 1
                place = self._skip_junk(place, closer)
                continue
            name, line = found["name"].lower(), self.scanner.line(found.start("name"))
            if end := found["end"]:
                value = next(
                    (found[group], group == "bare") for group in ("braced", "quoted", "bare") if found[group] is not None
                )
                self.fields.append(RawField(name, (value,), line))
                place = found.end() if end == "," else found.end() - 1
                continue
            pieces, place = self._scan_value(found.end(), name)
            self.fields.append(RawField(name, tuple(pieces), line))

    def _skip_junk(self, place: int, closer: str) -> int:
        """Leave out what is no field, up to the next comma, field or end of the entry; it is told."""
        text, limit = self.scanner.text, self.limit
        following = _NEXT_FIELD.search(text, place, limit)
        ends = (text.find(",", place, limit), following.end() if following else -1, text.find(closer, place, limit))
        end = max(min((end for end in ends if end >= place), default=limit), place + 1)
        junk = " ".join(text[place:end].split())
        self._tell(place, f"{quote_start(junk)} is no field", "write it as name = {value}; the rest of the entry was read")
        return end

    def _scan_value(self, place: int, name: str) -> tuple[list[Piece], int]:
        """Read the pieces of a value; where its end cannot be right, read up to the next field."""
        text, limit, begin = self.scanner.text, self.limit, place
        pieces: list[Piece] = []
        while True:
            piece, end = self._scan_piece(place)
            if piece is None:
                break
            pieces.append(piece)
            place = _skip(text, end, limit, _SPACE)
            if text[place : place + 1] == "#" and place < limit:
                place = _skip(text, place + 1, limit, _SPACE)
                continue
            if place >= limit and _NEXT_FIELD.search(text, begin, limit):
                break  # a brace is missing, and the entry's own closed the value
            if place >= limit or text[place] in ",})":
                return pieces, place
            if _FIELD.match(text, place, limit):
                self._tell(end, f"a comma is missing after the field {name!r}", "write one; the next field was read")
                return pieces, place
            break
        return self._salvage(begin, name)

    def _scan_piece(self, place: int) -> tuple[Piece | None, int]:
        text, limit = self.scanner.text, self.limit
        sign = text[place : place + 1] if place < limit else ""
        if sign == "{":
            end = _find_end(_BRACES, text, place + 1, limit, "}")
            if end is None:
                end = _find_end(_UNESCAPED_BRACES, text, place + 1, limit, "}")
            return ((text[place + 1 : end], False), end + 1) if end is not None else (None, place)
        if sign == '"':
            end = _find_end(_QUOTES, text, place + 1, limit, '"')
            return ((text[place + 1 : end], False), end + 1) if end is not None else (None, place)
        bare = _BARE.match(text, place, limit)
        return ((bare[0], True), bare.end()) if bare else (None, place)

    def _salvage(self, begin: int, name: str) -> tuple[list[Piece], int]:
        """A value that does not end: what stands before the next field, or before the end of the entry."""
        text = self.scanner.text
        following = _NEXT_FIELD.search(text, begin, self.limit)
        end = following.end() if following else self.limit
        value = text[begin:end].strip().rstrip(",").rstrip()
        if not following:
            value = value.removesuffix("}" if self.start["open"] == "{" else ")").rstrip().rstrip(",").rstrip()
        opener = value[:1]
        is_bare = opener not in ("{", '"')
        if not is_bare:
            value = value[1:].removesuffix("}" if opener == "{" else '"')
        if value.strip():
            message = f"the value of {name!r} does not end where it should"
            self._tell(begin, message, "check its braces and quotes; it was read up to the next field")
        else:
            self._tell(begin, f"the field {name!r} has no value", "give it one, or take it out")
        return [(value, is_bare)], end


def _skip(text: str, place: int, limit: int, pattern: re.Pattern[str]) -> int:
    match = pattern.match(text, place, limit)
    return match.end() if match else place


def _find_end(signs: re.Pattern[str], text: str, place: int, limit: int, closer: str) -> int | None:
    """The place of the closer that stands outside all braces; None where there is none before the limit."""
    depth = 0
    for sign in signs.finditer(text, place, limit):
        if sign[0] == closer and not depth:
            return sign.start()
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            if not depth:
                return None
            depth -= 1
    return None


def scan_bibtex(text: str) -> Iterator[Block]:
    """All blocks of a BibTeX file in its order, those that hold mistakes included; text between blocks is comment."""
    return Scanner(text).scan()
