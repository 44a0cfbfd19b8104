"""Judges how likely each topic is one of a paper's, and assigns those that are likely enough."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import exp, sqrt

from litatlas.extract.lexicon.names import fold
from litatlas.extract.lexicon.terms import TopicTerms, Vocabulary
from litatlas.extract.topics.mentions import HEADING, SCALE, Mentions

DECAY = 0.9
"""What each further term of a topic counts against the one before it, the strongest first."""
START, ROOT, SHARE, LEAD = -5.15, 1.95, 1.05, 0.70
"""The log-odds of a topic without any term, and what is added for the root of its terms' sum, for its share of the highest sum
and for each `SCALE` × 2 by which it leads or trails the best other topic: a logistic regression over 599 labelled papers."""
LEAST_FIRST, LEAST_FURTHER = 0.2, 0.38
"""How likely a first topic and any further one must be: where F1 is highest over the same papers, each judged by the others."""
MOST = 3
"""The most topics of a paper."""
MOST_WORDS = 5
"""So many of the words that were learned to speak for a topic are told as its ground."""
NAMING_SHARE = 0.8
"""A term of at least this share of the weight of its topic's heaviest one names the topic, so that it may assign it alone."""
LEAST_SUPPORT = 1.75
"""What other words must add to the log-odds for a single term that does not name its topic."""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """How much a paper speaks of a topic."""

    id: str
    score: float
    """How likely the topic is one of the paper's, from 0 to 1."""
    terms: tuple[tuple[str, float], ...]
    """The terms that the paper mentions and what each counts, the strongest first."""
    is_assigned: bool
    words: tuple[tuple[str, float], ...] = ()
    """The words that were learned to speak for it or against it, and what each adds to its log-odds, the strongest first."""
    is_lone: bool = False
    """Whether a single term speaks for it that does not name it: then it is not assigned, however often that one stands there."""

    def list_grounds(self) -> tuple[str, ...]:
        """The terms that speak for the topic, the strongest first; where none does, the words that were learned to."""
        terms = tuple(term for term, weight in self.terms if weight > 0)
        return terms or tuple(word for word, weight in self.words if weight > 0)[:MOST_WORDS]


def judge_topics(mentions: Mentions, vocabulary: Vocabulary) -> tuple[TopicScore, ...]:
    """Judge the topics that a paper mentions, or that what it mentions was learned to speak for, the likeliest first.

    None to three are assigned, those that are likely enough.
    """
    odds = weigh_by_hand(mentions, vocabulary.topics)
    words = _find_learned(mentions.words, vocabulary)
    scores = []
    for id_, topic in vocabulary.topics.items():
        spoken = words.get(id_, [])
        likely = _to_share(_adjust(odds[id_], topic, spoken))
        if id_ not in mentions.terms and likely < LEAST_FIRST:
            continue
        terms = _rank(mentions.terms.get(id_, {}))
        told = _sum_up(spoken)
        is_lone = _is_lone(topic, terms, told)
        scores.append(TopicScore(id_, likely, terms, is_assigned=False, words=told, is_lone=is_lone))
    scores.sort(key=lambda score: (-score.score, score.id))
    return _assign(scores)


def weigh_by_hand(mentions: Mentions, topics: Iterable[str]) -> dict[str, float]:
    """Weigh topics by their hand-written terms alone: the log-odds of each, also of those that the paper does not mention."""
    sums = {id_: _add_up(mentions.terms.get(id_, {}).values()) for id_ in topics}
    best, second = (*sorted((*sums.values(), 0.0, 0.0), reverse=True)[:2],)
    odds = {}
    for id_, points in sums.items():
        lead = (points - (second if points == best else best)) / (2 * SCALE)
        counted = max(points, 0.0)
        share = counted / best if best > 0 else 0.0
        odds[id_] = START + ROOT * sqrt(counted) + SHARE * share + LEAD * min(max(lead, -1.0), 1.0)
    return odds


def _add_up(weights: Iterable[float]) -> float:
    """Add up the weights of a topic's terms, the strongest first; what speaks against the topic counts in full."""
    ordered = sorted(weights, reverse=True)
    return sum(weight * (DECAY**rank if weight > 0 else 1.0) for rank, weight in enumerate(ordered))


def _find_learned(words: Mapping[str, float], vocabulary: Vocabulary) -> dict[str, list[dict[str, float]]]:
    """Find what the words add to the log-odds of topics, by topic and layer of what was learned."""
    found: dict[str, list[dict[str, float]]] = {
        id_: [{} for _ in topic.learned] for id_, topic in vocabulary.topics.items() if topic.learned
    }
    for word, share in words.items():
        for id_, layer, weight in vocabulary.topic_words.get(word, ()):
            found[id_][layer][word] = weight * share
    return found


def _adjust(odds: float, topic: TopicTerms, spoken: Iterable[Mapping[str, float]]) -> float:
    for layer, words in zip(topic.learned, spoken, strict=True):
        odds = layer.keep * odds + layer.start + sum(words.values())
    return odds


def _sum_up(spoken: Iterable[Mapping[str, float]]) -> tuple[tuple[str, float], ...]:
    sums: dict[str, float] = {}
    for words in spoken:
        for word, weight in words.items():
            sums[word] = sums.get(word, 0.0) + weight
    return tuple(sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0])))


def _rank(terms: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(terms.items(), key=lambda item: (-item[1], item[0])))


def _is_lone(topic: TopicTerms, terms: tuple[tuple[str, float], ...], words: tuple[tuple[str, float], ...]) -> bool:
    """Tell whether one term speaks for a topic that does not name it, and no other words were learned to do so clearly."""
    speaking = [term for term, weight in terms if weight > 0]
    if len(speaking) != 1 or speaking[0].startswith(HEADING):
        return False
    own = {speaking[0].lower(), *map(fold, speaking[0].split())}
    if sum(weight for word, weight in words if word not in own) >= LEAST_SUPPORT:
        return False
    return topic.terms[speaking[0]] < NAMING_SHARE * max(topic.terms.values())


def _to_share(odds: float) -> float:
    """Turn log-odds into a share from 0 to 1."""
    return 1 / (1 + exp(-odds)) if odds >= 0 else exp(odds) / (1 + exp(odds))


def _assign(ranked: list[TopicScore]) -> tuple[TopicScore, ...]:
    """Assign those that are likely enough, at most `MOST`; they are ranked."""
    assigned: set[str] = set()
    for score in ranked:
        least = LEAST_FURTHER if assigned else LEAST_FIRST
        if score.score >= least and not score.is_lone and len(assigned) < MOST:
            assigned.add(score.id)
    return tuple(replace(score, is_assigned=score.id in assigned) for score in ranked)
