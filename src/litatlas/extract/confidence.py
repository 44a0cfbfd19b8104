"""Says how sure the rules are of a row."""

from collections.abc import Mapping

from litatlas.extract.frames import Frame
from litatlas.extract.lexicon import Vocabulary
from litatlas.extract.roles import Role
from litatlas.extract.scenes import Scene
from litatlas.extract.slots import Slot
from litatlas.model import Confidence


def judge_confidence(
    scene: Scene, index: int, frame: Frame, role: Role, slots: Mapping[str, Slot], vocabulary: Vocabulary
) -> Confidence:
    """Judge the row of the quantity at `index`."""
    return "medium"
