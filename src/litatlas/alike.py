"""Rows of one paper that cannot be told apart by what they show, and are flagged so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from litatlas.model import Result
from litatlas.slots import SLOTS
from litatlas.text.wording import name_some

ALIKE = "looks like another row of this paper: "
"""How the flag begins; the quotes of the others follow."""
_NAMED = 3
"""Quotes of others that a flag names."""


def flag_alike(rows: Iterable[Result]) -> tuple[Result, ...]:
    """Return the rows of one paper with a flag for each that looks like another one, before flags that it has otherwise.

    Rows look alike where they have the same metric, form, unit and subject and are equal in all slots, while their values
    differ: something parts them that no slot tells. Flags of that kind that rows had are put anew, so it can be done again.
    """
    families: dict[tuple[object, ...], list[Result]] = defaultdict(list)
    flagged: list[tuple[Result, list[Result]]] = []
    for row in rows:
        family = families[_describe(row)]
        family.append(row)
        flagged.append((row, family))
    return tuple(_flag(row, family) for row, family in flagged)


def is_alike(row: Result) -> bool:
    """Tell whether a row is flagged as one that looks like another."""
    return any(flag.startswith(ALIKE) for flag in row.flags)


def _describe(row: Result) -> tuple[object, ...]:
    """All that tells a row from others of its paper but its value, its bound and its effect."""
    return (row.metric, row.form, row.unit, row.subject, *(frozenset(slot.read(row)) for slot in SLOTS))


def _flag(row: Result, family: Iterable[Result]) -> Result:
    others = [" ".join(other.quote.split()) for other in family if (other.low, other.high) != (row.low, row.high)]
    flags = tuple(flag for flag in row.flags if not flag.startswith(ALIKE))
    if others:
        named = list(dict.fromkeys(others))
        flags = (f"{ALIKE}{name_some(named, _NAMED)}", *flags)
    return row if flags == row.flags else replace(row, flags=flags)
