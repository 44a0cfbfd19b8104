"""What asking costs: told beforehand, and kept to."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from litatlas.model import Json
from litatlas.readers.prompt import Question, build_messages, build_schema
from litatlas.text.wording import count_of

LETTERS = 3
"""Characters of a text for each token at least: tokenizers have some four in English, and fewer among numbers and names."""
ANSWER = 600
"""Tokens of an answer about a paper, as a rule: five rows of some hundred and twenty."""
A_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in whatever money."""

    asked: float
    """Those of requests."""
    answered: float
    """Those of replies."""

    def of(self, asked: int, answered: int) -> float:
        """What so many tokens cost."""
        return (asked * self.asked + answered * self.answered) / A_MILLION


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may spend."""

    tokens: int | None = None
    """Those of requests and replies together; None for any number."""
    money: float | None = None
    """In the money of `price`; None for any sum."""
    price: Price | None = None
    """None where it is not known."""


@dataclass(slots=True)
class Spending:
    """What a run has spent so far, and what is on its way: the most that this can come to."""

    budget: Budget
    asked: int = 0
    answered: int = 0
    requests: int = 0
    held_asked: int = 0
    held_answered: int = 0

    def hold(self, asked: int, answered: int) -> bool:
        """Set aside what a request can cost at most; False where the budget has not that much left."""
        all_asked = self.asked + self.held_asked + asked
        all_answered = self.answered + self.held_answered + answered
        budget = self.budget
        if budget.tokens is not None and all_asked + all_answered > budget.tokens:
            return False
        if budget.money is not None and budget.price and budget.price.of(all_asked, all_answered) > budget.money:
            return False
        self.held_asked += asked
        self.held_answered += answered
        return True

    def settle(self, held: tuple[int, int], spent: tuple[int, int]) -> None:
        """Give back what was set aside, and count what was spent."""
        self.held_asked -= held[0]
        self.held_answered -= held[1]
        self.asked += spent[0]
        self.answered += spent[1]

    def describe(self) -> str:
        """What was spent, in words."""
        return f"asked {count_of(self.requests, 'time')}, {describe_cost(self.asked, self.answered, self.budget.price)}"


def describe_budget(budget: Budget) -> str:
    """What may be spent, in words."""
    parts = [f"{budget.tokens:,} tokens"] if budget.tokens is not None else []
    parts += [f"a sum of {budget.money:g}"] if budget.money is not None else []
    return " and ".join(parts) or "without a limit"


def describe_cost(asked: int, answered: int, price: Price | None) -> str:
    """Tokens and what they cost, in words."""
    money = f", which cost {price.of(asked, answered):.2f}" if price else ""
    return f"{asked + answered:,} tokens ({asked:,} in requests, {answered:,} in replies){money}"


def count_tokens(messages: Iterable[Json]) -> int:
    """The tokens of messages, at most: the server's own count differs by its tokenizer."""
    return sum(math.ceil(len(str(message["content"])) / LETTERS) + 8 for message in messages if isinstance(message, dict))


def count_request(questions: Sequence[Question]) -> int:
    """The tokens of a request, at most."""
    form = math.ceil(len(json.dumps(build_schema())) / LETTERS)  # which servers hand to the model as well
    return count_tokens(build_messages(questions)) + form


def describe_estimate(batches: Sequence[Sequence[Question]], model: str, host: str, budget: Budget) -> str:
    """What asking will come to, told before anything is sent."""
    papers = sum(map(len, batches))
    asked = sum(map(count_request, batches))
    cost = describe_cost(asked, papers * ANSWER, budget.price)
    return (
        f"{model} at {host} is to read {count_of(papers, 'paper')} in {count_of(len(batches), 'request')}: "
        f"about {cost}; the budget is {describe_budget(budget)}"
    )
