"""`llms.txt`: the site in a page of Markdown for programs that read, in the form of llmstxt.org. Its size is bounded."""

import re
from collections.abc import Iterable, Iterator

from litatlas.site.atlas import Atlas
from litatlas.site.places import (
    COVERAGE,
    DATA_INDEX,
    DATES,
    EVIDENCE_MAP,
    FEED,
    HARDWARE,
    METRICS,
    NEW,
    PAPERS,
    SITEMAP,
    TOPICS,
    absolute,
    feed_path,
    list_path,
    text_path,
)
from litatlas.text.wording import count_of

MOST_TOPICS, MOST_METRICS, MOST_DEVICES = 50, 30, 30
"""The most links of each kind, those with the most papers or results."""
_LONGEST = 300
"""The most letters of a title or description."""


def build_llms_text(atlas: Atlas) -> str:
    """The text of the file."""
    settings, groups = atlas.review.settings, atlas.groups
    results = sum(len(group.reported) for group in groups.metrics.values())
    lines = [f"# {_say(settings.title)}", ""]
    summary = (
        f"{count_of(len(groups.papers), 'paper')} and {count_of(results, 'result')} that they report, each with its evidence."
    )
    lines += [f"> {_say(settings.description)} {summary}".replace(">  ", "> "), ""]
    lines += [
        "Every result has a stable address: `papers/<slug>/#r-<id>`. What a paper does not state is left out of the data.",
        "Numbers were read by rules, and rules err: quote a number with the evidence that it links to.",
        "",
    ]
    for heading, links in (
        ("Data", _list_data()),
        ("Results by metric", _list_metrics(atlas)),
        ("Topics", _list_topics(atlas)),
        ("Hardware", _list_devices(atlas)),
        ("Optional", _list_others()),
    ):
        found = [f"- [{_say(text)}]({absolute(atlas.base_url, path)}){_after(note)}" for text, path, note in links]
        lines += [f"## {heading}", "", *found, ""] if found else []
    return "\n".join(lines)


_Links = Iterable[tuple[str, str, str]]
"""Texts, paths and what is said of them."""


def _list_data() -> _Links:
    yield "Index of the data", DATA_INDEX, "the files of papers and results in each format, with their rows; none is above 5 MB"
    yield "All results as JSON", "data/results.json", "one result a line: value, unit, form, metric, baseline, hardware, evidence"
    yield "The same as CSV", "data/results.csv", "a table for spreadsheets, with the factors that follow from values"
    yield "All papers as JSON", "data/papers.json", "one paper a line, with its sources; `paper` of a result is its `slug`"
    yield "BibTeX", "data/papers.bib", "an entry for each paper"
    yield "CSL-JSON", "data/papers.csl.json", "the same for citation processors"
    yield "Atom feed", FEED, "the newest papers; topics and devices have feeds of their own beside their pages"


def _list_metrics(atlas: Atlas) -> Iterator[tuple[str, str, str]]:
    for group in atlas.groups.shared_metrics[:MOST_METRICS]:
        yield atlas.label(group.name), list_path(f"{METRICS}/{group.slug}"), count_of(len(group.reported), "result")


def _list_topics(atlas: Atlas) -> Iterator[tuple[str, str, str]]:
    for group in list(atlas.groups.topics.values())[:MOST_TOPICS]:
        count = count_of(len(group.papers), "paper")
        described = atlas.review.topics[group.slug].description
        yield group.name, list_path(f"{TOPICS}/{group.slug}"), f"{count}. {described}" if described else count


def _list_devices(atlas: Atlas) -> Iterator[tuple[str, str, str]]:
    for group in list(atlas.groups.devices.values())[:MOST_DEVICES]:
        yield group.name, list_path(f"{HARDWARE}/{group.slug}"), count_of(len(group.papers), "paper")


def _list_others() -> _Links:
    yield "Evidence map", list_path(EVIDENCE_MAP), "papers by topic and hardware, and the holes between"
    yield "Coverage", list_path(COVERAGE), "what was found in each paper, and why nothing was"
    yield "New", list_path(NEW), f"papers by the day that they came into the review on, with a feed: {feed_path(NEW)}"
    yield "All papers", list_path(PAPERS), "newest first"
    yield "Dates", list_path(DATES), ""
    yield "About", text_path("about"), ""
    yield "Sitemap", SITEMAP, ""


def _after(note: str) -> str:
    return f": {_say(note)}" if note else ""


def _say(text: str) -> str:
    """A text in one line and without Markdown's brackets, so that it ends no link."""
    line = re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()
    return re.sub(r"[\[\]<>`]", "", line)[:_LONGEST]
