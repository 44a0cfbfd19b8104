"""Ingesting listings: the same files whatever the order, the same bytes the second time, a message for each fault."""

import gzip
import json
import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from litatlas import __version__
from litatlas.commands.ingest import IngestReport, ingest
from litatlas.content.pages import Settings
from litatlas.content.slugs import SLUG
from litatlas.errors import ContentError, UsageError
from litatlas.extract.document import Document
from litatlas.extract.extraction import RulesReader
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.reader import ChosenReader
from litatlas.model import Extraction, Paper, ReadBy, Span
from litatlas.read.formats import ReadOptions
from litatlas.read.json_lines import PIECE
from litatlas.read.where.parsing import parse_query
from litatlas.review.loading import load_papers
from tests.invented import Entry, format_listing, write_files

LISTINGS = Path(__file__).parents[1] / "reviews" / "listings"
SPRING, SUMMER = LISTINGS / "spring.txt", LISTINGS / "summer.txt"
KESTREL = "kestrel-hovering-kernels-over-windy-fields"
SENTENCES = "Words that stand in an invented abstract. They go on for one more sentence, and end there."


def make_root(folder: Path) -> Path:
    write_files(
        folder,
        {"content/review.yml": "title: Invented\n", "content/topics/servers.md": "---\ntitle: S\nterms: {server: 3}\n---\n"},
    )
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A review without papers."""
    return make_root(tmp_path / "review")


def read_pages(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "content" / "papers").iterdir())}


def read_times(root: Path) -> dict[str, tuple[int, int]]:
    stats = {path.name: path.stat() for path in (root / "content" / "papers").iterdir()}
    return {name: (stat.st_mtime_ns, stat.st_ino) for name, stat in stats.items()}


def counts(report: IngestReport) -> tuple[int, ...]:
    return report.files, report.entries, report.new, report.merged, report.changed, report.unchanged, report.skipped


def write_listing(path: Path, entries: Iterable[Entry]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(format_listing(entries), encoding="utf-8")
    return path


def only_paper(root: Path) -> Paper:
    (paper,) = load_papers(root).values()
    return paper


def test_a_paper_gets_a_page_with_all_that_its_listing_tells(root: Path) -> None:
    ingest(root, [SPRING])
    work = load_papers(root)[KESTREL].work

    assert work.title.raw == "Kestrel: Hovering Kernels over Windy Fields"
    assert (work.abstract or "").startswith("Kestrels hover against the wind and")
    assert (work.author_count, work.comments, work.date and work.date.iso) == (3, 2, "2024-03-30")
    assert [(witness.source.file, witness.source.line) for witness in work.witnesses] == [("spring.txt", 13)]


def test_the_report_counts_what_was_done(root: Path) -> None:
    assert counts(ingest(root, [SPRING])) == (1, 3, 3, 0, 0, 0, 0)
    assert counts(ingest(root, [SUMMER])) == (1, 2, 1, 0, 1, 0, 0)
    assert counts(ingest(root, [SPRING, SUMMER])) == (2, 5, 0, 1, 0, 4, 0)


@pytest.mark.parametrize("again", [[SPRING, SUMMER], [SUMMER, SPRING], [SUMMER], [SPRING], [SPRING, SPRING, SUMMER]])
def test_a_second_run_changes_no_file(root: Path, again: Sequence[Path]) -> None:
    ingest(root, [SPRING, SUMMER])
    pages, times = read_pages(root), read_times(root)

    ingest(root, again)

    assert (read_pages(root), read_times(root)) == (pages, times)


@pytest.mark.parametrize("abstracts", [True, False])
@pytest.mark.parametrize("runs", [[[SPRING], [SUMMER]], [[SUMMER], [SPRING]], [[SUMMER, SPRING]]])
def test_one_listing_after_the_other_gives_what_both_at_once_give(
    root: Path, tmp_path: Path, runs: Sequence[Sequence[Path]], abstracts: bool
) -> None:
    other = make_root(tmp_path / "other")
    ingest(root, [SPRING, SUMMER], abstracts=abstracts)

    for captures in runs:
        ingest(other, captures, abstracts=abstracts)

    assert read_pages(other) == read_pages(root)


WORDS = ["Herons", "wade", "ponds", "Überall", "3.5x", "faster", "苍鹭", "🦔", "a:", "---", "than", "PondLM", "“quoted”"]
TITLE_WORDS = ["Herons", "Wade", "over", "PondLM"]
"""Words whose titles have slugs of their own: of two works that want one slug, the one that was there first has it."""
ENTRIES = st.lists(
    st.builds(
        Entry,
        st.lists(st.sampled_from(TITLE_WORDS), min_size=2, max_size=4).map(" ".join).map("The Curious {} Case".format),
        st.lists(st.sampled_from(WORDS), min_size=3, max_size=12)
        .map(" ".join)
        .map("In this work {}. That is all there is to say.".format),
        st.sampled_from(["", "May 3, 2024", "Feb 29, 2024", "Jan 1, 2023 4"]),
        st.integers(1, 9),
    ),
    min_size=1,
    max_size=5,
    # A title that a listing has twice, with two abstracts, is two works that want one slug.
    unique_by=lambda entry: entry.title,
)


# Without shrinking, which would take minutes where each example is several runs.
@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.generate])
@given(st.lists(ENTRIES, min_size=2, max_size=2), st.randoms(use_true_random=False), st.booleans())
def test_no_order_of_any_listings_matters(
    tmp_path_factory: pytest.TempPathFactory, listings: list[list[Entry]], chance: random.Random, abstracts: bool
) -> None:
    folder = tmp_path_factory.mktemp("order")
    paths = [write_listing(folder / f"{number}.txt", entries) for number, entries in enumerate(listings)]
    at_once, one_by_one = make_root(folder / "at-once"), make_root(folder / "one-by-one")
    shuffled = chance.sample(paths, len(paths))

    ingest(at_once, paths, abstracts=abstracts)
    for path in shuffled:
        ingest(one_by_one, [path], abstracts=abstracts)
    pages = read_pages(one_by_one)
    ingest(one_by_one, shuffled, abstracts=abstracts)

    assert read_pages(one_by_one) == pages == read_pages(at_once)


def test_copies_of_a_listing_are_one_source_whatever_their_order(root: Path, tmp_path: Path) -> None:
    copies = [Path(shutil.copy(SPRING, tmp_path / name)) for name in ("b.txt", "a.txt")]
    other = make_root(tmp_path / "other")
    ingest(root, copies)
    pages = read_pages(root)

    for captures in (copies, copies[::-1]):
        ingest(root, captures)
    for copy in copies:
        ingest(other, [copy])

    assert read_pages(root) == pages == read_pages(other)


def test_facts_only_leave_no_sentence_of_an_abstract_and_keep_the_evidence(root: Path) -> None:
    ingest(root, [SPRING], abstracts=False)
    paper = load_papers(root)[KESTREL]
    page = read_pages(root)[f"{KESTREL}.md"].decode()

    assert "hover against the wind" not in page
    assert "hardly" not in page
    assert paper.work.abstract is None
    assert [result.quote for result in paper.extraction.results] == ["2.4times", "12.5%", "3.2 GB"]
    assert paper.extraction.results[0].evidence == Span("abstract", 79, 87)


def test_the_review_says_whether_abstracts_are_kept(root: Path) -> None:
    write_files(root, {"content/review.yml": "title: Invented\nabstracts: false\n"})

    ingest(root, [SUMMER])

    assert all(paper.work.abstract is None for paper in load_papers(root).values())


def test_abstracts_come_and_go_and_nothing_else_changes(root: Path) -> None:
    ingest(root, [SPRING, SUMMER], abstracts=True)
    full = read_pages(root)
    ingest(root, [SPRING, SUMMER], abstracts=False)
    facts = read_pages(root)
    ingest(root, [SPRING, SUMMER], abstracts=True)

    assert read_pages(root) == full
    # Without its abstract, a result keeps the few words that tell its place in it.
    plain = {name: re.sub(rb', "around": \[.*?\](?=})', b"", page) for name, page in facts.items()}
    assert {name: page[: page.index(b"\n---\n") + 5] for name, page in full.items()} == plain
    assert plain != facts


def test_a_paper_without_its_abstract_keeps_its_results_when_another_source_tells_of_it(root: Path, tmp_path: Path) -> None:
    ingest(root, [SUMMER], abstracts=False)
    before = load_papers(root)[KESTREL].extraction
    older = write_listing(tmp_path / "older.txt", [Entry("Kestrel: hovering kernels over windy fields!", SENTENCES)])

    ingest(root, [older], abstracts=False)

    assert load_papers(root)[KESTREL].extraction == before


def test_sources_that_disagree_are_a_warning_and_nothing_is_lost(root: Path) -> None:
    report = ingest(root, [SPRING, SUMMER])
    work = load_papers(root)[KESTREL].work

    (fault,) = [fault for fault in report.faults if "taken as of" not in fault.message]
    assert (fault.file, fault.line, fault.severity) == ("summer.txt", 13, "warning")
    assert "is 5 here, but 2 of spring.txt:13 is kept" in fault.message
    assert (work.comments, [dict(witness.differs) for witness in work.witnesses]) == (2, [{}, {"comments": 5}])


def test_every_fault_has_its_place_and_the_rest_is_ingested(root: Path, tmp_path: Path) -> None:
    good = format_listing([Entry("Voles under the Snow", SENTENCES, "May 3, 2024")])
    broken = tmp_path / "broken.txt"
    broken.write_bytes(good.encode() + b"\nNa\xefve Birds\n\n" + SENTENCES.encode() + b"\n\nMay 99, 2024\n\nA Title Alone\n")
    missing, picture = tmp_path / "missing.txt", tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n")

    report = ingest(root, [missing, broken, picture, SUMMER])

    errors = [(Path(fault.file).name, fault.line) for fault in report.faults if fault.severity == "error"]
    lines = broken.read_bytes().split(b"\n")
    damaged, alone = (lines.index(line) + 1 for line in (b"Na\xefve Birds", b"A Title Alone"))
    assert errors == [("missing.txt", 1), ("broken.txt", damaged), ("broken.txt", alone), ("picture.txt", 1)]
    assert all(fault.hint for fault in report.faults)
    assert (report.skipped, report.new, report.entries) == (2, 3, 5)
    assert "voles-under-the-snow" in load_papers(root)


def test_nothing_is_written_where_the_reviews_own_files_have_faults(root: Path) -> None:
    ingest(root, [SPRING])
    page = root / "content" / "papers" / f"{KESTREL}.md"
    page.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    pages = read_pages(root)

    with pytest.raises(ContentError) as caught:
        ingest(root, [SPRING, SUMMER])

    assert caught.value.faults[0].file == f"content/papers/{KESTREL}.md"
    assert read_pages(root) == pages


def test_people_own_files_are_left_alone(root: Path) -> None:
    ingest(root, [SPRING])
    note = f"---\npaper: {KESTREL}\n---\n\nMine.\n"
    write_files(root, {"content/notes/mine.md": note, "content/papers/README.txt": "not a page"})

    ingest(root, [SPRING, SUMMER], abstracts=False)

    assert (root / "content/notes/mine.md").read_text(encoding="utf-8") == note
    assert (root / "content/papers/README.txt").read_text(encoding="utf-8") == "not a page"


TITLES = [
    "\"Quotes\", 'more', and a \\backslash\\ in a Title",
    "Title: with: Colons # and [Brackets] {Braces} & *Stars*",
    "--- Dashes --- Around ---",
    "🦔 Hedgehogs 👩‍🔬 and Café Naïveté",
    "שלום Herons and مرحبا from Right to Left",
    "苍鹭站在池塘里一动不动",
    "[[slug]] <script>alert(1)</script> {{ title }}",
    "Far " + "and Wide " * 1100 + "Away",
]


STARTS = ["", "--- ", "---\u00a0title: stolen ", "- [x](../../etc.md) "]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Entry]]:
    """A review whose listing holds, among plain entries, all hostile titles with all hostile beginnings of abstracts."""
    entries = [
        Entry(f"{title} {number}", f"{start}{SENTENCES * 6} ({number}).", "May 3, 2024")
        for number, (title, start) in enumerate(product(TITLES, STARTS))
    ]
    entries = [Entry(f"Neighbour {number} of Hostile Titles", SENTENCES, "May 3, 2024") for number in range(99)] + entries
    root = make_root(tmp_path_factory.mktemp("hostile") / "review")
    report = ingest(root, [write_listing(root.with_name("list.txt"), entries)])
    assert (report.faults, report.new) == ((), len(entries))
    return root, entries


def test_hostile_texts_survive(hostile: tuple[Path, list[Entry]]) -> None:
    root, entries = hostile

    found = {(paper.work.title.raw, paper.work.abstract) for paper in load_papers(root).values()}

    assert found == {(entry.title, entry.abstract) for entry in entries}


def test_hostile_titles_get_short_ascii_slugs(hostile: tuple[Path, list[Entry]]) -> None:
    slugs = [path.stem for path in (hostile[0] / "content" / "papers").iterdir()]

    assert all(SLUG.fullmatch(slug) and len(slug) <= 80 for slug in slugs)


def test_hostile_texts_are_ingested_again_without_a_change(hostile: tuple[Path, list[Entry]]) -> None:
    root, entries = hostile

    assert ingest(root, [root.with_name("list.txt")]).unchanged == len(entries)


def test_a_slug_is_kept_when_another_spelling_of_the_title_takes_over(root: Path, tmp_path: Path) -> None:
    old = write_listing(tmp_path / "old.txt", [Entry("An Owl in Day Light", SENTENCES)])
    new = write_listing(tmp_path / "new.txt", [Entry("AN OWL, IN DAYLIGHT", SENTENCES)])
    ingest(root, [old], options=ReadOptions(date(2024, 5, 1)))

    ingest(root, [new], options=ReadOptions(date(2025, 5, 1)))

    assert (only_paper(root).slug, only_paper(root).work.title.raw) == ("an-owl-in-day-light", "AN OWL, IN DAYLIGHT")


def test_works_whose_titles_begin_alike_get_slugs_of_their_own_and_keep_them(root: Path, tmp_path: Path) -> None:
    stem = "Owls " + "Listen " * 15
    first = write_listing(tmp_path / "1.txt", [Entry(f"{stem}at Dusk", SENTENCES)])
    both = write_listing(tmp_path / "2.txt", [Entry(f"{stem}at Dusk", SENTENCES), Entry(f"{stem}at Dawn", SENTENCES)])
    ingest(root, [first])
    ((slug, title),) = [(paper.slug, paper.work.title.raw) for paper in load_papers(root).values()]

    ingest(root, [both])
    papers = load_papers(root)

    assert papers[slug].work.title.raw == title
    assert len(papers) == 2
    assert all(len(name) <= 80 for name in papers)


def test_the_day_of_the_capture_completes_dates(root: Path, tmp_path: Path) -> None:
    text = format_listing([Entry("Bats at Noon", SENTENCES, "Oct 3")]).replace("Oct 30\n", "")
    listing = tmp_path / "list.txt"
    listing.write_text(text, encoding="utf-8")
    undated = ingest(root, [listing])

    ingest(root, [listing], options=ReadOptions(date(2023, 12, 24)))
    paper = only_paper(root)

    assert "--captured" in undated.faults[0].hint
    assert paper.work.date is not None
    assert (paper.work.date.iso, paper.work.witnesses[0].source.captured) == ("2023-10-03", "2023-12-24")


def test_a_listing_may_have_any_name_that_the_file_system_allows(root: Path, tmp_path: Path) -> None:
    listing = shutil.copy(os.fsencode(SPRING), os.fsencode(tmp_path) + b"/a\xff [b] \n.txt")

    ingest(root, [Path(os.fsdecode(listing))])

    assert load_papers(root)[KESTREL].work.witnesses[0].source.file == "a\ufffd [b] \n.txt"


LOOP = """
import sys
from pathlib import Path
from litatlas import __version__
from litatlas.commands.ingest import ingest
root, *captures = map(Path, sys.argv[1:])
print("ready", flush=True)
while True:
    ingest(root, captures, abstracts=True)
    ingest(root, captures, abstracts=False)
