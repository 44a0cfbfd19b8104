"""A site of a review's papers for Hugo that says much of what LitAtlas's says: pages of papers with their metadata, results and
BibTeX, lists of cards and tables of results by topic, device and metric, lists by month, feeds, and the data as JSON.

What Hugo's templates cannot make is left out: the marks of numbers in their sentences, bands, charts, and the search. Related
papers are measured apart (`RELATED`): Hugo compares each page with all others, so that their cost grows with the square of the
papers.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import copytree
from typing import Final

from litatlas.model import Paper, Result

LAYOUTS: Final = Path(__file__).with_name("layouts")
"""Hugo's templates, as they stand in a site's `layouts/`."""
SETTINGS: Final = """baseURL = "https://someone.github.io/review/"
title = "Benchmark"
pagination = { pagerSize = 100 }
taxonomies = { topic = "topics", device = "hardware", metric = "metrics", month = "dates" }
outputs = { home = ["html", "rss", "json"] }
services = { rss = { limit = 50 } }

[params]
related = false

[related]
threshold = 60
indices = [{ name = "topics", weight = 80 }, { name = "hardware", weight = 60 }, { name = "metrics", weight = 40 }]
"""
RELATED: Final = {"HUGO_PARAMS_RELATED": "true"}
"""The environment in which Hugo's pages list related papers."""


def write_site(papers: Iterable[Paper], root: Path) -> None:
    """Write what Hugo builds a site of."""
    copytree(LAYOUTS, root / "layouts")
    (root / "hugo.toml").write_text(SETTINGS, encoding="utf-8")
    folder = root / "content" / "papers"
    folder.mkdir(parents=True)
    for paper in papers:
        text = f"{json.dumps(_describe_paper(paper))}\n\n{paper.work.abstract or ''}\n"
        (folder / f"{paper.slug}.md").write_text(text, encoding="utf-8")


def _describe_paper(paper: Paper) -> Mapping[str, object]:
    """The front matter of a paper's page."""
    date = paper.work.date.iso if paper.work.date else "2000-01-01"
    rows = paper.extraction.results
    sources = [witness.source for witness in paper.work.witnesses]
    return {
        "title": paper.work.title.readable,
        "date": f"{date}-01-01"[:10],
        "topics": list(paper.extraction.topics),
        "hardware": list(paper.extraction.hardware),
        "metrics": list(dict.fromkeys(row.metric for row in rows)),
        "dates": [date[:7]],
        "results": list(map(_describe_row, rows)),
        "why": {topic: list(terms) for topic, terms in paper.extraction.topic_terms.items()},
        "sources": [{"file": source.file, "line": source.line} for source in sources],
    }


def _describe_row(row: Result) -> Mapping[str, str]:
    return {
        "quote": row.quote,
        "metric": row.metric,
        "form": row.form,
        "baseline": ", ".join(row.baseline),
        "hardware": ", ".join(row.hardware),
        "dataset": ", ".join(row.dataset),
        "model": ", ".join(row.model),
    }
