"""The commands with which people comment and correct: note, correct, review."""

import getpass
import os
import shlex
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import click

from litatlas.cli.session import EXIT_FAULTS, EXIT_USAGE, EXIT_WELL, F, Session, example
from litatlas.content.corrections import Action
from litatlas.correcting import (
    EDITABLE,
    Case,
    Choice,
    Decision,
    clean_notes,
    create_note,
    decide,
    find_changes,
    find_note_files,
    find_papers,
    list_cases,
    parse_value,
    select_papers,
)
from litatlas.errors import ContentError, UsageError
from litatlas.model import Json, Paper, Result
from litatlas.read.repair import repair
from litatlas.review import Review, load_papers, load_review
from litatlas.site.wording import count_of
from litatlas.terminal import Terminal

_KEYS = "yersnq"
_QUESTION = "confirm (y), edit (e), reject (r), skip (s), quit (q)? "
_WORDS: dict[Action, str] = {"confirm": "confirmed", "change": "changed", "reject": "rejected", "add": "added"}


def _sign(command: F) -> F:
    """Add the options that say who decides, and on which day."""
    by = click.option("--by", metavar="NAME", help="Who decides; default: the name that git knows, or the user's.")
    on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day; default: today.")
    return by(on(command))


@click.command()
@click.argument("paper")
@click.pass_obj
@example("litatlas note heron-sparse-kernels\n  litatlas note 'sparse kernels'")
def note(session: Session, paper: str) -> int:
    """Open the note on a paper in your editor; make it where there is none.

    PAPER is a slug, a title, a link, or a part of any of them. The editor is $VISUAL or $EDITOR; without one, the note's path is
    printed.
    """
    terminal, root = session.terminal, session.find_review()
    found = _choose_paper(terminal, find_papers(load_papers(root), paper))
    if found is None:
        return EXIT_USAGE
    path = create_note(root, find_note_files(root), found.slug)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        terminal.print(str(path))
        return EXIT_WELL
    try:
        return EXIT_FAULTS if subprocess.run([*shlex.split(editor), path], check=False).returncode else EXIT_WELL
    except (OSError, ValueError) as error:
        raise UsageError(f"the editor {editor!r} does not start: {error}; the note is {path}") from error


@click.command()
@click.argument("paper")
@_sign
@click.pass_obj
@example("litatlas correct heron-sparse-kernels")
def correct(session: Session, paper: str, by: str | None, on: datetime | None) -> int:
    """Walk through a paper's results: confirm, edit or reject each.

    PAPER is a slug, a title, a link, or a part of any of them. Each decision is written into a note of the paper at once.
    """
    root = session.find_review()
    review = load_review(root)
    found = _choose_paper(session.terminal, find_papers(review.papers, paper))
    if found is None:
        return EXIT_USAGE
    _walk(session.terminal, root, review, tuple(list_cases(review, [found])), _make_signer(root, by, on))
    return EXIT_WELL


@click.command()
@click.option("--topic", metavar="TOPIC", help="Only papers of this topic.")
@click.option("--device", metavar="DEVICE", help="Only papers of this device.")
@click.option("--unconfirmed", is_flag=True, help="Only results that nobody has decided on, or that have changed since.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many results.")
@_sign
@click.pass_obj
@example("litatlas review --topic quantization --unconfirmed")
def review(
    session: Session,
    topic: str | None,
    device: str | None,
    unconfirmed: bool,  # noqa: FBT001
    limit: int | None,
    by: str | None,
    on: datetime | None,
) -> None:
    """Walk through the results of many papers, the newest first: confirm, edit or reject each."""
    root = session.find_review()
    loaded = load_review(root)
    cases = tuple(list_cases(loaded, select_papers(loaded, topic, device), unconfirmed=unconfirmed))
    _walk(session.terminal, root, loaded, cases[:limit], _make_signer(root, by, on))


def _choose_paper(terminal: Terminal, found: tuple[Paper, ...]) -> Paper | None:
    """The one paper; of several the one that someone at the terminal chooses, else None with the list printed."""
    if len(found) == 1:
        return found[0]
    for number, paper in enumerate(found, 1):
        terminal.print_pieces([(f"{number:>3}  ", "bold"), (f"{paper.slug}  ", ""), (repair(paper.work.title).text, "dim")])
    if not terminal.is_answered:
        terminal.fail(f"{count_of(len(found), 'paper')} fit; name one of them by its slug")
        return None
    while True:
        answer = terminal.ask(f"Which (1 to {len(found)})? ")
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(found):
            return found[int(answer) - 1]


def _make_signer(root: Path, by: str | None, on: datetime | None) -> Callable[[Choice, dict[str, Json], str], Decision]:
    """Signs decisions with a name and a day."""
    name = (by or "").strip() or _ask_git(root) or _ask_system()
    day = (on.date() if on else date.today()).isoformat()
    return lambda choice, new, why: Decision(choice, new, why, name, day)


