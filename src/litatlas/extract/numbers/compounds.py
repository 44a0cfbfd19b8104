"""Reads units that are put together of others: `mV/m`, `km s⁻¹ Mpc⁻¹`, `millivolts per meter`, `events/(kg day)`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_PREFIXES: Mapping[str, str] = {
    "quetta": "Q", "ronna": "R", "yotta": "Y", "zetta": "Z", "exa": "E", "peta": "P", "tera": "T", "giga": "G", "mega": "M",
    "kilo": "k", "hecto": "h", "deca": "da", "deci": "d", "centi": "c", "milli": "m", "micro": "µ", "nano": "n", "pico": "p",
    "femto": "f", "atto": "a", "zepto": "z", "yocto": "y",
}  # fmt: skip
"""The prefixes of the International System of Units (SI brochure, 9th edition, table 7)."""
_NAMES: Mapping[str, str] = {
    "meter": "m", "metre": "m", "gram": "g", "second": "s", "ampere": "A", "amp": "A", "kelvin": "K", "mole": "mol",
    "candela": "cd", "hertz": "Hz", "newton": "N", "pascal": "Pa", "joule": "J", "watt": "W", "coulomb": "C", "volt": "V",
    "farad": "F", "ohm": "Ω", "siemens": "S", "weber": "Wb", "tesla": "T", "henry": "H", "lumen": "lm", "becquerel": "Bq",
    "gray": "Gy", "sievert": "Sv", "liter": "L", "litre": "L", "electronvolt": "eV", "electron volt": "eV", "parsec": "pc",
    "minute": "min", "hour": "h", "day": "days", "week": "weeks", "month": "months", "year": "yr", "radian": "rad", "degree": "°",
    "bit": "bit", "byte": "B", "pixel": "px", "hectare": "ha", "inch": "in", "mile": "mi",
}  # fmt: skip
"""The units of the SI and those accepted beside it (the same, tables 2, 4 and 8), and the usual ones of data and maps."""
_PREFIXED = r"(?:m|g|s|A|K|mol|cd|Hz|N|Pa|J|W|C|V|F|Ω|S|Wb|T|H|lm|Bq|Gy|Sv|L|l|eV|pc|Jy|bar|bit|B|b|c)"
_PLAIN = r"(?:min|h|days?|d|yr|year|rad|sr|deg|°|arcmin|arcsec|erg|ha|lx|kat|px|Å|[MRLZ]⊙|[MR]⊕|\(?[A-Z]_⊙\)?)"
_SYMBOL = rf"√?(?:(?:da|[YZEPTGMkhdcmµμunpfa])?{_PREFIXED}|{_PLAIN})(?![^\W\d_²³])"
_POWER = r"(?:\^?(?P<power{0}>[-−]?\d)|(?P<raised{0}>⁻?[¹²³⁴⁵⁶]))?(?!\d)"
_ITEM = rf"{_SYMBOL}(?:\^[-−]?\d|\d(?!\d)|⁻?[¹²³⁴⁵⁶])?"
_INVERSE = rf"{_SYMBOL}(?:\^?[-−]\d|⁻[¹²³⁴⁵⁶])"
_COMPOUND = re.compile(
    rf"\s?(?P<noun>[a-z]{{4,14}}s(?=/|\s{_INVERSE}))?(?(noun)\s?|(?P<head>{_ITEM}))"
    rf"(?P<rest>(?:/{_ITEM}|/\({_ITEM}(?:[\s·]{_ITEM}){{0,3}}\)|\s?[·*]\s?{_ITEM}|\s?{_INVERSE}){{0,4}})(?![^\W_])"
)
_STEP = re.compile(rf"(?P<sign>[/·* (]*)(?P<symbol>{_SYMBOL}){_POWER.format('')}")
_SPELLED_UNIT = (
    rf"(?:(?:square|cubic)\s)?(?:{'|'.join(_PREFIXES)})?(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?:e?s)?(?![a-z])"
)
_SPELLED = re.compile(rf"[\s-](?P<head>{_SPELLED_UNIT}|[a-z]{{4,14}}s)(?P<rest>(?:\sper\s{_SPELLED_UNIT}){{1,3}})")
_SPELLED_FACTOR = re.compile(
    rf"(?:(?P<power>square|cubic)\s)?(?P<prefix>{'|'.join(_PREFIXES)})?"
    rf"(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?:e?s)?(?![a-z])"
)
_SIGN = re.compile(r"[/⁻²³^·*]|\sper\s")
"""What every compound unit holds."""
_REACH = 24
"""Characters after a number within which the first sign of a compound unit stands."""
_TIMES = frozenset(("s", "min", "h", "d", "day", "days", "weeks", "months", "yr", "year"))
_RAISED = str.maketrans("⁻¹²³⁴⁵⁶−", "-123456-")


@dataclass(frozen=True, slots=True)
class Compound:
    """A unit of several factors, or of one with an exponent."""

    symbol: str
    """As the SI brochure writes it, with one solidus: `mV/m`, `km/(s Mpc)`, `cm^-3`."""
    end: int
    """Where it ends in the text."""
    is_rate: bool
    """Whether it says how many of something there are in a time: `tests/h`."""


def find_compound(text: str, position: int) -> Compound | None:
    """Find the compound unit of the number that ends at `position`; None where there is none. What it looks at is bounded."""
    if _SIGN.search(text, position, position + _REACH) is None:
        return None
    if found := _COMPOUND.match(text, position):
        factors = list(_read_factors(found))
        is_compound = len(factors) > 1 or (factors and factors[0][1] < 0)
        return _build(factors, found.end()) if is_compound else None
    spelled = _SPELLED.match(text, position)
    return _build(list(_read_words(spelled)), spelled.end()) if spelled else None


def _build(factors: list[tuple[str, int]], end: int) -> Compound:
    counted, times = factors[0][0], [symbol for symbol, power in factors if power == -1]
    is_rate = len(factors) == 2 and re.fullmatch(r"[a-z]{4,14}s", counted) is not None and bool(_TIMES & set(times))
    return Compound(_write(factors), end, is_rate)


def _read_factors(found: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield the factors of a unit in symbols with their exponents."""
    if found["noun"]:
        yield found["noun"], 1
    is_below = False
    for step in _STEP.finditer((found["head"] or "") + found["rest"]):
        if "/" in step["sign"]:
            is_below = True
        power = int((step["power"] or step["raised"] or "1").translate(_RAISED))
        yield step["symbol"].replace("μ", "µ"), -power if is_below else power


def _read_words(found: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield the factors of a unit in words with their exponents."""
    for index, words in enumerate((found["head"], *found["rest"].split(" per ")[1:])):
        factor = _SPELLED_FACTOR.fullmatch(words)
        symbol = _PREFIXES.get(factor["prefix"] or "", "") + _NAMES[factor["name"]] if factor else words
        power = {"square": 2, "cubic": 3}.get(factor["power"] or "", 1) if factor else 1
        yield symbol, -power if index else power


def _write(factors: list[tuple[str, int]]) -> str:
    above = [_raise(symbol, power) for symbol, power in factors if power > 0]
    below = [_raise(symbol, -power) for symbol, power in factors if power < 0]
    if not above:
        return " ".join(f"{symbol}^{power}" for symbol, power in factors)
    if not below:
        return "·".join(above)
    return "·".join(above) + "/" + (below[0] if len(below) == 1 else f"({' '.join(below)})")


def _raise(symbol: str, power: int) -> str:
    return symbol if power == 1 else f"{symbol}{power}"
