"""Finds whose value a number is, where it is not the paper's own."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.metric.frame import Frame
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.rivals import read_items
from litatlas.extract.slots.slot import NOTHING, Slot

_NAME = r"(?P<name>(?:[A-Z]|[a-z]{1,6}(?=[A-Z.]\w))(?:[\w+-]|\.(?=\w)){1,30}(?:\s[A-Z\d](?:[\w+-]|\.(?=\w)){0,20}){0,2})"
_DOES = (
    r"(?:(?:only\s)?(?:{reach}|(?:requir|tak|get|scor|manag|need|degrad|drop|los|yield|record|stay|remain|deliver|retain|fail|consum|us)"
    r"\w{1,3}|has|had|falls|breaks down|goes)|alone\s\w+s)"
)
"""What somebody does who has a value."""
_RIVAL = Template(
    r"\b(?:[Ww]hile|[Ww]hereas|(?<!, )where)\s(?:the\s|an?\s)?(?:[a-z][\w-]+\s)?" + _NAME + rf"\s{_DOES}\s[^,;.\d]{{0,30}}\Z"
)
_RIVAL_PHRASE = re.compile(
    r"\b(?:whereas\s(?:the\s)?|while\s(?:the\s)?(?=(?:baselines?|existing|previous|prior|standard|conventional|traditional|vanilla)\b))"
    r"(?P<name>(?!(?:ours?|we|it|this|these|that|the|only|proposed|new|\w+ing)\b)[a-z][\w-]*(?:\s[\w-]+){0,4}?)\s"
    r"(?:can\s\w+\sonly|(?:can\s)?only\s\w+|\w+s?\s(?:in\s|at\s|for\s)?only)\s[^,;.\d]{0,30}\Z"
)
"""`whereas slow boiling reaches only` and the like: who does only so much is a rival."""
_WHEREAS = Template(
    r"\bwhereas\s(?:the\s|an?\s)?"
    r"(?P<name>(?!(?:ours?|we|it|its|this|these|that|they|those|only|proposed|new|\d\S*)\b)[A-Za-z][\w-]*(?:\s(?!of\b|on\b|for\b|with\b|from\b)[\w-]+){0,3}?)\s"
    r"(?:{reach}|ha[sd]|(?!\w+ous\s)[a-z]{3,}(?<![sui])s)\s[^,;.\d]{0,40}\Z"
)
"""`whereas slow boiling reaches` where that is nothing measured: another's."""
_WHICH = Template(
    r"(?:\s(?:in|on|for)\s[a-z][\w\s-]{1,30})?,?\s(?:which|that)\s(?:only\s)?(?:{reach}|(?:requir|tak|get|scor|need|ha[ds])\w{0,3})\s[^,;.\d]{0,30}\Z"
)
_PREVIOUS = re.compile(r"\b(?:previous|prior|existing|former)\s[\w\s-]{0,30}\s(?:of|at)\s\Z")
_EARLIER = r"[^()]{1,60}(?:/|,|and)\s?(?:[A-Za-z][\w@-]*\s(?:of\s|=\s?)?)?"
"""What stands in brackets before the second of a rival's values: `3.3 FID / ` and `2.1x, LPIPS `."""
_ASIDE_OF = re.compile(rf"{_NAME}\s\((?:{_EARLIER})?\Z")
_IN_ASIDE = re.compile(rf"\s?\((?:with |at |of )?(?:{_EARLIER})?")
_ALONE = re.compile(r"(?:(?:/|,\s|\sand\s)[\d.]+%?)*\)")
"""What follows a rival's share in brackets, of which nothing else is told: `beats Foo (43% and 46%)`."""
_LABELLED = re.compile(r"(?:\(|[;,]\s)(?P<name>[A-Za-z](?:(?!:\s)[^();,\d]|(?<=[\w-])\d){1,40}):\s\Z")
"""Whose it is, before a colon in brackets: `a recall of 91% (Foo: 72%; slow boiling: 65%)`."""
_ALSO = re.compile(rf"\)?(?:\s[a-z][\w-]*){{0,4}}?(?:,\sand|,|\sand)\s{_NAME}\s(?:by\s|at\s)?")
"""Whose the next value is, after one that is another's: `whereas Foo reaches 61% and Bar 54%`."""
_BRACKETED = re.compile(rf"\({_NAME}\s\Z")
"""Whose value it is, in brackets before it: `deep models (Foo 72%)`."""
_POSSESSED = re.compile(rf"(?:{_NAME}|(?P<noun>baseline|base model|teacher|human))['’]s?\s(?:[a-z-]+\s){{0,3}}?(?:of\s|at\s)?\Z")
"""Whose value it is, before what is measured of it: `surpassing Foo's 93.2%`."""
_FORMER_OWNER = re.compile(
    r"\s(?:\((?P<aside>[A-Z][^()\d]{0,30}[^()]{0,10}|(?:the\s)?(?:[\w-]+\s){0,2}baseline)\)"
    r"|(?:with|for|of|by)\s(?P<named>[^,;.()]{2,40}?))\sto\s"
)
"""Whose the first of two values is: `from 945s (Foo) to 685s`, `from 50.9 for Foo to 61.2`."""
_SAME_CLAUSE = re.compile(r"(?:(?!\b(?:while|whereas|but)\b)[^;])*")
_AGAINST = Template(r"(?:against|compared|{compare})\s")
"""What sets a pair of values as a whole against another's: `from 12% to 55% against Foo`."""
UNNAMED = "baseline"
"""What a rival is called whose name the text does not tell."""
_LOOKED_AT = 90
"""Characters before a number in which its owner is looked for."""


