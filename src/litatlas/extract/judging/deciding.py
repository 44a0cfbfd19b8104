"""Decides anew, by what was learned, what the numbers of a sentence are: results or not, of which metric, and in which form."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from heapq import nlargest
from typing import Final, NamedTuple

from litatlas.extract.judging.grounds import Seen, describe_form, describe_number, describe_offered, describe_role
from litatlas.extract.judging.groups import Ground, Told
from litatlas.extract.judging.offered import Offered, find_rules, list_offered, list_offered_alone
from litatlas.extract.judging.opinion import FORMS, Opinion, Said, add_forms
from litatlas.extract.judging.words import cut_words
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.choice import find_term
from litatlas.extract.metric.effects import find_effect
from litatlas.extract.metric.frame import Frame
from litatlas.extract.metric.frames import adapt_metric
from litatlas.extract.role.role import Role, accept, dismiss
from litatlas.extract.sentence.context import read_context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.model import Form

ADMITTED = frozenset(
    ("bare", "bare-weak", "no-metric", "count", "counted", "amount-of-data", "size", "operating-point", "period")
)
"""The rules whose dismissals are judged anew; what others dismiss is none of a paper's results nearly always."""
CARRIED = frozenset(("pair", "aside", "versus", "rivalry"))
"""The rules by which a number goes on with the metric of the one before it, also where that was decided otherwise."""
LEAST_TAKEN, LEAST_KEPT = 200, -250
"""What must speak at least for a number that the rules dismissed, and for one that they took, so that it is a result."""
LEAST_METRIC, LEAST_FORM = 100, 100
"""How much more must speak for another metric or form than for that of the rules, so that it takes its place."""
ENOUGH_ALONE, ENOUGH, LEAST_LEAD = 700, 550, -300
"""How much must speak for the rules' metric that no other is weighed: what its place says alone, or with it what the number says
more for it than for others, which counts at least so much. It saves a tenth of the time and, on new papers, loses nothing."""
LIKELY = 3
"""So many metrics that nothing names are weighed."""
SHOWN = 3
"""Reasons that a decision is explained by, at most."""
JUDGED: Final = "judged"
"""The id of the rule that a decision goes by."""


Reason = Callable[[], str]
"""Tells what spoke most for a decision, once an explanation asks: most decisions are never explained."""


class Decision(NamedTuple):
    """What a number was decided to be."""

    frame: Frame
    role: Role
    reasons: tuple[Reason, ...] = ()
    """What spoke most for what was decided against the rules; empty where they were followed."""


def decide(
    parsed: Parsed,
    frames: tuple[Frame, ...],
    roles: list[Role],
    earlier: Iterable[Parsed],
    vocabulary: Vocabulary,
    opinion: Opinion,
) -> list[Decision]:
    """Decide what each number of a sentence is, given what the rules read; `earlier` are the sentences before it."""
    if not any(is_asked(role) for role in roles):
        return [Decision(frame, role) for frame, role in zip(frames, roles, strict=True)]
    concepts = tuple(name_concept(frame.metric, opinion) for frame in frames)
    decided: list[Decision] = []
    for seen in see_numbers(parsed, frames, roles, earlier, vocabulary):
        if not is_asked(seen.role):
            decided.append(Decision(seen.frame, seen.role))
        elif seen.at and seen.frame.rule in CARRIED and frames[seen.at - 1].metric == seen.frame.metric:
            decided.append(_decide_number(seen, concepts, decided[-1].frame.metric, opinion))
        else:
            decided.append(_decide_number(seen, concepts, None, opinion))
    return decided


def is_asked(role: Role) -> bool:
    """Tell whether a number is judged anew: those that the rules took, and those that they dismissed for want of a ground."""
    return role.is_result or role.rule in ADMITTED


