"""One page of papers as each browser puts it on the clipboard, prints it, or as mail passes it on: the same records each time."""

import os
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings

from litatlas.model import PartialDate
from litatlas.read.formats import parse_bytes
from tests.read.listings import ENTRIES, Entry

_EXAMPLES = int(os.environ.get("LITATLAS_DAMAGES", "10"))


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the page as a browser knows it: an element, and the text within."""

    kind: str
    """`heading`, `paragraph`, `line`, `item` or `picture`."""
    text: str


def build_page(entries: Sequence[Entry]) -> Iterator[Box]:
    yield Box("picture", "Hugging Face's logo")
    yield Box("item", "Models")
    yield Box("item", "Log In")
    yield Box("heading", "Trending Papers")
    yield Box("line", "byAK and the research community")
    for entry in entries:
        yield Box("line", "Submitted by")
        yield Box("picture", "reedkeeper's avatar")
        yield Box("line", "reedkeeper")
        yield Box("heading", entry.title)
        yield Box("paragraph", entry.abstract)
        if entry.organization:
            yield Box("line", entry.organization)
        else:
            yield Box("item", f"{entry.count} authors")
        yield Box("line", "·")
        yield Box("line", f"Published on {entry.day:%b} {entry.day.day}, {entry.day.year}")
        yield Box("line", "Upvote")
        yield Box("line", str(entry.votes))
        yield Box("line", "arXiv Page")
    yield from (Box("line", word) for word in ("Previous", "1", "2", "...", "100", "Next", "TOS", "Privacy"))


def copy_chromium(page: Sequence[Box]) -> str:
    """Headings and paragraphs stand between blank lines, items lose their bullets, and pictures say nothing."""
    return _copy(page, {"heading": "\n{}\n\n", "paragraph": "\n{}\n\n", "line": "{}\n", "item": "{}\n", "picture": ""})


def copy_firefox(page: Sequence[Box]) -> str:
    """Items stand four columns in, behind a bullet, and pictures are the words for them."""
    forms = {"heading": "\n{}\n\n", "paragraph": "\n{}\n\n", "line": "{} \n", "item": "    • {}\n", "picture": "{}\n"}
    return _copy(page, forms)


def copy_old_firefox(page: Sequence[Box]) -> str:
    """As before 2018: stars for bullets, and lines wrapped at 72 columns."""
    forms = {"heading": "\n{}\n\n", "paragraph": "\n{}\n\n", "line": "{}\n", "item": "  * {}\n", "picture": "\n"}
    return "\n".join("\n".join(textwrap.wrap(line, 72)) or line.strip() for line in _copy(page, forms).split("\n"))


def copy_safari(page: Sequence[Box]) -> str:
    """Bullets stand between tabs, pictures are one letter that stands for an object, and spaces may not break."""
    forms = {"heading": "{}\n", "paragraph": "{}\n\n", "line": "{}\u00a0\n", "item": "\t•\t{}\n", "picture": "\ufffc\n"}
    return _copy(page, forms).replace("Submitted by", "Submitted\u00a0by")


def copy_safari_inline(page: Sequence[Box]) -> str:
    """Pictures stand in the line of what is beside them."""
    return copy_safari(page).replace("\ufffc\n", "\ufffc")


def copy_phone(page: Sequence[Box]) -> str:
    """All lines are parted by the sign for a new line within a paragraph, none by the end of one."""
    return copy_safari(page).replace("\n", "\u2028")


def copy_notes(page: Sequence[Box]) -> str:
    """What a program for notes makes of it: hyphens for bullets, Windows' line ends, zero-width spaces."""
    forms = {"heading": "{}\n", "paragraph": "{}\n", "line": "{}\n", "item": "- \u200b{}\n", "picture": ""}
    return _copy(page, forms).replace("\n", "\r\n")


def copy_print(page: Sequence[Box]) -> str:
    """The text of pages that were printed: what stands above and below each falls where it will."""
    lines = [line for line in copy_chromium(page).split("\n") if line]
    wrapped = [part for line in lines for part in textwrap.wrap(line, 90)]
    pages = [wrapped[start : start + 23] for start in range(0, len(wrapped), 23)]
    head, foot = "3/14/25, 10:02 AM\tTrending Papers - Ponds", "https://ponds.example/papers/trending"
    return "\n".join("\n".join([head, *texts, f"{foot} {number}/{len(pages)}"]) for number, texts in enumerate(pages, start=1))


def copy_mail(page: Sequence[Box]) -> str:
    """A reply that quotes the page."""
    quoted = "".join(f"> {line}".rstrip() + "\n" for line in copy_chromium(page).split("\n"))
    return f"On Fri, 14 Mar 2025 at 10:02, Ada Wren <ada@ponds.example> wrote:\n{quoted}"


def _copy(page: Sequence[Box], forms: dict[str, str]) -> str:
    return "".join(forms[box.kind].format(box.text) for box in page)


COPIES = [
    copy_chromium,
    copy_firefox,
    copy_old_firefox,
    copy_safari,
    copy_safari_inline,
    copy_phone,
    copy_notes,
    copy_print,
    copy_mail,
]


@pytest.mark.parametrize("copy", COPIES)
@given(entries=ENTRIES)
@settings(max_examples=_EXAMPLES, deadline=None)
def test_each_copy_of_a_page_has_the_same_records(copy: Callable[[Sequence[Box]], str], entries: list[Entry]) -> None:
    text = copy(list(build_page(entries)))

    parsed = parse_bytes(text.encode(), "listing.txt")

    assert parsed.faults == (), text
    assert [(record.title, record.abstract) for record in parsed.records] == [(entry.title, entry.abstract) for entry in entries]
    assert [record.date for record in parsed.records] == [PartialDate(entry.day.isoformat()) for entry in entries]
    assert [record.organization.name if record.organization else "" for record in parsed.records] == [
        entry.organization for entry in entries
    ]
    assert [record.author_count for record in parsed.records] == [
        None if entry.organization else entry.count for entry in entries
    ]
