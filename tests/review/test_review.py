"""A review as a whole: what its files say of each other, and all faults of all of them at once."""

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from litatlas.errors import ContentError, Fault, UsageError
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.review.loading import RESERVED_PAGES, load_papers, load_review, load_standing
from litatlas.review.root import find_root
from tests.invented import write_files

REVIEWS = Path(__file__).parents[1] / "reviews"
HERON = "heron-patient-kernels-3-1x-faster-than-tortoise"
PAGE = "---\ntitle: Some page\n---\n\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny review, to be broken."""
    return shutil.copytree(REVIEWS / "tiny", tmp_path / "tiny")


def faults_of(root: Path) -> list[Fault]:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(ContentError) as caught:
        load_review(root)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert all(fault.hint for fault in caught.value.faults)
    return list(caught.value.faults)


def places(root: Path) -> list[tuple[str, int, str]]:
    return [(fault.file.removeprefix("content/"), fault.line, fault.message) for fault in faults_of(root)]


def add(root: Path, name: str, text: str) -> None:
    write_files(root, {f"content/{name}": text})


def test_everything_of_the_tiny_review_is_loaded(root: Path) -> None:
    review = load_review(root)

    assert (review.settings.title, review.settings.base_url) == ("Tiny review", "https://example.org/tiny/")
    assert list(review.papers) == [HERON, "otters-hold-hands"]
    assert list(review.topics) == ["kernels", "ponds"]
    assert list(review.hardware_pages) == ["NVIDIA A100"]
    assert {slug: [note.file for note in notes] for slug, notes in review.notes.items()} == {
        HERON: ["content/notes/heron.md"], "otters-hold-hands": ["content/notes/otter.md"],
    }  # fmt: skip
    assert review.notes[HERON][0].tags == ("waders", "on", "off")
    assert list(review.pages) == ["about", "index"]
    assert review.devices == {"nvidia-a100": "NVIDIA A100", "xilinx-reed-2": "Xilinx Reed 2"}


def test_the_papers_of_a_review_can_be_loaded_alone(root: Path) -> None:
    assert list(load_papers(root)) == [HERON, "otters-hold-hands"]


def test_what_an_ingest_starts_from_can_be_loaded_alone(root: Path) -> None:
    standing = load_standing(root)

    assert standing.settings.title == "Tiny review"
    assert list(standing.vocabulary.topics) == ["kernels", "ponds"]
    assert list(standing.papers) == [HERON, "otters-hold-hands"]


def test_all_faults_of_what_an_ingest_starts_from_are_told_together(tmp_path: Path) -> None:
    files = {
        "content/review.yml": "titel: Birds\n",
        "content/topics/ponds.md": "---\nterms: many\n---\n",
        "content/papers/heron.md": "---\ntitle: 7\n---\n",
    }
    write_files(tmp_path, files)

    with pytest.raises(ContentError) as caught:
        load_standing(tmp_path)

    assert {fault.file for fault in caught.value.faults} == set(files)


def test_a_reviews_own_vocabulary_is_laid_over_the_packages(root: Path) -> None:
    add(root, "vocabulary/metrics.yml", "croaks: {names: [croak count], units: [count]}\n")
    add(root, "vocabulary/units.yml", "# none yet\n")
    add(root, "vocabulary/README.md", "Why we count croaks.\n")

    standing, review = load_standing(root), load_review(root)

    assert {"croaks", "latency"} <= set(standing.vocabulary.metrics) & set(review.vocabulary.metrics)
    assert [source.file for source in standing.overlay] == ["content/vocabulary/metrics.yml", "content/vocabulary/units.yml"]


def test_a_reviews_own_words_for_baselines_are_laid_over_the_packages_and_change_no_reading(root: Path) -> None:
    before = load_standing(root)
    add(root, "vocabulary/baselines.yml", "classes: {still water: {specific: true, whole: [calm pond]}}\n")
    standing, review = load_standing(root), load_review(root)

    assert review.baselines.classify("the calm pond").name == "still water"
    assert standing.overlay == ()
    assert standing.vocabulary.digest == before.vocabulary.digest


