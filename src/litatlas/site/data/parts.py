"""Files to download in parts of bounded size: what is larger than `MOST` bytes is an index of its parts instead."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from litatlas.export.writing import BYTE_ORDER_MARK
from litatlas.model import Json
from litatlas.site.data.encoding import encode_text

MOST = 5_000_000
"""Bytes of the largest file, and of the largest part unpacked; only a row that is larger by itself makes a larger one."""
_GZIP = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF))
"""How a packed part begins (RFC 1952): deflated, with no name, of no time and no system, so that all machines write the same."""

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """A file that holds some rows of a table."""

    path: str
    """Within the folder of data: `papers.json`, `papers/1.json.gz`."""
    rows: int
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Form:
    """A format of files with rows in it."""

    ending: str
    """`.json`"""
    format_index: Callable[[Sequence[Part]], str]
    """What stands at the address of the whole where that is in parts: told in the format itself, so that no reader takes a part
    for all."""
    packed: bool = False
    """Whether parts are packed: not where those who use the format open files themselves, as people with spreadsheets do."""
    head: str = ""
    between: str = ""
    foot: str = ""


def write_parts(name: str, form: Form, rows: Iterable[str], most: int = MOST) -> Iterator[tuple[Part | None, File]]:
    """The files of a table, relative to the folder of data: each part with its file, and None with an index of several.

    `name` is that of the whole without its ending: `papers`. A table that fits into one file is that file.
    """
    parts: list[Part] = []
    whole = f"{name}{form.ending}"
    waiting: tuple[bytes, int] | None = None
    for data, count in _cut(form, rows, most):
        if waiting:
            yield _number(parts, name, form, *waiting)
        waiting = data, count
    data, count = waiting or ((form.head + form.foot).encode(), 0)
    if parts:
        yield _number(parts, name, form, data, count)
        yield None, (whole, form.format_index(parts).encode())
    else:
        yield Part(whole, count, len(data)), (whole, data)


def _number(parts: list[Part], name: str, form: Form, data: bytes, count: int) -> tuple[Part, File]:
    path = f"{name}/{len(parts) + 1}{form.ending}"
    path, data = (f"{path}.gz", pack(data)) if form.packed else (path, data)
    part = Part(path, count, len(data))
    parts.append(part)
    return part, (path, data)


def pack(data: bytes) -> bytes:
    """Bytes in the form of gzip, which pandas, DuckDB and R read as they are: a third is left of papers, a seventh of results."""
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    ends = (zlib.crc32(data), len(data) % (1 << 32))
    return b"".join((_GZIP, deflater.compress(data), deflater.flush(), *(end.to_bytes(4, "little") for end in ends)))


def _cut(form: Form, rows: Iterable[str], most: int) -> Iterator[tuple[bytes, int]]:
    """The rows by files: the bytes and the number of rows of each."""
    frame, between = len((form.head + form.foot).encode()), len(form.between.encode())
    held: list[bytes] = []
    size = frame
    for row in rows:
        data = encode_text(row)
        if held and size + between + len(data) > most:
            yield _join(form, held), len(held)
            held, size = [], frame
        held.append(data)
        size += between + len(data)
    if held:
        yield _join(form, held), len(held)


def _join(form: Form, rows: Iterable[bytes]) -> bytes:
    return form.head.encode() + form.between.encode().join(rows) + form.foot.encode()


def describe_parts(parts: Iterable[Part]) -> list[Json]:
    """Parts as an index has them."""
    return [{"path": part.path, "rows": part.rows, "bytes": part.size} for part in parts]


def _index_json(parts: Sequence[Part]) -> str:
    return json.dumps({"rows": sum(part.rows for part in parts), "parts": describe_parts(parts)}, indent=1) + "\n"


def _index_csv(parts: Sequence[Part]) -> str:
    lines = (f"{part.path},{part.rows},{part.size}" for part in parts)
    return BYTE_ORDER_MARK + "".join(f"{line}\r\n" for line in ("part,rows,bytes", *lines))


def _index_bibtex(parts: Sequence[Part]) -> str:
    told = "".join(f"% {part.path} has {part.rows}.\n" for part in parts)
    return f"% The {sum(part.rows for part in parts)} entries stand in parts:\n{told}"


def make_json_form(ending: str = ".json", *, packed: bool = False) -> Form:
    """JSON: a list with a row a line, so that versions differ by line."""
    return Form(ending, _index_json, packed, "[\n", ",\n", "\n]\n")


def make_csv_form(header: str) -> Form:
    """CSV with the mark by which spreadsheets know UTF-8, and its header in each part."""
    return Form(".csv", _index_csv, head=f"{BYTE_ORDER_MARK}{header}")


def make_bibtex_form(preamble: str) -> Form:
    """BibTeX, with what pdflatex has to be told in each part."""
    return Form(".bib", _index_bibtex, head=preamble, between="\n")