def see_numbers(
    parsed: Parsed, frames: tuple[Frame, ...], roles: Iterable[Role], earlier: Iterable[Parsed], vocabulary: Vocabulary
) -> list[Seen]:
    """See each number of a sentence as judges do."""
    words = cut_words(parsed)
    told = tuple(dict.fromkeys(name.id for sentence in earlier for name in sentence.metrics))
    read = enumerate(zip(parsed.quantities, frames, roles, strict=True))
    return [Seen(parsed, words, at, quantity, frame, frames, role, vocabulary, told) for at, (quantity, frame, role) in read]


def name_concept(metric: str | None, opinion: Opinion) -> str:
    """Name a metric by the spelling that has weights, else as it is; the empty text for none."""
    name = (metric or "").lower()
    return opinion.concepts.get(name, name)


def _decide_number(seen: Seen, concepts: tuple[str, ...], carried: str | None, opinion: Opinion) -> Decision:
    """Decide what a number is; `carried` is the metric that it goes on with, None where it has its own."""
    frame, role = seen.frame, seen.role
    grounds = describe_number(seen)
    told = opinion.hear(grounds)
    speaks = sum([said.taken for said in told]) + opinion.weigh_role(describe_role(seen))
    if not role.is_result and speaks < LEAST_TAKEN:
        return Decision(frame, role)
    if role.is_result and speaks < LEAST_KEPT:
        return Decision(frame, dismiss(JUDGED), (partial(_explain_role, seen, grounds, opinion),))
    reasons: tuple[Reason, ...] = () if role.is_result else (partial(_explain_role, seen, grounds, opinion),)
    metric = carried or frame.metric
    if carried is None:
        chosen, rules = _choose_metric(seen, concepts, told, opinion)
        if chosen is not None and not chosen.is_rules:
            metric = _settle_name(seen, chosen, opinion)
            reasons += (partial(_explain_metric, seen, concepts, grounds, (chosen, rules), opinion),)
    form = frame.form if seen.quantity.kind == "ratio" else _choose_form(seen, metric, told, opinion)
    decided = role if role.is_result else accept(JUDGED)
    if metric == frame.metric and form == frame.form:
        return Decision(frame, decided, reasons)
    return Decision(_frame_anew(seen, metric, form), decided, reasons)


def _choose_metric(
    seen: Seen, concepts: tuple[str, ...], told: list[Said], opinion: Opinion
) -> tuple[Offered | None, Offered | None]:
    """Choose the metric that most speaks for, of equals the first offered; with it the one that the rules chose, if any.

    Others than that of the rules are listed only where it is not sure enough: for most numbers it is.
    """
    rules = find_rules(seen.parsed, seen.words, seen.at, seen.frame)
    own = _weigh(seen, concepts, rules, opinion) if rules is not None else 0
    if own > ENOUGH_ALONE:
        return rules, rules
    scores = opinion.add_metrics(told)
    most, best = 0, rules
    if rules is not None:
        place = opinion.find_slot(rules.name)
        if own + max(_measure_lead(scores, place), LEAST_LEAD) > ENOUGH:
            return rules, rules
        most = own + scores[place] + LEAST_METRIC
    named = list_offered(seen.parsed, seen.words, seen.at, seen.frame, seen.vocabulary)
    for one in (*named, *_list_defaults(seen, named, concepts, scores, opinion)):
        if not one.is_rules:
            score = _weigh(seen, concepts, one, opinion) + scores[opinion.find_slot(one.name)]
            if best is None or score > most:
                most, best = score, one
    return best, rules


def _weigh(seen: Seen, concepts: tuple[str, ...], one: Offered, opinion: Opinion) -> int:
    return opinion.weigh_offered(describe_offered(seen, one, opinion.concepts.get(one.name, ""), concepts))


def _measure_lead(scores: Sequence[int], place: int) -> int:
    """Return how much more the number itself says for a metric than for any other; of one without a slot it says nothing."""
    other = len(scores) - 1
    if place == other:
        return LEAST_LEAD
    return scores[place] - max(max(scores[:place], default=0), max(scores[place + 1 : other], default=0))


