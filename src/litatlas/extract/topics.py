"""Assigns a paper to topics by the terms of the review's topics."""

from collections.abc import Mapping

from litatlas.extract.lexicon import TopicTerms
from litatlas.extract.names import Name, count_terms

TITLE_WEIGHT = 2.0
"""How much a term in the title counts against one in the abstract."""
REPEAT_WEIGHT = 0.5
"""What each further mention of a term adds, as a share of the first; at most `REPEATS` count."""
REPEATS = 2
SECOND_SHARE = 0.55
"""The share of the main topic's score from which a second topic is assigned."""
THIRD_SHARE = 0.6
LEAST_SCORE = 2.0
"""The score below which a topic is not assigned: one weak mention is not enough."""


def assign_topics(title: tuple[Name, ...], abstract: tuple[Name, ...], topics: Mapping[str, TopicTerms]) -> tuple[str, ...]:
    """Return one to three topics, the main one first; none where no topic's score reaches `LEAST_SCORE`."""
    scores: dict[str, float] = {}
    in_title, in_abstract = count_terms(title), count_terms(abstract)
    for (id_, term), count in in_title.items():
        scores[id_] = scores.get(id_, 0.0) + TITLE_WEIGHT * topics[id_].terms[term] * (1.0 if count else 0.0)
    for (id_, term), count in in_abstract.items():
        scores[id_] = scores.get(id_, 0.0) + topics[id_].terms[term] * (1.0 + REPEAT_WEIGHT * min(count - 1, REPEATS))
    ranked = sorted(((score, id_) for id_, score in scores.items() if score >= LEAST_SCORE), key=lambda pair: (-pair[0], pair[1]))
    if not ranked:
        return ()
    best = ranked[0][0]
    shares = (0.0, SECOND_SHARE, THIRD_SHARE)
    return tuple(id_ for (score, id_), share in zip(ranked, shares, strict=False) if score >= share * best)
