"""Pages are let go of as soon as they are made: what a template leaves to the garbage collector stays beside all the others."""

import gc
from pathlib import Path

from litatlas.review.loading import load_review
from litatlas.site.asked import Asked
from litatlas.site.atlas import build_atlas
from litatlas.site.parts import Part, plan_papers, plan_parts
from litatlas.site.render import make_environment
from tests.invented import make_review


def count_garbage(part: Part) -> int:
    """How many things are unreachable, and not gone, when a part has been made for the second time: the first fills memories."""
    try:
        for _ in range(2):
            gc.collect()
            gc.disable()
            for draft in part.plan(Asked()):
                draft.make()
        return gc.collect()
    finally:
        gc.enable()


def test_a_page_of_any_kind_leaves_no_garbage(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review")
    atlas, environment = build_atlas(load_review(root), None), make_environment(root)
    papers = plan_papers(atlas, environment, {}, "frame", "facts", None)
    parts = {part.template: part for task in plan_parts(atlas, root, environment, papers, "") for part in task if part.template}

    assert {name: count for name, part in parts.items() if (count := count_garbage(part))} == {}
