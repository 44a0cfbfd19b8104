"""Links within `content/`: `[[slug]]`, `[[slug|text]]`, and Markdown links to another page's file (`../papers/slug.md`)."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_WIKI = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_FILE = re.compile(r"\]\(\s*<?([^()\s<>]+\.md)(#[^()\s<>]*)?>?(?:\s+\"[^\"\n]*\")?\s*\)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentLink:
    """A link to another page of the review."""

    target: str
    """A slug, or the path of a file below `content/`, without its `.md`: `papers/some-slug`."""
    line: int
    """The line within the text, from 0."""


def find_links(body: str, file: str) -> Iterator[ContentLink]:
    """The links of a Markdown text, in code neither fenced nor inline; `file` is its path below the review's folder."""
    text = _CODE.sub(_blank, _FENCED.sub(_blank, body)) if "`" in body or "~~~" in body else body
    for match in _WIKI.finditer(text):
        yield ContentLink(match[1].strip(), text.count("\n", 0, match.start()))
    for match in _FILE.finditer(text):
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
