"""The real captures, where there are any."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def capture_paths() -> list[Path]:
    """The captured files, in the order of their names."""
    given = os.environ.get("LITATLAS_CAPTURES")
    folder = Path(given) if given else Path(__file__).parents[2].parent / "shared" / "seeds"
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        pytest.skip(f"no captures in {folder}; name their folder in LITATLAS_CAPTURES")
    return paths
