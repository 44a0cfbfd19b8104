"""How a name of a sentence can hold for a number of it: an ordered table of rules, of which the first that finds a name wins."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.lists import ends_respectively
from litatlas.extract.sentence.parsed import SET_AGAINST, Parsed
from litatlas.extract.slots.offers import Offer, Place, offer_places, take_first
from litatlas.extract.slots.slot import Slot, refuse
from litatlas.extract.slots.spots import FAR, HARD, Spot, extend_back, find_run, find_spot, goes_on, is_stated

_PARTED = re.compile(r",|\band\b|\b(?:while|whereas)\b")
_OWN_CLAUSE = re.compile(r",?\sand\s(?!\d|on\b|in\b|for\b|with\b|by\b|at\b)(?:(?!\sand\s)[^,;\d]){0,70}\Z")
"""What stands between a number and a name of which the next clause is told: `2x faster, and the score on FooEval`."""
_DOES = re.compile(
    r"(?:\s[a-z-]+){0,2}?\s(?:is|are|was|were|remains?|stays?|equals?|changes?|ends|drops?|falls?|rises?|improves?|increases?|decreases?|goes|moves"
    r"|grows?|reaches)\b"
)
"""... and behind the name: `changes from 44 to 43`."""
_DRAWBACK = re.compile(r"\bwith\s(?:only\s|just\s|merely\s|a\s|an\s)+[^,;]{0,12}\d|,\s[a-z]{3,}(?<![sui])s\s(?:an?\s)?\d")
"""What begins another result of the same clause, which names behind it hold for alone: `with only a 1% drop on FooEval`."""
_GOVERNS = re.compile(
    r"\b(?:datasets?\s\(|benchmarks?\s\(|tasks\s\()\Z|\b(?:on|for|with|in|of|at|under|during|across|using|when|including"
    r"|than|to|over|accelerat\w+|compress\w+|quantiz\w+)\b|\A(?:the|our|this)\s(?:[\w-]+\s){0,2}\Z",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:\A|[,;:]\s(?:and\s|while\s|but\s|whereas\s)?|\b(?:that|while)\s)(?:on|for|in|at|across|with|using|under|during)\s(?:[\w-]+\s){0,4}\Z"
    r"|\A(?:averaged\s)?(?:over|across|\w+ing)\s(?:[\w-]+\s){0,4}\Z",
    re.IGNORECASE,
)
"""What stands before a name that leads its clause: `On CIFAR-10, ...`, `..., and on ImageNet, ...`."""
_CLAUSE = re.compile(r"[;:]|,?\s(?:while|whereas|but)\s|,\s(?:and|with|as well as)\s(?=\w+(?:s|ing|ed)\b)|,\s(?=\w+ing\b)")
_OTHERS = Template(
    r";|,\s(?:while|whereas|but)\s|\bwhile (?:also )?{reach}\b"
    r"|,\s(?:and\s)?(?:also\s)?{reach}(?<=s)\s|,\sand\s(?:on|for|in|with)\s(?=[A-Z])"
)
"""What another result begins with, whose names do not hold for the number before it."""
_TAKES = re.compile(r"(?:\s[^,;:]{0,30}?)?,?\s(?:while\s)?(?:using|requiring|needing|consuming|emitting)\s(?:[a-z]+\s){0,2}\Z")
"""What stands between a name and what a system takes for what it does there: `91% on FooEval while using only 30%`."""
_CONTINUES = re.compile(r"(?:\s[\w-]{1,16})?,\s(?:thus\s|thereby\s|hence\s)?(?!while\b|including\b)\w+ing\s(?:[^,;]{0,60})\Z")
_OUTDONE = re.compile(
    r"[^;]{0,80}?,\s(?:thus\s|thereby\s|significantly\s|substantially\s)?(?:outperform|surpass|exceed|beat|improv|represent)ing\s(?:(?!\bwhile\b)[^;]){0,120}"
)
"""What stands between a name and by how much a rival is outdone on it: `91% on FooEval, outperforming BarNet (88%) by`."""
_NEXT_PART = re.compile(r",\s(?!the\s|an?\s|our\s)")
"""What parts a number from names of another claim, where others stand before it: `FooEval takes 3 ms, and ours leads BarEval`."""
_OF_WORD = re.compile(r"-(?:[a-z]{3,}|class)\b")
"""What makes a word of a number: `5-step`."""
_ADJUNCT = re.compile(r"(?:[A-Z]\w+,\s)?(?:With|Despite|Using|By)\s[^,]*")
"""What opens a sentence with what a work takes, which is not on the data of what it reaches: `With 5% of the data, ...`."""
_IN_BRACKETS = re.compile(r"\s\([^()]{0,60}")
"""What stands between a name and its values in brackets: `FooEval (93.7% vs. 91.2%)`."""
_OWN_BRACKET = re.compile(r"[^\w(]{0,2}(?:\s?(?:points?|pp|pts|percent))?\s\((?:on\s)?")
"""What stands between a number and a name in its own bracket: `7% (FooEval) and 9% (BarEval)`."""
_CHANGES = Template(r"(?:\s(?!and\b|on\b|to\b)[\w-]+){0,3}\s\(?from\s(?:{hedge}\s?)?|\s\((?:from\s)?")
"""What stands between a name and the two values of its change: `on FooEval from 3% to 5%`."""
_BOTH = re.compile(r"(\S+)\sand\s(\S+)")
"""Two kinds of data under one noun: `in-domain and out-of-domain`."""
_ANAPHOR = Template(
    r"\((?:down |up )?(?:from|{compare})\s\Z"
    r"|,\s(?:which|that)\s(?:is|are|was|represents)\s[^,]{0,20}\Z|,\s(?:{only}|{hedge})\s\Z"
)
_ON = re.compile(r"\s(?:on|in|for|at|under)\s(?:the\s)?")
"""What stands between each of two values and its own name: `from 76% on FooA to 51% on FooB`."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A rule by which names hold for a number."""

    id: str
    says: str
    find: Callable[[Spot], Offer | None]
    """Returns what it offers; None where it tells nothing, so that the next rule is asked."""
    examples: tuple[tuple[str, str], ...]
    """Sentences in which it fills a number's data set, each with what it fills in, items parted by `, `."""


