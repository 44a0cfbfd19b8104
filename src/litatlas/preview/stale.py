"""Which files of a site a change of its review makes stale: those that asked for a text that is another one, as builds noted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from litatlas.content.snapshot import find_changed
from litatlas.site.places import CARRIED


@dataclass(frozen=True, slots=True)
class Asking:
    """Files of a built site that were made together, and what they ask for."""

    names: tuple[str, ...]
    """Those of texts."""
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """Files of a built site that are no longer what a build would write."""

    paths: frozenset[str] = frozenset()
    """Their paths within the site."""
    everything: bool = False
    """Whether it may be any file."""

    def __contains__(self, path: str) -> bool:
        return self.everything or path in self.paths

    def __bool__(self) -> bool:
        return self.everything or bool(self.paths)

    def __or__(self, other: "Stale") -> "Stale":
        return Stale(self.paths | other.paths, self.everything or other.everything)


EVERYTHING = Stale(everything=True)


def find_stale(asking: Sequence[Asking] | None, before: Mapping[str, str], after: Mapping[str, str]) -> Stale:
    """What a site has of texts that changed, by their signs; None: nobody knows what its files asked for."""
    changed = find_changed(before, after)
    if asking is None:
        return EVERYTHING if changed else Stale()
    return Stale(frozenset(path for one in asking if not changed.isdisjoint(one.names) for path in one.paths))


def find_stale_files(changed: Iterable[str]) -> Stale:
    """What changed files, named relative to the review's folder, make stale by themselves, whatever the review makes of them."""
    stale = Stale()
    for path in changed:
        carried = {place + path.removeprefix(folder) for folder, place in CARRIED.items() if path.startswith(folder)}
        if carried:
            stale |= Stale(frozenset(carried))
        elif path.startswith(("templates/", "content/vocabulary/")):
            return EVERYTHING
    return stale
