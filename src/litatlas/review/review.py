"""A review: everything of `content/`, as nouns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from litatlas.baselines import BaselineRules
from litatlas.content.decisions import Merges, Person
from litatlas.content.pages import (
    HardwarePage,
    Note,
    Settings,
    TextPage,
    Topic,
)
from litatlas.content.prose import Prose
from litatlas.content.slugs import name_slug
from litatlas.extract.lexicon.files import VocabularyFile
from litatlas.extract.lexicon.terms import TopicTerms, Vocabulary
from litatlas.model import Paper
from litatlas.review.curation import Curation
from litatlas.review.targets import Directory, find_name


@dataclass(frozen=True, slots=True)
class Review:
    """All that a site is built from."""

    settings: Settings
    papers: Mapping[str, Paper]
    """By slug, in the order of slugs; with the corrections of their notes applied."""
    topics: Mapping[str, Topic]
    """By id, in the order of ids."""
    hardware_pages: Mapping[str, HardwarePage]
    """By the canonical name of the device or family."""
    notes: Mapping[str, tuple[Note, ...]]
    """By the paper's slug."""
    pages: Mapping[str, TextPage]
    devices: Mapping[str, str]
    """The names of the devices that papers name, by their slugs, in the order of slugs."""
    vocabulary: Vocabulary
    baselines: BaselineRules
    """How baselines are told by their words."""
    curation: Mapping[str, Curation]
    """What people did to the machine's rows and facts, by the slugs of the papers whose notes correct any."""
    merges: Merges
    """Which papers people say are one, or are not."""
    people: tuple[Person, ...]
    """Whose names people say are one person's, or are not."""

    @property
    def families(self) -> dict[str, str]:
        """The names of the families, of those that the vocabulary knows, of the devices that papers name, by their slugs."""
        devices = (self.vocabulary.devices.get(name) for name in self.devices.values())
        return {name_slug(name): name for name in sorted({device.family for device in devices if device})}

    def get_machine(self, slug: str) -> Paper:
        """A paper as the machine has it, without what people corrected."""
        curated = self.curation.get(slug)
        return curated.machine if curated else self.papers[slug]

    @property
    def introduced(self) -> dict[str, str]:
        """The slugs of devices and families by the files of their introductions."""
        return {page.file: name_slug(page.name) for page in self.hardware_pages.values()}

    def find_target(self, target: str) -> str | None:
        """What a link's target names: `papers/…`, `topics/…`, `pages/…`, `hardware/…`, `hardware/family/…`; or None."""
        return find_name(target, self._list_members, self.merges.same, self.introduced)

    def describe_target(self, found: str) -> tuple[str, str]:
        """The title of what `find_target` found, and the file whose text its page shows; papers have anchors of their own."""
        kind, _, name = found.rpartition("/")
        if kind == "papers":
            return self.papers[name].work.title.readable, ""
        if kind == "topics":
            return self.topics[name].title, self.topics[name].file
        if kind == "pages":
            return self.pages[name].title, self.pages[name].file
        title = self.families[name] if kind == "hardware/family" else self.devices[name]
        page = self.hardware_pages.get(title)
        return title, page.file if page else ""

    def list_targets(self) -> Directory:
        """All that `find_target` can find."""
        kinds = ("papers", "topics", "pages", "hardware", "hardware/family")
        described = {kind: {name: self.describe_target(f"{kind}/{name}") for name in self._list_members(kind)} for kind in kinds}
        return Directory(described, dict(self.merges.same), self.introduced)

    def _list_members(self, kind: str) -> Mapping[str, object]:
        if kind == "hardware/family":
            return self.families
        members: Mapping[str, Mapping[str, object]] = {"papers": self.papers, "topics": self.topics, "pages": self.pages}
        return members.get(kind, self.devices)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in `content/` before an ingest."""

    settings: Settings
    terms: tuple[TopicTerms, ...]
    overlay: tuple[VocabularyFile, ...]
    """The review's own vocabulary files."""
    vocabulary: Vocabulary
    """What `load_vocabulary(terms, overlay)` builds, in this process or in another."""
    papers: Mapping[str, Paper]
    """By slug, in the order of slugs."""


def list_texts(review: Review) -> Iterator[tuple[str, Prose]]:
    """Every text that people wrote, with what `Review.find_target` finds the page by that shows it."""
    yield from ((f"topics/{id_}", topic.introduction) for id_, topic in review.topics.items())
    for page in review.hardware_pages.values():
        yield page.file.removeprefix("content/").removesuffix(".md"), page.introduction
    yield from ((f"papers/{slug}", note.body) for slug, notes in review.notes.items() for note in notes)
    yield from ((f"pages/{slug}", text.body) for slug, text in review.pages.items())
