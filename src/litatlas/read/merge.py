"""Records of the same work made one: the union of what its sources say, and who says what where they disagree."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from litatlas.errors import Fault, quote_start
from litatlas.identity.facts import FACTS_BY_NAME, decode_facts, encode_facts, find_stated
from litatlas.identity.identifiers import find_month, join_identifiers
from litatlas.model import FACTS, Identifier, Json, PartialDate, Publication, Record, Source, Witness, Work, hash_abstract
from litatlas.text.folding import fold_case
from litatlas.text.readable import Text
from litatlas.text.repair import repair

_LOOSE = re.compile(r"(?<![^\W\d_])(?<![+#])[+#]+")
"""A plus or a hash that is behind no letter."""
_NO_PART = re.compile("[^a-z0-9+#]+")
"""What is no part of a key, of texts in ASCII."""
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_FULL_DAY_LENGTH = len("2025-10-30")


@dataclass(frozen=True, slots=True)
class _Testimony:
    """All that one source says of a work: the facts that it states, in the forms of `Witness.differs`."""

    source: Source
    facts: Mapping[str, Json]
    reason: str | None
    """How the unstated part of its date was found."""


def work_key(title: Text) -> str:
    """Build the key that titles of the same work share: the letters and digits of the readable title, folded and without case.

    Letters are folded as they are for slugs and the search: `Straße™` is `STRASSE`, and `ﬁ` is `fi`. A plus or a hash right
    behind a letter is part of its name: `C++` is not `C#`.
    """
    plain = fold_case(title.readable)
    bare = _LOOSE.sub("", plain)
    if bare.isascii():
        key = _NO_PART.sub("", bare)
    else:
        key = "".join(letter for letter in bare if letter.isalnum() or _is_part_of_letter(letter))
    return key or "".join(plain.split())


def _is_part_of_letter(sign: str) -> bool:
    """Whether a sign tells letters apart: vowels of Indian scripts, marks of kana, and the sign behind `C`."""
    return sign in "+#" or (not sign.isascii() and unicodedata.category(sign)[0] == "M")


def work_from_record(record: Record) -> Work:
    """Build the work that a single record tells of."""
    fields: dict[str, Any] = {
        "title": repair(record.title),
        "abstract_sha256": hash_abstract(record.abstract) if record.abstract else None,
        "author_count": record.author_count,
        "authors": record.authors,
        "organization": record.organization,
        "date": record.date,
        "comments": record.comments,
        "identifiers": join_identifiers(record.identifiers),
        "links": record.links,
        "publications": _find_publications(record),
        "keywords": record.keywords,
        "license": record.license,
        "key": record.key,
        "extra": record.extra,
    }
    source = replace(record.source, headings=record.headings) if record.headings else record.source
    return Work(abstract=record.abstract or None, witnesses=(Witness(source, find_stated(fields), {}),), **fields)


def _find_publications(record: Record) -> tuple[Publication, ...]:
    """The appearances that a record tells of. A venue that names another year than the date (`PondConf 2026`) has that year."""
    if not record.kind and not record.venue:
        return record.publications
    iso = record.date.iso if record.date else ""
    named = _YEAR.search(record.venue)
    own = Publication(record.kind, record.venue, named[0] if named and named[0] != iso[:4] else iso)
    return (own, *(other for other in record.publications if other != own))


def merge(works: Iterable[Work]) -> Work:
    """Merge works of one key into one.

    A witness is the same as another if its file's hash and its line are; the one in the later work then counts, as the file
    was read anew, under the first in order of the names that its copies have. The order of the works does not matter otherwise:
    of the sources, the one captured last leads, and each fact is that of the first source that states it.
    """
    given = list(works)
    if len(given) == 1 and len(given[0].witnesses) == 1:  # most are alone: there is nothing to settle
        return given[0] if given[0].date else replace(given[0], date=_date_by_number(given[0].identifiers))
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


def forget_sources(work: Work, are_gone: Callable[[Source], bool]) -> Work | None:
    """The work as its other sources tell it; None where it has none. A work of which no source is gone stays as it is."""
    left = [testimony for testimony in _find_testimonies(work) if not are_gone(testimony.source)]
    if len(left) == len(work.witnesses):
        return work
    texts = {work.abstract_sha256: work.abstract} if work.abstract_sha256 and work.abstract is not None else {}
    return _build_work(left, texts) if left else None


def find_disagreements(work: Work) -> tuple[Fault, ...]:
    """Find what the sources of a work contradict each other in: a warning for each fact of each source that was not followed."""
    values = encode_facts(work)
    appeared = {one.date for one in work.publications}
    faults = []
    for witness in work.witnesses:
        for fact, said in witness.differs.items():
            if FACTS_BY_NAME[fact].agrees(values[fact], said) or (fact == "date" and said in appeared):
                continue
            followed = next(
                (other.source for other in work.witnesses if fact in other.states and fact not in other.differs), None
            )
            if followed is None:
                continue
            place = f"{followed.file}:{followed.line}"
            if fact == "abstract":
                message = f"abstract of {quote_start(work.title.raw)} is not the one of {place}, which is kept"
            else:
                name = fact.replace("_", " ")
                kept = f"{_format_value(values[fact])} of {place} is kept"
                message = f"{name} of {quote_start(work.title.raw)} is {_format_value(said)} here, but {kept}"
            hint = "check which is right; what the capture of the latest day says is kept"
            faults.append(Fault(witness.source.file, witness.source.line, message, hint, "warning"))
    return tuple(faults)


def _place(source: Source) -> tuple[str, int, str]:
    return source.file, source.line, source.sha256


def _full_day(source: Source) -> str:
    """Return the day of the capture, which sorts as text; empty where a part of it is not known."""
    return source.captured if source.captured and len(source.captured) == _FULL_DAY_LENGTH else ""


def _find_testimonies(work: Work) -> Iterable[_Testimony]:
    """Undo a merge: what each source said, as far as the work tells."""
    values = encode_facts(work)
    for witness in work.witnesses:
        facts = {fact: witness.differs.get(fact, values[fact]) for fact in FACTS if fact in witness.states}
        follows_date = "date" in facts and "date" not in witness.differs
        yield _Testimony(witness.source, facts, work.date.reason if follows_date and work.date else None)


def _build_work(ordered: Sequence[_Testimony], texts: Mapping[str, str]) -> Work:
    """Build the work that the testimonies, the leading one first, tell of."""
    values: dict[str, Json] = {}
    for name, fact in FACTS_BY_NAME.items():
        stated = [testimony.facts[name] for testimony in ordered if name in testimony.facts]
        if stated:
            values[name] = fact.settle(stated)
    witnesses = tuple(
        Witness(
            testimony.source,
            tuple(testimony.facts),
            {fact: said for fact, said in testimony.facts.items() if said != values[fact]},
        )
        for testimony in ordered
    )
    fields = decode_facts(values)
    if fields["date"]:
        # A source that states the whole date needs no other's guess.
        reasons = [one.reason for one in ordered if one.facts.get("date") == values["date"]]
        fields["date"] = replace(fields["date"], reason=None if None in reasons else next(iter(reasons), None))
    else:
        fields["date"] = _date_by_number(fields["identifiers"])
    sha256 = fields["abstract_sha256"]
    return Work(abstract=texts.get(sha256) if sha256 else None, witnesses=witnesses, **fields)


def _date_by_number(identifiers: Iterable[Identifier]) -> PartialDate | None:
    """The month that an arXiv number tells, for a work that no source dates."""
    months = ((find_month(one), one) for one in identifiers)
    return next((PartialDate(month, f"month of the number {one}") for month, one in months if month), None)


def _format_value(value: Json) -> str:
    if isinstance(value, dict):
        return str(value["written"]) if "written" in value else f"{value['name']} ({value['slug']})"
    if isinstance(value, list):
        return ", ".join(str(item["written"]) if isinstance(item, dict) and "written" in item else str(item) for item in value)
    return quote_start(value) if isinstance(value, str) else str(value)
