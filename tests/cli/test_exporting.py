"""The command line of exports: what is written where, what is said, and what is refused before anything is."""

import zipfile
from pathlib import Path

import pytest

from tests.export.editions import lay_out
from tests.running_litatlas import run


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("exported"), files={"content/files/.hidden": "no"})


def test_an_archive_is_told_with_what_it_holds_and_leaves_out(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "review.zip"
    said = run(root, "export", "archive", "--into", str(target)).stdout

    with zipfile.ZipFile(target) as archive:
        assert f"{len(archive.namelist())} files of " in said
    assert "It holds 1 abstract, which are their authors' words" in said
    assert "Left out: content/files/.hidden (hidden)" in said


def test_tables_and_a_citation_go_where_they_are_asked_for(root: Path, tmp_path: Path) -> None:
    said = run(root, "export", "tables", "--into", str(tmp_path / "tables")).stdout
    citation = run(root, "export", "citation").stdout

    assert {path.name for path in (tmp_path / "tables").iterdir()} == {
        "papers.csv", "results.csv", "datapackage.json", "croissant.json"
    }  # fmt: skip
    assert said.count(" bytes") == 4
    assert citation.startswith("cff-version: 1.2.0\n")


def test_csv_has_the_mark_of_utf8_unless_it_is_not_wanted(root: Path) -> None:
    marked, plain = (run(root, "export", "results", "--format", "csv", *more).stdout for more in ((), ("--no-bom",)))

    assert marked == "\ufeff" + plain


def test_evaluations_that_do_not_fit_are_counted(root: Path, tmp_path: Path) -> None:
    said = run(root, "export", "eval-results", "--into", str(tmp_path / "hub")).stdout

    assert said.splitlines() == [
        "0 results written. Why others are not:", "       6  no benchmark with a leaderboard that is known here"
    ]  # fmt: skip
    assert not (tmp_path / "hub").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("archive",), "say where to: litatlas export archive --into review.zip"),
        (("tables",), "say where to: litatlas export tables --into tables"),
        (("archive", "--into", "."), "is a folder; name the file"),
        (("archive", "--into", "missing/review.zip"), "there is no folder missing; make it"),
        (("archive", "--into", "content/review.yml"), "is there and is no archive"),
        (("tables", "--into", "{root}/content"), "is a part of the review's own content; name a place outside"),
        (("eval-results", "--into", "{root}/content/notes/hub"), "is a part of the review's own content"),
        (("archive", "--into", "{root}/content/topics/review.zip"), "is a part of the review's own content"),
        (("archive", "--into", "x.zip", "--format", "csv"), "are of papers and results"),
        (("citation", "--into", "x"), "--into is of a readme, tables"),
        (("papers", "--template", "awesome"), "a readme takes --template awesome"),
    ],
)
def test_what_does_not_fit_together_is_refused_with_what_to_say(root: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run(root, "export", *(argument.replace("{root}", str(root)) for argument in arguments))

    assert (done.returncode, message in done.stderr) == (2, True)


def test_what_the_settings_do_not_say_is_told_at_once(tmp_path: Path) -> None:
    done = run(lay_out(tmp_path, ""), "export", "archive", "--into", str(tmp_path / "review.zip"))

    assert done.returncode == 1
    assert [name for name in ("authors", "license", "published") if f"'{name}' is not stated" in done.stderr] == [
        "authors", "license", "published"
    ]  # fmt: skip
    assert not (tmp_path / "review.zip").exists()
