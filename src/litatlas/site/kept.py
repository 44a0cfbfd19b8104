"""What a build keeps of pages, and of what notes depend on, in `.litatlas/`: with it the next build knows papers unread.

The file is sealed as the store of the site is; each paper has a piece of its own, and so has each page with rows of several
papers: it is read when it is wanted. A piece is of use where the store says that its page was made of the same.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from litatlas.content.links import Destination, locate
from litatlas.content.pages import Note
from litatlas.review import targets
from litatlas.review.targets import Directory, Targets
from litatlas.running.digests import digest, digest_data
from litatlas.running.records import Records, list_classes
from litatlas.running.sealed import read_sealed, write_sealed
from litatlas.site.pages.noting import Tabled
from litatlas.site.search import index
from litatlas.site.search.forms import Form
from litatlas.site.search.index import Passage
from litatlas.site.store import PartWritten
from litatlas.site.texts import list_rulings
from litatlas.site.views import charts, further, links, pages, paper, tables
from litatlas.site.views.pages import PaperView

KEPT = ".litatlas/pages"
"""The file, in the review's folder."""
_LEVEL = 1
"""How hard it is tried to make pieces small: a fifth is left, and more effort takes little more."""
_WINDOW = 16_000
"""Letters that a piece can refer to: half of what DEFLATE looks back on, for some letters take two bytes."""


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note as far as pages but its paper's, or its place among others, depend on it."""

    paper: str
    """The slug of its paper."""
    ruled: str
    """What stands for its rulings; empty where it has none."""
    targets: tuple[str, ...]
    """What it links to within the review, but for its paper's own page: those pages mention it."""
    has_text: bool


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper's page, and what the search knows of the paper."""

    view: PaperView
    passages: tuple[Passage, ...]
    noted: tuple[Passage, ...]
    """The passages of people's notes on it."""


@dataclass(frozen=True, slots=True)
class KeptReview:
    """What notes depend on besides their papers."""

    notes: Mapping[str, KeptNote]
    """By their files."""
    directory: Directory
    repository: str | None
    sample: str
    """A view of a paper as it is written, the same for all pieces: what they share with it takes no room."""
    slugs: tuple[str, ...]
    """The papers as the search numbers them."""
    forms: tuple[tuple[Form, str], ...]
    """The acronyms that the vocabulary knows."""


_RECORDS = Records((KeptNote, KeptReview, *list_classes(charts, index, further, links, paper, pages, tables, targets)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A page as it is kept."""

    made_of: str
    """What stands for what it was made of, as of its part."""
    data: bytes
    shown: str
    """What stands for all that is kept, and so for the view: it tells all that a template can show."""

    def sign(self, styled: str) -> str:
        """What stands for the page that a template shows of it, of which `styled` is the digest."""
        return digest(styled, self.shown)

    def is_of(self, part: PartWritten, path: str) -> bool:
        """Whether the page at a path, one of a part's, is the one that it was kept of."""
        shown = (file.shown for file in part.files if file.path == path)
        return self.made_of == part.made_of and next(shown, "") == self.sign(part.styled)

    def open_paper(self, sample: str) -> KeptPaper:
        """All that is kept of a paper; `sample` is that which it was made with."""
        return KeptPaper(*self._open(sample))

    def open_table(self) -> Tabled:
        """The view of a page with rows of several papers."""
        (view,) = self._open("")
        found: Tabled = view
        return found

    def _open(self, sample: str) -> Iterator[Any]:
        text = zlib.decompressobj(zdict=_encode_sample(sample)).decompress(self.data)
        return map(_RECORDS.parse, text.split(b"\n"))


def keep_paper(made_of: str, kept: KeptPaper, sample: str) -> Piece:
    """A piece of a paper; `sample` is as `KeptReview` has it."""
    return _make_piece(made_of, sample, kept.view, kept.passages, kept.noted)


def keep_table(made_of: str, view: Tabled) -> Piece:
    """A piece of a page with rows of several papers."""
    return _make_piece(made_of, "", view)


def _make_piece(made_of: str, sample: str, *shown: object) -> Piece:
    lines = _encode("\n".join(map(_RECORDS.format, shown)))
    deflater = zlib.compressobj(_LEVEL, zdict=_encode_sample(sample))
    return Piece(made_of, deflater.compress(lines) + deflater.flush(), digest_data(lines))


def write_sample(view: PaperView) -> str:
    """A view as pieces have it; no longer than what they can refer to."""
    return _RECORDS.format(view)[:_WINDOW]


@lru_cache(maxsize=1)  # all pieces have the same
def _encode_sample(text: str) -> bytes:
    return _encode(text)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def describe_note(note: Note, slug: str, known: Targets) -> KeptNote:
    """What is kept of a note on a paper."""
    places = (locate(reference, note.body.file) for reference in note.body.references)
    found = {known.find_target(place.target) for place in places if isinstance(place, Destination)}
    targets = sorted(target for target in found if target not in (None, f"papers/{slug}"))
    ruled = "".join(digest(repr(one)) for one in list_rulings([note], slug))
    return KeptNote(slug, ruled, tuple(targets), bool(note.body))


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a build kept."""

    review: KeptReview
    pieces: Mapping[str, Piece]
    """By the paths of pages."""


def read_kept(root: Path, code: str) -> Kept | None:
    """What the last build of the review at `root` kept; None where nothing is there, or another LitAtlas wrote it."""
    data = read_sealed(root / KEPT)
    if data is None:
        return None
    first, second, review, rest = data.split(b"\n", 3)
    if first != code.encode():
        return None
    pieces = {}
    start = 0
    for path, made_of, shown, size in json.loads(second):
        pieces[path] = Piece(made_of, rest[start : start + size], shown)
        start += size
    return Kept(_RECORDS.parse(review), pieces)


def write_kept(root: Path, code: str, kept: Kept) -> None:
    """Keep it; where that is not possible, it costs time alone."""
    sizes = [(path, piece.made_of, piece.shown, len(piece.data)) for path, piece in kept.pieces.items()]
    head = json.dumps(sizes, ensure_ascii=False, separators=(",", ":"))
    lines = "".join(f"{line}\n" for line in (code, head, _RECORDS.format(kept.review)))
    write_sealed(root / KEPT, _encode(lines), *(piece.data for piece in kept.pieces.values()))
