"""What mentions what: the links of people's texts, seen from where they lead."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from litatlas.content.links import Destination, locate
from litatlas.content.prose import Prose
from litatlas.review import Review

Backlinks = Mapping[str, tuple[str, ...]]
"""Of a page, named as `Review.find_target` names it, the pages whose texts link to it, each once."""


def find_backlinks(review: Review) -> Backlinks:
    """The backlinks of every page that another one's text links to: from topics, hardware, papers (their notes), then pages."""
    targets: dict[str, str | None] = {}
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for source, prose in _list_texts(review):
        for reference in prose.references:
            place = locate(reference, prose.file)
            if not isinstance(place, Destination):
                continue
            if place.target not in targets:
                targets[place.target] = review.find_target(place.target)
            target = targets[place.target]
            if target and target != source:
                found[target][source] = None
    return {target: tuple(sources) for target, sources in found.items()}


def _list_texts(review: Review) -> Iterator[tuple[str, Prose]]:
    """People's texts, each with the page that shows it."""
    for id_, topic in review.topics.items():
        yield f"topics/{id_}", topic.introduction
    for page in review.hardware_pages.values():
        if shown := review.find_target(page.file.removeprefix("content/").removesuffix(".md")):
            yield shown, page.introduction
    for slug, notes in review.notes.items():
        for note in notes:
            yield f"papers/{slug}", note.body
    for slug, text in review.pages.items():
        yield f"pages/{slug}", text.body
