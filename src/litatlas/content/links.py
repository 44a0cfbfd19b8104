"""Where the links of people's Markdown lead, and which of them lead nowhere."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from litatlas.content.cleaning import SCHEMES
from litatlas.content.markdown import Reference
from litatlas.content.prose import Prose

PAPER_ANCHORS = frozenset({"main", "results", "rejected", "abstract", "notes", "sources", "cite", "related"})
"""The ids that a paper's page gives its parts; those of its results are `r-` and the result's id."""

FILES = "files/"
"""The folder, below `content/`, of the files that the site carries as they are."""

_RESULT_ANCHOR = re.compile(r"r-[0-9a-f]{8}(?:-\d+)?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PUT = "put the file into content/files/ and name it from here, such as ../files/picture.png"


_BACK = "#fnref:"
"""Where the arrow behind a footnote leads, which nobody wrote: a footnote that nothing refers to is told as such (`lost.py`)."""
_LONGEST_SHOWN = 80
"""Characters of an address in a message."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A page or a file of the review."""

    target: str
    """A slug, or a path below `content/`, of pages without the `.md`: `papers/some-slug`, `files/legs.csv`; empty for the page
    that the link itself stands on."""
    fragment: str = ""
    """With its `#`; empty where the link names none."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place that is not the review's."""

    address: str


@dataclass(frozen=True, slots=True)
class Misled:
    """A way of writing an address that works nowhere on the site."""

    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that leads nowhere."""

    line: int
    """The line of the file, from 1."""
    message: str
    hint: str
    """Empty where the name may be mistyped."""
    name: str
    """The name that its target should have."""


def locate(reference: Reference, file: str) -> Destination | Elsewhere | Misled:
    """Where a reference leads that stands in `file`, a path below the review's folder; whether that is there is not asked."""
    address = reference.address.strip()
    if reference.kind == "slug":
        return Destination(address)
    is_picture = reference.kind == "picture"
    if reference.is_foreign_picture:
        return Elsewhere(address)
    if address.startswith("#") and not is_picture:
        return Destination("", address)
    if _SCHEME.match(address) or address.startswith("//"):
        return _locate_elsewhere(address, is_picture=is_picture)
    if address.startswith("/"):
        hint = _PUT if is_picture else "write [[slug]], or name the file from here, such as ../papers/slug.md"
        return Misled("is absolute, and breaks where the site is not at the root of its host", hint)
    return _locate_file(address, file, is_picture=is_picture)


def is_paper_anchor(anchor: str) -> bool:
    """Whether a paper's page may have a part of this id."""
    return anchor in PAPER_ANCHORS or _RESULT_ANCHOR.fullmatch(anchor) is not None


def find_dead_links(prose: Prose, is_there: Callable[[str], bool], has_part: Callable[[str, str], bool]) -> Iterator[DeadLink]:
    """The links of a text that lead nowhere.

    `is_there` tells whether a `Destination.target` is there, and `has_part` whether a target's page has a part of an id; the
    target is empty for the page of the text itself.
    """
    seen: Counter[Reference] = Counter()
    for reference in prose.references:
        if reference.address.startswith(_BACK):
            continue
        place = locate(reference, prose.file)
        if isinstance(place, Elsewhere) or (isinstance(place, Destination) and _leads(place, is_there, has_part)):
            continue
        line = prose.line + _find_line(prose.text, reference, seen[reference])
        seen[reference] += 1
        if isinstance(place, Misled):
            kind = "picture" if reference.kind == "picture" else "link"
            shown = shorten_address(reference.address)
            yield DeadLink(line, f"the address of a {kind}, {shown!r}, {place.reason}", place.hint, reference.address)
        elif place.target.startswith(FILES):
            path = f"content/{place.target}"
            yield DeadLink(line, f"there is no file {path}", "put it there, or mend the address", posixpath.basename(path))
        elif not place.target or is_there(place.target):
            where = repr(place.target) if place.target else "this page"
            hint = (
                "give the heading there an id, such as `## Words {#words}`, or name the one that it has: its words with hyphens"
            )
            yield DeadLink(line, f"a link leads to {place.fragment!r} of {where}, which has no such part", hint, place.fragment)
        else:
            name = posixpath.basename(place.target)
            yield DeadLink(line, f"a link leads to {place.target!r}, which is not there", "", name)


def find_foreign_pictures(prose: Prose) -> Iterator[tuple[int, str]]:
    """The pictures of other sites in a text, which pages show as links: the line of the file, and the address."""
    seen: Counter[Reference] = Counter()
    for reference in prose.references:
        if reference.is_foreign_picture:
            yield prose.line + _find_line(prose.text, reference, seen[reference]), reference.address
            seen[reference] += 1


def shorten_address(address: str) -> str:
    """An address as far as a message shows it: a picture may be written out in its own."""
    return address if len(address) <= _LONGEST_SHOWN else f"{address[:_LONGEST_SHOWN]}…"


def _leads(place: Destination, is_there: Callable[[str], bool], has_part: Callable[[str, str], bool]) -> bool:
    if place.target and not is_there(place.target):
        return False
    anchor = unquote(place.fragment[1:])
    return not anchor or place.target.startswith(FILES) or has_part(place.target, anchor)


def _locate_elsewhere(address: str, *, is_picture: bool) -> Elsewhere | Misled:
    if is_picture:
        return Misled("is no address of the web", _PUT)
    scheme = _SCHEME.match(address)
    if not scheme:
        return Misled("has no scheme", "begin it with https:")
    if scheme[0][:-1].lower() in SCHEMES:
        return Elsewhere(address)
    return Misled(
        f"has the scheme {scheme[0]!r}, which pages do not link to", f"those that they do: {', '.join(sorted(SCHEMES))}"
    )


def _locate_file(address: str, file: str, *, is_picture: bool) -> Destination | Misled:
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    fragment = address[address.index("#") :] if "#" in address else ""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))
    target = joined.removeprefix("content/")
    if path and target != joined:
        if target.startswith(FILES):
            return Destination(target, fragment)
        if target.endswith(".md") and not is_picture:
            return Destination(target.removesuffix(".md"), fragment)
    if is_picture:
        return Misled("names no file of content/files/", _PUT)
    return Misled(
        "names no page and no file of content/files/",
        "write [[slug]], or name a page's file from here, such as ../papers/slug.md",
    )


def _find_line(text: str, reference: Reference, number: int) -> int:
    """The line where a reference stands for the `number`th time, from 0; the first line where it is written otherwise."""
    address = re.escape(reference.address)
    pattern = rf"(?<![^\s(<\"'=:]){address}(?![^\s)>\"'])" if address else r"\]\(\s*(?:<>)?\s*\)|(?:href|src)=([\"'])\1"
    if reference.kind == "slug":
        pattern = rf"\[\[\s*{address}\s*[\]|\\]"
    starts = [match.start() for match in re.finditer(pattern, text)]
    return text.count("\n", 0, starts[min(number, len(starts) - 1)]) if starts else 0
