"""The search index, made by Pagefind from the pages of papers, with the same bytes for the same pages."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self

import cbor2
from pagefind_bin import get_executable

from litatlas.errors import LitAtlasError
from litatlas.site.places import BUNDLE, paper_path

BUNDLE_SIZE = 4000
"""The most papers that one bundle holds: Pagefind takes some 130 kB of memory for each while it makes one. Searches join bundles,
the newest papers' first, and each costs a reader its list of words."""
_PAGES = ".indexing"
_MAGIC = b"pagefind_dcd"
"""Stands before the CBOR of each of Pagefind's files."""
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Parts of Pagefind's bundle that serve its own interface; the site has another."""
_SHARED = ("pagefind.js", "pagefind-worker.js", "wasm.*")
"""Parts of the first bundle that serve the others too."""
_ALLOCATOR = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0"}
"""Makes Pagefind give memory back as it goes: some 15 % less at its peak."""


class SearchError(LitAtlasError):
    """Pagefind did not finish; the text is what it said."""


class Indexer:
    """Makes the bundles of a site's search beside the build, one after the other, each of at most `BUNDLE_SIZE` papers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._worker = ThreadPoolExecutor(1)
        self._runs: list[tuple[str, Future[None]]] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """End what is still at work."""
        self._closed = True
        if self._process:
            self._process.kill()
        self._worker.shutdown(cancel_futures=True)

    def add(self, slugs: Sequence[str]) -> None:
        """Make a bundle of papers whose pages are complete; the next one after those of the calls before."""
        number = len(self._runs) + 1
        bundle = _name_bundle(number)
        # Pagefind takes whole folders: the bundle's pages get one of their own. The worker only waits for Pagefind: what it
        # did in Python would wait for the build at every turn.
        pages = self.folder / _PAGES / str(number)
        for slug in slugs:
            page = pages / paper_path(slug)
            page.parent.mkdir(parents=True)
            _link(self.folder / paper_path(slug), page)
        self._runs.append((bundle, self._worker.submit(self._run, pages, self.folder / bundle)))

    def finish(self) -> Iterator[None]:
        """Wait for the bundles, one a turn; `SearchError` where Pagefind failed."""
        for bundle, run in self._runs:
            run.result()
            for pattern in _UNUSED if bundle == BUNDLE else (*_UNUSED, *_SHARED):
                for path in (self.folder / bundle).glob(pattern):
                    path.unlink()
            _settle_filters(self.folder / bundle)
            yield
        shutil.rmtree(self.folder / _PAGES, ignore_errors=True)

    def _run(self, pages: Path, bundle: Path) -> None:
        if self._closed:
            return
        output = os.path.relpath(bundle, pages)
        command = [str(get_executable().resolve()), "--site", ".", "--output-path", output, "--keep-index-url", "--silent"]
        # Run from within the folder: Pagefind takes no path that is not UTF-8.
        with subprocess.Popen(
            command,
            cwd=pages,
            env={**os.environ, **_ALLOCATOR},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as self._process:
            said, _ = self._process.communicate()
        if self._process.returncode != 0:
            reason = said.decode(errors="replace").strip() or str(self._process.returncode)
            raise SearchError(f"the search index could not be made: {reason}")


def name_bundles(papers: int) -> tuple[str, ...]:
    """The folders of the bundles that hold so many papers, within the site, each ending in a slash."""
    return tuple(_name_bundle(number) for number in range(1, max(1, -(-papers // BUNDLE_SIZE)) + 1))


def _name_bundle(number: int) -> str:
    return BUNDLE if number == 1 else f"{BUNDLE}{number}/"


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _settle_filters(bundle: Path) -> None:
    """Sort the values of the filters, which Pagefind writes in random order, and rename what is named by its hash."""
    entry_path = bundle / "pagefind-entry.json"
    entry = json.loads(entry_path.read_bytes())
    for language in entry["languages"].values():
        meta_path = bundle / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(meta_path)
        for chunk in meta[3]:
            chunk[1] = _settle_filter(bundle, chunk[1])
        meta[3].sort()
        meta_path.unlink()
        language["hash"] = _name(language["hash"], meta, 10)
        _write(bundle / f"pagefind.{language['hash']}.pf_meta", meta)
    entry["languages"] = dict(sorted(entry["languages"].items()))
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _settle_filter(bundle: Path, name: str) -> str:
    path = bundle / "filter" / f"{name}.pf_filter"
    content = _read(path)
    content[1].sort()
    path.unlink()
    settled = _name(name, content, 7)
    _write(path.with_name(f"{settled}.pf_filter"), content)
    return settled


def _name(name: str, content: object, digits: int) -> str:
    """The language of a name with the start of the content's hash."""
    return f"{name.partition('_')[0]}_{hashlib.sha256(cbor2.dumps(content)).hexdigest()[:digits]}"


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MAGIC):
        raise SearchError(f"{path.name} has a form that LitAtlas does not know; install the pagefind that it asks for")
    return cbor2.loads(data.removeprefix(_MAGIC))


def _write(path: Path, content: object) -> None:
    path.write_bytes(gzip.compress(_MAGIC + cbor2.dumps(content), mtime=0))