def test_faults_of_the_words_for_baselines_come_with_those_of_other_files(root: Path) -> None:
    add(root, "vocabulary/baselines.yml", "classes:\n  still water: {wholly: [calm pond]}\n")
    add(root, "vocabulary/baseline.yml", "")

    with pytest.raises(ContentError) as caught:
        load_review(root)

    assert [(fault.file, fault.line, fault.hint) for fault in caught.value.faults] == [
        ("content/vocabulary/baseline.yml", 1, "rename it to baselines.yml"),
        ("content/vocabulary/baselines.yml", 2, "write `whole`"),
    ]


def test_what_stands_says_in_plain_data_what_its_vocabulary_is_built_of(root: Path) -> None:
    add(root, "vocabulary/metrics.yml", "croaks: {names: [croak count], units: [count]}\n")
    standing = load_standing(root)

    vocabulary = load_vocabulary(*pickle.loads(pickle.dumps((standing.terms, standing.overlay))))

    assert dict(vocabulary.metrics) == dict(standing.vocabulary.metrics)
    assert dict(vocabulary.topics) == dict(standing.vocabulary.topics)


@pytest.mark.parametrize("load", [load_standing, load_review])
def test_faults_of_the_vocabulary_come_with_those_of_all_other_files(root: Path, load: Callable[[Path], object]) -> None:
    add(root, "review.yml", "titel: x\n")
    add(root, "vocabulary/metric.yml", "")
    add(root, "vocabulary/hardware.yml", "- {family: Pond chips}\n")
    add(root, "vocabulary/units.yaml", "ms: null\n")
    add(root, "vocabulary/old/units.yml", "ms: null\n")
    (root / "content/vocabulary/data.yml").write_bytes(b"datasets:\n  \xff: []\n")
    (root / "content/vocabulary/models.yml").mkdir()

    with pytest.raises(ContentError) as caught:
        load(root)

    assert [(fault.file, fault.line, fault.hint) for fault in caught.value.faults if "/vocabulary/" in fault.file] == [
        ("content/vocabulary/data.yml", 2, "save the file in UTF-8"),
        ("content/vocabulary/hardware.yml", 1, "write both"),
        ("content/vocabulary/metric.yml", 1, "rename it to metrics.yml"),
        ("content/vocabulary/models.yml", 1, "check that it is a file and that you may read it"),
        ("content/vocabulary/old/units.yml", 1, "move it into content/vocabulary"),
        ("content/vocabulary/units.yaml", 1, "rename it to units.yml"),
    ]
    assert "content/review.yml" in {fault.file for fault in caught.value.faults}


def test_a_device_of_the_reviews_own_can_be_introduced_and_linked_to(root: Path) -> None:
    add(root, "vocabulary/hardware.yml", "- {family: Reeds, vendor: Pondworks, kind: NPU, devices: {Xilinx Reed 2: [Reed 2]}}\n")
    add(root, "hardware/reeds.md", "---\nname: Reeds\n---\n")
    add(root, "pages/more.md", PAGE + "[reeds](../hardware/reeds.md)")

    assert load_review(root).families["reeds"] == "Reeds"


@pytest.mark.parametrize(
    ("name", "hardware", "metrics"),
    [
        ("hardware", "- {family: Reeds, devices: {Xilinx Reed 2: [Reed 2]}}\n", ""),
        ("metrics", "- {family: Reeds, kind: NPU, devices: {Xilinx Reed 2: [Reed 2]}}\n", "hops: {nams: []}\n"),
    ],
)
def test_what_leads_to_a_device_of_a_broken_vocabulary_is_no_fault_of_its_own(
    root: Path, name: str, hardware: str, metrics: str
) -> None:
    add(root, "vocabulary/hardware.yml", hardware)
    add(root, "vocabulary/metrics.yml", metrics)
    add(root, "hardware/reeds.md", "---\nname: Reeds\n---\n")
    add(root, "pages/more.md", PAGE + "[reeds](../hardware/reeds.md)")

    assert [file for file, _, _ in places(root)] == [f"vocabulary/{name}.yml"]


