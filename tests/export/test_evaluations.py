"""Results in the Hub's form for evaluations: only what fits without a guess, and the others are counted by what they lack."""

from dataclasses import replace
from typing import Any

import pytest
import yaml

from litatlas.export.evaluations import write_evaluations
from litatlas.model import Identifier, Link, Paper
from litatlas.review.curation import Curation, Mark
from tests.compare.rows import PAPER, row

MODEL = Link("other", "https://huggingface.co/pond-lab/heron-7b")
FIT: dict[str, Any] = {"form": "absolute", "unit": "%", "metric": "accuracy", "dataset": ("GSM8K",), "confidence": "high"}


def make(*rows: dict[str, Any], links: tuple[Link, ...] = (MODEL,)) -> Paper:
    """A paper that leads to a model, with rows that fit but for the fields given."""
    results = tuple(replace(row(81.5, **{**FIT, **fields}).result, id=f"0000000{number}") for number, fields in enumerate(rows))
    work = replace(PAPER.work, links=links, identifiers=(Identifier("arxiv", "2401.01234"),))
    return replace(PAPER, work=work, extraction=replace(PAPER.extraction, results=results))


def test_a_result_of_a_known_benchmark_and_one_model_is_a_file_for_that_model() -> None:
    paper = make({"setting": ("8-shot", "CoT")})
    found = write_evaluations([paper], {})

    ((path, text),) = found.files
    assert path == "pond-lab/heron-7b/.eval_results/gsm8k.yaml"
    assert yaml.safe_load(text) == [
        {
            "dataset": {"id": "openai/gsm8k", "task_id": "gsm8k"},
            "value": 81.5,
            "source": {"url": "https://arxiv.org/abs/2401.01234", "name": paper.work.title.readable},
            "notes": "8-shot, CoT",
        }
    ]
    assert found.unfit == ()


@pytest.mark.parametrize("name", ["MMLU-Pro", "MMLU Pro", "GPQA Diamond", "GPQA-Diamond", "Humanity's Last Exam"])
def test_a_benchmark_is_known_by_its_name_however_it_is_spelled(name: str) -> None:
    assert len(write_evaluations([make({"dataset": (name,)})], {}).files) == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"dataset": ("GPQA",)}, "no benchmark"),
        ({"dataset": ("GSM8K", "MMLU-Pro")}, "no benchmark"),
        ({"dataset": ()}, "no benchmark"),
        ({"metric": "speed"}, "no value of the benchmark's own metric"),
        ({"form": "difference"}, "no value of the benchmark's own metric"),
        ({"unit": ""}, "no value of the benchmark's own metric"),
        ({"bound": "up to"}, "a range or a bound"),
        ({"high": 83.0}, "a range or a bound"),
        ({"subject": "Tortoise"}, "another system's value"),
        ({"confidence": "medium"}, "not of high confidence"),
    ],
)
def test_a_result_of_which_anything_would_be_guessed_is_counted_by_what_it_lacks(fields: dict[str, Any], reason: str) -> None:
    found = write_evaluations([make(fields)], {})

    assert found.files == ()
    ((told, count),) = found.unfit
    assert (told.startswith(reason), count) == (True, 1)


@pytest.mark.parametrize(
    "links",
    [
        (),
        (MODEL, Link("other", "https://huggingface.co/pond-lab/heron-70b")),
        (Link("data", "https://huggingface.co/datasets/pond-lab"),),
        (Link("other", "https://huggingface.co/papers/2401.01234"),),
        (Link("other", "https://huggingface.co/pond-lab/../.."),),
    ],
)
def test_a_paper_that_leads_to_no_model_or_to_several_has_no_file(links: tuple[Link, ...]) -> None:
    found = write_evaluations([make({}, links=links)], {})

    assert (found.files, found.unfit) == ((), (("no link from its paper to one model on the Hub", 1),))


def test_several_values_of_one_model_in_one_task_are_none() -> None:
    found = write_evaluations([make({}, {"setting": ("CoT",)}, {"dataset": ("MMLU-Pro",)})], {})

    assert [path for path, _ in found.files] == ["pond-lab/heron-7b/.eval_results/mmlu_pro.yaml"]
    assert found.unfit == (("one of several values of a model in a task", 2),)


def test_a_row_that_people_stand_by_goes_out_whatever_the_rules_think_of_it() -> None:
    paper = make({"confidence": "low"})
    mark = Mark("confirmed", (), paper.extraction.results[0])
    curated = Curation(paper, paper, {"00000000": mark}, (), {}, (), (), ())

    assert len(write_evaluations([paper], {paper.slug: curated}).files) == 1
