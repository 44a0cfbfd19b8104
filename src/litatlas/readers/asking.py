"""Asks an endpoint of papers: several requests at once, again after what passes, never more than the budget has."""

import asyncio
import random
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import httpx

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.readers.answers import Answer
from litatlas.readers.budget import LETTERS, Spending, count_request, describe_budget
from litatlas.readers.endpoint import Endpoint, Failure, Style, adapt_style, build_body, open_client, send
from litatlas.readers.loops import choose_runner
from litatlas.readers.prompt import Question
from litatlas.readers.replies import Reply, read_reply

GIVE_UP = 3
"""Requests in a row that fail for good, after which nothing more is asked: the server is not there, or not well."""
_OVERHEAD = 200
"""Tokens of an answer beside those of its papers."""
_GLANCE = 0.5
"""Seconds after which who waits for the server looks whether the run has ended."""
_SPEAKS_TO_MODELS = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instruction|prompt|above|previous)|\bsystem prompt\b"
    r"|\byou are (?:an?|the) \w+ (?:model|assistant)\b|\"papers\"|\"results\"|<\|",
    re.IGNORECASE | re.DOTALL,
)
"""What a text says that would steer a model: such a paper is asked of alone, whatever the batch, so that no other one suffers."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How an endpoint is asked."""

    batch: int = 1
    """Papers in one request."""
    parallel: int = 4
    """Requests at once."""
    timeout: float = 120.0
    """Seconds until a request counts as lost."""
    tries: int = 5
    """How often the same is asked until it is given up."""
    pause: float = 1.0
    """Seconds before the second try; twice as many before each further one."""
    longest_wait: float = 120.0
    """The most seconds that a server may ask to wait; if it asks for more, the run ends."""
    answer_tokens: int = 2_000
    """The most tokens of an answer for each paper; an answer that is cut off is asked for again with twice as many."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question."""

    question: Question
    answer: Answer | None
    """What is to be kept; None where nothing came, and the paper may be asked of in a later run."""
    why: str = ""
    """Why nothing came."""


@dataclass(frozen=True, slots=True)
class _Job:
    """Questions of one request."""

    questions: tuple[Question, ...]
    limit: int
    """The most tokens of the reply."""
    is_second: bool = False


