"""How often the rules of extraction are right, and whether that has fallen.

usage: python -m eval [--misses]             papers whose texts lie beside the repository, read by the rules as they are
       python -m eval [--misses] --reader model --endpoint URL --model NAME     the same, read by a model
       python -m eval LABELS.jsonl FOUND.jsonl [--misses]     what `litatlas export papers` or another reader found

The texts are looked for in the folder that LITATLAS_CAPTURES names (or ../shared/seeds) and in the file that LITATLAS_LABELLED
names (or ../shared/train/papers.jsonl). What is missing is said and left out; with LITATLAS_CI_STRICT=1 it fails. --misses lists
what was missed, what is too many and what differs, but never of the part that is held back. What follows
--reader are the options of `litatlas ingest`; of a model no score is asked for. Its answers are kept in the folder of --readings.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import os
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from eval.labels import Labelled, read_labels
from eval.measuring import CAPTURES, INVENTED, LABELLED, REPOSITORY, find_captures, find_labelled, read_captures, read_texts
from eval.parts import part_captures, part_texts
from eval.readers import Choose, parse_reader
from eval.scoring import Score, describe_misses, score
from litatlas.errors import LitAtlasError

LEAST_OF_CAPTURES: Mapping[str, float] = MappingProxyType(
    {"value": 0.95, "row": 0.90, "full": 0.83, "hardware": 0.93, "topics": 0.87, "main topic": 0.95, "setting": 0.55}
)
"""The least F1 of the papers of `labels.jsonl`, and the least share of right main topics."""
LEAST_HELD_BACK: Mapping[str, float] = MappingProxyType(
    {"value": 0.925, "row": 0.755, "full": 0.47, "hardware": 0.87, "topics": 0.78, "main topic": 0.89}
)
"""The same for papers that nobody looks at while rules are made."""
LEAST_INVENTED: Mapping[str, float] = MappingProxyType({"value": 0.935, "row": 0.65, "full": 0.40, "hardware": 0.845})
"""The same for invented papers, whose wordings are harder than those of real ones."""
LEAST_OF_BANDS: Mapping[str, float] = MappingProxyType({"high": 0.93, "medium": 0.77})
"""The least share of right rows in each band of confidence on these papers: what `eval.judging` makes bands for, less what
chance does to so few rows."""

READINGS = REPOSITORY / ".litatlas-readings"
"""Where the answers of models are kept, unless --readings says another folder: hidden, and no part of the repository."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some labelled papers that are scored together."""

    name: str
    labelled: tuple[Labelled, ...]
    found: tuple[Labelled, ...]
    least: Mapping[str, float]
    """What each measure must reach at least; empty where nothing is asked for."""
    may_be_looked_at: bool = True
    """Whether single papers of it may be shown."""


