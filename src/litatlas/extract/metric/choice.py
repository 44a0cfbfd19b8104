"""Finds the metric of a number by ranked rules: coordination, the words after it, the words before it, its unit."""

import re
from itertools import pairwise, takewhile
from typing import NamedTuple

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import MEASURED, MetricTerm, Template, Vocabulary
from litatlas.extract.metric.candidates import Candidates, is_adjacent, list_candidates
from litatlas.extract.metric.frame import MaybeNamed, MetricRule
from litatlas.extract.metric.unnamed import find_fallback
from litatlas.extract.metric.words_after import find_known, fits
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.rule import Rule, read_first
from litatlas.extract.sentence.context import Context
from litatlas.extract.sentence.lists import ends_respectively, is_unaligned
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import put_in_singular, read_phrase_before

_LIST_GAP = re.compile(r"(?:\s?\([\w-]{1,12}\))?(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s|/)(?:[\w-]{1,20}\s){0,3}")
_LESS_THAN = re.compile(r"\s?(?:lower|higher|less|more|smaller|larger|greater|fewer)(?:\sthan\b|\s?(?:[.,;)]|\Z))")
_MORE_ALONE = re.compile(
    r"\s?(?:[a-z]+ly\s)?(?:lower|higher|less|more|smaller|larger|greater|fewer|shorter|longer|better|worse)(?=\s?(?:[.,;)]|\Z)|\s(?:than|and|with|on|in)\b)"
)
_THAN_DATA = re.compile(r"\s?(?:larger|bigger|smaller) than\s[^.,;]{0,60}(?:data ?sets?|benchmarks?|corpora|corpus)\b")
"""What is larger than other data is so in size: `70 times larger than existing data sets`."""
_MODELS = re.compile(r"\b(?:models?|networks?|encoders?|parameters)\b")
_OF_WHAT = frozenset(
    "a an the of in on with and by average mean overall final total best new our its highest high higher"
    " lower better achieve achieves".split()
)
_WHO = re.compile(r"\b(?:we|they|models?|methods?|agents?)\s\Z")
"""Who scores: `we score 91%`."""
_SCORES = Template(r"scores?\s(?:(?:{only}|{hedge})\s?)?\d")
"""The verb, not the noun: `Foo scores 91%`."""
_SAYING = ("is", "are", "was", "were", "be", "reaches", "reaching", "reached")
"""Links by which a sentence says of its subject how much it is."""
_CONDITION = re.compile(r"(?:\s[\w-]+){0,2}\s(?:at|under|with|for|on|in|beyond|over|after|up to)\s(?:[\w-]+\s){0,3}")
"""What leads from a metric to the number of a condition: `accuracy at a sparsity of 50%`."""
_STRONG_LINKS = ("by", "of", "to", "(", "=", "is", "at", "from", ":")


