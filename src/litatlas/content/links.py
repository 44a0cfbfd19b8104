"""Links within `content/`: `[[slug]]`, `[[slug|text]]`, and Markdown links to another page's file (`../papers/slug.md`)."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

_FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INDENTED = re.compile(r"(?: {4}|\t)")
_LIST_ITEM = re.compile(r" {0,3}(?:[-+*]|\d+\.|\[\^[^\]]+\]:)\s")
_WIKI = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_FILE = re.compile(r"\]\(\s*<?([^()\s<>]+\.md)(#[^()\s<>]*)?>?(?:\s+\"[^\"\n]*\")?\s*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+\.md)(#[^\s<>]*)?>?", re.MULTILINE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentLink:
    """A link to another page of the review."""

    target: str
    """A slug, or the path of a file below `content/`, without its `.md`: `papers/some-slug`."""
    line: int
    """The line within the text, from 0."""


def find_links(body: str, file: str) -> Iterator[ContentLink]:
    """The links of a Markdown text, neither in code nor in comments; `file` is its path below the review's folder."""
    if "[[" not in body and ".md" not in body:
        return
    text = _blank_indented(_FENCED.sub(_blank, body))
    text = _COMMENT.sub(_blank, _CODE.sub(_blank, text))
    for match in _WIKI.finditer(text):
        yield ContentLink(match[1].strip(), text.count("\n", 0, match.start()))
    for match in chain(_FILE.finditer(text), _REFERENCE.finditer(text)):
        target = resolve_file(match[1], file)
        if target is not None:
            yield ContentLink(target, text.count("\n", 0, match.start()))


def resolve_file(href: str, file: str) -> str | None:
    """The path below `content/` that a relative link to a Markdown file names, without `.md`; None for links elsewhere."""
    path = href.partition("#")[0]
    if not path.endswith(".md") or _SCHEME.match(href) or href.startswith("/"):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(file), path.removesuffix(".md")))
    return joined.removeprefix("content/")


def _blank(match: re.Match[str]) -> str:
    """The match with all but its line breaks blanked, so that lines keep their numbers."""
    return re.sub(r"[^\n]", " ", match[0])


def _blank_indented(text: str) -> str:
    """The text without its indented code blocks: indented lines after a blank one that continue no list item or footnote."""
    lines = text.split("\n")
    in_code, in_item, after_blank = False, False, True
    for number, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        is_indented = _INDENTED.match(line) is not None
        if not is_indented:
            in_item = _LIST_ITEM.match(line) is not None or (in_item and not after_blank)
        in_code = is_indented and not in_item and (in_code or after_blank)
        after_blank = False
        if in_code:
            lines[number] = ""
    return "\n".join(lines)
