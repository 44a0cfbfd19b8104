"""One page of every kind: of each template that the plan of a review's site uses, the page with the most on it."""

from pathlib import Path

from litatlas.review.loading import load_review
from litatlas.site.atlas import build_atlas
from litatlas.site.pages.related import Relations
from litatlas.site.plan import plan_others, plan_paper


def find_kinds(root: Path) -> dict[str, str]:
    """The paths of the largest pages within the built site of the review at `root`, by their templates."""
    atlas = build_atlas(load_review(root), "https://someone.github.io/review/")
    relations = Relations(atlas)
    found: dict[str, str] = {}
    for page in (*(plan_paper(atlas, paper, relations) for paper in atlas.groups.papers), *plan_others(atlas)):
        if page.template == "moved.html":  # which nobody reads: it leads on at once
            continue
        if page.template not in found or _weigh(root, page.path) > _weigh(root, found[page.template]):
            found[page.template] = page.path
    return found


def _weigh(root: Path, path: str) -> int:
    return (root / "site" / path).stat().st_size
