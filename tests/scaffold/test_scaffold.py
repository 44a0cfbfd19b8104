"""A new review: laid out whole, builds at once, and never over what is there."""

from pathlib import Path

import pytest

from litatlas.commands.check import check
from litatlas.content.files import read_yaml
from litatlas.content.front_matter import Matter
from litatlas.content.pages import Settings, parse_settings
from litatlas.errors import UsageError
from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.review.loading import load_review, load_standing
from litatlas.scaffold import create_review
from litatlas.site.build import build


def test_an_empty_review_builds_at_once(tmp_path: Path) -> None:
    root = tmp_path / "a" / "new" / "review"
    create_review(root, "Meadows")

    report = build(root)

    assert (report.papers, report.published) == (0, False)
    assert "Meadows" in (root / "site" / "index.html").read_text(encoding="utf-8")


def test_the_files_that_it_wrote_are_told_and_hidden_ones_have_their_names(tmp_path: Path) -> None:
    written = create_review(tmp_path / "review", "Meadows")

    assert sorted(written) == sorted(path for path in (tmp_path / "review").rglob("*") if path.is_file())
    assert {path.relative_to(tmp_path / "review").as_posix() for path in written} >= {
        ".gitignore", ".github/dependabot.yml", ".github/workflows/pages.yml", "README.md", "requirements.txt",
        "content/review.yml", "content/papers/.gitkeep", "content/notes/.gitkeep", "site/.gitignore",
    }  # fmt: skip


@pytest.mark.parametrize(
    "title",
    ['"Quoted": title', "a: b # c", "🦔 שלום", "\\ back", "{{ title }}", "- item", "'", "yes", "2024", "  two\n lines\u2028 "],
)
def test_any_title_is_the_reviews_title(tmp_path: Path, title: str) -> None:
    create_review(tmp_path, title)

    matter = read_yaml(tmp_path / "content" / "review.yml", tmp_path)
    assert isinstance(matter, Matter)
    settings = parse_settings(matter)

    assert isinstance(settings, Settings)
    assert settings.title == " ".join(title.split())


def test_an_empty_review_has_a_topic_to_copy_and_a_page_to_write(tmp_path: Path) -> None:
    create_review(tmp_path, "Meadows")

    review = load_review(tmp_path)

    assert (list(review.topics), list(review.pages), review.settings.abstracts) == (["benchmarks"], ["about"], True)


def test_a_review_that_begins_with_a_set_of_topics_has_no_faults_and_assigns_them(tmp_path: Path) -> None:
    create_review(tmp_path, "Meadows", "efficient-ml")

    report, standing = check(tmp_path), load_standing(tmp_path)
    text = "We evict entries of the KV cache, so that long contexts fit. Our eviction keeps half of the cache."
    found = extract(build_document("Evicting the KV cache", text), standing.vocabulary)

    assert (report.faults, report.topics) == ((), 31)
    assert found.topics[0] == "kv-cache"
    assert all(topic.learned for topic in standing.terms if topic.id == "kv-cache")
    assert not any(topic.introduction.text for topic in load_review(tmp_path).topics.values())


@pytest.mark.parametrize("title", ["", " \n", "\x00", "a\x1b[2J"])
def test_a_title_that_is_no_line_of_text_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(UsageError, match="--title"):
        create_review(tmp_path / "review", title)

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")

    written = create_review(tmp_path, "Meadows")

    assert tmp_path / "README.md" not in written
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_holds_a_review_is_refused(tmp_path: Path) -> None:
    create_review(tmp_path, "Meadows")

    with pytest.raises(UsageError, match="already holds a review"):
        create_review(tmp_path, "Ponds")


def test_a_folder_with_other_files_will_do(tmp_path: Path) -> None:
    (tmp_path / "listing.txt").touch()

    create_review(tmp_path, "Meadows")

    assert (tmp_path / "content" / "review.yml").is_file()


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_file_is_no_place_for_a_review(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UsageError, match="is not a folder"):
        create_review(tmp_path / name, "Meadows")