def offer_names(parsed: Parsed, index: int, places: tuple[Place, ...]) -> Iterator[Offer]:
    """Offer the names of a sentence that may hold for the quantity at `index`, in the order of the rules; last each alone."""
    if not places:
        return
    spot = find_spot(parsed, index, places)
    for relation in RELATIONS:
        if (offer := relation.find(spot)) is not None:
            yield offer
    for place in places:
        yield Offer((place.name,), "passed-over", place.ground, place.start, place.end, is_passed_over=True)


def choose(parsed: Parsed, index: int, places: tuple[Place, ...]) -> Slot:
    """Choose among the names of a sentence those that hold for the quantity at `index`, by the first rule that finds some."""
    return take_first(offer_names(parsed, index, places))


def _find_in_own_bracket(spot: Spot) -> Offer | None:
    text, end = spot.parsed.text, spot.parsed.quantities[spot.nth].end
    behind = [p for p in spot.places if p.start > end and text.startswith(")", p.end)]
    inside = [p for p in behind if _OWN_BRACKET.fullmatch(text, end, p.start)]
    return offer_places("own-bracket", inside)


def _find_beside(spot: Spot) -> Offer | None:
    text = spot.parsed.text
    beside = [p for p in spot.places if p.end <= spot.own and _IN_BRACKETS.fullmatch(text, p.end, spot.own)]
    listed = extend_back(text, spot.places, beside[-1:]) if spot.size > 1 else []
    if len(listed) == spot.size > 1:
        return offer_places("beside", [listed[spot.nth - spot.first]])
    return offer_places("beside", beside[-1:])


def _align(spot: Spot) -> Offer | None:
    """Offer the name at the number's own place in a list of names as long as its own, or as a part of it (`respectively`)."""
    if spot.size == 1:
        return None
    text = spot.parsed.text
    is_told = "respectively" in text
    listed = _list_alignable(spot, is_told=is_told)
    names = {place.name: place for place in reversed(listed)}
    both = _BOTH.fullmatch(listed[0].name) if len(listed) == 1 and spot.size == 2 and is_told else None
    if both:
        return offer_places("respectively", [listed[0]._replace(name=both[spot.nth - spot.first + 1])])
    kept, at = [names[name] for name in dict.fromkeys(place.name for place in listed)], spot.nth - spot.first
    if len(kept) == spot.size:
        return offer_places("respectively" if is_told else "listed", [kept[at]])
    if not is_told or len(kept) < 2:
        is_one_of_more = is_told and len(kept) == 1 and text.endswith(" and ", 0, listed[0].start)
        if not is_one_of_more or not ends_respectively(text, listed[0].end):
            return None
        return offer_places("respectively", kept) if spot.nth == spot.last else _refuse(spot, kept[:1])
    if spot.size % len(kept) == 0:
        return offer_places("respectively", [kept[at % len(kept)]])
    return _refuse(spot, kept) if ends_respectively(text, listed[-1].end) else None