def _ask_git(root: Path) -> str:
    """The name that git signs commits here with; empty where there is none."""
    try:
        found = subprocess.run(["git", "config", "user.name"], cwd=root, capture_output=True, text=True, check=False)  # noqa: S607
    except (OSError, UnicodeDecodeError):
        return ""
    return found.stdout.strip()


def _ask_system() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("nobody knows who you are; say it with --by NAME") from error


def _walk(
    terminal: Terminal,
    root: Path,
    review: Review,
    cases: tuple[Case, ...],
    sign: Callable[[Choice, dict[str, Json], str], Decision],
) -> None:
    """Ask for each row, and write each decision before the next is asked for."""
    clean_notes(root)
    counts: Counter[str] = Counter()
    files: dict[str, None] = {}
    for number, case in enumerate(cases, 1):
        _show(terminal, case, f"[{number}/{len(cases)}] ")
        while (key := terminal.ask_key(_QUESTION, _KEYS)) is not None and key not in "qsn":
            decision = _make_decision(terminal, case, key, sign)
            file = _write(terminal, root, review, case, decision) if decision else None
            if decision and file:
                files[file] = None
                counts[_WORDS[decision.choice]] += 1
                break
        if key is None or key == "q":
            break
    told = [f"{counts[word]} {word}" for word in ("confirmed", "changed", "rejected")]
    terminal.print(f"{', '.join(told)} of {count_of(len(cases), 'result')}.")
    for file in files:
        terminal.print(f"Written to {file}.")


def _write(terminal: Terminal, root: Path, review: Review, case: Case, decision: Decision) -> str | None:
    """Write a decision; where the note cannot take it, say so and return None: those before it stand, and others may follow."""
    try:
        return decide(root, review, case, decision)
    except ContentError as error:
        terminal.print_faults(error.faults)
    except UsageError as error:
        terminal.fail(str(error))
    return None


def _make_decision(
    terminal: Terminal, case: Case, key: str, sign: Callable[[Choice, dict[str, Json], str], Decision]
) -> Decision | None:
    """What a key decides; None where an answer that it needs is not given."""
    if key == "y":
        return sign("confirm", {}, "")
    new = _edit(terminal, case) if key == "e" else {}
    if new is None:
        return None
    why = terminal.ask("why: ")
    if not why:
        terminal.print("Without a reason nothing is written.")
        return None
    return sign("change" if key == "e" else "reject", new, why)


def _edit(terminal: Terminal, case: Case) -> dict[str, Json] | None:
    """What someone types for the row's fields; None where nothing is, or where the input ends."""
    terminal.print(f"Type field=value, lists with commas; an empty line ends. Fields: {', '.join(EDITABLE)}.")
    typed: dict[str, Json] = {}
    while line := terminal.ask("> "):
        name, _, value = line.partition("=")
        try:
            changes = {**typed, name.strip(): parse_value(name.strip(), value)}
            find_changes(case, changes)
        except ValueError as error:
            terminal.fail(str(error))
        else:
            typed = changes
    if line is None or not typed:
        terminal.print("Nothing was changed.")
        return None
    return find_changes(case, typed)


def _show(terminal: Terminal, case: Case, start: str) -> None:
    row = case.shown
    terminal.print("")
    terminal.print_pieces([(start, "dim"), (case.title, "bold")])
    terminal.print_pieces([("  " + ", ".join(_describe(row)), "green")])
    for name in ("baseline", "hardware", "dataset", "model"):
        if values := getattr(row, name):
            terminal.print_pieces([(f"    {name}: {', '.join(values)}", "")])
    for flag in row.flags:
        terminal.print_pieces([(f"    {flag}", "dim")])
    for said in case.said:
        reason = f": {said.why}" if said.why else ""
        lapsed = "" if case.stands else " The rules say something else now."
        terminal.print_pieces([(f"    {_WORDS[said.action]} by {said.by} on {said.on}{reason}.{lapsed}", "yellow")])
    if case.sentence:
        before, quote, after = case.sentence
        terminal.print_pieces([("  ", ""), (before, ""), (f"»{quote}«", "bold reverse"), (after, "")])
    else:
        terminal.print_pieces([(f"  »{case.row.quote}« is in {case.place}", "")])


def _describe(row: Result) -> Iterable[str]:
    value = f"{row.low:g}" if row.low == row.high else f"{row.low:g} to {row.high:g}"
    words = (row.bound, f"{value} {row.unit}".strip(), row.form, row.metric, row.effect, row.subject and f"of {row.subject}")
    return (word for word in (*words, f"{row.confidence} confidence") if word)
