"""JSON of anyone: lines, a list, or a list under a name, of objects with a title and whatever else the usual names tell."""

from litatlas.read.columns import find_role
from litatlas.read.mappings import Entry, build_mapping_format, flatten
from litatlas.read.parsed import Origin


def _rate(entry: Entry) -> float:
    values = flatten(entry)
    roles = [find_role(name) for name in values]
    titles = [value for value, role in zip(values.values(), roles, strict=True) if role == "title" and isinstance(value, str)]
    known = len({role for role in roles if role})
    return min(0.5, 0.1 + 0.08 * known) if titles and any(titles) else 0


def _rename(entry: Entry, _origin: Origin) -> Entry:
    return entry


FORMAT = build_mapping_format("json", "JSON or JSON Lines with the usual names", _rate, _rename)
"""What no other format of JSON is surer of."""
