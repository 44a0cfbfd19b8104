"""The real captures, against counts and texts taken straight from their lines."""

import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from litatlas.read.formats import read_capture
from litatlas.read.matching import merge_records
from litatlas.read.merge import find_disagreements

pytestmark = pytest.mark.captures
HEAD = re.compile(r"new|Get trending papers in your email inbox.*|Subscribe|Daily Papers|byAK and the research community")
DATE = re.compile(r"([A-Z][a-z]{2} \d{1,2})(?:, (\d{4}))?(?: (\d+))?")
LONG = 500


def raw_lines(path: Path) -> list[str]:
    lines = path.read_bytes().decode("utf-8").split("\n")
    return [line.strip().removeprefix("Subscribe") if line.startswith("SubscribeB") else line.strip() for line in lines]


def test_every_entry_is_read_without_a_fault(captures: list[Path]) -> None:
    parsed = [read_capture(path) for path in captures]

    assert [len(one.records) for one in parsed] == [115, 111, 70, 58, 94]
    assert [["taken as of 2025" in fault.message for fault in one.faults] for one in parsed] == [[True], [], [True], [True], []]
    assert len(merge_records([record for one in parsed for record in one.records])) == 402


def test_the_day_of_the_capture_is_found(captures: list[Path]) -> None:
    days = [{record.source.captured for record in read_capture(path).records} for path in captures]

    assert days == [{"2025-10-30"}, {None}, {"2025-10-31"}, {"2025-12-09"}, {"--08-07"}]


def test_the_records_account_for_every_line(captures: list[Path]) -> None:
    for path in captures:
        lines = Counter(line for line in raw_lines(path) if line and not HEAD.fullmatch(line))
        records = read_capture(path).records
        lines -= Counter(text for record in records for text in (record.title, record.abstract))
        lines -= Counter(f"• {record.author_count} authors" for record in records if record.author_count)
        lines -= Counter(f"{record.organization.slug} {record.organization.name}" for record in records if record.organization)

        dates = sum(record.date is not None for record in records)
        has_head_date = records[0].source.captured is not None
        assert lines.pop("·", 0) in (dates, dates - has_head_date)
        assert all(DATE.fullmatch(line) for line in lines)
        assert lines.total() == dates + has_head_date


def test_each_entry_has_the_facts_that_stand_below_its_abstract(captures: list[Path]) -> None:
    for path in captures:
        lines = [line for line in raw_lines(path) if line]
        by_title = {record.title: record for record in read_capture(path).records}
        places = [place for place, line in enumerate(lines) if len(line) > LONG]
        assert len(places) == len(by_title)
        for place, following in zip(places, [*places[1:], len(lines) + 1], strict=True):
            record = by_title[lines[place - 1]]
            facts = lines[place + 1 : following - 1]
            authors = [line for line in facts if line.startswith("•")]
            dates = [match for line in facts if (match := DATE.fullmatch(line))]
            named = [line for line in facts if line != "·" and line not in authors and not DATE.fullmatch(line)]

            assert record.abstract == lines[place]
            assert authors == ([f"• {record.author_count} authors"] if record.author_count else [])
            assert named == ([f"{record.organization.slug} {record.organization.name}"] if record.organization else [])
            assert [int(match[3]) for match in dates if match[3]] == ([record.comments] if record.comments else [])
            expected = [datetime.strptime(f"{match[1]}, {match[2] or 2025}", "%b %d, %Y").date().isoformat() for match in dates]
            assert expected == ([record.date.iso] if record.date else [])
            assert all((record.date.reason is None) == bool(match[2]) for match in dates if record.date)


def test_each_record_names_the_line_of_its_title(captures: list[Path]) -> None:
    for path in captures:
        lines = raw_lines(path)
        for record in read_capture(path).records:
            assert lines[record.source.line - 1] == record.title


def test_the_repeats_agree(captures: list[Path]) -> None:
    works = merge_records([record for path in captures for record in read_capture(path).records])

    assert sum(len(work.witnesses) - 1 for work in works.values()) == 46
    assert [fault for work in works.values() for fault in find_disagreements(work)] == []
