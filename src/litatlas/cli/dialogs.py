"""Questions whose answers make a row or a fact: each is asked again, with what is wrong, until its answer can be taken."""

from collections.abc import Callable, Iterable, Mapping

from litatlas.cli.cards import describe_row, get_fact, show_facts, show_preview
from litatlas.cli.terminal import Terminal
from litatlas.content.corrections import ROW_FIELDS, Fact
from litatlas.extract.proposals import propose_row, read_value
from litatlas.model import Json, Paper, Result
from litatlas.people import (
    FACTS,
    NAMED,
    Case,
    change_values,
    complete_row,
    find_changes,
    find_near_names,
    find_quote,
    name_value,
    parse_fact,
    parse_value,
    suggest_metrics,
)
from litatlas.review.corrected import NOWHERE, find_same_words, place_row
from litatlas.review.review import Review
from litatlas.slots import SLOTS

_VALUE = "value as the paper writes it, such as 2.3x, 33.5 % or from 71 s to 29 s: "
_ASKED: Mapping[str, str] = {
    "unit": "unit",
    "form": "form (ratio, relative, difference, fraction, absolute)",
    "effect": "effect (better, worse)",
    "bound": "bound (up to, at least, about, average)",
    **{slot.name: slot.noun for slot in SLOTS},
    "baseline": "baseline, what it is compared with",
}
"""What is asked for a row once its value and its metric are known, and how."""
_NEEDED = frozenset({"metric", "form", "quote"})
NONE = "-"
"""The answer that means not stated where an empty one takes what is proposed."""


def ask_edit(terminal: Terminal, review: Review, case: Case) -> dict[str, Json] | None:
    """What someone types for a row's fields; None where nothing is, or where the input ends."""
    typed = _ask_row_fields(terminal, review, case.shown, case.fields)
    return find_changes(case, typed) if typed else None


def ask_facts(terminal: Terminal, review: Review, slug: str) -> dict[Fact, Json]:
    """What someone types for the facts of a paper that makes them others; empty where the input ends."""
    show_facts(terminal, review, slug)
    typed = _ask_fields(terminal, review, FACTS, lambda name, text: parse_fact(review, name, text), lambda _: None)
    new = {fact: typed[fact] for fact in FACTS if fact in typed} if typed else {}
    return {fact: value for fact, value in new.items() if value != get_fact(review, slug, fact)}


def ask_row(terminal: Terminal, review: Review, slug: str) -> tuple[dict[str, Json], str] | None:
    """A row that someone adds to a paper, and why; None where it is dropped, or where the input ends."""
    paper = review.get_machine(slug)
    terminal.print(f"Enter takes what stands in brackets, else nothing is stated; {NONE} states nothing. Ctrl-D goes back.")
    try:
        values = _ask_values(terminal, review, paper)
        found = _preview(terminal, review, paper, values) if values else None
    except EOFError:
        found = None
    if found is None:
        terminal.print("Nothing was added.")
    return found


def _preview(terminal: Terminal, review: Review, paper: Paper, values: dict[str, Json]) -> tuple[dict[str, Json], str] | None:
    """Ask for a reason, show the row as it will be, and ask whether to write it, until it is written or dropped."""
    row = place_row(paper, values)
    why = _ask_reason(terminal, row)
    while True:
        show_preview(terminal, review, paper, row, why)
        for other in find_same_words(row, review.papers[paper.slug].extraction.results):
            terminal.print_lines([(f"  The same words have a row already: {describe_row(other)}.", "yellow")])
        key = terminal.ask_key("write it (y), edit (e), other reason (w), drop it (n)? ", "yewn")
        if key == "e":
            values = change_values(row, _ask_row_fields(terminal, review, row, ROW_FIELDS) or {})
            row = place_row(paper, values)
        elif key != "w":
            return (complete_row(paper, values), why) if key == "y" else None
        if key == "w" or (row.evidence == NOWHERE and not why):
            why = _ask_reason(terminal, row)


