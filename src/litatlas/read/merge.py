"""Records of the same work made one: the union of what its sources say, and who says what where they disagree."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from litatlas.errors import Fault, quote_start
from litatlas.model import FACTS, Json, Organization, PartialDate, Record, Source, Witness, Work, hash_abstract
from litatlas.text.repair import repair

_FULL_DAY_LENGTH = len("2025-10-30")


@dataclass(frozen=True, slots=True)
class _Testimony:
    """All that one source says of a work: the facts that it states, in the forms of `Witness.differs`."""

    source: Source
    facts: Mapping[str, Json]
    reason: str | None
    """How the unstated part of its date was found."""


def work_key(title: str) -> str:
    """Build the key that titles of the same work share: the repaired title's letters and digits, without case."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", repair(title).text).casefold())
    return "".join(filter(str.isalnum, plain)) or "".join(plain.split())


def work_from_record(record: Record) -> Work:
    """Build the work that a single record tells of."""
    work = Work(
        title=record.title,
        abstract=record.abstract or None,
        abstract_sha256=hash_abstract(record.abstract) if record.abstract else None,
        author_count=record.author_count,
        authors=record.authors,
        organization=record.organization,
        date=record.date,
        comments=record.comments,
        witnesses=(),
    )
    values = _get_values(work)
    states = tuple(fact for fact in FACTS if values[fact] is not None)
    return replace(work, witnesses=(Witness(record.source, states, {}),))


def merge(works: Iterable[Work]) -> Work:
    """Merge works of one key into one.

    A witness is the same as another if its file's hash and its line are; the one in the later work then counts, as the file
    was read anew, under the first in order of the names that its copies have. The order of the works does not matter otherwise:
    of the sources, the one captured last leads, and each fact is that of the first source that states it.
    """
    given = list(works)
    texts = {hash_abstract(work.abstract): work.abstract for work in given if work.abstract is not None}
    testimonies: dict[tuple[str, int], _Testimony] = {}
    for work in given:
        for testimony in _find_testimonies(work):
            source = testimony.source
            known = testimonies.get((source.sha256, source.line), testimony)
            named = replace(source, file=min(source.file, known.source.file))
            testimonies[source.sha256, source.line] = replace(testimony, source=named)
    ordered = sorted(testimonies.values(), key=lambda testimony: _place(testimony.source))
    ordered.sort(key=lambda testimony: _full_day(testimony.source), reverse=True)
    if not ordered:
        raise ValueError("there is no witness of the work")
    return _build_work(ordered, texts)


def merge_records(records: Sequence[Record]) -> dict[str, Work]:
    """Merge records by their titles' keys; the works are in the order of the keys."""
    works: defaultdict[str, list[Work]] = defaultdict(list)
    for record in records:
        works[work_key(record.title)].append(work_from_record(record))
    return {key: merge(works[key]) for key in sorted(works)}


def find_disagreements(work: Work) -> tuple[Fault, ...]:
    """Find what the sources of a work contradict each other in: a warning for each fact of each source that was not followed."""
    values = _get_values(work)
    faults = []
    for witness in work.witnesses:
        for fact, said in witness.differs.items():
            followed = next(other.source for other in work.witnesses if fact in other.states and fact not in other.differs)
            place = f"{followed.file}:{followed.line}"
            if fact == "abstract":
                message = f"abstract of {quote_start(work.title)} is not the one of {place}, which is kept"
            else:
                name = fact.replace("_", " ")
                kept = f"{_format_value(values[fact])} of {place} is kept"
                message = f"{name} of {quote_start(work.title)} is {_format_value(said)} here, but {kept}"
            hint = "check which is right; what the capture of the latest day says is kept"
            faults.append(Fault(witness.source.file, witness.source.line, message, hint, "warning"))
    return tuple(faults)


def _place(source: Source) -> tuple[str, int, str]:
    return source.file, source.line, source.sha256


def _full_day(source: Source) -> str:
    """Return the day of the capture, which sorts as text; empty where a part of it is not known."""
    return source.captured if source.captured and len(source.captured) == _FULL_DAY_LENGTH else ""


def _get_values(work: Work) -> dict[str, Json]:
    """List the facts of a work in the forms of `Witness.differs`; None where no source states one."""
    return {
        "title": work.title,
        "abstract": work.abstract_sha256,
        "date": work.date.iso if work.date else None,
        "author_count": work.author_count,
        "authors": list(work.authors) or None,
        "organization": work.organization.as_mapping() if work.organization else None,
        "comments": work.comments,
    }


def _find_testimonies(work: Work) -> Iterable[_Testimony]:
    """Undo a merge: what each source said, as far as the work tells."""
    values = _get_values(work)
    for witness in work.witnesses:
        facts = {fact: witness.differs.get(fact, values[fact]) for fact in FACTS if fact in witness.states}
        follows_date = "date" in facts and "date" not in witness.differs
        yield _Testimony(witness.source, facts, work.date.reason if follows_date and work.date else None)


def _build_work(ordered: Sequence[_Testimony], texts: Mapping[str, str]) -> Work:
    """Build the work that the testimonies, the leading one first, tell of."""
    values: dict[str, Json] = {}
    for testimony in reversed(ordered):
        values.update(testimony.facts)
    witnesses = tuple(
        Witness(
            testimony.source,
            tuple(testimony.facts),
            {fact: said for fact, said in testimony.facts.items() if said != values[fact]},
        )
        for testimony in ordered
    )
    sha256, iso, title = _as_text(values.get("abstract")), _as_text(values.get("date")), _as_text(values.get("title"))
    reason = next((testimony.reason for testimony in ordered if "date" in testimony.facts), None)
    return Work(
        title=title or "",
        abstract=texts.get(sha256) if sha256 else None,
        abstract_sha256=sha256,
        author_count=_as_number(values.get("author_count")),
        authors=_as_names(values.get("authors")),
        organization=_as_organization(values.get("organization")),
        date=PartialDate(iso, reason) if iso else None,
        comments=_as_number(values.get("comments")),
        witnesses=witnesses,
    )


def _as_text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _as_number(value: Json) -> int | None:
    return value if isinstance(value, int) else None


def _as_names(value: Json) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, list) else ()


def _as_organization(value: Json) -> Organization | None:
    return Organization(str(value["slug"]), str(value["name"])) if isinstance(value, dict) else None


def _format_value(value: Json) -> str:
    if isinstance(value, dict):
        return f"{value['name']} ({value['slug']})"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return quote_start(value) if isinstance(value, str) else str(value)
