"""Reads the unit of a number where no list of units has it: what a noun, a sign or the words before the number tell."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from litatlas.extract.lexicon.terms import Cues, Template
from litatlas.extract.rule import Rule

SCALES: Mapping[str, float] = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12,
}  # fmt: skip
"""What a scale after a number multiplies it by."""
_DEVICE_TIME = re.compile(
    r"(?P<scale>[KkM](?=\s)|\s(?:thousand|million)(?=\s))?[ -](?:[A-Z][\w-]{0,14}[ -]){0,3}"
    r"(?P<device>[GTCN]PU|[A-Z]{1,3}\d{2,4}[A-Z]?)s?[ -](?:training[ -])?(?P<span>hours?|days?)\b"
)
_GIGABYTES = re.compile(r"\s?G(?=\s(?:HBM|GPU|memory|VRAM|RAM|of))")
_TESLA = re.compile(r"\sT(?=[,.;:)]|\s(?:at|and|or|in|for|is|was|to|with|by|of|on|from|magnets?|fields?)\b|\Z)")
_OPERATIONS = re.compile(r"\s?[MGT](?![^\W_])")
_OF_OPERATIONS = Template(
    r"\b(FLOPs?|FLOPS|MACs?)\b(?:[^.;,]|\.\d){0,40}\b(?:from|to|of|is|are|at)\s"
    r"(?:(?:{only}|{hedge})\s?)?\Z"
)
"""What a bare prefix counts: `reduces FLOPs from 4.1G to 2.3G`."""
_FACTOR = Template(
    r"\b(?:by|an?|up to)\s(?:(?:further|remarkable|significant|impressive|large|mere)\s)?(?P<factor>factors? (?:of"
    r"|up to|as large as|(?:greater|larger|more) than)\s"
    r"(?:{hedge}\s?)?)\Z"
)
_OPEN_RATE = re.compile(
    r"\s(?P<noun>[A-Za-z]{3,16})(?:/s(?:ec(?:ond)?)?|/second|\sper\s(?:second|sec)|/\s?s)(?P<watt>/W|\sper\swatt)?(?![\w/])"
)
LEADING_SIGN = re.compile(r"(?<!\w)[x×]\Z")
"""A sign of multiplication that leads its number: `x5`, not the `x` of `Foox5` or of `2x5`."""


class Value(NamedTuple):
    """A number as parsed: its value, and its unit where it has one of its own."""

    start: int
    end: int
    value: float
    unit: str
    kind: str
    hyphened: bool
    scaled: bool


class Numeral(NamedTuple):
    """A number whose unit may be told, and the sentence that it stands in."""

    text: str
    value: Value
    cues: Cues


def has_open_rate(text: str, end: int) -> bool:
    """Tell whether a rate of any things stands after a number that ends at `end`."""
    return _OPEN_RATE.match(text, end) is not None


def _read_device_time(numeral: Numeral) -> Value | None:
    text, value, _ = numeral
    device = _DEVICE_TIME.match(text, value.end)
    if device is None:
        return None
    scale = SCALES[device["scale"].strip().lower()] if device["scale"] else 1.0
    unit = f"GPU-{device['span'].rstrip('s')}s"
    return value._replace(end=device.end(), value=value.value * scale, unit=unit, kind="device time")


def _read_operations(numeral: Numeral) -> Value | None:
    text, value, _ = numeral
    operations = _OPERATIONS.match(text, value.end)
    counted = numeral.cues.fill(_OF_OPERATIONS).search(text[max(0, value.start - 60) : value.start]) if operations else None
    if operations is None or counted is None:
        return None
    symbol = operations[0].strip() + ("MACs" if counted[1].startswith("MAC") else "FLOPs")
    return value._replace(end=operations.end(), unit=symbol, kind="operations")


def _read_tesla(numeral: Numeral) -> Value | None:
    text, value, _ = numeral
    tesla = _TESLA.match(text, value.end)
    return value._replace(end=tesla.end(), unit="T", kind="physical") if tesla else None


def _read_gigabytes(numeral: Numeral) -> Value | None:
    text, value, _ = numeral
    memory = _GIGABYTES.match(text, value.end)
    return value._replace(end=memory.end(), unit="GB", kind="bytes") if memory else None


def _read_money(numeral: Numeral) -> Value | None:
    text, value, _ = numeral
    return value._replace(start=value.start - 1, unit="$", kind="money") if text[value.start - 1 : value.start] == "$" else None


def _read_open_rate(numeral: Numeral) -> Value | None:
    text, value, _ = numeral
    rate = _OPEN_RATE.match(text, value.end)
    if rate is None:
        return None
    noun = rate["noun"].lower() + ("s" if not rate["noun"].endswith("s") else "")
    symbol, kind = (f"{noun}/s/W", "efficiency") if rate["watt"] else (f"{noun}/s", "rate")
    return value._replace(end=rate.end(), unit=symbol, kind=kind)


def _read_sign(numeral: Numeral) -> Value | None:
    text, value, _ = numeral
    is_signed = LEADING_SIGN.search(text[max(0, value.start - 2) : value.start]) is not None
    return value._replace(start=value.start - 1, unit="×", kind="ratio") if is_signed else None


def _read_factor(numeral: Numeral) -> Value | None:
    text, value, _ = numeral
    is_factor = numeral.cues.fill(_FACTOR).search(text[max(0, value.start - 40) : value.start]) is not None
    return value._replace(unit="×", kind="ratio") if is_factor else None


BY_NOUN = (
    Rule(
        "device-time", "Hours and days of devices are GPU time.", _read_device_time,
        (("Ours trains in 6 A100 GPU days.", "GPU-days"),), ("Ours trains in 6 hours.",),
    ),
    Rule(
        "operations", "A bare prefix behind FLOPs or MACs counts these.", _read_operations,
        (("Ours reduces FLOPs to 2.3G.", "GFLOPs"), ("Ours has MACs of 2.3G.", "GMACs")), ("Ours reduces lids to 2.3G.",),
    ),
    Rule(
        "tesla", "A single T where a phrase ends is the unit of magnetic fields, not of trillions.", _read_tesla,
        (("Our magnet reaches 3 T.", "T"),), ("Ours reads 3 T lids.",),
    ),
    Rule(
        "gigabytes", "A bare G before memory is one of gigabytes.", _read_gigabytes,
        (("Ours needs only 16G memory.", "GB"),), ("Ours needs only 16G lids.",),
    ),
)  # fmt: skip
"""The rules by which a noun tells a unit that a prefix or a letter alone does not, before any other unit is looked for."""
MONEY: Rule[Numeral, Value] = Rule(
    "money", "A dollar before a number is its unit, whatever follows.", _read_money,
    (("Ours costs $5.", "$"),), ("Ours costs 5.",),
)  # fmt: skip
BY_SIGN = (
    MONEY,
    Rule(
        "open-rate", "So many of anything a second are a rate, and for each watt an efficiency.", _read_open_rate,
        (("Our pump reaches 560K lids/s.", "lids/s"), ("Our pump reaches 5 lids/s/W.", "lids/s/W")),
        ("Our pump reaches 560K lids.",),
    ),
    Rule(
        "sign", "A sign of multiplication before a number makes a ratio of it.", _read_sign,
        (("Ours is faster, x5.", "×"),), ("Ours is Foox 5.",),
    ),
    Rule(
        "factor", "So does the word factor.", _read_factor,
        (("Ours is faster by a factor of 5.", "×"),), ("Ours is faster on a set of 5.",),
    ),
)  # fmt: skip
"""The rules by which a sign or words make a unit, where no listed one follows the number."""
