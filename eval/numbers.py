"""Makes what the judge of numbers knows from labelled papers, other ones than those that `python -m eval` measures.

usage: python -m eval.numbers            writes src/litatlas/extract/judging/number-weights.json.xz

The labels are those of `numbers.jsonl.gz`, whose texts are looked for in the file that LITATLAS_ABSTRACTS names (a paper a line,
with `title` and `abstract`; or ../shared/abstracts/papers.jsonl). Make it anew where rules, vocabularies or what is told of
numbers have changed.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.agreement import METRICS, is_same_metric, is_same_value
from eval.labels import Labelled, read_labels
from eval.labels import Row as Label
from eval.measuring import REPOSITORY
from eval.ranking import Ranked, fit_ranked, number_grounds
from litatlas.extract.document import TITLE, build_document
from litatlas.extract.extraction import parse_passages
from litatlas.extract.judging.deciding import is_asked, name_concept, see_numbers
from litatlas.extract.judging.grounds import Seen, describe_form, describe_number, describe_offered, describe_role
from litatlas.extract.judging.groups import Ground
from litatlas.extract.judging.offered import Offered, list_offered, list_offered_alone
from litatlas.extract.judging.opinion import FILE, FORMS, OTHER, Opinion, Row
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.extract.metric.frames import read_frames
from litatlas.extract.role.roles import find_role
from litatlas.extract.rows.readings import LOOKED_BACK

LABELS = REPOSITORY / "eval" / "numbers.jsonl.gz"
"""Labels of papers whose texts are not here."""
ABSTRACTS = "LITATLAS_ABSTRACTS"
"""The variable that names the file of their texts."""
LEAST_LABELS = 5
"""So many numbers must be of a metric that has weights of its own."""
DEFAULTS = 24
"""So many of the commonest metrics a number may be of wherever it stands."""
OWN_LEAST, SHARED_LEAST, OTHER_LEAST = 1.0, 3.0, 2.0
"""How strongly labels must pull on a weight so that there is one: on what is told of a metric that is offered, on what is told of
a number for metrics, and for its form and role."""
LEAST_OFFERED, LEAST_NUMBERS = 8, 5
"""Of how many numbers something must be told of a metric that is offered, and of the number itself, so that it is weighed."""
SMALLEST = 0.03
"""Weights below this are left out."""
WEIGHTS = REPOSITORY / "src" / "litatlas" / "extract" / "judging" / FILE
_RESULT = "result"


def main() -> int:
    """Write what was learned; return 2 where there are no texts to learn from."""
    vocabulary = load_vocabulary()
    papers = read_papers()
    if not papers:
        print(f"there are no texts in {find_texts()}; name their file in {ABSTRACTS}", file=sys.stderr)
        return 2
    opinion = make_opinion(papers, vocabulary)
    WEIGHTS.write_bytes(opinion.format())
    print(f"{WEIGHTS}: of {len(papers)} papers, {WEIGHTS.stat().st_size:,} bytes")
    return 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A metric that a number may be of."""

    name: str
    slot: str
    """The concept whose weights it has."""
    grounds: tuple[Ground, ...]
    is_right: bool
    is_rules: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a labelled paper, as the judge sees it, and what it is."""

    paper: str
    seen: Seen
    grounds: tuple[Ground, ...]
    role: tuple[Ground, ...]
    choices: tuple[Choice, ...]
    form: tuple[Ground, ...]
    """What tells its form, if it is of the right metric."""
    label: Label | None
    """None where it is no result."""


def find_texts() -> Path:
    """Return the file where the texts of the labelled papers are looked for; it may be missing."""
    given = os.environ.get(ABSTRACTS)
    return Path(given) if given else REPOSITORY.parent / "shared" / "abstracts" / "papers.jsonl"


def read_papers() -> tuple[Labelled, ...]:
    """Read the labelled papers with their texts; empty where there are no texts. A label without a text is passed over."""
    path = find_texts()
    if not path.is_file():
        return ()
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    texts = {line["title"]: line["abstract"] for line in lines}
    return tuple(replace(paper, abstract=texts[paper.title]) for paper in read_labels(LABELS) if paper.title in texts)


def make_concepts(papers: Iterable[Labelled]) -> Mapping[str, tuple[str, ...]]:
    """Make the metrics that have weights of their own, the commonest first, each with its other spellings."""
    counts = Counter(METRICS.get(row.metric.lower(), row.metric.lower()) for paper in papers for row in paper.results)
    spellings: dict[str, list[str]] = {}
    for spelling, name in METRICS.items():
        if spelling != name:
            spellings.setdefault(name, []).append(spelling)
    return {name: tuple(spellings.get(name, ())) for name, count in counts.most_common() if count >= LEAST_LABELS}


def start_opinion(concepts: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary) -> Opinion:
    """Make an opinion that knows its slots, and nothing else yet."""
    slots = {name: place for place, name in enumerate((*concepts, OTHER))}
    spelled = {spelling: name for name, spellings in concepts.items() for spelling in (name, *spellings)}
    defaults = tuple([name for name in concepts if name in vocabulary.metrics][:DEFAULTS])
    return Opinion(slots, spelled, defaults, {}, {}, {}, {})


def make_opinion(papers: Sequence[Labelled], vocabulary: Vocabulary) -> Opinion:
    """Learn from labelled papers what their numbers are."""
    start = start_opinion(make_concepts(papers), vocabulary)
    numbers = [number for paper in papers for number in list_numbers(paper, start, vocabulary)]
    results = [number for number in numbers if number.label]
    offered, by_metric = _learn_metrics([number for number in results if any(c.is_right for c in number.choices)], start)
    forms = _learn_slots([(*number.grounds, *number.form) for number in results], [_form_of(number) for number in results], FORMS)
    told = [(*number.grounds, *number.role) for number in numbers]
    taken = _learn_slots(told, [_RESULT if number.label else "" for number in numbers], (_RESULT, ""))
    return replace(
        start,
        metrics=_round_rows(by_metric, start.slots),
        forms=_round_rows(forms, {form: place for place, form in enumerate(FORMS)}),
        taken=_round({ground: says[_RESULT] - says[""] for ground, says in taken.items()}),
        offered=_round(offered),
    )


def _form_of(number: Number) -> str:
    return number.label.form if number.label else ""


def _learn_metrics(numbers: Sequence[Number], start: Opinion) -> tuple[dict[Ground, float], dict[Ground, dict[str, float]]]:
    """Learn which of the metrics that a number may be of is its own."""
    names = list(start.slots)
    own = number_grounds(((g for choice in number.choices for g in choice.grounds) for number in numbers), LEAST_OFFERED)
    shared = number_grounds((number.grounds for number in numbers), LEAST_NUMBERS)
    examples = [
        Ranked(
            [shared[ground] for ground in number.grounds if ground in shared],
            [start.slots[choice.slot] for choice in number.choices],
            [[own[ground] for ground in choice.grounds if ground in own] for choice in number.choices],
            [choice.is_right for choice in number.choices],
        )
        for number in numbers
    ]
    of_own, of_shared = fit_ranked(
        examples, max(len(own), len(shared)), len(names), own_least=OWN_LEAST, shared_least=SHARED_LEAST
    )
    rows = {ground: dict(zip(names, of_shared[place], strict=True)) for ground, place in shared.items()}
    return {ground: of_own[place] for ground, place in own.items()}, rows


def _learn_slots(told: Sequence[Sequence[Ground]], right: Sequence[str], names: Sequence[str]) -> dict[Ground, dict[str, float]]:
    """Learn which of some names, all of which are possible, is right."""
    shared = number_grounds(told, LEAST_NUMBERS)
    examples = [
        Ranked(
            [shared[ground] for ground in dict.fromkeys(grounds) if ground in shared],
            range(len(names)),
            [()] * len(names),
            [name == one for name in names],
        )
        for grounds, one in zip(told, right, strict=True)
    ]
    _, rows = fit_ranked(examples, len(shared), len(names), own_least=0.0, shared_least=OTHER_LEAST)
    return {ground: dict(zip(names, rows[place], strict=True)) for ground, place in shared.items()}


def _round(weights: Mapping[Ground, float]) -> dict[Ground, int]:
    """Weights in hundredths, without those that are too small to count."""
    return {ground: round(100 * weight) for ground, weight in weights.items() if abs(weight) >= SMALLEST}


def _round_rows(rows: Mapping[Ground, Mapping[str, float]], places: Mapping[str, int]) -> dict[Ground, Row]:
    kept = {
        ground: tuple((places[name], round(100 * weight)) for name, weight in says.items() if abs(weight) >= SMALLEST)
        for ground, says in rows.items()
    }
    return {ground: row for ground, row in kept.items() if row}


def list_numbers(paper: Labelled, opinion: Opinion, vocabulary: Vocabulary) -> Iterator[Number]:
    """List the numbers of a paper that are judged, and those that are labelled as results."""
    seen = list(_see_paper(paper, vocabulary))
    labels = _align(paper.results, [one for _, one in seen], [passage for passage, _ in seen])
    values = {_value(one) for passage, one in seen if passage != TITLE}
    for place, (passage, one) in enumerate(seen):
        label = labels.get(place)
        is_again = passage == TITLE and _value(one) in values
        if one.frame.rule != "unaligned" and not is_again and is_asked(one.role):
            yield _describe(paper.title, one, label, opinion)


def _value(seen: Seen) -> tuple[float, float, str]:
    return seen.quantity.low, seen.quantity.high, seen.quantity.unit


def _see_paper(paper: Labelled, vocabulary: Vocabulary) -> Iterator[tuple[str, Seen]]:
    """See all numbers of the sentences about the work itself, each with its passage."""
    for passage, sentences in parse_passages(build_document(paper.title, paper.abstract or ""), vocabulary).items():
        for place, parsed in enumerate(sentences):
            if parsed.is_background or not parsed.quantities:
                continue
            frames = read_frames(parsed, vocabulary)
            roles = [find_role(parsed, index, frame, vocabulary) for index, frame in enumerate(frames)]
            earlier = sentences[max(0, place - LOOKED_BACK) : place]
            yield from ((passage, seen) for seen in see_numbers(parsed, frames, roles, earlier, vocabulary))


def _align(labels: Sequence[Label], numbers: Sequence[Seen], passages: Sequence[str]) -> dict[int, Label]:
    """Find the number that each label is of: of those with its value the one that agrees most, in the order of the text."""
    pairs = [
        (-_count_agreed(label, seen, passage), abs(i / len(labels) - j / len(numbers)), i, j)
        for i, label in enumerate(labels)
        for j, (seen, passage) in enumerate(zip(numbers, passages, strict=True))
        if _has_value(label, seen)
    ]
    found: dict[int, Label] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(pairs):
        if i not in taken and j not in found:
            taken.add(i)
            found[j] = labels[i]
    return found


def _has_value(label: Label, seen: Seen) -> bool:
    low, high, unit = _value(seen)
    return is_same_value(label, replace(label, low=low, high=high, unit=unit))


def _count_agreed(label: Label, seen: Seen, passage: str) -> int:
    text = seen.parsed.text.lower()
    names = (label.metric, *label.dataset, *label.model, *label.baseline)
    is_metric = seen.frame.metric is not None and is_same_metric(label.metric, seen.frame.metric)
    named = sum(name.lower() in text for name in names)
    return 4 * (passage != TITLE) + 3 * seen.role.is_result + is_metric + (label.form == seen.frame.form) + min(named, 3)


def _list_offered(seen: Seen, opinion: Opinion) -> list[Offered]:
    """List the metrics that a number may be of; the commonest wherever it stands."""
    named = list_offered(seen.parsed, seen.words, seen.at, seen.frame, seen.vocabulary)
    names = {one.name for one in named}
    free = (name for name in opinion.defaults if name not in names)
    return [*named, *list_offered_alone(free, seen.quantity, seen.vocabulary)]


def _describe(paper: str, seen: Seen, label: Label | None, opinion: Opinion) -> Number:
    concepts = tuple(name_concept(frame.metric, opinion) for frame in seen.frames)
    choices: list[Choice] = []
    wanted = label is not None or seen.role.is_result
    for one in _list_offered(seen, opinion) if wanted else ():
        concept = opinion.concepts.get(one.name, "")
        grounds = tuple(dict.fromkeys(describe_offered(seen, one, concept, concepts).list_grounds()))
        is_right = label is not None and is_same_metric(label.metric, one.name)
        choices.append(Choice(one.name, concept or OTHER, grounds, is_right, one.is_rules))
    metric = next((c.name for c in choices if c.is_rules and c.is_right), None)
    metric = metric or next((c.name for c in choices if c.is_right), seen.frame.metric or "")
    told = (describe_number(seen), describe_role(seen), describe_form(seen, metric, opinion.concepts.get(metric, "")))
    number, role, form = (tuple(one.list_grounds()) for one in told)
    return Number(paper, seen, number, role, tuple(choices), form, label)


if __name__ == "__main__":
    sys.exit(main())