def _list_alignable(spot: Spot, *, is_told: bool) -> tuple[Place, ...]:
    """List the names that a list of numbers may be told off against: those behind it, or else those before it.

    Behind a `respectively` are those of the next claim, unless there are as many as numbers.
    """
    text, ahead = spot.parsed.text, spot.ahead
    if ahead and not is_told:
        clause = HARD.search(text, spot.end)
        following = next((q.start for q in spot.parsed.quantities[spot.last + 1 :] if is_stated(spot.parsed, q)), len(text))
        ahead = tuple(p for p in ahead if p.start < min(following, clause.start() if clause else following))
    count = len({p.name for p in ahead})
    if is_told and (count < 2 or spot.size % count) and (told := text.find("respectively", spot.end)) > 0:
        ahead = tuple(p for p in ahead if p.start < told)
    return ahead or tuple(p for p in spot.places if spot.start - FAR < p.start < spot.start)


def _refuse(spot: Spot, listed: Sequence[Place]) -> Offer:
    slot = refuse(spot.size, len(listed))
    return Offer((), slot.rule, listed[0].ground, listed[0].start, listed[-1].end, flag=slot.flag)


def _find_told_off(spot: Spot) -> Offer | None:
    """Offer the name at the number's own place where values with words between them are told off against as many names."""
    text, quantities = spot.parsed.text, spot.parsed.quantities
    told = text.find("respectively", spot.own)
    if told < 0:
        return None
    earlier = [p for p in spot.places if p.end <= spot.start]
    named = find_run(text, [p for p in spot.places if spot.end <= p.start < told])
    if named and ends_respectively(text, named[-1].end):
        start, end = earlier[-1].end if earlier else 0, named[0].start
    elif earlier and not named and text.find("respectively", earlier[-1].end) == told:
        named = extend_back(text, spot.places, earlier[-1:])
        start, end = named[-1].end, told
    else:
        return None
    values = [q.start for q in quantities if start <= q.start < end and is_stated(spot.parsed, q)]
    if len(values) != len(named) or len(named) in (1, spot.size) or spot.own not in values:
        return None
    return offer_places("told-off", [named[values.index(spot.own)]])


def _find_each(spot: Spot) -> Offer | None:
    text, quantities = spot.parsed.text, spot.parsed.quantities
    if quantities[spot.nth].pair is None or spot.first == spot.last:
        return None
    between = quantities[spot.first].end, quantities[spot.last].start
    first = [p for p in spot.places if between[0] <= p.start < between[1] and _ON.fullmatch(text, between[0], p.start)]
    second = [p for p in spot.places if _ON.fullmatch(text, spot.end, p.start)]
    return offer_places("each", first[:1] if spot.own == spot.start else second[:1]) if first and second else None


def _find_inside(spot: Spot) -> Offer | None:
    return offer_places("inside", [p for p in spot.places if p.start < spot.end and p.end > spot.start])


def _follow_anaphor(spot: Spot) -> Offer | None:
    if not spot.first or not spot.parsed.cues.fill(_ANAPHOR).search(spot.parsed.text, spot.previous, spot.start):
        return None
    values = choose(spot.parsed, spot.first - 1, spot.places).values
    kept = [place for place in spot.places if place.name in values]
    return offer_places("anaphor", kept) or Offer((), "anaphor", "none", 0, 0)


def _offer_nearby(spot: Spot, rule: str, is_tied: Callable[[str, int, int], bool]) -> Offer | None:
    """Offer the names between the last number and this one that are tied to it by the text from their end to its start."""
    text = spot.parsed.text
    nearby = [p for p in spot.places if spot.previous <= p.start and p.end <= spot.start]
    return offer_places(rule, extend_back(text, spot.places, [p for p in nearby if is_tied(text, p.end, spot.start)]))