def test_a_review_needs_no_more_than_its_settings(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/review.yml": "title: Nothing yet\n"})

    review = load_review(tmp_path)

    assert (dict(review.papers), dict(review.topics), dict(review.pages)) == ({}, {}, {})


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("otters-hold-hands", "papers/otters-hold-hands"),
        ("papers/otters-hold-hands", "papers/otters-hold-hands"),
        ("ponds", "topics/ponds"),
        ("topics/ponds", "topics/ponds"),
        ("nvidia-a100", "hardware/nvidia-a100"),
        ("hardware/nvidia-a100", "hardware/nvidia-a100"),
        ("about", "pages/about"),
        ("pages/about", "pages/about"),
        ("papers/ponds", None),
        ("notes/heron", None),
        ("nowhere", None),
        ("", None),
    ],
)
def test_a_link_names_a_page_by_its_slug_or_its_file(target: str, found: str | None) -> None:
    assert load_review(REVIEWS / "tiny").find_target(target) == found


def test_the_review_is_found_from_a_folder_within_it(root: Path) -> None:
    assert find_root(root / "content" / "papers") == find_root(root) == root


def test_a_folder_without_a_review_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no content/review.yml in .*; go to a review's folder"):
        find_root(tmp_path)


@pytest.mark.parametrize("name", ["notes/new.md", "topics/new.md", "pages/fresh.md", "hardware/new.md"])
@pytest.mark.parametrize("link", ["[[otter-hold-hands]]", "[the otters](../papers/otter-hold-hands.md)"])
def test_a_link_to_a_paper_that_is_not_there_is_a_fault_at_its_line(root: Path, name: str, link: str) -> None:
    heads = {"notes": "paper: otters-hold-hands", "hardware": "name: NVIDIA H100"}
    add(root, name, f"---\n{heads.get(name.partition('/')[0], 'title: New')}\n---\n\nFine.\n\nNot so {link}.\n")

    (fault,) = faults_of(root)

    assert (fault.file, fault.line) == (f"content/{name}", 7)
    assert "otter-hold-hands', which is not there" in fault.message
    assert fault.hint == "did you mean 'otters-hold-hands'?"


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("notes/new.md", "[x](#nowhere)"),
        ("notes/new.md", "[x](../papers/otters-hold-hands.md#nowhere)"),
        ("pages/fresh.md", "[x](#results)"),
        ("topics/new.md", "[x](../topics/ponds.md#nowhere)"),
        ("hardware/new.md", "[x](../pages/about.md#nowhere)"),
    ],
)
def test_a_link_to_a_part_that_a_page_does_not_have_is_a_fault_at_its_line(root: Path, name: str, link: str) -> None:
    heads = {"notes": "paper: otters-hold-hands", "hardware": "name: NVIDIA H100"}
    add(root, name, f"---\n{heads.get(name.partition('/')[0], 'title: New')}\n---\n\nFine.\n\nNot so {link}.\n")

    (fault,) = faults_of(root)

    assert (fault.file, fault.line) == (f"content/{name}", 7)
    assert "which has no such part" in fault.message


def test_a_link_to_a_part_that_a_page_has_is_none(root: Path) -> None:
    links = (
        "[a](#own-words) [b](#results) [c](#r-12345678) [d](../pages/parts.md#two-ponds) [e](../papers/otters-hold-hands.md#cite)"
    )
    add(root, "notes/new.md", f"---\npaper: otters-hold-hands\n---\n\n# Own words\n\n{links}\n")
    add(root, "pages/parts.md", "---  \ntitle: Parts\n---\t\n\n## Two ponds\n")

    assert load_review(root).pages["parts"].title == "Parts"


def test_a_link_in_code_is_none(root: Path) -> None:
    add(root, "pages/code.md", PAGE + "`[[nowhere]]`\n\n```\n[[nowhere]] [x](../papers/nowhere.md)\n```\n\n    [[nowhere]]\n")

    load_review(root)