class Value(NamedTuple):
    """A number and what its sentence compares with, as the rules for subjects look at them."""

    parsed: Parsed
    quantity: Quantity
    frame: Frame
    comparisons: tuple[Comparison, ...]
    start: int
    """Where the list of numbers that it stands in starts."""
    before: str
    """What stands before the list."""
    previous: Quantity | None
    """The number before, where it is another's; None where it is the paper's own."""


@dataclass(frozen=True, slots=True)
class SubjectRule:
    """A rule by which a value is another's, or the paper's own although more is told of others."""

    id: str
    says: str
    find: Callable[[Value], tuple[str, ...] | None]
    """Returns whose it is, nothing for the paper's own; None where it tells nothing, so that the next rule is asked."""
    examples: tuple[tuple[str, str], ...]
    """Sentences in which it tells whose a number is, each with what it tells, items parted by `, `."""
    counterexamples: tuple[str, ...]
    """Sentences like them in which it does not."""


def find_subjects(parsed: Parsed, frames: Sequence[Frame], comparisons: tuple[Comparison, ...]) -> tuple[Slot, ...]:
    """Return for each quantity of a sentence the other system whose value it is: `baseline` where that has no name."""
    found: list[Slot] = []
    for index, (quantity, frame) in enumerate(zip(parsed.quantities, frames, strict=True)):
        start = parsed.quantities[parsed.groups[index][0]].start
        previous = parsed.quantities[index - 1] if index and found[-1].values else None
        before = parsed.text[max(0, start - _LOOKED_AT) : start]
        found.append(_find_subject(Value(parsed, quantity, frame, comparisons, start, before, previous)))
    return tuple(found)


def _find_subject(value: Value) -> Slot:
    for rule in SUBJECT_RULES:
        if (names := rule.find(value)) is not None:
            return Slot(names, rule.id) if names else NOTHING
    return NOTHING


def list_quoted(parsed: Parsed, index: int, owners: Sequence[str | None]) -> tuple[str, ...]:
    """List whose the values are that a sentence sets beside the quantity at `index`: those like it up to the next own one.

    `owners` tells for each quantity of the sentence whose it is, None for the paper's own.
    """
    own = parsed.quantities[index]
    named: list[str] = []
    for other in range(parsed.groups[index][1] + 1, len(parsed.quantities)):
        owner = owners[other]
        if owner is not None:
            named += [owner] if owner != UNNAMED and parsed.quantities[other].is_like(own) else []
        elif parsed.quantities[other].is_like(own):
            break
    return tuple(dict.fromkeys(named))


def find_own(parsed: Parsed, index: int, owners: Sequence[str | None]) -> int | None:
    """Return the index of the paper's own value that another's, the quantity at `index`, is set beside: the last like it."""
    if owners[index] is None or parsed.quantities[index].pair is not None:
        return None
    own = (i for i in range(index - 1, -1, -1) if owners[i] is None and parsed.quantities[i].is_like(parsed.quantities[index]))
    return next(own, None)


def _find_owner(value: Value) -> tuple[str, ...] | None:
    return next((c.items for c in value.comparisons if c.owns and c.start < value.quantity.start < c.end), None)


def _find_former(value: Value) -> tuple[str, ...] | None:
    pair = value.quantity.pair
    if not pair:
        return None
    if value.quantity.start != pair[0]:
        return ()
    return find_former_owner(value.parsed.text, value.quantity.end, pair[1]) or (_name_rival(value),)


def find_former_owner(text: str, end: int, second: int) -> tuple[str, ...]:
    """Return whose the first of the two values of a change is, which ends at `end`; nothing where that is not told."""
    owner = _FORMER_OWNER.match(text, end, second)
    return read_items(owner["aside"] or owner["named"])[0][:1] if owner else ()


