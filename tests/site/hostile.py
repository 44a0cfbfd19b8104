"""A review whose every text tries to become markup or script."""

from pathlib import Path

from litatlas.content.front_matter import format_matter
from litatlas.content.papers import format_paper
from litatlas.identity.names import parse_author
from litatlas.model import (
    Author,
    Extraction,
    Json,
    NonResult,
    Organization,
    Paper,
    PartialDate,
    Result,
    Source,
    Span,
    Witness,
    Work,
    hash_abstract,
)
from litatlas.text.repair import repair
from tests.invented import write_files

ATTACKS = (
    "<script>window.pwned=1;alert(1)</script>",
    "<img src=../files/j.svg onerror=window.pwned=2>",
    "\"' onmouseover='window.pwned=3' x=\"",
    "</mark></p></title></script><svg/onload=window.pwned=4>",
    "<a href=\"javascript:window.pwned=5\">there</a>",
    "{{ 7*7 }}{% raw %}&lt;b&gt;&#60;i&#62;",
)  # fmt: skip
ALL = " ".join(ATTACKS)
FORMULAS = ('=HYPERLINK("https://example.org";"see")', "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|x", "+1-1", "\t=1+1", "＝1+1")
"""What spreadsheets would run."""
SLUG = "a-hostile-paper"

NOTE = f"""---
paper: {SLUG}
tags: ['<script>window.pwned=6</script>', '"><b onclick=alert(1)>']
---

{ALL}

<a href=javascript:alert(1)>a</a> <a href=JaVaScRiPt:alert(1)>b</a> <a href=data:text/html;base64,PHNjcmlwdD4=>c</a>
<a href=vbscript:x>d</a> <a href=java&#10;script:alert(2)>e</a>

![j](../files/j.svg "onerror=alert(4)")
[e][ref] [[{SLUG}|<img src=../files/j.svg onerror=window.pwned=7>]]

[ref]: https://example.org/javascript:alert(5)

<iframe src="https://example.org"></iframe><style>body{{display:none}}</style><form action="https://example.org"><input></form>
<p style="position:fixed" onclick="alert(6)" class="x" id="main">p</p><meta http-equiv="refresh" content="0;url=https://example.org">

{{: onclick="alert(7)" style="color:red" }}

### heading {{: onmouseover="alert(8)" #top }}

```html
{ALL}
```
"""


_SIGNED: dict[str, Json] = {"why": ALL, "by": ALL, "on": "2026-11-21"}
_ROW: dict[str, Json] = {"quote": ALL, "low": 2, "unit": ALL, "form": "ratio", "metric": ALL}
_CORRECTIONS: dict[str, Json] = {
    "corrections": [
        {"result": "00000000", "action": "confirm", "was": {"low": 2.3}, **_SIGNED},
        {
            "result": "00000001",
            "action": "change",
            "was": {"dataset": [ALL], "low": 7},
            "set": {"dataset": [ALL, ALL]},
            **_SIGNED,
        },
        {"result": "00000002", "action": "reject", "was": _ROW, **_SIGNED},
        {"result": "00000003", "action": "confirm", "was": _ROW, **_SIGNED},
    ],
    "overrides": {"hardware": {"was": [], "set": [ALL], **_SIGNED}},
}


def _make_paper() -> Paper:
    title = f"A Hostile Paper {ALL}"
    abstract = f"It attacks {ALL} 2.3x{ALL} faster, and 40% less."
    spans = [
        Span("abstract", abstract.index(quote), abstract.index(quote) + len(quote)) for quote in (f"2.3x{ATTACKS[0]}", "40%")
    ]
    results = tuple(
        Result(
            id=f"0000000{number}", quote=quote, low=2.3, high=2.3, unit=ATTACKS[1], form="ratio", metric=ALL, effect="better",
            bound="up to", baseline=FORMULAS[:1], hardware=(ALL,), dataset=(ALL,), model=FORMULAS[1:],
            subject=FORMULAS[2] if number else None,
            evidence=span, context=Span("abstract", 0, len(abstract)), confidence="low", flags=(ALL,),
        )
        for number, (quote, span) in enumerate(zip((f"2.3x{ATTACKS[0]}", "40%"), spans, strict=True))
    )  # fmt: skip
    source = Source(f"{ATTACKS[0]}.txt", 1, "ab" * 32, "2025-10-30")
    witness = Witness(source, ("title", "abstract", "date"), {"organization": {"slug": ALL, "name": ALL}, "authors": [ALL]})
    work = Work(
        repair(title),
        abstract,
        hash_abstract(abstract),
        2,
        (Author(ALL, ALL), parse_author("Ann")),
        Organization(ALL, ALL),
        PartialDate("2024-05", ALL),
        3,
        (witness,),
    )
    others = (NonResult(ALL, ALL, Span("title", title.index(ALL), title.index(ALL) + len(ALL))),)
    return Paper(SLUG, work, Extraction(results, others, (ALL,), ("hostile-topic",), {"hostile-topic": (ALL,)}))


def write_hostile_review(root: Path) -> Path:
    """Write the review's content; returns its folder."""
    quoted = "'" + ALL.replace("'", "''") + "'"
    write_files(
        root,
        {
            "content/review.yml": f"title: {quoted}\ndescription: {quoted}\nrepository: https://github.com/someone/hostile\n",
            "content/topics/hostile-topic.md": f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n\n{ALL}\n",
            f"content/papers/{SLUG}.md": format_paper(_make_paper()),
            "content/notes/hostile.md": NOTE,
            "content/notes/hostile-corrections.md": format_matter({"paper": SLUG, **_CORRECTIONS}, ""),
            "content/files/j.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "content/pages/index.md": f"---\ntitle: {quoted}\n---\n\n{ALL}\n",
            "content/pages/own.md": f"---\ntitle: {quoted}\n---\n\n{ALL}\n",
            "content/hardware/own.md": f"---\nname: {quoted}\n---\n\n{ALL}\n",
        },
    )
    return root
