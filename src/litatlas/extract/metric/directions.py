"""Tells which way a number says that things went: up or down, for the better or the worse."""

from litatlas.extract.lexicon.terms import Direction, Vocabulary
from litatlas.extract.record import record
from litatlas.extract.rule import Rule, read_first
from litatlas.extract.sentence.as_as import is_multiple, read_equated
from litatlas.extract.sentence.context import Context

_NEAR = 50
"""Characters after a number in which a comparative is its own."""


@record
class Turn:
    """The words around a number, and what is known of words."""

    context: Context
    vocabulary: Vocabulary


def find_direction(context: Context, vocabulary: Vocabulary) -> Direction | None:
    """Find which way the number says that things went; None where it does not."""
    return read_first(WAYS, Turn(context, vocabulary))


def pick_change(text: str, vocabulary: Vocabulary, *, last: bool, passing_losses: bool = False) -> Direction | None:
    """Return the direction of the first or last word of change; `passing_losses` passes over losses that were themselves reduced.

    None where the text holds no such word.
    """
    # `less than 3%` bounds the number, it does not say that anything became less.
    ways = [way for word, way in vocabulary.cues.find_changes(text) if not text.startswith(" than", word.end())]
    if passing_losses and any(way != "bad" for way in ways):
        ways = [way for way in ways if way != "bad"]
    if not ways:
        return None
    return ways[-1 if last else 0]


def _read_as_as(turn: Turn) -> Direction | None:
    equated = read_equated(turn.context)
    return equated.direction if equated else None


def _read_multiple(turn: Turn) -> Direction | None:
    return "up" if is_multiple(turn.context) else None


def _read_comparative(turn: Turn) -> Direction | None:
    near = turn.vocabulary.cues.comparative.search(turn.context.phrase[:_NEAR])
    return turn.vocabulary.cues.comparatives[near[1].lower()] if near else None


def _read_speed(turn: Turn) -> Direction | None:
    if not turn.vocabulary.cues.speed.search(turn.context.phrase):
        return None
    return "bad" if "slow" in turn.context.phrase else "good"


def _read_after(turn: Turn) -> Direction | None:
    return pick_change(turn.context.phrase, turn.vocabulary, last=False)


def _read_sign(turn: Turn) -> Direction | None:
    return "good" if turn.context.before.rstrip().endswith("+") else None


def _read_before(turn: Turn) -> Direction | None:
    context = turn.context
    # Of `a decline in recall, and 4.1x ...` only what follows the comma speaks of the number.
    before = context.before if context.link else context.before.rpartition(", ")[2]
    return pick_change(before, turn.vocabulary, last=True, passing_losses=context.link in ("by", "("))


WAYS: tuple[Rule[Turn, Direction], ...] = (
    Rule(
        "as-as", "`as ... as` tells by its adjective.", _read_as_as,
        (("Ours is 3x as fast as Foo.", "good"), ("Ours takes 2x as many lids as Foo.", "up")), ("Ours is 3x in Foo.",),
    ),
    Rule(
        "multiple", "A multiple of another's value is more.", _read_multiple,
        (("Our recall is 3.5 times that of Foo.", "up"),), ("Our recall is 3.5 times in Foo.",),
    ),
    Rule(
        "comparative", "A comparative right after the number tells.", _read_comparative,
        (("Ours has 3x higher waste.", "up"), ("Our waste is 30% smaller.", "down")), ("Ours has 3x the waste.",),
    ),
    Rule(
        "speed", "Words of speed are for the better, slow ones for the worse.", _read_speed,
        (("Ours shows a 3x penalty-free speedup.", "good"),), ("Ours shows a 3x lid.",),
    ),
    Rule(
        "after", "The first word of change after the number tells.", _read_after,
        (("We see a 30% reduction in waste.", "down"), ("We see a 30% increase of waste.", "up")),
        ("We see a 30% lid of waste.",),
    ),
    Rule(
        "sign", "A plus before the number is a gain.", _read_sign,
        (("Ours has +2.7 on lids.", "good"),), ("Ours has 2.7 on lids.",),
    ),
    Rule(
        "before", "The last word of change before the number tells.", _read_before,
        (("Ours reduces the waste (30%).", "down"), ("Ours raises the waste to 30%.", "up")), ("Ours has the waste of 30%.",),
    ),
)  # fmt: skip
"""The rules that tell which way things went, the first that says something."""
