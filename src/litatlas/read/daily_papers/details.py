"""Lines that state where in print a work stands: its venue, volume and pages, an identifier; and lines that can be no text."""

import re
from dataclasses import dataclass
from typing import Literal

from litatlas.identity.identifiers import parse_identifier
from litatlas.read.appearances import find_appearance, is_venue
from litatlas.read.daily_papers.furniture import holds_year, is_furniture

DetailKind = Literal["venue", "address", "volume", "number", "pages", "comments", "stray"]
_LONGEST = 80
_RANGE = r"[0-9]{1,6}(?:\s?[-–—]\s?[0-9]{1,6})?"
_PLACE = re.compile(
    rf"(?:(?:vol(?:ume|\.)?|bd\.?)\s?(?P<volume>[0-9]{{1,4}})|(?P<bare>[0-9]{{1,4}})(?=\s?\())?[\s,;:]*"
    rf"(?:(?:no\.?|nr\.?|issue|number)\s?(?P<number>{_RANGE})|\((?P<issue>{_RANGE})\))?[\s,;:]*"
    rf"(?:(?:pp?\.|pages|seiten|art(?:icle|\.)(?: no\.?)?)\s?(?P<pages>{_RANGE})"
    r"|(?<=[,;:)\s])(?P<behind>[0-9]{1,6}\s?[-–—]\s?[0-9]{1,6}))?",
    re.IGNORECASE,
)
"""`Vol. 3, No. 4`, `3(4): 12-15`, `pp. 12–15`: each part may be missing; a bare range of numbers says too little."""
_LENGTH = re.compile(
    r"[0-9]{1,4} (?:pages?|figures?|tables?)(?:(?:,| and|, and) [0-9]{1,4} (?:pages?|figures?|tables?)){0,3}", re.IGNORECASE
)
"""How long a work is, as arXiv's comments say it: `12 pages, 5 figures`."""
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,80}\.[a-z]{2,12}", re.IGNORECASE)
_VERSION = re.compile(r"v[0-9]{1,2}|[^\W\d_]", re.IGNORECASE)
"""The number of a version, or a letter."""
_MOST_WORDS = 2
"""Words of a venue's short name that stands alone: `ACL Findings`; what is longer may be a title."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What a line states of the work above it."""

    kind: DetailKind
    """`stray` where nobody can tell what the line states."""
    value: str
    year: str = ""
    """The year that stands beside a venue."""


def find_details(text: str) -> tuple[Detail, ...]:
    """What a line says, if all of it is such details; empty where it is text, or something else."""
    if len(text) > _LONGEST:
        return ()
    has_digit = any(map(str.isdigit, text))
    if has_digit and " " not in text and (identifier := parse_identifier(text)):
        return (Detail("address", str(identifier)),)
    if _LENGTH.fullmatch(text):
        return (Detail("comments", text),)
    found = (_find_places(text) if has_digit else ()) or _find_venue(text)
    is_stray = _MAIL.fullmatch(text) or _VERSION.fullmatch(text) or (has_digit and not any(map(str.isalpha, text)))
    return found or ((Detail("stray", text),) if is_stray or holds_year(text) else ())


def _find_places(text: str) -> tuple[Detail, ...]:
    match = _PLACE.fullmatch(text)
    if match is None:
        return ()
    found: tuple[tuple[DetailKind, str | None], ...] = (
        ("volume", match["volume"] or match["bare"]),
        ("number", match["number"] or match["issue"]),
        ("pages", match["pages"] or match["behind"]),
    )
    details = tuple(Detail(kind, re.sub(r"\s?[-–—]\s?", "-", value)) for kind, value in found if value)
    is_told = match["volume"] or match["number"] or match["pages"] or match["bare"]
    return details if is_told else ()


def _find_venue(text: str) -> tuple[Detail, ...]:
    """A venue of the field by its short name, with its year or alone: a longer line may be a title."""
    words = text.split()
    if not words or not is_venue(words[0].strip("@(,.:'’")) or is_furniture(text):
        return ()
    appearance = find_appearance(text)
    if appearance is None or not 0 < len(appearance.venue.split()) <= _MOST_WORDS:
        return ()
    year = appearance.date if re.fullmatch("[0-9]{4}", appearance.date) else ""
    return (Detail("venue", text, year),)
