"""What people wrote that few pages show. Who makes a page asks for it here, and what is asked for is recorded with the page.

The rest of a review, its facts, any page may show. So the texts that a page depends on are known without anyone listing them: an
atlas has none but those that are asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from litatlas.content.pages import HardwarePage, Note, TextPage, Topic
from litatlas.content.prose import NOTHING, Prose
from litatlas.extract.lexicon.names import Trie, build_trie
from litatlas.review.backlinks import Backlinks, find_backlinks
from litatlas.review.review import Review
from litatlas.running.digests import digest
from litatlas.site.places import CARRIED

_NOTES, _NOTED, _INTRODUCTION, _PAGE, _MENTIONS, _WORDS = "notes", "noted", "introduction", "page", "mentions", "words"
"""What names of texts begin with."""
PAPERS = "content/papers/"
"""The folder of papers' pages."""
_FOLDERS = tuple(f"content/{name}/" for name in ("notes", "topics", "hardware", "pages"))
"""The folders of people's texts."""


@dataclass(frozen=True, slots=True)
class Said:
    """All that people wrote."""

    notes: Mapping[str, tuple[Note, ...]]
    """By the slugs of papers."""
    topics: Mapping[str, Topic]
    hardware: Mapping[str, HardwarePage]
    pages: Mapping[str, TextPage]
    mentions: Backlinks
    names: Trie
    """How the vocabulary spells what it knows, with the terms of topics."""


NOTHING_SAID = Said({}, {}, {}, {}, {}, build_trie(()))
"""What people wrote where they wrote nothing."""


class Texts:
    """What people wrote, to be asked for; what is asked for is noted by name, also where there is nothing."""

    def __init__(self, said: Said, asked: set[str] | None) -> None:
        """`asked` is where names are noted; None refuses to be asked: nobody would know of it."""
        self.said: Said = said
        """All of it, for who makes no page."""
        self._asked = asked

    def note_in(self, asked: set[str] | None) -> "Texts":
        """The same texts, with what is asked for noted elsewhere."""
        return Texts(self.said, asked)

    def find_notes(self, slug: str) -> tuple[Note, ...]:
        """The notes on a paper."""
        self._note(_NOTES, slug)
        return self.said.notes.get(slug, ())

    def has_note(self, slug: str) -> bool:
        """Whether people wrote of a paper, more than its status, tags and corrections."""
        self._note(_NOTED, slug)
        return _tell(self.said.notes.get(slug, ()))

    def find_topic(self, id_: str) -> Prose:
        """The introduction to a topic."""
        self._note(_INTRODUCTION, f"topics/{id_}")
        return self.said.topics[id_].introduction

    def find_hardware(self, name: str) -> Prose:
        """What people write of a device or a family, by its canonical name."""
        self._note(_INTRODUCTION, f"hardware/{name}")
        page = self.said.hardware.get(name)
        return page.introduction if page else NOTHING

    def find_page(self, slug: str) -> Prose:
        """The text of a page of people's own; nothing where there is none."""
        self._note(_PAGE, slug)
        page = self.said.pages.get(slug)
        return page.body if page else NOTHING

    def find_mentions(self, target: str) -> tuple[str, ...]:
        """What links to a page, both named as `Review.find_target` names them."""
        self._note(_MENTIONS, target)
        return self.said.mentions.get(target, ())

    def find_terms(self, id_: str) -> Mapping[str, float]:
        """The words that assign papers to a topic, with their weights."""
        self._note(_WORDS, "")
        return self.said.topics[id_].terms

    def find_names(self) -> Trie:
        """How the vocabulary spells what it knows."""
        self._note(_WORDS, "")
        return self.said.names

    def _note(self, kind: str, name: str) -> None:
        if self._asked is None:
            raise LookupError(f"{kind} {name} asked for where nobody notes it")
        self._asked.add(f"{kind} {name}")


Ask = Callable[[Texts], Prose]
"""Asks for the text that a page shows."""


def say_nothing(_texts: Texts) -> Prose:
    """What is shown of what people do not write of."""
    return NOTHING


