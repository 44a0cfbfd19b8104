"""What mentions what: the links of people's texts, seen from where they lead."""

from collections import defaultdict
from collections.abc import Mapping

from litatlas.content.links import Destination, locate
from litatlas.review.review import Review, list_texts

Backlinks = Mapping[str, tuple[str, ...]]
"""Of a page, named as `Review.find_target` names it, the pages whose texts link to it, each once."""


def find_backlinks(review: Review) -> Backlinks:
    """The backlinks of every page that another one's text links to: from topics, hardware, papers (their notes), then pages."""
    targets: dict[str, str | None] = {}
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for shown, prose in list_texts(review):
        source = review.find_target(shown)
        for reference in prose.references:
            place = locate(reference, prose.file)
            if not isinstance(place, Destination):
                continue
            if place.target not in targets:
                targets[place.target] = review.find_target(place.target)
            target = targets[place.target]
            if source and target and target != source:
                found[target][source] = None
    return {target: tuple(sources) for target, sources in found.items()}
