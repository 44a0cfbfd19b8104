"""What a rule of repair is: what debris looks like, what takes its place, and what a text must hold for it to match at all."""

import re
from collections.abc import Callable
from dataclasses import dataclass

MASK = "\ue000"
"""Stands for each character of a link while the rules run, so that none of them matches inside it."""
SIGNS = ("\\", "$", "{", "^", "_", "~", "&", "<", "`", "\n", "--", MASK, "times", "sim", "mu", "pm", "epsilon", "201")
"""What the needles of several rules hold: a text is searched for it once for all of them."""
NON_ASCII = "non-ASCII"
"""The sign of rules for texts that hold any character beyond ASCII."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of debris: what it looks like, and what takes its place."""

    id: str
    sign: str
    """The rule cannot match in a text that does not hold it: one of `SIGNS`, or `NON_ASCII`; empty if there is none."""
    needles: tuple[str, ...]
    """Nor can it in a text that holds none of these; they spare most texts most rules. Empty if the sign says as much."""
    pattern: re.Pattern[str]
    replacement: str | Callable[[re.Match[str]], str]


def has_sign(text: str, sign: str) -> bool:
    """Tell whether the rules of a sign can match in a text at all."""
    return sign in text if sign != NON_ASCII else not text.isascii()


def build_rule(id_: str, needles: str, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Rule:
    """Build a rule; the needles are separated by `;`, as white space may be part of them. None: any text beyond ASCII."""
    if not needles:
        return Rule(id_, NON_ASCII, (), re.compile(pattern), replacement)
    parts = tuple(needles.split(";"))
    sign = next((sign for sign in SIGNS if all(sign in part for part in parts)), "")
    return Rule(id_, sign, () if parts == (sign,) else parts, re.compile(pattern), replacement)