def _find_changing(spot: Spot) -> Offer | None:
    if spot.parsed.quantities[spot.nth].pair is None:
        return None
    changes = spot.parsed.cues.fill(_CHANGES)
    return _offer_nearby(spot, "changing", lambda text, end, start: bool(changes.fullmatch(text, end, start)))


def _find_after(spot: Spot) -> Offer | None:
    text = spot.parsed.text
    following = _find_following(spot)
    other = spot.parsed.cues.fill(_OTHERS).search(text, spot.end, following)
    limit = other.start() if other else following
    after = [p for p in spot.ahead if p.start < limit and not _opens(text, p) and not _is_next_clause(text, spot.end, p)]
    if after and spot.places[0].end <= spot.start and _NEXT_PART.search(text, spot.end, after[0].start):
        return None
    return offer_places("after", find_run(text, after))


def _find_before(spot: Spot) -> Offer | None:
    return _offer_nearby(spot, "before", lambda text, end, start: not _PARTED.search(text, end, start))


def _find_continued(spot: Spot) -> Offer | None:
    return _offer_nearby(
        spot, "continued", lambda text, end, start: bool(_CONTINUES.match(text, end, start) or _TAKES.match(text, end, start))
    )


def _find_opener(spot: Spot) -> Offer | None:
    text = spot.parsed.text
    openers = [p for p in spot.places if p.end <= spot.start and _opens(text, p)]
    if not openers:
        return None
    run = find_run(text, [p for p in spot.places if openers[-1].start <= p.start < spot.start])
    return offer_places("leads-clause", extend_back(text, spot.places, run))


def _find_leading(spot: Spot) -> Offer | None:
    text = spot.parsed.text
    head = next((q.start for q in spot.parsed.quantities if is_stated(spot.parsed, q) and not _is_of_name(spot, q)), spot.start)
    leading = [p for p in spot.places if p.end <= min(head, spot.start)]
    kept: list[Place] = []
    for place in leading:
        is_listed = kept and kept[-1].end <= place.start and goes_on(text, kept[-1].end, place.start)
        if is_listed or _GOVERNS.search(text, max(0, place.start - 60), place.start):
            kept.append(place)
    return offer_places("leads-sentence", kept)


def _find_ending(spot: Spot) -> Offer | None:
    text = spot.parsed.text
    if _ADJUNCT.fullmatch(text, 0, spot.start) and text.find(",", spot.end) >= 0:
        return None
    clause = _CLAUSE.search(text, spot.end, spot.end + FAR)
    drawback = _DRAWBACK.search(text, spot.end, spot.end + FAR)
    limit = min(found.end() if found else len(text) for found in (clause, drawback))
    ending = [p for p in spot.ahead if p.start < limit and not _is_next_clause(text, spot.end, p)]
    return offer_places("ends-clause", find_run(text, ending))


def _find_outdone(spot: Spot) -> Offer | None:
    text = spot.parsed.text
    before = [p for p in spot.places if p.end <= spot.start]
    if not before or before[-1] != spot.places[-1] or not _OUTDONE.fullmatch(text, before[-1].end, spot.start):
        return None
    return offer_places("outdone", extend_back(text, spot.places, before[-1:]))


def _is_next_clause(text: str, end: int, place: Place) -> bool:
    """Tell whether a name is a part of what the clause after the number that ends at `end` tells something of."""
    return _OWN_CLAUSE.search(text, end, place.start) is not None and _DOES.match(text, place.end) is not None


def _find_following(spot: Spot) -> int:
    """Return where the next number after the list stands that it is not set against (`3.2 vs. 4.5`)."""
    quantities, last = spot.parsed.quantities, spot.last
    if last + 1 < len(quantities) and spot.parsed.cues.fill(SET_AGAINST).match(spot.parsed.text, quantities[last].end):
        last += 1
    while last + 1 < len(quantities) and (
        any(spot.parsed.text[quantities[last + 1].end : place.start] == " " for place in spot.ahead)
        or _OF_WORD.match(spot.parsed.text, quantities[last + 1].end)
    ):
        # The count of what is named, or a part of a word: `91% on 5 reasoning tasks`, `by 3% in the 5-step run on KITTI`.
        last += 1
    return quantities[last + 1].start if last + 1 < len(quantities) else len(spot.parsed.text)


