"""The cells that say under which conditions a value holds: what the row states, where that leads, and what is known beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from litatlas.baselines import find_system
from litatlas.baselines.classes import find_classes
from litatlas.compare.agreement import takes_baseline
from litatlas.compare.device import find_only_device
from litatlas.content.slugs import name_slug
from litatlas.model import Paper, Result
from litatlas.site.atlas import Atlas
from litatlas.site.places import HARDWARE, Place, list_path, paper_path
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Row, SlotCell
from litatlas.site.views.tables import Alike, PlacedRow
from litatlas.slots import SLOTS, Slot

FEWEST_ALIKE = 3
"""The fewest rows of which a column that says the same in all is left out: of fewer, each says it in as few words."""
CONDITIONS = "conditions"
"""The column that the slots without one of their own share."""
_COLUMNS = {
    name: tuple(slot for slot in SLOTS if name == (slot.name if slot.alone else CONDITIONS))
    for name in dict.fromkeys(slot.name if slot.alone else CONDITIONS for slot in SLOTS)
}
"""The slots of each column of a comparison table."""


def build_cell(atlas: Atlas, place: Place, paper: Paper, result: Result, slot: Slot) -> SlotCell:
    """What a row states in a slot, for the page at `place`."""
    values = slot.read(result)
    applies = slot.role(compares=takes_baseline(result)) is not None
    if slot.name == "baseline":
        items = tuple(link_baseline(atlas, place, paper, words) for words in values)
        return SlotCell(slot.name, slot.label, slot.head, items, applies, note=note_classes(atlas, paper, result))
    if not slot.linked:
        plain = tuple(Link(value, "") for value in values)
        return SlotCell(slot.name, slot.label, slot.head, plain, applies, preposition=shared_preposition(slot))
    device = find_only_device(paper, result)
    inherited = next(iter(link_devices(atlas, place, (device,))), None) if device else None
    devices = link_devices(atlas, place, values)
    return SlotCell(slot.name, slot.label, slot.head, devices, applies, inherited=inherited, preposition=shared_preposition(slot))


def shared_preposition(slot: Slot) -> str:
    """What stands before a slot's values in the cell that it shares with others; empty where it has a column of its own."""
    return "" if slot.alone else slot.preposition


def link_devices(atlas: Atlas, place: Place, names: tuple[str, ...]) -> tuple[Link, ...]:
    """Devices by their canonical names; a kind that no paper is listed under leads to all hardware."""
    folders = {name: f"{HARDWARE}/{name_slug(name)}" if name_slug(name) in atlas.groups.devices else HARDWARE for name in names}
    return tuple(Link(name, place.href(list_path(folder))) for name, folder in folders.items())


def fold_unstated(rows: Sequence[Row]) -> tuple[tuple[Row, ...], str]:
    """The rows without the columns that none fills, and what those are: `data set, setting`."""
    stated = {cell.name for row in rows for cell in row.slots if cell.items or cell.inherited}
    folded = tuple(replace(row, slots=tuple(cell for cell in row.slots if cell.name in stated)) for row in rows)
    return folded, ", ".join(slot.noun for slot in SLOTS if slot.name not in stated)


def find_alike(rows: Sequence[PlacedRow], own: str = "") -> Alike:
    """The columns of a table in which all of several rows say the same; that all are on the device `own` goes unsaid.

    A column stays where a mark or a note is in it, and where a row has only what its whole paper states.
    """
    marked = {name for row in rows for name in row.apart}
    found: dict[str, str] = {}
    for column, slots in _COLUMNS.items():
        said = {tuple(_say(row.row, slot) for slot in slots) for row in rows}
        texts = said.pop() if len(said) == 1 else ()
        if None in texts or not any(texts) or marked & {slot.name for slot in slots}:
            continue
        is_own = slots[0].linked and texts == (own,)
        if is_own or len(rows) >= FEWEST_ALIKE:
            told = (f"{slot.preposition} {text}" for slot, text in zip(slots, texts, strict=True) if text)
            found[column] = "" if is_own else ", ".join(told)
    return Alike(tuple(found), ", ".join(filter(None, found.values())))


def _say(row: Row, slot: Slot) -> str | None:
    """What a row says in a slot, empty where nothing; None where that is more than values."""
    cell = next((cell for cell in row.slots if cell.name == slot.name), None)
    if cell is None:
        return ""
    return None if cell.note or cell.inherited else ", ".join(item.text for item in cell.items)


def read_classes(atlas: Atlas, paper: Paper, result: Result) -> tuple[str, ...]:
    """The classes of a row's baselines, each once, in their order."""
    return find_classes(atlas.review.baselines, paper.work.title.readable, result.baseline)


def list_specific(atlas: Atlas) -> Iterable[str]:
    """The classes of baselines that are one thing under several words."""
    return {one.name for one in atlas.review.baselines.classes if one.specific}


def note_classes(atlas: Atlas, paper: Paper, result: Result) -> str:
    """The classes that are one thing under several words, where a row has other words for it."""
    specific, said = list_specific(atlas), {words.lower() for words in result.baseline}
    return ", ".join(name for name in read_classes(atlas, paper, result) if name in specific and name not in said)


def link_baseline(atlas: Atlas, place: Place, paper: Paper, words: str) -> Link:
    """A baseline; where another paper of the review brings it, in this very version, it leads there."""
    slug = find_system(words, atlas.review.baselines, atlas.systems)
    return Link(words, place.href(paper_path(slug)) if slug and slug != paper.slug else "")
