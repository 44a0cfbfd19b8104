"""What labelled papers teach of the data of their numbers, where rules see none: which names are theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.agreement import is_same_data
from eval.fitting import Example, fit
from eval.labels import Row as Label
from litatlas.extract.judging.data_deciding import see_asked
from litatlas.extract.judging.data_grounds import describe_asked, describe_data
from litatlas.extract.judging.data_offered import list_data
from litatlas.extract.judging.grounds import Ground, Seen
from litatlas.extract.judging.opinion import SIGN
from litatlas.extract.sentence.comparisons import find_comparisons
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.antecedents import offer_datasets
from litatlas.extract.slots.offers import take_first
from litatlas.extract.slots.workloads import find_datasets

PENALTY = 10.0
"""How weights are held small."""
LEAST = 4
"""In so many papers something must be told of a name, so that it is weighed."""
EPOCHS = 20
"""How often each name is gone through."""
SMALLEST = 8
"""Hundredths: weights below are left out."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that may be that of a number's data, where rules see none."""

    paper: str
    grounds: tuple[Ground, ...]
    is_right: bool


def list_namings(
    paper: str, seen: Seen, label: Label, earlier: Sequence[Parsed], own_benchmark: str | None, concept: str
) -> Iterator[Naming]:
    """List the names that are offered for the data of a number; none where the rules see its data."""
    parsed, vocabulary, frame = seen.parsed, seen.vocabulary, seen.frame
    places = find_datasets(parsed, find_comparisons(parsed.text, parsed.cues))
    is_found = frame.form != "ratio" and seen.quantity.kind in ("percent", "score", "bare")
    own = own_benchmark if is_found else None
    if take_first(offer_datasets(parsed, seen.at, places, seen.frames, earlier, own, vocabulary)).values:
        return
    asked = see_asked(parsed, seen.words, seen.at, frame, concept, vocabulary)
    shared = describe_asked(asked)
    for data in list_data(parsed, seen.words, places, earlier):
        if data.name not in (*label.baseline, *label.hardware, label.subject):
            grounds = tuple(dict.fromkeys((*shared, *describe_data(asked, data))))
            yield Naming(paper, grounds, any(is_same_data(data.name, name) for name in label.dataset))


def learn_data(namings: Sequence[Naming]) -> dict[Ground, int]:
    """Learn what speaks for a name's being that of a number's data, each name for itself; in hundredths."""
    examples = [
        Example(naming.paper, tuple(SIGN.join(ground) for ground in naming.grounds), naming.is_right) for naming in namings
    ]
    weights = fit(examples, penalty=PENALTY, least=LEAST, epochs=EPOCHS)
    return {tuple(name.split(SIGN)): weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
