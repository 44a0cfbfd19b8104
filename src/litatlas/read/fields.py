"""The fields of one entry while a record is made of them: each is taken once, and what nobody takes is the record's `extra`."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from litatlas.identity.identifiers import join_identifiers, parse_identifier
from litatlas.identity.links import parse_address, tell_kind
from litatlas.identity.names import parse_author
from litatlas.model import Author, Identifier, Json, Link, LinkKind, PartialDate, Record, Scheme
from litatlas.read.parsed import Origin, Skipped

_LONGEST_NAME = 300


class Fields:
    """The fields of an entry by the names that the source gives them."""

    def __init__(self, values: Mapping[str, Json]) -> None:
        self._values = dict(values)

    def take(self, name: str) -> Json:
        """Take a field's value whatever it is; None where there is none."""
        return self._values.pop(name, None)

    def take_text(self, *names: str) -> str:
        """Take the text of the first of the fields that has one; fields with the same text go with it, others stay."""
        taken = ""
        for name in names:
            value = self._values.get(name)
            if value is None:
                continue
            text = value.strip() if isinstance(value, str) else find_text(value)
            if text and (not taken or text == taken):
                taken = text
                del self._values[name]
        return taken

    def take_title(self, *names: str) -> str:
        """Take a title: as `take_text`, with the line breaks and spaces by which files are set made one space."""
        return _join_words(self.take_text(*names))

    def take_mapping(self, name: str) -> "Fields":
        """Take a field that is an object; no fields where there is none. What is no object stays."""
        value = self._values.get(name)
        if not isinstance(value, dict):
            return Fields({})
        del self._values[name]
        return Fields(value)

    def take_mappings(self, name: str) -> list["Fields"]:
        """Take a field that is a list of objects, or one object; none where there is none. A list of other things stays."""
        value = self._values.get(name)
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, dict) for item in items):
            return []
        del self._values[name]
        return [Fields(item) for item in items if isinstance(item, dict)]

    def take_texts(self, *names: str) -> list[str]:
        """Take a field that is a list of texts, or one text; what holds anything else stays."""
        for name in names:
            value = self._values.get(name)
            items = value if isinstance(value, list) else [value]
            texts = [item.strip() for item in items if isinstance(item, str)]
            if any(texts) and len(texts) == len(items):
                del self._values[name]
                return list(filter(None, texts))
        return []

    def take_count(self, name: str) -> int | None:
        """Take a number of things."""
        value = self._values.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
            return None
        del self._values[name]
        return value

    def take_identifier(self, name: str, scheme: Scheme) -> Identifier | None:
        """Take an identifier; what is none by its scheme's own rules stays. A DOI may be the one of an arXiv paper."""
        text = find_text(self._values.get(name))
        if not text:
            return None
        found = (parse_identifier(text) if scheme == "doi" and "/" in text else None) or parse_identifier(text, scheme)
        if found is not None:
            del self._values[name]
        return found

    def drop(self, *names: str) -> None:
        """Leave fields out that say nothing of the work."""
        for name in names:
            self._values.pop(name, None)

    def keep(self, name: str, value: Json) -> None:
        """Put back what is none of the record's facts."""
        self._values[name] = value

    @property
    def rest(self) -> dict[str, Json]:
        """What was not taken, without what is empty."""
        return {name: value for name, value in self._values.items() if value or value == 0}


def find_text(value: Json) -> str:
    """The text of a value: itself, a number, or what a list of one text holds; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return value[0].strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


@lru_cache(maxsize=1 << 16)  # most authors of a list have several papers in it, and one object for a name saves its memory too
def build_author(given: str, family: str, suffix: str = "") -> Author | None:
    """Build an author of parts that a source has apart; the particle may be in either. None where both are empty."""
    given, family, suffix = map(_join_words, (given, family, suffix))
    if not family or not given:
        return Author(family or given, family or given, "", "", suffix) if family or given else None
    written = f"{given} {family} {suffix}" if suffix else f"{given} {family}"
    if " " not in family and "," not in family and not suffix and not given[given.rfind(" ") + 1].islower():
        return Author(written, family, given)  # most names: there is no particle to be found
    parsed = parse_author(", ".join(filter(None, (family, suffix, given))))
    return Author(written, parsed.family, parsed.given, parsed.particle, parsed.suffix)


def _join_words(text: str) -> str:
    return " ".join(text.split()) if " " in text or "\n" in text else text


def find_addresses(
    found: Iterable[tuple[LinkKind | None, str]], fields: Fields, own: Iterable[Identifier | None] = ()
) -> tuple[tuple[Identifier, ...], tuple[Link, ...]]:
    """Sort the addresses of an entry, each with the kind that its field names, into identifiers, joined with its own, and links.

    Empty ones are left out. What is no address of the web is kept among the fields, as `addresses`.
    """
    identifiers = list(own)
    links: dict[str, Link] = {}
    others: list[Json] = []
    for kind, text in found:
        if not text:
            continue
        if identifier := parse_identifier(text):
            identifiers.append(identifier)
        elif url := parse_address(text):
            links.setdefault(url, Link(kind or tell_kind(url), url))
        else:
            others.append(text)
    if others:
        fields.keep("addresses", others)
    return find_identifiers(identifiers), tuple(links.values())


def find_identifiers(found: Iterable[Identifier | None]) -> tuple[Identifier, ...]:
    """Those of the identifiers that there are, each once."""
    known = tuple(identifier for identifier in found if identifier is not None)
    return join_identifiers(known) if len(known) > 1 else known


def choose_date(found: Iterable[PartialDate | None]) -> PartialDate | None:
    """The first date that there is, or a later one that is the same more precisely."""
    dates = [date for date in found if date]
    best = dates[0] if dates else None
    for date in dates[1:]:
        if best and date.iso.startswith(best.iso):
            best = date
    return best


def check_record(record: Record, origin: Origin, number: int, line: int | None = None) -> Record | Skipped:
    """A record with a title or an identifier, by which it may join a known paper; else the entry is skipped.

    `line` is that of the fault; None where it is the source's.
    """
    if record.title or record.identifiers:
        return record
    return Skipped(origin.fault(line or record.source.line, f"entry {number} has no title", "add the title, or delete the entry"))
