"""A walk through rows: each is shown and asked for, and each decision is written before the next is asked for."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from litatlas.cli.cards import show_case, show_text
from litatlas.cli.dialogs import ask_edit, ask_facts, ask_row
from litatlas.cli.terminal import Terminal
from litatlas.content.corrections import DONE, Correction, Override, row_values
from litatlas.errors import ContentError, UsageError
from litatlas.model import Json
from litatlas.people import Case, Decision, add_row, clean_notes, complete_row, decide, override_fact, reread_notes
from litatlas.review.review import Review
from litatlas.text.wording import count_of

_READ = ("confirm (y), edit (e), reject (r), add another (a), paper itself (p), skip (s), quit (q)? ", "yerapsnq")
_ADDED = ("edit (e), remove (r), add another (a), paper itself (p), skip (s), quit (q)? ", "erapsnq")
_PROPOSED = ("add it (y), add another (a), paper itself (p), skip (s), quit (q)? ", "yapsnq")
_BARE = ("no result is read here: add one (a), paper itself (p), quit (q)? ", "apq")
_MORE = ("add another (a), paper itself (p), quit (q)? ", "apq")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, and on which day."""

    by: str
    on: str


@dataclass(slots=True)
class Walk:
    """One person's way through rows, with what was decided on it so far."""

    terminal: Terminal
    root: Path
    review: Review
    """With all that was written so far."""
    signature: Signature
    counts: Counter[str] = field(default_factory=Counter)
    files: dict[str, None] = field(default_factory=dict)
    """The notes that were written, in the order of their first change."""

    def through(self, cases: Sequence[Case]) -> None:
        """Ask for each row."""
        self._begin()
        try:
            for number, case in enumerate(cases, 1):
                show_case(self.terminal, case, f"[{number}/{len(cases)}] ")
                if not self._ask(case):
                    break
        finally:
            self._tell(len(cases))

    def into(self, slug: str) -> None:
        """Ask for a paper that has no rows."""
        self._begin()
        show_text(self.terminal, self.review.get_machine(slug))
        try:
            while (key := self.terminal.ask_key(*(_MORE if self.counts["added"] else _BARE))) is not None and key != "q":
                self._add(slug) if key == "a" else self._correct(slug)
        finally:
            self._tell(0)

    def _begin(self) -> None:
        clean_notes(self.root)
        if self.terminal.is_answered:
            self.terminal.print("One key answers, without Enter; what it decides is written at once.")

    def _ask(self, case: Case) -> bool:
        """Ask for a row until it is decided on or skipped; False where the walk ends."""
        asked = _PROPOSED if case.is_proposed else _ADDED if case.is_added else _READ
        while (key := self.terminal.ask_key(*asked)) is not None and key != "q":
            if key in "sn":
                return True
            if key == "a":
                show_text(self.terminal, case.paper)
                self._add(case.paper.slug)
            elif key == "p":
                self._correct(case.paper.slug)
            elif self._decide(case, key):
                return True
        return False

    def _decide(self, case: Case, key: str) -> bool:
        """What a key decides on a row; False where an answer that it needs is not given, or where nothing can be written."""
        if case.is_proposed:
            return self._add_row(case.paper.slug, complete_row(case.paper, row_values(case.row)), "as the rules read it")
        decision = self._make_decision(case, key)
        if decision is None:
            return False
        word = "removed" if case.is_added and decision.choice == "reject" else DONE[decision.choice]
        return self._write(case.paper.slug, word, lambda: decide(self.root, self.review, case, decision))

    def _make_decision(self, case: Case, key: str) -> Decision | None:
        by, on = self.signature.by, self.signature.on
        if key == "y":
            return Decision("confirm", {}, "", by, on)
        if key == "r" and case.is_added:
            sure = self.terminal.ask_key(f"take it out of {case.place} (y, n)? ", "yn") == "y"
            return Decision("reject", {}, "", by, on) if sure else None
        new = ask_edit(self.terminal, self.review, case) if key == "e" else {}
        if new is None:
            return None
        known = case.said[0].why if case.is_added else ""
        why = self.terminal.ask(f"why [{known}]: " if known else "why: ") or known
        if not why:
            self.terminal.print("Without a reason nothing is written.")
            return None
        return Decision("change" if key == "e" else "reject", new, why, by, on)

    def _add(self, slug: str) -> None:
        """Ask for a row to add to a paper."""
        found = ask_row(self.terminal, self.review, slug)
        if found is not None:
            self._add_row(slug, *found)

    def _add_row(self, slug: str, new: Mapping[str, Json], why: str) -> bool:
        """Add a row to a paper; False where nothing can be written."""
        said = Correction("", "add", {}, new, why, self.signature.by, self.signature.on, "", 0)
        is_written = self._write(slug, "added", lambda: add_row(self.root, self.review, slug, said))
        if is_written:
            self.terminal.print("Added.")
        return is_written

    def _correct(self, slug: str) -> None:
        """Ask for other facts of a paper."""
        new = ask_facts(self.terminal, self.review, slug)
        if not new:
            return
        why = self.terminal.ask("why: ")
        if not why:
            self.terminal.print("Without a reason nothing is written.")
            return
        for fact, value in new.items():
            said = Override(fact, None, value, why, self.signature.by, self.signature.on, "")
            self._write(slug, "facts", lambda said=said: override_fact(self.root, self.review, slug, said))  # type: ignore[misc]

    def _write(self, slug: str, word: str, write: Callable[[], str]) -> bool:
        """Write; where the note cannot take it, say so: what was written before stands, and more may follow."""
        try:
            file = write()
        except ContentError as error:
            self.terminal.print_faults(error.faults)
            return False
        except UsageError as error:
            self.terminal.fail(str(error))
            return False
        self.review = reread_notes(self.root, self.review, slug, file)
        self.files[file] = None
        self.counts[word] += 1
        return True

    def _tell(self, rows: int) -> None:
        """Say what was decided and where it stands."""
        counts = self.counts
        told = ", ".join(f"{counts[word]} {word}" for word in ("confirmed", "changed", "rejected"))
        more = [f"{counts[word]} {word}" for word in ("added", "removed") if counts[word]]
        more += [f"{count_of(counts['facts'], 'fact')} of papers corrected"] if counts["facts"] else []
        parts = [f"{told} of {count_of(rows, 'result')}"] if rows else []
        self.terminal.print("; ".join([*parts, *more] or ["Nothing was decided"]) + ".")
        for file in self.files:
            self.terminal.print(f"Written to {file}.")
