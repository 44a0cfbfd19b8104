"""Judges how likely each topic is one of a paper's, and assigns those that are likely enough."""

from collections.abc import Iterable, Mapping
from itertools import repeat
from math import exp, log, sqrt
from typing import NamedTuple

from litatlas.extract.lexicon.names import fold
from litatlas.extract.lexicon.terms import HUNDREDTHS, Learned, TopicTerms, Vocabulary
from litatlas.extract.packing import unpack
from litatlas.extract.topics.mentions import HEADING, SCALE, TITLE_WORDS, Mentions

DECAY = 0.9
"""What each further term of a topic counts against the one before it, the strongest first."""
START, ROOT, SHARE, LEAD = -5.15, 1.95, 1.05, 0.70
"""The log-odds of a topic without any term, and what is added for the root of its terms' sum, for its share of the highest sum
and for each `SCALE` × 2 by which it leads or trails the best other topic: a logistic regression over 599 labelled papers."""
LEAST_FIRST, LEAST_FURTHER = 0.2, 0.38
"""How likely a first topic and any further one must be: where F1 is highest over the same papers, each judged by the others."""
_UNLIKELY = log(LEAST_FIRST / (1 - LEAST_FIRST)) - 1e-6
"""Log-odds below which none is as likely as a first topic, whatever rounding does."""
MOST = 3
"""The most topics of a paper."""
MOST_WORDS = 5
"""So many of the words that were learned to speak for a topic are told as its ground."""
NAMING_SHARE = 0.8
"""A term of at least this share of the weight of its topic's heaviest one names the topic, so that it may assign it alone."""
LEAST_SUPPORT = 1.75
"""What other words must add to the log-odds for a single term that does not name its topic."""


class TopicScore(NamedTuple):
    """How much a paper speaks of a topic."""

    id: str
    score: float
    """How likely the topic is one of the paper's, from 0 to 1."""
    is_assigned: bool
    topic: TopicTerms
    mentions: Mentions
    """What the paper mentions, of this topic and of others."""

    @property
    def terms(self) -> tuple[tuple[str, float], ...]:
        """The terms that the paper mentions and what each counts, the strongest first."""
        return _rank(self.mentions.terms.get(self.id, {}))

    @property
    def is_lone(self) -> bool:
        """Whether a single term speaks for it that does not name it: then it is not assigned, however often that stands there."""
        return _is_lone(self.topic, self.mentions)

    @property
    def words(self) -> tuple[tuple[str, float], ...]:
        """The words that were learned to speak for it or against it, and what each adds to its log-odds, the strongest first."""
        return _list_learned(self.topic.learned, self.mentions.words)

    def list_grounds(self) -> tuple[str, ...]:
        """The terms that speak for the topic, the strongest first; where none does, the words that were learned to."""
        terms = tuple(term for term, weight in self.terms if weight > 0)
        return terms or tuple(word for word, weight in self.words if weight > 0)[:MOST_WORDS]


def judge_topics(mentions: Mentions, vocabulary: Vocabulary) -> tuple[TopicScore, ...]:
    """Judge the topics that a paper mentions, or that what it mentions was learned to speak for, the likeliest first.

    None to three are assigned, those that are likely enough.
    """
    odds, mentioned = weigh_by_hand(mentions, vocabulary.topics), mentions.terms
    learned = iter(_add_learned(mentions, vocabulary))
    likely: list[tuple[float, str]] = []
    for id_, topic in vocabulary.topics.items():
        adjusted = odds[id_]
        for layer in topic.learned:
            adjusted = layer.keep * adjusted + layer.start + next(learned)
        if adjusted > _UNLIKELY or id_ in mentioned:
            share = _to_share(adjusted)
            if share >= LEAST_FIRST or id_ in mentioned:
                likely.append((-share, id_))
    likely.sort()
    scores: list[TopicScore] = []
    assigned = 0
    for below, id_ in likely:
        topic = vocabulary.topics[id_]
        is_likely = assigned < MOST and -below >= (LEAST_FURTHER if assigned else LEAST_FIRST)
        is_assigned = is_likely and not _is_lone(topic, mentions)
        assigned += is_assigned
        scores.append(TopicScore(id_, -below, is_assigned, topic, mentions))
    return tuple(scores)


def weigh_by_hand(mentions: Mentions, topics: Iterable[str]) -> dict[str, float]:
    """Weigh topics by their hand-written terms alone: the log-odds of each, also of those that the paper does not mention."""
    sums = {id_: _add_up(terms.values()) for id_, terms in mentions.terms.items()}
    best, second = (*sorted((*sums.values(), 0.0, 0.0), reverse=True)[:2],)
    odds = {id_: _weigh(points, best, second) for id_, points in sums.items()}
    return dict.fromkeys(topics, _weigh(0.0, best, second)) | odds


def _weigh(points: float, best: float, second: float) -> float:
    """Weigh a topic by the sum of its terms, beside the two highest of all topics."""
    lead = (points - (second if points == best else best)) / (2 * SCALE)
    counted = max(points, 0.0)
    share = counted / best if best > 0 else 0.0
    return START + ROOT * sqrt(counted) + SHARE * share + LEAD * min(max(lead, -1.0), 1.0)


def _add_up(weights: Iterable[float]) -> float:
    """Add up the weights of a topic's terms, the strongest first; what speaks against the topic counts in full."""
    added, decay = 0.0, 1.0
    for weight in sorted(weights, reverse=True):
        added += weight * decay if weight > 0 else weight
        decay *= DECAY
    return added


def _add_learned(mentions: Mentions, vocabulary: Vocabulary) -> list[float]:
    """Add up what the words add to the log-odds of topics, for each layer of each topic in their order."""
    words = (*mentions.others, *mentions.titled * TITLE_WORDS)
    packed = sum(map(vocabulary.topic_words.get, words, repeat(0)))
    share = mentions.share / HUNDREDTHS
    return [share * added for added in unpack(packed, vocabulary.layers)]


def _list_learned(learned: Iterable[Learned], mentioned: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """List the words that were learned of, and what each adds to the log-odds, the strongest first."""
    sums: dict[str, float] = {}
    for layer in learned:
        for word in layer.words.keys() & mentioned.keys():
            sums[word] = sums.get(word, 0.0) + layer.words[word] * mentioned[word]
    return tuple(sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0])))


def _rank(terms: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(terms.items(), key=lambda item: (-item[1], item[0])))


def _is_lone(topic: TopicTerms, mentions: Mentions) -> bool:
    """Tell whether one term speaks for a topic that does not name it, and no other words were learned to do so clearly."""
    speaking = [term for term, weight in mentions.terms.get(topic.id, {}).items() if weight > 0]
    if len(speaking) != 1 or speaking[0].startswith(HEADING):
        return False
    if topic.terms[speaking[0]] >= NAMING_SHARE * max(topic.terms.values()):
        return False
    own = {speaking[0].lower(), *map(fold, speaking[0].split())}
    learned = _list_learned(topic.learned, mentions.words)
    return sum(weight for word, weight in learned if word not in own) < LEAST_SUPPORT


def _to_share(odds: float) -> float:
    """Turn log-odds into a share from 0 to 1."""
    return 1 / (1 + exp(-odds)) if odds >= 0 else exp(odds) / (1 + exp(odds))
