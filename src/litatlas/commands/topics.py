"""What people's decisions teach of a review's topics, and what terms its papers without a topic suggest."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from litatlas.content.files import Outcome, write_if_changed
from litatlas.extract.document import build_work_document
from litatlas.extract.extraction import mention
from litatlas.extract.topics import Example, SharedPhrase, find_shared, learn_topics
from litatlas.model import Paper
from litatlas.people.holding import hold_notes
from litatlas.review.loading import load_review
from litatlas.review.review import Review
from litatlas.review.topic_weights import LEARNED, format_weights
from litatlas.text.wording import count_of

ABOUT = (
    "What your own decisions taught of the topics' words: {count}, whose topics a note sets or that a note says are read.",
    "For a word, what it adds to a topic's log-odds for each share of the paper that it is; below 0 it speaks against it.",
    "Written by `litatlas topics learn`. Delete this file to go without it; run the command again to write it anew.",
)
MOST_TERMS = 15
"""Terms that are suggested for one topic, at most."""
_EXAMPLES = 2
"""Papers that are named for a term."""
_TITLE = 50
"""Characters of a paper's title that are told."""
_NAMING, _SINGLE = 0.8, 0.5
"""The weight of a suggested term of several words, and of one word, as a share of the review's heaviest."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a run of `topics learn` did."""

    papers: int
    """Papers that people decided on."""
    topics: tuple[str, ...]
    """The topics that something was learned of."""
    outcome: Outcome | Literal["removed", "nothing"]
    """What became of the file; `removed` where there is nothing to learn any more."""


def learn(root: Path) -> Lesson:
    """Learn from the papers that people decided on, and write what was learned; `ContentError` where the review has faults.

    A paper counts whose topics a note sets, or that a note says is read; of those whose abstract is not kept, the title counts.
    """
    review = load_review(root)
    decided = [paper for slug, paper in review.papers.items() if _is_decided(review, slug)]
    mentions = (mention(build_work_document(paper.work), review.vocabulary) for paper in decided)
    examples = [Example(found, frozenset(paper.extraction.topics)) for found, paper in zip(mentions, decided, strict=True)]
    learned = {id_: found for id_, found in learn_topics(examples, review.topics).items() if found.words}
    path = root / LEARNED
    count = f"{len(decided):,} papers"
    with hold_notes(root):
        if learned:
            outcome: Outcome | Literal["removed", "nothing"] = write_if_changed(
                path, format_weights(learned, [line.format(count=count) for line in ABOUT])
            )
        else:
            outcome = "removed" if path.exists() else "nothing"
            path.unlink(missing_ok=True)
    return Lesson(len(decided), tuple(learned), outcome)


def suggest(root: Path) -> tuple[str, ...]:
    """The terms that papers without a topic suggest, and those whose papers people gave another topic, as lines of YAML.

    Nothing is written. No line where there is nothing to suggest; `ContentError` where the review has faults.
    """
    review = load_review(root)
    return (*_suggest_new(review), *_suggest_given(review), *_suggest_weaker(review))


def _is_decided(review: Review, slug: str) -> bool:
    curated = review.curation.get(slug)
    return (curated is not None and "topics" in curated.overrides) or any(
        note.status == "read" for note in review.notes.get(slug, ())
    )


def _suggest_new(review: Review) -> Iterator[str]:
    without = [paper for paper in review.papers.values() if not paper.extraction.topics]
    others = [paper for paper in review.papers.values() if paper.extraction.topics]
    if without:
        yield f"# {count_of(len(without), 'paper')} without a topic. For a topic of theirs, in content/topics/<id>.md:"
        yield from _list_terms(_share(review, without, others), len(without), len(others), review)


def _suggest_given(review: Review) -> Iterator[str]:
    """Terms of papers that people gave a topic which the machine did not."""
    given: defaultdict[str, list[Paper]] = defaultdict(list)
    for slug, curated in review.curation.items():
        for topic in curated.paper.extraction.topics:
            if topic not in curated.machine.extraction.topics:
                given[topic].append(review.papers[slug])
    for topic, papers in sorted(given.items()):
        others = [paper for paper in review.papers.values() if topic not in paper.extraction.topics]
        shared = _share(review, papers, others)
        if shared:
            yield f"# people gave {topic} to {count_of(len(papers), 'paper')}. In content/topics/{topic}.md:"
            yield from _list_terms(shared, len(papers), len(others), review)


def _suggest_weaker(review: Review) -> Iterator[str]:
    """Terms that gave papers a topic which people took away, with half of their weights."""
    taken: defaultdict[str, defaultdict[str, list[Paper]]] = defaultdict(lambda: defaultdict(list))
    for curated in review.curation.values():
        for topic, terms in curated.machine.extraction.topic_terms.items():
            if topic not in curated.paper.extraction.topics and topic in review.topics:
                for term in terms:
                    taken[topic][term].append(curated.machine)
    for topic, papers_of in sorted(taken.items()):
        weights = review.topics[topic].terms
        known = {term: papers for term, papers in papers_of.items() if weights.get(term, 0) > 0}
        if known:
            yield f"# people took {topic} away from papers that these terms gave it. In content/topics/{topic}.md, instead:"
            yield "terms:"
        for term, papers in sorted(known.items(), key=lambda item: (-len(item[1]), item[0])):
            stayed = sum(term in paper.extraction.topic_terms.get(topic, ()) for paper in review.papers.values())
            given = count_of(len(papers), "paper")
            told = f"now {weights[term]:g}; gave it to {given} that it was taken from, and to {stayed:,} that have it"
            yield f"  {_quote(term)}: {round(weights[term] / 2, 2):g}  # {told}: {_name(papers)}"


def _share(review: Review, papers: Sequence[Paper], others: Sequence[Paper]) -> tuple[SharedPhrase, ...]:
    known = {term.lower() for topic in review.topics.values() for term in topic.terms}
    texts = [(paper.slug, _join(paper)) for paper in papers]
    found = find_shared(texts, list(map(_join, others)), review.vocabulary.abbreviations, MOST_TERMS + len(known))
    return tuple(phrase for phrase in found if phrase.text.lower() not in known)[:MOST_TERMS]


def _join(paper: Paper) -> str:
    return f"{paper.work.title.readable.rstrip('.')}.\n\n{paper.work.abstract or ''}"


def _list_terms(shared: Sequence[SharedPhrase], papers: int, others: int, review: Review) -> Iterator[str]:
    if not shared:
        yield "# no two of them share a phrase that others do not have"
        return
    heaviest = review.vocabulary.heaviest or 5.0
    yield "terms:"
    for phrase in shared:
        weight = heaviest * (_NAMING if " " in phrase.text or "-" in phrase.text else _SINGLE)
        named = _name([review.papers[slug] for slug in phrase.papers])
        told = f"{len(phrase.papers):,} of {papers:,} papers, {phrase.others:,} of {others:,} others"
        yield f"  {_quote(phrase.text)}: {round(weight, 1):g}  # {told}: {named}"


def _name(papers: Sequence[Paper]) -> str:
    titles = [paper.work.title.readable for paper in papers[:_EXAMPLES]]
    short = [title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…" for title in titles]
    return " | ".join((*short, *(["…"] if len(papers) > _EXAMPLES else [])))


def _quote(term: str) -> str:
    """A term as a key of YAML."""
    plain = yaml.safe_load(f"{{? {term} : 1}}") == {term: 1} if term.replace(" ", "").replace("-", "").isalnum() else False
    return term if plain else yaml.safe_dump(term, default_style='"', allow_unicode=True, width=1000).strip()
