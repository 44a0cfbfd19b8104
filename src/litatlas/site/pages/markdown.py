"""People's Markdown on a page of the site: what its links lead to, seen from there."""

import hashlib
from urllib.parse import quote

from markupsafe import Markup

from litatlas.content.links import FILES, Elsewhere, Misled, locate
from litatlas.content.markdown import Reference, Resolved, finish_html
from litatlas.content.prose import Prose
from litatlas.review.targets import Targets
from litatlas.site.places import Place, content_path

NOTE_HEADING = 3
"""The first level of a note's headings: notes stand below a heading of their own."""


def render_prose(prose: Prose, targets: Targets, place: Place, *, top: int = 2) -> Markup:
    """The clean HTML of a text, for the page at `place`.

    `top` is the level of its first headings. Its ids are prefixed: they differ from the page's and from those of other files.
    """
    if not prose:
        return Markup("")

    def resolve(reference: Reference) -> Resolved | None:
        destination = locate(reference, prose.file)
        if isinstance(destination, Misled):
            return None
        if isinstance(destination, Elsewhere):
            return Resolved(destination.address)
        if not destination.target:
            return Resolved(destination.fragment)
        if destination.target.startswith(FILES):
            return Resolved(place.href(quote(destination.target)) + destination.fragment)
        found = targets.find_target(destination.target)
        if found is None:
            return None
        title, text_file = targets.describe_target(found)
        fragment = destination.fragment
        if fragment and text_file:
            fragment = f"#{_prefix_ids(text_file)}{fragment[1:]}"
        return Resolved(place.href(content_path(found)) + fragment, title)

    html = finish_html(prose.html, resolve, prefix=_prefix_ids(prose.file), top=top)
    return Markup(html)  # noqa: S704  (nh3 cleaned it)


def _prefix_ids(file: str) -> str:
    """What the ids of a file's text begin with, and no id of a page itself does."""
    return f"t{hashlib.sha256(file.encode()).hexdigest()[:8]}-"
