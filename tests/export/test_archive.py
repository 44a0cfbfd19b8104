"""An archive holds a review and its tables, the same bytes each time, and neither secrets nor words that it may not keep."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from litatlas.errors import ContentError
from litatlas.export.archive import write_archive
from litatlas.review.loading import load_review
from litatlas.review.review import Review
from tests.export.editions import IMPRINT, lay_out
from tests.trees import read_tree

MORE = {
    "README.md": "# Ponds\n",
    "content/files/legs and wings.csv": "bird,legs\n",
    "content/files/.hidden.txt": "no",
    "content/.cache/x.json": "{}",
    "content/files/credentials.json": "{}",
    "content/lists/deploy.pem": "no",
    "content/lists/old.txt": "An abstract's words.\n",
    "content/drafts/later.md": "later\n",
    "content/notes/password.md": "---\npaper: otters-hold-hands\n---\n\nOn words that otters pass.\n",
    "site/index.html": "built",
    ".env": "no",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("archived"), files=MORE)


@pytest.fixture(scope="module")
def review(root: Path) -> Review:
    return load_review(root)


def read_entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_graph(entries: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {entity["@id"]: entity for entity in json.loads(entries["ro-crate-metadata.json"])["@graph"]}


def test_an_archive_holds_content_tables_and_citation_and_tells_what_it_leaves_out(
    root: Path, review: Review, tmp_path: Path
) -> None:
    report = write_archive(root, review, tmp_path / "review.zip")
    entries = read_entries(tmp_path / "review.zip")

    assert entries["README.md"] == b"# Ponds\n"
    assert {"content/review.yml", "content/notes/password.md", "content/lists/old.txt"} <= {*entries}
    assert entries["content/files/legs and wings.csv"] == b"bird,legs\n"
    assert {"data/papers.csv", "data/results.csv", "data/datapackage.json", "data/croissant.json", "CITATION.cff"} <= {*entries}
    assert report.left_out == (
        ("content/.cache/", "hidden"),
        ("content/drafts/later.md", "no part of a review"),
        ("content/files/.hidden.txt", "hidden"),
        ("content/files/credentials.json", "named as what holds a key or a password"),
        ("content/lists/deploy.pem", "named as what holds a key or a password"),
    )
    assert not {path for path, _ in report.left_out} & {*entries}
    assert not [name for name in entries if name.startswith(("site/", "."))]
    assert (report.files, report.size, report.abstracts) == (len(entries), sum(map(len, entries.values())), 1)


def test_the_same_review_gives_the_same_bytes(root: Path, review: Review, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_archive(root, review, tmp_path / name)

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_metadata_tells_every_part_and_each_reference_leads_somewhere(root: Path, review: Review, tmp_path: Path) -> None:
    write_archive(root, review, tmp_path / "review.zip")
    entries = read_entries(tmp_path / "review.zip")
    graph = read_graph(entries)
    crate = graph["./"]

    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert (crate["datePublished"], crate["license"]["@id"]) == ("2026-11-29", "https://spdx.org/licenses/CC-BY-4.0")
    assert [graph[author["@id"]]["name"] for author in crate["author"]] == ["Hanna van der Heron", "Otto Otter", "Pond Lab"]
    for part in (part["@id"] for part in crate["hasPart"]):
        if part.endswith("/"):
            assert any(name.startswith(unquote(part)) for name in entries), part
        else:
            data = entries[unquote(part)]
            told = (graph[part]["contentSize"], graph[part]["sha256"])
            assert told == (str(len(data)), hashlib.sha256(data).hexdigest()), part
    referred = [value for entity in graph.values() for value in entity.values() if isinstance(value, dict)]
    assert {one["@id"] for one in referred} <= {*graph, "https://w3id.org/ro/crate/1.2"}
    folders = tuple(part["@id"] for part in crate["hasPart"] if part["@id"].endswith("/"))
    single = {unquote(part["@id"]) for part in crate["hasPart"]}
    assert [name for name in entries if name not in single and not name.startswith(folders)] == ["ro-crate-metadata.json"]


def test_a_review_of_facts_only_is_archived_without_lists_and_refused_with_abstracts(tmp_path: Path) -> None:
    root = lay_out(tmp_path, files=MORE)
    settings = root / "content/review.yml"
    settings.write_text(settings.read_text().replace("abstracts: true", "abstracts: false"))
    page = root / "content/papers/heron-patient-kernels-3-1x-faster-than-tortoise.md"
    before = read_tree(tmp_path)

    with pytest.raises(ContentError, match="the page keeps an abstract, and the review keeps facts only") as raised:
        write_archive(root, load_review(root), tmp_path / "review.zip")
    assert [fault.file for fault in raised.value.faults] == [page.relative_to(root).as_posix()]
    assert read_tree(tmp_path) == before

    head = page.read_text(encoding="utf-8").split("\n---\n")[0]
    page.write_text(f"{head}\n---\n", encoding="utf-8")
    report = write_archive(root, load_review(root), tmp_path / "review.zip")
    assert ("content/lists/old.txt", "may hold words of abstracts, and the review keeps facts only") in report.left_out
    assert "content/lists/old.txt" not in read_entries(tmp_path / "review.zip")


def test_an_archive_that_lies_in_the_review_is_no_part_of_the_next_one(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    target = root / "content/files/review.zip"
    target.parent.mkdir()
    review = load_review(root)
    write_archive(root, review, target)
    first = target.read_bytes()
    write_archive(root, review, target)

    assert target.read_bytes() == first


def test_what_is_not_stated_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = lay_out(tmp_path, IMPRINT.replace("license: CC-BY-4.0\n", ""))

    with pytest.raises(ContentError, match="'license' is not stated"):
        write_archive(root, load_review(root), tmp_path / "review.zip")
    assert not (tmp_path / "review.zip").exists()
