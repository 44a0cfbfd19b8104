"""Which terms of topics, and which words at all, a paper mentions, and how much each mention counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt

from litatlas.extract.lexicon.names import Name, fold_heading
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
TITLE_WORDS = 2.0
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
    words: Mapping[str, float]
    """The words of the paper, and the terms of several words, each with its share of the whole: the words' squares make 1."""


def read_mentions(
    title: Iterable[Parsed], abstract: Iterable[Parsed], headings: Iterable[str], vocabulary: Vocabulary
) -> Mentions:
    """Read what a paper mentions, and which topic the headings propose that lists have it under, the innermost first.

    Nothing where the review has no topics. A heading counts as one mention of the strongest term.
    """
    topics, heaviest = vocabulary.topics, vocabulary.heaviest
    if not topics:
        return Mentions({}, {})
    title, abstract = tuple(title), tuple(abstract)
    scale = SCALE / heaviest if heaviest and heaviest > 0 else 1.0
    weights = _weigh_terms(title, abstract, topics, scale)
    if (found := _find_heading(headings, topics)) is not None:
        weights.setdefault(found[0], {})[f"{HEADING}{found[1]}"] = SCALE
    return Mentions(weights, _weigh_words(title, abstract))


def _find_heading(headings: Iterable[str], topics: Mapping[str, TopicTerms]) -> tuple[str, str] | None:
    """Find the first heading that a topic goes by, and the topic."""
    folded = ((heading, fold_heading(heading)) for heading in headings)
    return next(((topic.id, heading) for heading, key in folded for topic in topics.values() if key in topic.headings), None)


def _weigh_terms(
    title: Iterable[Parsed], abstract: Iterable[Parsed], topics: Mapping[str, TopicTerms], scale: float
) -> dict[str, dict[str, float]]:
    """Weigh each term that a paper mentions, by topic: its own weight, where it stands and how often."""
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
        weights.setdefault(term[0], {})[term[1]] = scale * share * topics[term[0]].terms[term[1]]
    return weights


def _drop_inner(names: Sequence[Name], topics: Mapping[str, TopicTerms]) -> Sequence[Name]:
    """Drop the mentions inside a longer one of the same topic: `diffusion` inside `diffusion model`."""
    if len({name.id for name in names}) == len(names):
        return names
    kept: list[Name] = []
    ends: dict[str, int] = {}
    for name in sorted(names, key=lambda n: (n.start, -n.end, -abs(topics[n.id].terms[n.term]), n.term)):
        if name.end > ends.get(name.id, -1):
            ends[name.id] = name.end
            kept.append(name)
    return kept


def _weigh_words(title: Iterable[Parsed], abstract: Iterable[Parsed]) -> dict[str, float]:
    """Weigh words by whether the title has them; how often they stand there says little."""
    weights: dict[str, float] = {}
    for sentences, weight in ((abstract, 1.0), (title, TITLE_WORDS)):
        weights |= dict.fromkeys(_list_telling(sentences), weight)
    # Terms of several words are told from words by what joins them.
    length = sqrt(sum([weight * weight for word, weight in weights.items() if not (" " in word or "-" in word)]))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _list_telling(sentences: Iterable[Parsed]) -> Iterator[str]:
    """List the words of sentences that not every paper has, and the terms of several words."""
    words = dict.fromkeys(chain.from_iterable([parsed.parts.keys for parsed in sentences]))
    yield from [word for word in words if word not in PLAIN and len(word) > 1 and word[0].isalpha()]
    for parsed in sentences:
        yield from [term.lower() for _, _, term, _, _ in parsed.topics if " " in term or "-" in term]
