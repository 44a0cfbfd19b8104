r"""What stands in lines of Markdown as GitHub reads it, beyond the package markdown: addresses, breaks, escapes, code."""

import re
from html import unescape
from string import punctuation
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor, InlineProcessor, SimpleTagInlineProcessor
from markdown.util import AtomicString, code_escape

_BARE = r"(?<![\w/@.\-])(?P<address>(?:https?://|ftp://|www\.)[^\s<\x02\x03]+)"
r"""An address without brackets; `\x02` and `\x03` are the library's marks of what is found already."""
_MAIL = r"(?<![\w.+\-/@])(?P<mail>[\w.+\-]{1,64}@[A-Za-z0-9\-_]{1,63}(?:\.[A-Za-z0-9\-_]{1,63}){1,8})(?![\w@\-])"
_BEHIND = re.compile(r"(?:[?!.,:*_~'\"]|&[A-Za-z0-9]+;|;)+\Z")
"""What ends a sentence and no address, by GitHub Flavored Markdown."""
_HARD_BREAK = r"\\\n"
_TICKS = re.compile("`*")
_ANGLED = r"<(?P<address>(?i:mailto):[^<>\s]+@[^<>\s]+)>"
_STRUCK = r"(?<![~\\])(~)(?![~\s])([^~]+?)(?<![~\s\\])~(?!~)"
"""Struck out by one tilde on either side; of two of them another extension knows."""


class GitHubLines(Extension):
    """Markdown's extension for what stands in lines."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        """Find them behind links and HTML, which may hold addresses themselves."""
        md.ESCAPED_CHARS = list(punctuation)
        md.inlinePatterns.register(_Code(BACKTICK_RE), "backtick", 190)
        md.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "struck-by-one", 64)
        md.inlinePatterns.register(_HardBreak(_HARD_BREAK, md), "hard-break", 182)
        md.inlinePatterns.register(_MailInAngles(_ANGLED, md), "mail-in-angles", 115)
        md.inlinePatterns.register(_BareAddress(_BARE, md), "bare-address", 85)
        md.inlinePatterns.register(_BareMail(_MAIL, md), "bare-mail", 84)


class _Code(BacktickInlineProcessor):
    def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]  # noqa: N802  (the library's signature)
        """Code between two runs of as many backticks, without the one blank that may stand at both of its ends."""
        if m.group(1):
            return super().handleMatch(m, data)
        begin = m.start(0)
        start = _find_end(data, begin)
        closed = re.compile(rf"(?<!`)`{{{start - begin}}}(?!`)").search(data, start)
        if closed is None:
            return None, begin, start
        text = data[start : closed.start()].replace("\n", " ")
        if text.startswith(" ") and text.endswith(" ") and text.strip():
            text = text[1:-1]
        element = Element("code")
        element.text = AtomicString(code_escape(text))
        return element, begin, closed.end()


def _find_end(text: str, start: int) -> int:
    """Where a run of backticks ends."""
    match = _TICKS.match(text, start)
    return match.end() if match else start


class _HardBreak(InlineProcessor):
    def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]  # noqa: ARG002, N802  (the library's signature)
        """A line that ends by a backslash."""
        return Element("br"), m.start(0), m.end(0)


class _BareAddress(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]  # noqa: ARG002, N802  (the library's signature)
        """An address as a link, without what ends the sentence that it stands in."""
        address = trim_address(m["address"])
        if "." not in address.partition("//")[2].partition("/")[0] and not address.startswith("www."):
            return None, None, None
        plain = unescape(address)
        element = Element("a", {"href": plain if "//" in plain else f"http://{plain}"})
        element.text = plain
        return element, m.start("address"), m.start("address") + len(address)


class _BareMail(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]  # noqa: ARG002, N802  (the library's signature)
        """An address of mail."""
        if m["mail"][-1] in "-_":
            return None, None, None
        element = Element("a", {"href": f"mailto:{m['mail']}"})
        element.text = m["mail"]
        return element, m.start("mail"), m.end("mail")


class _MailInAngles(InlineProcessor):
    def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]  # noqa: ARG002, N802  (the library's signature)
        """An address of mail with its scheme, however that is written: `<MAILTO:ada@ponds.example>`."""
        element = Element("a", {"href": unescape(m["address"])})
        element.text = AtomicString(unescape(m["address"]))
        return element, m.start(0), m.end(0)


def trim_address(address: str) -> str:
    """An address without what follows it in its sentence: its full stop, and brackets that nothing in it opens."""
    while True:
        kept = _BEHIND.sub("", address)
        if kept.endswith(")") and kept.count(")") > kept.count("("):
            kept = kept[:-1]
        if kept == address:
            return kept
        address = kept