def _find_bracketed(value: Value) -> tuple[str, ...] | None:
    start = value.quantity.start
    owner = _BRACKETED.search(value.parsed.text[max(0, start - 60) : start]) if value.frame.versus else None
    return (owner["name"],) if owner else None


def _find_next(value: Value) -> tuple[str, ...] | None:
    if value.previous is None or not value.previous.is_like(value.quantity):
        return None
    also = _ALSO.fullmatch(value.parsed.text, value.previous.end, value.quantity.start)
    return (also["name"],) if also else None


def _find_labelled(value: Value) -> tuple[str, ...] | None:
    text, start, index = value.parsed.text, value.quantity.start, value.parsed.quantities.index(value.quantity)
    opening = text.rfind("(", max(0, start - _LOOKED_AT), start) if text.endswith(": ", 0, start) else -1
    label = _LABELLED.search(text, opening, start) if opening > 0 and ")" not in text[opening:start] else None
    own = next((q for q in reversed(value.parsed.quantities[:index]) if q.end <= opening), None)
    if label is None or own is None or not own.is_like(value.quantity) or opening - own.end > 30:
        return None
    known = (*value.parsed.metrics, *value.parsed.datasets)
    return None if any(n.start < label.end("name") and label.start("name") < n.end for n in known) else (label["name"],)


def _find_set_against(value: Value) -> tuple[str, ...] | None:
    return (_find_holder(value) or _name_rival(value),) if value.frame.versus else None


def _find_holder(value: Value) -> str | None:
    """Return the rival in brackets right behind whose name a value stands, as in `beating Foo (72%) and Bar (65%)`."""
    start = value.quantity.start
    named = _ASIDE_OF.search(value.parsed.text[max(0, start - 60) : start])
    return named["name"] if named and any(named["name"] in c.items for c in value.comparisons) else None


def _find_contrasted(value: Value) -> tuple[str, ...] | None:
    before = value.before
    if not ("hile" in before or "where" in before or "Where" in before):
        return None
    rival = value.parsed.cues.fill(_RIVAL).search(before) or _RIVAL_PHRASE.search(before)
    if rival is not None:
        return (rival["name"],)
    rival = value.parsed.cues.fill(_WHEREAS).search(before) if "whereas" in before else None
    if rival is None:
        return None
    start, end = (value.start - len(before) + place for place in rival.span("name"))
    return None if any(n.start < end and start < n.end for n in value.parsed.metrics) else (rival["name"],)


def _find_previous(value: Value) -> tuple[str, ...] | None:
    return (UNNAMED,) if value.frame.form != "difference" and _PREVIOUS.search(value.before) else None


def _find_possessed(value: Value) -> tuple[str, ...] | None:
    before = value.before
    is_possessed = value.frame.form == "absolute" and ("'" in before or "’" in before)
    owner = _POSSESSED.search(before) if is_possessed else None
    if owner is None or not any(c.start < value.start - len(owner[0]) + 1 for c in value.comparisons):
        return None
    return (owner["name"] or owner["noun"],)


def _find_aside(value: Value) -> tuple[str, ...] | None:
    if value.quantity.kind == "ratio" or value.frame.form == "difference":
        return None
    is_share = value.quantity.kind == "percent"
    if is_share and (value.frame.form != "absolute" or not _ALONE.match(value.parsed.text, value.quantity.end)):
        return None
    named = _ASIDE_OF.search(value.parsed.text[max(0, value.start - 110) : value.start])
    for comparison in value.comparisons:
        if named and comparison.start < value.start <= comparison.end + 2:
            return (named["name"],)
        if _IN_ASIDE.fullmatch(value.parsed.text[comparison.end : value.start][:_LOOKED_AT]):
            return comparison.items[-1:]
    return None


def _find_which(value: Value) -> tuple[str, ...] | None:
    which = value.parsed.cues.fill(_WHICH)
    near = (c for c in value.comparisons if 0 <= value.start - c.end <= 90)
    items = next((c.items for c in near if which.match(value.parsed.text[c.end : value.start])), None)
    index = value.parsed.quantities.index(value.quantity)
    first, last = value.parsed.groups[index]
    return items and (items[index - first :][:1] if len(items) == last - first + 1 else items[-1:])


