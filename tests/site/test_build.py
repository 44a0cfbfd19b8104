"""Builds: the same bytes for the same content, the old site until the new one is whole, and one build at a time."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest

from litatlas.commands.check import check
from litatlas.commands.export import Kind, export
from litatlas.errors import ContentError, UsageError
from litatlas.review.groups import list_by_date
from litatlas.review.loading import load_papers, load_review
from litatlas.site.atlas import build_atlas
from litatlas.site.build import build
from litatlas.site.data.feeds import build_sitemaps
from litatlas.site.output import stage_site
from tests.conftest import REPOSITORY
from tests.invented import make_review, write_files
from tests.process_table import await_end_of_group
from tests.site.tables import load_rows
from tests.trees import find_leftovers, read_tree

HERON_FILE = "content/papers/heron-sparse-kernels-for-quiet-ponds.md"
BROKEN = {"content/notes/broken.md": "---\npaper: no-such-bird\n---\n", "content/review.yml": "title: ''\nlatset: 3\n"}
ADDRESS = "https://someone.github.io/review/"
NOT_OF_PAPERS = {"results", "non_results", "topic_terms", "date_precision"}
"""What a row of the site's papers leaves to the rows of results, to the paper's page, and to its date."""


@pytest.fixture
def review(tiny_review: Path, tmp_path: Path) -> Path:
    """A copy of the invented review with its site, for a test to change."""
    root = tmp_path / "review"
    shutil.copytree(tiny_review, root)
    return root


def run_python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in the repository to its end."""
    variables = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, *arguments], cwd=REPOSITORY, env=variables, capture_output=True, text=True, timeout=300, check=False
    )


def start_group(*arguments: str) -> subprocess.Popen[str]:
    """Start this Python in the repository, in a process group of its own."""
    command = [sys.executable, *arguments]
    return subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def await_group(process: subprocess.Popen[str]) -> int:
    """Wait until a process and all that it started are gone; a killed process may die a little after its parent."""
    process.communicate(timeout=120)
    await_end_of_group(process.pid)
    return process.returncode


def test_two_builds_of_the_same_content_give_the_same_bytes(tiny_review: Path, tmp_path: Path) -> None:
    other = make_review(tmp_path / "elsewhere" / "review")

    build(other, base_url=ADDRESS)

    assert read_tree(other / "content") == read_tree(tiny_review / "content")
    assert read_tree(other / "site") == read_tree(tiny_review / "site")


@pytest.mark.captures
def test_two_builds_of_the_captures_give_the_same_bytes(captures_review: Path, tmp_path: Path) -> None:
    shutil.copytree(captures_review / "content", tmp_path / "content")

    build(tmp_path, base_url=ADDRESS)

    assert read_tree(tmp_path / "site") == read_tree(captures_review / "site")


@pytest.mark.parametrize("seed", ["1", "2024"])
def test_the_seed_of_hashes_does_not_show_in_the_bytes(tiny_review: Path, review: Path, seed: str) -> None:
    run = run_python("-m", "litatlas", "-C", str(review), "build", "--base-url", ADDRESS, PYTHONHASHSEED=seed)

    assert run.returncode == 0, run.stderr
    assert read_tree(review / "site") == read_tree(tiny_review / "site")


def test_files_whose_bytes_stay_keep_their_time(review: Path) -> None:
    for path in (review / "site").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    before = read_tree(review / "site")
    with (review / "content/pages/reading-order.md").open("a", encoding="utf-8") as page:
        page.write("\nAnother order.\n")

    build(review, base_url=ADDRESS)

    after = read_tree(review / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    new = {path for path in after if (review / "site" / path).stat().st_mtime != 1_000_000_000}
    assert new == changed == {"reading-order/index.html"}


def test_a_page_that_is_no_longer_made_is_gone(review: Path) -> None:
    (review / HERON_FILE).unlink()
    (review / "content/notes/heron.md").unlink()

    build(review, base_url=ADDRESS)

    assert not (review / "site/papers/heron-sparse-kernels-for-quiet-ponds").exists()
    assert "heron-sparse" not in (review / "site/sitemap.xml").read_text()


def test_faults_of_the_content_leave_the_old_site_untouched(review: Path) -> None:
    before = read_tree(review / "site")
    write_files(review, BROKEN)

    with pytest.raises(ContentError) as caught:
        build(review)

    assert {fault.file for fault in caught.value.faults} == set(BROKEN)
    assert read_tree(review / "site") == before
    assert find_leftovers(review) == []


def test_a_broken_template_is_one_fault_with_its_file_and_line_and_leaves_the_old_site(review: Path) -> None:
    before = read_tree(review / "site")
    write_files(
        review,
        {"templates/paper.html": '{% extends "base.html" %}\n{% block main %}\n{{ view.no_such_field }}\n{% endblock %}\n'},
    )

    with pytest.raises(ContentError) as caught:
        build(review)

    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == ("templates/paper.html", 3)
    assert "no_such_field" in fault.message
    assert read_tree(review / "site") == before
    assert find_leftovers(review) == []


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("paper.html", "<p>\n\n{% if %}\n", 3),
        ("macros.html", "{# a #}\n{{ (( }}\n", 2),
        ("404.html", '{% extends "nowhere.html" %}\n', 1),
        ("text.html", "\n{{ 1 / 0 }}\n", 2),
    ],
)
def test_a_template_that_does_not_work_is_one_fault(review: Path, name: str, text: str, line: int) -> None:
    write_files(review, {f"templates/{name}": text})

    with pytest.raises(ContentError) as caught:
        build(review)

    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == (f"templates/{name}", line)


