"""A site that is written from its review: what is not there yet is made, what stands is kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment

from litatlas.review.review import Review
from litatlas.review.shelf import Shelf
from litatlas.running.mapping import do_nothing
from litatlas.running.memory import settled_memory
from litatlas.running.progress import Track, track_nothing
from litatlas.site.asked import read_asked, write_asked
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.kept import Kept, KeptReview, Piece, read_kept, write_kept
from litatlas.site.output import SITE, Mark, stage_site
from litatlas.site.parts import keep_review, plan_papers, plan_parts, plan_sitemap
from litatlas.site.places import SITEMAP
from litatlas.site.render import make_environment
from litatlas.site.store import BuildReport, Built, Conditions, PartWritten, read_built, write_built
from litatlas.site.texts import digest_facts, digest_frame, sign_texts
from litatlas.site.writing import (
    NO_FORMER,
    Former,
    digest_carried,
    find_former,
    is_unedited,
    list_paths,
    report_build,
    write_part,
    write_tasks,
)


def publish_review(
    read: tuple[Review, Shelf],
    root: Path,
    conditions: Conditions,
    *,
    base_url: str | None,
    processes: int | None,
    trusted: bool,
    track: Track,
) -> tuple[BuildReport, Built]:
    """Write the site of the review at `root` as `read_review` read it; all else as `build` has it."""
    review, shelf = read
    atlas = build_atlas(review, base_url, abstracts=shelf.abstracts)
    conditions = replace(conditions, sources=shelf.sources)
    with settled_memory():
        environment = make_environment(root, trusted=trusted)
        try:
            return publish(atlas, root, environment, conditions, processes=processes, track=track, meanwhile=shelf.keep)
        finally:
            shelf.keep()  # also where a template does not work, and this process was to write alone


def publish(
    atlas: Atlas,
    root: Path,
    environment: Environment,
    conditions: Conditions,
    *,
    processes: int | None = 1,
    track: Track = track_nothing,
    meanwhile: Callable[[], None] = do_nothing,
) -> tuple[BuildReport, Built]:
    """Write the site of an atlas of the review at `root`, rendered by the templates of `environment`; as `build` goes on.

    `conditions` are those that were noted before the review was read. Where it was edited since, all is made anew. `meanwhile` is
    done while other processes write, of whom this one can only wait.
    """
    with stage_site(root / SITE) as staging:
        is_known = is_unedited(root, conditions)
        digests = conditions.sources.digests
        signs = sign_texts(atlas.texts.said, digests) if is_known else {}
        former = _find_former(root, conditions, staging.standing, signs) if is_known else NO_FORMER
        frame = digest_frame(digests, atlas.base_url, str(atlas.published), repr(atlas.extent)) if is_known else ""
        facts = digest_facts(atlas.review, digests, frame) if is_known else ""
        kept = read_kept(root, conditions.code) if former.parts else None
        papers = plan_papers(atlas, environment, digests, frame, facts, kept.review.sample if kept else None)
        tasks = list(plan_parts(atlas, root, environment, papers, digest_carried(conditions)))
        held = {part.name for task in tasks for part in task if former.holds(part, facts)}
        others = [left for task in tasks if (left := [part for part in task if part.name not in held])]
        made = write_tasks(others, former, staging, processes, track, meanwhile)
        parts = {
            part.name: former.parts[part.name] if part.name in held else made[part.name].part for task in tasks for part in task
        }
        pages = [path for part in parts.values() for path in part.list_paths() if path.endswith(".html")]
        parts[SITEMAP] = write_part(plan_sitemap(atlas, pages), former, staging).part
        staging.complete(list_paths(parts.values()))
        built = Built(conditions, parts, _tell(atlas, len(pages)), signs, facts)
        # What was edited meanwhile is of no moment that a later build could know again.
        if is_known and is_unedited(root, conditions):
            write_built(root, built)
            asked = {**{name: former.asked.get(name, ()) for name in held}, **{name: one.facts for name, one in made.items()}}
            write_asked(root, conditions.code, {name: names for name, names in asked.items() if names})
            pieces = {path: piece for one in made.values() for path, piece in one.pieces.items()}
            _keep_pieces(root, conditions, keep_review(atlas, papers.sample), parts, {**(kept.pieces if kept else {}), **pieces})
    return report_build(root, built, former), built


def _find_former(root: Path, conditions: Conditions, standing: Mapping[str, Mark], signs: Mapping[str, str]) -> Former:
    built = read_built(root, conditions.code)
    return find_former(built, standing, signs, read_asked(root, conditions.code) if built else {})


def _keep_pieces(
    root: Path, conditions: Conditions, review: KeptReview, parts: Mapping[str, PartWritten], pieces: Mapping[str, Piece]
) -> None:
    """Keep the pieces of those pages that are as they were kept."""
    pages = {path: part for part in parts.values() for path in part.list_paths() if path in pieces}
    current = {path: piece for path, piece in pieces.items() if path in pages and piece.is_of(pages[path], path)}
    write_kept(root, conditions.code, Kept(review, current))


def _tell(atlas: Atlas, pages: int) -> dict[str, Any]:
    """What the report says of a site."""
    papers = atlas.review.papers
    results = sum(len(paper.extraction.results) for paper in papers.values())
    address = {"address": atlas.base_url, "published": atlas.published}
    return {"papers": len(papers), "results": results, "pages": pages, **address}
