"""The package's vocabulary, a review's laid over it, and what is wrong with either, at its line."""

import pickle
import re
from importlib.resources import files

import pytest

from litatlas.errors import ContentError, Fault
from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.files import VocabularyFile
from litatlas.extract.lexicon.terms import Device, TopicTerms, Unit, Vocabulary
from litatlas.extract.lexicon.vocabulary import FILES, build_vocabulary, load_vocabulary, read_package_files
from litatlas.model import Result

LONGEST_LINE = 160


def sources(**changes: str) -> tuple[VocabularyFile, ...]:
    """Return the package's vocabulary files, with the text of some changed."""
    folder = files("litatlas.extract") / "vocabulary"
    return tuple(
        VocabularyFile(name, changes.get(name.split(".")[0]) or (folder / name).read_text(encoding="utf-8")) for name in FILES
    )


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


def overlay(**texts: str) -> tuple[VocabularyFile, ...]:
    """A review's vocabulary files by name."""
    return tuple(VocabularyFile(f"content/vocabulary/{name}.yml", text) for name, text in texts.items())


def laid_over(**texts: str) -> Vocabulary:
    return load_vocabulary(overlay=overlay(**texts))


def faults_of(**texts: str) -> list[Fault]:
    with pytest.raises(ContentError) as caught:
        laid_over(**texts)
    assert all(fault.hint for fault in caught.value.faults)
    return list(caught.value.faults)


def rows_of(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(build_document("", text), vocabulary, NO_OPINION).results


def metrics_of(text: str, vocabulary: Vocabulary) -> list[str]:
    return [row.metric for row in rows_of(text, vocabulary)]


def test_no_line_of_the_package_is_too_long_to_read() -> None:
    assert [line for source in read_package_files() for line in source.text.splitlines() if len(line) > LONGEST_LINE] == []


def test_a_review_adds_entries_of_its_own() -> None:
    vocabulary = laid_over(
        metrics="croaks: {names: [croak count], units: [count], better: lower}",
        units="croak: {kind: count, names: [croak, croaks], metric: croaks}",
        hardware="- {family: Pond chips, vendor: Frogworks, kind: NPU, devices: {Frogworks F1: [F1 pond chip]}}",
        data="datasets: {SoilBench: [SoilBench-2]}",
        models="models: {BurrowLM: []}",
    )

    assert vocabulary.units["croak"] == Unit("croak", "count", "croaks")
    assert vocabulary.devices["Frogworks F1"] == Device("Frogworks F1", "Frogworks", "Pond chips", "NPU")
    assert metrics_of("On the F1 pond chip, the croak count falls by 40%.", vocabulary) == ["croaks"]
    (row,) = rows_of("On SoilBench-2, latency falls by 40% for BurrowLM-7B.", vocabulary)
    assert (row.dataset, row.model) == (("SoilBench-2",), ("BurrowLM-7B",))


def test_an_entry_of_the_packages_name_gains_names_and_changes_the_fields_that_it_gives() -> None:
    before = load_vocabulary().metrics["throughput"]
    vocabulary = laid_over(metrics="throughput: {names: [ferry rate], better: lower}", units="ms: {metric: null}")

    assert metrics_of("The ferry rate grows by 40%.", vocabulary) == ["throughput"]
    assert metrics_of("The serving throughput grows by 40%.", vocabulary) == ["throughput"]
    assert vocabulary.metrics["throughput"].better == "lower"
    assert vocabulary.metrics["throughput"].units == before.units
    assert vocabulary.units["ms"] == Unit("ms", "time", None)


def test_a_field_that_is_given_as_null_is_emptied() -> None:
    assert laid_over(metrics="latency: {better: null}").metrics["latency"].better is None


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("metrics", "perplexity: null", "Perplexity falls by 4%."),
        ("units", "fps:", "The tracker reaches a rate of 31 frames per sec."),
        ("hardware", "- {family: NVIDIA Ampere, devices: {NVIDIA A100: ~}}", "On an A100, latency falls by 4%."),
        ("data", "datasets: {nuScenes: null}", "On nuScenes, latency falls by 4%."),
        ("models", "models: {Qwen: null}", "The latency of Qwen2 falls by 4%."),
        ("settings", "prefill: null", "In the prefill phase, latency falls by 4%."),
        ("settings", "'# steps': null", "With 4 steps, latency falls by 4%."),
    ],
)
def test_null_takes_an_entry_of_the_package_away(name: str, text: str, sentence: str) -> None:
    before, after = (
        extract(build_document("", sentence), load_vocabulary(), NO_OPINION),
        extract(build_document("", sentence), laid_over(**{name: text}), NO_OPINION),
    )

    assert before != after


