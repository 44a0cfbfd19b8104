"""Tells whether a number goes on to the next one: a range (`1.4-1.8x`, `+2 to +5 points`), or from and to what something went."""

import re
from typing import NamedTuple

from litatlas.extract.lexicon.terms import Cues, Template
from litatlas.extract.numbers.told_units import Value

_JOINER = Template(
    r"\s?(?:→|[–—~∼]|-(?=[~$x×]?\d|\s[~x×]?\d)|\b(?:(?:down|up)\s)?to\b(?:\s(?:{hedge}|{only}))?|−)\s?(?:US(?=[$]))?(?=[$~x×]?\d)"
)
_SIGNED = Template(r"\s?(?:--|[–—~∼→-]|\bto\b(?:\s(?:{hedge}|{only}))?)\s?[$]?(?P<sign>[+−-])[$]?(?=\d)")
"""What leads from a number with a sign to another with one: `+8% to +12%`, `-2 - +3`."""
_LEADING_SIGN = re.compile(r"(?:\A|[\s(\[,~≈])[$]?(?P<sign>[+−-])[$]?\Z")
_AND = re.compile(r"\s(?:and|to)\s(?=\d)")
_COMMA = re.compile(r",\s?(?=\d[\d.]*\s?%?\])")
_INTERVAL = re.compile(r"(?:∈\s?|\b(?:in|within|range)\s)[\[(]\Z")
"""What opens an interval that is told by its two ends: `a share in [46%, 85%]`."""
_BETWEEN = Template(r"\b(?:between|rang\w{1,3} from)\s(?:(?:{hedge}|{only})\s?)?[$]?\Z")
_FROM = Template(r"\bfrom\s(?:(?:{hedge}|{only})\s?)?[$]?[+−-]?\Z")
_CHANGED = Template(r"\b(?:{change}|(?:doubl|tripl|quadrupl|halv)(?:e[sd]?|ing))\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\((?:(?:[A-Za-z][\w@.-]*\s){0,3}[A-Za-z][\w@.-]*[:,]\s)?\Z")
"""What opens a bracket that tells from and to what something went: `(12% to 30%)`, `(mean IoU: 12 to 30)`, `(i.e., 12 to 30)`."""
_RANGING = re.compile(
    r"\b(?:rang|var)\w{1,5} from\s"
    r"|\b(?:improvement|gain|reduction|saving|speed-?up)s\sfrom\s[$]?\Z"
    r"|\boutperform\w*\s[^,;.()]{2,60}\sfrom\s\Z"
)
"""What makes a range of `from a to b`: gains are from 5% to 9%, while an accuracy goes from 50% to 59%."""
_CHANGE_AFTER = re.compile(r"[^\s(),;]{0,10}\s?\((?:[+−-]\d|[↑↓])")
"""A change in a bracket behind the second number: `2.9 to 3.5 (+18%)`."""
_LEADS_RANGE = re.compile(r"\b(?:by|of|between)\s(?:[a-z]+\s)?[$~]?\Z")
"""What leads to a range although it falls: `cuts the latency by 50% to 30%`."""
_NEXT_PAIR = re.compile(
    r"\A(?:\s?\([^()]{1,40}\)|\s(?:on|in|for|at|with)\s[^,;()]{1,50})?(?:,\sand|,|\sand)\s(?:[A-Z][\w@-]*\s){0,2}\Z"
)
_NEW_CLAUSE = Template(r"\b(?:{reach}|{change}|{beat}|by|while|whereas|but)\b")
_LIST_WIDEST = 80
_LOOKED_BACK = 60
"""Characters before a number in which its joining is told."""


class Joiner(NamedTuple):
    """What stands between a number and the next one that it goes on to."""

    end: int
    """Where the next number begins, or a sign of money or multiplication before it."""
    is_pair: bool
    """Whether words or a bracket tell that something went from the one to the other, which are the ends of a range otherwise."""
    may_fall: bool
    """Whether the two are such a pair as well where the second is the smaller one."""
    signs: tuple[str, str]
    """The signs before the two numbers: `+`, `-`, or none."""


def find_joiner(text: str, start: int, end: int, cues: Cues) -> Joiner | None:
    """Find what joins the number at `text[start:end]` to the next one; None where nothing does."""
    before = text[max(0, start - _LOOKED_BACK) : start]
    found = cues.fill(_JOINER).match(text, end)
    lead = _LEADING_SIGN.search(before[-4:])
    signs = (lead["sign"].replace("−", "-") if lead else "", "")
    if found is None and lead and (found := cues.fill(_SIGNED).match(text, end)):
        signs = (signs[0], found["sign"].replace("−", "-"))
    if found is None and ("between" in before or " from" in before) and cues.fill(_BETWEEN).search(before):
        found = _AND.match(text, end)
    if found is None and before.endswith(("[", "(")) and _INTERVAL.search(before):
        found = _COMMA.match(text, end)
    if found is None:
        return None
    if "to" not in found[0]:
        return Joiner(found.end(), "→" in found[0], may_fall=False, signs=signs)
    is_range = _RANGING.search(before) is not None
    return Joiner(
        found.end(),
        not is_range and _is_pair(text, start, before, cues),
        may_fall=not is_range and not any(signs) and _LEADS_RANGE.search(before) is None,
        signs=signs,
    )


def align_scale(first: Value, second: Value) -> float:
    """Return the first number with the scale of the second where only that has one: `1 to 4M` is from one million."""
    if second.scaled and not first.scaled and first.kind in ("bare", "money") and first.value < 1000:
        return first.value * next(scale for scale in (1e12, 1e9, 1e6, 1e3, 1.0) if second.value >= scale or scale == 1.0)
    return first.value


def is_from(text: str, start: int, cues: Cues) -> bool:
    """Tell whether `from` stands before a number."""
    return cues.fill(_FROM).search(text[max(0, start - 20) : start]) is not None


def is_change_after(text: str, end: int) -> bool:
    """Tell whether a bracket behind a number says by how much it has changed."""
    return _CHANGE_AFTER.match(text, end) is not None


def goes_on(between: str, cues: Cues) -> bool:
    """Tell whether a pair of numbers is listed behind another by what stands between: `from 4% to 6%, 2% to 3%, and 1% to 5%`."""
    if len(between) > _LIST_WIDEST or cues.fill(_NEW_CLAUSE).search(between):
        return False
    return _NEXT_PAIR.search(between) is not None


def _is_pair(text: str, start: int, before: str, cues: Cues) -> bool:
    """Tell whether words or a bracket before a number say that something went from it to the one that `to` leads to."""
    if cues.fill(_FROM).search(before):
        return True
    if not before.rstrip().endswith(("(", ":", ",")) or _BRACKETED.search(before) is None:
        return False
    return cues.fill(_CHANGED).search(text, max(0, start - 120), start) is not None
