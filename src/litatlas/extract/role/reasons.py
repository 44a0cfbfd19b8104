"""Why numbers are no results, as people are told it."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "background": "background",
    "device": "set-up: devices",
    "modifier": "set-up: part of a name for something else",
    "task-factor": "set-up: what the task is",
    "occasions": "set-up: number of repetitions",
    "share-condition": "set-up: a share that was chosen",
    "set-up": "set-up: a size",
    "count": "set-up: a count",
    "counted": "set-up: a count",
    "amount-of-data": "set-up: amount of data",
    "size": "set-up: a size",
    "operating-point": "set-up: operating point",
    "budget": "set-up: budget",
    "period": "set-up: a length of time",
    "no-metric": "unclear: what it measures is not said",
    "unaligned": "unclear: lists of unequal length under “respectively”",
    "bare": "unclear: no unit, and no metric beside it",
    "bare-weak": "unclear: no unit, and no metric beside it",
    "repeat": "stated again",
    "unreadable": "unclear: lost in the text's repair",
    "notation": "unclear: a comma that may part thousands or decimals",
    "identifier": "identifier",
    "link": "identifier",
    "long": "identifier",
    "year": "identifier: a year",
    "ordinal": "identifier: a rank",
    "citation": "identifier: a citation",
    "enumerator": "identifier: an item's number",
    "split": "set-up: a proportion",
    "size-of": "set-up: dimensions",
    "power": "set-up: a power",
    "sum": "set-up: a sum",
}
"""Why a number is no result, in words, by the id of the rule that says so."""
