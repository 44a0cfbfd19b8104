"""Papers as an earlier run read them, in `.litatlas/` beside the review: a page whose bytes are the same is not read again."""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import TypeVar, cast
from weakref import finalize

from litatlas import model
from litatlas.content.front_matter import Matter
from litatlas.content.parsing import Parsing, parse_file
from litatlas.content.snapshot import NO_SOURCES, Sources, complete_digests, digest_file, read_sources, recall_digests
from litatlas.content.tree import LARGEST_TEXT, read_data
from litatlas.errors import Fault
from litatlas.model import Paper
from litatlas.running.code import digest_code
from litatlas.running.digests import digest_data
from litatlas.running.mapping import do_nothing, hand_over
from litatlas.running.memory import growing_memory
from litatlas.running.processes import count_cpus, map_across
from litatlas.running.records import Records, list_classes
from litatlas.running.sealed import read_sealed, write_sealed
from litatlas.text import readable
from litatlas.text.readable import Text
from litatlas.text.repair import repair

SHELF = ".litatlas/papers"
"""The file, in the review's folder. Nothing is lost with it: the next run reads every page."""
_FOLDER = "content/papers/"
_LEVEL = 1
"""How hard it is tried to make it small: a third is left, and more effort takes little more."""

T = TypeVar("T")
Make = Callable[[Matter, Path], T | list[Fault]]
"""Makes something of a page, or tells its faults."""


_RECORDS = Records(list_classes(model, readable))
_SHARE = 200
"""How many pages a process reads for as long as it takes to start it."""
_CHUNK = 40
"""Pages that are handed over at once."""
_IN_MEMORY = 1 << 20
"""Bytes of lines that wait in memory: some 300 papers."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A paper on the shelf."""

    digest: str
    """What stands for its page."""
    held: "bytes | _Waiting"
    """What has its line, among others."""
    place: slice

    @property
    def line(self) -> bytes:
        """What says the paper."""
        return self.held[self.place]


