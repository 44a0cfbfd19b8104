"""Invented reviews: listings in the form that captures have, about animals that no paper is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from litatlas.commands.ingest import ingest

HEAD = "new\n\nDaily Papers\n\nbyAK and the research community\n\nOct 30\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a listing."""

    title: str
    abstract: str
    date: str = ""
    """As listings write it: `May 3, 2024`; empty for an entry without facts."""
    authors: int = 2


HERON = Entry(
    "Heron: Sparse Kernels for Quiet Ponds",
    "Herons wade slowly through ponds. Heron reaches a 2.3x speedup over PondLM on an NVIDIA A100 GPU. "
    "It also reduces latency by 33.5% compared with PondLM on the Reedbed dataset.",
    "May 3, 2024",
)
OTTER = Entry(
    "Otter Caches for Long Rivers",
    "Otters hold hands in rivers while they sleep. Otter reduces memory by 40% over RiverBase on an NVIDIA H100, "
    "and reaches a 1.8x speedup over RiverBase on the same river.",
    "Jul 14, 2023",
    1,
)
BADGER = Entry(
    "Badger Digs Tunnels in Low Light",
    "Badgers dig tunnels at dusk. On an NVIDIA A100, Badger attains a 4.5x speedup over BurrowNet, "
    "and its accuracy of 81.2% on SoilBench exceeds that of MoleNet.",
    "Feb 29, 2024",
)
MOLE = Entry("What Moles Know of Gardens", "Moles know gardens from below. This essay counts no molehills and times nobody.")
HARE = Entry(
    "Hare: a 3.1x Speedup over Tortoise on Meadow Paths",
    "Hares cross meadows in leaps; tortoises do not, and ponds stop both.",
    "Jan 2, 2024",
    7,
)
ENTRIES = (HERON, OTTER, BADGER, MOLE, HARE)

TOPICS = {
    "ponds": "---\ntitle: Ponds and herons\ndescription: Still water.\nterms: {pond: 3, ponds: 3, heron: 2}\n---\n\n*Ponds*.\n",
    "rivers": "---\ntitle: Rivers & streams\nterms: {river: 3, rivers: 3}\n---\n",
    "burrows": "---\ntitle: Burrows\nterms: {tunnels: 3, gardens: 3}\n---\n",
    "deserts": "---\ntitle: Deserts\nterms: {camel: 3}\n---\n",
}
NOTE = """---
paper: heron-sparse-kernels-for-quiet-ponds
status: read
tags: [waders, read twice]
---

## What we saw

It stands still.[^1] See [[otter-caches-for-long-rivers]], [the ponds](../topics/ponds.md) and [a page](https://example.org/heron).

| bird | legs |
| --- | --- |
| heron | 2 |

```python
def wade(depth: int) -> int:
    return depth + 1
```

[^1]: For an hour.
"""
FILES = {
    "content/notes/heron.md": NOTE,
    "content/pages/index.md": "---\ntitle: Welcome\n---\n\nRead [[reading-order]] first.\n",
    "content/pages/reading-order.md": "---\ntitle: Reading order\n---\n\n"
    "1. [[hare-a-3-1x-speedup-over-tortoise-on-meadow-paths]]\n"
    "2. [[ponds]]\n\n## Later\n\n- the rest\n",
    "content/hardware/a100.md": "---\nname: NVIDIA A100\n---\n\nWarm in winter.\n",
    "content/files/legs.csv": "bird,legs\nheron,2\n",
}


def format_listing(entries: Iterable[Entry]) -> str:
    """A listing as a capture holds it."""
    parts = [HEAD]
    for entry in entries:
        parts.append(f"\n{entry.title}\n\n{entry.abstract}\n")
        if entry.date:
            parts.append(f"\n  • {entry.authors} authors\n·\n{entry.date}\n")
    return "".join(parts)


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Write texts below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def make_review(
    root: Path,
    entries: Iterable[Entry] = ENTRIES,
    *,
    files: Mapping[str, str] = FILES,
    topics: Mapping[str, str] = TOPICS,
    title: str = "Animals, measured",
) -> Path:
    """A review with the papers of a listing, ingested with abstracts, and files of people's; returns its folder."""
    write_files(root, {"content/review.yml": f"title: {title!r}\ndescription: Invented animals and what they did.\n"})
    write_files(root, {f"content/topics/{name}.md": text for name, text in topics.items()})
    entries = list(entries)
    if entries:
        listing = root.with_name(f"{root.name}.txt")
        listing.write_text(format_listing(entries), encoding="utf-8")
        report = ingest(root, [listing], abstracts=True)
        assert [str(fault) for fault in report.faults] == []
    write_files(root, files)
    return root


def make_many(number: int) -> list[Entry]:
    """Entries with titles and results of their own, all of one topic and one device."""
    return [
        Entry(
            f"Heron {count:03}: Wading the Pond Again",
            f"Herons of flock {count} wade ponds. This flock reaches a {1 + count / 100:.2f}x speedup over PondLM "
            "on an NVIDIA A100 GPU.",
            f"May {count % 28 + 1}, 2024",
        )
        for count in range(number)
    ]
