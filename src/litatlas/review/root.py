"""Where a review is: the folder that holds its settings."""

from pathlib import Path

from litatlas.errors import UsageError

SETTINGS_FILE = "content/review.yml"


def is_review(folder: Path) -> bool:
    """Whether a folder holds a review; `UsageError` where something stands in place of its settings that is no file."""
    settings = folder / SETTINGS_FILE
    if settings.is_file():
        return True
    if settings.is_symlink() or settings.exists():
        raise UsageError(f"{settings} is no file, but a folder, a pipe, a device or a link to nothing; put the file in its place")
    return False


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds a review; `UsageError` where there is none."""
    for folder in (start, *start.parents):
        if is_review(folder):
            return folder
    raise UsageError(
        f"no {SETTINGS_FILE} in {start} or above it; go to a review's folder, name it with -C, or make one with 'litatlas init'"
    )
