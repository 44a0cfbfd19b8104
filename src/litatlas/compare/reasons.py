"""What tables say of their bands: what rows share, what differs between them, and why they are ranked or not."""

from collections.abc import Callable, Iterable, Sequence

from litatlas.baselines.classes import NAMED
from litatlas.compare.agreement import COMPARING_FORMS, Stated, Traits
from litatlas.model import Form
from litatlas.slots import Slot

_TOLD = 3
"""How many of the words for a shared baseline a heading tells at most: a band begins with its rows, not with their words."""
OWN_REASON = "Ranked, the best first: one sentence of the paper sets these values against each other."


def name_band(rows: Sequence[Stated], needed: Sequence[Slot], shared: Iterable[Slot]) -> str:
    """The heading of a band, of what its rows share: `Over vLLM, on NVIDIA A100`."""
    text = ", ".join(_place(slot, _say_values(rows, needed.index(slot), slot)) for slot in shared)
    return text[:1].upper() + text[1:]


def name_own(row: Stated, applying: Iterable[Slot]) -> str:
    """The heading of what one paper sets against each other, of what one of its rows states."""
    stated = ((slot, slot.read(row.result)) for slot in applying)
    return ", ".join(["One paper’s own comparison", *(_place(slot, join(values)) for slot, values in stated if values)])


def describe_ranked(needed: Sequence[Slot], form: Form) -> str:
    """Why a band is ranked."""
    least = "gains before losses" if form in COMPARING_FORMS else "the best first"
    return f"Ranked, {least}: all state the same {join(slot.noun for slot in needed)}."


def describe_near(rows: Sequence[Stated], needed: Sequence[Slot], shared: Sequence[Slot], hinder: Callable[[Stated], str]) -> str:
    """Why rows that agree in something are not ranked."""
    both, none = ("Both", "neither") if len(rows) == 2 else (f"All {len(rows)}", "none")
    clauses = _list_differences(rows, needed, shared, none) or _list_hindrances(rows, hinder)
    return f"Not ranked. {both} share {join(slot.noun for slot in shared)}, but {_join_clauses(clauses)}."


def describe_rest(rows: Sequence[Stated], needed: Sequence[Slot], form: Form, traits: Traits) -> str:
    """Why the others are not ranked."""
    if form not in COMPARING_FORMS and traits.better is None:
        return "Not ranked: which way is better depends."
    told = "what reads not stated, or is marked ≠, keeps a row from being ranked with another"
    if len(rows) == 1:
        return f"Not ranked: {told}."
    return f"Not ranked, newest first: {told} ({join(slot.noun for slot in needed)})."


def join(words: Iterable[str], link: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *others, last = [*words] or [""]
    return f"{', '.join(others)} {link} {last}" if others else last


def _join_clauses(clauses: Sequence[str]) -> str:
    """Clauses with commas, the last one after `and`."""
    return ", and ".join(filter(None, (", ".join(clauses[:-1]), clauses[-1])))


def _place(slot: Slot, text: str) -> str:
    """What rows hold for; of a setting the words alone: `end-to-end`, `8 GPUs`, for none of which `in` fits all."""
    return text if slot.name == "setting" else f"{slot.preposition} {text}"


def _say_values(rows: Sequence[Stated], number: int, slot: Slot) -> str:
    """The values of a slot that rows share; of baselines the classes, with the words that rows have for them."""
    values = slot.read(rows[0].result)
    classes = [key for key in sorted(rows[0].keys[number]) if slot.name == "baseline" and not key.startswith(f"{NAMED}: ")]
    if not classes:
        return join(values)
    name = join(values) if len(values) > 1 else classes[0].removesuffix(": ")
    words = [*dict.fromkeys(text for row in rows for text in slot.read(row.result) if text != name)]
    told = words if len(words) <= _TOLD else [*words[: _TOLD - 1], f"{len(words) - _TOLD + 1} more"]
    return f"{name} ({', '.join(told)})" if told else name


def _list_differences(rows: Sequence[Stated], needed: Sequence[Slot], shared: Sequence[Slot], none: str) -> list[str]:
    """Of the slots that rows do not share, in which they differ, and which not all of them state, as clauses."""
    differing, partly, unstated = [], [], []
    for number, slot in enumerate(needed):
        if slot in shared:
            continue
        keys = [row.keys[number] for row in rows]
        if len({key for key in keys if key}) > 1:
            differing.append(slot.noun)
        elif not any(keys):
            unstated.append(_say_missing(slot))
        else:
            partly.append(_say_missing(slot))
    differing += ["bound"] if len({row.bound for row in rows}) > 1 else []
    return [
        *([f"they differ in {join(differing)}"] if differing else []),
        *([f"not {'both' if len(rows) == 2 else 'all'} name {join(partly)}"] if partly else []),
        *([f"{none} names {join(unstated, 'or')}"] if unstated else []),
    ]


def _say_missing(slot: Slot) -> str:
    """What a row would have to state of a slot."""
    return "a device" if slot.name == "hardware" else f"a {slot.noun}"


def _list_hindrances(rows: Sequence[Stated], hinder: Callable[[Stated], str]) -> list[str]:
    """What keeps rows from being ranked that agree in all, as clauses."""
    reasons = dict.fromkeys(reason for row in rows if (reason := hinder(row)))
    return [*reasons] or ["values of one paper read alike: what tells them apart is not stated"]
