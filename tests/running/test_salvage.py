"""What kills a process is found: by halves down to the item, which is told, while all others are done."""

import json
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from litatlas.commands.captures import SALVAGE
from litatlas.commands.ingest import ingest
from litatlas.errors import Fault
from litatlas.read.formats import ReadOptions
from litatlas.read.parsed import Parsed
from litatlas.read.parts import Part, collect_parts, list_parts, read_part
from litatlas.running.processes import map_across
from tests.commands.test_ingest import make_lines, make_root, read_pages
from tests.running.killing import END, EXPECTED, RANGES, choose_deadly, count_or_die
from tests.running.test_processes import HAS_COPIES, THREAD, run_python


def test_what_kills_a_process_is_found_by_halves_and_all_else_is_done_in_order(tmp_path: Path) -> None:
    ranges = [(start, start + 4) for start in range(0, END, 4)]

    with map_across(count_or_die, 2, tmp_path, chunk=2, salvage=RANGES) as run:
        made = list(run(ranges))

    assert [number for part in made for number in part] == EXPECTED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.thorough
def test_so_it_is_by_processes_that_are_no_copies(tmp_path: Path) -> None:
    code = (
        f"from pathlib import Path; from litatlas.running.processes import map_across; {THREAD}\n"
        "from tests.running.killing import EXPECTED, RANGES, count_or_die\n"
        f"with map_across(count_or_die, 2, Path({str(tmp_path)!r}), salvage=RANGES) as run:\n"
        f"    print([number for part in run([(0, {END})]) for number in part] == EXPECTED)\n"
    )
    run = run_python("-c", code)

    assert (run.stderr, run.stdout) == ("", "True\n")


def read_or_die(part: Part | Fault) -> Parsed:
    """Reads a part; a text in it ends the process."""
    if isinstance(part, Part) and b"Heron 17 Wades" in (part.data or part.path.read_bytes()[part.start : part.end]):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_part(part, query=None)


def test_an_entry_that_kills_its_reader_is_told_by_file_and_line_and_the_others_are_read(tmp_path: Path) -> None:
    path = make_lines(tmp_path / "list.jsonl", 30)
    parts = [part for part in list_parts(path, ReadOptions(), {}) if isinstance(part, Part)]
    whole = collect_parts(read_part(part, query=None) for part in parts)

    with map_across(read_or_die, 2, tmp_path, chunk=1, salvage=SALVAGE) as run:
        found = collect_parts(run(parts))

    assert [(fault.file, fault.line) for fault in found.faults] == [(str(path), 7), (str(path), 18)]
    assert (found.entries, found.skipped, len(found.records)) == (whole.entries, whole.skipped + 1, len(whole.records) - 1)


@pytest.mark.skipif(not HAS_COPIES, reason="wants copies of a process")
def test_a_paper_that_kills_its_reader_is_told_and_the_next_run_takes_it_up(tmp_path: Path) -> None:
    root, safe = make_root(tmp_path / "review"), make_root(tmp_path / "safe")
    path = make_lines(tmp_path / "list.jsonl", 30)
    run = partial(ingest, captures=[path], abstracts=True)
    run(safe)

    report = run(root, processes=2, choose=choose_deadly)

    told = [(fault.file, fault.line, fault.message) for fault in report.faults[1:]]
    assert told == [
        ("list.jsonl", 13, '"Heron 12 Wades Again" cannot be read for results: the process that reads it dies of it'),
        ("list.jsonl", 22, "\"Heron 21 Wades Again\" cannot be read for results: KeyError: 'feathers'"),
    ]
    assert (report.new, report.merged, report.skipped) == (27, 1, 3)
    assert report.entries == 31
    assert run(root).new == 2
    assert read_pages(root) == read_pages(safe)


def test_a_paper_that_its_reader_fails_at_while_its_sources_are_pruned_is_told(tmp_path: Path) -> None:
    root = make_root(tmp_path / "review")
    lists = [tmp_path / "one.jsonl", tmp_path / "other.jsonl"]
    heron, otter = {"title": "Heron 21 Wades Again"}, {"title": "Otters Hold Hands"}
    lists[0].write_text("\n".join(map(json.dumps, ({**heron, "abstract": "Of reeds."}, otter))), encoding="utf-8")
    lists[1].write_text(json.dumps(heron), encoding="utf-8")
    ingest(root, lists, abstracts=True)
    lists[0].write_text(json.dumps(otter), encoding="utf-8")

    report = ingest(root, lists[:1], abstracts=True, prune=True, choose=choose_deadly)

    (fault,) = report.faults
    assert (fault.file, fault.message) == (
        "one.jsonl",
        "\"Heron 21 Wades Again\" cannot be read for results: KeyError: 'feathers'",
    )
