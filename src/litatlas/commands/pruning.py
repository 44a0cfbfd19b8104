"""What only an earlier form of a list stated: papers, and sources of papers, that its form of today says nothing of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from litatlas.errors import Fault, quote_start
from litatlas.model import Paper, Source
from litatlas.review.backlinks import find_backlinks
from litatlas.review.review import Review
from litatlas.text.wording import name_some

_SHOWN = 3
"""Titles that a message names."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The files of a run by name, and the forms of each that were read."""

    hashes: Mapping[str, frozenset[str]]
    """The SHA-256 of the files, by name; two folders may have files of one name."""
    broken: frozenset[str]
    """The names of files with faults: what they do not state is not sure."""

    def are_earlier(self, source: Source) -> bool:
        """Whether a source is an earlier form of a file that was read now, and as a whole."""
        forms = self.hashes.get(source.file)
        return forms is not None and source.file not in self.broken and source.sha256 not in forms


def find_forms(sources: Iterable[Source], faults: Iterable[Fault]) -> Forms:
    """The forms of the files that a run read entries from."""
    hashes: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        hashes[source.file].add(source.sha256)
    broken = frozenset(Path(fault.file).name for fault in faults)
    return Forms({name: frozenset(forms) for name, forms in hashes.items()}, broken)


def find_stale(papers: Iterable[Paper], forms: Forms, told: Collection[str]) -> tuple[Paper, ...]:
    """The papers that only earlier forms of the files state; `told` are the slugs of those that the run told of."""
    return tuple(
        paper
        for paper in papers
        if paper.slug not in told and all(forms.are_earlier(witness.source) for witness in paper.work.witnesses)
    )


def find_partly_stale(papers: Iterable[Paper], forms: Forms, told: Collection[str]) -> tuple[Paper, ...]:
    """The papers that the run did not tell of, and that earlier forms of the files state beside other lists."""
    return tuple(
        paper
        for paper in papers
        if paper.slug not in told and len({forms.are_earlier(witness.source) for witness in paper.work.witnesses}) > 1
    )


def find_words(review: Review) -> Mapping[str, str]:
    """What people wrote of papers, by slug, in words: these are not removed with a list."""
    words = {slug: f"it has notes or corrections in {notes[0].file}" for slug, notes in review.notes.items() if notes}
    for target, sources in find_backlinks(review).items():
        kind, _, slug = target.partition("/")
        if kind == "papers":
            words.setdefault(slug, f"the text of {sources[0]} links to it")
    for pair in review.merges.different:
        for slug in pair:
            words.setdefault(slug, "content/merges.yml names it")
    for gone, kept in review.merges.same.items():
        words.setdefault(kept, f"content/merges.yml says that {gone} went into it")
    return words


def describe_stale(stale: Iterable[Paper]) -> Iterator[Fault]:
    """A warning for each file whose earlier forms alone state papers."""
    by_file: defaultdict[str, list[str]] = defaultdict(list)
    for paper in stale:
        by_file[paper.work.witnesses[0].source.file].append(quote_start(paper.work.title.raw))
    for file, titles in by_file.items():
        verb = "paper stands" if len(titles) == 1 else "papers stand"
        message = f"{len(titles):,} {verb} in an earlier form of this file only: {name_some(titles, _SHOWN)}"
        yield Fault(file, 1, message, "they stay; litatlas ingest --prune removes what the file no longer states", "warning")


def describe_broken(forms: Forms) -> Iterator[Fault]:
    """A warning for each file that has faults, of which nothing is removed."""
    for file in sorted(forms.broken):
        yield Fault(file, 1, "nothing was removed for this file, since it has faults", "mend them, then prune again", "warning")


def remove_pages(folder: Path, stale: Iterable[Paper], words: Mapping[str, str]) -> tuple[int, tuple[Fault, ...]]:
    """Remove the pages of papers that no list states, but for those that people wrote of: a warning each. Tells how many went."""
    removed, kept = 0, []
    for paper in stale:
        path = folder / f"{paper.slug}.md"
        if paper.slug in words:
            hint = "remove its page and what is written of it by hand, or leave both"
            message = f"no list states this paper any more, but {words[paper.slug]}"
            kept.append(Fault(f"content/papers/{path.name}", 1, message, hint, "warning"))
            continue
        path.unlink(missing_ok=True)
        removed += 1
    return removed, tuple(kept)
