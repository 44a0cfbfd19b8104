"""Warnings of `litatlas check`: papers that look like one, topics without papers, pictures too large. And its formats."""

import json
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.commands.check import check
from litatlas.commands.checks.pictures import HEAVY, WIDE, read_width
from litatlas.commands.checks.twins import measure_edits
from litatlas.commands.fault_formats import format_github, format_json
from litatlas.errors import Fault
from tests.invented import HERON, OTTER, Entry, make_review, write_files
from tests.running_litatlas import run_in

TEXT = "Herons wade. They reach a 2.3x speedup over PondLM on an NVIDIA A100 GPU. In all {} of {} ponds they stand still."


def make_papers(root: Path, titles: Iterable[str]) -> Path:
    """A review of papers with these titles and abstracts of their own."""
    entries = [Entry(title, TEXT.format(number, title), "May 3, 2024") for number, title in enumerate(titles)]
    return make_review(root / "review", entries, files={}, topics={})


def list_twins(root: Path) -> list[str]:
    """The files that are said to be another one's twin."""
    faults = check(root).faults
    assert all(fault.severity == "warning" for fault in faults)
    return [
        fault.file.removeprefix("content/papers/") for fault in faults if "title" in fault.message or "abstract" in fault.message
    ]


@pytest.mark.parametrize(
    "titles",
    [
        ("Herons that Wade in Quiet Ponds at Dusk", "Herons that Wade in Quite Ponds at Dusk"),
        ("Wading Behaviour of Grey Herons", "Wading Behavior of Grey Herons"),
        ("Herons: Learning to Wade in Ponds", "Heron: Learning to Wade in Ponds"),
        ("A Herons' Guide to Quiet Ponds", "Herons' Guide to Quiet Ponds"),
    ],
)
def test_nearly_equal_titles_are_a_warning_at_the_later_page(tmp_path: Path, titles: tuple[str, str]) -> None:
    root = make_papers(tmp_path, titles)

    later = max(path.name for path in (root / "content/papers").glob("*.md"))
    assert list_twins(root) == [later]


@pytest.mark.parametrize(
    "titles",
    [
        ("Heron 2: Wading in Quiet Ponds at Dusk", "Heron 3: Wading in Quiet Ponds at Dusk"),
        ("Wading in Quiet Ponds, Part I", "Wading in Quiet Ponds, Part II"),
        ("Herons Wade", "Herons Wake"),
        ("How Herons Wade in Quiet Ponds", "How Otters Swim in Quiet Ponds"),
    ],
)
def test_other_versions_and_other_words_are_other_papers(tmp_path: Path, titles: tuple[str, str]) -> None:
    assert list_twins(make_papers(tmp_path, titles)) == []


