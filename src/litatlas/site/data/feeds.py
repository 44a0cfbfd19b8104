"""The files of a site that are not pages: Atom feeds, sitemap, robots.txt and the data for machines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from litatlas import __version__
from litatlas.model import Paper
from litatlas.site.atlas import Atlas
from litatlas.site.data.downloads import build_downloads
from litatlas.site.data.llms import build_llms_text
from litatlas.site.pages.arrivals import describe_order
from litatlas.site.pages.cards import describe_authors
from litatlas.site.pages.identity import list_links
from litatlas.site.pages.moved import list_moved
from litatlas.site.places import (
    FEED,
    HARDWARE,
    HOME,
    LLMS,
    NEW,
    NOT_FOUND,
    SITEMAP,
    SITEMAPS,
    TOPICS,
    absolute,
    feed_path,
    list_path,
    paper_path,
)
from litatlas.text.wording import count_of

FEED_ENTRIES = 50
"""How many papers the feed of the whole review lists, the newest first."""
GROUP_ENTRIES = 20
"""How many papers the feed of a topic or device lists."""
NEW_ENTRIES = 100
"""How many papers the feed of new papers lists, those of the latest captures; a day may bring many."""
SITEMAP_ADDRESSES = 50_000
"""How many addresses a sitemap lists at most, as sitemaps.org has it."""
_FURTHER = re.compile(r"/page/[0-9]+/index\.html\Z")
"""The end of the path of a list's page that is not its first, as `list_path` has it."""
_UNTOLD = re.compile("[\0-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no feed tells: control characters, of which XML 1.0 has a place for three alone, and what is no letter."""
_EPOCH = "1970-01-01"
"""Stands for the date of a feed without a dated paper: Atom wants one, and no clock may enter the site."""


def build_files(atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """All these files but the sitemap, with their paths."""
    yield from _build_feeds(atlas)
    yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {atlas.base_url}{SITEMAP}\n".encode()
    yield from build_downloads(atlas)
    yield LLMS, build_llms_text(atlas).encode()
    yield ".nojekyll", b""


def _build_feeds(atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """The feed of the whole review, that of new papers, and those of each topic and device."""
    settings, groups = atlas.review.settings, atlas.groups
    whole = _Feed(FEED, HOME, settings.title, settings.description)
    yield whole.path, _build_feed(atlas, whole, _date(groups.papers), FEED_ENTRIES).encode()
    new = _Feed(feed_path(NEW), list_path(NEW), f"New papers: {settings.title}", describe_order(groups.arrivals))
    came = ((paper, arrival.day) for arrival in groups.arrivals if arrival.is_dated for paper in arrival.papers)
    yield new.path, _build_feed(atlas, new, came, NEW_ENTRIES).encode()
    for root, named in ((TOPICS, groups.topics), (HARDWARE, groups.devices)):
        for group in named.values():
            folder = f"{root}/{group.slug}"
            feed = _Feed(feed_path(folder), list_path(folder), f"{group.name}: {settings.title}", "")
            yield feed.path, _build_feed(atlas, feed, _date(group.papers), GROUP_ENTRIES).encode()


@dataclass(frozen=True, slots=True)
class _Feed:
    """What is particular to one feed."""

    path: str
    page: str
    title: str
    subtitle: str


_Dated = Iterable[tuple[Paper, str]]
"""Papers, each with the day that its entry is of, in ISO 8601 and cut to what is known; the latest first."""


def _date(papers: Iterable[Paper]) -> _Dated:
    """Papers by their dates of publication; those without one are in no feed."""
    return ((paper, paper.work.date.iso) for paper in papers if paper.work.date)


def _build_feed(atlas: Atlas, feed: _Feed, members: _Dated, most: int) -> str:
    settings = atlas.review.settings
    entries = list(islice(members, most))
    address = absolute(atlas.base_url, feed.page)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(settings.language)}>',
        f"<title>{_escape(feed.title)}</title>",
        *([f"<subtitle>{_escape(feed.subtitle)}</subtitle>"] if feed.subtitle else []),
        f"<id>{escape(address)}</id>",
        f"<link href={quoteattr(address)}/>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(absolute(atlas.base_url, feed.path))}/>',
        f"<updated>{_timestamp(entries[0][1] if entries else _EPOCH)}</updated>",
        f"<author><name>{_escape(settings.title)}</name></author>",
        f'<generator version="{__version__}">LitAtlas</generator>',
    ]
    for paper, day in entries:
        lines.extend(_build_entry(atlas, paper, day))
    return "\n".join([*lines, "</feed>", ""])


def _build_entry(atlas: Atlas, paper: Paper, day: str) -> Iterator[str]:
    address = absolute(atlas.base_url, paper_path(paper.slug))
    authors = tuple(author.name for author in paper.work.authors) or (
        (paper.work.organization.name,) if paper.work.organization else ()
    )
    parts = [describe_authors(paper.work), count_of(len(paper.extraction.results), "reported result")]
    yield "<entry>"
    yield f"<title>{_escape(paper.work.title.readable)}</title>"
    yield f"<id>{escape(address)}</id>"
    yield f"<link href={quoteattr(address)}/>"
    yield from (
        f'<link rel="related" title={quoteattr(link.text)} href={quoteattr(link.href)}/>' for link in list_links(paper.work)
    )
    yield f"<updated>{_timestamp(day)}</updated>"
    yield from (f"<author><name>{_escape(author)}</name></author>" for author in authors)
    for topic in paper.extraction.topics:
        yield f"<category term={quoteattr(topic)} label={quoteattr(_clean(atlas.review.topics[topic].title))}/>"
    yield f"<summary>{_escape('; '.join(part for part in parts if part))}</summary>"
    yield "</entry>"


def _timestamp(day: str) -> str:
    return f"{day}{_EPOCH[len(day) :]}T00:00:00Z"


def build_sitemaps(atlas: Atlas, pages: Iterable[str], most: int = SITEMAP_ADDRESSES) -> Iterator[tuple[str, bytes]]:
    """The sitemap of pages by their paths, in any order; where they are more than `most`, several and an index of them.

    Further pages of a list are left out: what they list has addresses of its own there.
    """
    left_out = {NOT_FOUND, *map(list_path, list_moved(atlas))}
    standing = (path for path in pages if path not in left_out and not _FURTHER.search(path))
    addresses = sorted(absolute(atlas.base_url, path) for path in standing)
    if len(addresses) <= most:
        yield SITEMAP, _list_addresses("urlset", "url", addresses)
        return
    parts = [addresses[start : start + most] for start in range(0, len(addresses), most)]
    paths = [f"{SITEMAPS}{number}.xml" for number in range(1, len(parts) + 1)]
    yield SITEMAP, _list_addresses("sitemapindex", "sitemap", [absolute(atlas.base_url, path) for path in paths])
    yield from ((path, _list_addresses("urlset", "url", part)) for path, part in zip(paths, parts, strict=True))


def _list_addresses(root: str, each: str, addresses: Iterable[str]) -> bytes:
    """A file in the form of sitemaps."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<{each}><loc>{escape(address)}</loc></{each}>" for address in addresses]
    return "\n".join([*lines, f"</{root}>", ""]).encode()


def _escape(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    """The text without the characters that XML 1.0 has no place for."""
    return _UNTOLD.sub("", text)
