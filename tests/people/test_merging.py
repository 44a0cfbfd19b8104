"""Pages of one paper made one, and papers that look like one told apart, through the command that people call."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from litatlas.commands.check import check
from litatlas.commands.ingest import ingest
from litatlas.content.decisions import MERGES_FILE, read_merges
from litatlas.errors import ContentError, Fault
from litatlas.people.merging import merge_papers, write_decision
from litatlas.review.loading import load_papers, load_review
from litatlas.site.build import build
from tests.invented import HERON, Entry, format_listing, make_review, write_files
from tests.running_litatlas import run
from tests.trees import read_tree

HERON_SLUG = "heron-sparse-kernels-for-quiet-ponds"
TWIN = Entry("Herons: Sparse Kernels in Quiet Ponds", HERON.abstract, "May 3, 2024", 2)
TWIN_SLUG = "herons-sparse-kernels-in-quiet-ponds"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The invented review with a second page of its first paper, under another title."""
    made = make_review(tmp_path / "review")
    listing = tmp_path / "twin.txt"
    listing.write_text(format_listing([TWIN]), encoding="utf-8")
    ingest(made, [listing])
    return made


def list_twins(root: Path) -> list[str]:
    return [fault.file for fault in check(root).faults if "merge" in fault.hint]


def test_check_lists_papers_that_look_like_one_with_the_command_that_decides(root: Path) -> None:
    assert list_twins(root) == [f"content/papers/{TWIN_SLUG}.md"]


def test_merged_pages_are_one_with_the_sources_of_both_and_notes_and_links_lead_to_it(root: Path, tmp_path: Path) -> None:
    write_files(root, {"content/notes/twin.md": f"---\npaper: {TWIN_SLUG}\n---\n\nSee [[{TWIN_SLUG}]].\n"})

    told = run(root, "merge", HERON_SLUG, TWIN_SLUG)

    review = load_review(root)
    assert told.returncode == 0
    assert TWIN_SLUG not in review.papers
    assert {witness.source.file for witness in review.papers[HERON_SLUG].work.witnesses} >= {"twin.txt"}
    assert "content/notes/twin.md" in {note.file for note in review.notes[HERON_SLUG]}
    assert list_twins(root) == []
    build(root)
    moved = (root / "site" / "papers" / TWIN_SLUG / "index.html").read_text(encoding="utf-8")
    assert f'content="0; url=../../papers/{HERON_SLUG}/index.html"' in moved


def test_a_merged_paper_takes_what_both_of_its_titles_say_also_later(root: Path, tmp_path: Path) -> None:
    run(root, "merge", HERON_SLUG, TWIN_SLUG)
    before = read_tree(root / "content")

    report = ingest(root, [tmp_path / "twin.txt"])

    assert (report.new, report.unchanged) == (0, 1)
    assert read_tree(root / "content") == before


def test_papers_that_people_say_are_two_are_not_listed_again(root: Path) -> None:
    first = run(root, "merge", "--different", HERON_SLUG, TWIN_SLUG)
    second = run(root, "merge", "--different", TWIN_SLUG, HERON_SLUG)

    assert (first.returncode, second.returncode) == (0, 0)
    assert "as was said before" in second.stdout
    assert list_twins(root) == []
    assert TWIN_SLUG in load_papers(root)


def test_a_decision_is_put_in_and_what_people_wrote_stays(root: Path) -> None:
    text = "# ours\nsame:\n  - [a-heron, b-heron]  # twice in the list\n\n# not these\ndifferent:\n  - [c, d]\n"
    write_files(root, {MERGES_FILE: text})

    write_decision(root, "different", ("e", "f"))
    write_decision(root, "same", ("a-heron", "g"))

    expected = text.replace("twice in the list\n", "twice in the list\n  - [a-heron, g]\n") + "  - [e, f]\n"
    assert (root / MERGES_FILE).read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("same: [[a, b], [c, b]]\n", "goes into two pages"),
        ("same: [[a, b], [b, c]]\n", "goes into 'a' itself"),
        ("same: [[a, b]]\ndifferent: [[b, a]]\n", "said to be one and not to be"),
        ("same: [a, b]\n", "not a list of lists"),
        ("sane: [[a, b]]\n", "unknown field"),
        ("- a\n", "not a list of fields"),
    ],
)
def test_decisions_that_contradict_each_other_are_faults_and_nothing_is_written(root: Path, text: str, message: str) -> None:
    write_files(root, {MERGES_FILE: text})

    with pytest.raises(ContentError) as raised:
        load_review(root)
    told = run(root, "merge", HERON_SLUG, TWIN_SLUG)

    assert any(fault.file == MERGES_FILE and message in fault.message for fault in raised.value.faults)
    assert told.returncode == 1
    assert (root / MERGES_FILE).read_text(encoding="utf-8") == text


def test_a_layout_that_no_line_fits_into_is_told_with_the_line_to_write(root: Path) -> None:
    write_files(root, {MERGES_FILE: "same: [[a, b]]\n"})

    with pytest.raises(ContentError) as raised:
        write_decision(root, "same", ("c", "d"))

    assert "write `- [c, d]` below `same:`" in raised.value.faults[0].hint


def test_a_merge_that_was_cut_short_is_told_and_can_be_called_again(root: Path) -> None:
    write_decision(root, "same", (HERON_SLUG, TWIN_SLUG))

    with pytest.raises(ContentError) as raised:
        load_review(root)
    told = run(root, "merge", HERON_SLUG, TWIN_SLUG)

    assert f"litatlas merge {HERON_SLUG} {TWIN_SLUG}" in raised.value.faults[0].hint
    assert told.returncode == 0
    assert TWIN_SLUG not in load_review(root).papers


def test_decisions_that_are_made_at_once_are_all_kept(root: Path) -> None:
    pairs = [(f"heron-{number}", f"egret-{number}") for number in range(16)]

    with ThreadPoolExecutor(len(pairs)) as people:
        written = list(people.map(lambda pair: write_decision(root, "different", pair), pairs))

    faults: list[Fault] = []
    merges = read_merges(root, faults)
    assert faults == []
    assert all(written)
    assert [pair for pair in pairs if not merges.are_different(*pair)] == []


def test_a_page_that_another_run_took_away_meanwhile_is_told_and_nothing_is_decided(root: Path) -> None:
    (root / f"content/papers/{TWIN_SLUG}.md").unlink()

    with pytest.raises(ContentError, match=TWIN_SLUG):
        merge_papers(root, HERON_SLUG, TWIN_SLUG)

    assert not (root / MERGES_FILE).exists()
