"""Random lives of a review: listings read in any order, notes edited, rows corrected; no word of people's is ever lost.

A hundred sequences run by default; LITATLAS_SEQUENCES=5000 runs as many, as the weekly job does.
"""

import json
import os
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from litatlas.commands.ingest import ingest
from litatlas.content.corrections import Correction, Override, row_values
from litatlas.content.ledger import put_correction
from litatlas.content.parsing import Memory
from litatlas.model import Json
from litatlas.people import Case, Decision, add_row, complete_row, decide, find_changes, list_cases, override_fact
from litatlas.read.formats import ReadOptions
from litatlas.review.corrected import place_row
from litatlas.review.drift import find_drifts
from litatlas.review.loading import load_review
from litatlas.review.review import Review
from tests.invented import HERON, TOPICS, Entry, format_listing, write_files

HERON_SLUG, OTTER_SLUG = "heron-sparse-kernels-for-quiet-ponds", "otter-caches-for-long-rivers"
SLUGS = (HERON_SLUG, OTTER_SLUG)
REST = "It also reduces latency by 33.5% compared with PondLM on the Reedbed dataset."
HERONS = (
    HERON.abstract,
    f"Herons wade. Heron reaches a 2.3x higher throughput than PondLM on an NVIDIA A100 GPU. {REST}",
    f"Herons wade slowly. Heron reaches a 2.5x speedup over PondLM on an NVIDIA A100 GPU. {REST}",
    f"Herons wade. Heron reaches a 2.3x speedup over PondLM. {REST} Its croak rate shrinks to 12 ms.",
)
OTTERS = (
    "Otters hold hands. Otter reduces memory by 40% over RiverBase on an NVIDIA H100, and reaches a 1.8x speedup on the river.",
    "Otters hold hands. Otter reduces energy by 40% over RiverBase on an NVIDIA H100, and reaches a 1.8x speedup on the river.",
)
WORDS = ("", "croak rate: {names: [croak rate], units: [time]}\n")
"""The review's own vocabulary, as it may be."""
NOTES = (
    "---\npaper: {slug}\n---\n",
    "---\n# mine\npaper:   '{slug}'   # a paper\ncorrections:\n# none yet\ntags: [x,\n  y]\n---\n\nBody: [[ponds]]\n",
    "---\r\npaper: {slug}\r\ncorrections: []\r\nstatus: read\r\n---\r\n\r\nWords.\r\n",
    '---\npaper: "{slug}"\ntags: []\n---\n\n---\ncorrections:\n---\n',
)
NAMES = st.sampled_from(["speed", "throughput", "latency", "energy", "no such metric: #1"])
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "metric": NAMES,
        "low": st.sampled_from([1, 2.5, 33.5, -4]),
        "unit": st.sampled_from(["×", "%", ""]),
        "bound": st.sampled_from([None, "up to"]),
        "baseline": st.lists(NAMES, max_size=2),
        "subject": st.sampled_from([None, "Ponds: the \"other\" system", "苍鹭"]),
    },
)  # fmt: skip
VALUES = (
    ("2.3x", 2.3, "×", "ratio"),
    ("33.5%", 33.5, "%", "relative"),
    ("40%", 40, "%", "relative"),
    ("table 2", 5, "", "absolute"),
)
"""What an added row quotes: words that the texts have and that the rules read or not, and words that they have not."""
REASONS = st.sampled_from(["the text says so", "a 'quoted' #reason: yes", "见第三页 \u2028 \x85"])


