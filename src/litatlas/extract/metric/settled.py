"""Reads the numbers that need no metric of their own: ends of a change, counts, changes and rivals' values in brackets."""

import re
from typing import NamedTuple

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Direction, Template, Vocabulary
from litatlas.extract.metric.choice import find_term
from litatlas.extract.metric.counted import find_counted
from litatlas.extract.metric.frame import Frame
from litatlas.extract.metric.number_before import Before
from litatlas.extract.metric.words_after import find_known, fits
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.rule import Rule, read_first
from litatlas.extract.sentence.context import REACH
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.shapes import PROPER

_VERSUS = Template(r"\A(?:\son average)?\s?[,(]?\s?(?:{compare}|{versus}|from|against|instead of|rather than)\s\Z")
_AGAINST = Template(r",\s(?:as\s)?{compare}\s(?:(?:{only}|{hedge})\s?)*\Z")
_GAP = 90
"""Characters between a share and the one that it is set against."""
_VERSUS_AFTER = Template(r"\s?{versus}\s?")
_BENCHMARK_END = re.compile(rf"(?<![\w-])(?:{PROPER}|[A-Z][\w.+-]*\s?\d*)\Z")
"""A name before a bracket, of what was measured on or of a rival."""
_VERSUS_BEFORE = Template(r"\b(?:{versus}|(?:up|down) from)\s\Z")
_SIGNED = re.compile(r"\s?\(([+−-])\s?")
_CHANGED_FROM = Template(
    r"(?:\s?\((?:i\.e\.,?\s)?|,\s(?:dropp|fall|ris|go|shrink|grow|declin|decreas|increas|improv)ing\s)from\s(?:{hedge}\s?)?"
)
_RIVAL = Template(
    r"\b(?:{beat}\s(?!by\b)|(?:ahead of|better than|against|over|{compare})\s)"
    r"(?:[^()\d;]|(?<=[\w-])\d){2,60}\s\((?:[A-Z][\w.+-]*\s)?\Z"
)
_NEXT_RIVAL = re.compile(r"\),?\s(?:and\s)?[A-Z][\w.+ -]{1,30}\s\(\Z")
"""What parts the values of rivals: `AdaFoo (126), Bar (120), and Baz (93)`."""
_ASIDE = Template(r"(?:\s[\w/]+){0,3}\s\((?:an?\s|\+\s?|{hedge}\s?)?")
_ALONE = re.compile(r"\s?[,;)/]")
"""What follows a number that nothing more is said of."""


class Seat(NamedTuple):
    """A number behind others, whose frames have been read."""

    parsed: Parsed
    at: int
    """Its index in the sentence."""
    frames: list[Frame]
    before: Before
    vocabulary: Vocabulary
    quantity: Quantity
    """The number itself."""
    named: Frame | None
    """The frame of the number right before it, where it has a metric."""
    by_unit: str | None = None
    """The metric that its unit tells, once that was asked and where it is all that is known."""


def read_settled(seat: Seat) -> Frame | None:
    """Read a number that needs no metric of its own: the second of a pair, a count, a value of a rival's in brackets."""
    return read_first(SETTLED_FRAMES, seat)


def read_beside(seat: Seat, by_unit: str | None) -> Frame | None:
    """Read a number that stands beside another: `a (b vs. c)`, `a versus b`; None where it does not.

    `by_unit` is the metric that its unit tells; None where something else names one, or nothing does.
    """
    return read_first(BESIDE_FRAMES, seat._replace(by_unit=by_unit)) if seat.before.previous else None


def _read_second(seat: Seat) -> Frame | None:
    is_second = seat.quantity.pair is not None and seat.quantity.start == seat.quantity.pair[1]
    return seat.named._replace(rule="pair") if seat.named and is_second else None


def _read_change_ends(seat: Seat) -> Frame | None:
    quantity = seat.quantity
    is_first = quantity.pair is not None and quantity.start == quantity.pair[0] and quantity.kind not in ("ratio", "percent")
    if seat.named is None or not is_first or not seat.parsed.cues.fill(_CHANGED_FROM).fullmatch(seat.before.between):
        return None
    return seat.named._replace(form="absolute", effect=None, rule="pair")


