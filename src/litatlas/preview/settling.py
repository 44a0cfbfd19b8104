"""Brings the folder of a site after what a preview shows: by a build, as people run it, in a process of its own.

A build keeps a processor busy for seconds. In the preview's own process its threads would wait for it at each step that leaves
Python, and whoever edits would wait with them.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from litatlas.preview.stale import Asking
from litatlas.running.digests import digest
from litatlas.running.processes import call_apart
from litatlas.running.progress import track_nothing, wait_silently
from litatlas.site.build import build_noted
from litatlas.site.output import SITE, hold_site
from litatlas.site.store import BuildReport
from litatlas.site.writing import is_unedited

_CALM = 10
"""How much a build gives way to others, as `nice` counts it: what a browser asks for meanwhile comes first."""


@dataclass(frozen=True, slots=True)
class Order:
    """A site that is to be brought up to date."""

    root: Path
    base_url: str | None
    trusted: bool
    """Whether the review's own templates may run any Python."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A site that is up to date."""

    report: BuildReport
    made_of: str
    """What stands for the files of the review, as `sign_files` has it; empty where they were edited meanwhile."""
    asking: tuple[Asking, ...]
    """Its files by the texts that they ask for."""


IsWanted = Callable[[], bool]
Build = Callable[[Order, IsWanted], Outcome | None]
"""Builds a site; gives it up, with None, when it is not wanted any more. Raises as `build` does."""


def build_here(order: Order, _is_wanted: IsWanted) -> Outcome:
    """Build in this process, to the end."""
    return _build(order)


def build_apart(order: Order, is_wanted: IsWanted) -> Outcome | None:
    """Build in another process where there may be one; `ChildProcessError` where that is ended by someone else."""
    return call_apart(partial(_build_calmly, os.getpid()), order, is_wanted)


def sign_files(digests: Mapping[str, str]) -> str:
    """What stands for the files of a review, by their digests."""
    return digest(*(text for path in sorted(digests) for text in (path, digests[path])))


def _build_calmly(asker: int, order: Order) -> Outcome:
    """Build; in another process than the one that asks for it, which gives way to nobody."""
    with suppress(AttributeError, OSError):  # not on every system
        os.nice(_CALM if os.getpid() != asker else 0)
    return _build(order)


def _build(order: Order) -> Outcome:
    # Whoever is refused asks again every few seconds: before the review is read, that is cheap.
    with hold_site(order.root / SITE):
        pass
    report, built = build_noted(
        order.root, base_url=order.base_url, processes=1, trusted=order.trusted, track=track_nothing, wait=wait_silently
    )
    is_known = is_unedited(order.root, built.conditions)
    asking = tuple(Asking(part.asked, tuple(part.list_paths())) for part in built.parts.values() if part.asked)
    return Outcome(report, sign_files(built.conditions.sources.digests) if is_known else "", asking)
