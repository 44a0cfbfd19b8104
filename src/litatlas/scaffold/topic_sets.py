"""Sets of topics that a new review can begin with: their titles, terms and learned weights, without introductions."""

from importlib.resources import files
from pathlib import Path

from litatlas.content.front_matter import FENCE
from litatlas.review.topic_weights import FOLDER, GIVEN

TOPIC_SETS = ("efficient-ml",)
"""The names of the sets; `efficient-ml` has the topics of the review that comes with LitAtlas."""


def find_topic_set(name: str) -> Path:
    """The folder of a set: inside the installed package, or in the review at the root of its source tree."""
    package = Path(str(files("litatlas")))
    installed = package / "topics" / name
    return installed if installed.is_dir() else package.parents[1] / FOLDER


def read_topic_set(name: str) -> dict[str, str]:
    """The files of a set by their paths in a review.

    The introductions stay behind: they are another review's words, about papers that only it has.
    """
    folder = find_topic_set(name)
    topics = {f"{FOLDER}/{path.name}": _take_front_matter(path) for path in sorted(folder.glob("*.md"))}
    weights = folder / Path(GIVEN).name
    return topics | ({GIVEN: weights.read_text(encoding="utf-8")} if weights.is_file() else {})


def _take_front_matter(path: Path) -> str:
    head, fence, _ = path.read_text(encoding="utf-8").partition(f"\n{FENCE}\n")
    return head + fence
