"""Which files of a site a change of its review makes stale."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from litatlas.content.pages import Topic
from litatlas.content.prose import NOTHING
from litatlas.content.snapshot import find_changed
from litatlas.review.review import Review
from litatlas.site.atlas import Atlas
from litatlas.site.places import CARRIED
from litatlas.site.prints import list_noted, list_rulings, list_texts, list_titles


@dataclass(frozen=True, slots=True)
class Stale:
    """Files of a built site that are no longer what a build would write."""

    paths: frozenset[str] = frozenset()
    """Their paths within the site."""
    everything: bool = False
    """Whether it may be any file."""
    search: bool = False
    """Whether it may be any of those that the search reads."""

    def __contains__(self, path: str) -> bool:
        return self.everything or path in self.paths

    def __bool__(self) -> bool:
        return self.everything or self.search or bool(self.paths)

    def __or__(self, other: "Stale") -> "Stale":
        return Stale(self.paths | other.paths, self.everything or other.everything, self.search or other.search)


EVERYTHING = Stale(everything=True, search=True)


def has_same_atlas(before: Review, after: Review) -> bool:
    """Whether two reviews with the same vocabulary differ at most in texts, of which groups and citations know nothing."""
    return (
        before.settings == after.settings
        and before.papers == after.papers
        and before.devices == after.devices
        and _strip_topics(before.topics) == _strip_topics(after.topics)
    )


def find_stale(former: Atlas, latter: Atlas) -> Stale:
    """What differs between the sites of two reviews that have the same vocabulary, at most; their templates are the same."""
    before, after = former.review, latter.review
    same_titles = list_titles(before) == list_titles(after) and list_noted(before) == list_noted(after)
    same_ledger = before.curation == after.curation and list_rulings(before) == list_rulings(after)
    if not (same_titles and same_ledger and has_same_atlas(before, after)):
        return EVERYTHING
    pages = find_changed(list_texts(former), list_texts(latter))
    return Stale(frozenset(pages), search=before.notes != after.notes)


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


def _strip_topics(topics: Mapping[str, Topic]) -> dict[str, Topic]:
    """Topics with their terms, which the search also finds in the vocabulary that an atlas keeps."""
    return {id_: replace(topic, introduction=NOTHING) for id_, topic in topics.items()}
