"""When a row of the rules and a label say the same, field by field."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import yaml

from eval.labels import Row

_VENDORS = frozenset(
    "nvidia google intel amd apple qualcomm xilinx huawei geforce gpu gpus cpu tesla card fpga amd-xilinx".split()
)
"""Words of a device's name that tell no device from another."""
_LITTLE_WORDS = frozenset(
    "the a an of on for in its our existing prior previous current best methods method systems system approach approaches"
    " baseline baselines model models based dataset benchmark task tasks".split()
)
"""Words of a name that tell no system, data set or model from another."""
_UNITS = MappingProxyType(
    {
        "x": "×", "times": "×", "fold": "×", "percent": "%", "pp": "%", "points": "", "point": "", "frames/s": "fps",
        "token/s": "tokens/s", "hours": "h", "hour": "h", "minutes": "min", "seconds": "s", "day": "days", "usd": "$",
    }
)  # fmt: skip
"""Other spellings of a unit: its symbol."""
_SYMBOLS = frozenset(
    "× % s ms us ns µs min h days weeks months years fps tokens/s images/s samples/s requests/s kb mb gb tb kib mib gib db hz khz"
    " mhz ghz w mw kw j mj pj nj fj kwh mm2 um2 flops gflops tflops pflops tops tops/w gb/s tb/s mb/s gbps $"
    " gpu-hours gpu-days".split()
)
"""Units that two rows must share; any other word beside a number is what it counts, which is no unit."""
_HEDGES = (r" score$", r"^(average|mean|overall|zero-shot|end-to-end|peak) ")
"""What is cut from a metric that no spelling is known of: `average accuracy` is accuracy."""
_NUMBER_WORDS = MappingProxyType(
    {word: str(number) for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
    | {"single": "1", "half": "0.5"}
)
_SETTING_WORDS = MappingProxyType(
    {
        "decoding": "decode", "prefilling": "prefill", "pretraining": "pre", "context": "length", "sequence": "length",
        "sequences": "length", "token": "length", "tokens": "length", "contexts": "length", "sparsity": "sparse", "bits": "bit",
        "gpus": "gpu", "steps": "step", "nfes": "nfe", "layers": "layer", "images": "image", "frames": "frame",
    }
)  # fmt: skip
"""Words of settings that say the same: what one of them is read as."""
_LITTLE_SETTING_WORDS = frozenset(
    "the a an of for in at with under size phase stage setting settings scenario resolution".split()
)
_NEAR = 1e-6
"""How far numbers may lie apart that are one, relative to the larger."""


def _read_metrics(path: Path) -> Mapping[str, str]:
    spellings: Mapping[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name.lower(): metric for metric, names in spellings.items() for name in (metric, *names)}


METRICS = _read_metrics(Path(__file__).with_name("metrics.yml"))
"""Spellings of metrics in lower case: the metric's name."""


def is_same_value(label: Row, row: Row) -> bool:
    """Return whether two rows state one value: the same range in the same unit."""
    return _is_near(label.low, row.low) and _is_near(label.high, row.high) and _read_unit(label.unit) == _read_unit(row.unit)


def is_same_metric(label: str, row: str) -> bool:
    """Return whether two metrics are one: by their name in `metrics.yml`, or as they share half of their words."""
    one, other = _name_metric(label), _name_metric(row)
    if one == other:
        return True
    first, second = set(_list_words(one)), set(_list_words(other))
    return bool(first & second) and len(first & second) / len(first | second) >= 0.5


def is_same_device(label: str, row: str) -> bool:
    """Return whether two names of devices are of one, whatever vendor stands before them."""
    return _list_telling_words(label, _VENDORS) == _list_telling_words(row, _VENDORS)


def is_same_setting(label: str, row: str) -> bool:
    """Return whether two names of settings are of one: the same numbers, and a word in common where both have words.

    `4 steps` is `four-step` and no `2 steps`.
    """
    (numbers, words), (other_numbers, other_words) = _split_setting(label), _split_setting(row)
    return numbers == other_numbers and (bool(words & other_words) or not (words and other_words))


def _split_setting(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers of a setting's name, as they are written next to letters too (`W4A8`), and its telling words."""
    plain = re.sub(r"(?<=\d)\s?[x×]\s?(?=\d)", "x", text.lower().replace(",", ""))
    parts = [_NUMBER_WORDS.get(part, part) for part in re.findall(r"[a-z]*\d[\w.]*|[a-z]+|[\d.]+", re.sub(r"[-_/^]", " ", plain))]
    numbers = frozenset(part for part in parts if any(char.isdigit() for char in part))
    words = (_SETTING_WORDS.get(part, part) for part in parts if part not in numbers and part not in _LITTLE_SETTING_WORDS)
    return numbers, frozenset(words)


def _agree_on(read: Callable[[Row], Iterable[str]], passed_over: frozenset[str] = _LITTLE_WORDS) -> Callable[[Row, Row], bool]:
    return lambda label, row: _are_alike(tuple(read(label)), tuple(read(row)), passed_over)


SLOTS: Mapping[str, Callable[[Row, Row], bool]] = MappingProxyType(
    {
        "form": lambda label, row: label.form == row.form,
        "metric": lambda label, row: is_same_metric(label.metric, row.metric),
        "effect": lambda label, row: label.effect == row.effect,
        "bound": lambda label, row: label.bound == row.bound,
        "baseline": _agree_on(lambda row: row.baseline),
        "hardware": _agree_on(lambda row: row.hardware, _VENDORS),
        "dataset": _agree_on(lambda row: row.dataset),
        "model": _agree_on(lambda row: row.model),
        "subject": _agree_on(lambda row: (row.subject,) if row.subject else ()),
    }
)
"""Fields beside the value: whether a label and a row agree in them."""


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR * max(1.0, abs(one), abs(other))


def _read_unit(text: str) -> str:
    """A unit's symbol, or the empty text for what a number counts: `frames` or `tokens`."""
    unit = text.strip().lower()
    unit = _UNITS.get(unit, unit)
    return unit if unit in _SYMBOLS or "/" in unit or "-" in unit else ""


def _name_metric(text: str) -> str:
    metric = re.sub(r"\s+", " ", text.lower()).strip()
    for shorter in (metric, *(re.sub(hedge, "", metric) for hedge in _HEDGES)):
        if shorter in METRICS:
            return METRICS[shorter]
    return metric


def _list_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9.+]+", re.sub(r"[-_/]", " ", text.lower()))


def _list_telling_words(text: str, passed_over: frozenset[str]) -> frozenset[str]:
    """The words of a name without those that tell nothing; all of them where nothing would be left."""
    words = _list_words(text)
    return frozenset([word for word in words if word not in passed_over] or words)


def _is_alike(one: str, other: str, passed_over: frozenset[str]) -> bool:
    """Whether two names share half of the shorter one's words and a third of all."""
    first, second = _list_telling_words(one, passed_over), _list_telling_words(other, passed_over)
    shared = len(first & second)
    return shared > 0 and shared / min(len(first), len(second)) >= 0.5 and shared / len(first | second) >= 1 / 3


def _are_alike(labels: tuple[str, ...], names: tuple[str, ...], passed_over: frozenset[str]) -> bool:
    """Whether both are empty, or every name of each has its like in the other."""
    if not labels or not names:
        return not labels and not names
    return all(any(_is_alike(label, name, passed_over) for name in names) for label in labels) and all(
        any(_is_alike(name, label, passed_over) for label in labels) for name in names
    )
