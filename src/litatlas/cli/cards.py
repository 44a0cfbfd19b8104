"""Rows and papers as they are shown to people who decide on them."""

from collections.abc import Iterable

from litatlas.cli.terminal import Terminal
from litatlas.content.corrections import DONE, Fact, Override
from litatlas.identity.facts import describe_item
from litatlas.model import Json, Paper, Result
from litatlas.people import FACTS, Case, find_source, read_sentence
from litatlas.review.curation import get_machine_fact
from litatlas.review.review import Review
from litatlas.site.wording import describe_change, format_bounded, format_form
from litatlas.slots import SLOTS, list_stated
from litatlas.text.repair import repair


def show_case(terminal: Terminal, case: Case, start: str) -> None:
    """Show a row with its evidence, and what people said of it."""
    row = case.shown
    terminal.print("")
    terminal.print_pieces([(start, "dim"), (case.title, "bold")])
    terminal.print_pieces([("  " + ", ".join(_describe(row)), "green")])
    for slot, values in list_stated(row):
        terminal.print_pieces([(f"    {slot.name}: {', '.join(values)}", "")])
    for flag in row.flags:
        terminal.print_pieces([(f"    {flag}", "dim")])
    for said in case.said:
        reason = f": {said.why.removesuffix('.')}" if said.why else ""
        lapsed = "" if case.stands else " The rules say something else now."
        terminal.print_pieces([(f"    {DONE[said.action]} by {said.by} on {said.on}{reason}.{lapsed}", "yellow")])
    _show_words(terminal, case.sentence, f"»{case.row.quote}« is in {case.place}")


def show_text(terminal: Terminal, paper: Paper) -> None:
    """Show a paper's title, and its abstract or where that can be read."""
    terminal.print("")
    terminal.print_pieces([(paper.work.title.readable, "bold")])
    if paper.work.abstract:
        terminal.print_pieces([("  " + repair(paper.work.abstract).readable, "")])
    else:
        place = find_source(paper, "abstract") if paper.work.abstract_sha256 else ""
        kept = f"the review keeps no abstracts; this one is in {place}" if place else "no source states an abstract"
        terminal.print_pieces([(f"  ({kept})", "dim")])


def show_preview(terminal: Terminal, review: Review, paper: Paper, row: Result, why: str) -> None:
    """Show a row as a table will, with its evidence."""
    term = review.vocabulary.metrics.get(row.metric)
    metric = describe_change(row, term.label if term else row.metric, term.better if term else None)
    terminal.print("")
    terminal.print_pieces([(f"  {format_bounded(row)}  {metric}", "green"), (f"  ({format_form(row.form)})", "dim")])
    if row.subject:
        terminal.print_pieces([(f"    system: {row.subject}", "")])
    for slot in SLOTS:
        values = slot.read(row)
        terminal.print_pieces([(f"    {slot.label.lower()}: ", ""), (", ".join(values) or "not stated", "" if values else "dim")])
    _show_words(terminal, read_sentence(paper, row), f"»{row.quote}«")
    if why:
        terminal.print_pieces([(f"    {why}", "yellow")])


def show_facts(terminal: Terminal, review: Review, slug: str) -> None:
    """Show what can be corrected of a paper itself, and what the machine has where that is something else."""
    paper, machine = review.papers[slug], review.get_machine(slug)
    curated = review.curation.get(slug)
    overrides = curated.overrides if curated else {}
    terminal.print("")
    for fact in FACTS:
        shown = _say(get_machine_fact(paper, fact))
        said = _describe_override(overrides[fact], _say(get_machine_fact(machine, fact))) if fact in overrides else ""
        terminal.print_pieces([(f"  {fact}: ", "bold"), (shown, ""), (said, "yellow")])


def describe_row(row: Result) -> str:
    """What a row says, in a line, but for what it holds for."""
    return ", ".join(_describe(row))


def get_fact(review: Review, slug: str, fact: Fact) -> Json:
    """A fact of a paper as pages show it."""
    return get_machine_fact(review.papers[slug], fact)


def _describe_override(said: Override, machine: str) -> str:
    return f"  (by {said.by} on {said.on}: {said.why}; the rules: {machine})"


def _say(value: Json) -> str:
    return (", ".join(map(describe_item, value)) if isinstance(value, list) else str(value or "")) or "not stated"


def _show_words(terminal: Terminal, sentence: tuple[str, str, str] | None, place: str) -> None:
    if sentence:
        before, quote, after = sentence
        terminal.print_pieces([("  ", ""), (before, ""), (f"»{quote}«", "bold reverse"), (after, "")])
    else:
        terminal.print_pieces([(f"  {place}", "")])


def _describe(row: Result) -> Iterable[str]:
    value = f"{row.low:g}" if row.low == row.high else f"{row.low:g} to {row.high:g}"
    words = (row.bound, f"{value} {row.unit}".strip(), row.form, row.metric, row.effect, row.subject and f"of {row.subject}")
    return (word for word in (*words, f"{row.confidence} confidence") if word)