def test_a_spelling_that_the_review_claims_moves_to_its_entry() -> None:
    vocabulary = laid_over(
        metrics="ferry time: {names: [job completion time], units: [time], better: lower}",
        units="Mbit: {kind: bytes, names: [Mb]}",
        data="datasets: {Pond objects: [COCO]}",
    )

    assert metrics_of("Job completion time falls by 4%, and task completion time by 9%.", vocabulary) == [
        "ferry time",
        "completion time",
    ]
    assert (vocabulary.spellings["Mb"], vocabulary.spellings["MB"]) == ("Mbit", "MB")


def test_a_spelling_in_lower_case_goes_before_the_packages_in_capitals() -> None:
    vocabulary = laid_over(metrics="frogs per stone: {names: [fps], units: [rate]}")

    assert metrics_of("We raise FPS by 40%.", vocabulary) == ["frogs per stone"]


def test_a_device_moves_to_the_family_that_the_review_puts_it_in() -> None:
    vocabulary = laid_over(hardware="- {family: Old GPUs, kind: GPU, devices: {NVIDIA K80: [K80 board]}}")

    assert vocabulary.devices["NVIDIA K80"] == Device("NVIDIA K80", None, "Old GPUs", "GPU")
    assert extract(build_document("", "We use a Tesla K80."), vocabulary, NO_OPINION).hardware == ("NVIDIA K80",)


def test_a_family_of_the_package_need_not_be_described_again() -> None:
    vocabulary = laid_over(hardware="- {family: Hailo, devices: {Hailo-99: []}}")

    assert vocabulary.devices["Hailo-99"] == Device("Hailo-99", "Hailo", "Hailo", "NPU")


def test_a_family_that_is_described_again_is_so_for_all_of_its_devices() -> None:
    assert laid_over(hardware="- {family: Hailo, kind: ASIC}").devices["Hailo-8"].kind == "ASIC"


def test_cue_words_are_added_moved_and_taken_away() -> None:
    sentence = "Latency is {} 4% lower."
    vocabulary = laid_over(cues="bounds: {up to: [not quite], at least: [nearly]}\nremove: {bounds: [some], own: [we]}")

    bounds = [rows_of(sentence.format(word), vocabulary)[0].bound for word in ("not quite", "nearly", "some", "roughly")]
    assert bounds == ["up to", "at least", None, "about"]
    assert vocabulary.cues.own.search("we") is None


def test_a_field_whose_words_are_all_taken_away_finds_nothing() -> None:
    bad = "higher more greater larger longer increased bigger additional extra deeper wider taller lower less fewer smaller"
    vocabulary = laid_over(cues="comparatives: {up: [Upper]}\nremove: {comparatives: [" + bad.replace(" ", ", ") + "]}")

    assert vocabulary.cues.comparatives["upper"] == "up"
    assert vocabulary.cues.comparative.search("higher, more") is None


def test_abbreviations_are_added() -> None:
    added = laid_over(abbreviations="[Spp]").abbreviations - load_vocabulary().abbreviations

    assert added == {"spp"}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "null\n"])
def test_any_file_of_a_review_may_be_empty(text: str) -> None:
    plain = load_vocabulary()
    taught = load_vocabulary(overlay=tuple(VocabularyFile(f"content/vocabulary/{file}", text) for file in FILES))

    assert (taught.metrics, taught.devices, taught.settings) == (plain.metrics, plain.devices, plain.settings)


