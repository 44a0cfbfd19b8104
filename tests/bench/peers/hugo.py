"""A site of a review's papers for Hugo: a page for each paper, lists in pages by topic and device, feeds."""

import json
from collections.abc import Iterable
from pathlib import Path

from litatlas.model import Paper, Result

_LAYOUTS = {
    "baseof.html": '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
    '<nav><a href="{{ "/" | relURL }}">Home</a> <a href="{{ "/papers/" | relURL }}">Papers</a> '
    '<a href="{{ "/topics/" | relURL }}">Topics</a> <a href="{{ "/hardware/" | relURL }}">Hardware</a></nav>'
    '<main>{{ block "main" . }}{{ end }}</main></body></html>',
    "single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }} '
    '{{ range .GetTerms "topics" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}'
    '{{ range .GetTerms "hardware" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>{{ .Content }}'
    "<table>{{ range .Params.results }}<tr><td>{{ .quote }}</td><td>{{ .metric }}</td><td>{{ .baseline }}</td>"
    "<td>{{ .hardware }}</td></tr>{{ end }}</table>{{ end }}",
    "list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">'
    '{{ .Title }}</a> {{ .Date.Format "2006-01-02" }}<p>{{ .Summary }}</p></li>{{ end }}</ul>'
    '{{ with .Paginator.Next }}<a href="{{ .URL }}">Next</a>{{ end }}{{ end }}',
}
_SETTINGS = """baseURL = "https://someone.github.io/review/"
title = "Benchmark"
pagination = { pagerSize = 50 }
taxonomies = { topic = "topics", hardware = "hardware" }
"""


def write_site(papers: Iterable[Paper], root: Path) -> None:
    """Write what Hugo builds a site of."""
    for name, text in {f"layouts/_default/{name}": text for name, text in _LAYOUTS.items()}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "hugo.toml").write_text(_SETTINGS, encoding="utf-8")
    folder = root / "content" / "papers"
    folder.mkdir(parents=True)
    for paper in papers:
        matter = {
            "title": paper.work.title.readable,
            "date": f"{paper.work.date.iso}-01-01"[:10] if paper.work.date else "2000-01-01",
            "topics": list(paper.extraction.topics),
            "hardware": list(paper.extraction.hardware),
            "results": list(map(_describe, paper.extraction.results)),
        }
        (folder / f"{paper.slug}.md").write_text(f"{json.dumps(matter)}\n\n{paper.work.abstract or ''}\n", encoding="utf-8")


def _describe(row: Result) -> dict[str, str]:
    return {
        "quote": row.quote,
        "metric": row.metric,
        "baseline": ", ".join(row.baseline),
        "hardware": ", ".join(row.hardware),
    }
