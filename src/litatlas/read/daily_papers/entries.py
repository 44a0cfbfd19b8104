"""The daily-papers format: a listing of titles and abstracts, each with what the listing knows of its authors and its date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from litatlas.errors import quote_start
from litatlas.read.daily_papers.cards import Card, count_cards, cut_foot, split_cards
from litatlas.read.daily_papers.completing import complete, describe_impossible
from litatlas.read.daily_papers.dates import Ago
from litatlas.read.daily_papers.drafts import DAMAGED, Reading
from litatlas.read.daily_papers.facts import Day, Dot, Fact, parse_fact
from litatlas.read.daily_papers.furniture import MARK
from litatlas.read.daily_papers.layout import HEAD_LINES, Block, iterate_blocks
from litatlas.read.daily_papers.saves import undo_save
from litatlas.read.daily_papers.segments import Segment, is_own_slug, rate_abstract, tell_kind_of_line
from litatlas.read.daily_papers.tidying import Tidied, tidy
from litatlas.read.lines import Line
from litatlas.read.parsed import Item, Origin

_ONE_TITLE = "join it to the title's line, or move or delete it, so that the title stands in one line right above its abstract"


def parse_daily_papers(given: Iterable[Line], origin: Origin) -> Iterator[Item]:
    """Parse a daily-papers listing: every entry that can be read, and a fault for every line that belongs to none.

    Records come first: the year of their dates is known when all of them have been seen.
    """
    reading = Reading(origin.path)
    saved = undo_save(list(given))
    tidied = tidy(replace(saved, lines=tuple(cut_foot(saved.lines))))
    if count_cards(saved.lines) > 1:
        _read_cards(tidied, reading)
    else:
        _read_blocks(tidied, reading)
    for line in saved.outside:
        reading.tell_outside(line)
    if not reading.drafts and not reading.faults:
        reading.fault(1, "holds no entry below its head", "save the listing again after the page has loaded its papers")
    yield from complete(reading, origin, tidied.asides)


def _read_cards(tidied: Tidied, reading: Reading) -> None:
    above, cards = split_cards(tidied.lines)
    _read_head([fact for line in above if (fact := parse_fact(line))], reading)
    reading.tell_above([line for line in above if parse_fact(line) is None and line.text not in HEAD_LINES])
    for card in cards:
        _read_card(card, reading)


def _read_card(card: Card, reading: Reading) -> None:
    if card.title is None:
        reading.skip(card.mark, "a card has no title", "add the title on a line below, or delete the card")
        return
    used = (card.title, card.abstract, card.organization, *(fact.line for fact in card.facts))
    damaged = [line for line in used if line and line.is_damaged]
    for line in damaged[:1]:
        reading.skip(line, *DAMAGED)
    for line in card.strays:
        if not line.is_damaged:
            reading.tell_orphan(line)
    if not damaged:
        reading.add(card.title, card.abstract, card.organization, card.facts)


def _read_blocks(tidied: Tidied, reading: Reading) -> None:
    lines = [line for line in tidied.lines if line.text != MARK]
    above: Sequence[Fact] = ()
    for block in iterate_blocks(lines):
        _check_encoding(block, reading)
        if block.texts:
            _read_entries(block, above, reading)
        else:
            _read_head(block.facts, reading)
        above = block.facts


def _check_encoding(block: Block, reading: Reading) -> None:
    lines = (*block.head, *block.texts, *(fact.line for fact in block.facts))
    for line in sorted((line for line in lines if line.is_damaged), key=lambda line: line.number):
        reading.fault(line, *DAMAGED)


def _read_head(facts: Sequence[Fact], reading: Reading) -> None:
    for fact in facts:
        if fact.line.is_damaged:
            continue
        if not isinstance(fact, Day) or isinstance(fact.printed, Ago) or fact.printed.day is None:
            reading.tell_orphan(fact.line)
        elif reading.head is not None or reading.drafts:
            reading.fault(
                fact.line, f"{quote_start(fact.line.text)} is the date of a second head", "split the file before that head"
            )
        elif not fact.printed.is_day_of(fact.printed.year):
            reading.fault(*describe_impossible(fact))
        else:
            reading.head = fact


def _read_entries(block: Block, above: Sequence[Fact], reading: Reading) -> None:
    segments = block.find_segments()
    entries = [segment.start for segment in segments if segment.kind == "entry"]
    organization = block.texts[segments[-1].start] if segments[-1].kind == "organization" else None
    last = segments[-2 if organization else -1]
    owner = None if last.kind == "title" or not entries else entries[-1]
    for before, segment in zip((None, *segments), segments, strict=False):
        line = block.texts[segment.start]
        if segment.kind == "entry" and before is not None and before.kind == "title" and _may_be_part(block.texts, segment):
            kind = tell_kind_of_line(line.text)
            message = f"{quote_start(line.text)} between a title and an abstract may be {kind}; the entry is skipped"
            reading.skip(line, message, _ONE_TITLE)
            _tell_facts(block.facts if segment.start == owner else [], reading)
        elif segment.kind == "entry":
            facts = block.facts if segment.start == owner else []
            _read_entry((line, block.texts[segment.start + 1]), organization if facts else None, facts, reading)
        elif segment is last and _is_bare_title(segment, line, block.facts) and not _is_doubtful(block, before, above):
            _read_entry((line, None), organization, block.facts, reading)
        else:
            below = block.facts if segment is last and owner is None else []
            _tell_stray(segment, before, line, below, reading)
            if segment is last and owner is None and organization and not organization.is_damaged:
                reading.tell_orphan(organization)


def _is_bare_title(segment: Segment, line: Line, facts: Sequence[Fact]) -> bool:
    """Whether a line is the title of an entry that states no abstract, but facts."""
    return segment.kind == "title" and bool(facts) and _is_title(line)


def _is_doubtful(block: Block, before: Segment | None, above: Sequence[Fact]) -> bool:
    """Whether the facts of a block may be of the entry above its last line, which goes without then, and the line no title."""
    if before is not None and before.kind == "entry":
        title, abstract, line = block.texts[before.start : before.start + 3]
        return not abstract.number - title.number == 1 < line.number - abstract.number  # a blank line parts the entries alone
    is_cut = bool(above) and not any(isinstance(fact, Day) for fact in above)
    return is_cut and (isinstance(above[-1], Dot) or isinstance(block.facts[0], Dot))


def _tell_facts(facts: Sequence[Fact], reading: Reading) -> None:
    """Tell of facts that no entry can claim: whose they are is not sure."""
    for fact in facts:
        if not isinstance(fact, Dot) and not fact.line.is_damaged:
            reading.tell_orphan(fact.line)


def _tell_stray(segment: Segment, before: Segment | None, line: Line, below: Sequence[Fact], reading: Reading) -> None:
    if segment.kind != "title":
        _tell_facts(below, reading)
    if segment.kind == "title" and line.is_damaged:
        reading.mark_skipped([line])
    elif segment.kind == "title":
        hint = "add the abstract on a line below the title, or delete the title"
        if said := " and ".join(quote_start(fact.line.text) for fact in below if not isinstance(fact, Dot)):
            hint += f"; {said} below it went with it"
        reading.skip(line, f"title {quote_start(line.text)} has no abstract", hint)
    elif segment.kind == "paragraph" and not line.is_damaged and before is not None and before.kind == "entry":
        reading.fault(
            line, f"{quote_start(line.text)} is a second paragraph", "join it to the abstract's line above, or delete it"
        )
    elif segment.kind == "paragraph" and not line.is_damaged:
        reading.skip(line, f"{quote_start(line.text)} has no title", "add the title on a line above, or delete the line")


def _read_entry(texts: tuple[Line, Line | None], named: Line | None, facts: Sequence[Fact], reading: Reading) -> None:
    title, abstract = texts
    lines = (title, *([abstract] if abstract else []), *([named] if named else []), *(fact.line for fact in facts))
    if damaged := [line for line in lines if line.is_damaged]:
        reading.mark_skipped(damaged)
    else:
        reading.add(title, abstract, named, facts)


def _may_be_part(texts: Sequence[Line], segment: Segment) -> bool:
    """Whether the title of an entry, below one without an abstract, may be no whole one: its rest, or a word of the page."""
    above, title, abstract = texts[segment.start - 1 : segment.start + 2]
    is_rest = title.number - above.number == 1 < abstract.number - title.number
    return not title.is_damaged and (is_rest or not _is_title(title))


def _is_title(line: Line) -> bool:
    """Whether a line alone is a title rather than a fragment of a text: several words that begin as titles do."""
    words = line.text.split()
    is_organization = is_own_slug(line.text)  # `Fen-Lab Fen Lab`
    is_text = len(words) > 2 and not line.text[0].islower() and rate_abstract(line.text) < 0.5
    return is_text and not is_organization and not line.is_damaged
