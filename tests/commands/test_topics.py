"""Terms that are suggested for topics, and what people's decisions teach of them."""

from pathlib import Path

import pytest
import yaml

from litatlas.commands.topics import learn, suggest
from litatlas.review.loading import load_review
from litatlas.review.topic_weights import LEARNED
from tests.commands.test_reread import reread
from tests.invented import Entry, make_review, write_files
from tests.running_litatlas import run_in

OWLS = [Entry(f"Owl {number}", f"The silent feather of owl {number} is soft. It hunts at midnight.") for number in range(3)]
PONDS = [Entry(f"Pond {number}", f"A pond of heron {number}, where reeds grow by day.") for number in range(4)]
PLACES = ("meadow", "cellar", "orchard", "hedge", "barn", "attic")
NIGHTS = [Entry(f"Of a {place}", f"A pond and a river at midnight, in the {place}.") for place in PLACES]
DAYS = [Entry(f"From a {place}", f"A pond and a river at noontime, in the {place}.") for place in PLACES]


def decide(root: Path, slug: str, was: list[str], to: list[str]) -> None:
    """Write a note that gives a paper other topics."""
    override = {"was": was, "set": to, "why": "as it says", "by": "Ann", "on": "2025-01-02"}
    fields = yaml.safe_dump({"paper": slug, "overrides": {"topics": override}})
    write_files(root, {f"content/notes/{slug}.md": f"---\n{fields}---\n"})


def terms_of(lines: tuple[str, ...]) -> dict[str, float]:
    """The terms that the lines are as YAML."""
    found: dict[str, float] = yaml.safe_load("\n".join(lines))["terms"]
    return found


def test_terms_that_papers_without_a_topic_share_are_suggested_as_yaml_with_counts_and_examples(tmp_path: Path) -> None:
    lines = suggest(make_review(tmp_path / "review", [*OWLS, *PONDS], files={}))

    terms = terms_of(lines)
    assert lines[0].startswith("# 3 papers without a topic")
    assert terms["silent feather"] > terms["midnight"]
    assert "pond" not in terms
    assert any("silent feather" in line and "3 of 3 papers, 0 of 4 others: Owl 0 | Owl 1 | …" in line for line in lines)


def test_suggestions_change_nothing_and_those_that_are_pasted_work(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", [*OWLS, *PONDS], files={})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    terms = terms_of(suggest(root))
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before

    write_files(root, {"content/topics/owls.md": f"---\n{yaml.safe_dump({'title': 'Owls', 'terms': terms})}---\n"})
    reread(root)

    assert all(paper.extraction.topics for paper in load_review(root).papers.values())
    assert suggest(root) == ()


def test_terms_of_papers_that_people_gave_a_topic_or_took_it_from_are_suggested(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", [*OWLS, *PONDS], files={})
    for number in range(2):
        decide(root, f"owl-{number}", [], ["burrows"])
        decide(root, f"pond-{number}", ["ponds"], ["rivers"])

    lines = suggest(root)

    assert "# people gave burrows to 2 papers. In content/topics/burrows.md:" in lines
    assert "# people took ponds away from papers that these terms gave it. In content/topics/ponds.md, instead:" in lines
    assert any(
        line.startswith("  pond: 1.5  # now 3; gave it to 2 papers that it was taken from, and to 2 that") for line in lines
    )


def test_a_phrase_that_yaml_would_read_as_something_else_stands_in_quotation_marks(tmp_path: Path) -> None:
    entries = [Entry(f"Owl {word}", f"Yes, it {word}.") for word in ("moons", "stares")]

    lines = suggest(make_review(tmp_path / "review", [*entries, *PONDS], files={}))

    assert "Yes" in terms_of(lines)


@pytest.fixture
def taught(tmp_path: Path) -> Path:
    """A review whose people gave papers of the night one topic and those of the day another, which no term tells apart."""
    root = make_review(tmp_path / "review", [*NIGHTS, *DAYS], files={})
    for place in PLACES:
        decide(root, f"of-a-{place}", ["ponds", "rivers"], ["ponds"])
        decide(root, f"from-a-{place}", ["ponds", "rivers"], ["rivers"])
    return root


def test_what_people_decided_teaches_words_that_reading_again_applies(taught: Path) -> None:
    lesson = learn(taught)
    changed = {reading.slug: reading.after.topics for reading in reread(taught, parts=["topics"]).changed}

    assert (lesson.papers, lesson.topics, lesson.outcome) == (12, ("ponds", "rivers"), "new")
    assert changed == {f"from-a-{place}": ("rivers", "ponds") for place in PLACES}


def test_learning_again_teaches_the_same_and_a_deleted_file_is_forgotten(taught: Path) -> None:
    learn(taught)
    text = (taught / LEARNED).read_text(encoding="utf-8")
    reread(taught)

    assert learn(taught).outcome == "unchanged"
    assert (taught / LEARNED).read_text(encoding="utf-8") == text
    assert "12 papers" in text

    (taught / LEARNED).unlink()
    assert reread(taught).changed


def test_papers_that_a_note_says_are_read_teach_too(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", [*NIGHTS, *PONDS], files={})
    for slug in load_review(root).papers:
        write_files(root, {f"content/notes/{slug}.md": f"---\npaper: {slug}\nstatus: read\n---\n"})

    assert learn(root).papers == len([*NIGHTS, *PONDS])


def test_too_few_decisions_teach_nothing_and_what_they_taught_before_goes(taught: Path) -> None:
    learn(taught)
    for note in (taught / "content/notes").glob("of-*.md"):
        note.unlink()

    assert learn(taught).outcome == "removed"
    assert not (taught / LEARNED).exists()
    assert learn(taught).outcome == "nothing"


def test_the_commands_say_what_they_did_and_what_comes_next(taught: Path) -> None:
    learned, again, suggested = (run_in(taught, "topics", name) for name in ("learn", "learn", "suggest"))

    assert "Learned of 2 topics from 12 papers, in content/topics/learned.json. Next: litatlas reread --topics." in learned.stdout
    assert "Learned nothing new" in again.stdout
    assert "# people took" in suggested.stdout
