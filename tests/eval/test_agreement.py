"""When two rows say the same."""

from dataclasses import replace
from typing import Any

import pytest

from eval.agreement import SLOTS, is_same_device, is_same_metric, is_same_setting, is_same_value
from tests.eval.rows import ROW


@pytest.mark.parametrize(
    ("label", "row", "same"),
    [
        ({"unit": "x"}, {"unit": "times"}, True),
        ({"unit": "hours"}, {"unit": "h"}, True),
        ({"unit": "h"}, {"unit": "min"}, False),
        ({"unit": "tokens"}, {"unit": ""}, True),  # what is counted is no unit
        ({"unit": "frogs/s"}, {"unit": ""}, False),  # a rate is one, whatever it is of
        ({"unit": "points"}, {"unit": "%"}, False),
        ({"low": 1.0, "high": 2.0}, {"low": 1.0, "high": 1.0}, False),
        ({"low": 1e9}, {"low": 1e9 + 1}, True),
        ({"low": 0.1}, {"low": 0.2}, False),
    ],
)
def test_a_value_is_one_where_its_range_and_its_unit_are(label: dict[str, Any], row: dict[str, Any], same: bool) -> None:
    one, other = replace(ROW, low=3.0, high=3.0, **label) if "low" not in label else replace(ROW, **label), replace(ROW, **row)

    assert is_same_value(one, other) is same
    assert is_same_value(other, one) is same


@pytest.mark.parametrize(
    ("label", "row", "same"),
    [
        ("speed", "speedup", True),
        ("throughput", "Decoding  Throughput", True),
        ("accuracy", "average accuracy", True),
        ("croak rate", "rate of croaks", False),
        ("croak rate", "peak croak rate", True),
        ("latency", "throughput", False),
    ],
)
def test_a_metric_is_one_by_its_spellings_or_by_half_of_its_words(label: str, row: str, same: bool) -> None:
    assert is_same_metric(label, row) is same


def test_a_device_is_one_whatever_vendor_stands_before_it() -> None:
    assert is_same_device("NVIDIA A100", "A100 GPU")
    assert not is_same_device("NVIDIA A100", "NVIDIA H100")
    assert is_same_device("GPU", "gpu")  # a name of nothing but such words keeps them


@pytest.mark.parametrize(
    ("label", "row", "same"),
    [
        ("4 steps", "four-step", True),
        ("4 steps", "2 steps", False),
        ("4 steps", "4-bit", False),
        ("128K tokens", "128K context", True),
        ("512x512", "512 × 512", True),
        ("decoding", "decode", True),
        ("decode", "prefill", False),
        ("W4A8", "W4A4", False),
    ],
)
def test_a_setting_is_one_by_its_numbers_and_a_word(label: str, row: str, same: bool) -> None:
    assert is_same_setting(label, row) is is_same_setting(row, label) is same


@pytest.mark.parametrize(
    ("slot", "label", "row", "same"),
    [
        ("baseline", (), (), True),
        ("baseline", ("Newt",), (), False),
        ("baseline", ("the Newt system",), ("Newt",), True),
        ("baseline", ("Newt", "Toad"), ("Toad", "Newt"), True),
        ("baseline", ("Newt", "Toad"), ("Newt",), False),
        ("dataset", ("Reed-Bench",), ("Reed Bench v2",), True),
        ("model", ("HeronLM 7B",), ("OtterLM 13B",), False),
        ("hardware", ("NVIDIA A100",), ("A100",), True),
        ("subject", None, None, True),
        ("subject", "Newt", None, False),
        ("effect", "better", "worse", False),
        ("bound", None, None, True),
    ],
)
def test_a_field_agrees_where_every_name_of_either_has_its_like(slot: str, label: Any, row: Any, same: bool) -> None:
    assert SLOTS[slot](replace(ROW, **{slot: label}), replace(ROW, **{slot: row})) is same
