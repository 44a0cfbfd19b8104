"""HTML that Markdown became, made safe for a page: nothing runs, nothing loads from elsewhere, nothing is lost in silence."""

import re
from html import escape, unescape

import nh3

SCHEMES = {"http", "https", "mailto", "ftp", "tel", "doi", "zotero", "obsidian"}
"""The schemes of addresses that links may have: of the web, and of programs that readers of papers use."""
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    **{f"h{level}": {"id"} for level in range(1, 7)},
    "a": {"href", "title", "class", "id"},
    "div": {"class"},
    "span": {"class"},
    "sup": {"id"},
    "ul": {"class"},
    "li": {"id", "class"},
    "blockquote": {"cite", "class"},
    "p": {"class"},
    "th": {"scope", "colspan", "rowspan", "class"},
    "td": {"colspan", "rowspan", "class"},
    "img": {"src", "alt", "title", "width", "height"},
}
_REFUSED = frozenset(
    "html head body title base link meta style script noscript template iframe frame frameset noframes object embed "
    "applet param form input button select option optgroup textarea label fieldset legend datalist output progress meter "
    "svg math canvas audio video source track picture portal slot dialog menu font blink marquee nobr plaintext xmp "
    "isindex keygen bgsound main section address search big dir".split()
)
"""Elements of HTML that the cleaning takes out, beside those that it leaves."""
_SHOWN = frozenset("title textarea style xmp iframe noembed noframes script plaintext".split())
"""Elements of HTML whose tags are shown as they are written, as GitHub does: browsers read what is in them as no HTML, and where
one is never closed, nothing below it either (GitHub Flavored Markdown, 6.11)."""
_TAG = re.compile(r"<(?=/?(?P<name>[A-Za-z][^\s/<>]*)[^<>]*>)")
ELEMENTS = frozenset(nh3.ALLOWED_TAGS) | _REFUSED
"""The elements of HTML."""
_HREF = re.compile(
    r"""(?P<before><(?:(?:a|area)\b[^<>]*?\shref|img\b[^<>]*?\ssrc)\s*=\s*)(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)')""",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*(?=:)")
_IGNORED = re.compile(r"[\x00-\x20]")
"""What browsers pass over at the start of an address and within its scheme."""


def clean_html(html: str) -> str:
    """HTML without scripts, styles, frames, controls and event handlers.

    What looks like a tag and is none of HTML, such as `List<int>`, stands as it is written, as do tags of `_SHOWN`. The address
    of a link or picture whose scheme is not of `SCHEMES` gets two exclamation marks in front, which make it a name within the
    page, so that it can still be told.
    """
    html = _HREF.sub(_mark_refused, _TAG.sub(_show_unknown, html))
    return nh3.clean(html, attributes=_ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")


def _show_unknown(found: re.Match[str]) -> str:
    name = found["name"].lower()
    return found[0] if name in ELEMENTS and name not in _SHOWN else "&lt;"


def _mark_refused(found: re.Match[str]) -> str:
    address = found["double"] if found["double"] is not None else found["single"]
    plain = _IGNORED.sub("", unescape(address))
    scheme = _SCHEME.match(plain)
    return f'{found["before"]}"!!{escape(plain)}"' if scheme and scheme[0].lower() not in SCHEMES else found[0]
