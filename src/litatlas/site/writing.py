"""Writes the parts of a site: what is not there yet is made, what stands is kept."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from litatlas.content.snapshot import find_changed, take_snapshot
from litatlas.running.digests import digest
from litatlas.running.mapping import do_nothing, hand_over
from litatlas.running.processes import count_cpus, map_across
from litatlas.running.progress import Track
from litatlas.site.asked import Asked, Names
from litatlas.site.kept import Piece
from litatlas.site.output import SITE, Mark, Staging
from litatlas.site.parts import Draft, Part
from litatlas.site.places import CARRIED
from litatlas.site.store import BuildReport, Built, Conditions, PartWritten, Written, find_unharmed

SHARE = 100
"""The fewest parts for which a process pays."""


@dataclass(frozen=True, slots=True)
class Former:
    """What the build before left."""

    parts: Mapping[str, PartWritten]
    unharmed: Mapping[str, Written]
    """The files that stand as it wrote them, by their paths."""
    changed: frozenset[str]
    """The names of the texts that are others by now."""
    facts: str = ""
    """What stood for all facts."""
    asked: Names = field(default_factory=dict)
    """The names of the facts that parts asked for."""

    def is_whole(self, part: PartWritten) -> bool:
        """Whether all files of a part stand as they were written."""
        return all(file.path in self.unharmed for file in part.files)

    def holds(self, part: Part, facts: str) -> bool:
        """Whether the files of a part are there as a build would make them; `facts` stands for all facts as they are."""
        found = self.parts.get(part.name)
        same = found is not None and (found.made_of, found.styled) == (part.made_of(), part.styled)
        if found is None or not same or not self.has_kept(found):
            return False
        return self.facts == facts or found.facts == part.sign(self.asked.get(part.name, ()))

    def has_kept(self, part: PartWritten) -> bool:
        """Whether the files of a part stand as they were written, and the texts that they asked for have not changed."""
        return self.changed.isdisjoint(part.asked) and self.is_whole(part)


NO_FORMER = Former({}, {}, frozenset())


@dataclass(frozen=True, slots=True)
class Made:
    """A part that was written."""

    part: PartWritten
    pieces: Mapping[str, Piece]
    """What is kept of pages, by their paths."""
    facts: tuple[str, ...]
    """The names of the facts that it asked for."""


def find_former(built: Built | None, standing: Mapping[str, Mark], signs: Mapping[str, str], asked: Names) -> Former:
    """What a build left that still stands; `signs` are those of the texts as they are now, `asked` is what parts asked for."""
    if built is None:
        return NO_FORMER
    files = (file for part in built.parts.values() for file in part.files)
    return Former(built.parts, find_unharmed(standing, files), frozenset(find_changed(built.signs, signs)), built.facts, asked)


def is_unedited(root: Path, conditions: Conditions) -> bool:
    """Whether the files of a review are those of the conditions still."""
    return take_snapshot(root) == conditions.sources.snapshot


def digest_carried(conditions: Conditions) -> str:
    """What stands for the files that a site carries as they are."""
    digests = conditions.sources.digests
    carried = (path for path in sorted(digests) if path.startswith((*CARRIED,)))
    return digest(conditions.templates, *(f"{path} {digests[path]}" for path in carried))


def list_paths(parts: Collection[PartWritten]) -> set[str]:
    """All files of a site."""
    return {path for part in parts for path in part.list_paths()}


def report_build(root: Path, built: Built, former: Former) -> BuildReport:
    """What is told of a build."""
    files = [file for part in built.parts.values() for file in part.files]
    kept = sum(file.path in former.unharmed and file.mark == former.unharmed[file.path].mark for file in files)
    return BuildReport(root / SITE, size=built.weigh(), kept=kept, **built.told)


def write_tasks(
    tasks: Sequence[Sequence[Part]],
    former: Former,
    staging: Staging,
    processes: int | None,
    track: Track,
    meanwhile: Callable[[], None] = do_nothing,
) -> dict[str, Made]:
    """Write what is to be made; the parts by their names. `meanwhile` is done while other processes are at it."""
    chosen = min(count_cpus(), sum(map(len, tasks)) // SHARE) if processes is None else processes
    # Only their numbers go to the processes: what the parts are made of is too much to be sent.
    write = partial(_write_task, tasks, former, staging)
    found: dict[str, Made] = {}
    names: dict[str, str] = {}

    def list_files() -> Iterator[str]:
        for task, parts in zip(tasks, write_all(hand_over(range(len(tasks)), meanwhile)), strict=True):
            for part, made in zip(task, parts, strict=True):
                # Papers ask for the same texts and facts: of equal names, which are the longest that a part has, one is held.
                asked, facts = (tuple([names.setdefault(name, name) for name in all_]) for all_ in (made.part.asked, made.facts))
                found[part.name] = replace(made, part=replace(made.part, asked=asked), facts=facts)
                yield from (file.path for file in made.part.files)

    with map_across(write, chosen, staging.folder, sendable=False, chunk=1, ahead=len(tasks)) as write_all:
        for _ in track(list_files(), "writing files"):
            pass
    return found


def _write_task(tasks: Sequence[Sequence[Part]], former: Former, staging: Staging, number: int) -> list[Made]:
    return [write_part(part, former, staging) for part in tasks[number]]


def write_part(part: Part, former: Former, staging: Staging) -> Made:
    """Write the files of a part as they are made."""
    files: list[Written] = []
    pieces: dict[str, Piece] = {}
    asked = Asked()
    for draft in part.plan(asked):
        files.append(_write_file(former, staging, draft))
        if draft.piece:
            pieces[draft.path] = draft.piece
    texts, facts = tuple(sorted(asked.texts)), tuple(sorted(asked.facts))
    written = PartWritten(part.made_of(), part.template, part.styled, part.sign(facts), texts, tuple(files))
    return Made(written, pieces, facts)


def _write_file(former: Former, staging: Staging, draft: Draft) -> Written:
    old = former.unharmed.get(draft.path)
    if old and draft.shown and old.shown == draft.shown:
        return Written(draft.path, staging.keep(draft.path), draft.shown, draft.is_kept)
    return Written(draft.path, staging.write(draft.path, draft.make()), draft.shown, draft.is_kept)
