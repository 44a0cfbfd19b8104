"""A review's content to its site: what stands as it is to be stays; else all is loaded and checked, then written and swapped."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from litatlas.content.snapshot import look_at_sources, read_sources
from litatlas.running.code import digest_code
from litatlas.running.digests import digest
from litatlas.running.progress import Track, Wait, track_nothing, wait_silently
from litatlas.site.output import SITE, hold_site, read_marks
from litatlas.site.store import BuildReport, Built, Conditions, read_built, write_built
from litatlas.site.tools import digest_templates


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
    return build_noted(root, base_url=base_url, processes=processes, trusted=trusted, track=track, wait=wait)[0]


def build_noted(
    root: Path, *, base_url: str | None, processes: int | None, trusted: bool, track: Track, wait: Wait
) -> tuple[BuildReport, Built]:
    """As `build`, with what the build notes for the next one, also where that could not be written."""
    code = digest_code()
    built = read_built(root, code)
    # What is in the pages of papers is else found where they are read.
    sources = read_sources(root, built.conditions.sources) if built else look_at_sources(root)
    conditions = Conditions(code, digest_templates(), digest_options(base_url, trusted=trusted), sources)
    if built and (standing := _find_standing(root, built, conditions)) is not None:
        return standing
    if built:
        from litatlas.site.amend import amend  # noqa: PLC0415  (a site that stands, or none, does not need it)

        if (amended := amend(root, built, conditions, processes=processes, trusted=trusted, track=track)) is not None:
            return amended
    with wait("reading the review"):
        from litatlas.site.reading import read_review  # noqa: PLC0415  (much of LitAtlas, which an edit of a note does not need)

        read = read_review(root, sources, processes, _import_publish)
    return _import_publish()(read, root, conditions, base_url=base_url, processes=processes, trusted=trusted, track=track)


def _import_publish() -> Callable[..., tuple[BuildReport, Built]]:
    """Import what writes sites: most of LitAtlas, for which there is time while other processes read pages."""
    from litatlas.site.publish import publish_review  # noqa: PLC0415

    return publish_review


def digest_options(base_url: str | None, *, trusted: bool) -> str:
    """What stands for what a build is told that shows in the site."""
    return digest(repr((base_url, trusted)))


def _find_standing(root: Path, built: Built, conditions: Conditions) -> tuple[BuildReport, Built] | None:
    """A build since which nothing has changed, neither what it was made of nor the site; None of any other."""
    before, sources = built.conditions, conditions.sources
    if replace(before, sources=sources) != conditions or before.sources.digests != sources.digests:
        return None
    marks = built.list_marks()
    with hold_site(root / SITE):
        # What is hidden and no build wrote is people's.
        if {path: mark for path, mark in read_marks(root / SITE).items() if path in marks or path[0] != "."} != marks:
            return None
        known = replace(built, conditions=conditions)
        if before.sources.snapshot != sources.snapshot:
            write_built(root, known)
    return BuildReport(root / SITE, size=built.weigh(), kept=len(marks), **built.told), known
