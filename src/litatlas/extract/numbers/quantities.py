"""Reads the numbers of a sentence: values and ranges with their units, and those that are names, counters or sizes instead."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from litatlas.extract.lexicon.terms import Cues, Template, Vocabulary
from litatlas.extract.numbers.blocks import find_block
from litatlas.extract.numbers.bounds import find_bound
from litatlas.extract.numbers.compounds import find_compound
from litatlas.extract.numbers.joiners import align_scale, find_joiner, goes_on, is_change_after, is_from
from litatlas.extract.numbers.lent_units import LENT, Gap, ends_there, is_set_up, is_shared, is_told
from litatlas.extract.numbers.notations import Notation, find_notation, is_correlation, parse_decimal
from litatlas.extract.numbers.told_units import BY_NOUN, BY_SIGN, MONEY, SCALES, Numeral, Value, has_open_rate
from litatlas.extract.record import record
from litatlas.extract.rule import read_first
from litatlas.model import Bound

NUMBER = re.compile(r"[\d.](?:(?<!\.)\d*(?:,\d{3}(?!\d))*(?:\.\d+)?|(?<![\w.]\.)\d+)")
"""`1,024.5` and `.5`; it begins with a set of characters, which a text is quickly searched for."""
_SCALE = re.compile(r"(?:[\s-]?(?P<word>thousand|million|billion|trillion)|(?P<letter>[KkMBT]))(?![^\W_])", re.IGNORECASE)
_OTHER_END = re.compile(r"\s?(?:[–—~∼-]|\b(?:to|and|und|bis|à)\b)\s?\d{1,3},\d{1,2}(?![\d,])")
"""The other end of a range, with a decimal comma as well."""
_SECONDS: Mapping[str, float] = {"ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "days": 86400.0}
_PER = re.compile(r"/[A-Za-z]{1,10}(?![^\W_])|\sper\s(?P<device>GPU|device|chip|node|core|card)\b")
_SCIENTIFIC = re.compile(
    r"(?:(?P<mantissa>\d+(?:[.,·٫]\d+)?)\s?[×x]\s?)?10\^(?P<power>[-−]?\d{1,2})(?!\d)"
    r"|(?P<leading>\d+(?:[.,·٫]\d+)?)\s?×\s?10(?P<lost>−\d{1,2})(?!\d)"
    r"|(?P<digits>\d+(?:[.,·٫]\d+)?)[eE](?P<e>[-+−]?\d{1,2})(?!\w|\.\d)"
)
"""A power of ten: `3 × 10^5`, `10^-3`, `1e-3`, `1,2 × 10^4`; `1.2 × 10−4`, whose exponent stands no higher any more."""
_POWER_AHEAD = re.compile(r"[,·٫]?\d*(?:[eE]|\s?×\s?10−)")
"""What stands after the digits of a power of ten, unless a `^` stands before its exponent."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SPREAD = re.compile(
    r"\s?\(\d{1,4}(?:\.\d+)?\)(?:\s?\(\d{1,4}\))?"
    r"|(?:\s?(?:±|\+/?-)\s?\d+(?:\.\d+)?(?:\s?\([a-z]{2,5}\.?\))?){1,3}"
    r"|\^\([+-][\d.]+\)[₋₀-₉.]+"
)
"""How uncertain a value is, in the forms that stand between it and its unit: `5.8(13) MeV`, `0.33 ± 0.01 meV`."""
_POWER_AFTER = re.compile(r"(?P<bracket>\))?\s?[×x]\s?10\^(?P<power>[-−]?\d{1,2})(?!\d)")
"""The power of ten of a value in brackets, or after its uncertainty: `(2.46 ± 0.12) × 10^3`, `1.16(7) × 10^-5`."""
_NOUN_AHEAD = re.compile(r"[KkM]?[\s-]?[A-Z]")
"""What stands after every number whose unit a noun tells (`BY_NOUN`): ` A100 GPU days`, `3G`."""
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_CASED = frozenset(("physical", "energy", "length", "mass", "time"))
"""The kinds of unit whose symbols mean something else in capitals: 15 PG quasars weigh no picograms."""
_SIGNED = frozenset(("physical", "energy", "decibel", "length"))
_MINUS = re.compile(r"(?:\A|[\s(=\[,~≈<>])[-−]\Z")
_SINGULAR = ("hour", "day", "week", "month", "year")
_TIME_STEPS = re.compile(r"[\s-](?:steps?|points?|slots?|windows?|series|frames?|zones?|limits?)\b")
"""What makes time a part of another word, no `times`: `with 4 time steps`."""
_NOUN_AFTER = re.compile(r"\s(?!(?:of|per|on|in|for|with|and|or|to|at|by|from|using|after|training|time|when|while)\b)[a-z]")
"""What a unit in the singular belongs to after more than one: `a 10 hour spectrum`."""
_SHARED = frozenset((
    "ratio", "percent", "score", "decibel", "time", "rate", "length", "mass", "physical", "energy", "power", "bytes", "frequency",
    "bandwidth", "area", "operations", "efficiency", "compute rate",
))  # fmt: skip
"""The kinds of unit that one number lends to those that it is coordinated with."""
_WIDEST = 120
"""Characters between a number and another that has its unit from it."""
_HYPHENED = re.compile(r"-[A-Za-z]")
_TO_APART = Template(
    r"\s(?:(?:on|in|for|with|at|under|using|by|of)\s[^,;.()]{1,50}|(?:[a-z-]{3,16}\s)?[a-z-]{3,16}s|\([A-Z][^()]{1,40}\))\sto\s"
    r"(?:(?:{only}|{hedge})\s)*"
)
"""What parts the numbers of a pair that each hold for something: `from 76% on FooA to only 51% on FooB`."""