"""


@pytest.mark.thorough
def test_a_kill_leaves_whole_files_and_the_next_run_cleans_up(root: Path, tmp_path: Path) -> None:
    listing = write_listing(tmp_path / "many.txt", [Entry(f"Swift {count} Flies", SENTENCES * 20) for count in range(40)])
    expected = make_root(tmp_path / "expected")
    ingest(expected, [listing], abstracts=False)
    facts = read_pages(expected)
    ingest(expected, [listing], abstracts=True)
    full = read_pages(expected)
    ingest(root, [listing])

    with Popen([sys.executable, "-c", LOOP, str(root), str(listing)], stdout=PIPE, stderr=DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while (root / "content/papers/swift-0-flies.md").read_bytes() == full["swift-0-flies.md"]:
            assert process.poll() is None
        process.kill()
    left = read_pages(root)
    (root / "content/papers/.litatlas-0123456789abcdef.tmp").write_text("---\nhalf", encoding="utf-8")
    ingest(root, [listing], abstracts=True)

    assert all(page in (facts[name], full[name]) for name, page in left.items() if not name.startswith("."))
    assert read_pages(root) == full


@dataclass
class CountingReader:
    """Reads as the rules do, adds a row that stands nowhere, and counts."""

    vocabulary: Vocabulary
    read_papers: list[str]

    @property
    def by(self) -> ReadBy:
        return replace(RulesReader(self.vocabulary).by, reader="counting")

    def read(self, document: Document) -> Extraction:
        self.read_papers.append(document.title)
        found = RulesReader(self.vocabulary).read(document)
        made_up = [replace(row, id="ffffffff", quote="99x", low=99.0, high=99.0) for row in found.results[:1]]
        return replace(found, results=(*found.results, *made_up))


@pytest.fixture
def read_papers(root: Path, tmp_path: Path) -> Callable[..., list[str]]:
    """Ingests a listing of two papers into the review, and tells which of them were read."""

    def ingest_and_count(words: str = "It halves latency.", *, abstracts: bool = True) -> list[str]:
        found: list[str] = []
        kestrel = Entry("Kestrel hovers", f"We present Kestrel. {words}")
        listing = write_listing(tmp_path / "listing.txt", [kestrel, Entry("Owls wait", "We present Owl. It is 3x faster.")])

        def choose(_root: Path, _settings: Settings, vocabulary: Vocabulary) -> ChosenReader:
            return ChosenReader(CountingReader(vocabulary, found))

        ingest(root, [listing], abstracts=abstracts, processes=1, options=ReadOptions(date(2025, 10, 30)), choose=choose)
        return found

    return ingest_and_count


def test_a_paper_is_read_once_by_the_same_reader(root: Path, read_papers: Callable[..., list[str]]) -> None:
    assert read_papers() == ["Kestrel hovers", "Owls wait"]
    before = read_pages(root)

    assert read_papers() == []
    assert read_pages(root) == before


def test_a_paper_of_facts_alone_is_read_once_too(root: Path, read_papers: Callable[..., list[str]]) -> None:
    read_papers(abstracts=False)
    before = read_pages(root)

    assert read_papers(abstracts=False) == []
    assert read_pages(root) == before


def test_a_paper_whose_text_changed_is_read_again(read_papers: Callable[..., list[str]]) -> None:
    read_papers()

    assert read_papers("It cuts latency by 40%, and more is said.") == ["Kestrel hovers"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("content/vocabulary/metrics.yml", "croak rate: {units: [rate], better: higher}\n"),
        ("content/topics/owls.md", "---\ntitle: Owls\nterms: {owl: 3}\n---\n"),
    ],
)
def test_papers_are_read_again_with_other_words(file: str, text: str, root: Path, read_papers: Callable[..., list[str]]) -> None:
    read_papers()
    write_files(root, {file: text})

    assert read_papers() == ["Kestrel hovers", "Owls wait"]
    assert read_papers() == []


def test_pages_that_do_not_say_who_read_them_are_read_again(root: Path, read_papers: Callable[..., list[str]]) -> None:
    read_papers()
    for path in (root / "content" / "papers").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("read_by:")), encoding="utf-8")

    assert {paper.extraction.by for paper in load_papers(root).values()} == {None}
    assert read_papers() == ["Kestrel hovers", "Owls wait"]


def test_a_page_tells_who_read_it_and_what_was_made_up(root: Path, read_papers: Callable[..., list[str]]) -> None:
    read_papers()
    extraction = load_papers(root)["owls-wait"].extraction

    assert extraction.by is not None
    assert (extraction.by.reader, extraction.by.version) == ("counting", __version__)
    assert [row.quote for row in extraction.results] == ["3x"]
    assert [(item.quote, item.reason) for item in extraction.non_results] == [
        ("99x", "invalid: what it quotes does not stand in the text")
    ]


def make_lines(path: Path, number: int) -> Path:
    """A file of lines of JSON: each third entry is of a category and has words that are asked for, and the 7th line is broken."""
    entries = [
        {
            "id": f"2405.{10000 + place}",
            "title": f"Heron {place} Wades Again",
            "abstract": f"Flock {place} {'keeps a KV-cache' if place % 3 == 0 else 'wades'} at a 2.{place}x speedup over PondLM.",
            "categories": "cs.LG" if place % 3 == 0 else "q-bio.PE",
            "authors_parsed": [["Heron", "Hanna", ""]],
            "versions": [{"version": "v1", "created": "Fri, 3 May 2024 18:59:59 GMT"}],
        }
        for place in range(number)
    ]
    lines = [json.dumps(entry) for entry in entries]
    lines[6] = lines[6][:-9]
    path.write_text("\n".join([*lines, lines[0]]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_a_query_takes_some_entries_and_what_is_left_out_is_counted(root: Path, tmp_path: Path, packed: bool) -> None:
    path = make_lines(tmp_path / "list.jsonl", 30)
    if packed:
        path = tmp_path / "list.jsonl.gz"
        path.write_bytes(gzip.compress((tmp_path / "list.jsonl").read_bytes()))
    where = parse_query("cat:cs.* and 'kv cache'")

    reports = [ingest(root, [path], where=where) for _ in range(2)]

    assert [(*counts(report)[1:], report.left_out) for report in reports] == [(31, 9, 1, 0, 0, 1, 20), (31, 0, 1, 0, 9, 1, 20)]
    for report in reports:
        assert report.entries == sum((*counts(report)[2:], report.left_out))
        assert [(fault.file, fault.line) for fault in report.faults] == [(str(path), 7)]
    assert "flock-" not in " ".join(read_pages(root))
    assert len(read_pages(root)) == 9


def test_a_query_and_then_another_add_up_to_what_both_take(root: Path, tmp_path: Path) -> None:
    path = make_lines(tmp_path / "list.jsonl", 30)
    both = make_root(tmp_path / "both")

    for query in ("title:(1 or 2)", "title:(2 or 3)"):
        ingest(root, [path], where=parse_query(query))
    ingest(both, [path], where=parse_query("title:(1 or 2 or 3)"))

    assert read_pages(root) == read_pages(both)


def test_what_a_query_leaves_out_of_a_new_form_of_a_file_is_not_taken_for_gone(root: Path, tmp_path: Path) -> None:
    path = make_lines(tmp_path / "list.jsonl", 30)
    ingest(root, [path])
    make_lines(path, 31)

    report = ingest(root, [path], where=parse_query("title:1"))

    assert [fault.message for fault in report.faults if fault.severity == "warning"] == []
    with pytest.raises(UsageError, match="prune without it"):
        ingest(root, [path], where=parse_query("title:1"), prune=True)


def test_a_large_file_reads_the_same_in_any_number_of_processes(tmp_path: Path) -> None:
    path = make_lines(tmp_path / "list.jsonl", 60)
    lines = path.read_text(encoding="utf-8").splitlines()
    padded = [line[:-1] + f', "note": "{"reeds " * 35_000}"}}' if line.endswith("}") else line for line in lines]
    path.write_text("\n".join(padded), encoding="utf-8")
    found = []
    for processes in (1, 2, 3):
        root = make_root(tmp_path / str(processes))
        report = ingest(root, [path], where=parse_query("'kv cache' not title:9"), processes=processes)
        found.append((report, read_pages(root)))

    assert path.stat().st_size > 2 * PIECE
    assert found[1:] == [found[0]] * 2
    assert (found[0][0].new, found[0][0].left_out) == (18, 41)


def test_every_entry_of_a_listing_is_counted_once_whatever_became_of_it(root: Path) -> None:
    samples = sorted((Path(__file__).parents[1] / "read" / "samples").glob("daily-papers+*"))
    lines = [path.read_text(encoding="utf-8").splitlines(keepends=True) for path in samples]
    broken = root.with_name("broken.txt")
    broken.write_text("".join(line for part in lines for number, line in enumerate(part) if number % 7), encoding="utf-8")

    first = ingest(root, [*samples, broken])
    second = ingest(root, [broken, *samples, SPRING])

    for report in (first, second):
        assert report.entries == report.new + report.merged + report.changed + report.unchanged + report.skipped
    assert first.new == len(load_papers(root)) - second.new
