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

    def has_note(self, slug: str) -> bool:
        """Whether people wrote of a paper, more than its status, tags and corrections."""
        return any(note.body for note in self.notes.get(slug, ()))

    def find_target(self, target: str) -> str | None:
        """What a link's target names: `papers/…`, `topics/…`, `pages/…`, `hardware/…`, `hardware/family/…`; or None."""
        folder, _, name = target.rpartition("/")
        kind = folder.partition("/")[0]
        if (not kind or kind == "papers") and self.merges.resolve(name) in self.papers:
            return f"papers/{self.merges.resolve(name)}"
        if (not kind or kind == "topics") and name in self.topics:
            return f"topics/{name}"
        if (not kind or kind == "pages") and name in self.pages:
            return f"pages/{name}"
        return self._find_hardware(target) if not kind or kind == "hardware" else None

    def _find_hardware(self, target: str) -> str | None:
        """The page of a device or a family, by its slug or by the file of its introduction."""
        folder, _, name = target.rpartition("/")
        file = f"content/{target}.md"
        introduced = (page.name for page in self.hardware_pages.values() if page.file == file)
        slug = next(map(name_slug, introduced), name)
        if slug in self.devices and folder != "hardware/family":
            return f"hardware/{slug}"
        return f"hardware/family/{slug}" if slug in self.families else None


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