@pytest.mark.parametrize(
    "texts",
    [
        {"data": "datasets:\n"},
        {"hardware": "- family: Hailo\n  devices:\n"},
        {"cues": "bounds:\nremove:\n"},
        {"metrics": "latency:\n  names:\n"},
    ],
)
def test_what_a_review_leaves_empty_changes_nothing(texts: dict[str, str]) -> None:
    sentence = "On a Hailo-8, latency is about 4% lower on KITTI."

    assert rows_of(sentence, laid_over(**texts)) == rows_of(sentence, load_vocabulary())


@pytest.mark.parametrize(
    ("texts", "line", "words"),
    [
        ({"metrics": "latency: {better: lower}\nhops: {nams: [hop]}"}, 2, "unknown key `nams`; write `names`"),
        ({"metrics": "hops: {names: [hop count]}\nleaps:\n  names: [hop count]"}, 3, "claimed by `hops` and by `leaps`"),
        ({"metrics": "# a\nlatencyy: null"}, 2, "there is no `latencyy` to take away"),
        ({"metrics": "hops: {units: [jumps]}"}, 1, "unknown kind of unit `jumps`"),
        ({"metrics": "hops: {units: ratio}"}, 1, "expected a list"),
        ({"metrics": "hops: {unaffected_by: [hardwear]}"}, 1, "unknown condition `hardwear`; write `hardware`"),
        ({"metrics": "hops: {unaffected_by: [baseline]}"}, 1, "unknown condition `baseline`"),
        ({"metrics": "hops: many"}, 1, "expected a mapping"),
        ({"metrics": "hops:\n  examples:\n    - One: two."}, 3, "in quotation marks where it holds `: `"),
        ({"units": "hop: {names: [hop]}"}, 1, "unknown kind `None`"),
        ({"units": "hop: {kind: count, metric: latancy}"}, 1, "unknown metric `latancy`; write `latency`"),
        ({"units": "hop: {kind: count, names: ['']}"}, 1, "no letter or digit"),
        ({"units": "a: {kind: count, names: [hop]}\nb: {kind: count, names: [hop]}"}, 2, "claimed by `a` and by `b`"),
        ({"hardware": "- {family: Pond chips, devices: {}}"}, 1, "without family or kind"),
        ({"hardware": "- {family: Hailo, generic: yes please}"}, 1, "write true or false"),
        ({"hardware": "- family: Hailo\n- family: Hailo"}, 2, "the family `Hailo` stands twice"),
        (
            {"hardware": "- {family: Hailo, devices: {B: []}}\n- {family: Groq LPU, devices: {B: []}}"},
            2,
            "device `B` stands twice",
        ),
        ({"hardware": "family: Hailo"}, 1, "expected a list"),
        ({"data": "dataset: {}"}, 1, "write `datasets`"),
        ({"data": "datasets:\n  SoilBench: {name: [S]}"}, 2, "unknown key `name`; write `names`"),
        ({"settings": "rain: {kind: wet}"}, 1, "unknown kind of setting `wet`"),
        ({"settings": "'# ponds': {kind: length, names: [ponds]}"}, 1, "has not as many `#` as `# ponds`"),
        ({"settings": "rain: {kind: phase, names: [decoding, rain]}\nfog: {kind: phase, names: [rain]}"}, 2, "claimed by `rain`"),
        ({"cues": "bounds: {up to: [hop], about: [hop]}"}, 1, "`hop` is claimed by `up to` and by `about`"),
        ({"cues": "bounds: {upto: [hop]}"}, 1, "unknown bound `upto`"),
        ({"cues": "bounds: {about: ['hop*']}"}, 1, "write `*` only at the end of words of changes"),
        ({"cues": "remove:\n  own: [them]"}, 2, "`own` has no `them` to take away"),
        ({"cues": "own: ['']"}, 1, "is no word"),
        ({"abbreviations": "a: b"}, 1, "expected a list"),
        ({"metric": ""}, 1, "no vocabulary is called `metric.yml`; rename it to metrics.yml"),
        ({"ponds": ""}, 1, "use only units.yml, metrics.yml"),
        ({"metrics": "hops: [\n"}, 2, "not valid YAML"),
        ({"metrics": "hops: \x00"}, 1, "characters that YAML does not allow"),
        ({"metrics": "a: &a {}\nb: *a"}, 2, "the alias *a is not allowed"),
        ({"metrics": "hops: {}\nleaps: {}\nhops: {}"}, 3, "'hops' is given twice"),
        ({"metrics": "hops: !!python/name:os.system {}"}, 1, "the tag !!python/name:os.system is not known"),
        ({"metrics": "[" * 100_000}, 1, "nested more than"),
    ],
)
def test_a_fault_of_a_reviews_vocabulary_names_its_file_and_line(texts: dict[str, str], line: int, words: str) -> None:
    found = faults_of(**texts)

    assert {fault.file for fault in found} == {f"content/vocabulary/{name}.yml" for name in texts}
    assert any(fault.line == line and words in str(fault) for fault in found), [str(fault) for fault in found]


