"""Everything of `content/` read, checked and made one: the review, or what an ingest starts from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path, PurePosixPath
from typing import TypeVar

from litatlas.baselines import BASELINES_FILE, BaselineRules, load_rules
from litatlas.content.active import find_active
from litatlas.content.decisions import MERGES_FILE, Merges, read_merges, read_people
from litatlas.content.files import find_vocabulary, read_text, read_yaml
from litatlas.content.front_matter import Matter
from litatlas.content.pages import (
    Note,
    Settings,
    TextPage,
    Topic,
    parse_hardware_page,
    parse_note,
    parse_page,
    parse_settings,
    parse_topic,
)
from litatlas.content.papers import parse_paper
from litatlas.content.parsing import Parsing
from litatlas.content.slugs import name_slug
from litatlas.content.tree import check_tree, find_files
from litatlas.errors import MOST_TOLD, ContentError, Fault
from litatlas.extract.lexicon.files import VocabularyFile
from litatlas.extract.lexicon.names import fold_heading
from litatlas.extract.lexicon.terms import Learned, TopicTerms, Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.model import Paper
from litatlas.read.matching import tell_same
from litatlas.read.merge import work_key
from litatlas.review.cross_checks import check_references
from litatlas.review.curation import curate_papers
from litatlas.review.review import Review, Standing
from litatlas.review.root import SETTINGS_FILE
from litatlas.review.topic_weights import read_layers
from litatlas.running.memory import growing_memory

VOCABULARY = "content/vocabulary"
"""The folder of the review's own vocabulary files."""
RESERVED_PAGES = frozenset(
    """
    papers new topics hardware dates metrics authors venues organizations results
    evidence-map coverage search data assets pagefind files
    """.split()
)
"""Folders of the site that a page of people's own cannot take the place of."""

READ_NOW = Parsing()

T = TypeVar("T")


@growing_memory()
def load_standing(root: Path, parsing: Parsing = READ_NOW, shelf: Parsing = READ_NOW) -> Standing:
    """What `ingest` starts from; `ContentError` with all faults of the files that it needs.

    `parsing` reads its topics and vocabulary: the seam for a process that remembers them; `shelf` its papers.
    """
    faults = check_tree(root)
    settings = _read_settings(root, faults)
    folder = root / "content" / "topics"
    _, terms = _recall(parsing, (folder,), faults, lambda own: _read_topics(root, own, parsing))
    overlay = read_overlay(root, faults)
    vocabulary = _recall(parsing, (folder, root / VOCABULARY), faults, lambda own: _make_vocabulary(terms, overlay, own))
    papers = _read_papers(root, faults, shelf)
    faults += _find_repeated(papers, _list_alike(papers), read_merges(root, faults))
    if settings is None or faults:
        raise ContentError(_in_order(faults))
    return Standing(settings, terms, overlay, vocabulary, papers)


def load_papers(root: Path) -> dict[str, Paper]:
    """The papers by slug, in the order of slugs; `ContentError` with all of their faults."""
    faults = check_tree(root)
    papers = _read_papers(root, faults)
    if faults:
        raise ContentError(_in_order(faults))
    return papers


def _list_terms(topics: Iterable[Topic], layers: Sequence[Mapping[str, Learned]]) -> tuple[TopicTerms, ...]:
    """What extraction needs of the topics: their terms, and what was learned of them."""
    return tuple(
        TopicTerms(
            topic.id,
            topic.terms,
            tuple(layer[topic.id] for layer in layers if topic.id in layer),
            frozenset(map(fold_heading, (topic.title, *topic.headings))),
        )
        for topic in topics
    )


def read_overlay(root: Path, faults: list[Fault]) -> tuple[VocabularyFile, ...]:
    """The review's own files of what extraction knows; what cannot be read goes to `faults`."""
    return tuple(source for source in _read_words(root, faults) if source.name != BASELINES_FILE)


def _read_words(root: Path, faults: list[Fault]) -> tuple[VocabularyFile, ...]:
    """All of the review's own vocabulary files."""
    folder = root / VOCABULARY
    sources = []
    for path in find_vocabulary(folder):
        file = path.relative_to(root).as_posix()
        text = read_text(path, root)
        if isinstance(text, Fault):
            faults.append(text)
        elif path.parent != folder:
            faults.append(Fault(file, 1, "a vocabulary file lies in a folder of its own", f"move it into {VOCABULARY}"))
        else:
            sources.append(VocabularyFile(file, text))
    return tuple(sources)