def _read_counted(seat: Seat) -> Frame | None:
    counted = find_counted(seat.parsed, seat.at)
    return Frame(counted, "absolute", None, None, "finding") if counted else None


def _read_signed(seat: Seat) -> Frame | None:
    sign = _SIGNED.fullmatch(seat.before.between)
    if sign is None or seat.named is None or not seat.before.same_kind:
        return None
    term = find_term(seat.parsed, seat.named.metric, seat.vocabulary)
    is_score = term is not None and "score" in term.units
    is_better = (sign[1] == "+") == (term is None or term.better != "lower")
    is_points = is_score or seat.quantity.kind != "percent"
    direction: Direction = "up" if sign[1] == "+" else "down"
    return Frame(
        seat.named.metric, "difference" if is_points else "relative", "better" if is_better else "worse", direction, "aside"
    )


def _read_rivals(seat: Seat) -> Frame | None:
    quantity, parsed, frames = seat.quantity, seat.parsed, seat.frames
    lead = parsed.text[max(0, quantity.start - REACH) : quantity.start]
    if "(" not in lead[-40:] or not _ALONE.match(parsed.text, quantity.end):
        return None
    is_next = bool(frames) and frames[-1].rule == "versus" and _NEXT_RIVAL.search(lead) is not None
    if not is_next and parsed.cues.fill(_RIVAL).search(lead) is None:
        return None
    own = [frame for frame, other in zip(frames, parsed.quantities, strict=False) if quantity.is_like(other) and frame.metric]
    if not own or own[-1].form not in ("absolute", "ratio"):
        return None
    return own[-1]._replace(rule="versus", versus=True)


def _read_restated(seat: Seat) -> Frame | None:
    quantity, parsed = seat.quantity, seat.parsed
    is_aside = parsed.cues.fill(_ASIDE).fullmatch(seat.before.between) is not None and parsed.text.startswith(")", quantity.end)
    if not is_aside or quantity.kind not in ("ratio", "percent") or seat.named is None:
        return None
    if seat.at == 0 or parsed.quantities[seat.at - 1].pair is None or quantity.is_like(parsed.quantities[seat.at - 1]):
        return None
    return Frame(seat.named.metric, "ratio" if quantity.kind == "ratio" else "relative", "better", seat.named.direction, "aside")


def _read_mean(seat: Seat) -> Frame | None:
    quantity, text = seat.quantity, seat.parsed.text
    is_aside = text[max(0, quantity.start - 3) : quantity.start].rstrip().endswith("(")
    is_mean = is_aside and text.startswith(" on average)", quantity.end)
    return seat.named._replace(rule="aside") if seat.named and seat.before.same_kind and is_mean else None


def _read_set_against(seat: Seat) -> Frame | None:
    before, cues = seat.before, seat.parsed.cues
    lead = seat.parsed.text[max(0, seat.quantity.start - 12) : seat.quantity.start]
    is_next = before.same_kind and cues.fill(_VERSUS).match(before.between) is not None
    if before.same_kind and seat.named and seat.quantity.kind in ("percent", "score") and _goes_on(seat):
        return seat.named._replace(rule="versus", versus=True)
    if before.earlier is None or not (is_next or cues.fill(_VERSUS_BEFORE).search(lead)):
        return None
    is_ratio, earlier = seat.quantity.kind == "ratio", before.earlier
    return Frame(earlier.metric, "ratio" if is_ratio else "absolute", None, earlier.direction, "versus", versus=True)


def _goes_on(seat: Seat) -> bool:
    """Tell whether a share or change is set against the one before it: `saves 38% of the lids, compared to 21% with Foo`."""
    is_change = seat.named is not None and seat.named.form in ("relative", "fraction", "difference")
    is_near = len(seat.before.between) < _GAP and ";" not in seat.before.between
    return is_change and is_near and seat.parsed.cues.fill(_AGAINST).search(seat.before.between) is not None


def _read_first_of_two(seat: Seat) -> Frame | None:
    is_bracketed = seat.before.between.endswith("(") and seat.quantity.kind != "ratio"
    if not is_bracketed or not seat.parsed.cues.fill(_VERSUS_AFTER).match(seat.parsed.text, seat.quantity.end):
        return None
    return Frame(seat.by_unit or _name_set_against(seat), "absolute", None, None, "versus")


