"""Results as files of `.eval_results/`, by which the Hugging Face Hub shows evaluations on a model's page and on leaderboards.

The form is that of the Hub's documentation of evaluation results, which calls it work in progress. A row goes out only where
nothing of it is guessed: what benchmark and task it is of, whose model it is of, and that it is one value. All others are counted
by what they lack.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from litatlas.content.papers import shorten_number
from litatlas.export.citing.citation import cite
from litatlas.model import Json, Paper, Result
from litatlas.review.curation import Curation
from litatlas.review.groups import Reported

FOLDER = ".eval_results"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A task with a leaderboard on the Hub."""

    dataset: str
    """Its data set there: `openai/gsm8k`."""
    task: str
    """The task's id, as the data set's `eval.yaml` has it."""
    names: frozenset[str]
    """What papers call it, in small letters and digits alone."""
    metrics: frozenset[str]
    """The metrics that its leaderboard ranks by, by their names in LitAtlas."""


_ACCURACY = frozenset({"accuracy"})
BENCHMARKS = (
    Benchmark("openai/gsm8k", "gsm8k", frozenset({"gsm8k"}), _ACCURACY),
    Benchmark("TIGER-Lab/MMLU-Pro", "mmlu_pro", frozenset({"mmlupro"}), _ACCURACY),
    Benchmark("Idavidrein/gpqa", "gpqa_diamond", frozenset({"gpqadiamond"}), _ACCURACY),
    Benchmark("cais/hle", "hle", frozenset({"hle", "humanityslastexam"}), _ACCURACY),
)
"""Benchmarks whose data set, task and metric are one each, as models' repositories and the Hub's documentation have them.

Those of which several task ids are in use, such as SWE-bench Verified, are left out.
"""
_MODEL = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?P<owner>[A-Za-z0-9][\w.-]*)/(?P<name>[A-Za-z0-9][\w.-]*)(?:/(?:tree|blob)/.*|/)?"
)
_NO_OWNERS = frozenset(
    "api blog buckets chat collections datasets docs join learn models organizations papers posts spaces".split()
)
"""First parts of the Hub's addresses that are no owner of models."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A result that the Hub can show."""

    model: str
    """The model's repository: `pond-lab/heron-7b`."""
    benchmark: Benchmark
    reported: Reported


@dataclass(frozen=True, slots=True)
class Evaluations:
    """What goes out, and what does not."""

    files: tuple[tuple[str, str], ...]
    """Paths, which begin with a model's repository, and texts, sorted by path."""
    unfit: tuple[tuple[str, int], ...]
    """What other results lack, with how many lack it first, the most first."""


def write_evaluations(papers: Iterable[Paper], curation: Mapping[str, Curation]) -> Evaluations:
    """The files of all results that fit; `curation` tells which rows people stand by."""
    papers = tuple(papers)
    addresses = {slug: citation.address() for slug, citation in cite(papers).items()}
    unfit: Counter[str] = Counter()
    found: dict[tuple[str, str], list[Evaluation]] = defaultdict(list)
    for paper in papers:
        marks = curation[paper.slug].marks if paper.slug in curation else {}
        for result in paper.extraction.results:
            fitted = _fit(Reported(paper, result), is_confirmed=result.id in marks)
            if isinstance(fitted, str):
                unfit[fitted] += 1
            else:
                found[fitted.model, fitted.benchmark.task].append(fitted)
    files = []
    for (model, task), evaluations in found.items():
        if len(evaluations) > 1:
            unfit["one of several values of a model in a task"] += len(evaluations)
        else:
            address = addresses[evaluations[0].reported.paper.slug]
            files.append((f"{model}/{FOLDER}/{task}.yaml", _format(evaluations[0], address)))
    return Evaluations(tuple(sorted(files)), tuple(sorted(unfit.items(), key=lambda pair: (-pair[1], pair[0]))))


def _fit(reported: Reported, *, is_confirmed: bool) -> Evaluation | str:
    """The evaluation that a result is, or what it lacks to be one."""
    result = reported.result
    benchmark = _find_benchmark(result)
    if benchmark is None:
        return "no benchmark with a leaderboard that is known here"
    if result.metric not in benchmark.metrics or result.unit != "%" or result.form not in ("absolute", "fraction"):
        return "no value of the benchmark's own metric, in percent"
    if result.low != result.high or result.bound is not None:
        return "a range or a bound, no value"
    if result.subject is not None:
        return "another system's value"
    if not is_confirmed and result.confidence != "high":
        return "not of high confidence, and confirmed by nobody"
    models = list(dict.fromkeys(_list_models(reported.paper)))
    return Evaluation(models[0], benchmark, reported) if len(models) == 1 else "no link from its paper to one model on the Hub"


def _find_benchmark(result: Result) -> Benchmark | None:
    """The benchmark of a result that is of one data set alone, and measures."""
    if len(result.dataset) != 1:
        return None
    name = re.sub(r"[^a-z0-9]+", "", result.dataset[0].casefold())
    return next((one for one in BENCHMARKS if name in one.names), None)


def _list_models(paper: Paper) -> Iterator[str]:
    for link in paper.work.links:
        found = _MODEL.fullmatch(link.url)
        if found and found["owner"] not in _NO_OWNERS:
            yield f"{found['owner']}/{found['name']}"


def _format(evaluation: Evaluation, address: str) -> str:
    paper, result = evaluation.reported.paper, evaluation.reported.result
    entry: dict[str, Json] = {
        "dataset": {"id": evaluation.benchmark.dataset, "task_id": evaluation.benchmark.task},
        "value": shorten_number(result.low),
    }
    if address:
        entry["source"] = {"url": address, "name": paper.work.title.readable}
    if result.setting:
        entry["notes"] = ", ".join(result.setting)
    return yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=1000)
