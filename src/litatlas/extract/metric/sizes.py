"""Tells whether a number is the size of a change, or a value that was reached."""

import re
from typing import Literal, NamedTuple

from litatlas.extract.lexicon.terms import Cues, Template
from litatlas.extract.rule import Rule, read_first
from litatlas.extract.sentence.context import Context

Told = Literal["change", "value"]
"""What words tell a number to be."""
CHANGE_NOUN = re.compile(
    r"\b(?:gain|improve|increas|reduc|decreas|drop|loss|higher|lower|better|worse|fewer|less|more|faster|slower|speedup|saving|boost|degrad"
    r"|difference|superior|inferior|longer|larger|smaller|shorter|advantage|uplift|decline|additional|extra\b|earlier|sooner)\w*"
)
_CHANGE_OF = re.compile(
    r"\b(?:gain|improvement|increase|reduction|decrease|drop|loss|degradation|saving|boost|gap|difference|decline|uplift|advantage|penalty"
    r"|speedup)s?\b(?:(?!\sand\s)[^,;]){0,40}\Z|\boverheads?\sof\s[^,;]{0,20}\Z|\bby\s(?:an?\s)?[^,;\d]{0,40}\sof\s[^,;\d]{0,16}\Z"
)
_CHANGE_TO = Template(
    r"\b(?:(?:degradation|loss|overhead|gap|penalty|slowdown|deviation|improvement|gain|reduction|saving)s?"
    r"|(?:limit|restrict|reduc|narrow|keep|kept|hold|held|cut|lower)\w*\s[^,;]{0,40}\b(?:drop|increase|decrease))\s"
    r"(?:down\s|up\s)?to\s(?:(?:{only}|{hedge})\s?)*\Z"
)
"""A change that is itself held down or driven up: `limits the degradation to 3%`."""
_LOSS_ITSELF = re.compile(
    r"\b(?:packet|frame|message|path|insertion|return|propagation|training|validation|test|data|heat|power)\slosse?s?\b"
)
"""Losses that are measured, not suffered by a change."""
_CHANGE_VERB = Template(
    r"\b(?:reduc|sav|improv|increas|gain|cut|lower|boost|degrad|los|fall|fell|drop|ris|rose|grow|grew|shrink|shrank|shrunk|declin|decreas|lift|climb)\w*\s(?:(?:{only}|{hedge})\s?)?\Z"
)
_BELOW = ("below", "under", "above", "beyond")
_FALLS_BELOW = Template(
    r"\b(?:{change}|{copula}|go|goes|going|went)\s"
    rf"(?:to\s)?(?:well\s|far\s)?(?:{'|'.join(_BELOW)})\s(?:{{hedge}}\s?)?\Z"
)
"""A level that was reached, not a change: `the error drops below 1%`."""
_MARGIN = Template(r"\bmargins?\s(?:of|up to|upto|as large as)\s(?:{hedge}\s?)*\Z")
_BESIDE_NAME = re.compile(r"\b(?:with|at|and)\s(?:an?\s)?[A-Z][\w-]*\s?\Z")
"""A score right beside its metric's name: `a 2x speedup with LPIPS 0.2 and SSIM 0.7`."""


class Words(NamedTuple):
    """The words around a number, and what is known of words."""

    context: Context
    cues: Cues

    @property
    def tail(self) -> str:
        """The last words before the number, without losses that are measured."""
        return _LOSS_ITSELF.sub(" ", self.context.before[-60:])


def states_change(context: Context, cues: Cues) -> bool:
    """Tell whether the number is the size of a change, not a value that was reached."""
    return read_first(SIZES, Words(context, cues)) == "change"


def _read_noun(words: Words) -> Told | None:
    return "change" if CHANGE_NOUN.search(words.context.phrase) else None


def _read_by(words: Words) -> Told | None:
    return "change" if words.context.link == "by" else None


def _read_plus(words: Words) -> Told | None:
    return "change" if words.context.before.rstrip().endswith("+") else None


def _read_level(words: Words) -> Told | None:
    before = words.context.before
    return "value" if any(map(before.__contains__, _BELOW)) and words.cues.fill(_FALLS_BELOW).search(before) else None


def _read_held(words: Words) -> Told | None:
    is_held = words.context.link == "to" and words.cues.fill(_CHANGE_TO).search(words.context.before) is not None
    return "change" if is_held else None


def _read_to(words: Words) -> Told | None:
    return "value" if words.context.link == "to" else None


def _read_margin(words: Words) -> Told | None:
    return "change" if words.cues.fill(_MARGIN).search(words.context.before[-40:]) else None


def _read_beside_name(words: Words) -> Told | None:
    return "value" if not words.context.link and _BESIDE_NAME.search(words.context.before) else None


def _read_verb(words: Words) -> Told | None:
    return "change" if words.cues.fill(_CHANGE_VERB).search(words.tail) else None


def _read_with(words: Words) -> Told | None:
    return "value" if words.context.link == "with" and words.context.phrase.strip() else None


def _read_change_of(words: Words) -> Told | None:
    return "change" if _CHANGE_OF.search(words.tail) else None


SIZES: tuple[Rule[Words, Told], ...] = (
    Rule(
        "noun", "What a word of change follows is the size of it.", _read_noun,
        (("Ours shows 3% higher recall.", "difference"),), ("Ours shows 3% of recall.",),
    ),
    Rule(
        "by", "What `by` leads to is the size of a change.", _read_by,
        (("Our recall rises by 3%.", "difference"),), ("Our recall rises to 3%.",),
    ),
    Rule(
        "plus", "So is what has a plus before it.", _read_plus,
        (("Ours has +2.7 recall on lids.", "difference"),), ("Ours has 2.7 recall on lids.",),
    ),
    Rule(
        "level", "A level that something falls below or rises above was reached.", _read_level,
        (("Our recall drops below 3%.", "absolute"),), ("Our recall drops 3%.",),
    ),
    Rule(
        "held", "To what a change is itself held down, is its size.", _read_held,
        (("Ours keeps the recall degradation to 3%.", "difference"), ("Ours limits the recall drop to 3%.", "difference")),
        ("Ours lifts the recall to 3%.",),
    ),
    Rule(
        "to", "What else `to` leads to was reached.", _read_to,
        (("Ours shows a gain in recall to 93%.", "absolute"),), ("Ours shows a gain in recall of 3%.",),
    ),
    Rule(
        "margin", "A margin is a change.", _read_margin,
        (("Our recall beats Foo with a margin of 3%.", "difference"),), ("Our recall beats Foo with a value of 3%.",),
    ),
    Rule(
        "beside-name", "A value right beside its metric's name was reached.", _read_beside_name,
        (("Ours gains a 2x speedup with LPIPS 0.2.", "absolute"),), ("Ours gains a 2x speedup in LPIPS 0.2.",),
    ),
    Rule(
        "verb", "What stands right behind a verb of change is its size.", _read_verb,
        (("Ours improves 3% on recall.", "difference"), ("Ours saves only 3 GB.", "difference")), ("Ours keeps 3% on recall.",),
    ),
    Rule(
        "with", "What else `with` leads to, and words follow, was reached.", _read_with,
        (("Ours gains a loss with 3 GB memory.", "absolute"),), ("Ours has lids with 3 GB memory.",),
    ),
    Rule(
        "change-of", "What a noun of change leads to is its size.", _read_change_of,
        (("Ours shows a drop in recall of 3%.", "difference"),), ("Ours shows a lid in recall of 3%.",),
    ),
)  # fmt: skip
"""The rules that tell changes from values, the first that says something; where none does, a number is a value."""