def _list_defaults(
    seen: Seen, named: list[Offered], concepts: tuple[str, ...], scores: Sequence[int], opinion: Opinion
) -> list[Offered]:
    """List the commonest metrics, for which the number itself most speaks, or with which the sentence goes on; none is named."""
    names = {one.name for one in named}
    free = [name for name in opinion.defaults if name not in names]
    likely = nlargest(LIKELY, free, key=lambda name: scores[opinion.slots[name]])
    told = [name for name in free if name in concepts and name not in likely]
    return list_offered_alone((*likely, *told), seen.quantity, seen.vocabulary)


def _settle_name(seen: Seen, chosen: Offered, opinion: Opinion) -> str | None:
    """Return the one spelling of a chosen metric: the vocabulary's, if it knows the metric by another, and as its unit has it."""
    concept = opinion.concepts.get(chosen.name, chosen.name)
    metrics = seen.vocabulary.metrics
    name = concept if concept in metrics and chosen.name not in metrics else chosen.name
    return adapt_metric(seen.parsed, name, seen.quantity)


def _choose_form(seen: Seen, metric: str | None, told: list[Said], opinion: Opinion) -> Form:
    name = (metric or "").lower()
    of_form = opinion.hear(describe_form(seen, name, opinion.concepts.get(name, "")))
    scores = list(add_forms((*told, *of_form)))
    scores[FORMS.index(seen.frame.form)] += LEAST_FORM
    return FORMS[scores.index(max(scores))]


def _frame_anew(seen: Seen, metric: str | None, form: Form) -> Frame:
    """Build the frame of a number whose metric or form was decided otherwise than the rules had it."""
    parsed, frame = seen.parsed, seen.frame
    context, term = read_context(parsed, seen.at), find_term(parsed, metric, seen.vocabulary)
    effect = find_effect(form, context, term, frame.direction, parsed.cues)
    rule = frame.rule if metric == frame.metric else JUDGED
    return Frame(metric, form, effect, frame.direction, rule, frame.versus)


def _explain_role(seen: Seen, grounds: Told, opinion: Opinion) -> str:
    """Tell what spoke most for or against a number's being a result."""
    told = (*grounds.list_grounds(), *describe_role(seen).list_grounds())
    return f"result or not: {_show({ground: opinion.taken.get(ground, 0) for ground in told})}"


def _explain_metric(
    seen: Seen,
    concepts: tuple[str, ...],
    grounds: Told,
    pair: tuple[Offered, Offered | None],
    opinion: Opinion,
) -> str:
    """Tell what spoke most for a chosen metric, and against the one that the rules chose."""
    chosen, rules = pair
    says = _say_of_metric(seen, concepts, grounds, chosen, opinion)
    against = _say_of_metric(seen, concepts, grounds, rules, opinion) if rules else {}
    differing = {ground: says.get(ground, 0) - against.get(ground, 0) for ground in (*says, *against)}
    return f"{chosen.name}, not {rules.name if rules else 'none'}: {_show(differing)}"


def _say_of_metric(seen: Seen, concepts: tuple[str, ...], grounds: Told, one: Offered, opinion: Opinion) -> Mapping[Ground, int]:
    concept = opinion.concepts.get(one.name, "")
    slot = opinion.find_slot(one.name)
    says = {ground: dict(opinion.metrics.get(ground, ())).get(slot, 0) for ground in grounds.list_grounds()}
    told = describe_offered(seen, one, concept, concepts).list_grounds()
    return says | {ground: opinion.offered.get(ground, 0) for ground in told}


def _show(says: Mapping[Ground, int]) -> str:
    """Write the heaviest of what was said, in words."""
    heaviest = sorted((pair for pair in says.items() if pair[1]), key=lambda pair: (-abs(pair[1]), pair[0]))[:SHOWN]
    return "; ".join(f"{_word(ground)} ({weight / 100:+.1f})" for ground, weight in heaviest)


def _word(ground: Ground) -> str:
    return f"{ground[0]} {' '.join(repr(part) for part in ground[1:])}".strip()
