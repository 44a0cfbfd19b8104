"""A review: everything of `content/`, loaded, checked and cross-referenced."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from litatlas.content.files import find_markdown, find_vocabulary, read_text, read_yaml
from litatlas.content.front_matter import Matter
from litatlas.content.links import FILES, find_dead_links
from litatlas.content.pages import (
    HardwarePage,
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
from litatlas.content.prose import Prose, find_broken_formulas
from litatlas.content.slugs import name_slug
from litatlas.content.tree import check_tree, find_files
from litatlas.errors import ContentError, Fault
from litatlas.extract import TopicTerms, Vocabulary, VocabularyFile, load_vocabulary
from litatlas.model import Paper
from litatlas.read.merge import work_key
from litatlas.review.curation import Curation, curate_papers
from litatlas.review.references import FieldFinder, check_curations, find_near
from litatlas.review.root import SETTINGS_FILE

VOCABULARY = "content/vocabulary"
"""The folder of the review's own vocabulary files."""
RESERVED_PAGES = frozenset(
    """
    papers topics hardware dates metrics results evidence-map coverage search data assets pagefind files
    """.split()
)
"""Folders of the site that a page of people's own cannot take the place of."""

READ_NOW = Parsing()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Review:
    """All that a site is built from."""

    settings: Settings
    papers: Mapping[str, Paper]
    """By slug, in the order of slugs; with the corrections of their notes applied."""
    topics: Mapping[str, Topic]
    """By id, in the order of ids."""
    hardware_pages: Mapping[str, HardwarePage]
    """By the canonical name of the device or family."""
    notes: Mapping[str, tuple[Note, ...]]
    """By the paper's slug."""
    pages: Mapping[str, TextPage]
    devices: Mapping[str, str]
    """The names of the devices that papers name, by their slugs, in the order of slugs."""
    vocabulary: Vocabulary
    curation: Mapping[str, Curation]
    """What people did to the machine's rows and facts, by the slugs of the papers whose notes correct any."""

    @property
    def families(self) -> dict[str, str]:
        """The names of the families, of those that the vocabulary knows, of the devices that papers name, by their slugs."""
        devices = (self.vocabulary.devices.get(name) for name in self.devices.values())
        return {name_slug(name): name for name in sorted({device.family for device in devices if device})}

    def get_machine(self, slug: str) -> Paper:
        """A paper as the machine has it, without what people corrected."""
        curated = self.curation.get(slug)
        return curated.machine if curated else self.papers[slug]

    def find_target(self, target: str) -> str | None:
        """What a link's target names: `papers/…`, `topics/…`, `pages/…`, `hardware/…`, `hardware/family/…`; or None."""
        folder, _, name = target.rpartition("/")
        kind = folder.partition("/")[0]
        if (not kind or kind == "papers") and name in self.papers:
            return f"papers/{name}"
        if (not kind or kind == "topics") and name in self.topics:
            return f"topics/{name}"
        if (not kind or kind == "pages") and name in self.pages:
            return f"pages/{name}"
        return self._find_hardware(target) if not kind or kind == "hardware" else None

    def _find_hardware(self, target: str) -> str | None:
        """The page of a device or a family, by its slug or by the file of its introduction."""
        folder, _, name = target.rpartition("/")
        file = f"content/{target}.md"
        introduced = (page.name for page in self.hardware_pages.values() if page.file == file)
        slug = next(map(name_slug, introduced), name)
        if slug in self.devices and folder != "hardware/family":
            return f"hardware/{slug}"
        return f"hardware/family/{slug}" if slug in self.families else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in `content/` before an ingest."""

    settings: Settings
    terms: tuple[TopicTerms, ...]
    overlay: tuple[VocabularyFile, ...]
    """The review's own vocabulary files."""
    vocabulary: Vocabulary
    """What `load_vocabulary(terms, overlay)` builds, in this process or in another."""
    papers: Mapping[str, Paper]
    """By slug, in the order of slugs."""


