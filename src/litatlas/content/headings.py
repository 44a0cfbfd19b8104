"""Headings of people's texts get ids, made of their words as GitHub makes them: `## Two ponds` is `#two-ponds`."""

import re
from collections import Counter
from collections.abc import Iterable
from html import escape, unescape

_HEADING = re.compile(r"<(?P<name>h[1-6])(?P<attributes>[^<>]*)>(?P<inner>.*?)</(?P=name)>", re.DOTALL)
_ID = re.compile(r' id="')
_TAG = re.compile(r"<[^<>]*>")
_NO_WORD = re.compile(r"[^\w\- ]")


def identify_headings(html: str, ids: Iterable[str]) -> str:
    """Clean HTML whose headings all have ids; those that people gave stay, and others of the same words are numbered from 1.

    `ids` are those that the HTML has.
    """
    used = Counter(ids)

    def identify(heading: re.Match[str]) -> str:
        if _ID.search(heading["attributes"]):
            return heading[0]
        slug = slugify_heading(unescape(_TAG.sub("", heading["inner"])))
        if not slug:
            return heading[0]
        number, id_ = 0, slug
        while used[id_]:
            number += 1
            id_ = f"{slug}-{number}"
        used[id_] += 1
        return f'<{heading["name"]} id="{escape(id_)}"{heading["attributes"]}>{heading["inner"]}</{heading["name"]}>'

    return _HEADING.sub(identify, html)


def slugify_heading(text: str) -> str:
    """The id of a heading of these words: in lower case, spaces as hyphens, without other signs."""
    return _NO_WORD.sub("", text.strip().lower()).replace(" ", "-")
