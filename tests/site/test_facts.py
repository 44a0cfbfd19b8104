"""Facts that a page shows besides its own are asked for by name: where these are the same, so is the page."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import NamedTuple

import pytest

from litatlas.content.snapshot import read_sources
from litatlas.review.loading import load_review
from litatlas.site.asked import Asked
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.facts import Facts
from litatlas.site.pages.further import build_paper_line
from litatlas.site.pages.related import Relations
from litatlas.site.parts import Part, plan_papers, plan_parts
from litatlas.site.places import place_page
from litatlas.site.render import make_environment
from litatlas.site.texts import digest_facts, digest_frame
from tests.edits import HERON
from tests.invented import make_review, write_files

SHARED = {"texts", "base_url", "published", "sameness", "extent", "lines"}
"""The fields of an atlas that are noted elsewhere, stand in the frame, or follow from papers and the frame alone."""


class Planned(NamedTuple):
    """A part, what it asked for, and its files."""

    part: Part
    facts: frozenset[str]
    files: dict[str, bytes]


def plan_all(root: Path) -> dict[str, Planned]:
    atlas, digests = build_atlas(load_review(root), None), read_sources(root).digests
    frame = digest_frame(digests, atlas.base_url)
    found: dict[str, Planned] = {}
    environment = make_environment(root)
    papers = plan_papers(atlas, environment, digests, frame, digest_facts(atlas.review, digests, frame), None)
    for task in plan_parts(atlas, root, environment, papers, ""):
        for part in task:
            asked = Asked()
            files = {draft.path: draft.make() for draft in part.plan(asked)}
            found[part.name] = Planned(part, frozenset(asked.facts), files)
    return found


def change(path: str, before: str, after: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert before in text
        write_files(root, {path: text.replace(before, after)})

    return edit


def remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def rename(path: str, other: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        (root / path).rename(root / other)

    return edit


def write(path: str, text: str) -> Callable[[Path], None]:
    return lambda root: write_files(root, {path: text})


PAPER = f"content/papers/{HERON}.md"


def override(fact: str) -> Callable[[Path], None]:
    rest = "why: seen, by: me, on: '2026-01-01'"
    return write("content/notes/fact.md", f"---\npaper: {HERON}\noverrides: {{{fact}, {rest}}}}}\n---\n")


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        (change(PAPER, "Heron: Sparse", "Heron: Dense"), "list.html dates/2023"),
        (remove("content/papers/badger-digs-tunnels-in-low-light.md"), "list.html topics/rivers"),
        (rename("content/papers/badger-digs-tunnels-in-low-light.md", "content/papers/badger.md"), "list.html topics/rivers"),
        (override("title: {was: x, set: Grey herons"), "list.html dates/2023"),
        (override("date: {was: 2024-05, set: 2023-02"), "list.html topics/rivers"),
        (override("topics: {was: [], set: [rivers]"), "list.html topics/burrows"),
        (change("content/topics/ponds.md", "Ponds and herons", "Ponds"), "list.html hardware/family/nvidia-hopper"),
        (write("content/vocabulary/metrics.yml", "speed: {names: [leap], units: [ratio], better: lower}\n"), ""),
    ],
)
def test_a_part_whose_facts_are_the_same_has_the_same_files(tmp_path: Path, edit: Callable[[Path], None], kept: str) -> None:
    root = make_review(tmp_path / "review")
    before = plan_all(root)
    edit(root)

    after = plan_all(root)

    same = {
        name
        for name, (part, facts, _) in before.items()
        if name in after and after[name].part.made_of() == part.made_of() and after[name].part.sign(facts) == part.sign(facts)
    }
    assert [name for name in same if before[name].files != after[name].files] == []
    assert not kept or kept in same
    assert {name for name in before if name not in after or before[name].files != after[name].files}


def test_every_field_of_an_atlas_is_noted_or_shared(tmp_path: Path) -> None:
    atlas = build_atlas(load_review(make_review(tmp_path / "review")), None)

    noted, _ = Facts(atlas, Relations(atlas), {}).note_in(set())

    assert {field.name for field in fields(Atlas) if getattr(noted, field.name) is getattr(atlas, field.name)} == SHARED


def test_what_lists_share_of_papers_asks_for_no_facts(tmp_path: Path) -> None:
    atlas = build_atlas(load_review(make_review(tmp_path / "review")), None)
    asked: set[str] = set()
    noted, _ = Facts(replace(atlas, lines={}), Relations(atlas), {}).note_in(asked)

    for paper in atlas.groups.papers:
        build_paper_line(noted, place_page("papers/index.html"), paper)

    assert asked == set()
    assert noted.lines
