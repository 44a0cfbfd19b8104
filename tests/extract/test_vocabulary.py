"""A wrong vocabulary is refused, with every fault at its line."""

from importlib.resources import files

import pytest

from litatlas.errors import ContentError
from litatlas.extract import Source, build_vocabulary
from litatlas.extract.vocabulary import FILES


def sources(**changes: str) -> tuple[Source, ...]:
    """Return the package's vocabulary files, with the text of some changed."""
    folder = files("litatlas.extract") / "vocabulary"
    return tuple(Source(name, changes.get(name.split(".")[0]) or (folder / name).read_text(encoding="utf-8")) for name in FILES)


@pytest.mark.parametrize(
    ("changes", "file", "line", "word"),
    [
        ({"metrics": "speed: {names: [], units: [ratio], better: higher}\nheat: {nams: [warmth]}\n"}, "metrics.yml", 2, "nams"),
        ({"metrics": "a b: {names: [x y]}\nc d:\n  names: [x y]\n"}, "metrics.yml", 3, "x y"),
        ({"metrics": "a b: {better: more}\n"}, "metrics.yml", 1, "better"),
        ({"metrics": "a b: {units: [parsec]}\n"}, "metrics.yml", 1, "parsec"),
        ({"units": "q: {kind: nonsense, names: [q]}\n"}, "units.yml", 1, "nonsense"),
        ({"hardware": "- {family: Foo, devices: {Foo 1: []}}\n"}, "hardware.yml", 1, "kind"),
        ({"hardware": "- {family: [\n"}, "hardware.yml", 2, "YAML"),
        ({"data": "datasets: {}\nmodels: {}\n"}, "data.yml", 2, "models"),
        ({"cues": "bounds: {}\n"}, "cues.yml", 1, "missing"),
        (
            {"cues": "bounds: {sometimes: [x]}\nspeed: [fast]\nown: [we]\nchanges: {up: [a]}\ncomparatives: {up: [a]}\n"},
            "cues.yml",
            1,
            "bound",
        ),
    ],
)
def test_a_fault_names_its_file_and_line(changes: dict[str, str], file: str, line: int, word: str) -> None:
    with pytest.raises(ContentError) as caught:
        build_vocabulary(sources(**changes))

    assert any(fault.file == file and fault.line == line and word in str(fault) for fault in caught.value.faults), caught.value


def test_faults_of_all_files_are_reported_together() -> None:
    with pytest.raises(ContentError) as caught:
        build_vocabulary(sources(metrics="a b: {nams: []}\n", data="modls: {}\n"))

    assert [fault.file for fault in caught.value.faults] == ["data.yml", "metrics.yml"]


def test_a_misspelt_key_is_told_what_it_may_have_meant() -> None:
    with pytest.raises(ContentError, match="write `names`"):
        build_vocabulary(sources(metrics="a b: {nams: []}\n"))