def test_a_link_may_lead_to_a_page_in_a_folder(root: Path) -> None:
    add(root, "pages/guides/reading.md", PAGE + "[back](../about.md), [[ponds]]")
    add(root, "pages/more.md", PAGE + "[guide](guides/reading.md) and [[reading]]")

    assert load_review(root).find_target("pages/guides/reading") == "pages/reading"


def test_a_note_for_a_paper_that_is_not_there_is_a_fault_at_its_field(root: Path) -> None:
    add(root, "notes/new.md", "---\nstatus: read\npaper: otters-hold-hand\n---\n")

    (fault,) = faults_of(root)

    assert (fault.file, fault.line, fault.message) == ("content/notes/new.md", 3, "there is no paper 'otters-hold-hand'")
    assert fault.hint == "did you mean 'otters-hold-hands'?"


def test_a_papers_topic_without_a_page_is_a_fault_at_its_field(root: Path) -> None:
    (root / "content/topics/kernels.md").unlink()
    (root / "content/hardware/nvidia-a100.md").unlink()

    (fault,) = faults_of(root)

    assert (fault.file, fault.line, fault.message) == (f"content/papers/{HERON}.md", 11, "the topic 'kernels' has no page")
    assert "content/topics/kernels.md" in fault.hint


def test_a_hardware_page_for_a_device_that_nobody_knows_is_a_fault(root: Path) -> None:
    add(root, "hardware/new.md", "---\nname: NVIDIA A10O\n---\n")

    ((file, line, message),) = places(root)

    assert (file, line, message) == ("hardware/new.md", 2, "no device or family is called 'NVIDIA A10O'")


@pytest.mark.parametrize(
    ("name", "twin", "text"),
    [
        ("pages/about.md", "pages/guides/about.md", PAGE),
        ("topics/ponds.md", "topics/wet/ponds.md", "---\ntitle: Ponds\n---\n"),
        ("hardware/nvidia-a100.md", "hardware/twin.md", "---\nname: Nvidia A100\n---\n"),
    ],
)
def test_two_files_of_one_name_are_a_fault_of_the_second(root: Path, name: str, twin: str, text: str) -> None:
    add(root, twin, text)

    assert (twin, 1, True) in [
        (file, line, f"is also the name of content/{name}" in message) for file, line, message in places(root)
    ]


@pytest.mark.parametrize("name", ["pages/About.md", "topics/Ponds.md", "papers/Otters-Hold-Hands.md"])
def test_a_name_in_another_case_is_a_fault(root: Path, name: str) -> None:
    other = root / "content" / name.lower()
    shutil.copy(other, root / "content" / name)
    if other.samefile(root / "content" / name):
        pytest.skip("the file system does not tell case")

    assert any(f"the file name {Path(name).stem!r} is no slug" in message for file, _, message in places(root) if file == name)


def test_a_papers_page_in_a_folder_of_its_own_is_a_fault(root: Path) -> None:
    (root / "content/papers/2024").mkdir()
    (root / "content/papers/otters-hold-hands.md").rename(root / "content/papers/2024/otters-hold-hands.md")

    assert places(root) == [("papers/2024/otters-hold-hands.md", 1, "a paper's page lies in a folder of its own")]


@pytest.mark.parametrize("slug", sorted(RESERVED_PAGES))
def test_a_page_cannot_take_the_place_of_a_folder_of_the_site(root: Path, slug: str) -> None:
    add(root, f"pages/{slug}.md", PAGE)

    ((file, line, message),) = places(root)

    assert (file, line) == (f"pages/{slug}.md", 1)
    assert message == f"a page cannot be called {slug!r}: the site has a folder of that name"


def test_what_leads_to_a_broken_file_is_no_fault_of_its_own(root: Path) -> None:
    add(root, "topics/kernels.md", "---\ntitel: Kernels\n---\n")
    add(root, "papers/otters-hold-hands.md", "---\n")

    assert [file for file, _, _ in places(root)] == ["papers/otters-hold-hands.md", "topics/kernels.md", "topics/kernels.md"]


