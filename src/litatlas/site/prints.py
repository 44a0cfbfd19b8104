"""What the files of a site are made of, as digests that tell which of them an edit leaves as they are."""

from collections import defaultdict
from collections.abc import Mapping
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
    searched: str
    """What the search knows besides: people's notes, and the words of topics."""


NO_PRINTS = Prints("", {}, "")
"""Of a review of which nobody knows what it was read from."""


def take_prints(atlas: Atlas, digests: Mapping[str, str]) -> Prints:
    """The prints of an atlas whose review's files have these digests, by their paths below the review's folder."""
    review = atlas.review
    files = (text for path in sorted(digests) if _is_shared(path) for text in (path, digests[path]))
    told = (list_titles(review), list_topics(review), sorted(list_rulings(review).items()), list_noted(review))
    facts = digest(atlas.base_url, str(atlas.published), repr(told), *files)
    texts = {path: digest(*(_name(text, digests) for text in shown)) for path, shown in list_texts(atlas).items()}
    notes = (note for group in review.notes.values() for note in group)
    words = [(topic.terms, topic.headings) for topic in review.topics.values()]
    return Prints(facts, texts, digest(repr(words), *(digests[note.file] for note in notes)))


def _is_shared(path: str) -> bool:
    """Whether any page may show what is in a file: it is no template, not carried as it is, and none of people's texts."""
    is_text = path.startswith(_TEXTS) and path.endswith(".md")
    return path.startswith("content/") and not path.startswith((*CARRIED,)) and not is_text


def _name(text: Shown, digests: Mapping[str, str]) -> str:
    return text if isinstance(text, str) else f"{text.file} {digests[text.file]}"


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
        bare = Note(slug, None, (), NOTHING, "")
        told = [note for note in (replace(note, status=None, tags=(), body=NOTHING, file="") for note in group) if note != bare]
        if told:
            stripped[slug] = told
    return stripped