def find_metric(parsed: Parsed, index: int, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Find the metric of the quantity at `index`, with the id of the first rule that fits; None where none does."""
    candidates = list_candidates(parsed, index, context, vocabulary)
    named = read_first(CHOICES, candidates)
    metric, rule = named or _find_said_before(parsed, candidates.quantity, context, vocabulary)
    return _spell_out(parsed, metric, candidates.quantity, vocabulary), rule


def _spell_out(parsed: Parsed, metric: str | None, quantity: Quantity, vocabulary: Vocabulary) -> str | None:
    """Name a measure by what the text says that its letters mean: of `LQI` what was told as `lid quality index (LQI)`.

    Rates of cases that no vocabulary knows are one rate.
    """
    if metric is None or metric in vocabulary.metrics:
        return metric
    if " " in metric:
        return put_in_singular(metric) if metric.endswith(" rates") and quantity.kind not in MEASURED else metric
    return next((meaning for letters, meaning in parsed.short_forms.items() if letters.lower() == metric), metric)


def _read_listed_before(candidates: Candidates) -> MaybeNamed | None:
    return _align(candidates, candidates.before, "aligned-before")


def _read_listed_after(candidates: Candidates) -> MaybeNamed | None:
    return _align(candidates, candidates.after, "aligned-after")


def _align(candidates: Candidates, names: list[Name], rule: MetricRule) -> MaybeNamed | None:
    """Name the metric at the number's own place in a list of metrics as long as its list of numbers."""
    first, last = candidates.parsed.groups[candidates.at]
    listed = _find_list(candidates.parsed.text, names, last - first + 1) if last > first else None
    return (listed[candidates.at - first].id, rule) if listed else None


def _read_uneven(candidates: Candidates) -> MaybeNamed | None:
    parsed = candidates.parsed
    first, last = parsed.groups[candidates.at]
    is_uneven = last > first and _is_uneven(parsed, last - first + 1, parsed.quantities[last].end, candidates.before)
    return (None, "unaligned") if is_uneven else None


def _read_subject(candidates: Candidates) -> MaybeNamed | None:
    parsed, context, near = candidates.parsed, candidates.context, candidates.near
    is_told = context.link in ("is", "are", "was", "were") and _MORE_ALONE.match(context.phrase) is not None
    if not is_told or candidates.spoken or (near and is_adjacent(parsed, near[-1], context)):
        return None
    subject = read_phrase_before(context.head, parsed.cues)
    return (subject, "phrase") if subject else None


def _read_over_condition(candidates: Candidates) -> MaybeNamed | None:
    parsed, context = candidates.parsed, candidates.context
    if candidates.at == 0 or candidates.near or candidates.spoken or context.link not in _SAYING:
        return None
    last = parsed.quantities[candidates.at - 1]
    if context.before_start != last.end:
        return None
    named = [n for n in parsed.metrics if n.end <= last.start and fits(n, candidates.quantity, candidates.vocabulary)]
    is_set = bool(named) and _CONDITION.fullmatch(parsed.text, named[-1].end, last.start) is not None
    return (named[-1].id, "before") if is_set else None


def _read_known_measure(candidates: Candidates) -> MaybeNamed | None:
    near, spoken = candidates.near, candidates.spoken
    is_known = spoken is not None and spoken[1] == "in-metric" and spoken[0] in candidates.vocabulary.metrics
    return spoken if is_known and near and near[-1].id == "performance" else None


def _read_adjacent(candidates: Candidates) -> MaybeNamed | None:
    parsed, context, near = candidates.parsed, candidates.context, candidates.near
    if not near or context.link not in ("of", "is", "=") or not is_adjacent(parsed, near[-1], context):
        return None
    return _name_score(parsed, near[-1], candidates.vocabulary), "before-link"


def _read_linked(candidates: Candidates) -> MaybeNamed | None:
    context, near = candidates.context, candidates.near
    rule = candidates.spoken[1] if candidates.spoken else None
    is_tied = context.link in ("by", "of", "to") and rule != "in-metric"
    if not near or not (is_tied or (context.link in _STRONG_LINKS and rule in (None, "share-of"))):
        return None
    chosen = _choose_object(context, candidates.before, near, candidates.quantity, candidates.vocabulary)
    return _name_score(candidates.parsed, chosen, candidates.vocabulary), "before-link"


def _read_spoken(candidates: Candidates) -> MaybeNamed | None:
    return candidates.spoken


def _read_near(candidates: Candidates) -> MaybeNamed | None:
    return (_name_score(candidates.parsed, candidates.near[-1], candidates.vocabulary), "before") if candidates.near else None


class Fallen(NamedTuple):
    """A number that stands beside no metric, and how it was named instead."""

    parsed: Parsed
    quantity: Quantity
    context: Context
    vocabulary: Vocabulary
    found: str | None
    rule: MetricRule


def _find_said_before(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Name the metric of a number that stands beside none, by its unit, its change, or what the sentence named before."""
    found, rule = find_fallback(parsed, quantity, context, vocabulary)
    return read_first(SAID_BEFORE, Fallen(parsed, quantity, context, vocabulary, found, rule)) or (found, rule)


def _read_again(fallen: Fallen) -> MaybeNamed | None:
    parsed, context = fallen.parsed, fallen.context
    restates = (
        fallen.rule == "performance" and _LESS_THAN.match(context.phrase + context.after[len(context.phrase) :]) is not None
    )
    is_compared = fallen.found is None and fallen.vocabulary.cues.comparative.match(context.phrase.lstrip()) is not None
    if not restates and not is_compared:
        return None
    earlier = [n for n in parsed.metrics if n.end <= fallen.quantity.start]
    free = [n for n in earlier if not any(q.start <= n.start < q.end for q in parsed.quantities)]
    return (free[-1].id, "antecedent") if free else None


def _read_longer_name(fallen: Fallen) -> MaybeNamed | None:
    if fallen.rule != "comparative":
        return None
    earlier = (n for n in fallen.parsed.metrics if n.end <= fallen.quantity.start)
    fitting = [n.id for n in earlier if f"{n.id} {n.term}".endswith(f" {fallen.found}")]
    return (fitting[-1], "antecedent") if fitting else None


def _read_model_size(fallen: Fallen) -> MaybeNamed | None:
    is_size = fallen.rule == "comparative" and fallen.found == "size"
    if is_size and _THAN_DATA.match(fallen.context.after):
        return "dataset size", fallen.rule
    return ("model size", fallen.rule) if is_size and (fallen.parsed.models or _MODELS.search(fallen.parsed.text)) else None


def _is_uneven(parsed: Parsed, size: int, end: int, before: list[Name]) -> bool:
    """Tell whether `respectively` tells off numbers against a list of metrics of another length, so that none can be chosen.

    The list is the one that it follows, or, where it follows the numbers, which end at `end`, the one before them.
    """
    listed = before if ends_respectively(parsed.text, end) else list(parsed.metrics)
    ends = [n for n in listed if listed is before or ends_respectively(parsed.text, n.end)]
    if not ends:
        return False
    count = 1
    for name, following in reversed(list(pairwise(listed[: listed.index(ends[-1]) + 1]))):
        if not _LIST_GAP.fullmatch(parsed.text[name.end : following.start][:90]):
            break
        count += 1
    return is_unaligned(size, count)


def _is_benchmark(name: Name, vocabulary: Vocabulary) -> bool:
    """Tell whether a metric is the score of a benchmark, which no other data set makes a difference to."""
    term = vocabulary.metrics.get(name.id)
    return term is not None and "dataset" in term.unaffected_by and "score" in term.units


def _name_score(parsed: Parsed, name: Name, vocabulary: Vocabulary) -> str:
    """Name a score by the words before it (`a smoothness score of 53`), a metric of its own; any other metric by its id."""
    if name.id != "quality" or not name.term.startswith("score"):
        return name.id
    if scored := next((other.id for other in parsed.metrics if other.end + 1 == name.start), None):
        return scored
    if parsed.cues.fill(_SCORES).match(parsed.text, name.start) and (
        parsed.text[: name.end].endswith("s") or _WHO.search(parsed.text[max(0, name.start - 20) : name.start])
    ):
        named = [other for other in parsed.metrics if other.end < name.start and _is_benchmark(other, vocabulary)]
        return named[-1].id if named else "performance"
    words = read_phrase_before(parsed.text[max(0, name.start - 50) : name.end], parsed.cues).split()[:-1]
    kind = list(takewhile(lambda word: word not in _OF_WHAT and not word.endswith(("'s", "’s")), reversed(words)))
    return " ".join((*reversed(kind), "score")) if kind else name.id


def find_term(parsed: Parsed, metric: str | None, vocabulary: Vocabulary) -> MetricTerm | None:
    """Return what is known of a metric by its id; None for one that the text alone names."""
    if metric is None or metric in vocabulary.metrics:
        return vocabulary.metrics.get(metric or "")
    if metric.endswith(" score"):
        return vocabulary.metrics.get("quality")
    if metric.endswith(" efficiency"):
        return vocabulary.metrics.get("efficiency")
    return next((find_known(name, vocabulary) for name in parsed.metrics if name.id == metric), None)


def _choose_object(context: Context, before: list[Name], near: list[Name], quantity: Quantity, vocabulary: Vocabulary) -> Name:
    """Choose the object of the last verb of change (`improves throughput for long inputs by`), else the nearest metric."""
    if context.link != "by":
        return near[-1]
    verbs = [word.end() for word, way in vocabulary.cues.find_changes(context.before) if way != "bad"]
    earlier = [m.end() for m in re.finditer(r"\bby\s", context.head)]
    objects = [
        n for n in before if verbs and n.start >= context.before_start + max(verbs + earlier) and fits(n, quantity, vocabulary)
    ]
    return objects[0] if objects else near[-1]


def _find_list(text: str, names: list[Name], size: int) -> list[Name] | None:
    """Find `size` names in a row that only commas, `and` and up to three words of modifiers part."""
    for first in range(len(names) - size + 1):
        run = names[first : first + size]
        if size > 1 and all(_LIST_GAP.fullmatch(text[a.end : b.start][:90]) for a, b in pairwise(run)):
            return run
    return None


CHOICES: tuple[Rule[Candidates, MaybeNamed], ...] = (
    Rule(
        "listed-before", "Of a list of numbers behind as many metrics each has its own.", _read_listed_before,
        (("Our recall and precision are 91% and 88%.", "recall"),), ("Our recall is 91% and 88%.",),
    ),
    Rule(
        "listed-after", "... or before as many.", _read_listed_after,
        (("Ours has 3% and 5% higher recall and precision.", "precision"),), ("Ours has 3% and 5% higher recall.",),
    ),
    Rule(
        "uneven", "Of lists of unequal length under `respectively` none can be told what it is of.", _read_uneven,
        (("Our recall and precision are 91%, 92% and 88%, respectively.", ""),), ("Our recall is 91%, 92% and 88%.",),
    ),
    Rule(
        "subject", "What is said to be more or less is what the number is of, where the nearest metric is another thing.",
        _read_subject,
        (("The recall holds and lid waste is 9% higher.", "lid waste"),), ("Our recall is 9% smaller.",),
    ),
    Rule(
        "over-condition", "What is said to be so much at a condition with a number of its own is the metric before that.",
        _read_over_condition,
        (("Our recall under 75 dB lid noise reaches 96%.", "recall"),), ("Our recall and 75 dB lid noise reaches 96%.",),
    ),
    Rule(
        "known-measure", "A metric after the number says which performance is meant.", _read_known_measure,
        (("Ours has a performance of 91% in recall.", "recall"),), ("Ours has a performance of 91% in lids.",),
    ),
    Rule(
        "adjacent", "A metric right before the number, with only a link between, is its.", _read_adjacent,
        (("Ours has a recall of 93% in precision.", "recall"),), ("Ours has a recall, 93% in precision.",),
    ),
    Rule(
        "linked", "A metric that a link ties to the number is its, unless the words after it say more.", _read_linked,
        (("Ours lifts recall on lids by 3% of lids.", "recall"),), ("Ours has recall on lids and 3% of lids.",),
    ),
    Rule(
        "spoken", "Else it is of what the words after it name.", _read_spoken,
        (("Ours has 3x lower waste.", "waste"),), ("Ours has 3x.",),
    ),
    Rule(
        "near", "Else of the nearest metric before it.", _read_near,
        (("Ours has throughput, so to say, 3x.", "throughput"),), ("Ours has lids, so to say, 3x.",),
    ),
)  # fmt: skip
"""The rules that choose among the metrics around a number and the words beside it, the first that says something."""
SAID_BEFORE: tuple[Rule[Fallen, MaybeNamed], ...] = (
    Rule(
        "again", "What is only said to be more or less is so of the metric that was named before.", _read_again,
        (("Our throughput is good, and ours is by 3x lower.", "throughput"),), ("Our lid is good, and ours is by 3x lower.",),
    ),
    Rule(
        "longer-name", "Of `context length` something longer is told, not of any length.", _read_longer_name,
        (("Our context length is good, and finds 3x longer.", "context length"),), ("Our context is good, and finds 3x longer.",),
    ),
    Rule(
        "model-size", "The size of what is smaller beside models is theirs; of what is larger than other data, that of data.",
        _read_model_size,
        (("Our model is good and 3x smaller.", "model size"), ("Our set is 3x larger than existing datasets.", "dataset size")),
        ("Our lid is good and 3x smaller.",),
    ),
)  # fmt: skip
"""The rules that amend by what was said before how a number beside no metric was named, the first that says something."""