@record
class Quantity:
    """A number or a range with its unit; offsets count in the sentence."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    """The unit's symbol, with what it is per (`TFLOPS/GPU`); empty for a bare number."""
    kind: str
    """The unit's kind; `bare` without a unit."""
    bound: Bound | None
    """The number's own qualifier."""
    pair: tuple[int, int] | None = None
    """For `from a to b` the start offsets of its two numbers, for both of them."""
    hyphened: bool = False
    """Whether a hyphen ties number and unit to a word after them (`10-second clips`)."""
    scaled: bool = False
    """Whether a scale (`7B`, `4096K`, `2 million`) is part of the number."""

    def is_like(self, other: "Quantity") -> bool:
        """Tell whether both can be of one thing: they have the same kind of unit; of the many physical ones the same unit."""
        return self.kind == other.kind and (self.kind != "physical" or self.unit == other.unit)


class Blocked(NamedTuple):
    """A number that is no quantity."""

    start: int
    end: int
    rule: str
    """A rule of `blocks.py`, or `year`, `long` (more digits than a measured value has), `link`, `device` or `notation`."""


def find_quantities(text: str, vocabulary: Vocabulary) -> tuple[tuple[Quantity, ...], tuple[Blocked, ...]]:
    """Find the quantities of a sentence, from left to right, and the numbers that are none. Linear in its length.

    Which numbers are none, and units that words tell, are tables of rules. The rest is grammar: a number has one notation, one
    uncertainty, one scale and one unit, in this order, and may be joined to the next; each step begins where the one before ends.
    """
    quantities: list[Quantity] = []
    blocked: list[Blocked] = []
    links = [match.span() for match in _ADDRESS.finditer(text)] if "//" in text or "www." in text else []
    position = 0
    while match := NUMBER.search(text, position):
        power = _find_power(text, match)
        notation = _find_notation(text, match, vocabulary) if power is None else None
        rule = find_block(text, match, links, is_power=power is not None or notation is not None)
        if rule:
            blocked.append(Blocked(match.start(), match.end(), rule))
            position = match.end()
            continue
        value = _add_minus(text, _parse_value(text, match, vocabulary, power, notation))
        if isinstance(value, Blocked):
            blocked.append(value)
            position = max(match.end(), value.end)
            continue
        found = _parse_range(text, value, quantities[-1] if quantities else None, vocabulary)
        quantities += found
        position = found[-1].end
    shared = _lend_units(text, _share_units(text, tuple(quantities), vocabulary.cues), vocabulary.cues)
    return _pair_apart(text, shared, vocabulary.cues), tuple(blocked)