def load_standing(root: Path, parsing: Parsing = READ_NOW) -> Standing:
    """What `ingest` starts from; `ContentError` with all faults of the files that it needs.

    `parsing` reads its topics and vocabulary: the seam for a process that remembers them.
    """
    faults = check_tree(root)
    settings = _read_settings(root, faults)
    folder = root / "content" / "topics"
    terms = _list_terms(_recall(parsing, (folder,), faults, lambda own: _read_topics(root, own, parsing)))
    overlay = read_overlay(root, faults)
    vocabulary = _recall(parsing, (folder, root / VOCABULARY), faults, lambda own: _make_vocabulary(terms, overlay, own))
    papers = _read_papers(root, faults)
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


def _list_terms(topics: Iterable[Topic]) -> tuple[TopicTerms, ...]:
    """What extraction needs of the topics."""
    return tuple(TopicTerms(topic.id, topic.terms) for topic in topics)


def read_overlay(root: Path, faults: list[Fault]) -> tuple[VocabularyFile, ...]:
    """The review's own vocabulary files; what cannot be read goes to `faults`."""
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


def load_review(root: Path, parsing: Parsing = READ_NOW) -> Review:
    """Load and check a review; `ContentError` with all faults of all its files, in the order of their places.

    `parsing` reads its files: the seam for a process that remembers them.
    """
    faults = check_tree(root)
    content = root / "content"
    settings = _read_settings(root, faults)
    papers = _recall(parsing, (content / "papers",), faults, lambda own: _read_papers(root, own, parsing))
    topics = _recall(parsing, (content / "topics",), faults, lambda own: _read_topics(root, own, parsing))
    hardware = _read_folder(root, "hardware", lambda matter, _: parse_hardware_page(matter), faults, parsing)
    notes = _read_folder(root, "notes", lambda matter, _: parse_note(matter), faults, parsing)
    pages = _read_folder(root, "pages", lambda matter, path: parse_page(matter, path.stem), faults, parsing)
    faults += _find_twins((page.slug, page.file) for page in pages)
    faults += _find_twins((page.name, page.file) for page in hardware)
    faults += [_reserved(page) for page in pages if page.slug in RESERVED_PAGES]
    notes_by_paper: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        notes_by_paper[note.paper].append(note)
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
            lambda own: _make_vocabulary(_list_terms(topics), read_overlay(root, own), own),
        ),
        curation=curation,
    )
    faults += _check_references(review, root, broken={_name_page(fault.file) for fault in faults})
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
    for path in find_markdown(root / "content" / name):
        parsed = parsing.parse(path, root, make)
        if isinstance(parsed, list):
            faults.extend(parsed)
        else:
            found.append(parsed)
    return found


def _read_topics(root: Path, faults: list[Fault], parsing: Parsing = READ_NOW) -> list[Topic]:
    topics = _read_folder(root, "topics", lambda matter, path: parse_topic(matter, path.stem), faults, parsing)
    faults += _find_twins((topic.id, topic.file) for topic in topics)
    return topics


def _read_papers(root: Path, faults: list[Fault], parsing: Parsing = READ_NOW) -> dict[str, Paper]:
    def make(matter: Matter, path: Path) -> Paper | list[Fault]:
        if path.parent != root / "content" / "papers":
            return [Fault(matter.file, 1, "a paper's page lies in a folder of its own", "move it into content/papers")]
        return parse_paper(matter, path.stem)

    papers = sorted(_read_folder(root, "papers", make, faults, parsing), key=lambda paper: paper.slug)
    faults += _find_twins((path.stem, path.relative_to(root).as_posix()) for path in find_markdown(root / "content" / "papers"))
    first: dict[str, str] = {}
    for paper in papers:
        other = first.setdefault(work_key(paper.work.title), paper.slug)
        if other != paper.slug:
            message, hint = (
                f"its title is that of content/papers/{other}.md",
                "keep one of the two pages, and ingest their captures again",
            )
            faults.append(Fault(f"content/papers/{paper.slug}.md", 1, message, hint))
    return {paper.slug: paper for paper in papers}


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