def main(arguments: Sequence[str]) -> int:
    """Print the scores; return 1 where one is too low or nothing could be measured that had to be, 2 where files are wrong."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="How often the rules of extraction are right.")
    parser.add_argument("labels", nargs="?", type=Path, help="a file of labelled papers")
    parser.add_argument("found", nargs="?", type=Path, help="what was found in them, as 'litatlas export papers' prints it")
    parser.add_argument("--misses", action="store_true", help="list what was missed, what is too many and what differs")
    parser.add_argument("--readings", type=Path, default=READINGS, help="the folder where the answers of a model are kept")
    parser.add_argument("--reader", nargs=argparse.REMAINDER, help="rules or model, then the options of 'litatlas ingest'")
    options = parser.parse_args(arguments)
    if options.labels and not options.found:
        parser.error("name both files, the labels and what was found, or none")
    parts: list[Part] = []
    missing: list[str] = []
    try:
        if options.labels:
            parts.append(Part("given", read_labels(options.labels), read_labels(options.found), {}))
        else:
            told = ["--reader", *options.reader] if options.reader else []
            parts, missing = _measure(parse_reader(told, options.readings))
            parts += [] if options.reader else [_read_invented()]
        if options.reader:
            parts = [replace(part, least={}) for part in parts]
    except (LitAtlasError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    low = _tell(parts, misses=options.misses)
    for line in (*missing, *low):
        print(line, file=sys.stderr)
    return 1 if low or (missing and os.environ.get("LITATLAS_CI_STRICT") == "1") else 0


def _measure(choose: Choose) -> tuple[list[Part], list[str]]:
    """The parts whose texts are at hand, read by a reader, and a line for each that is missing."""
    parts: list[Part] = []
    missing: list[str] = []
    folder, captures = find_captures()
    if captures:
        parts += _part_captures(read_labels(Path(__file__).with_name("labels.jsonl")), read_captures(captures, choose))
    else:
        missing.append(f"not measured: there are no captures in {folder}; name their folder in {CAPTURES}")
    papers = find_labelled()
    if papers.is_file():
        labelled = read_labels(papers)
        parts += _part_texts(labelled, read_texts(labelled, choose))
    else:
        missing.append(f"not measured: there are no labelled papers in {papers}; name their file in {LABELLED}")
    return parts, missing


def _read_invented() -> Part:
    """The invented papers, read by the rules: a model would be asked for hundreds that tell nothing of real ones."""
    labelled = read_labels(INVENTED)
    return Part("invented", labelled, read_texts(labelled), LEAST_INVENTED)


def _part_captures(labelled: tuple[Labelled, ...], found: tuple[Labelled, ...]) -> Iterable[Part]:
    developed_on, confirming = part_captures(labelled)
    yield Part("captures", labelled, found, LEAST_OF_CAPTURES)
    yield Part("captures, to develop on", developed_on, found, {})
    yield Part("captures, to confirm", confirming, found, {})


def _part_texts(labelled: tuple[Labelled, ...], found: tuple[Labelled, ...]) -> Iterable[Part]:
    others, held_back = part_texts(labelled)
    yield Part("texts", labelled, found, {}, may_be_looked_at=False)
    yield Part("texts, to develop on", others, found, {})
    yield Part("texts, held back", held_back, found, LEAST_HELD_BACK, may_be_looked_at=False)


def _tell(parts: Iterable[Part], *, misses: bool) -> list[str]:
    """Print the scores of all parts; return a line for each that is too low."""
    low: list[str] = []
    scores = [(part, score(part.labelled, part.found)) for part in parts]
    if scores:
        print(f"{'F1 of':<26}{'papers':>7}{'rows':>6}" + "".join(f"{name:>12}" for name in LEAST_HELD_BACK))
    for part, reached in scores:
        measures = _list_measures(reached)
        numbers = "".join(f"{measures[name]:>12.3f}" for name in LEAST_HELD_BACK)
        print(f"{part.name:<26}{len(part.labelled):>7}{reached.labelled:>6}{numbers}")
        low += [
            f"{part.name}: {name} is {measures[name]:.3f}, below {least}"
            for name, least in part.least.items()
            if measures[name] < least
        ]
    for part, reached in scores:
        _tell_more(part, reached)
        low += _find_low_bands(part, reached) if part.least is LEAST_HELD_BACK else ()
    for part, _ in scores:
        if misses and part.may_be_looked_at and part.labelled:
            print(f"\n{part.name}:")
            print("\n".join(describe_misses(part.labelled, part.found)))
    return low


def _find_low_bands(part: Part, reached: Score) -> Iterable[str]:
    """A line for each band of confidence that is wrong more often than it may be."""
    for band, least in LEAST_OF_BANDS.items():
        right, rows = reached.bands[band]
        if right < least * rows:
            yield f"{part.name}: of {rows} rows of {band} confidence {right} are right, below {least}: run python -m eval.judging"


def _tell_more(part: Part, reached: Score) -> None:
    """Print how precise the rows are, which fields agree, and how often each band of confidence is right."""
    print(f"\n{part.name}: {reached.labelled} rows labelled, {reached.found} found")
    for name, agreement in (("value", reached.value), ("row", reached.row), ("full", reached.full)):
        print(f"  {name:<6} precision {agreement.precision:.3f}  recall {agreement.recall:.3f}  F1 {agreement.f1:.3f}")
    print("  " + "  ".join(f"{name} {share:.2f}" for name, share in reached.slots.items()))
    same, told = reached.setting_rows
    if told:
        of = reached.setting
        measured = f"precision {of.precision:.3f}  recall {of.recall:.3f}  F1 {of.f1:.3f}"
        print(f"  setting {measured}; {same} of {told} rows agree in it ({same / told:.2f})")
    for band, (right, rows) in reached.bands.items():
        if rows:
            print(f"  {band:<6} confidence: {right} of {rows} rows right ({right / rows:.2f})")


def _list_measures(reached: Score) -> Mapping[str, float]:
    return {
        "value": reached.value.f1,
        "row": reached.row.f1,
        "full": reached.full.f1,
        "hardware": reached.hardware.f1,
        "topics": reached.topics.f1,
        "main topic": reached.main_topic,
        "setting": reached.setting.f1,
    }


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # who closes the pipe, as `head` does, has seen enough
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main(sys.argv[1:]))
