"""The paper lists of conferences that Paper Copilot keeps: JSON with the state of each submission."""

import re

from litatlas.identity.identifiers import parse_identifier
from litatlas.read.mappings import Entry, build_mapping_format
from litatlas.read.parsed import Origin

_OWN = frozenset(("track", "status", "aff", "author_site", "primary_area", "gs_citation", "rating_avg", "supplementary_material"))
_FILE = re.compile(r"([a-z]+)_?((?:19|20)\d\d)", re.IGNORECASE)
"""A file's name tells the conference and the year, which its entries do not: `iclr2024.json`."""
_VENUES = {"nips": "NeurIPS", "neurips": "NeurIPS", "interspeech": "Interspeech", "corl": "CoRL", "mm": "ACM MM"}
_FURNITURE = frozenset(("bibtex", "author_num", "gs_version_total", "gs_cited_by_link"))
"""The entry once more as BibTeX, what follows from other fields, and addresses of searches."""


def _rate(entry: Entry) -> float:
    return 0.95 if "title" in entry and "author" in entry and len(_OWN & entry.keys()) >= 2 else 0


def _rename(entry: Entry, origin: Origin) -> Entry:
    values = {name: value for name, value in entry.items() if name not in _FURNITURE}
    number = str(values.get("id", ""))
    if parse_identifier(number, "openreview") and not number.isdigit():
        values["openreview id"] = values.pop("id")
    if "site" in values:
        values["url"] = values.pop("site")
    if isinstance(addresses := values.get("openreview"), str) and not addresses.startswith("http"):
        values["openreview id"] = values.pop("openreview")
    if found := _FILE.match(origin.name):
        values.setdefault("venue", _VENUES.get(found[1].lower(), found[1].upper()))
        values.setdefault("year", found[2])
    return values


FORMAT = build_mapping_format("paperlists", "paper lists of conferences (JSON)", _rate, _rename)
"""Lists of a conference's submissions as Paper Copilot keeps them."""
