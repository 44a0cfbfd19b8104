"""What `content/review.yml` says for whoever cites or archives the review: by whom, of which day, under which licence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litatlas.content.schema import FieldRule, is_date, is_text
from litatlas.identity.identifiers import format_address, parse_identifier
from litatlas.identity.links import parse_address
from litatlas.identity.names import parse_author
from litatlas.model import Author, Identifier, Json

LICENSES: Mapping[str, str] = {
    "CC0-1.0": "Creative Commons Zero v1.0 Universal",
    "CC-BY-4.0": "Creative Commons Attribution 4.0 International",
    "CC-BY-SA-4.0": "Creative Commons Attribution Share Alike 4.0 International",
    "CC-BY-NC-4.0": "Creative Commons Attribution Non Commercial 4.0 International",
    "CC-BY-NC-SA-4.0": "Creative Commons Attribution Non Commercial Share Alike 4.0 International",
    "CC-BY-ND-4.0": "Creative Commons Attribution No Derivatives 4.0 International",
    "CC-BY-NC-ND-4.0": "Creative Commons Attribution Non Commercial No Derivatives 4.0 International",
    "ODbL-1.0": "Open Data Commons Open Database License v1.0",
    "ODC-By-1.0": "Open Data Commons Attribution License v1.0",
    "PDDL-1.0": "Open Data Commons Public Domain Dedication & License 1.0",
    "CDLA-Permissive-1.0": "Community Data License Agreement Permissive 1.0",
    "Apache-2.0": "Apache License 2.0",
    "BSD-2-Clause": 'BSD 2-Clause "Simplified" License',
    "BSD-3-Clause": 'BSD 3-Clause "New" or "Revised" License',
    "GFDL-1.3-or-later": "GNU Free Documentation License v1.3 or later",
    "GPL-3.0-or-later": "GNU General Public License v3.0 or later",
    "ISC": "ISC License",
    "MIT": "MIT License",
    "MPL-2.0": "Mozilla Public License 2.0",
    "Unlicense": "The Unlicense",
}
"""Licences that reviews are published under, by the identifiers of the SPDX list; others are named by their text's address."""
_ORCID = re.compile(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])")


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a review: a person, or a group with a name of its own."""

    author: Author
    orcid: str = ""
    """The address of the person's ORCID record; empty where none is given."""

    @property
    def is_group(self) -> bool:
        """Whether the name has no parts, as those of groups have none."""
        return not (self.author.given or self.author.particle or self.author.suffix)


@dataclass(frozen=True, slots=True)
class License:
    """The licence of a review."""

    name: str
    url: str
    spdx: str = ""
    """Its identifier in the SPDX list; empty where only its address is known."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who made a review, which edition of it this is, and what may be done with it; what is not said is empty."""

    authors: tuple[Maker, ...] = ()
    license: License | None = None
    published: str = ""
    """The day of the edition, in ISO 8601."""
    version: str = ""
    doi: str = ""
    """Without a prefix: `10.5281/zenodo.1003150`."""

    @property
    def doi_address(self) -> str:
        """The address that the DOI leads to the edition by; empty where there is none."""
        return format_address(Identifier("doi", self.doi)) if self.doi else ""


NO_IMPRINT = Imprint()
"""Of a review that says nothing of all that."""


def _is_makers(value: Json) -> str | None:
    good = isinstance(value, list) and value and all(is_text(item) is None or _is_maker(item) for item in value)
    return None if good else "a list of names, each a text or a mapping with `name` and `orcid`"


def _is_maker(value: Json) -> bool:
    if not isinstance(value, dict) or {*value} != {"name", "orcid"}:
        return False
    return is_text(value["name"]) is None and _find_orcid(str(value["orcid"])) is not None


def _find_orcid(text: str) -> str | None:
    """The address of an ORCID record whose last digit checks (ISO 7064, MOD 11-2)."""
    found = _ORCID.fullmatch(text)
    if found is None:
        return None
    digits = found[1].replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return f"https://orcid.org/{found[1]}" if digits[-1] == ("X" if check == 10 else str(check)) else None


def _is_license(value: Json) -> str | None:
    good = isinstance(value, str) and (value in LICENSES or parse_address(value) == value)
    return None if good else f"one of {', '.join(LICENSES)}, or the address of the licence's text"


def _is_day(value: Json) -> str | None:
    good = isinstance(value, str) and len(value) == len("2026-11-29") and is_date(value) is None
    return None if good else "a day such as 2026-11-29"


def _is_doi(value: Json) -> str | None:
    return None if isinstance(value, str) and parse_identifier(value, "doi") else "a DOI such as 10.5281/zenodo.1003150"


IMPRINT_RULES = (
    FieldRule("authors", _is_makers),
    FieldRule("license", _is_license),
    FieldRule("published", _is_day),
    FieldRule("version", is_text),
    FieldRule("doi", _is_doi),
)
"""The fields of `content/review.yml` that make the imprint."""


def read_imprint(fields: Mapping[str, Any]) -> Imprint:
    """The imprint, of fields that fit `IMPRINT_RULES`."""
    doi = parse_identifier(fields["doi"], "doi") if "doi" in fields else None
    return Imprint(
        _read_makers(fields.get("authors", ())),
        _read_license(fields["license"]) if "license" in fields else None,
        fields.get("published", ""),
        fields.get("version", "").strip(),
        doi.value if doi else "",
    )


def _read_makers(value: Sequence[str | Mapping[str, str]]) -> tuple[Maker, ...]:
    return tuple(
        Maker(parse_author(one)) if isinstance(one, str) else Maker(parse_author(one["name"]), _find_orcid(one["orcid"]) or "")
        for one in value
    )


def _read_license(value: str) -> License:
    if value in LICENSES:
        return License(LICENSES[value], f"https://spdx.org/licenses/{value}", value)
    return License(value, value)
