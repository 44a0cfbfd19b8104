"""What files say of each other, and where they say it."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from litatlas.content.files import read_page
from litatlas.errors import Fault
from litatlas.review.curation import Curation

MANY = 500
"""So many names are all compared with one that is not known."""


class FieldFinder:
    """Finds the lines of fields in files of a review that have been read before; each is read once more, not each time."""

    def __init__(self, root: Path) -> None:
        self._read = cache(lambda file: read_page(root / file, root))

    def find(self, file: str, *path: str | int) -> int:
        """The line of the field that `path` leads to (keys and list indices) in a file, given relative to the review's folder."""
        matter = self._read(file)
        return (matter if isinstance(matter, Fault) else matter.fault("", "", *path)).line


def find_near(name: str, known: Iterable[str]) -> str | None:
    """A hint at the name that may be meant; None where none is near.

    Of many names only those are compared that begin or end as it does: each comparison takes a while, and faults can be many.
    """
    names = sorted(known)
    if len(names) > MANY:
        names = [other for other in names if other[:3] == name[:3] or other[-6:] == name[-6:]][:MANY]
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]!r}?" if near else None


def check_curations(
    curations: Iterable[Curation], topics: Collection[str], fields: FieldFinder, broken: Collection[str]
) -> list[Fault]:
    """Faults where notes contradict each other, or give a paper a topic that is not there.

    `broken` are the files that are there, but have faults of their own: `topics/quantization`.
    """
    faults = []
    for curated in curations:
        for conflict in curated.conflicts:
            line = fields.find(conflict.file, *conflict.path)
            faults.append(Fault(conflict.file, line, conflict.message, conflict.hint))
        override = curated.overrides.get("topics")
        for topic in curated.paper.extraction.topics if override else ():
            if override and topic not in topics and f"topics/{topic}" not in broken:
                hint = find_near(topic, topics) or f"write content/topics/{topic}.md"
                line = fields.find(override.file, "overrides", "topics", "set")
                faults.append(Fault(override.file, line, f"there is no topic {topic!r}", hint))
    return faults
