"""What a build leaves for the next one in `.litatlas/`, beside the review: which files it wrote, of what, and how they stood.

The files themselves are those of the site. Nothing is lost with the store: the next build makes everything.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litatlas.content.snapshot import Sources
from litatlas.running.sealed import read_sealed, write_sealed
from litatlas.site.output import Mark
from litatlas.site.sizes import SiteSize, weigh_site

STORE = ".litatlas/site"
"""The file, in the review's folder."""
_LEVEL = 1
"""How hard it is tried to make it small: a quarter is left."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made."""

    site: Path
    papers: int
    results: int
    pages: int
    size: SiteSize
    """That of all files of the site but hidden ones."""
    kept: int
    """Those of them that stand as the build before wrote them."""
    address: str
    """The base URL that absolute links name."""
    published: bool
    """Whether that address is the review's own."""

    @property
    def files(self) -> int:
        """How many files the site has."""
        return self.size.files


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a site as a build wrote it."""

    path: str
    mark: Mark
    shown: str
    """The digest of what it shows and of the template that shows it; empty where it has none."""
    is_kept: bool
    """Whether its view is kept (`kept.py`)."""


@dataclass(frozen=True, slots=True)
class PartWritten:
    """The files that a part of a build came to."""

    made_of: str
    """As `Part` has it, and so on."""
    template: str
    styled: str
    facts: str
    """What stood for the facts that they asked for (`asked.py`); empty where `made_of` stands for all facts."""
    asked: tuple[str, ...]
    """The names of the texts that they asked for."""
    files: tuple[Written, ...]

    def list_paths(self) -> list[str]:
        """The files' paths."""
        return [file.path for file in self.files]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a site is made of, from outside: where all of it is the same, so is the site."""

    code: str
    """The digest of LitAtlas."""
    templates: str
    """The digest of those that come with it."""
    options: str
    """The digest of what the build was told."""
    sources: Sources


@dataclass(frozen=True, slots=True)
class Built:
    """A build that ended well."""

    conditions: Conditions
    parts: Mapping[str, PartWritten]
    """By their names."""
    told: Mapping[str, Any]
    """What was told of it."""
    signs: Mapping[str, str]
    """What stood for each text, as `sign_texts` has it."""
    facts: str
    """What stood for all facts, as `digest_facts` has it."""

    def list_marks(self) -> dict[str, Mark]:
        """The files of the site as they were written."""
        return {file.path: file.mark for part in self.parts.values() for file in part.files}

    def weigh(self) -> SiteSize:
        """The size of the site."""
        return weigh_site({path: size for path, (size, _) in self.list_marks().items()})


def read_built(root: Path, code: str) -> Built | None:
    """The last build of the review at `root`; None where no store tells of one, or another LitAtlas wrote it."""
    data = read_sealed(root / STORE)
    if data is None:
        return None
    # Nobody but a LitAtlas of this user wrote it; what follows its first line is as this one writes it, or another one's.
    first, _, rest = data.partition(b"\n")
    return _decode(json.loads(zlib.decompress(rest)), code) if first == code.encode() else None


def write_built(root: Path, built: Built) -> bool:
    """Keep what the next build needs to know of this one; False where that is not possible, which costs time alone."""
    text = json.dumps(_encode(built), ensure_ascii=False, separators=(",", ":"))
    data = zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)
    return write_sealed(root / STORE, built.conditions.code.encode() + b"\n" + data)


def find_unharmed(marks: Mapping[str, Mark], files: Iterable[Written]) -> dict[str, Written]:
    """Of files that were written those that stand as they did then, by their paths; `marks` are those that stand."""
    return {file.path: file for file in files if marks.get(file.path) == file.mark}


def _encode(built: Built) -> object:
    conditions = built.conditions
    sources = conditions.sources
    files = {path: [*sign, sources.digests[path]] for path, sign in sources.snapshot.items()}
    names = {name: number for number, name in enumerate(sorted({name for part in built.parts.values() for name in part.asked}))}
    parts = {
        name: [
            *(part.made_of, part.template, part.styled, part.facts, [names[asked] for asked in part.asked]),
            *([file.path, *file.mark, file.shown, int(file.is_kept)] for file in part.files),
        ]
        for name, part in built.parts.items()
    }
    return [
        conditions.templates,
        conditions.options,
        sources.moment,
        files,
        [*names],
        parts,
        built.told,
        built.signs,
        built.facts,
    ]


def _decode(stored: list, code: str) -> Built:  # type: ignore[type-arg]
    templates, options, moment, files, names, parts, told, signs, facts = stored
    snapshot = {path: tuple(sign) for path, (*sign, _) in files.items()}
    sources = Sources(snapshot, {path: digest for path, (*_, digest) in files.items()}, moment)
    written = {
        name: PartWritten(
            *(made_of, template, styled, facts),
            tuple([names[number] for number in asked]),
            tuple([Written(path, (size, time), shown, bool(kept)) for path, size, time, shown, kept in made]),
        )
        for name, (made_of, template, styled, facts, asked, *made) in parts.items()
    }
    return Built(Conditions(code, templates, options, sources), written, told, signs, facts)
