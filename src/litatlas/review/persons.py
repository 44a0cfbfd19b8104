"""Who is who: authors' names to persons, venues' names to series."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from litatlas.content.decisions import Person
from litatlas.content.slugs import name_slug
from litatlas.model import Author, Paper

_YEAR = re.compile(r"[\s,(\[’'-]*\b(?:19|20)\d\d\b[)\]]*")
_EDGES = " ,;:-–—("
_PREPRINTS = re.compile(r"(?:arxiv|corr\b|biorxiv|medrxiv|preprint)", re.IGNORECASE)
"""Where preprints stand: a venue of everything, which tells no paper from another."""


@dataclass(frozen=True, slots=True)
class Persons:
    """The persons that people tell apart or together in `content/people.yml`; all others are told by their names alone."""

    by_name: Mapping[str, tuple[Person, ...]]
    """By the slug of each of their spellings, those that are restricted to some papers first."""

    def find_name(self, paper: str, author: Author) -> str:
        """The name of the person that an author of a paper is.

        Names are one person's where their letters are the same but for case and accents. `H. Heron` and `Hanna Heron` are two
        until people say otherwise.
        """
        known = self.by_name.get(name_slug(author.name), ())
        person = next((person for person in known if not person.papers or paper in person.papers), None)
        return person.name if person else author.name


def index_persons(people: Iterable[Person]) -> Persons:
    """Look persons up by their spellings."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for slug in dict.fromkeys(map(name_slug, (person.name, *person.names))):
            by_name[slug].append(person)
    return Persons({slug: tuple(sorted(known, key=lambda one: not one.papers)) for slug, known in by_name.items()})


def list_authors(persons: Persons, paper: Paper) -> list[str]:
    """The persons who wrote a paper, in its order."""
    return [persons.find_name(paper.slug, author) for author in paper.work.authors]


def list_venues(paper: Paper) -> list[str]:
    """The series that a paper appeared in, without years: `PondConf` of `PondConf 2025`; preprint servers are none."""
    venues = (name_series(one.venue) for one in paper.work.publications)
    return list(dict.fromkeys(filter(None, venues)))


def name_series(venue: str) -> str:
    """The name of a venue without its year; empty where it is a preprint server, or nothing else."""
    name = _YEAR.sub("", venue).strip(_EDGES)
    return "" if _PREPRINTS.match(name) else name
