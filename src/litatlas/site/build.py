"""A review's content to its site: load and check all, then write what is not there yet, then swap."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from litatlas.content.snapshot import NO_SOURCES, read_sources, take_snapshot
from litatlas.review.loading import load_review
from litatlas.running.digests import digest
from litatlas.running.processes import count_cpus, map_across
from litatlas.running.progress import Track, Wait, track_nothing, wait_silently
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.data.feeds import build_sitemap
from litatlas.site.output import Staging, hold_site, read_marks, stage_site
from litatlas.site.parts import Draft, Part, plan_parts
from litatlas.site.places import CARRIED, SITEMAP
from litatlas.site.prints import NO_PRINTS, take_prints
from litatlas.site.render import make_environment
from litatlas.site.store import Built, Conditions, PartWritten, Written, find_unharmed, read_built, write_built
from litatlas.site.tools import digest_code, digest_templates

SITE = "site"
"""The folder of the built site, within the review's."""
SHARE = 100
"""The fewest parts for which a process pays."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made."""

    site: Path
    papers: int
    results: int
    pages: int
    files: int
    """All files of the site but hidden ones."""
    kept: int
    """Those of them that stand as the build before wrote them."""
    address: str
    """The base URL that absolute links name."""
    published: bool
    """Whether that address is the review's own."""


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


def build(
    root: Path,
    *,
    base_url: str | None = None,
    processes: int | None = None,
    trusted: bool = False,
    track: Track = track_nothing,
    wait: Wait = wait_silently,
) -> BuildReport:
    """Build the site of the review at `root` into its folder `site/`.

    What the build before left there, and no edit since touches, is not made again: the bytes are those of a build from nothing.
    `base_url` (absolute, ending in a slash) overrides the review's own. `processes` is how many make the files, None as many as
    there are CPUs and as pay; it changes nothing but the time. `trusted` lets the review's own templates run any Python. Raises
    `ContentError` with all faults of the content before anything is written, `UsageError` where the folder cannot be built into;
    whatever is raised, the old site stays.
    """
    code = digest_code()
    built = read_built(root, code)
    sources = read_sources(root, built.conditions.sources if built else NO_SOURCES)
    conditions = Conditions(code, digest_options(base_url, trusted=trusted), sources)
    if built and (report := _find_standing(root, built, conditions)) is not None:
        return report
    with wait("reading the review"):
        atlas = build_atlas(load_review(root), base_url)
    with _settled_memory():
        environment = make_environment(root, trusted=trusted)
        return publish(atlas, root, environment, conditions, processes=processes, track=track)


def digest_options(base_url: str | None, *, trusted: bool) -> str:
    """What stands for all that shows in a site and is neither in its review nor in the code of LitAtlas."""
    return digest(digest_templates(), repr((base_url, trusted)))


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
        pages = [file.path for part in parts.values() for file in part.files if file.path.endswith(".html")]
        parts["sitemap"] = _write_part(former, staging, Part("sitemap", "", lambda: _draft_sitemap(atlas, pages)))
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


def _find_standing(root: Path, built: Built, conditions: Conditions) -> BuildReport | None:
    """The report of a build since which nothing has changed, neither what it was made of nor the site; None of any other."""
    before, sources = built.conditions, conditions.sources
    if (before.options, before.sources.digests) != (conditions.options, sources.digests):
        return None
    marks = built.list_marks()
    with hold_site(root / SITE):
        # What is hidden and no build wrote is people's.
        if {path: mark for path, mark in read_marks(root / SITE).items() if path in marks or path[0] != "."} != marks:
            return None
        if before.sources.snapshot != sources.snapshot:
            write_built(root, replace(built, conditions=conditions))
    return BuildReport(root / SITE, files=len(marks), kept=len(marks), **built.told)


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
