"""Hostile texts that failed once are read, or told; the readers are fuzzed, all of them, in the parts that CI names."""

from pathlib import Path

import pytest
import yaml

from litatlas.read.formats import FORMATS
from tests.conftest import REPOSITORY
from tests.fuzz.__main__ import MOST_KEPT, fuzz, list_share
from tests.fuzz.reading import CASES, read_case

NAMES = [known.name for known in FORMATS]


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_a_text_that_failed_once_is_read_or_told(path: Path) -> None:
    name = max((name for name in NAMES if path.name.startswith(f"{name}-")), key=len)

    assert not read_case(name, path.read_bytes()).startswith("!")


def test_the_parts_that_run_for_each_change_hold_all_readers() -> None:
    workflow = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "fuzz.yml").read_text(encoding="utf-8"))
    shares = workflow["jobs"]["readers"]["strategy"]["matrix"]["share"]

    assert sorted(name for share in shares for name in list_share(share)) == sorted(NAMES)


def test_what_is_new_is_kept_for_the_next_run(tmp_path: Path) -> None:
    name, count, found, failure = fuzz("ris", 0.2, tmp_path, seed=1)

    assert (name, failure) == ("ris", "")
    assert count >= found > 0
    assert len(list(tmp_path.iterdir())) == min(found, MOST_KEPT)