def _find_power(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """Find the power of ten that the number at `match` begins."""
    may_begin = "^" in text or _POWER_AHEAD.match(text, match.end()) is not None
    return _SCIENTIFIC.match(text, match.start()) if may_begin else None


def _find_notation(text: str, match: re.Match[str], vocabulary: Vocabulary) -> Notation | None:
    """Find the other notation of the number at `match`; None where the English one holds, or a unit that it needs is missing."""
    notation = find_notation(text, match.start(), match.end())
    return notation if notation and (not notation.needs_unit or _has_unit(text, notation.end, vocabulary)) else None


def _has_unit(text: str, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a unit or a rate follows a number that ends at `end`, its scale, or one that it is joined to: `2,5–3,5x`."""
    if vocabulary.unit_pattern.match(text, end) is not None or has_open_rate(text, end):
        return True
    scale = _SCALE.match(text, end)
    if scale and vocabulary.unit_pattern.match(text, scale.end()):
        return True
    other = _OTHER_END.match(text, end)
    return other is not None and vocabulary.unit_pattern.match(text, other.end()) is not None


def _parse_value(
    text: str, match: re.Match[str], vocabulary: Vocabulary, power: re.Match[str] | None, notation: Notation | None
) -> Value | Blocked:
    """Read the number at `match` with its scale and unit; a number that runs into other letters is an identifier.

    `power` is the power of ten that it begins, `notation` its other notation; None where it has none.
    """
    value = Value(match.start(), match.end(), float(match[0].replace(",", "")), "", "bare", hyphened=False, scaled=False)
    if notation:
        value = value._replace(end=notation.end, value=notation.value)
    elif power:
        mantissa = parse_decimal(power["mantissa"] or power["leading"] or power["digits"] or "1")
        if mantissa is None:
            return Blocked(match.start(), power.end(), "notation")
        exponent = int((power["power"] or power["lost"] or power["e"]).replace("−", "-"))
        value = value._replace(end=power.end(), value=float(f"{mantissa}e{exponent}"))
    alone, value = value, _pass_spread(text, value, vocabulary)
    if _NOUN_AHEAD.match(text, value.end) and (told := read_first(BY_NOUN, Numeral(text, value, vocabulary.cues))):
        return told
    unit = vocabulary.unit_pattern.match(text, value.end)
    scale = _SCALE.match(text, value.end)
    if scale and not (unit and unit.end() > scale.end()):
        factor = SCALES[(scale["word"] or scale["letter"]).lower()]
        value = value._replace(end=scale.end(), value=value.value * factor, scaled=True)
        unit = vocabulary.unit_pattern.match(text, value.end)
    if unit is None or text[value.start - 1 : value.start] == "$":
        told = read_first(BY_SIGN if unit is None else (MONEY,), Numeral(text, value, vocabulary.cues))
        if told:
            return told
    if (compound := find_compound(text, value.end)) and not (unit and unit.end() >= compound.end):
        known = vocabulary.units.get(compound.symbol)
        kind = known.kind if known else "rate" if compound.is_rate else "physical"
        return value._replace(end=compound.end, unit=compound.symbol, kind=kind)
    if unit:
        return _add_unit(text, value, unit, vocabulary)
    is_whole = value.scaled or value.start != alone.start or text.startswith("(", alone.end)
    return _finish_bare(text, value if is_whole else alone, match[0])


def _add_minus(text: str, value: Value | Blocked) -> Value | Blocked:
    """Read the minus of a value in a unit of nature (`-37 km/s`), or of a correlation; other numbers say what they lost."""
    if isinstance(value, Blocked) or text[value.start - 1 : value.start] not in ("-", "−"):
        return value
    is_signed = value.kind in _SIGNED and _MINUS.search(text[max(0, value.start - 2) : value.start]) is not None
    if not is_signed and not (value.kind == "bare" and is_correlation(text, value.start - 1)):
        return value
    return value._replace(start=value.start - 1, value=-value.value)


def _pass_spread(text: str, value: Value, vocabulary: Vocabulary) -> Value:
    """Pass over the uncertainty of a value where its power of ten or its unit follows."""
    spread = _SPREAD.match(text, value.end)
    if spread is None:
        return value
    is_open = text[value.start - 1 : value.start] == "("
    power = _POWER_AFTER.match(text, spread.end())
    if power and (is_open or not power["bracket"]):
        exponent, start = int(power["power"].replace("−", "-")), value.start - bool(power["bracket"])
        return value._replace(start=start, end=power.end(), value=float(f"{value.value}e{exponent}"))
    if is_open and text.startswith(")", spread.end()):
        end = spread.end() + 1
        if vocabulary.unit_pattern.match(text, end) or find_compound(text, end):
            return value._replace(start=value.start - 1, end=end)
    return value._replace(end=spread.end())


def _finish_bare(text: str, value: Value, number: str) -> Value | Blocked:
    """Finish a number without a unit."""
    after = text[value.end : value.end + 2]
    if after[:1].isalpha() or after[:1] == "_" or (after[:1].isnumeric() and not after[:1].isdigit()):  # `1½ times`
        return Blocked(value.start, value.end, "identifier")
    if _YEAR.match(number) and not value.scaled:
        return Blocked(value.start, value.end, "year")
    return value._replace(hyphened=_HYPHENED.match(after) is not None)


def _add_unit(text: str, value: Value, match: re.Match[str], vocabulary: Vocabulary) -> Value | Blocked:
    """Add the unit at `match` to a number."""
    spelled = match["unit"]
    symbol = vocabulary.spellings.get(spelled) or vocabulary.spellings[spelled.lower()]
    is_shouted = len(spelled) <= 2 and spelled.isupper() and spelled not in vocabulary.spellings
    if is_shouted and vocabulary.units[symbol].kind in _CASED:
        return _finish_bare(text, value, text[value.start : value.end])
    kind, end = vocabulary.units[symbol].kind, match.end()
    if spelled == "s" and not match["gap"] and _YEAR.match(text[value.start : match.start()]):
        return Blocked(value.start, end, "year")
    if spelled == "time" and _TIME_STEPS.match(text, end):
        return _finish_bare(text, value, text[value.start : value.end])
    if match["gap"] == "-" and kind not in ("ratio", "count"):
        return value._replace(end=end, unit=symbol, kind=kind, hyphened=True)
    per = _PER.match(text, end) if kind not in ("percent", "ratio") else None
    symbol = "" if symbol == "points" else symbol + (f"/{per['device']}" if per and per["device"] else per[0] if per else "")
    end = per.end() if per else end
    tied = _HYPHENED.match(text, end) is not None and kind not in ("ratio", "percent")
    tied |= spelled.lower() in _SINGULAR and value.value != 1 and _NOUN_AFTER.match(text, end) is not None
    return value._replace(end=end, unit=symbol, kind=kind, hyphened=tied)


def _parse_range(text: str, first: Value, last: Quantity | None, vocabulary: Vocabulary) -> list[Quantity]:
    """Join a number with the one after it to a range or a pair; otherwise return it alone. `last` is the quantity before it."""
    cues = vocabulary.cues
    joiner = find_joiner(text, first.start, first.end, cues)
    second = _parse_second(text, joiner.end, vocabulary) if joiner else None
    if joiner is None or second is None:
        return [_build(text, first, cues)]
    if first.kind == "money" and second.kind == "bare":
        second = second._replace(unit=first.unit, kind=first.kind)
    if joiner.is_pair and first.kind == second.kind not in ("bare", "ratio", "count") and first.unit != second.unit:
        return _pair(text, first, second, vocabulary)
    if not _can_join(first, second):
        return [_build(text, first, cues)]
    if first.kind == second.kind == "time" and first.unit != second.unit:
        second = second._replace(value=second.value * _SECONDS[second.unit] / _SECONDS[first.unit], unit=first.unit)
    low = align_scale(first, second)
    first = first._replace(value=low, unit=second.unit, kind=second.kind)
    if joiner.is_pair or (joiner.may_fall and _has_changed(text, first, second, last, cues)):
        if joiner.signs == ("-", "+"):
            first = first._replace(start=first.start - (first.value > 0), value=-abs(first.value))
        return _pair(text, first, second, vocabulary)
    low, high, start = _add_signs(joiner.signs, first, second)
    joined = _build(
        text,
        first._replace(
            start=start, end=second.end, scaled=first.scaled or second.scaled, hyphened=first.hyphened or second.hyphened
        ),
        cues,
    )
    return [replace(joined, low=min(low, high), high=max(low, high))]


def _has_changed(text: str, first: Value, second: Value, last: Quantity | None, cues: Cues) -> bool:
    """Tell whether of two numbers with `to` the second is smaller, followed by its change, or of a pair listed with another."""
    if second.value < first.value or is_change_after(text, second.end):
        return True
    is_next = last is not None and last.pair is not None and last.unit == second.unit
    return is_next and last is not None and goes_on(text[last.end : first.start], cues)


def _add_signs(signs: tuple[str, str], first: Value, second: Value) -> tuple[float, float, int]:
    """Return the ends of a range and where it starts, with the signs that say more than less: `-40 to -20 dB`, `-2 to +3%`.

    Other numbers say what they lost: `-1.6 to -6.8 points` are 1.6 to 6.8 fewer.
    """
    low, high = abs(first.value), second.value
    if second.kind not in _SIGNED and signs != ("-", "+"):
        return first.value, high, first.start
    is_open = signs[0] == "-" and first.value >= 0
    return -low if signs[0] == "-" else low, -high if signs[1] == "-" else high, first.start - is_open


def _pair(text: str, first: Value, second: Value, vocabulary: Vocabulary) -> list[Quantity]:
    """Keep two numbers apart that something went from and to, each in its own unit; it may be a range: `from 20 to 1-4`."""
    cues, found = vocabulary.cues, _parse_range(text, second, None, vocabulary)
    reached = found[0] if len(found) == 1 else _build(text, second, cues)
    first = first._replace(unit=reached.unit, kind=reached.kind) if first.kind == "bare" else first
    return [replace(each, pair=(first.start, second.start)) for each in (_build(text, first, cues), reached)]


def _parse_second(text: str, position: int, vocabulary: Vocabulary) -> Value | None:
    match = NUMBER.match(text, position) or (
        NUMBER.match(text, position + 1) if text[position : position + 1] in ("$", "~", "x", "×") else None
    )
    if match is None:
        return None
    value = _parse_value(text, match, vocabulary, _find_power(text, match), _find_notation(text, match, vocabulary))
    return value if isinstance(value, Value) else None


def _can_join(first: Value, second: Value) -> bool:
    """Tell whether two numbers can be the ends of a range: the same unit, two units of time, or the first without one."""
    if first.hyphened or second.hyphened:
        return first.kind == "bare" and not first.hyphened
    if first.kind == second.kind == "time":
        return first.unit == second.unit or {first.unit, second.unit} <= _SECONDS.keys()
    return first.kind == "bare" or (first.kind == second.kind and first.unit == second.unit)


def _build(text: str, value: Value, cues: Cues) -> Quantity:
    """Make a quantity of a single value, with its bound."""
    bound = find_bound(text, value.start, value.end, cues)
    return Quantity(
        value.start, value.end, value.value, value.value, value.unit, value.kind, bound,
        hyphened=value.hyphened, scaled=value.scaled,
    )  # fmt: skip


def _share_units(text: str, quantities: tuple[Quantity, ...], cues: Cues) -> tuple[Quantity, ...]:
    """Give a bare number the unit of the number that it is coordinated with (`50 and 60%`)."""
    shared = list(quantities)
    for index in range(len(shared) - 2, -1, -1):
        quantity, following = shared[index], shared[index + 1]
        is_plain = quantity.kind == "bare" and not quantity.scaled and not quantity.hyphened and quantity.pair is None
        can_share = following.kind in _SHARED and not following.hyphened
        # `+25 and +20%`, but `67.1, +2%` has a value and its change.
        sign = "+" if text.startswith("+", quantity.start - 1) else ""
        between = text[quantity.end : following.start].removesuffix(sign)
        if is_plain and can_share and is_shared(between, cues):
            shared[index] = replace(quantity, unit=following.unit, kind=following.kind)
    return tuple(shared)


def _find_lender(text: str, quantities: list[Quantity], index: int) -> int | None:
    """Find the last number with a unit before a bare one, passing over those of the set-up."""
    for at in range(index - 1, max(-1, index - 5), -1):
        lender = quantities[at]
        if quantities[index].start - lender.end > _WIDEST:
            return None
        if lender.kind in _SHARED and not lender.hyphened and not is_set_up(text[max(0, lender.start - 20) : lender.start]):
            return at
    return None


def _lend_units(text: str, quantities: tuple[Quantity, ...], cues: Cues) -> tuple[Quantity, ...]:
    """Give a bare number the unit of the number before it that it is set against (`1.9 hours instead of 8.3`)."""
    lent = list(quantities)
    borrowers: set[int] = set()
    for index in range(1, len(lent)):
        quantity = lent[index]
        is_plain = quantity.kind == "bare" and not quantity.scaled and not quantity.hyphened and quantity.pair is None
        if not is_plain or not ends_there(text[quantity.end : quantity.end + 16]):
            continue
        at = _find_lender(text, lent, index)
        if at is None:
            continue
        lender = lent[at]
        is_known = at in borrowers or is_told(text[max(0, lender.start - 40) : lender.start], cues)
        if read_first(LENT, Gap(text[lender.end : quantity.start], text[quantity.end :], is_known, cues)):
            lent[index] = replace(quantity, unit=lender.unit, kind=lender.kind)
            borrowers.add(index)
    return tuple(lent)


def _pair_apart(text: str, quantities: tuple[Quantity, ...], cues: Cues) -> tuple[Quantity, ...]:
    """Pair the numbers from and to which something went where what each holds for stands between them."""
    paired = list(quantities)
    for index in range(len(paired) - 1):
        first, second = paired[index], paired[index + 1]
        is_free = first.pair is None and second.pair is None and first.kind == second.kind and first.unit == second.unit
        if is_free and cues.fill(_TO_APART).fullmatch(text[first.end : second.start][:90]) and is_from(text, first.start, cues):
            paired[index] = replace(first, pair=(first.start, second.start))
            paired[index + 1] = replace(second, pair=(first.start, second.start))
    return tuple(paired)
