"""Units that measure one thing: rows in `ms` and in `s` stand in one group, in the order of what they measure."""

from collections.abc import Mapping

_SCALES: tuple[Mapping[str, float], ...] = (
    {
        "s": 1,
        "ms": 1e-3,
        "µs": 1e-6,
        "ns": 1e-9,
        "ps": 1e-12,
        "fs": 1e-15,
        "min": 60,
        "h": 3600,
        "days": 86_400,
        "weeks": 604_800,
    },
    {"s/token": 1, "ms/token": 1e-3},
    {"s/image": 1, "ms/image": 1e-3},
    {"s/frame": 1, "ms/frame": 1e-3},
    {"GPU-hours": 1, "GPU-days": 24},
    {"GB": 1, "TB": 1e3, "MB": 1e-3, "KB": 1e-6, "bytes": 1e-9, "GiB": 1.073741824, "MiB": 1.048576e-3, "KiB": 1.024e-6},
    {"GB/s": 1, "TB/s": 1e3, "MB/s": 1e-3},
    {"Gbps": 1, "Mbps": 1e-3, "kbps": 1e-6},
    {"Hz": 1, "mHz": 1e-3, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9, "THz": 1e12},
    {"W": 1, "nW": 1e-9, "µW": 1e-6, "mW": 1e-3, "MW": 1e6, "GW": 1e9},
    {"J": 1, "fJ": 1e-15, "pJ": 1e-12, "nJ": 1e-9, "µJ": 1e-6, "mJ": 1e-3, "kJ": 1e3, "kWh": 3.6e6, "MWh": 3.6e9},
    {"FLOPs": 1, "MFLOPs": 1e6, "GFLOPs": 1e9},
    {"MACs": 1, "GMACs": 1e9},
    {"TFLOPS": 1, "PFLOPS": 1e3, "EFLOPS": 1e6},
    {"TOPS": 1, "GOPS": 1e-3},
    {"TOPS/W": 1, "GOPS/W": 1e-3},
    {"TFLOPS/W": 1, "GFLOPS/W": 1e-3},
    {"mm2": 1, "µm2": 1e-6, "cm2": 1e2, "m2": 1e6},
)
"""What a unit is of the first one of its line: by the International System of Units and, for `GiB` and its like, IEC 80000-13."""
CONVERTED: Mapping[str, tuple[str, float]] = {
    unit: (next(iter(scale)), factor) for scale in _SCALES for unit, factor in scale.items()
}
"""For each of these units the one that rows are compared in, and how much of it one is."""


def find_base(unit: str) -> str:
    """The unit that rows of a unit are compared in: `s` of `ms`; a unit that no other measures with is its own."""
    return CONVERTED[unit][0] if unit in CONVERTED else unit


def convert(value: float, unit: str) -> float:
    """A value in the unit that rows of its unit are compared in: 0.0085 of 8.5 `ms`."""
    return value * CONVERTED[unit][1] if unit in CONVERTED else value
