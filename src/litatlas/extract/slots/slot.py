"""What a number holds for in one respect, with the rule that says so."""

import re
from dataclasses import dataclass

_RESPECTIVELY = re.compile(r",?\s?(?:\([^()]{1,20}\)\s?)?(?:[a-z-]{2,14},?\s){0,2},?\s?(?:respectively|resp\.)")


@dataclass(frozen=True, slots=True)
class Slot:
    """The values of one field of a row."""

    values: tuple[str, ...]
    """As the row shows them; empty where the text states none."""
    rule: str
    """The id of the rule that found them, or `none`."""
    flag: str | None = None
    """What keeps the slot empty although the text names something, in words."""


NOTHING = Slot((), "none")


def ends_respectively(text: str, end: int) -> bool:
    """Tell whether a list that ends at `end` is followed by `respectively`, so that its items belong to numbers one by one."""
    return _RESPECTIVELY.match(text, end) is not None


def is_unaligned(values: int, names: int) -> bool:
    """Tell whether so many values and names cannot be told off against each other under `respectively`.

    As many names as values can, and so can a list of names that serves several lists of values.
    """
    return values > 1 and names > 1 and values % names != 0


def refuse(values: int, names: int, what: str = "names") -> Slot:
    """Leave a slot empty, and say so, where lists of unequal length stand under `respectively`."""
    return Slot((), "unaligned", f'{values} values, {names} {what if names > 1 else "known name"} under "respectively"')
