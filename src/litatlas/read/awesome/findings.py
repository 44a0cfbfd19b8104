"""What has been found of an entry: values by the roles of columns, and whether a text is one of them."""

import re

from litatlas.identity.identifiers import parse_identifier
from litatlas.model import Json
from litatlas.read.appearances import find_appearance, strip_signs
from litatlas.read.awesome.words import is_names, strip_by
from litatlas.read.columns import Column, Role

Value = tuple[Column, Json]


class Findings:
    """What has been found so far of an entry."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.remark: list[str] = []
        self.has_venue = False
        self.has_authors = False

    def add(self, role: Role | None, value: str, name: str = "") -> None:
        """Add a value; `name` is what the list calls it."""
        self.values.append((Column(name or role or "note", role, 1), value))

    def add_authors(self, names: str) -> None:
        """Add the names of people, of which there is one list: `by Hanna Heron et al.`."""
        self.add("authors", strip_by(names))
        self.has_authors = True

    def add_appearance(self, venue: str, date: str) -> None:
        """Add a venue and its date; a second venue is kept beside the first."""
        if venue and self.has_venue:
            self.add(None, " ".join(filter(None, (venue, date))), "venue")
            return
        if venue:
            self.add("venue", venue)
            self.has_venue = True
            if venue.casefold().startswith("arxiv"):
                self.add("kind", "preprint")
        if date and not any(column.role == "date" for column, _ in self.values):
            self.add("date", date)

    def take(self, text: str) -> bool:
        """Take a venue, a date, names, `@Pond Lab`, an identifier or a number of stars; tell whether the text is one wholly."""
        if appearance := find_appearance(text):
            self.add_appearance(appearance.venue, appearance.date)
            return True
        said = strip_signs(text)
        if not any(map(str.isalpha, said)):
            return bool(re.fullmatch(r"[\d.,k+ ]*", said))
        if not self.has_authors and said.casefold() not in ("new", "updated") and is_names(text):
            plain = re.sub(r"[*`]+", "", text).strip(" .,;:|-–—()[]")
            self.add_authors(plain)
            return True
        if re.fullmatch(r"@\s*[A-Z][^@]{1,80}", said):
            self.add("organization", said[1:].strip())
            return True
        identifier = parse_identifier(said) if len(said) < 60 else None
        if identifier:
            self.add("address", said)
        return identifier is not None

    def take_mixed(self, text: str) -> bool:
        """Take names with a venue behind them: `Hanna Heron, Otto Otter, ICML 2024`; tell whether the text is that."""
        pieces = [piece.strip() for piece in text.split(",") if strip_signs(piece)]
        for count in range(len(pieces) - 1, 0, -1):
            place = find_appearance(", ".join(pieces[count:]))
            names = strip_signs(", ".join(pieces[:count]))
            if place and is_names(names, least=1):
                self.add_appearance(place.venue, place.date)
                if not self.has_authors:
                    self.add_authors(names)
                return True
        return False