def _ask_values(terminal: Terminal, review: Review, paper: Paper) -> dict[str, Json] | None:
    """The value, the metric and what the result holds for; None where no value is typed."""
    while typed := _ask_line(terminal, _VALUE):
        reading = read_value(typed, review.vocabulary)
        if reading and reading.quantity:
            break
        terminal.fail(f"no value is read in {typed!r}; type the number with its unit, such as 2.3x, 33.5 % or 12 ms")
    else:
        return None
    if reading.quantity.pair:
        terminal.print_lines([(f"The row is of {reading.quote}, which was reached.", "dim")])
    known = ", ".join(suggest_metrics(review, reading.quantity.unit))
    read: Json = reading.result.metric if reading.result else None
    metric = _ask_field(terminal, review, "metric", f"metric ({known}, or another)" if known else "metric", read)
    proposed = propose_row(typed, str(metric), review.vocabulary)
    values: dict[str, Json] = {**proposed, "metric": metric, "quote": reading.quote}
    values["quote"] = find_quote(review, paper, values, reading.quote)
    for name, question in _ASKED.items():
        devices = ", ".join(paper.extraction.hardware) if name == "hardware" else ""
        hint = f" (the paper names {devices})" if devices else ""
        values[name] = _ask_field(terminal, review, name, question + hint, proposed.get(name))
    if paper.work.abstract:
        values["quote"] = _ask_field(terminal, review, "quote", "words, exactly as the paper has them", values["quote"])
    return values


def _ask_reason(terminal: Terminal, row: Result) -> str:
    """Why a row is added, with where its words stand if no text that the review keeps has them."""
    where = ""
    if row.evidence == NOWHERE:
        terminal.print_lines([(f"No text that the review keeps has »{row.quote}«.", "dim")])
        while not (where := _ask_line(terminal, "where in the paper does it stand (page, table)? ")):
            terminal.fail("without that nobody finds it again")
    why = _ask_line(terminal, "why (may be empty): ")
    return ": ".join(text for text in (where, why) if text)


def _ask_row_fields(terminal: Terminal, review: Review, row: Result, fields: tuple[str, ...]) -> dict[str, Json] | None:
    def check(typed: Mapping[str, Json]) -> None:
        change_values(row, typed)

    return _ask_fields(terminal, review, fields, lambda name, text: parse_value(name, text, fields), check)


def _ask_fields(
    terminal: Terminal,
    review: Review,
    fields: Iterable[str],
    parse: Callable[[str, str], Json],
    check: Callable[[Mapping[str, Json]], None],
) -> dict[str, Json] | None:
    """Lines of `field=value`; None where nothing is typed, or where the input ends."""
    terminal.print(f"Type field=value, lists with commas; an empty line ends. Fields: {', '.join(fields)}.")
    typed: dict[str, Json] = {}
    while line := terminal.ask("> "):
        name, _, text = line.partition("=")
        try:
            value = name_value(review, name.strip(), parse(name.strip(), text))
            check({**typed, name.strip(): value})
        except ValueError as error:
            terminal.fail(str(error))
        else:
            typed[name.strip()] = value
            _hint(terminal, review, name.strip(), value)
    if line is None or not typed:
        terminal.print("Nothing was changed.")
        return None
    return typed


def _ask_field(terminal: Terminal, review: Review, name: str, question: str, proposed: Json) -> Json:
    """Ask for a field of a row until the answer can be its value."""
    shown = ", ".join(map(str, proposed)) if isinstance(proposed, list) else str(proposed or "")
    while True:
        answer = _ask_line(terminal, f"{question}{f' [{shown}]' if shown else ''}: ")
        text = "" if answer == NONE else answer or shown
        if not text and name in _NEEDED:
            terminal.fail(f"a result needs its {name}")
            continue
        try:
            value = name_value(review, name, parse_value(name, text, ROW_FIELDS))
        except ValueError as error:
            terminal.fail(str(error))
        else:
            _hint(terminal, review, name, value)
            return value


def _hint(terminal: Terminal, review: Review, name: str, value: Json) -> None:
    if name in NAMED:
        for new, near in find_near_names(review, name, value):
            terminal.print_lines([(f"  {new!r} is new to this review, which knows {near!r}.", "dim")])


def _ask_line(terminal: Terminal, question: str) -> str:
    """A line; `EOFError` where the input has ended."""
    answer = terminal.ask(question)
    if answer is None:
        raise EOFError
    return answer