def part_review(review: Review) -> tuple[Review, Said]:
    """A review without its texts, and these."""
    names, facts = review.vocabulary.trie, replace(review.vocabulary, trie=build_trie(()))
    bare = replace(
        review,
        notes={slug: rulings for slug, notes in review.notes.items() if (rulings := tuple(list_rulings(notes, slug)))},
        topics={id_: replace(topic, introduction=NOTHING, terms={}, headings=()) for id_, topic in review.topics.items()},
        hardware_pages={name: replace(page, introduction=NOTHING) for name, page in review.hardware_pages.items()},
        pages={slug: replace(page, body=NOTHING) for slug, page in review.pages.items()},
        vocabulary=facts,
    )
    return bare, Said(review.notes, review.topics, review.hardware_pages, review.pages, find_backlinks(review), names)


def list_rulings(notes: Iterable[Note], slug: str) -> Iterable[Note]:
    """What notes on a paper say beyond what its page, and the search, show of them."""
    nothing = Note(slug, None, (), NOTHING, "")
    stripped = (replace(note, paper=slug, status=None, tags=(), body=NOTHING, file="") for note in notes)
    return (note for note in stripped if note != nothing)


def has_same_facts(before: Review, after: Review) -> bool:
    """Whether two reviews without their texts, of the same vocabulary, are the same."""
    return replace(after, vocabulary=before.vocabulary) == before


def digest_frame(digests: Mapping[str, str], *others: str) -> str:
    """What stands for what all pages of a review may show, whose files have these digests: settings, vocabulary, decisions."""
    shared = (path for path in sorted(digests) if _is_shared(path) and not path.startswith(PAPERS))
    return digest(*others, *(text for path in shared for text in (path, digests[path])))


def digest_facts(review: Review, digests: Mapping[str, str], frame: str) -> str:
    """What stands for all that any page may show of a review without its texts; `frame` stands for what all may show."""
    papers = (text for path in sorted(digests) if path.startswith(PAPERS) for text in (path, digests[path]))
    return digest(frame, repr((review.topics, review.hardware_pages, review.pages, review.notes)), *papers)


def _is_shared(path: str) -> bool:
    """Whether any page may show what is in a file: it is no template, not carried as it is, and none of people's texts."""
    is_text = path.startswith(_FOLDERS) and path.endswith(".md")
    return path.startswith("content/") and not path.startswith((*CARRIED,)) and not is_text


def sign_texts(said: Said, digests: Mapping[str, str]) -> dict[str, str]:
    """What stands for each text that there is, by the name that is noted of it; `digests` are those of the files."""
    signs = {f"{_WORDS} ": digest(repr([(topic.terms, topic.headings) for topic in said.topics.values()]))}
    for slug, notes in said.notes.items():
        signs |= sign_notes(slug, notes, digests)
    signs |= {f"{_INTRODUCTION} topics/{id_}": digests[topic.file] for id_, topic in said.topics.items()}
    signs |= {f"{_INTRODUCTION} hardware/{name}": digests[page.file] for name, page in said.hardware.items()}
    signs |= {f"{_PAGE} {slug}": digests[page.file] for slug, page in said.pages.items()}
    return signs | {f"{_MENTIONS} {target}": "\n".join(sources) for target, sources in said.mentions.items()}


def sign_notes(slug: str, notes: Iterable[Note], digests: Mapping[str, str]) -> dict[str, str]:
    """The same of the notes on one paper."""
    found = list(notes)
    noted = {name_noted(slug): "yes"} if _tell(found) else {}
    return {name_notes(slug): digest(*(text for note in found for text in (note.file, digests[note.file]))), **noted}


def name_notes(slug: str) -> str:
    """The name that is noted of the notes on a paper."""
    return f"{_NOTES} {slug}"


def name_noted(slug: str) -> str:
    """The name that is noted of whether they say anything."""
    return f"{_NOTED} {slug}"


def _tell(notes: Iterable[Note]) -> bool:
    return any(note.body for note in notes)
