"""Groups of grounds that are told of the same few things, so that what they say together is added up once and remembered."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from litatlas.extract.record import record

Ground = tuple[str, ...]
"""One thing that is told: what kind of thing it is, and the words."""
Group = tuple[str, ...]
"""Several of them: the name of the group, and the things that all of them are made of."""


@record
class Told:
    """What is told of a number, or of a metric that it may be of."""

    groups: list[Group]
    grounds: list[Ground]
    """Those that are in no group, for their words are too many to be remembered together."""
    runs: tuple[tuple[Ground, Iterable[str]], ...] = ()
    """Words of which the same is told, each behind what it is: `before` of all words before a number."""

    def list_grounds(self) -> list[Ground]:
        """List all that is told, each by itself."""
        runs = [(*kind, word) for kind, words in self.runs for word in words]
        return [*chain.from_iterable(map(spell_out, self.groups)), *self.grounds, *runs]


RUNS = frozenset(("before", "after", "told before", "word between"))
"""What is told in runs."""


def spell_out(group: Group) -> tuple[Ground, ...]:
    """Return the grounds of a group."""
    return _GROUPS[group[0]](*group[1:])


def _spell_measured(unit: str, kind: str, size: str, listed: str) -> tuple[Ground, ...]:
    return ("any",), ("unit", unit), ("kind", kind), ("size", size), ("in a list of", listed)


def _spell_read(metric: str, rule: str, form: str, role: str) -> tuple[Ground, ...]:
    read = ("read metric", metric), ("read metric by", metric, rule)
    return ("rule", rule), ("read form", form), ("role", role), *read


def _spell_last(metric: str, form: str, alike: str) -> tuple[Ground, ...]:
    return ("number before", metric, alike), ("form before", form, alike)


def _spell_role(taken: str, role: str, kind: str, rule: str, ground: str) -> tuple[Ground, ...]:
    return (taken,), ("role for", role, kind), ("role by", role, rule), (taken, ground)


def _spell_role_sized(role: str, unit: str, size: str) -> tuple[Ground, ...]:
    return ("role in", role, unit), ("role size", role, size)


def _spell_role_written(taken: str, role: str, hyphened: str, scaled: str, numbers: str) -> tuple[Ground, ...]:
    return (hyphened, taken), (scaled, role), ("numbers", numbers)


def _spell_of(named: str, form: str, kind: str) -> tuple[Ground, ...]:
    return ("of", named), ("of read", named, form), ("of for", named, kind)


def _spell_sort(sort: str, form: str, kind: str, change: str) -> tuple[Ground, ...]:
    changes = ("change", change), ("change read", change, form, kind), ("change sort", change, sort, kind)
    return ("sort read", sort, form), ("sort", sort, kind, form), *changes, ("kind read", kind, form)


def _spell_form(form: str, kind: str, size: str, effect: str, points: str, kept: str) -> tuple[Ground, ...]:
    return ("effect", effect, form), ("size read", kind, form, size), (points, kind), (kept, form)


def _spell_known(known: str, fits: str, kind: str, is_named: str) -> tuple[Ground, ...]:
    fitting = ((fits,), (fits, kind)) if fits else ()
    return (known,), *fitting, *(() if is_named else (("not named",), ("not named", known)))


def _spell_rules(rule: str, kind: str, known: str, concept: str, role: str) -> tuple[Ground, ...]:
    by = ("rules by", rule), ("rules by for", rule, kind), ("rules by known", rule, known)
    return ("rules",), *by, ("rules say", concept), ("rules say by", concept, rule), ("rules role", role)


def _spell_as_before(alike: str, shape: str, rule: str, far: str) -> tuple[Ground, ...]:
    return ("as before", alike), ("as before", alike, shape), ("as before by", alike, rule), ("as before at", alike, far)


def _spell_at(side: str, far: str, known: str, kind: str, rule: str) -> tuple[Ground, ...]:
    return ("at", side, far), ("at", side, far, known), ("at for", side, far, kind), ("at by", side, far, rule)


def _spell_between(side: str, numbers: str, sign: str, size: str, known: str, widest: str) -> tuple[Ground, ...]:
    cut = ("words", size, known), ("cut", widest, size), ("cut", widest, known)
    return ("numbers between", side, numbers), ("signs between", side, sign), *cut


def _spell_lead(lead: str, side: str) -> tuple[Ground, ...]:
    return ("before it", lead), ("before it", lead, side)


def _spell_follow(follow: str, side: str, numbers: str) -> tuple[Ground, ...]:
    return ("after it", follow), ("after it", follow, side), ("after it over", follow, numbers)


def _spell_head(head: str, side: str, kind: str) -> tuple[Ground, ...]:
    ends = ("ending", head[-4:]), ("ending", head[-3:])
    return (
        ("head", head),
        ("head", head, side),
        ("head for", head, kind),
        *ends,
        *(() if head.isalpha() else (("signs in head",),)),
    )


def _spell_first(first: str) -> tuple[Ground, ...]:
    return ("first word", first), ("first ending", first[-3:])


def _spell_tie(side: str, shape: str, known: str, kind: str) -> tuple[Ground, ...]:
    return ("tie", side, shape), ("tie", side, shape, known), ("tie for", side, shape, kind)


def _spell_tied(side: str, tie: str, known: str) -> tuple[Ground, ...]:
    return ("tied by", side, tie), ("tied by", side, tie, known)


def _spell_names(nearer: str, side: str, known: str, holds: str, is_small: str) -> tuple[Ground, ...]:
    capital = () if is_small else (("capital",), ("capital", known))
    return ("nearer ones", nearer, side, known), (holds, known), *capital


_GROUPS: Mapping[str, Callable[..., tuple[Ground, ...]]] = {
    "measured": _spell_measured,
    "read": _spell_read,
    "last": _spell_last,
    "role": _spell_role,
    "role sized": _spell_role_sized,
    "role written": _spell_role_written,
    "of": _spell_of,
    "sort": _spell_sort,
    "form": _spell_form,
    "known": _spell_known,
    "rules": _spell_rules,
    "as before": _spell_as_before,
    "at": _spell_at,
    "between": _spell_between,
    "lead": _spell_lead,
    "follow": _spell_follow,
    "head": _spell_head,
    "first": _spell_first,
    "tie": _spell_tie,
    "tied": _spell_tied,
    "names": _spell_names,
}
"""How each group is spelled out, by its name."""
