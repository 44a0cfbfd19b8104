"""HTML that Markdown became, made safe for a page: nothing runs, nothing loads from elsewhere, nothing is lost in silence."""

import re
from collections import Counter
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
_EVERYWHERE = frozenset({"lang", "title", "rel"})
"""Attributes that every element may have; of links, pages say themselves how the other site is related."""
_REFUSED = frozenset(
    "html head body title base link meta style script noscript template iframe frame frameset noframes object embed "
    "applet param form input button select option optgroup textarea label fieldset legend datalist output progress meter "
    "svg math canvas audio video source track picture portal slot dialog menu font blink marquee nobr plaintext xmp "
    "isindex keygen bgsound main section address search big dir".split()
)
"""Elements of HTML that the cleaning takes out, beside those that it leaves."""
SHOWN = frozenset("title textarea style xmp iframe noembed noframes noscript script plaintext template".split())
"""Elements of HTML whose tags are shown as they are written, as GitHub does: browsers read what is in them as no HTML, and where
one is never closed, nothing below it either (GitHub Flavored Markdown, 6.11)."""
_TAG = re.compile(r"<(?=/?(?P<name>[A-Za-z][^\s/<>]*)[^<>]*>)")
ELEMENTS = frozenset(nh3.ALLOWED_TAGS) | _REFUSED
"""The elements of HTML."""
OF_LINES = frozenset("b i em strong u s del ins code kbd small big sub sup mark a q cite".split())
"""Elements of running text, which go on until they are closed."""
_RAW = re.compile(rf"<(?=/?(?:{'|'.join(sorted(SHOWN))})(?![\w-])|[?]|!(?!--))", re.IGNORECASE)
"""Their tags, even those that nothing ends, and what a browser makes a comment of: `<![CDATA[ x ]]>`, `<?x ?>`."""
_COMMENT = re.compile("<(?=!--)")
_RUNNING = frozenset("a b code em i s small strike strong tt u".split())
"""Elements that a browser opens anew in the paragraphs below, where nothing closes them."""
_PARAGRAPHS = frozenset("p li td th dt dd h1 h2 h3 h4 h5 h6".split())
_ANY_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?>")
_HREF = re.compile(
    r"""(?P<before><(?:(?:a|area)\b[^<>]*?\shref|img\b[^<>]*?\ssrc)\s*=\s*)(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)')""",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*(?=:)")
_IGNORED = re.compile(r"[\x00-\x20]")
"""What browsers pass over at the start of an address and within its scheme."""


def clean_html(html: str) -> str:
    """HTML without scripts, styles, frames, controls and event handlers.

    What looks like a tag and is none of HTML, such as `List<int>`, stands as it is written, as do the tags of `SHOWN` and a
    comment that nothing ends. An element of running text ends with its paragraph. The address of a link or picture whose scheme
    is not of `SCHEMES` gets two exclamation marks in front, which make it a name within the page, so that it can still be told.
    """
    html = _RAW.sub("&lt;", html)
    html = _end_running(_HREF.sub(_mark_refused, _TAG.sub(_show_unknown, show_open_comments(html))))
    return nh3.clean(html, attributes=_ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")


def show_open_comments(html: str) -> str:
    """HTML whose comments that nothing ends stand as they are written."""
    ended = html.rfind("-->")
    return _COMMENT.sub(lambda found: "<" if found.start() < ended else "&lt;", html)


def is_taken_out(name: str) -> bool:
    """Whether an element of HTML leaves only what stands in it; its name is in lower case."""
    return name in _REFUSED and name not in SHOWN


def keeps_attribute(name: str, attribute: str) -> bool:
    """Whether an attribute of an element, both in lower case, gets onto the page."""
    return attribute in _EVERYWHERE or attribute in _ATTRIBUTES.get(name, ())


def _end_running(html: str) -> str:
    """HTML where what a paragraph, cell or heading opens ends with it: `<p>A <b and c> D</p>` gets its `</b>`."""
    opened: list[Counter[str]] = []
    """For each paragraph that the place is in, the elements of running text that it holds open."""

    def end(tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        if name in _PARAGRAPHS:
            if not tag["close"]:
                opened.append(Counter())
            elif opened:
                return "".join(f"</{one}>" for one in opened.pop().elements()) + tag[0]
        elif name in _RUNNING and opened:
            opened[-1][name] = max(opened[-1][name] + (-1 if tag["close"] else 1), 0)
        return tag[0]

    return _ANY_TAG.sub(end, html)


def _show_unknown(found: re.Match[str]) -> str:
    name = found["name"].lower()
    return found[0] if name in ELEMENTS else "&lt;"


def _mark_refused(found: re.Match[str]) -> str:
    address = found["double"] if found["double"] is not None else found["single"]
    plain = _IGNORED.sub("", unescape(address))
    scheme = _SCHEME.match(plain)
    return f'{found["before"]}"!!{escape(plain)}"' if scheme and scheme[0].lower() not in SCHEMES else found[0]
