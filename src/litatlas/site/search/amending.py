"""The index of a search brought up to date where the notes on some papers are all that changed: as `pack_index` would pack it.

A note changes what is found of its own paper alone (see `joins.py`), so what is to be written anew are the files of the terms
that the paper is found by, or is no longer, and the manifest.
"""

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from litatlas.site.search.forms import Form
from litatlas.site.search.index import LEVELS, Counting, Lexicon, Passage, list_levels, write_link
from litatlas.site.search.packing import (
    CARDS,
    MANIFEST,
    Entry,
    cut_entries,
    decode_postings,
    encode_postings,
    find_word,
    is_whole,
    name_facet,
    pack,
    pack_terms,
    unpack,
    unpack_terms,
    write_version,
)
from litatlas.site.search.words import COMMON

Read = Callable[[str], bytes]
"""Gives a file of the index by its path there."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A paper whose notes changed."""

    number: int
    passages: Sequence[Passage]
    """Its own texts."""
    before: Sequence[Passage]
    """What its notes said."""
    after: Sequence[Passage]
    """What they say."""


class _Shards:
    """The files of terms as they stand, each read when it is wanted."""

    def __init__(self, read: Read, starts: Sequence[str]) -> None:
        self._read = read
        self.starts = starts
        self._entries: dict[int, list[Entry]] = {}
        self._known: dict[int, dict[str, Entry]] = {}

    def find_number(self, name: str) -> int:
        """The number of the file that has a term, or would."""
        return max(bisect_right(self.starts, name) - 1, 0)

    def list_entries(self, number: int) -> list[Entry]:
        """What is in a file, in order."""
        if number not in self._entries:
            self._entries[number] = unpack_terms(self._read(_name_terms(number)))
        return self._entries[number]

    def find(self, name: str) -> Entry | None:
        """What the index says of a term."""
        number = self.find_number(name)
        if number not in self._known:
            self._known[number] = {entry.name: entry for entry in self.list_entries(number)}
        return self._known[number].get(name)


def _name_terms(number: int) -> str:
    return f"terms/{number}.bin"


@dataclass(frozen=True, slots=True)
class Amended:
    """An index that is up to date again."""

    paths: tuple[str, ...]
    """All its files, in their order."""
    files: Mapping[str, bytes]
    """Those of them that are others than before."""


Changes = Mapping[str, Mapping[int, int | None]]
"""For each term that changes the papers for which it does: how much they are about it; None: not at all."""


def amend_index(read: Read, amendments: Iterable[Amendment], forms: Mapping[Form, str]) -> Amended:
    """The index whose files `read` gives, after amendments; `forms` are all acronyms that the vocabulary knows."""
    manifest, _ = unpack(read(MANIFEST))
    shards = _Shards(read, manifest["terms"])
    changes: defaultdict[str, dict[int, int | None]] = defaultdict(dict)
    for one in amendments:
        before, after = (_find_levels(shards, (one.passages, notes), forms) for notes in (one.before, one.after))
        for term in before.keys() | after.keys():
            if before.get(term) != after.get(term):
                changes[term][one.number] = after.get(term)
    runs = list(_amend_shards(shards, changes))
    files = {
        _name_terms(number): read(_name_terms(run)) if isinstance(run, int) else pack_terms(run)[1]
        for number, run in enumerate(runs)
        if run != number
    }
    starts = [shards.starts[run] if isinstance(run, int) else run[0].name for run in runs]
    cards = (f"cards/{start // CARDS}.bin" for start in range(0, manifest["papers"], CARDS))
    paths = (*map(_name_terms, range(len(runs))), *cards, *map(name_facet, manifest["facets"]))
    version = write_version(files[path] if path in files else read(path) for path in paths)
    said = {" ".join(form): term for form, term in forms.items() if _is_there(shards, changes, term)}
    files[MANIFEST] = pack({**manifest, "version": version, "terms": starts, "forms": said})
    return Amended((MANIFEST, *paths), files)


def _find_levels(shards: _Shards, texts: Iterable[Sequence[Passage]], forms: Mapping[Form, str]) -> dict[str, int]:
    """How much a paper with these texts is about each term."""
    lexicon = Lexicon()
    numbered = [lexicon.number(passages) for passages in texts]
    counting = Counting(lexicon.words, forms)
    raw = ["" if word.joined in COMMON else word.joined for word in lexicon.words]

    def find_joined(numbers: Sequence[int]) -> Iterator[str]:
        for first, second in pairwise(numbers):
            link = shards.find(write_link(raw[first], counting.stems[second])) if raw[first] and raw[second] else None
            if link:
                yield str(link.said[1])

    counts: Counter[str] = Counter()
    for one in numbered:
        counting.count(counts, one, find_joined)
    return dict(list_levels(counts, sum(one.length for one in numbered)))


def _is_there(shards: _Shards, changes: Changes, term: str) -> bool:
    """Whether a term stands in the amended index."""
    entry = shards.find(term)
    return _amend_entry(entry, term, changes[term]) is not None if term in changes else entry is not None


def _amend_shards(shards: _Shards, changes: Changes) -> Iterator[int | list[Entry]]:
    """The runs of terms that make the new files, in order; the number of the file where one is as it was.

    As terms grow or go, runs of about the same size end elsewhere, until one ends where it did.
    """
    by_shard: defaultdict[int, dict[str, Mapping[int, int | None]]] = defaultdict(dict)
    for term, change in changes.items():
        by_shard[shards.find_number(term)][term] = change
    pending: list[Entry] = []
    for number in range(len(shards.starts)):
        if number not in by_shard and not pending:
            yield number
            continue
        pending += _amend_entries(shards.list_entries(number), by_shard.get(number, {}))
        runs = list(cut_entries(pending))
        following = find_word(shards.starts[number + 1]) if number + 1 < len(shards.starts) else ""
        pending = runs.pop() if runs and not is_whole(runs[-1], following) else []
        yield from runs
    if pending:
        yield pending


def _amend_entries(entries: Iterable[Entry], changes: Changes) -> list[Entry]:
    """The terms of a file, with those that are new, in order."""
    known = {entry.name: entry for entry in entries}
    amended = {name: _amend_entry(known.get(name), name, change) for name, change in changes.items()}
    found = {**known, **amended}
    return [entry for name in sorted(found) if (entry := found[name])]


def _amend_entry(entry: Entry | None, name: str, changes: Mapping[int, int | None]) -> Entry | None:
    """What the index says of a term after a change; None where no paper has it any more."""
    levels = {posting // LEVELS: posting % LEVELS for posting in decode_postings(entry.postings)} if entry else {}
    changed = {**levels, **changes}
    found = array("I", sorted(number * LEVELS + level for number, level in changed.items() if level is not None))
    postings = encode_postings(found)
    return Entry(name, (len(postings), *(entry.said[1:] if entry else ())), postings) if found else None
