"""Which terms of topics, and which words at all, a paper mentions, and how much each mention counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt
from operator import attrgetter

from litatlas.extract.lexicon.names import Name, fold_heading
from litatlas.extract.lexicon.remembered import Remembered
from litatlas.extract.lexicon.terms import TopicTerms, Vocabulary
from litatlas.extract.sentence.parsed import Parsed

TITLE_WEIGHT = 1.5
"""How much a term in the title counts against one in the abstract."""
BACKGROUND_WEIGHT = 0.6
"""How much a term counts that only sentences about the field mention, not those about the work itself."""
REPEAT_WEIGHT = 0.2
"""What each further mention of a term adds, as a share of the first; at most `REPEATS` count."""
REPEATS = 6
SCALE = 5.0
"""What the strongest term of a review counts as, whatever the review's own weights are."""
TITLE_WORDS = 2
"""How often a word of the title counts against one of the abstract, for what is learned of words."""
HEADING = "heading: "
"""What stands before a heading where it is told like a term."""
PLAIN = frozenset(
    """
    a an the this that these those it its we our us they their them he she his her you your i and or but nor not no of in on at
    by to for from with without as is are was were be been being can could may might will would shall should must do doe did done
    have has had having than then so such if when where while which who whom whose what how why there here all any both each few
    more most other some own same too very also only just into over under between across through during about against via per
    using use used show propose proposed paper result work new however thus further moreover towards toward
    """.split()
)
"""Words, as `fold` writes them, that every paper has, whatever it is about."""

_Term = tuple[str, str]
"""A topic's id and the spelling of one of its terms."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What topics are judged by."""

    terms: Mapping[str, Mapping[str, float]]
    """For each topic that the paper mentions the terms by which it does, and what each counts: up to `SCALE` for one mention of
    the strongest in the abstract."""
    others: tuple[str, ...] = ()
    """The words, and the terms of several words, that only the abstract has."""
    titled: tuple[str, ...] = ()
    """Those of the title, each of which counts as `TITLE_WORDS` others."""
    share: float = 0.0
    """What one of the others is of the whole: the words' squares make 1."""

    @property
    def words(self) -> dict[str, float]:
        """The words of the paper, and the terms of several words, each with its share of the whole."""
        return dict.fromkeys(self.others, self.share) | dict.fromkeys(self.titled, TITLE_WORDS * self.share)


def read_mentions(
    title: Iterable[Parsed], abstract: Iterable[Parsed], headings: Iterable[str], vocabulary: Vocabulary
) -> Mentions:
    """Read what a paper mentions, and which topic the headings propose that lists have it under, the innermost first.

    Nothing where the review has no topics. A heading counts as one mention of the strongest term.
    """
    topics, heaviest = vocabulary.topics, vocabulary.heaviest
    if not topics:
        return Mentions({})
    title, abstract = tuple(title), tuple(abstract)
    scale = SCALE / heaviest if heaviest and heaviest > 0 else 1.0
    weights = _weigh_terms(title, abstract, topics, scale)
    if (found := _find_heading(headings, topics)) is not None:
        weights.setdefault(found[0], {})[f"{HEADING}{found[1]}"] = SCALE
    titled, words = _list_words(title), _list_words(abstract)
    titled_terms, terms = _list_terms(title), _list_terms(abstract)
    for word in (*titled, *titled_terms):
        words.pop(word, None)
        terms.pop(word, None)
    # Terms of several words count in no sum: their words do.
    length = sqrt(len(words) + TITLE_WORDS * TITLE_WORDS * len(titled))
    return Mentions(weights, (*words, *terms), (*titled, *titled_terms), 1 / length) if length else Mentions(weights)


def _find_heading(headings: Iterable[str], topics: Mapping[str, TopicTerms]) -> tuple[str, str] | None:
    """Find the first heading that a topic goes by, and the topic."""
    folded = ((heading, fold_heading(heading)) for heading in headings)
    return next(((topic.id, heading) for heading, key in folded for topic in topics.values() if key in topic.headings), None)


def _weigh_terms(
    title: Iterable[Parsed], abstract: Iterable[Parsed], topics: Mapping[str, TopicTerms], scale: float
) -> dict[str, dict[str, float]]:
    """Weigh each term that a paper mentions, by topic: its own weight, where it stands and how often."""
    titled = {_name_term(name) for parsed in title for name in _drop_inner(parsed.topics, topics)}
    counts: dict[_Term, int] = {}
    own: set[_Term] = set()
    for parsed in abstract:
        if parsed.topics:
            terms = list(map(_name_term, _drop_inner(parsed.topics, topics)))
            for term in terms:
                counts[term] = counts.get(term, 0) + 1
            if not parsed.is_background:
                own.update(terms)
    weights: dict[str, dict[str, float]] = {}
    for term in sorted(titled | counts.keys()):
        share = TITLE_WEIGHT if term in titled else 0.0
        if times := counts.get(term):
            share += (1.0 if term in own else BACKGROUND_WEIGHT) * (1.0 + REPEAT_WEIGHT * min(times - 1, REPEATS))
        topic, spelling = term
        weights.setdefault(topic, {})[spelling] = scale * share * topics[topic].terms[spelling]
    return weights


_name_term: Callable[[Name], _Term] = attrgetter("id", "term")


def _drop_inner(names: Sequence[Name], topics: Mapping[str, TopicTerms]) -> Sequence[Name]:
    """Drop the mentions inside a longer one of the same topic: `diffusion` inside `diffusion model`."""
    if len(names) < 2 or not _do_overlap(names):
        return names
    kept: list[Name] = []
    ends: dict[str, int] = {}
    for name in sorted(names, key=lambda n: (n.start, -n.end, -abs(topics[n.id].terms[n.term]), n.term)):
        if name.end > ends.get(name.id, -1):
            ends[name.id] = name.end
            kept.append(name)
    return kept


def _do_overlap(names: Iterable[Name]) -> bool:
    """Tell whether any of some mentions, in the order of their starts, overlaps an earlier one of the same topic."""
    ends: dict[str, int] = {}
    for name in names:
        if name.start < ends.get(name.id, 0):
            return True
        ends[name.id] = name.end
    return False


def _list_words(sentences: Iterable[Parsed]) -> dict[str, None]:
    """List the words of sentences that not every paper has, each once."""
    return dict.fromkeys(filter(_IS_TELLING.__getitem__, chain.from_iterable([parsed.parts.keys for parsed in sentences])))


def _list_terms(sentences: Iterable[Parsed]) -> dict[str, None]:
    """List the topics' terms of several words that sentences mention, each once."""
    terms = [name.term for parsed in sentences for name in parsed.topics]
    return dict.fromkeys([term.lower() for term in terms if " " in term or "-" in term])


def _is_telling(word: str) -> bool:
    """Tell whether a part of a text is a word that not every paper has."""
    return len(word) > 1 and word[0].isalpha() and word not in PLAIN


_IS_TELLING = Remembered(_is_telling)