def _make_vocabulary(terms: tuple[TopicTerms, ...], overlay: tuple[VocabularyFile, ...], faults: list[Fault]) -> Vocabulary:
    """The vocabulary; where the review's own files have faults, they go to `faults`, and it is that of the package."""
    try:
        return load_vocabulary(terms, overlay)
    except ContentError as error:
        faults.extend(error.faults)
        return load_vocabulary(terms)


def build_words(root: Path) -> None:
    """Build the vocabulary of a review ahead of `load_review`, which then is given the same; it is for that to tell faults."""
    ignored: list[Fault] = []
    _, terms = _read_topics(root, ignored, READ_NOW)
    _make_vocabulary(terms, read_overlay(root, ignored), ignored)


def _read_baselines(root: Path, faults: list[Fault]) -> BaselineRules:
    """The words of baselines; where the review's own file has faults, they go to `faults`, and the words are the package's."""
    own = [source for source in _read_words(root, []) if source.name == BASELINES_FILE]
    try:
        return load_rules(own)
    except ContentError as error:
        faults.extend(error.faults)
        return load_rules()


@growing_memory()
def load_review(root: Path, parsing: Parsing = READ_NOW) -> Review:
    """Load and check a review; `ContentError` with all faults of all its files, in the order of their places.

    `parsing` reads its files: the seam for a process that remembers them.
    """
    faults = parsing.check(root)
    content = root / "content"
    settings = _read_settings(root, faults)
    papers, alike = _recall(parsing, (content / "papers",), faults, lambda own: _read_works(root, own, parsing))
    topics, terms = _recall(parsing, (content / "topics",), faults, lambda own: _read_topics(root, own, parsing))
    hardware = _read_folder(root, "hardware", lambda matter, _: parse_hardware_page(matter), faults, parsing)
    notes = _read_folder(root, "notes", lambda matter, _: parse_note(matter), faults, parsing)
    pages = _read_folder(root, "pages", lambda matter, path: parse_page(matter, path.stem), faults, parsing)
    allowed = settings.active_files if settings else ()
    active = _recall(parsing, (content / "files",), faults, lambda _: find_active(find_files(content / "files"), root))
    faults += [fault for ending, fault in active if ending not in allowed]
    faults += _find_twins((page.slug, page.file) for page in pages)
    faults += _find_twins((page.name, page.file) for page in hardware)
    faults += [_reserved(page) for page in pages if page.slug in RESERVED_PAGES]
    notes_by_paper: dict[str, list[Note]] = defaultdict(list)
    merges, people = read_merges(root, faults), read_people(root, faults)
    faults += _find_repeated(papers, alike, merges)
    for note in notes:
        notes_by_paper[merges.resolve(note.paper)].append(note)
    curation = curate_papers(papers, notes_by_paper)
    papers = {**papers, **{slug: curated.paper for slug, curated in curation.items()}}
    review = Review(
        settings=settings or Settings(SETTINGS_FILE, "", None, abstracts=False, language="en", latest=0),
        papers=papers,
        topics={topic.id: topic for topic in topics},
        hardware_pages={page.name: page for page in hardware},
        notes={slug: tuple(group) for slug, group in notes_by_paper.items()},
        pages={page.slug: page for page in pages},
        devices=_name_devices(papers.values()),
        vocabulary=_recall(
            parsing,
            (content / "topics", root / VOCABULARY),
            faults,
            lambda own: _make_vocabulary(terms, read_overlay(root, own), own),
        ),
        baselines=_recall(parsing, (root / VOCABULARY,), faults, lambda own: _read_baselines(root, own)),
        curation=curation,
        merges=merges,
        people=people,
    )
    faults += check_references(review, root, broken={_name_page(fault.file) for fault in faults})
    if faults:
        raise ContentError(_in_order(faults))
    return review


def _recall(parsing: Parsing, folders: tuple[Path, ...], faults: list[Fault], read: Callable[[list[Fault]], T]) -> T:
    """What `read` reads from some folders; the faults of their files, which it collects, go to `faults`."""

    def collect() -> tuple[T, list[Fault]]:
        own: list[Fault] = []
        return read(own), own

    found, own = parsing.recall(folders, collect)
    faults.extend(own)
    return found


def _read_settings(root: Path, faults: list[Fault]) -> Settings | None:
    matter = read_yaml(root / SETTINGS_FILE, root)
    parsed = [matter] if isinstance(matter, Fault) else parse_settings(matter)
    if isinstance(parsed, Settings):
        return parsed
    faults.extend(parsed)
    return None


def _read_folder(
    root: Path,
    name: str,
    make: Callable[[Matter, Path], T | list[Fault]],
    faults: list[Fault],
    parsing: Parsing = READ_NOW,
) -> list[T]:
    """What `make` makes of each Markdown file of a folder of `content/`; the faults of the others go to `faults`."""
    found = []
    for path in parsing.find(root / "content" / name):
        parsed = parsing.parse(path, root, make)
        if isinstance(parsed, list):
            faults.extend(parsed)
        else:
            found.append(parsed)
    return found


