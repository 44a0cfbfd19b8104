"""A list that is mended or gets shorter: what only its earlier form stated is told, and goes where the user says so."""

from pathlib import Path

import pytest

from litatlas.commands.ingest import ingest
from litatlas.read.formats import ReadOptions
from litatlas.review.loading import load_papers
from tests.invented import write_files

PONDS, REEDS, MUD = "Ponds: Still Caches for Deep Water", "Reeds That Bend Under Load", "Mud: Slow Sinking for Fast Reads"


def entry(title: str, **fields: str) -> str:
    key = title.partition(" ")[0].strip(":").lower()
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@article{{{key},\n  title = {{{title}}},\n{lines}}}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A review that has read a list of three papers."""
    root = tmp_path / "review"
    write_files(root, {"content/review.yml": "title: Invented\n"})
    read(root, "library.bib", entry(PONDS), entry(REEDS, note="wet"), entry(MUD))
    return root


def read(root: Path, name: str, *entries: str, prune: bool = False) -> tuple[int, list[str]]:
    """Ingest a list; how many papers were removed, and what was told."""
    write_files(root.parent, {name: "\n".join(entries)})
    report = ingest(root, [root.parent / name], options=ReadOptions(), prune=prune)
    return report.pruned, [f"{fault.file}: {fault.message}" for fault in report.faults]


def titles(root: Path) -> set[str]:
    return {paper.work.title.raw for paper in load_papers(root).values()}


def test_papers_that_a_list_no_longer_states_are_told_and_stay(root: Path) -> None:
    removed, told = read(root, "library.bib", entry(REEDS))

    assert removed == 0
    assert titles(root) == {PONDS, REEDS, MUD}
    assert told == [f'library.bib: 2 papers stand in an earlier form of this file only: "{MUD}", "{PONDS}"']


def test_pruning_removes_them_and_their_sources_and_a_second_run_changes_nothing(root: Path) -> None:
    removed, told = read(root, "library.bib", entry(REEDS), prune=True)
    pages = {path: path.read_bytes() for path in (root / "content/papers").iterdir()}

    assert (removed, told) == (2, [])
    assert titles(root) == {REEDS}
    (paper,) = load_papers(root).values()
    assert len(paper.work.witnesses) == 1
    assert read(root, "library.bib", entry(REEDS), prune=True) == (0, [])
    assert {path: path.read_bytes() for path in (root / "content/papers").iterdir()} == pages


def test_a_paper_that_another_list_states_stays_without_the_source_that_went(root: Path) -> None:
    read(root, "friends.bib", entry(PONDS, year="2024"))
    removed, _ = read(root, "library.bib", entry(REEDS), prune=True)

    assert removed == 1
    assert titles(root) == {PONDS, REEDS}
    ponds = next(paper for paper in load_papers(root).values() if paper.work.title.raw == PONDS)
    assert [witness.source.file for witness in ponds.work.witnesses] == ["friends.bib"]


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("notes/ponds.md", "---\npaper: {slug}\n---\n\nStill.\n", "it has notes or corrections in content/notes/ponds.md"),
        ("pages/guide.md", "---\ntitle: Guide\n---\n\nSee [[{slug}]].\n", "the text of pages/guide links to it"),
    ],
)
def test_what_people_wrote_of_is_told_and_stays(root: Path, file: str, text: str, told: str) -> None:
    slug = next(slug for slug, paper in load_papers(root).items() if paper.work.title.raw == PONDS)
    write_files(root, {f"content/{file}": text.replace("{slug}", slug)})

    removed, faults = read(root, "library.bib", entry(REEDS), prune=True)

    assert removed == 1
    assert titles(root) == {PONDS, REEDS}
    assert faults == [f"content/papers/{slug}.md: no list states this paper any more, but {told}"]


def test_a_list_with_faults_removes_nothing(root: Path) -> None:
    removed, told = read(root, "library.bib", entry(REEDS), "@article{ponds,\n  title = {Ponds: Still", prune=True)

    assert removed == 0, told
    assert titles(root) >= {PONDS, REEDS, MUD}
    assert told[-1] == "library.bib: nothing was removed for this file, since it has faults"


def test_another_list_of_other_papers_says_nothing_of_the_first(root: Path) -> None:
    assert read(root, "more.bib", entry("Herons Wait"), prune=True) == (0, [])
    assert titles(root) == {PONDS, REEDS, MUD, "Herons Wait"}