def _is_of_name(spot: Spot, quantity: Quantity) -> bool:
    """Tell whether a number is a part of a name, as the version in `FooBench 2.0` is."""
    return any(place.start < quantity.end and quantity.start < place.end for place in spot.places)


def _opens(text: str, place: Place) -> bool:
    """Tell whether a name leads the clause after it."""
    return _OPENS.search(text[max(0, place.start - 60) : place.start]) is not None


RELATIONS = (
    Relation(
        "own-bracket", "A name alone in the bracket right behind a number is its.", _find_in_own_bracket,
        (("Ours gains 3% (KITTI) and 5% (LSUN) accuracy.", "LSUN"),),
    ),
    Relation(
        "beside", "A number in brackets right after a name is its.", _find_beside,
        (
            ("Ours gains accuracy on FooQA (+3%), BarQA (+4%) and KITTI (+5%).", "KITTI"),
            ("Ours gains accuracy on KITTI and LSUN (3% and 5%).", "KITTI"),
        ),
    ),
    Relation(
        "told-off", "Of values with words between them that `respectively` tells off, each has its own name.", _find_told_off,
        (("Ours has 3.7 FID and 91% recall on KITTI and LSUN, respectively.", "LSUN"),),
    ),
    Relation(
        "listed", "Of as many names as there are numbers in a list, each has its own.", _align,
        (("Ours gains 3% and 5% accuracy on FooQA and KITTI.", "KITTI"),),
    ),
    Relation(
        "each", "Of two values that a change leads between each has the name right after it.", _find_each,
        (("Ours drops from 76% on KITTI to 51% on LSUN.", "LSUN"),),
    ),
    Relation(
        "inside", "A name inside of a list of numbers is what they are of.", _find_inside,
        (("Ours is 2x (KITTI) and 3x faster.", "KITTI"),),
    ),
    Relation(
        "anaphor", "What a number is set against in brackets, or is told again of, is of the same name.", _follow_anaphor,
        (("Ours reaches 93% accuracy on LSUN, which is 3% more than FooDB.", "LSUN"),),
    ),
    Relation(
        "changing", "A name right before the two values of a change holds for both.", _find_changing,
        (("Ours raises accuracy on KITTI from 3% to 5% and on LSUN from 2% to 4%.", "KITTI"),),
    ),
    Relation(
        "after", "Names after a number and before the next are its, where no other result begins between.", _find_after,
        (("Ours is 3x faster on KITTI and 2x faster on LSUN.", "LSUN"),),
    ),
    Relation(
        "before", "So are those between the number before it and it, where no comma parts them.", _find_before,
        (("Ours halves it, and KITTI accuracy rises by 3%.", "KITTI"),),
    ),
    Relation(
        "continued", "... and those whose clause goes on with a participle.", _find_continued,
        (
            ("Ours is 2x faster on KITTI, reaching 93% accuracy.", "KITTI"),
            ("Ours reaches 93% accuracy on KITTI while using only 30% of the tokens.", "KITTI"),
        ),
    ),
    Relation(
        "leads-clause", "A name that leads a clause holds for all its numbers.", _find_opener,
        (("On KITTI, ours is 2x faster and 3x smaller.", "KITTI"),),
    ),
    Relation(
        "leads-sentence", "Names that stand before all of a sentence's numbers hold for those that have none.", _find_leading,
        (
            ("Experiments on KITTI show that ours is 2x faster, 3x smaller.", "KITTI"),
            ("Tests on tying (KITTI) and knot folding (LSUN) show that ours is 2x faster, 3x smaller.", "KITTI, LSUN"),
        ),
    ),
    Relation(
        "ends-clause", "Names that end a number's clause hold for it.", _find_ending,
        (("Ours is 2x faster and 3x smaller on KITTI.", "KITTI"),),
    ),
    Relation(
        "outdone", "By how much a rival is outdone behind a number's last names is of them.", _find_outdone,
        (("Ours reaches 91% accuracy on KITTI, outperforming Foo (88%) by 3%.", "KITTI"),),
    ),
)  # fmt: skip
"""The rules by which names hold for a number, the first that finds some."""