def _name_rival(value: Value) -> str:
    """Name the system that a value beside the own one is of: the only one compared with before it, else `baseline`."""
    start, text = value.quantity.start, value.parsed.text
    others = tuple(c for c in value.comparisons if not c.owns)
    before = [c for c in others if c.end <= start or (c.start < start and text.endswith("(", c.start, start))]
    told = before or [c for c in others if value.quantity.pair and _is_set_against(value.parsed, start, c)]
    return told[-1].items[0] if len(told) == 1 and len(told[0].items) == 1 else UNNAMED


def _is_set_against(parsed: Parsed, start: int, comparison: Comparison) -> bool:
    """Tell whether a comparison is with the pair that begins at `start`: `from 12% to 55% against the strongest baseline`."""
    is_against = parsed.cues.fill(_AGAINST).match(parsed.text, comparison.start) is not None
    return is_against and _SAME_CLAUSE.fullmatch(parsed.text, start, comparison.start) is not None


SUBJECT_RULES = (
    SubjectRule(
        "owner", "A value within what is compared with is of whom that names.", _find_owner,
        (("Ours has a recall of 91% compared to 88% for Foo.", "Foo"),), ("Ours has a recall of 91%, compared to Foo.",),
    ),
    SubjectRule(
        "pair", "The first of two values that a change leads between is the rival's, the second the paper's own.", _find_former,
        (
            ("Ours raises recall from 88% to 91%.", "baseline"),
            ("Compared to Foo, ours raises recall from 88% to 91%.", "Foo"),
            ("Ours raises recall from 88% to 91% against Foo.", "Foo"),
        ),
        ("Ours has a recall of 88% to 91%.",),
    ),
    SubjectRule(
        "bracketed", "A value set against the own one is of whom stands in brackets right before it.", _find_bracketed,
        (("Ours has a recall of 91%, ahead of deep pumps (Foo 72%).", "Foo"),), ("Ours has a recall of 91% vs. 88%.",),
    ),
    SubjectRule(
        "labelled", "A value in brackets behind a label and a colon is of it, where one like it stands before the bracket.",
        _find_labelled,
        (("Ours has a recall of 91% (Foo: 72%; slow boiling: 65%).", "slow boiling"),),
        ("Ours has a recall of 91% (latency: 72 ms).", "Ours has a recall of 91% (MNIST: 72%)."),
    ),
    SubjectRule(
        "versus", "... else of the only one that the sentence compares with, or of a baseline without a name.", _find_set_against,
        (("Ours has a recall of 91% vs. 88%.", "baseline"),), ("Ours has a recall of 91% and 88%.",),
    ),
    SubjectRule(
        "rival", "Who does so much while or whereas others do more is a rival.", _find_contrasted,
        (
            ("Ours has 91% recall, whereas Foo reaches 88%.", "Foo"),
            ("Ours has 91% recall, whereas slow boiling reaches only 88%.", "slow boiling"),
        ),
        ("Ours has 91% recall, and FooPump reaches 88%.",),
    ),
    SubjectRule(
        "next", "Behind a rival's value the next name has the next one.", _find_next,
        (("Ours has 91% recall, whereas FooPump reaches 88% and BarPump 72%.", "BarPump"),),
        ("Ours reaches 91% recall and BarPump 72%.",),
    ),
    SubjectRule(
        "previous", "What is called the previous or an existing one is a rival's.", _find_previous,
        (("Ours reaches 91% recall, up from the previous best of 88%.", "baseline"),), ("Ours has a new best of 88% recall.",),
    ),
    SubjectRule(
        "possessed", "A value behind a rival's name in the genitive is the rival's.", _find_possessed,
        (("Our recall of 91% beats Foo's 72%.", "Foo"), ("Our recall of 91% beats the teacher's 72%.", "teacher")),
        ("Foo's recall is 72%.",),
    ),
    SubjectRule(
        "aside", "A value in brackets behind what is compared with is of it.", _find_aside,
        (
            ("Ours reaches 2.1 FID, compared to Foo (3.3 FID).", "Foo"),
            ("Ours reaches 91% recall and 2.1 FID, compared to Foo (88% recall, 3.3 FID).", "Foo"),
            ("Ours reaches 91% recall, matching FooNet (88%).", "FooNet"),
        ),
        ("Ours reaches 2.1 FID (3.3 at night), compared to Foo.", "Ours beats FooNet (88% faster)."),
    ),
    SubjectRule(
        "which", "A value in a clause of what is compared with is of it.", _find_which,
        (
            ("Ours reaches 91% recall, beating Foo, which gets 88%.", "Foo"),
            ("Ours reaches 91% recall, beating Foo and Bar, which get 88% and 72%, respectively.", "Bar"),
        ),
        ("Ours, which gets 88% recall, beats Foo.",),
    ),
)  # fmt: skip
"""The rules by which a value is another's, in order: the first that tells something is heard."""
