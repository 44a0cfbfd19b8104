"""What links of people's texts can lead to, by names: `papers/…`, `topics/…`, `pages/…`, `hardware/…`, `hardware/family/…`."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Protocol


class Targets(Protocol):
    """Knows what a review has pages of."""

    def find_target(self, target: str) -> str | None:
        """The name of what a link leads to; None where there is none."""
        ...

    def describe_target(self, found: str) -> tuple[str, str]:
        """The title of what was found, and the file whose text its page shows; papers have anchors of their own."""
        ...


def find_name(
    target: str, members: Callable[[str], Container[str]], same: Mapping[str, str], introduced: Mapping[str, str]
) -> str | None:
    """The name of what a link leads to, whose last part alone does where it stands for one thing.

    `members` gives the last parts of names by the first ones; `same` the slugs of papers by those that lead to them as well;
    `introduced` the slugs of devices and families by the files of their introductions.
    """
    folder, _, name = target.rpartition("/")
    kind = folder.partition("/")[0]
    for own, slug in (("papers", same.get(name, name)), ("topics", name), ("pages", name)):
        if kind in ("", own) and slug in members(own):
            return f"{own}/{slug}"
    if kind not in ("", "hardware"):
        return None
    slug = introduced.get(f"content/{target}.md", name)
    if slug in members("hardware") and folder != "hardware/family":
        return f"hardware/{slug}"
    return f"hardware/family/{slug}" if slug in members("hardware/family") else None


@dataclass(frozen=True, slots=True)
class Directory:
    """What a review has pages of, without the review."""

    described: Mapping[str, Mapping[str, tuple[str, str]]]
    """Titles and files by the last parts of names, by the first ones."""
    same: Mapping[str, str]
    introduced: Mapping[str, str]

    def find_target(self, target: str) -> str | None:
        """As `Targets` has it."""
        return find_name(target, self.described.__getitem__, self.same, self.introduced)

    def describe_target(self, found: str) -> tuple[str, str]:
        """As `Targets` has it."""
        kind, _, name = found.rpartition("/")
        return self.described[kind][name]
