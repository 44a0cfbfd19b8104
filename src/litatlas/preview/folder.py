"""Files of a folder for whoever asks, and nothing else: nothing outside of it, nothing behind links that lead out."""

from pathlib import Path

from litatlas.content.tree import read_data


def read_below(folder: Path, path: str) -> bytes | None:
    """The file at a path within the folder; None where there is none, or none that is for others."""
    inside = folder.resolve()
    try:
        file = (inside / path).resolve()
        data = read_data(file) if file.is_relative_to(inside) else None
    except (OSError, ValueError):  # of no file, or of none that could be: names hold no null bytes
        return None
    return data if isinstance(data, bytes) else None