def test_faults_of_all_files_of_a_review_are_told_in_the_order_of_their_places() -> None:
    found = faults_of(units="hop: {kind: x}\nleap: {kind: y}", cues="owns: [x]", data="data: {}")

    assert [(fault.file.rpartition("/")[2], fault.line) for fault in found] == [
        ("cues.yml", 1), ("data.yml", 1), ("units.yml", 1), ("units.yml", 2),
    ]  # fmt: skip


def test_another_process_builds_the_same_vocabulary_from_what_is_handed_to_it() -> None:
    parts = (TopicTerms("ponds", {"pond": 2}),), overlay(metrics="croaks: {names: [croak count], units: [count]}")
    sentence = "The croak count falls by 40% in every pond."

    (terms, files_) = pickle.loads(pickle.dumps(parts))

    assert extract(build_document("", sentence), load_vocabulary(terms, files_)) == extract(
        build_document("", sentence), load_vocabulary(*parts)
    )


def test_the_same_parts_are_built_into_a_vocabulary_once_and_others_into_another() -> None:
    def load(weight: float, names: str) -> Vocabulary:
        return load_vocabulary((TopicTerms("ponds", {"pond": weight}),), overlay(metrics=f"croaks: {{names: [{names}]}}"))

    assert load(2, "croak count") is load(2, "croak count")
    assert len({load(weight, names).digest for weight in (2, 3) for names in ("croak count", "croak rate")}) == 4


@pytest.mark.parametrize(
    "text", ["We wait 5 ſ for it.", "It needs 2x leſs memory.", "It takes moſt of 5 ms.", "5 K tokens are 2x faſter."]
)
def test_letters_that_only_resemble_a_spelling_are_none_of_it(text: str) -> None:
    extract(build_document(text, text), load_vocabulary(), NO_OPINION)


def test_a_unit_is_what_all_spellings_tried_one_by_one_from_the_longest_on_would_find(vocabulary: Vocabulary) -> None:
    ordered = sorted(vocabulary.spellings, key=lambda name: (-len(name), name))
    choices = "|".join(re.escape(name) if name != name.lower() else f"(?ai:{re.escape(name)})" for name in ordered)
    one_by_one = re.compile(rf"(?P<gap>\+?[ \u00a0\u202f-]?)(?P<unit>{choices})(?![^\W_])")

    for spelling in vocabulary.spellings:
        for written in {spelling, spelling.upper(), spelling.capitalize(), spelling.swapcase()}:
            for text in (f" {written}", f"-{written} {spelling}", f"{written}s", f" {written}/{written}"):
                expected, found = one_by_one.match(text), vocabulary.unit_pattern.match(text)
                assert (found and found.span("unit")) == (expected and expected.span("unit")), text
