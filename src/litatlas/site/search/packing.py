"""The files of the search index: few, small and whole, since no host needs to give a part of one, or to compress it.

Each is a line of JSON and what bytes belong to it, deflated. Lists of papers are written as the gaps between their numbers, seven
bits a byte, the lowest first, with a mark on all bytes but the last of a number.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litatlas.site.search.forms import Form
from litatlas.site.search.index import LEVELS, Term
from litatlas.site.search.things import Thing
from litatlas.site.search.words import COMMON

SHARD_SIZE = 6_000
"""About how many bytes of terms a file holds before it is deflated, by a quarter or so."""
CARDS = 25
"""The cards in a file. Hits stand far apart, so that each costs a file: more cards in fewer files cost each query more."""
MANIFEST = "index.bin"

Card = tuple[str, str | int, str, str, tuple[str, ...]]
"""What is shown of a paper: title; slug, as `shorten_slug` has it; date; byline; topics and devices."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What papers can be filtered by, with its values."""

    name: str
    """As in addresses: `topic`."""
    values: Mapping[str, Sequence[int]]
    """The papers that have each, ascending."""


def pack_index(
    terms: Mapping[str, Term], things: Mapping[str, Sequence[Thing]], forms: Mapping[Form, str], cards: Sequence[Card],
    facets: Sequence[Facet], topics: Mapping[str, str],
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    """The files, by their paths within the index's folder.

    Cards stand in the order of papers' numbers; `topics` has the ids of topics by their titles.
    """
    shards = [pack_terms(run) for run in cut_entries(_write_entries(terms, things))]
    starts = [start for start, _ in shards]
    files = {f"terms/{number}.bin": data for number, (_, data) in enumerate(shards)}
    files |= {f"cards/{start // CARDS}.bin": pack(cards[start : start + CARDS]) for start in range(0, len(cards), CARDS)}
    written = {facet.name: pack_facet(facet, topics if facet.name == "topic" else {}) for facet in facets if facet.values}
    files |= {name_facet(name): data for name, data in written.items()}
    manifest = {
        "version": write_version(files.values()),
        "papers": len(cards),
        "cards": CARDS,
        "common": sorted(COMMON),
        "terms": starts,
        "forms": {" ".join(form): term for form, term in forms.items() if term in terms},
        "facets": {name: len(data) for name, data in written.items()},
    }
    yield MANIFEST, pack(manifest)
    yield from files.items()


def write_version(files: Iterable[bytes]) -> str:
    """What stands for the files of an index but the manifest, in their order."""
    digest = hashlib.sha256()
    for data in files:
        digest.update(data)
    return digest.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file says of a term, and the bytes of its papers."""

    name: str
    said: tuple[object, ...]
    postings: bytes = b""

    @property
    def word(self) -> str:
        """The first of its words."""
        return find_word(self.name)

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.name) + len(self.postings) + (4 if self.postings else len(str(self.said)))


def find_word(name: str) -> str:
    """The first word of a name of the index, which stands for two words, or a thing where it has a space."""
    return name.partition(" ")[0]


def _write_entries(terms: Mapping[str, Term], things: Mapping[str, Sequence[Thing]]) -> Iterator[Entry]:
    """Terms and names of things in the order of their letters: the size of the postings, then the parts; or the things."""
    for name in sorted((*terms, *things)):
        if term := terms.get(name):
            postings = encode_postings(term.postings)
            yield Entry(name, (len(postings), *term.parts), postings)
        else:
            yield Entry(name, ([thing.dump() for thing in things[name]],))


def cut_entries(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Runs of about the same size; the last one may be smaller. Names of one first word, asked for together, stay together."""
    run: list[Entry] = []
    size = 0
    for entry in entries:
        if size >= SHARD_SIZE and entry.word != run[-1].word:
            yield run
            run, size = [], 0
        run.append(entry)
        size += entry.size
    if run:
        yield run


def is_whole(run: Sequence[Entry], following: str) -> bool:
    """Whether a run ends where it does though a name that begins with the word `following` comes after it."""
    return sum(entry.size for entry in run) >= SHARD_SIZE and run[-1].word != following


def pack_terms(run: Sequence[Entry]) -> tuple[str, bytes]:
    """The first name in a file of terms, and the file."""
    return run[0].name, pack([(entry.name, *entry.said) for entry in run], b"".join(entry.postings for entry in run))


def unpack_terms(data: bytes) -> list[Entry]:
    """What is in a file of terms."""
    head, body = unpack(data)
    entries = []
    start = 0
    for name, *said in head:
        end = start + (said[0] if isinstance(said[0], int) else 0)
        entries.append(Entry(name, tuple(said), body[start:end]))
        start = end
    return entries


def name_facet(name: str) -> str:
    """The path of the file of a filter: each has its own, since a filter that nobody opens need not be read."""
    return f"facets/{name}.bin"


def pack_facet(facet: Facet, ids: Mapping[str, str]) -> bytes:
    """The values of a filter with the bytes of their papers, and the ids that values have elsewhere."""
    written = {value: encode(_list_gaps(found)) for value, found in facet.values.items()}
    return pack(([(value, len(data)) for value, data in written.items()], ids), b"".join(written.values()))


def pack(head: object, body: bytes = b"") -> bytes:
    """A line of JSON and the bytes after it, deflated without any frame."""
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(line + body) + deflater.flush()


def unpack(data: bytes) -> tuple[Any, bytes]:
    """What `pack` was given."""
    line, _, body = zlib.decompress(data, -zlib.MAX_WBITS).partition(b"\n")
    return json.loads(line), body


def encode(numbers: Sequence[int]) -> bytes:
    """Numbers in seven bits a byte."""
    if not numbers or max(numbers) < 128:  # most: what many papers have lies close together
        return bytes(numbers)
    written = bytearray()
    add = written.append
    for number in numbers:
        left = number
        while left > 127:
            add(left & 127 | 128)
            left >>= 7
        add(left)
    return bytes(written)


def encode_postings(postings: Sequence[int]) -> bytes:
    """Postings, each less the number of the paper before it."""
    before = 0
    gaps = []
    for posting in postings:
        gaps.append(posting - before)
        before = posting - posting % LEVELS
    return encode(gaps)


def decode_postings(data: bytes) -> list[int]:
    """The postings that were written so."""
    postings: list[int] = []
    left = shift = before = 0
    for byte in data:
        left |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            postings.append(before + left)
            before = postings[-1] - postings[-1] % LEVELS
            left = shift = 0
    return postings


def _list_gaps(numbers: Sequence[int]) -> list[int]:
    return [after - before for before, after in zip((0, *numbers), numbers, strict=False)]