def _check_references(review: Review, root: Path, broken: Collection[str]) -> list[Fault]:
    """Faults for what files name and is not there.

    `broken` are the files that are there, but have faults of their own: `topics/quantization`.
    """
    faults = []
    fields = FieldFinder(root)
    strays: dict[str, list[str]] = defaultdict(list)
    for paper in map(review.get_machine, review.papers):
        for topic in paper.extraction.topics:
            if topic not in review.topics and f"topics/{topic}" not in broken:
                strays[topic].append(f"content/papers/{paper.slug}.md")
    for topic, files in strays.items():
        number = review.get_machine(Path(files[0]).stem).extraction.topics.index(topic)
        message = f"the topic {topic!r} has no page" + (f", here and in {len(files) - 1} more papers" if len(files) > 1 else "")
        hint = f"ingest the captures again, or write content/topics/{topic}.md"
        faults.append(Fault(files[0], fields.find(files[0], "topics", number), message, hint))
    for notes in review.notes.values():
        for note in notes:
            if note.paper not in review.papers and f"papers/{note.paper}" not in broken:
                hint = find_near(note.paper, review.papers) or "name the file in content/papers without its .md"
                line = fields.find(note.file, "paper")
                faults.append(Fault(note.file, line, f"there is no paper {note.paper!r}", hint))
    devices = {*review.devices.values(), *review.vocabulary.devices}
    devices |= {device.family for device in review.vocabulary.devices.values()}
    for page in review.hardware_pages.values():
        if page.name not in devices and not _has_broken_vocabulary(broken):
            hint = find_near(page.name, devices) or "name it as the papers' pages do"
            line = fields.find(page.file, "name")
            faults.append(Fault(page.file, line, f"no device or family is called {page.name!r}", hint))
    return faults + check_curations(review.curation.values(), review.topics, fields, broken) + _check_prose(review, root, broken)


def _has_broken_vocabulary(broken: Collection[str]) -> bool:
    """Whether the review's own devices are unknown, for a vocabulary with faults is passed over as a whole."""
    return any(name.startswith("vocabulary/") for name in broken)


def _check_prose(review: Review, root: Path, broken: Collection[str]) -> list[Fault]:
    content = root / "content"
    broken_names = {path.rpartition("/")[2] for path in broken}
    published = {path.relative_to(content).as_posix() for path in find_files(content / FILES)}

    def is_there(target: str) -> bool:
        if target.startswith(FILES):
            return target in published
        if target.startswith("hardware/") and _has_broken_vocabulary(broken):
            return True
        return review.find_target(target) is not None or target.rpartition("/")[2] in broken_names

    faults = []
    for _, prose in list_texts(review):
        for link in find_dead_links(prose, is_there):
            known = [*review.papers, *review.topics, *review.pages, *review.devices, *review.families]
            hint = link.hint or find_near(link.name, known) or "name a file of content/ without its .md"
            faults.append(Fault(prose.file, link.line, link.message, hint))
        faults += find_broken_formulas(prose)
    return faults


def list_texts(review: Review) -> Iterator[tuple[str, Prose]]:
    """Every text that people wrote, with what `Review.find_target` finds the page by that shows it."""
    yield from ((f"topics/{id_}", topic.introduction) for id_, topic in review.topics.items())
    for page in review.hardware_pages.values():
        yield page.file.removeprefix("content/").removesuffix(".md"), page.introduction
    yield from ((f"papers/{slug}", note.body) for slug, notes in review.notes.items() for note in notes)
    yield from ((f"pages/{slug}", text.body) for slug, text in review.pages.items())


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.message)))