def _name_set_against(seat: Seat) -> str | None:
    """Name what the first number of `(a vs. b)` is of: the metric or the benchmark before the bracket, or the number before."""
    quantity, before, vocabulary = seat.quantity, seat.before, seat.vocabulary
    lead = before.between.rstrip("( ")
    start = quantity.start - len(before.between)
    named = [name for name in seat.parsed.metrics if start <= name.start and name.end <= quantity.start]
    named = [name for name in named if fits(name, quantity, vocabulary) and _is_stated_in(name, quantity, vocabulary)]
    if named:
        return named[-1].id
    if quantity.kind == "percent" or (quantity.kind in ("bare", "score") and _BENCHMARK_END.search(lead)):
        is_other = before.previous is None or not _is_stated(seat.parsed, before.previous, quantity, vocabulary)
        if is_other or _BENCHMARK_END.search(lead):
            return "performance"
    return before.previous.metric if before.previous else None


def _is_stated_in(name: Name, quantity: Quantity, vocabulary: Vocabulary) -> bool:
    """Tell whether a metric's value can be a number of this kind: no latency is 80%."""
    units = find_known(name, vocabulary).units
    return quantity.kind not in ("percent", "bare") or bool(units & {"score", "percent"})


def _is_stated(parsed: Parsed, frame: Frame, quantity: Quantity, vocabulary: Vocabulary) -> bool:
    """Tell whether a frame's metric is one that can be stated so, as far as the vocabulary knows it."""
    term = find_term(parsed, frame.metric, vocabulary)
    return frame.ground == "worded" if term is None else quantity.kind != "percent" or bool(term.units & {"score", "percent"})


SETTLED_FRAMES: tuple[Rule[Seat, Frame], ...] = (
    Rule(
        "second", "The second of the two ends of a change is of what the first is.", _read_second,
        (("Ours lifts recall from 88% to 91%.", "pair"),), ("Ours lifts recall by 88% on 91% of lids.",),
    ),
    Rule(
        "change-ends", "The two ends that a change is told of in brackets are of what changed.", _read_change_ends,
        (("Ours lowers the lid force by 30% (from 3 N to 4 N).", "pair"),), ("Ours lowers the lid force by 30% (for 3 N).",),
    ),
    Rule(
        "counted", "So many things as a study found are its finding.", _read_counted,
        (("We found 12 bugs in Foo.", "finding"),), ("We saw 12% of bugs in Foo.",),
    ),
    Rule(
        "signed", "A number with a sign in brackets is the change to the value before it.", _read_signed,
        (("Ours has a recall of 28% (+8%).", "aside"),), ("Ours has a recall of 28% (8%).",),
    ),
    Rule(
        "rivals", "A number in brackets behind a rival is a value of what was reached before it.", _read_rivals,
        (("Ours reaches 35% recall, beating Foo (23%).", "versus"),), ("Ours reaches 35% recall, meeting Foo (23%).",),
    ),
    Rule(
        "restated", "A ratio in brackets behind the two ends of a change is that change.", _read_restated,
        (("Ours lowers the latency from 83 h to 57 h (1.5x).", "aside"),), ("Ours lowers the latency by 83 h on 57 h (1.5x).",),
    ),
    Rule(
        "mean", "A number in brackets that is said to be the average is that of the one before it.", _read_mean,
        (("Ours has 61% lower latency (30% on average).", "aside"),), ("Ours has 61% lower latency (30% on lids).",),
    ),
)  # fmt: skip
"""The rules by which a number needs no metric of its own, the first that says something; they tell the frame's rule."""
BESIDE_FRAMES: tuple[Rule[Seat, Frame], ...] = (
    Rule(
        "set-against", "A number that another is set against is of the same metric.", _read_set_against,
        (("Our recall is 91% versus 88%.", "versus"),), ("Our recall is 91% and 88%.",),
    ),
    Rule(
        "first-of-two", "The first of two in brackets is of what stands before these.", _read_first_of_two,
        (("Ours has 2x lids on FooBench (91% vs. 88%).", "versus"),), ("Ours has 2x lids on FooBench (91%).",),
    ),
)  # fmt: skip
"""The rules by which a number stands beside another, the first that says something."""
