"""Where a review is: the folder that holds its settings."""

from pathlib import Path

from litatlas.errors import UsageError

SETTINGS_FILE = "content/review.yml"


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds a review; `UsageError` where there is none."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise UsageError(
        f"no {SETTINGS_FILE} in {start} or above it; go to a review's folder, name it with -C, or make one with 'litatlas init'"
    )