class Lives(RuleBasedStateMachine):
    """A review, and beside it what people said of it."""

    root: Path
    memories: tuple[Memory, ...]

    @initialize()
    def begin(self) -> None:
        self.forget(*self.root.glob("content/[np]*/*.md"))
        shutil.rmtree(self.root, ignore_errors=True)
        write_files(self.root, {"content/review.yml": "title: Lives\n", "content/vocabulary/metrics.yml": ""})
        write_files(self.root, {f"content/topics/{name}.md": text for name, text in TOPICS.items()})
        self.day, self.words = date(2025, 1, 1), 0
        self.said: dict[tuple[str, str], dict[str, Any]] = {}
        self.added: list[tuple[str, dict[str, Json]]] = []
        self.topics: dict[str, list[Json]] = {}
        self.bodies: dict[str, str] = {}
        self.facts: dict[str, Json] = {}
        self.read({HERON_SLUG: 0, OTTER_SLUG: 0}, 0)

    @rule(
        texts=st.fixed_dictionaries({}, optional={HERON_SLUG: st.integers(0, 3), OTTER_SLUG: st.integers(0, 1)}),
        words=st.integers(0, 1),
    )
    def read(self, texts: dict[str, int], words: int) -> None:
        """Ingest a listing of a later day, and once more: people's files stay as they are, and the second time all does."""
        self.words = words
        (self.root / "content/vocabulary/metrics.yml").write_text(WORDS[words], "utf-8")
        titles = {HERON_SLUG: (HERON.title, HERONS), OTTER_SLUG: ("Otter Caches for Long Rivers", OTTERS)}
        entries = [Entry(titles[slug][0], titles[slug][1][text], "May 3, 2024") for slug, text in texts.items()]
        listing = self.root.with_name("listing.txt")
        listing.write_text(format_listing(entries), "utf-8")
        self.day += timedelta(1)
        before = self.read_notes()
        for _ in range(2):
            report = ingest(self.root, [listing], options=ReadOptions(self.day), parsing=self.memories[words])
        self.forget(*(self.root / "content/papers").glob("*"))
        assert (report.new, report.changed, report.unchanged) == (0, 0, len(entries))
        assert self.read_notes() == before
        assert [fault for fault in report.faults if "/notes/" in fault.file] == list(find_drifts(self.root))

    @rule(slug=st.sampled_from(SLUGS), form=st.sampled_from(NOTES), number=st.integers(1, 2))
    def write_note(self, slug: str, form: str, number: int) -> None:
        """Begin a note, or write on in one that there is."""
        file = f"content/notes/{slug[:5]}-{number}.md"
        path = self.root / file
        text = path.read_bytes().decode() + "\nMore words, 再来.\n" if path.exists() else form.format(slug=slug)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        self.remember(file)

    @rule(row=st.integers(0, 8), choice=st.sampled_from(["confirm", "change", "reject"]), typed=CHANGES, why=REASONS)
    def correct(self, row: int, choice: Any, typed: dict[str, Json], why: str) -> None:
        """Decide on a row, the machine's or an added one, as `litatlas correct` does."""
        review = self.review
        cases = list(list_cases(review, review.papers.values()))
        case = cases[row % len(cases)]
        pages = self.read_pages()
        new = find_changes(case, typed) if choice == "change" else {}
        file = decide(self.root, review, case, Decision(choice, new, why, "Ann", "2026-11-21"))
        self.forget(self.root / file)
        self.note_said(case, choice, new)
        assert self.read_pages() == pages

    def note_said(self, case: Case, choice: str, new: dict[str, Json]) -> None:
        if case.is_added:
            self.note_edited(case, choice, new)
            return
        key = case.paper.slug, case.row.id
        if choice == "confirm":
            machine = row_values(case.row)
            new = {name: value for name, value in self.said.get(key, {}).get("new", {}).items() if machine[name] != value}
        if choice != "reject":
            choice = "change" if new else "confirm"
        self.said[key] = {"action": choice, "was": row_values(case.row), "new": new}

    def note_edited(self, case: Case, choice: str, new: dict[str, Json]) -> None:
        slug, values = case.paper.slug, row_values(case.row)
        number = next(
            number
            for number, (other, said) in enumerate(self.added)
            if other == slug and row_values(place_row(case.paper, said)) == values
        )
        said = self.added.pop(number)[1]
        if choice != "reject":
            self.added.append((slug, {**said, **new}))

    @rule(slug=st.sampled_from(SLUGS), value=st.sampled_from(VALUES), metric=NAMES, typed=CHANGES, why=REASONS)
    def add_by_key(self, slug: str, value: tuple[str, float, str, str], metric: str, typed: dict[str, Json], why: str) -> None:
        """Add a row as `litatlas correct` does."""
        quote, low, unit, form = value
        row: dict[str, Json] = {"quote": quote, "low": low, "unit": unit, "form": form, "metric": metric, "effect": "better"}
        new = complete_row(self.review.papers[slug], {**row, **{name: typed[name] for name in typed if name not in row}})
        pages = self.read_pages()
        file = add_row(self.root, self.review, slug, Correction("", "add", {}, new, why, "Ann", "2026-11-21", "", 0))
        self.forget(self.root / file)
        self.added.append((slug, new))
        assert self.read_pages() == pages

    @rule(slug=st.sampled_from(SLUGS), topics=st.sampled_from([[], ["ponds"], ["rivers"], ["rivers", "ponds"]]), why=REASONS)
    def override_by_key(self, slug: str, topics: list[Json], why: str) -> None:
        """Give a paper other topics as `litatlas correct` does; those that the rules gave it let it go."""
        curated = self.review.curation.get(slug)
        machine = curated.machine if curated else self.review.papers[slug]
        file = override_fact(self.root, self.review, slug, Override("topics", None, topics, why, "Ann", "2026-11-21", ""))
        self.forget(self.root / file)
        self.topics.pop(slug, None)
        if topics != list(machine.extraction.topics):
            self.topics[slug] = topics

    @precondition(lambda self: self.bodies)
    @rule(data=st.data(), quote=st.sampled_from(["2.3x", "12 ms", "33.5%", "nowhere"]), metric=NAMES, why=REASONS)
    def add(self, data: st.DataObject, quote: str, metric: str, why: str) -> None:
        """Write a row into a note by hand."""
        file = data.draw(st.sampled_from(sorted(self.bodies)))
        new: dict[str, Json] = {"quote": quote, "low": 7, "unit": "×", "form": "ratio", "metric": metric}
        fields: dict[str, Json] = {"action": "add", "set": dict(new), "why": why, "by": "Bo", "on": "2026-11-22"}
        written = put_correction((self.root / file).read_bytes().decode(), file, fields)
        assert isinstance(written, str), written
        (self.root / file).write_bytes(written.encode())
        self.forget(self.root / file)
        self.added.append((HERON_SLUG if "heron" in file else OTTER_SLUG, new))

    @precondition(lambda self: not self.facts)
    @rule(title=st.sampled_from(["Heron, corrected: 2.3x", 'Other "words"']), day=st.sampled_from(["2023", "2023-02"]))
    def override(self, title: str, day: str) -> None:
        """Give a paper another title and another date."""
        facts: dict[str, Json] = {"title": title, "date": day, "hardware": ["NVIDIA H200"]}
        lines = [
            f"  {fact}: {{was: null, set: {json.dumps(value)}, why: so, by: Bo, on: 2026-11-23}}\n"
            for fact, value in facts.items()
        ]
        text = f"---\npaper: {HERON_SLUG}\noverrides:\n{''.join(lines)}---\n"
        write_files(self.root, {"content/notes/heron-facts.md": text})
        self.facts = facts
        self.remember("content/notes/heron-facts.md")

    @invariant()
    def all_holds(self) -> None:
        self.review = load_review(self.root, self.memories[self.words])
        self.no_word_is_lost(self.review)
        self.what_is_shown_is_what_people_say(self.review)
        self.what_changed_under_a_correction_is_told(self.review)

    def no_word_is_lost(self, review: Review) -> None:
        for (slug, id_), said in self.said.items():
            (found,) = (item for item in review.curation[slug].corrections if item.result == id_)
            assert (found.action, dict(found.was), dict(found.new)) == (said["action"], said["was"], said["new"])
        for slug in SLUGS:
            curated = review.curation.get(slug)
            kept = [item for item in curated.corrections if item.action == "add"] if curated else []
            assert len(kept) == sum(other == slug for other, _ in self.added)
        for file, body in self.bodies.items():
            text = (self.root / file).read_bytes().decode()
            assert text.endswith(body)
            assert ("# mine" in text, "# a paper" in text) == (("# none yet" in text),) * 2

    def what_is_shown_is_what_people_say(self, review: Review) -> None:
        for (slug, id_), said in self.said.items():
            curated = review.curation[slug]
            machine = {row.id: row_values(row) for row in curated.machine.extraction.results}
            marked = [mark.kind for mark in curated.marks.values() if any(item.result == id_ for item in mark.corrections)]
            shown = {row.id: row for row in curated.paper.extraction.results}
            if said["action"] == "reject":
                assert id_ not in shown
                assert id_ in {item.corrections[0].result for item in curated.rejected}
            elif said["action"] == "confirm":
                assert marked == (["confirmed"] if machine.get(id_) == said["was"] else [])
            else:
                (kind,) = marked
                wanted = {**(machine.get(id_) or said["was"]), **said["new"]}
                twins = [row for row in shown.values() if row_values(row) == wanted and row.confidence == "high"]
                assert twins
                assert kind == ("changed" if id_ in shown else "confirmed")
        for slug, new in self.added:
            rows = [row_values(row) for row in review.papers[slug].extraction.results]
            assert any(all(row[name] == value for name, value in new.items()) for row in rows)
        for slug, topics in self.topics.items():
            assert list(review.papers[slug].extraction.topics) == topics
        if self.facts:
            paper = review.papers[HERON_SLUG]
            assert paper.work.date is not None
            assert (paper.work.title.raw, paper.work.date.iso) == (self.facts["title"], self.facts["date"])
            assert "NVIDIA H200" in paper.extraction.hardware

    def what_changed_under_a_correction_is_told(self, review: Review) -> None:
        drifts = {
            (slug, str(item.result), drift.field)
            for slug, curated in review.curation.items()
            for drift in curated.drifts
            if drift.path[0] == "corrections"
            for item in curated.corrections
            if (item.file, ("corrections", item.number)) == (drift.file, drift.path)
        }
        expected = set()
        for (slug, id_), said in self.said.items():
            machine = next((row for row in review.curation[slug].machine.extraction.results if row.id == id_), None)
            now = row_values(machine) if machine else {"": None}
            expected |= {(slug, id_, name) for name, value in now.items() if value != said["was"].get(name, "gone")}
        assert drifts == expected | {(slug, "", "") for slug, new in self.added if self.is_read(review, slug, new)}

    def is_read(self, review: Review, slug: str, new: dict[str, Json]) -> bool:
        """Whether the rules read the value of an added row from its words, and nobody decided on what they read."""
        curated = review.curation[slug]
        decided = {item.corrections[0].result for item in curated.rejected}
        decided |= {id_ for id_, mark in curated.marks.items() if any(item.action != "add" for item in mark.corrections)}
        return any(
            (row.low, row.high, row.unit) == (new["low"], new.get("high", new["low"]), new["unit"])
            and (row.quote in str(new["quote"]) or str(new["quote"]) in row.quote)
            for row in curated.machine.extraction.results
            if row.id not in decided
        )

    def forget(self, *paths: Path) -> None:
        """Have these files read anew."""
        for memory in self.memories:
            memory.forget(paths)

    def remember(self, file: str) -> None:
        self.forget(self.root / file)
        self.bodies[file] = (self.root / file).read_bytes().decode().rpartition("---")[2]

    def read_notes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.root / "content/notes").glob("*")}

    def read_pages(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.root / "content/papers").glob("*")}


def test_no_sequence_of_reading_and_correcting_loses_a_word_of_peoples(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    many = settings(
        max_examples=int(os.environ.get("LITATLAS_SEQUENCES", "100")),
        stateful_step_count=10,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    lives = type("Lives", (Lives,), {"root": folder / "review", "memories": (Memory(), Memory())})

    run_state_machine_as_test(lives, settings=many)