def test_the_same_abstract_under_two_titles_is_a_warning(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", [HERON, OTTER, Entry("A Bird in the Reeds", HERON.abstract)], files={})

    assert list_twins(root) == ["heron-sparse-kernels-for-quiet-ponds.md"]


def test_a_note_of_one_that_names_the_other_says_that_they_are_two(tmp_path: Path) -> None:
    root = make_papers(tmp_path, ("Wading Behaviour of Grey Herons", "Wading Behavior of Grey Herons"))
    first, later = sorted(path.stem for path in (root / "content/papers").glob("*.md"))

    write_files(root, {"content/notes/two.md": f"---\npaper: {first}\n---\n\nNot [[{later}]], which is of another year.\n"})

    assert list_twins(root) == []


@given(st.text("abc", max_size=12), st.text("abc", max_size=12), st.integers(0, 4))
def test_edits_are_counted_up_to_the_most(first: str, second: str, most: int) -> None:
    before = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        line = [row]
        for column, other in enumerate(second, 1):
            line.append(min(before[column] + 1, line[-1] + 1, before[column - 1] + (letter != other)))
        before = line

    assert measure_edits(first, second, most) == min(before[-1], most + 1)


def test_a_topic_without_papers_is_a_warning_once_there_are_papers(tmp_path: Path) -> None:
    topic = {"seas": "---\ntitle: Seas\nterms: {whale: 3}\n---\n"}
    empty = make_review(tmp_path / "empty", [], files={}, topics=topic)
    full = make_review(tmp_path / "full", [HERON], files={}, topics=topic)

    assert check(empty).faults == ()
    (fault,) = check(full).faults
    assert (fault.file, fault.severity, fault.message) == (
        "content/topics/seas.md", "warning", "no paper falls under the topic 'Seas'",
    )  # fmt: skip
    assert check(full).without_topic == 1


def make_png(width: int, noise: int = 0) -> bytes:
    """A picture of one line, and so many bytes that cannot be made fewer."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(width + 1)))]
    parts += [(b"noIs", Random(1).randbytes(noise)), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_decisions_on_papers_that_are_not_there_are_warnings_where_they_stand(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", (HERON, OTTER), files={}, topics={})
    heron, otter = "heron-sparse-kernels-for-quiet-ponds", "otter-caches-for-long-rivers"
    people = f"people:\n  - {{name: Ida Reed, papers: [{heron}]}}\n  - {{name: Jo Fen, papers: [{otter}s]}}\n"
    same = f"same:\n  - [{heron}, long-gone]\n  - [never-there, gone-too]\n"
    different = f"different:\n  - [{heron}, {otter}]\n  - [long-gone, nowhere]\n"
    write_files(root, {"content/people.yml": people, "content/merges.yml": same + different})

    faults = check(root).faults

    assert {fault.severity for fault in faults} == {"warning"}
    assert [(fault.file, fault.line, fault.message) for fault in faults] == [
        ("content/people.yml", 3, f"there is no paper '{otter}s'"),
        ("content/merges.yml", 3, "there is no paper 'never-there'"),
        ("content/merges.yml", 6, "there is no paper 'nowhere'"),
    ]
    assert faults[0].hint == f"did you mean '{otter}'?"


def test_pictures_that_are_heavy_or_wide_are_warnings_and_other_files_are_not(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", [], files={}, topics={})
    folder = root / "content/files"
    folder.mkdir()
    (folder / "fine.png").write_bytes(make_png(WIDE))
    (folder / "heavy.PNG").write_bytes(make_png(10, HEAVY))
    (folder / "heavy.csv").write_bytes(b"1," * HEAVY)
    (folder / "wide.png").write_bytes(make_png(WIDE + 1))
    (folder / "empty.png").write_bytes(b"")
    (folder / ".hidden.png").write_bytes(make_png(WIDE + 1))

    faults = check(root).faults

    assert [(fault.file, fault.message) for fault in faults] == [
        ("content/files/heavy.PNG", "the picture takes 1.0 MB"),
        ("content/files/wide.png", f"the picture is {WIDE + 1} pixels wide"),
    ]


@pytest.mark.parametrize(
    ("head", "width"),
    [
        (make_png(321), 321),
        (b"GIF89a" + struct.pack("<HH", 40, 30), 40),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc2\x00\x11\x08\x00\x10\x01\x02\x03", 258),
        (b"\xff\xd8\xff\xe0\xff\xff", None),
        (b"\xff\xd8garbage", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"<svg/>", None),
        (b"", None),
    ],
)
def test_the_width_is_read_from_the_first_bytes(head: bytes, width: int | None) -> None:
    assert read_width(head) == width


@given(st.binary(max_size=200))
def test_no_bytes_keep_a_width_from_being_asked_for(tail: bytes) -> None:
    for head in (b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF89a"):
        read_width(head + tail)


def test_strict_makes_errors_of_warnings(tmp_path: Path) -> None:
    root = make_papers(tmp_path, ("Wading Behaviour of Grey Herons", "Wading Behavior of Grey Herons"))

    assert [fault.severity for fault in check(root, strict=True).faults] == ["error"]


FAULTS = (
    Fault("content/a,b:c%.md", 3, "100% of\nit: wrong", "mend, it"),
    Fault("content/review.yml", 1, "odd", "look", "warning"),
)


def test_faults_are_commands_that_github_reads(tmp_path: Path) -> None:
    assert "".join(format_github(FAULTS, "my:review/")) == (
        "::error file=my%3Areview/content/a%2Cb%3Ac%25.md,line=3::100%25 of%0Ait: wrong; mend, it\n"
        "::warning file=my%3Areview/content/review.yml,line=1::odd; look\n"
    )


def test_faults_are_json_with_the_counts_of_the_review() -> None:
    assert json.loads(format_json({"papers": 2}, FAULTS)) == {
        "papers": 2,
        "faults": [
            {"file": "content/a,b:c%.md", "line": 3, "message": "100% of\nit: wrong", "hint": "mend, it", "severity": "error"},
            {"file": "content/review.yml", "line": 1, "message": "odd", "hint": "look", "severity": "warning"},
        ],
    }


def run_check(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit status and the output of the command in a folder."""
    done = run_in(folder, *arguments)
    return done.returncode, done.stdout


def test_the_command_says_it_in_each_format_and_fails_for_warnings_only_when_strict(tmp_path: Path) -> None:
    make_review(tmp_path / "review", [HERON], files={}, topics={"seas": "---\ntitle: Seas\n---\n"})
    told = "file=review/content/topics/seas.md,line=1::no paper falls under the topic 'Seas'"

    status, output = run_check(tmp_path, "-C", "review", "check", "--format", "github")
    assert (status, output.startswith(f"::warning {told}")) == (0, True)
    status, output = run_check(tmp_path, "-C", "review", "check", "--format", "github", "--strict")
    assert (status, output.startswith(f"::error {told}")) == (1, True)
    status, output = run_check(tmp_path / "review/content", "check", "--format", "json", "--strict")
    assert (status, json.loads(output)["papers"], len(json.loads(output)["faults"])) == (1, 1, 1)
    assert run_check(tmp_path, "-C", "review", "check", "--format", "xml")[0] == 2


def test_a_page_with_badges_of_other_sites_stands_with_warnings(tmp_path: Path) -> None:
    page = (
        "---\ntitle: Ponds\n---\n\n# Awesome Ponds [![Awesome](https://badge.example/badge.svg)](https://list.example)\n\n"
        "- [Sparse Kernels](https://arxiv.org/abs/2401.01234) ![Stars](https://badge.example/stars.svg)\n"
    )
    root = make_review(tmp_path / "review", (), files={"content/pages/ponds.md": page})
    pictures = [fault for fault in check(root).faults if "on another site" in fault.message]

    assert [(fault.file, fault.line, fault.severity) for fault in pictures] == [
        ("content/pages/ponds.md", 5, "warning"),
        ("content/pages/ponds.md", 7, "warning"),
    ]
    assert not [fault for fault in check(root).faults if fault.severity == "error"]


def test_a_paragraph_that_github_shows_otherwise_is_told_by_its_line(tmp_path: Path) -> None:
    slug = "heron-sparse-kernels-for-quiet-ponds"
    note = f'---\npaper: {slug}\n---\n\nWe *wade*, `a*` $b_1$ [[{slug}]].\n\na*"wet"*\n'
    root = make_review(tmp_path / "review", [HERON], files={"content/notes/heron.md": note}, topics={})

    (fault,) = [fault for fault in check(root).faults if "GitHub" in fault.message]

    assert (fault.file, fault.line, fault.severity) == ("content/notes/heron.md", 7, "warning")