def _read_topics(root: Path, faults: list[Fault], parsing: Parsing) -> tuple[list[Topic], tuple[TopicTerms, ...]]:
    """The topics, and what extraction needs of them."""
    topics = _read_folder(root, "topics", lambda matter, path: parse_topic(matter, path.stem), faults, parsing)
    faults += _find_twins((topic.id, topic.file) for topic in topics)
    return topics, _list_terms(topics, read_layers(root, faults))


def make_paper(matter: Matter, path: Path) -> Paper | list[Fault]:
    """The paper of a page, or its faults."""
    if path.parent.parts[-2:] != ("content", "papers"):
        return [Fault(matter.file, 1, "a paper's page lies in a folder of its own", "move it into content/papers")]
    return parse_paper(matter, path.stem)


def _read_papers(root: Path, faults: list[Fault], parsing: Parsing = READ_NOW) -> dict[str, Paper]:
    papers = sorted(_read_folder(root, "papers", make_paper, faults, parsing), key=lambda paper: paper.slug)
    faults += _find_twins((path.stem, path.relative_to(root).as_posix()) for path in parsing.find(root / "content" / "papers"))
    return {paper.slug: paper for paper in papers}


def _read_works(root: Path, faults: list[Fault], parsing: Parsing) -> tuple[dict[str, Paper], list[list[Paper]]]:
    """The papers, and those of them whose titles are alike."""
    papers = _read_papers(root, faults, parsing)
    return papers, _list_alike(papers)


def _list_alike(papers: Mapping[str, Paper]) -> list[list[Paper]]:
    """The papers whose titles are alike, where there are several."""
    by_key: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers.values():
        by_key[work_key(paper.work.title)].append(paper)
    return [found for found in by_key.values() if len(found) > 1]


def _find_repeated(papers: Mapping[str, Paper], alike: Iterable[Sequence[Paper]], merges: Merges) -> Iterator[Fault]:
    """Faults for pages of one work: those that people say are one, and those that state one title and nothing against it."""
    for gone, kept in merges.same.items():
        if gone in papers:
            hint = f"run `litatlas merge {kept} {gone}`, or take the line out"
            yield Fault(f"content/papers/{gone}.md", 1, f"{MERGES_FILE} says that it is one with {kept!r}", hint)
    for paper, others in ((paper, group[:number]) for group in alike for number, paper in enumerate(group)):
        same = (other for other in others if not merges.are_different(other.slug, paper.slug))
        if (twin := next((other for other in same if tell_same(other.work, paper.work)), None)) is not None:
            hint = f"run `litatlas merge {twin.slug} {paper.slug}`, or `litatlas merge --different` where they are two"
            yield Fault(f"content/papers/{paper.slug}.md", 1, f"its title is that of content/papers/{twin.slug}.md", hint)


def _name_devices(papers: Iterable[Paper]) -> dict[str, str]:
    names = sorted({name for paper in papers for name in paper.extraction.hardware}, reverse=True)
    slugs = {name_slug(name): name for name in names}
    return {slug: slugs[slug] for slug in sorted(slugs)}


def _name_page(file: str) -> str:
    """A file of `content/` as its folder and its name alone: `topics/quantization`."""
    path = PurePosixPath(file)
    return f"{path.parts[1] if len(path.parts) > 1 else ''}/{path.stem}"


def _find_twins(named: Iterable[tuple[str, str]]) -> list[Fault]:
    """A fault for each file whose name, whatever its case, another file has taken."""
    first: dict[str, str] = {}
    faults = []
    for name, file in named:
        other = first.setdefault(name.casefold(), file)
        if other is not file:
            faults.append(Fault(file, 1, f"{name!r} is also the name of {other}", "rename one of the two, or merge them"))
    return faults


def _reserved(page: TextPage) -> Fault:
    return Fault(page.file, 1, f"a page cannot be called {page.slug!r}: the site has a folder of that name", "rename the file")


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults by their places; of a file with very many the first ones, and how many more there are."""
    ordered = sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.message))
    return tuple(chain.from_iterable(_bound(list(group)) for _, group in groupby(ordered, lambda fault: fault.file)))


def _bound(faults: list[Fault]) -> list[Fault]:
    told, others = faults[:MOST_TOLD], faults[MOST_TOLD:]
    if len(others) > 1:
        message = f"and {len(others):,} more faults of this file, from here on"
        others = [Fault(others[0].file, others[0].line, message, "mend those that are told, and check again")]
    return told + others