class _Waiting:
    """Lines of papers that were read, until they are put on the shelf.

    Where they are many, they wait in a file: in memory, each of the processes that are copied from this one would have them too.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY, buffering=0, prefix="litatlas-")  # noqa: SIM115  (as long as lines are asked for)
        self.close = finalize(self, self._file.close)
        """Remove the lines; with this object they go by themselves."""
        self._end = 0

    def add(self, line: bytes) -> slice:
        """Where the line is from now on."""
        start, self._end = self._end, self._end + len(line)
        self._file.seek(start)
        self._file.write(line)
        return slice(start, self._end)

    def __getitem__(self, place: slice) -> bytes:
        self._file.seek(place.start)
        return self._file.read(place.stop - place.start)


class Shelf(Parsing):
    """Reads every file as it is now, but for papers' pages that were read as they are."""

    def __init__(self, root: Path, sources: Sources | None = None) -> None:
        """`sources` are the files of the review at `root` as they are now, where that is known.

        What is in pages need not be known before `read_ahead`, which finds it out as well.
        """
        self._root = root
        self._code = digest_code()
        self._kept, before = _decode(read_sealed(root / SHELF), self._code)
        self.sources: Sources = recall_digests(sources, before) if sources else read_sources(root, before)
        self._folder = f"{root / 'content' / 'papers'}/"
        self._new: dict[str, _Kept] = {}
        self._waiting = _Waiting()
        self._read: dict[str, Paper] = {}
        self.abstracts: dict[str, Text] = {}
        """How the abstracts of papers read, by slug: it takes longer to find than all else of a paper that is on the shelf."""

    def read_ahead(self, make: Make[T], processes: int | None, meanwhile: Callable[[], None] = do_nothing) -> None:
        """Read the pages that are not on the shelf in so many processes, None for as many as there are CPUs and as pay.

        So no page is read in this one, which would keep, between papers, what reading leaves: a third more memory. Afterwards
        `sources` tells what is in all files. `meanwhile` is done while the others read.
        """
        pages = [name for name in self.sources.snapshot if name.startswith(_FOLDER) and name.endswith(".md")]
        missing = [name for name in pages if not self._find(name, self.sources.digests.get(name))]
        chosen = min(count_cpus(), len(missing) // _SHARE) if processes is None else processes
        if chosen > 1 and missing:
            self._read_across(make, missing, chosen, meanwhile)
        self.sources = complete_digests(self.sources, self._root)

    def _read_across(self, make: Make[T], names: list[str], processes: int, meanwhile: Callable[[], None]) -> None:
        digests = dict(self.sources.digests)
        known = ((name, self._kept[name].digest if name in self._kept else "") for name in names)
        with TemporaryDirectory(prefix="litatlas-") as folder:
            read = partial(_read_line, self._root, make)
            with map_across(read, processes, Path(folder), chunk=_CHUNK, ahead=len(names)) as read_all, growing_memory():
                for name, (digest, line) in zip(names, read_all(hand_over(known, meanwhile)), strict=True):
                    # It may have been written to since the digest was taken.
                    if digests.setdefault(name, digest) == digest and line:
                        self._new[name] = _Kept(digest, self._waiting, self._waiting.add(line))
                        self._read[name] = self._open(line)  # while the others read on
        self.sources = replace(self.sources, digests=digests)

    def _find(self, name: str, digest: str | None) -> _Kept | None:
        """What is known of a page with these bytes."""
        kept = self._new.get(name) or self._kept.get(name)
        return kept if kept and digest and kept.digest == digest else None

    def parse(self, path: Path, root: Path, make: Make[T]) -> T | list[Fault]:
        """What was made of a paper's page when it had these bytes; else as `parse_file`."""
        name = _FOLDER + str(path).removeprefix(self._folder)
        digest = self.sources.digests.get(name)
        if kept := self._find(name, digest):
            paper = self._read.pop(name, None) or self._open(kept.line)
            return cast("T", paper)
        made = super().parse(path, root, make)
        # It may have been written to since the digest was taken.
        if digest and isinstance(made, Paper) and digest_file(path) == digest:
            self._new[name] = _Kept(digest, self._waiting, self._waiting.add(_format_line(made)))
        return made

    def _open(self, line: bytes) -> Paper:
        """The paper on the shelf that a line says; how its abstract reads is kept apart."""
        paper: Paper
        paper, readable, edits = _RECORDS.parse(line)
        if (raw := paper.work.abstract) is not None:
            self.abstracts[paper.slug] = Text(raw, readable if edits else raw, edits)
        return paper

    def keep(self) -> None:
        """Put what was read on the shelf, and take off what is gone; where that is not possible, it costs time alone."""
        digests = self.sources.digests
        if not self._new and all(name in digests for name in self._kept):
            return
        all_ = {**self._kept, **self._new}
        kept = {name: all_[name] for name in sorted(all_) if all_[name].digest == digests.get(name)}
        write_sealed(self._root / SHELF, *_encode(kept, self.sources, self._code))
        self._waiting.close()
        # What is kept takes no more room, and is not kept again.
        self._kept, self._new, self._waiting = {}, {}, _Waiting()


def _read_line(root: Path, make: Make[T], page: tuple[str, str]) -> tuple[str, bytes | None]:
    """What stands for the bytes of a page, and what stands on the shelf of it.

    No line where it has the bytes that the shelf knows of it, or where it has faults, which are told when it is read again.
    """
    name, known = page
    path = root / name
    data = read_data(path, LARGEST_TEXT)
    digest = digest_data(data) if isinstance(data, bytes) else digest_file(path)
    if digest and digest == known:
        return digest, None
    made = parse_file(path, root, make, data)
    return digest, _format_line(made) if isinstance(made, Paper) else None


def _format_line(paper: Paper) -> bytes:
    """A paper, and how its abstract reads where that is not as it was captured."""
    text = repair(paper.work.abstract or "")
    said = _RECORDS.format((paper, text.readable if text.edits else "", text.edits))
    return said.encode("utf-8", "surrogatepass")


def _encode(kept: Mapping[str, _Kept], sources: Sources, code: str) -> Iterator[bytes]:
    files = [(name, one.digest, *sources.snapshot[name]) for name, one in kept.items()]
    head = json.dumps([code, sources.moment, files], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    yield head + b"\n"
    deflater = zlib.compressobj(_LEVEL)
    between = b""
    for one in kept.values():
        yield deflater.compress(between) + deflater.compress(one.line)
        between = b"\n"
    yield deflater.flush()


def _decode(data: bytes | None, code: str) -> tuple[dict[str, _Kept], Sources]:
    """What is on a shelf that the same LitAtlas of this user filled, and the files as they were then."""
    head, _, rest = (data or b"[]").partition(b"\n")
    written = json.loads(head)
    if not written or written[0] != code:
        return {}, NO_SOURCES
    _, moment, files = written
    lines = zlib.decompress(rest) if files else b""
    kept = {name: _Kept(digest, lines, place) for (name, digest, *_), place in zip(files, _split(lines), strict=True)}
    snapshot = {name: tuple(sign) for name, _, *sign in files}
    return kept, Sources(snapshot, {name: one.digest for name, one in kept.items()}, moment)


def _split(data: bytes) -> Iterator[slice]:
    """Where each line of some bytes is; none is copied: each by itself, between papers, would keep room after it has gone."""
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        yield slice(start, end)
        start = end + 1
    if data:
        yield slice(start, len(data))
