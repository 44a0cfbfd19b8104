"""The search index, made by Pagefind from the pages of papers, with the same bytes for the same pages."""

import gzip
import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import cbor2
from pagefind_bin import get_executable

from litatlas.errors import LitAtlasError
from litatlas.site.places import BUNDLE, PAPERS

_MAGIC = b"pagefind_dcd"
"""Stands before the CBOR of each of Pagefind's files."""
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Parts of Pagefind's bundle that serve its own interface; the site has another."""
_ALLOCATOR = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0"}
"""Makes Pagefind give memory back as it goes: some 15 % less at its peak."""


class SearchError(LitAtlasError):
    """Pagefind did not finish; the text is what it said."""


def start_index(folder: Path) -> "subprocess.Popen[bytes]":
    """Start to index the pages of papers in a site's folder; they must be complete. `finish_index` waits for the end."""
    command = [
        str(get_executable().resolve()), "--site", ".", "--output-path", BUNDLE,
        "--glob", f"{PAPERS}/*/index.html", "--keep-index-url", "--silent",
    ]  # fmt: skip
    # Run from within the folder: Pagefind takes no path that is not UTF-8.
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **_ALLOCATOR},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def finish_index(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Wait for the index and bring its bytes into an order of their own; `SearchError` where Pagefind failed."""
    output, _ = process.communicate()
    if process.returncode != 0:
        raise SearchError(f"the search index could not be made: {output.decode(errors='replace').strip() or process.returncode}")
    bundle = folder / BUNDLE
    for pattern in _UNUSED:
        for path in bundle.glob(pattern):
            path.unlink()
    _settle_filters(bundle)


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
