"""What people decide of papers and persons: `content/merges.yml` and `content/people.yml`.

merges.yml says which pages of papers are one, and which papers that look like one are two:

    same:
      - [herons-count-frogs, herons-count-frogs-2]    # the page that stays comes first
    different:
      - [herons-in-ponds, herons-in-ponds-ii]

people.yml says whose names are one person's, and which papers of a name are another person's:

    people:
      - {name: Hanna Heron, names: [H. Heron, Hanna M. Heron]}
      - {name: Wei Reed (Pond University), names: [Wei Reed], papers: [herons-count-frogs]}
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from litatlas.content.files import read_yaml
from litatlas.content.front_matter import Matter
from litatlas.content.schema import FieldRule, check_fields, check_mapping, is_mappings, is_text, is_texts
from litatlas.content.slugs import SLUG
from litatlas.errors import Fault
from litatlas.model import Json

MERGES_FILE = "content/merges.yml"
PEOPLE_FILE = "content/people.yml"


@dataclass(frozen=True, slots=True)
class Merges:
    """Which papers people say are one, and which they say are not."""

    same: Mapping[str, str]
    """The slug of the page that stays, by the slug of the one that went into it."""
    different: frozenset[frozenset[str]]
    """Pairs of slugs."""

    def resolve(self, slug: str) -> str:
        """The slug of the page that a slug leads to by now."""
        return self.same.get(slug, slug)

    def are_different(self, first: str, second: str) -> bool:
        """Whether people say that two papers are not one."""
        return frozenset((first, second)) in self.different


NO_MERGES = Merges({}, frozenset())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose papers stand on one page."""

    name: str
    """The name that the site shows."""
    names: tuple[str, ...]
    """The spellings that are this person's, beside `name`."""
    papers: tuple[str, ...]
    """The slugs of the papers on which they are; empty: on all."""


def _is_groups(value: Json) -> str | None:
    good = isinstance(value, list) and all(
        isinstance(group, list) and len(group) > 1 and all(isinstance(slug, str) and SLUG.fullmatch(slug) for slug in group)
        for group in value
    )
    return None if good else "a list of lists of papers, such as [[heron-ponds, heron-ponds-2]]"


MERGES_RULES = (FieldRule("same", _is_groups), FieldRule("different", _is_groups))
PEOPLE_RULES = (FieldRule("people", is_mappings),)
PERSON_RULES = (FieldRule("name", is_text, required=True), FieldRule("names", is_texts), FieldRule("papers", is_texts))


def read_merges(root: Path, faults: list[Fault]) -> Merges:
    """What people decide of papers; without the file they decide nothing. Faults of the file go to `faults`."""
    matter = _read(root, MERGES_FILE, faults)
    if matter is None:
        return NO_MERGES
    parsed = parse_merges(matter)
    if isinstance(parsed, list):
        faults.extend(parsed)
        return NO_MERGES
    return parsed


def read_people(root: Path, faults: list[Fault]) -> tuple[Person, ...]:
    """What people decide of persons' names, in the order of the file. Faults of the file go to `faults`."""
    matter = _read(root, PEOPLE_FILE, faults)
    if matter is None:
        return ()
    parsed = parse_people(matter)
    if isinstance(parsed, list):
        faults.extend(parsed)
        return ()
    return parsed


def _read(root: Path, file: str, faults: list[Fault]) -> Matter | None:
    path = root / file
    if not path.is_symlink() and not path.exists():
        return None
    matter = read_yaml(path, root)
    if isinstance(matter, Fault):
        faults.append(matter)
        return None
    return matter


def parse_merges(matter: Matter) -> Merges | list[Fault]:
    """The decisions of merges.yml, or its faults: a page that goes into two others, or into one that is gone itself."""
    if faults := check_fields(matter, MERGES_RULES):
        return faults
    fields = cast("Mapping[str, list[list[str]]]", matter.fields)
    same: dict[str, str] = {}
    for number, (kept, *gone) in enumerate(fields.get("same", ())):
        for slug in gone:
            if slug in same or slug == kept:
                faults.append(matter.fault(f"the paper {slug!r} goes into two pages", "name it once", "same", number))
            same[slug] = kept
    for number, (kept, *_) in enumerate(fields.get("same", ())):
        if kept in same:
            message = f"the paper {kept!r} goes into {same[kept]!r} itself"
            faults.append(matter.fault(message, f"put {same[kept]!r} first here", "same", number))
    pairs = {frozenset(pair) for group in fields.get("different", ()) for pair in _pair(group)}
    for number, group in enumerate(fields.get("different", ())):
        if any(same.get(first, first) == same.get(second, second) for first, second in _pair(group)):
            faults.append(matter.fault("papers are said to be one and not to be", "keep one of the two", "different", number))
    return faults or Merges(same, frozenset(pairs))


def _pair(group: list[str]) -> Iterable[tuple[str, str]]:
    return ((first, second) for number, first in enumerate(group) for second in group[number + 1 :])


def parse_people(matter: Matter) -> tuple[Person, ...] | list[Fault]:
    """The persons of people.yml, or its faults."""
    if faults := check_fields(matter, PEOPLE_RULES):
        return faults
    items = cast("list[dict[str, Any]]", matter.fields.get("people", []))
    for number, item in enumerate(items):
        faults += check_mapping(matter, item, PERSON_RULES, "people", number)
    if faults:
        return faults
    return tuple(Person(item["name"], tuple(item.get("names", ())), tuple(item.get("papers", ()))) for item in items)
