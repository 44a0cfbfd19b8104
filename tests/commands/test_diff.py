"""Comparing exports: what is the same row, what changed in it, and what is no change at all."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from litatlas.commands.diff import Change, Diff, compare, describe, list_events, read_exports
from litatlas.commands.export import TextFormat, export
from litatlas.commands.ingest import ingest
from litatlas.errors import ContentError, UsageError
from litatlas.review.groups import list_by_date
from litatlas.review.loading import load_papers
from tests.invented import BADGER, HERON, Entry, format_listing, make_review, write_files

Paper = dict[str, Any]


def row(quote: str = "2.3x", **fields: Any) -> dict[str, Any]:
    """A row as exports have it, its value the number of its quote."""
    number = float(quote.strip("x%"))
    values = {
        "id": f"id-{quote}",
        "quote": quote,
        "low": number,
        "high": number,
        "unit": quote[-1],
        "metric": "speed",
        "baseline": [],
    }
    return {**values, "evidence": ["abstract", 10, 14], "context": ["abstract", 0, 40], **fields}


def paper(*rows: dict[str, Any], slug: str = "heron", **fields: Any) -> Paper:
    return {"slug": slug, "title": slug.title(), "hardware": [], "topics": ["ponds"], "results": list(rows), **fields}


def only(diff: Diff) -> tuple[list[str], list[str], list[tuple[str, Change]]]:
    """What differs in the only paper in which something does: quotes gained and lost, and changes by quote."""
    (found,) = diff.papers
    changes = [(changed.row["quote"], change) for changed in found.changed for change in changed.changes]
    return [gained["quote"] for gained in found.gained], [lost["quote"] for lost in found.lost], changes


def tell(diff: Diff, field: str | None = None) -> list[str]:
    return [line for line, _ in describe(diff, field)]


def write_lines(path: Path, papers: Iterable[Paper]) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in papers), encoding="utf-8")
    return path


def test_nothing_differs_between_an_export_and_itself() -> None:
    papers = [paper(row(), row("40%")), paper(slug="otter")]

    diff = compare(papers, papers)

    assert (diff.compared, diff.papers, diff.only_old, diff.only_new, diff.not_compared) == (2, (), (), (), ())
    assert tell(diff)[0].split() == ["papers", "compared", "2"]


def test_rows_are_gained_and_lost() -> None:
    old, new = row("40%", evidence=["abstract", 50, 53]), row("7x", evidence=["abstract", 70, 72])

    assert only(compare([paper(row(), old)], [paper(row(), new)])) == (["7x"], ["40%"], [])


def test_a_row_with_the_same_id_is_the_same_row() -> None:
    diff = compare([paper(row(metric="speed", baseline=[]))], [paper(row(metric="latency", baseline=["PondLM"]))])

    assert only(diff) == (
        [], [], [("2.3x", Change("metric", "speed", "latency")), ("2.3x", Change("baseline", [], ["PondLM"]))],
    )  # fmt: skip


def test_a_row_with_another_id_is_the_same_where_value_and_unit_are() -> None:
    old, new = row(id="a", quote="2.3x"), row(id="b", quote="2.3x", metric="latency")

    assert only(compare([paper(old)], [paper(new)])) == ([], [], [("2.3x", Change("metric", "speed", "latency"))])


def test_a_row_is_the_same_where_it_was_read_from_words_that_overlap() -> None:
    old = row("2.3x", id="a", evidence=["abstract", 10, 14])
    new = row("2.3%", id="b", evidence=["abstract", 10, 16])
    elsewhere = row("2.3%", id="b", evidence=["title", 10, 16])

    assert [change.field for _, change in only(compare([paper(old)], [paper(new)]))[2]] == ["quote", "unit"]
    assert only(compare([paper(old)], [paper(elsewhere)])) == (["2.3%"], ["2.3x"], [])


def test_a_row_is_the_same_where_it_was_read_from_the_same_cell() -> None:
    cell = {"table": "table-2", "row": 3, "column": 4}
    old, new = row("2.3x", id="a", evidence=cell), row("2.3%", id="b", evidence=cell)
    beside = row("2.3%", id="b", evidence={**cell, "column": 5})

    assert [change.field for _, change in only(compare([paper(old)], [paper(new)]))[2]] == ["quote", "unit"]
    assert only(compare([paper(old)], [paper(beside)])) == (["2.3%"], ["2.3x"], [])


def test_ids_decide_before_values_do_so_that_equal_values_do_not_cross() -> None:
    first, second = row(id="a", metric="speed"), row(id="b", metric="latency", evidence=["abstract", 60, 64])

    assert compare([paper(first, second)], [paper(second, first)]).papers == ()


def test_a_change_of_places_alone_is_no_change() -> None:
    old = paper(row(id="a"), non_results=[{"quote": "8", "reason": "set-up", "evidence": ["abstract", 1, 2]}])
    moved = row(id="b", evidence=["abstract", 90, 94], context=["abstract", 80, 120])
    new = paper(moved, non_results=[{"quote": "8", "reason": "set-up", "evidence": ["abstract", 3, 4]}])

    assert compare([old], [new]).papers == ()


def test_fields_that_this_version_does_not_know_are_compared_as_well() -> None:
    old = paper(row(confidence="low", flags=[]), topic_terms={"ponds": ["pond"]})
    new = paper(row(confidence="high", flags=["two names"]), topic_terms={"ponds": ["heron"]})

    diff = compare([old], [new])

    assert [change.field for _, change in only(diff)[2]] == ["confidence", "flags"]
    assert diff.count_paper_fields() == [("topic_terms", 1)]


def test_fields_that_one_export_does_not_know_are_named_once_and_not_compared() -> None:
    diff = compare([paper(row())], [paper(row(confidence="high"), topic_terms={})])

    assert (diff.papers, diff.not_compared) == ((), ("confidence", "topic_terms"))
    assert tell(diff)[-1] == "not compared, as only one export has it: confidence, topic_terms"


def test_hardware_and_topics_of_papers_are_compared_and_facts_are_not() -> None:
    old = paper(hardware=["GPU"], topics=["ponds"], comments=1)
    new = paper(hardware=["NVIDIA A100"], topics=["ponds", "rivers"], comments=2)

    assert compare([old], [new]).papers[0].changes == (
        Change("hardware", ["GPU"], ["NVIDIA A100"]),
        Change("topics", ["ponds"], ["ponds", "rivers"]),
    )


def test_of_lists_of_entries_those_that_differ_are_told() -> None:
    eight, nine = ({"quote": "8", "reason": "set-up"}, {"quote": "9", "reason": "background"})

    (found,) = compare([paper(non_results=[eight, nine])], [paper(non_results=[nine])]).papers

    assert found.changes == (Change("non_results", [{**eight}], []),)


def test_a_paper_with_another_slug_is_the_same_where_its_title_is() -> None:
    old, new = paper(row(), slug="heron", title="The Heron"), paper(slug="the-heron", title="THE  HERON")

    diff = compare([old], [new])

    assert (diff.compared, [found.paper for found in diff.papers]) == (1, ["the-heron"])


def test_rows_of_papers_that_one_export_has_alone_are_not_counted() -> None:
    diff = compare([paper(row(), slug="mole"), paper(slug="heron")], [paper(slug="heron"), paper(row(), slug="hare")])

    assert (diff.only_old, diff.only_new, diff.papers) == (("mole",), ("hare",), ())
    assert tell(diff)[:2] == ["only in the old export: mole", "only in the new export: hare"]


def test_one_field_can_be_looked_at_alone() -> None:
    old = [paper(row(hardware=[]), row("40%"), hardware=["GPU"]), paper(slug="mole")]
    new = [paper(row(hardware=["CPU"], metric="latency"), row("7x", evidence=None), hardware=["CPU"])]

    diff = compare(old, new, "hardware")

    assert tell(diff, "hardware") == [
        "heron",
        "  ~ 2.3x  hardware: (none) → CPU",
        "  ~ hardware: GPU → CPU",
        "",
        "papers compared        1",
        "rows changed           1",
        "  hardware             1",
        "papers changed         1",
        "  hardware             1",
    ]


@pytest.mark.parametrize(
    ("field", "words"), [("metrik", "did you mean 'metric'?"), ("flags", "only one of the exports"), ("x", "name one of")]
)
def test_a_field_that_cannot_be_compared_is_wrong_use(field: str, words: str) -> None:
    with pytest.raises(UsageError, match=words.replace("?", r"\?")):
        compare([paper(row())], [paper(row(flags=[]))], field)


def test_the_summary_counts_changes_by_field_the_most_frequent_first() -> None:
    old = [paper(row("1x"), row("2x"), row("3x"), slug=slug) for slug in ("b", "a")]
    new = [paper(row("1x", metric="m"), row("2x", metric="m", baseline=["B"]), slug=slug, topics=[]) for slug in ("b", "a")]

    diff = compare(old, new)

    assert [found.paper for found in diff.papers] == ["a", "b"]
    assert diff.count_fields() == [("metric", 4), ("baseline", 2)]
    assert [line.split() for line in tell(diff)[-10:]] == [
        ["papers", "compared", "2"], ["only", "in", "old", "0"], ["only", "in", "new", "0"], ["rows", "gained", "0"],
        ["rows", "lost", "2"], ["rows", "changed", "4"], ["metric", "4"], ["baseline", "2"], ["papers", "changed", "2"],
        ["topics", "2"],
    ]  # fmt: skip


def test_programs_get_an_event_for_each_thing_that_differs() -> None:
    old = [paper(row(), row("40%", evidence=None), hardware=["GPU"]), paper(slug="mole")]
    new = [paper(row(metric="latency"), row("7x", evidence=None)), paper(slug="hare")]

    events = list(list_events(compare(old, new)))

    assert [event["event"] for event in events] == [
        "row gained", "row lost", "row changed", "paper changed", "paper lost", "paper gained", "summary",
    ]  # fmt: skip
    assert events[2]["changes"] == {"metric": {"old": "speed", "new": "latency"}}
    assert (events[-1]["rows_gained"], events[-1]["row_fields"], events[-1]["paper_fields"]) == (
        1,
        {"metric": 1},
        {"hardware": 1},
    )
    assert json.loads(json.dumps(events)) == events


@pytest.mark.parametrize(("old_format", "new_format"), [("jsonl", "jsonl"), ("json", "jsonl"), ("json", "json")])
def test_what_export_prints_is_what_diff_reads(tmp_path: Path, old_format: TextFormat, new_format: TextFormat) -> None:
    root = make_review(tmp_path / "review", [HERON, BADGER])
    paths = tmp_path / "old.txt", tmp_path / "new.txt"
    for path, text_format in zip(paths, (old_format, new_format), strict=True):
        path.write_text("".join(export(list_by_date(load_papers(root).values()), "papers", text_format)), encoding="utf-8")
        slower = Entry(HERON.title, HERON.abstract.replace("latency", "memory"), HERON.date)
        write_files(tmp_path, {"slower.txt": format_listing([slower])})
        for page in (root / "content" / "papers").glob("heron*"):
            page.unlink()
        ingest(root, [tmp_path / "slower.txt"])

    diff = compare(*read_exports(*paths))

    assert (diff.compared, diff.count_fields()[0]) == (2, ("metric", 1))
    assert only(diff)[2][0] == ("33.5%", Change("metric", "latency", "memory"))


def test_all_faults_of_both_files_are_told_with_their_lines(tmp_path: Path) -> None:
    old, new = write_lines(tmp_path / "old.jsonl", [paper(), paper()]), write_lines(tmp_path / "new.jsonl", [paper(slug="a")])
    with new.open("a", encoding="utf-8") as file:
        file.write('{"slug": \n\n3\n{"title": "x"}\n{"slug": "b", "results": [1]}\n{"slug": "c", "title": 3}\n' + "[" * 100_000)

    with pytest.raises(ContentError) as caught:
        read_exports(old, new)

    found = [(Path(fault.file).name, fault.line) for fault in caught.value.faults]
    assert found == [("old.jsonl", 2), *(("new.jsonl", line) for line in (2, 4, 5, 6, 7, 8))]
    assert all(fault.hint for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"slug,title\nheron,Heron\notter,Otter\n", 1, '"slug,title" is no JSON'),
        (b'[{"slug": "a"},\n{"slug": "b"\n', 2, "is no JSON"),
        (b'[{"slug": "a"},\n\n', 3, "ends within a list"),
        (b'[{"slug": "a"},\n{"slug": "a"}]', 2, "a second paper has the slug 'a'"),
        (b'{"slug": "a"}\n{"slug": "\xff"}\n', 2, "is not UTF-8"),
        (b'{"paper": "heron", "title": "Heron"}\n{"paper": "heron"}\n', 1, "a paper has no slug"),
    ],
)
def test_what_is_no_export_of_papers_is_told_once_with_its_line(tmp_path: Path, data: bytes, line: int, words: str) -> None:
    broken, well = tmp_path / "broken", write_lines(tmp_path / "well", [paper()])
    broken.write_bytes(data)

    with pytest.raises(ContentError) as caught:
        read_exports(well, broken)

    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == (str(broken), line)
    assert words in fault.message


def test_files_that_are_missing_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_exports(tmp_path / "a.jsonl", tmp_path)

    assert [fault.message.partition(":")[0] for fault in caught.value.faults] == ["cannot be read"] * 2


def test_an_empty_export_has_no_papers(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", "utf-8")
    (tmp_path / "none.json").write_text("[]\n", "utf-8")

    assert read_exports(tmp_path / "none.jsonl", tmp_path / "none.json") == ([], [])
