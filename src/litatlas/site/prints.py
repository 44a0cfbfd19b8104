"""What the files of a site are made of, as digests that tell which of them an edit leaves as they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from litatlas.content.pages import HardwarePage, Note, TextPage, Topic
from litatlas.content.prose import NOTHING
from litatlas.content.slugs import name_slug
from litatlas.review.review import Review
from litatlas.running.digests import digest
from litatlas.site.atlas import Atlas
from litatlas.site.places import CARRIED, FAMILIES, HARDWARE, TOPICS, content_path, list_path, paper_path, results_folder

_TEXTS = tuple(f"content/{name}/" for name in ("notes", "topics", "hardware", "pages"))
"""The folders of people's texts, of whose Markdown most pages show nothing."""

Shown = Note | Topic | HardwarePage | TextPage | str
"""What a single page shows besides what all may: a text of people's, or the name of what mentions it."""


@dataclass(frozen=True, slots=True)
class Prints:
    """Digests of what a site shows of its review; where they are the same, the files are."""

    facts: str
    """All that any file may show."""
    texts: Mapping[str, str]
    """What a single page shows besides: people's texts and what mentions it; by the page's path."""
    words: str
    """The words of topics, which the search knows besides."""
    searched: str
    """These and people's notes."""


NO_PRINTS = Prints("", {}, "", "")
"""Of a review of which nobody knows what it was read from."""


def take_prints(atlas: Atlas, digests: Mapping[str, str]) -> Prints:
    """The prints of an atlas whose review's files have these digests, by their paths below the review's folder."""
    review = atlas.review
    files = (text for path in sorted(digests) if _is_shared(path) for text in (path, digests[path]))
    told = (list_titles(review), list_topics(review), sorted(list_rulings(review).items()), list_noted(review))
    facts = digest(atlas.base_url, str(atlas.published), repr(told), *files)
    texts = {path: print_texts(shown, digests) for path, shown in list_texts(atlas).items()}
    words = digest(repr([(topic.terms, topic.headings) for topic in review.topics.values()]))
    notes = (note.file for group in review.notes.values() for note in group)
    return Prints(facts, texts, words, print_searched(words, notes, digests))


def print_texts(shown: Iterable[Shown], digests: Mapping[str, str]) -> str:
    """What stands for the texts that a page alone shows."""
    return digest(*(text if isinstance(text, str) else f"{text.file} {digests[text.file]}" for text in shown))


def print_searched(words: str, notes: Iterable[str], digests: Mapping[str, str]) -> str:
    """What stands for what the search knows besides facts: the words of topics, and notes by their files."""
    return digest(words, *(f"{file} {digests[file]}" for file in sorted(notes)))


def _is_shared(path: str) -> bool:
    """Whether any page may show what is in a file: it is no template, not carried as it is, and none of people's texts."""
    is_text = path.startswith(_TEXTS) and path.endswith(".md")
    return path.startswith("content/") and not path.startswith((*CARRIED,)) and not is_text


def list_texts(atlas: Atlas) -> Mapping[str, list[Shown]]:
    """What single pages alone show, by their paths."""
    review = atlas.review
    found: defaultdict[str, list[Shown]] = defaultdict(list)
    for slug, notes in review.notes.items():
        found[paper_path(slug)] += notes
    introduced: list[tuple[str, Topic | HardwarePage]] = [
        *((f"{TOPICS}/{id_}", topic) for id_, topic in review.topics.items()),
        *(
            (f"{folder}/{name_slug(name)}", page)
            for name, page in review.hardware_pages.items()
            for folder in (HARDWARE, FAMILIES)
        ),
    ]
    for folder, page in introduced:
        found[list_path(folder)].append(page)
        found[list_path(results_folder(folder))].append(page)
    for slug, text in review.pages.items():
        found[content_path(f"pages/{slug}")].append(text)
    for target, sources in atlas.backlinks.items():
        found[content_path(target)] += sources
    return found


def list_titles(review: Review) -> object:
    """What links to people's pages show and lead by."""
    pages = [(slug, page.title, page.file) for slug, page in review.pages.items()]
    return pages, [(name, page.file) for name, page in review.hardware_pages.items()]


def list_topics(review: Review) -> list[Topic]:
    """What pages other than a topic's own show of the topics; by their terms only ingest goes, and the search."""
    return [replace(topic, introduction=NOTHING, terms={}, headings=()) for topic in review.topics.values()]


def list_noted(review: Review) -> list[str]:
    """The slugs of the papers with a note: tables mark them, and say nothing of what the note says."""
    return [slug for slug in sorted(review.notes) if review.has_note(slug)]


def list_rulings(review: Review) -> dict[str, list[Note]]:
    """What notes say beyond what their papers' pages and the search alone show; notes that say nothing more are left out."""
    stripped = {}
    for slug, group in review.notes.items():
        told = [found for note in group if (found := strip_note(note, slug))]
        if told:
            stripped[slug] = told
    return stripped


def strip_note(note: Note, slug: str) -> Note | None:
    """What a note says beyond what the page of its paper, and the search, show of it; None where it says nothing more."""
    stripped = replace(note, status=None, tags=(), body=NOTHING, file="")
    return None if stripped == Note(slug, None, (), NOTHING, "") else stripped