@dataclass(slots=True)
class Asking:
    """A run of requests, and how it stands."""

    endpoint: Endpoint
    manner: Manner
    spending: Spending
    vocabulary: Vocabulary
    jobs: deque[_Job]
    outcomes: asyncio.Queue[Outcome | None] = field(default_factory=asyncio.Queue)
    """None at the end."""
    settled: asyncio.Condition = field(default_factory=asyncio.Condition)
    """Told when a request has come back, so that the budget has more left than it had."""
    flying: int = 0
    style: Style = field(default_factory=Style)
    resume: float = 0.0
    """When the server wants to be asked again, by the loop's clock."""
    failures: int = 0
    """Requests in a row that failed for good."""
    stopped: str = ""
    """Why nothing more is asked; empty while something is."""

    async def run(self) -> None:
        """Ask until each question has its outcome."""
        try:
            async with (
                open_client(self.endpoint, self.manner.parallel, self.manner.timeout) as client,
                asyncio.TaskGroup() as group,
            ):
                for _ in range(min(self.manner.parallel, len(self.jobs))):
                    group.create_task(self._work(client))
            for job in self.jobs:
                self._give_up(job, self.stopped)
        finally:
            self.outcomes.put_nowait(None)

    async def _work(self, client: httpx.AsyncClient) -> None:
        while self.jobs and not self.stopped:
            job = self.jobs.popleft()
            reply = await self._ask(client, job)
            if isinstance(reply, Reply):
                self.failures = 0
                self._take(job, reply)
                continue
            self._give_up(job, self.stopped or reply)
            self.failures += 1
            if self.failures >= GIVE_UP and not self.stopped:
                self.stopped = f"{GIVE_UP} requests in a row failed: {reply}"

    async def _ask(self, client: httpx.AsyncClient, job: _Job) -> Reply | str:
        """The reply to a job, or why there is none."""
        tries = 0
        while True:
            held = count_request(job.questions), job.limit
            if not await self._hold(held):
                return self.stopped
            found = await self._send(client, job, held)
            if isinstance(found, Reply):
                return found
            if found.failing == "form" and (style := adapt_style(self.style, found.said)):
                self.style = style
                continue
            tries += 1
            if found.failing == "never":
                self.stopped = self.stopped or found.message
            if found.failing != "later" or tries >= self.manner.tries or self.stopped:
                return found.message
            self._wait_after(found, tries)

    async def _hold(self, held: tuple[int, int]) -> bool:
        """Set aside what a request can cost, once the server wants to be asked; False where the run ends before."""
        loop = asyncio.get_running_loop()
        while (wait := self.resume - loop.time()) > 0 and not self.stopped:
            await asyncio.sleep(min(wait, _GLANCE))
        async with self.settled:
            while not self.stopped and not self.spending.hold(*held):
                if not self.flying:
                    self.stopped = (
                        f"the budget of {describe_budget(self.spending.budget)} has too little left for another request"
                    )
                    break
                await self.settled.wait()
            self.flying += not self.stopped
        return not self.stopped

    async def _send(self, client: httpx.AsyncClient, job: _Job, held: tuple[int, int]) -> Reply | Failure:
        spent = held  # also where the run is interrupted
        try:
            body = build_body(job.questions, self.style, job.limit)
            found = await send(client, self.endpoint, body, self.manner.timeout)
            spent = _count_spent(found, held)
        finally:
            self.spending.requests += 1
            self.spending.settle(held, spent)
            self.flying -= 1
        async with self.settled:
            self.settled.notify_all()
        return found

    def _wait_after(self, failure: Failure, tries: int) -> None:
        """Keep all from asking for a while: as long as the server asks, else longer with each try."""
        wait = self.manner.pause * 2 ** (tries - 1) * random.uniform(0.75, 1.25)  # noqa: S311  (so that runs do not march in step)
        if failure.wait is not None:
            wait = failure.wait
        if wait > self.manner.longest_wait:
            self.stopped = f"{failure.message}; the endpoint asks to wait {wait:,.0f} s"
            return
        self.resume = max(self.resume, asyncio.get_running_loop().time() + wait)

    def _take(self, job: _Job, reply: Reply) -> None:
        """Take the answers of a reply; what is unusable is asked once more, each paper for itself, with more room."""
        for key, answer in read_reply(reply, job.questions, self.vocabulary).items():
            question = next(question for question in job.questions if question.key == key)
            is_alone = len(job.questions) == 1
            if answer.state == "answered" or (is_alone and (job.is_second or answer.state == "refused")):
                self.outcomes.put_nowait(Outcome(question, answer))
            else:
                limit = _OVERHEAD + self.manner.answer_tokens * (2 if is_alone else 1)
                self.jobs.append(_Job((question,), limit, is_second=is_alone))

    def _give_up(self, job: _Job, why: str) -> None:
        for question in job.questions:
            self.outcomes.put_nowait(Outcome(question, None, why))


def ask(
    questions: Iterable[Sequence[Question]], endpoint: Endpoint, manner: Manner, spending: Spending, vocabulary: Vocabulary
) -> Iterator[Outcome]:
    """Ask an endpoint of batches of questions; the outcomes come as they are known, one for each question.

    Whoever takes no more of them ends what is on its way. `spending` counts what it costs.
    """
    jobs = deque(_Job(tuple(batch), _OVERHEAD + manner.answer_tokens * len(batch)) for batch in questions)
    with choose_runner() as runner:
        asking = Asking(endpoint, manner, spending, vocabulary, jobs)
        run = runner.get_loop().create_task(asking.run())
        while (outcome := runner.run(asking.outcomes.get())) is not None:
            yield outcome
        runner.run(_join(run))


def build_batches(questions: Sequence[Question], size: int) -> list[tuple[Question, ...]]:
    """Part questions into requests; a text that speaks to models stands alone."""
    alone = [question for question in questions if _speaks_to_models(question)]
    others = [question for question in questions if not _speaks_to_models(question)]
    return [*(tuple(others[start : start + size]) for start in range(0, len(others), size)), *((one,) for one in alone)]


def _speaks_to_models(question: Question) -> bool:
    return any(_SPEAKS_TO_MODELS.search(passage.text) for passage in question.document.passages)


def _count_spent(found: Reply | Failure, held: tuple[int, int]) -> tuple[int, int]:
    """What a request cost, as its server says; where it does not say, at most."""
    if isinstance(found, Failure):
        return held if found.may_cost else (0, 0)
    asked, answered = found.tokens
    return asked or held[0], answered or -(-len(found.text or "") // LETTERS)


async def _join(task: asyncio.Task[None]) -> None:
    await task
