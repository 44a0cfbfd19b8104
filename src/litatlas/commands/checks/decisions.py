"""Decisions of people on papers that are not there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from litatlas.content.decisions import MERGES_FILE, PEOPLE_FILE
from litatlas.content.files import read_yaml
from litatlas.content.front_matter import Matter
from litatlas.errors import Fault
from litatlas.review.references import find_near
from litatlas.review.review import Review

Named = tuple[tuple[str | int, ...], str]
"""A field and the slug that it holds."""


def find_lost_decisions(review: Review, root: Path) -> tuple[Fault, ...]:
    """A warning for each paper that people.yml or merges.yml names, and that is not there: what is said of it holds for nothing.

    Pages that went into another are gone by right; the one that stays is looked for.
    """
    papers = review.papers.keys()
    found: list[Fault] = []
    for file, list_named in ((PEOPLE_FILE, _list_people), (MERGES_FILE, _list_merges)):
        matter = read_yaml(root / file, root) if (root / file).exists() else None
        if not isinstance(matter, Matter):
            continue
        for path, slug in list_named(matter):
            if review.merges.resolve(slug) not in papers:
                hint = find_near(slug, papers) or "name a file of content/papers without its .md, or take it out"
                found.append(replace(matter.fault(f"there is no paper {slug!r}", hint, *path), severity="warning"))
    return tuple(found)


def _list_people(matter: Matter) -> Iterator[Named]:
    people = cast("Iterable[dict[str, list[str]]]", matter.fields.get("people") or ())
    for number, person in enumerate(people):
        for index, slug in enumerate(person.get("papers", ())):
            yield ("people", number, "papers", index), slug


def _list_merges(matter: Matter) -> Iterator[Named]:
    fields = cast("dict[str, list[list[str]]]", matter.fields)
    for number, group in enumerate(fields.get("same", ())):
        yield ("same", number, 0), group[0]
    for number, group in enumerate(fields.get("different", ())):
        for index, slug in enumerate(group):
            yield ("different", number, index), slug