def test_a_template_of_the_reviews_own_wins(review: Path) -> None:
    write_files(
        review,
        {
            "templates/404.html": '{% extends "base.html" %}\n{% block main %}<h1>Lost in the reeds</h1>{% endblock %}\n',
            "templates/assets/style.css": "body { color: teal }\n",
            "templates/assets/own.txt": "own\n",
        },
    )

    build(review)

    assert "<h1>Lost in the reeds</h1>" in (review / "site/404.html").read_text()
    assert (review / "site/assets/style.css").read_text() == "body { color: teal }\n"
    assert (review / "site/assets/own.txt").read_text() == "own\n"
    assert (review / "site/assets/search.js").is_file()


def test_hidden_files_of_the_site_stay(review: Path) -> None:
    write_files(review, {"site/.gitignore": "*\n!.gitignore\n", "site/.well-known/bird.txt": "heron\n"})

    build(review)

    assert (review / "site/.gitignore").read_text() == "*\n!.gitignore\n"
    assert (review / "site/.well-known/bird.txt").read_text() == "heron\n"


@pytest.mark.parametrize("name", ["site/thesis.txt", "site"])
def test_files_that_litatlas_did_not_write_are_never_replaced(tmp_path: Path, name: str) -> None:
    root = make_review(tmp_path / "review", (), files={})
    write_files(root, {name: "years of work\n"})

    with pytest.raises(UsageError, match="move"):
        build(root)

    assert (root / name).read_text() == "years of work\n"


