"""Assigns papers to topics: by the terms that people wrote, and by what was learned from papers whose topics are known."""

from litatlas.extract.topics.learning import Example, learn_topics
from litatlas.extract.topics.mentions import Mentions, read_mentions
from litatlas.extract.topics.phrases import SharedPhrase, find_shared
from litatlas.extract.topics.scoring import TopicScore, judge_topics

__all__ = [
    "Example",
    "Mentions",
    "SharedPhrase",
    "TopicScore",
    "find_shared",
    "judge_topics",
    "learn_topics",
    "read_mentions",
]
