"""Which texts of the review mention a page, as the page itself says it."""

from litatlas.site.atlas import Atlas
from litatlas.site.places import Place, content_path
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Mentions

LISTED = 24
"""The most texts that a page names; of the others it gives the number."""


def link_mentions(atlas: Atlas, place: Place, target: str) -> Mentions:
    """The texts that link to a page, named as `Review.find_target` does, seen from `place`."""
    sources = atlas.texts.find_mentions(target)
    listed = tuple(_link_source(atlas, place, source) for source in sources[:LISTED])
    return Mentions(listed, len(sources) - len(listed))


def _link_source(atlas: Atlas, place: Place, source: str) -> Link:
    title, _ = atlas.review.describe_target(source)
    href = place.href(content_path(source))
    return Link(f"the note on {title}", f"{href}#notes") if source.startswith("papers/") else Link(title, href)
