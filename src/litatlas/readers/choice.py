"""Which reader reads the papers of a review, and what is to be done before: by the review's settings and by who runs LitAtlas."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from litatlas.content.pages import ReaderName, Settings
from litatlas.errors import Fault, UsageError
from litatlas.extract.document import Document
from litatlas.extract.extraction import RulesReader
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.reader import ChosenReader
from litatlas.readers.budget import Budget, Spending, describe_estimate
from litatlas.readers.model import ModelReader
from litatlas.readers.prompt import Question, build_question, is_worth_asking
from litatlas.readers.store import FOLDER, Readings
from litatlas.running.progress import Track
from litatlas.text.wording import count_of

if TYPE_CHECKING:
    from litatlas.readers.asking import Manner
    from litatlas.readers.endpoint import Endpoint


_NO_SERVER = "no server was named to ask"
_EXPECTED = ("the budget", _NO_SERVER)
"""How reasons begin that who runs LitAtlas has set; all others are errors."""


@dataclass(frozen=True, slots=True)
class Server:
    """What answers, how it is asked, and who is told of it."""

    endpoint: "Endpoint"
    manner: "Manner"
    budget: Budget
    agree: Callable[[str], bool]
    """Is told what asking will come to; False where that is not wanted."""
    tell: Callable[[str], None]
    """Is told what asking came to."""
    again: bool = False
    """Whether to ask again of papers whose answer was refused or unusable."""


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """What who runs LitAtlas says of the reader; the review's settings say the rest."""

    reader: ReaderName | None = None
    model: str | None = None
    open_server: Callable[[], Server] | None = None
    """Makes what is asked, once a model is to read; None where nobody is to be asked: then what is kept is read."""
    readings: Path | None = None
    """The folder of answers; None for that of the review."""


def choose_reader(
    root: Path, settings: Settings, vocabulary: Vocabulary, options: ReaderOptions = ReaderOptions()
) -> ChosenReader:
    """Choose the reader of a run; `UsageError` where a model is to read and none is named."""
    name = options.reader or settings.reader
    if name == "rules":
        return ChosenReader(RulesReader(vocabulary))
    model = options.model or settings.model
    if model is None:
        raise UsageError("a model is to read, and none is named; name it: --model NAME, or `model: NAME` in content/review.yml")
    reader = ModelReader(vocabulary, model, Readings(options.readings or root / FOLDER))
    return ChosenReader(reader, partial(prepare, reader, options.open_server() if options.open_server else None))


def prepare(reader: ModelReader, server: Server | None, documents: Iterable[Document], track: Track) -> tuple[Fault, ...] | None:
    """Ask of the documents that no answer is kept for, and keep each answer as it comes; None where the server's `agree` says no.

    The faults tell how many papers have no usable answer, and why.
    """
    questions = {question.key: question for question in _list_questions(reader, documents)}
    faults: list[Fault] = []
    states: Counter[str] = Counter()
    missing: list[Question] = []
    for question in questions.values():
        kept = reader.readings.read(question)
        if isinstance(kept, Fault):
            faults.append(kept)
        if kept is None or isinstance(kept, Fault) or (server and server.again and kept.state != "answered"):
            missing.append(question)
        else:
            states[kept.state] += 1
    reasons: Counter[str] = Counter()
    if server and missing:
        outcome = _ask(reader, server, missing, track)
        if outcome is None:
            return None
        states += outcome[0]
        reasons = outcome[1]
    elif missing:
        reasons[_NO_SERVER] = len(missing)
    return (*faults, *_tell_unread(reader, len(questions), states, reasons))


def _list_questions(reader: ModelReader, documents: Iterable[Document]) -> Iterator[Question]:
    return (build_question(document, reader.model) for document in documents if is_worth_asking(document))


def _ask(
    reader: ModelReader, server: Server, missing: Sequence[Question], track: Track
) -> tuple[Counter[str], Counter[str]] | None:
    """Ask, and keep what comes: how many answers are in which state, and how many papers have none for which reason."""
    from litatlas.readers.asking import ask, build_batches  # noqa: PLC0415  (needs the extra)

    batches = build_batches(missing, server.manner.batch)
    if not server.agree(describe_estimate(batches, reader.model, server.endpoint.host, server.budget)):
        return None
    spending = Spending(server.budget)
    states: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    outcomes = ask(batches, server.endpoint, server.manner, spending, reader.vocabulary)
    for outcome in track(outcomes, f"asking {reader.model}", len(missing)):
        if outcome.answer:
            reader.readings.write(outcome.question, outcome.answer)
            states[outcome.answer.state] += 1
        else:
            reasons[outcome.why] += 1
    server.tell(spending.describe())
    return states, reasons


def _tell_unread(reader: ModelReader, number: int, states: Counter[str], reasons: Counter[str]) -> Iterator[Fault]:
    """Warnings for papers that the model did not read."""
    for why, count in sorted(reasons.items()):
        message = f"{reader.model} has not read {count:,} of {count_of(number, 'paper')}: {why}"
        hint = "run it again with --endpoint to go on; until then what was read before stands, else the rules read them"
        yield Fault(FOLDER, 1, message, hint, "warning" if why.startswith(_EXPECTED) else "error")
    useless = {state: states[state] for state in ("refused", "unusable") if states[state]}
    if useless:
        told = " and ".join(f"{count:,} ({state})" for state, count in useless.items())
        hint = "the rules read them; --ask-again asks anew"
        yield Fault(FOLDER, 1, f"{reader.model} has no usable answer for {told} of {count_of(number, 'paper')}", hint, "warning")