def test_a_folder_with_hidden_files_alone_is_built_into(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", (), files={"site/.gitignore": "*\n"})

    build(root)

    assert (root / "site/index.html").is_file()
    assert (root / "site/.gitignore").read_text() == "*\n"


@pytest.mark.parametrize("name", [".etc", ".well-known/deep/etc", ".all", ".nowhere", ".pipe"])
def test_a_hidden_link_of_the_old_site_is_never_followed(review: Path, name: str) -> None:
    (review.parent / "secret").mkdir()
    write_files(review.parent, {"secret/key.txt": "the heron's own\n"})
    place = review / "site" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if name == ".pipe":
        os.mkfifo(place)
    else:
        place.symlink_to({".all": review / "content", ".nowhere": Path("/nowhere/at/all")}.get(name, review.parent / "secret"))
    before = read_tree(review / "site")

    with pytest.raises(UsageError, match=f"site/{name} is a link or no file"):
        build(review)

    assert [fault.file for fault in check(review).faults if fault.severity == "error"] == [f"site/{name}"]
    assert read_tree(review / "site") == before
    assert find_leftovers(review) == []


def test_a_site_that_is_a_link_is_not_built_through(review: Path) -> None:
    (review / "site").rename(review.parent / "another")
    before = read_tree(review.parent / "another")
    (review / "site").symlink_to(review.parent / "another")

    with pytest.raises(UsageError, match="site is a link"):
        build(review)

    assert [fault.file for fault in check(review).faults if fault.severity == "error"] == ["site"]
    assert read_tree(review.parent / "another") == before


def test_folders_of_people_that_are_named_as_leftovers_stay(review: Path) -> None:
    write_files(review, {".site.old/thesis.txt": "years\n", ".site.new-ideas/idea.txt": "many\n"})
    (review / ".site.new-0123456789abcdef").symlink_to(review / "content")
    before = read_tree(review / "content")

    build(review)

    assert (review / ".site.old/thesis.txt").read_text() == "years\n"
    assert (review / ".site.new-ideas/idea.txt").read_text() == "many\n"
    assert read_tree(review / "content") == before


def test_a_second_build_says_that_one_is_at_work_and_changes_nothing(review: Path) -> None:
    before = read_tree(review / "site")
    with stage_site(review / "site") as staging:
        staging.write("index.html", b"half a site")

        run = run_python("-m", "litatlas", "-C", str(review), "build")

        assert run.returncode == 2
        assert "another run is building" in run.stderr
        assert read_tree(review / "site") == before
        assert (staging.folder / "index.html").read_bytes() == b"half a site"


def change_and_build_aside(review: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Change the review's content; returns its site as it is, and as the next build will make it."""
    old = read_tree(review / "site")
    write_files(review, {"content/review.yml": "title: Another title\n"})
    aside = review.with_name("aside")
    shutil.copytree(review, aside)
    build(aside)
    return old, read_tree(aside / "site")


@pytest.mark.thorough
@pytest.mark.parametrize("options", [(), ("--two-renames",)], ids=["exchange", "two renames"])
def test_a_build_killed_at_any_step_leaves_a_whole_site_and_the_next_one_mends_the_rest(
    review: Path, options: tuple[str, ...]
) -> None:
    old, new = change_and_build_aside(review)

    run = run_python("-m", "tests.kill_build", str(review), *options)

    assert (run.returncode, run.stderr) == (0, "")
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(told) == 12
    for left in told:
        assert left["status"] == -signal.SIGKILL, left["step"]
        assert left["site"] in (None, old, new), left["step"]
        assert old in (left["site"], left[".site.old"]) or new in (left["site"], left[".site.old"]), left["step"]

    build(review)
    assert read_tree(review / "site") == new
    assert find_leftovers(review) == []


@pytest.mark.thorough
def test_a_build_killed_at_random_moments_leaves_a_whole_site(review: Path) -> None:
    old, new = change_and_build_aside(review)

    for tenths in (1, 3, 4, 5, 6, 8):
        process = start_group("-m", "litatlas", "-C", str(review), "build")
        time.sleep(tenths / 10)
        os.killpg(process.pid, signal.SIGKILL)
        await_group(process)

        assert read_tree(review / "site") in (old, new)

    build(review)
    assert read_tree(review / "site") == new
    assert find_leftovers(review) == []


def test_an_interrupted_build_cleans_up(review: Path) -> None:
    before = read_tree(review / "site")
    code = (
        "import litatlas.site.build as b, litatlas.site.search.build as s, pathlib, sys\n"
        "def stop(*arguments): raise KeyboardInterrupt\n"
        "s.pack_index = stop\n"
        "try: b.build(pathlib.Path(sys.argv[1]))\n"
        "except KeyboardInterrupt: print('interrupted')\n"
    )

    run = run_python("-c", code, str(review))

    assert run.stdout == "interrupted\n"
    assert read_tree(review / "site") == before
    assert find_leftovers(review) == []


@pytest.mark.parametrize("review", ["tiny_review", "many_review"])
def test_the_sitemap_lists_every_page_once_but_those_for_missing_addresses_that_moved_and_that_go_on(
    review: str, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(review) / "site"
    found = [loc.text or "" for loc in ElementTree.parse(site / "sitemap.xml").getroot().iterfind("{*}url/{*}loc")]
    standing = (path for path in site.rglob("*.html") if "http-equiv=refresh" not in path.read_text(encoding="utf-8"))
    pages = {path.relative_to(site).as_posix().removesuffix("index.html") for path in standing} - {"404.html"}
    further = {page for page in pages if "/page/" in page}

    assert bool(further) == (review == "many_review")
    assert sorted(found) == sorted(ADDRESS + page for page in pages - further)


def test_more_pages_than_a_sitemap_may_list_stand_in_several_that_an_index_names(tiny_review: Path) -> None:
    atlas = build_atlas(load_review(tiny_review), ADDRESS)
    pages = [f"papers/{number}/index.html" for number in range(7)]
    files = dict(build_sitemaps(atlas, pages, most=3))

    def list_locations(path: str) -> list[str]:
        return [location.text or "" for location in ElementTree.fromstring(files[path].decode()).iterfind("{*}*/{*}loc")]

    named = list_locations("sitemap.xml")
    assert named == [f"{ADDRESS}sitemap/{number}.xml" for number in (1, 2, 3)]
    assert [len(list_locations(name.removeprefix(ADDRESS))) for name in named] == [3, 3, 1]
    assert sorted(page for name in named for page in list_locations(name.removeprefix(ADDRESS))) == [
        f"{ADDRESS}papers/{number}/" for number in range(7)
    ]


def test_the_feed_lists_the_dated_papers_the_newest_first(tiny_review: Path) -> None:
    feed = ElementTree.parse(tiny_review / "site/feed.xml").getroot()
    days = [entry.findtext("{*}updated") for entry in feed.iterfind("{*}entry")]
    addresses = [link.attrib["href"] for entry in feed.iterfind("{*}entry") for link in entry.iterfind("{*}link")]

    assert days == [f"{day}T00:00:00Z" for day in ("2024-05-03", "2024-02-29", "2024-01-02", "2023-07-14")]
    assert feed.findtext("{*}updated") == days[0]
    assert all((tiny_review / "site" / address.removeprefix(ADDRESS) / "index.html").is_file() for address in addresses)
    assert len({entry.findtext("{*}id") for entry in feed.iterfind("{*}entry")}) == 4


def test_robots_txt_names_the_sitemap(tiny_review: Path) -> None:
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (tiny_review / "site/robots.txt").read_text()


@pytest.mark.parametrize(("kind", "elsewhere"), [("papers", NOT_OF_PAPERS), ("results", {"title", "date", "topics"})])
def test_the_data_files_hold_what_export_prints_but_what_is_empty_or_stated_elsewhere(
    tiny_review: Path, kind: Kind, elsewhere: set[str]
) -> None:
    site = tiny_review / "site"
    exported = json.loads("".join(export(list_by_date(load_papers(tiny_review).values()), kind, "json")))
    for row in exported:
        for source in row.get("sources", ())[:1]:
            if len(row["sources"]) == 1:
                assert set(source.pop("states")) <= {"title", "abstract", *row}

    assert load_rows(site, kind) == [
        {name: None if value == "" else value for name, value in row.items() if name not in elsewhere} for row in exported
    ]
    written = json.loads((site / f"data/{kind}.json").read_text())
    assert all(value not in (None, "", [], {}) for row in written for value in row.values())


def test_files_of_the_reviews_own_are_carried_along(tiny_review: Path) -> None:
    assert (tiny_review / "site/files/legs.csv").read_text() == "bird,legs\nheron,2\n"


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__[1].__subclasses__()",
        "self.__init__.__globals__.__builtins__.__import__('os').system('touch planted')",
        "view.__class__.__init__.__globals__",
        "cycler.__init__.__globals__.os.popen('touch planted').read()",
        "lipsum.__globals__['os'].system('touch planted')",
        "''|attr('__class__')",
        "'{0.__class__.__mro__}'.format('')",
        "[''] | map(attribute='__class__') | first",
    ],
)
def test_a_template_of_the_reviews_own_runs_no_python(review: Path, expression: str) -> None:
    before = read_tree(review / "site")
    write_files(review, {"templates/text.html": f"\n{{{{ {expression} }}}}\n"})

    with pytest.raises(ContentError) as caught:
        build(review)

    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == ("templates/text.html", 2)
    assert "unsafe" in fault.message
    assert "--trust-templates" in fault.hint
    assert read_tree(review / "site") == before
    assert not list(review.parent.rglob("planted"))


def test_a_template_may_include_an_asset_of_the_reviews_own(review: Path) -> None:
    files = {"templates/404.html": '{% include "assets/own.svg" %}', "templates/assets/own.svg": "<svg/>"}
    write_files(review, files)

    build(review)

    assert (review / "site/404.html").read_text() == "<svg/>"


def test_templates_that_are_trusted_run_as_they_like(review: Path) -> None:
    write_files(review, {"templates/404.html": "{{ ''.__class__.__name__ }}"})

    build(review, trusted=True)

    assert (review / "site/404.html").read_text() == "str"


def test_a_template_that_was_trusted_once_runs_no_python_the_next_time(review: Path) -> None:
    write_files(review, {"templates/404.html": "{{ ''.__class__.__name__ }}"})
    build(review, trusted=True)

    with pytest.raises(ContentError, match="unsafe"):
        build(review)


def test_the_sandbox_changes_no_page(review: Path) -> None:
    before = read_tree(review / "site")
    write_files(review, {"templates/own.html": "never shown"})

    build(review, base_url=ADDRESS)

    assert read_tree(review / "site") == before


@pytest.mark.parametrize(
    "name", [".secret.html", ".secret/page.html", "../secret.html", "assets/../../secret.html", "..\\secret.html"]
)
def test_a_template_includes_nothing_that_is_hidden_or_outside(review: Path, name: str) -> None:
    write_files(review.parent, {"secret.html": "secret", "secret/page.html": "secret"})
    (review / "templates").mkdir()
    (review / "templates/.secret.html").symlink_to(review.parent / "secret.html")
    (review / "templates/.secret").symlink_to(review.parent / "secret")
    write_files(review, {"templates/404.html": f"{{% include {name!r} %}}", "secret.html": "secret"})

    with pytest.raises(ContentError) as caught:
        build(review)

    [fault] = caught.value.faults
    assert fault.file == "templates/404.html"
    assert "a template that is not there" in fault.message


def test_a_build_tells_that_it_reads_the_review_and_nothing_where_nothing_is_to_read(tmp_path: Path) -> None:
    told: list[str] = []

    @contextmanager
    def wait(doing: str) -> Iterator[None]:
        yield
        told.append(doing)

    root = make_review(tmp_path / "review")
    build(root, wait=wait)
    build(root, wait=wait)

    assert told == ["reading the review"]
