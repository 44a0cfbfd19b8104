"""A site that is written: what is not there yet is made, what stands is kept, then the folders are swapped."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from litatlas.content.snapshot import take_snapshot
from litatlas.review.loading import load_review
from litatlas.review.shelf import Shelf
from litatlas.running.digests import digest
from litatlas.running.processes import count_cpus, map_across
from litatlas.running.progress import Track, Wait, track_nothing
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.data.feeds import build_sitemap
from litatlas.site.output import SITE, Staging, read_marks, stage_site
from litatlas.site.parts import Draft, Part, plan_parts
from litatlas.site.places import CARRIED, SITEMAP
from litatlas.site.prints import NO_PRINTS, take_prints
from litatlas.site.render import make_environment
from litatlas.site.store import (
    BuildReport,
    Built,
    Conditions,
    PartWritten,
    Written,
    find_unharmed,
    read_built,
    write_built,
)

SHARE = 100
"""The fewest parts for which a process pays."""


@dataclass(frozen=True, slots=True)
class _Former:
    """What the build before left."""

    parts: Mapping[str, PartWritten]
    unharmed: Mapping[str, Written]
    """The files that stand as it wrote them, by their paths."""

    def holds(self, part: Part) -> bool:
        """Whether the files of a part are there as a build would make them."""
        found = self.parts.get(part.name)
        return found is not None and found.key == part.key and all(file.path in self.unharmed for file in found.files)


def read_and_publish(
    root: Path,
    conditions: Conditions,
    *,
    base_url: str | None,
    processes: int | None,
    trusted: bool,
    track: Track,
    wait: Wait,
) -> BuildReport:
    """Read the review at `root`, whose files are those of `conditions`, and write its site; all else as `build` has it."""
    with wait("reading the review"):
        shelf = Shelf(root, conditions.sources)
        atlas = build_atlas(load_review(root, shelf), base_url)
        shelf.keep()
    with _settled_memory():
        environment = make_environment(root, trusted=trusted)
        return publish(atlas, root, environment, conditions, processes=processes, track=track)


def publish(
    atlas: Atlas,
    root: Path,
    environment: Environment,
    conditions: Conditions,
    *,
    processes: int | None = 1,
    track: Track = track_nothing,
) -> BuildReport:
    """Write the site of an atlas of the review at `root`, rendered by the templates of `environment`; as `build` goes on.

    `conditions` are those that were noted before the review was read. Where it was edited since, all is made anew.
    """
    site = root / SITE
    with stage_site(site) as staging:
        is_known = _is_unedited(root, conditions)
        former = _find_former(root, conditions) if is_known else _Former({}, {})
        prints = take_prints(atlas, conditions.sources.digests) if is_known else NO_PRINTS
        tasks = list(plan_parts(atlas, root, environment, prints, _digest_carried(conditions)))
        parts = {part.name: _keep_part(part, former, staging) for task in tasks for part in task if former.holds(part)}
        others = [left for task in tasks if (left := [part for part in task if part.name not in parts])]
        parts |= _write_tasks(others, former, staging, processes, track)
        parts = {part.name: parts[part.name] for task in tasks for part in task}
        pages = [file.path for part in parts.values() for file in part.files if file.path.endswith(".html")]
        parts["sitemap"] = _write_part(former, staging, Part("sitemap", "", lambda: _draft_sitemap(atlas, pages)))
        staging.complete({file.path for part in parts.values() for file in part.files})
        told = _tell(atlas, len(pages))
        # What was edited meanwhile is of no moment that a later build could know again.
        if is_known and _is_unedited(root, conditions):
            write_built(root, Built(conditions, parts, told))
    files = [file for part in parts.values() for file in part.files]
    kept = sum(file.path in former.unharmed and file.mark == former.unharmed[file.path].mark for file in files)
    return BuildReport(site, files=len(files), kept=kept, **told)


@contextmanager
def _settled_memory() -> Iterator[None]:
    """Spare the garbage collector from walking the review again and again: it outlives the build. Saves a quarter of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _is_unedited(root: Path, conditions: Conditions) -> bool:
    """Whether the files of a review are those of the conditions still."""
    return take_snapshot(root) == conditions.sources.snapshot


def _find_former(root: Path, conditions: Conditions) -> _Former:
    built = read_built(root, conditions.code)
    if built is None:
        return _Former({}, {})
    files = (file for part in built.parts.values() for file in part.files)
    return _Former(built.parts, find_unharmed(read_marks(root / SITE), files))


def _digest_carried(conditions: Conditions) -> str:
    """What stands for the files that a site carries as they are."""
    digests = conditions.sources.digests
    carried = (path for path in sorted(digests) if path.startswith((*CARRIED,)))
    return digest(conditions.options, *(f"{path} {digests[path]}" for path in carried))


def _tell(atlas: Atlas, pages: int) -> dict[str, Any]:
    """What the report says of a site."""
    papers = atlas.review.papers
    results = sum(len(paper.extraction.results) for paper in papers.values())
    address = {"address": atlas.base_url, "published": atlas.published}
    return {"papers": len(papers), "results": results, "pages": pages, **address}


def _write_tasks(
    tasks: Sequence[Sequence[Part]], former: _Former, staging: Staging, processes: int | None, track: Track
) -> dict[str, PartWritten]:
    """Write what is to be made; the parts by their names."""
    chosen = min(count_cpus(), sum(map(len, tasks)) // SHARE) if processes is None else processes
    # Only their numbers go to the processes: what the parts are made of is too much to be sent.
    write = partial(_write_task, tasks, former, staging)
    found: dict[str, PartWritten] = {}

    def list_files() -> Iterator[str]:
        for task, parts in zip(tasks, write_all(range(len(tasks))), strict=True):
            for part, written in zip(task, parts, strict=True):
                found[part.name] = written
                yield from (file.path for file in written.files)

    with map_across(write, chosen, staging.folder, sendable=False, chunk=1, ahead=len(tasks)) as write_all:
        for _ in track(list_files(), "writing files"):
            pass
    return found


def _write_task(tasks: Sequence[Sequence[Part]], former: _Former, staging: Staging, number: int) -> list[PartWritten]:
    return [_write_part(former, staging, part) for part in tasks[number]]


def _write_part(former: _Former, staging: Staging, part: Part) -> PartWritten:
    """Write the files of a part as they are made."""
    return PartWritten(part.key, tuple(_write_file(former, staging, draft) for draft in part.plan()))


def _write_file(former: _Former, staging: Staging, draft: Draft) -> Written:
    old = former.unharmed.get(draft.path)
    if old and draft.shown and old.shown == draft.shown:
        return Written(draft.path, staging.keep(draft.path), draft.shown)
    return Written(draft.path, staging.write(draft.path, draft.make()), draft.shown)


def _keep_part(part: Part, former: _Former, staging: Staging) -> PartWritten:
    files = former.parts[part.name].files
    return PartWritten(part.key, tuple(Written(file.path, staging.keep(file.path), file.shown) for file in files))


def _draft_sitemap(atlas: Atlas, pages: Sequence[str]) -> Iterator[Draft]:
    yield Draft(SITEMAP, "", lambda: build_sitemap(atlas, pages))
