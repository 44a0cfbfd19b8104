"""What a number holds for in one respect, with the rule that says so."""

from typing import NamedTuple


class Slot(NamedTuple):
    """The values of one field of a row."""

    values: tuple[str, ...]
    """As the row shows them; empty where the text states none."""
    rule: str
    """The id of the rule that found them, or `none`."""
    flag: str | None = None
    """What keeps the slot empty although the text names something, in words."""


NOTHING = Slot((), "none")


def refuse(values: int, names: int, what: str = "names") -> Slot:
    """Leave a slot empty, and say so, where lists of unequal length stand under `respectively`."""
    return Slot((), "unaligned", f'{values} values, {names} {what if names > 1 else "known name"} under "respectively"')
