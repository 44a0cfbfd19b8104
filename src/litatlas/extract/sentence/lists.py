"""Tells whether the items of a list can be told off against the numbers of another: `2% and 3% on Foo and Bar, respectively`."""

import re

_RESPECTIVELY = re.compile(r",?\s?(?:\([^()]{1,20}\)\s?)?(?:[a-z-]{2,14},?\s){0,2},?\s?(?:respectively|correspondingly|resp\.)")


def ends_respectively(text: str, end: int) -> bool:
    """Tell whether a list that ends at `end` is followed by `respectively`, so that its items belong to numbers one by one."""
    return _RESPECTIVELY.match(text, end) is not None


def is_unaligned(values: int, names: int) -> bool:
    """Tell whether so many values and names cannot be told off against each other under `respectively`.

    As many names as values can, and so can a list of names that serves several lists of values.
    """
    return values > 1 and names > 1 and values % names != 0