def test_all_faults_of_all_files_come_together_in_the_order_of_their_places(root: Path) -> None:
    add(root, "review.yml", "titel: x\nlatest: -1\n")
    add(root, "papers/otters-hold-hands.md", "---\ntitle: [\n---\n")
    add(root, "topics/bad.md", "---\ntitle: x\n\tterms: 1\n---\n")
    add(root, "hardware/bad.md", "no front matter")
    add(root, "notes/bad.md", "---\npaper: nothing-like-it\nstatus: done\n---\n")
    add(root, "notes/lost.md", "---\npaper: nothing-like-it\n---\n\n[[gone]]\n")
    add(root, "pages/search.md", PAGE + "[[gone]]\n[x](../topics/gone.md)")
    (root / "content/pages/bytes.md").write_bytes(b"---\ntitle: \xff\n---\n")

    assert places(root) == [
        ("hardware/bad.md", 1, "the field 'name' is missing"),
        ("notes/bad.md", 3, "'status' is not one of to read, reading, read"),
        ("notes/lost.md", 2, "there is no paper 'nothing-like-it'"),
        ("notes/lost.md", 5, "a link leads to 'gone', which is not there"),
        ("pages/bytes.md", 2, "is not UTF-8"),
        ("pages/search.md", 1, "a page cannot be called 'search': the site has a folder of that name"),
        ("pages/search.md", 5, "a link leads to 'gone', which is not there"),
        ("pages/search.md", 6, "a link leads to 'topics/gone', which is not there"),
        ("papers/otters-hold-hands.md", 3, "not valid YAML: did not find expected node content"),
        ("review.yml", 1, "the field 'title' is missing"),
        ("review.yml", 1, "unknown field 'titel'"),
        ("review.yml", 2, "'latest' is not a whole number from 0 to 100"),
        ("topics/bad.md", 3, "not valid YAML: a tab stands in the indentation"),
    ]


def test_the_error_reads_as_a_list_of_places(root: Path) -> None:
    add(root, "notes/bad.md", "---\npaper: 1\ntags: 2\n---\n")

    with pytest.raises(ContentError) as caught:
        load_review(root)

    assert str(caught.value) == (
        "content/notes/bad.md:2: 'paper' is not a text; write a text\n"
        "content/notes/bad.md:3: 'tags' is not a list of texts; write a list of texts"
    )


def test_a_review_without_its_settings_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"content/review.yml:1: cannot be read"):
        load_standing(tmp_path)


def find_faults_of_pages(root: Path, odd: str) -> dict[str, list[str]]:
    """The faults of an odd page and of another one with two."""
    pages = {"odd": odd, "other": "---\ntitel: Odd\n---\n"}
    write_files(
        root, {"content/review.yml": "title: Odd\n", **{f"content/pages/{name}.md": text for name, text in pages.items()}}
    )
    with pytest.raises(ContentError) as caught:
        load_review(root)
    return {name: [str(fault) for fault in caught.value.faults if fault.file.endswith(f"/{name}.md")] for name in pages}


def test_of_a_file_with_very_many_faults_the_first_are_told_and_how_many_more_there_are(tmp_path: Path) -> None:
    keys = "".join(f"key{number}: 1\n" for number in range(1_000))

    found = find_faults_of_pages(tmp_path, f"---\ntitle: Odd\n{keys}---\n")

    assert (len(found["odd"]), len(found["other"])) == (101, 2)
    assert found["odd"][99].startswith("content/pages/odd.md:102: unknown field 'key99'")
    assert found["odd"][100].startswith("content/pages/odd.md:103: and 900 more faults of this file")


def test_a_file_with_more_names_than_anyone_waits_for_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    keys = "".join(f"key{number}:\n" for number in range(100_001))

    found = find_faults_of_pages(tmp_path, f"---\ntitle: Odd\n{keys}---\n")

    (fault,) = found["odd"]
    assert "holds more than 200,000 names and values" in fault
    assert len(found["other"]) == 2
