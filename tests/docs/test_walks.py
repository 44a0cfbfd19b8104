"""Whoever types what the tutorial and the how-tos say gets what they promise: files are written, commands run, in order."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from litatlas.review.loading import load_papers
from litatlas.scaffold import create_worked_review
from tests.docs.pages import Page, list_pages, read_page
from tests.invented import ENTRIES, format_listing, write_files
from tests.readers.answering import convert_row, play_rows, serve
from tests.running_litatlas import Run, run_in

HOW_TO = [page.name for page in list_pages() if page.name.startswith("docs/how-to/")]
TIMEOUT = 120
SHELL = re.compile(r"[|&;<>~$]")
SERVE = re.compile(r"(?<=\s)serve(?= |$)")
"""The preview runs until it is interrupted; tests/preview/ tells that it works."""
ENDPOINT = re.compile(r"https?://[\w.:]+/v1\b")
"""Servers of models that pages name; one of this machine stands in for them."""


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """An environment in which `litatlas` is this one, nobody has an editor, and none asks on a terminal."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "litatlas"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m litatlas "$@"\n')
    command.chmod(0o755)
    hidden = {"VISUAL", "EDITOR"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return kept | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def walk(page: Page, root: Path, environment: Mapping[str, str]) -> None:
    """Do what a page says: write the files that it shows, and run its commands."""
    for block in page.list_blocks():
        if block.file:
            path = root / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        for command in block.list_commands():
            done = run_line(SERVE.sub("build", command), root, environment)
            assert done.returncode == 0, f"{page.name}: {command}\n{done.stdout}{done.stderr}"


def run_line(line: str, root: Path, environment: Mapping[str, str]) -> Run:
    """Run a line of shell commands: by a shell where it says more than one call of `litatlas`, else here, which is faster."""
    if line.startswith("litatlas ") and not SHELL.search(line):
        return run_in(root, *shlex.split(line)[1:])
    command = ["bash", "-c", f"set -o pipefail; {line}"]
    done = subprocess.run(
        command,
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def test_the_tutorial_leads_from_a_listing_to_a_site_without_faults(tmp_path: Path, environment: Mapping[str, str]) -> None:
    folder = tmp_path / "home"
    folder.mkdir()

    walk(read_page("docs/tutorial.md"), folder, environment)

    review = folder / "my-review"
    done = run_in(review, "check", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    papers = {path.stem for path in (review / "content" / "papers").glob("*.md")}
    assert papers == {"otter-paging-keys-and-values-to-the-host", "newt-small-experts-that-sleep"}
    assert "serving" in (review / "content/papers/otter-paging-keys-and-values-to-the-host.md").read_text()
    assert (review / "site/topics/serving/index.html").is_file()
    assert (
        "without paging to the host" in (review / "site/papers/otter-paging-keys-and-values-to-the-host/index.html").read_text()
    )


def test_the_readme_s_five_minutes_lead_from_a_listing_to_a_site(tmp_path: Path, environment: Mapping[str, str]) -> None:
    folder = tmp_path / "home"
    write_files(folder, {"listing.txt": format_listing(ENTRIES)})
    readme = read_page("README.md")
    steps = Page(readme.name, readme.find_section("From your list of papers to a published site, in five minutes"))
    assert any(" ingest " in command for command in steps.list_commands())

    walk(steps, folder, environment)

    assert len(list(folder.glob("my-review/site/papers/*/index.html"))) == len(ENTRIES)


@pytest.mark.parametrize("name", HOW_TO)
def test_a_how_to_works_in_the_worked_example(name: str, tmp_path: Path, environment: Mapping[str, str]) -> None:
    review = tmp_path / "my-review"
    create_worked_review(review, "Marsh models")
    page = read_page(name)
    assert any(command.startswith("litatlas ") for command in page.list_commands())

    papers = [(paper.work.title.raw, paper.extraction) for paper in load_papers(review).values()]
    rows = {title: [convert_row(row) for row in found.results] for title, found in papers}
    with serve(play_rows(rows, {title: list(found.hardware) for title, found in papers})) as server:
        walk(replace(page, text=ENDPOINT.sub(server.url, page.text)), review, environment)

    done = run_in(review, "check", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_command_of_a_page_is_found(tmp_path: Path, environment: Mapping[str, str]) -> None:
    page = Page("docs/wrong.md", "```sh\nlitatlas ingest gone.txt\n```\n")

    with pytest.raises(AssertionError, match=r"gone\.txt"):
        walk(page, tmp_path, environment)
