"""Assigns a paper to topics by the terms of the review's topics."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import TopicTerms, Vocabulary
from litatlas.extract.sentence.parsed import Parsed

TITLE_WEIGHT = 1.5
"""How much a term in the title counts against one in the abstract."""
BACKGROUND_WEIGHT = 0.6
"""How much a term counts that only sentences about the field mention, not those about the work itself."""
REPEAT_WEIGHT = 0.2
"""What each further mention of a term adds, as a share of the first; at most `REPEATS` count."""
REPEATS = 6
DECAY = 0.9
"""What each further term of a topic counts against the one before it, the strongest first."""
LEAST_SCORES = (1.5, 5.0, 5.0)
"""The scores below which a first, second and third topic are not assigned: one weak mention is not enough."""
LEAST_SHARES = (0.0, 0.3, 0.4)
"""The shares of the main topic's score from which a first, second and third topic are assigned."""

SCALE = 5.0
"""The weight that the strongest term of a review stands for in the scores above, whatever the review's own weights are."""

_Term = tuple[str, str]
"""A topic's id and the spelling of one of its terms."""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """How much a paper speaks of a topic."""

    id: str
    score: float
    """The terms added up, on the scale of `LEAST_SCORES`."""
    terms: tuple[tuple[str, float], ...]
    """The terms that the paper mentions and what each counts, the strongest first."""
    is_assigned: bool


def score_topics(title: Iterable[Parsed], abstract: Iterable[Parsed], vocabulary: Vocabulary) -> tuple[TopicScore, ...]:
    """Score the topics that a paper mentions, the highest first; one to three are assigned, those that reach the least."""
    weights = _weigh_terms(title, abstract, vocabulary.topics)
    heaviest = vocabulary.heaviest
    scale = SCALE / heaviest if heaviest and heaviest > 0 else 1.0
    ranked = sorted(((scale * _add_up(terms.values()), id_) for id_, terms in weights.items()), key=lambda p: (-p[0], p[1]))
    assigned = 0
    for (score, _), least, share in zip(ranked, LEAST_SCORES, LEAST_SHARES, strict=False):
        if score < least or score < share * ranked[0][0]:
            break
        assigned += 1
    return tuple(
        TopicScore(id_, score, tuple(sorted(weights[id_].items(), key=lambda p: (-p[1], p[0]))), rank < assigned)
        for rank, (score, id_) in enumerate(ranked)
    )


def _weigh_terms(
    title: Iterable[Parsed], abstract: Iterable[Parsed], topics: Mapping[str, TopicTerms]
) -> dict[str, dict[str, float]]:
    """Weigh each term that a paper mentions, by topic: its own weight, where it stands and how often."""
    if not topics:
        return {}
    titled = {(name.id, name.term) for parsed in title for name in _drop_inner(parsed.topics, topics)}
    counts: dict[_Term, int] = {}
    own: set[_Term] = set()
    for parsed in abstract:
        for name in _drop_inner(parsed.topics, topics):
            term = (name.id, name.term)
            counts[term] = counts.get(term, 0) + 1
            if not parsed.is_background:
                own.add(term)
    weights: dict[str, dict[str, float]] = {}
    for term in sorted(titled | counts.keys()):
        share = TITLE_WEIGHT if term in titled else 0.0
        if count := counts.get(term, 0):
            share += (1.0 if term in own else BACKGROUND_WEIGHT) * (1.0 + REPEAT_WEIGHT * min(count - 1, REPEATS))
        weights.setdefault(term[0], {})[term[1]] = share * topics[term[0]].terms[term[1]]
    return weights


def _drop_inner(names: tuple[Name, ...], topics: Mapping[str, TopicTerms]) -> list[Name]:
    """Drop the mentions inside a longer one of the same topic: `diffusion` inside `diffusion model`."""
    if len(names) < 2:
        return list(names)
    kept: list[Name] = []
    ends: dict[str, int] = {}
    for name in sorted(names, key=lambda n: (n.start, -n.end, -abs(topics[n.id].terms[n.term]), n.term)):
        if name.end > ends.get(name.id, -1):
            ends[name.id] = name.end
            kept.append(name)
    return kept


def _add_up(weights: Iterable[float]) -> float:
    """Add up the weights of a topic's terms, the strongest first; what speaks against the topic counts in full."""
    ordered = sorted(weights, reverse=True)
    return sum(weight * (DECAY**rank if weight > 0 else 1.0) for rank, weight in enumerate(ordered))
