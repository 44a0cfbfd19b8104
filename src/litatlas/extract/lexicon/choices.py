"""Writes many words as one pattern that shares their beginnings: what none of them begins like is told in a step or two."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

ANY_ENDING = "*"
"""What stands at the end of a word for any letters that it may go on with."""
NOTHING = "(?!)"
"""The pattern of no words at all."""


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    is_end: bool = False
    is_open: bool = False
    """Whether any letters may follow."""


def write_choices(words: Iterable[str], *, in_any_case: bool = False) -> str:
    """Write the source of a pattern for any of some words: of those that begin alike the longest is tried first.

    A trailing `*` stands for any ending; no words match nothing. `in_any_case` has words in lower case match any case of ASCII,
    as the flag would that the pattern must not have: letters are sets then, which tell at once where a branch leads nowhere.
    """
    root = _Node()
    for word in words:
        node = root
        for letter in word.removesuffix(ANY_ENDING):
            node = node.next.setdefault(letter, _Node())
        node.is_end, node.is_open = True, node.is_open or word.endswith(ANY_ENDING)
    return _write(root, in_any_case=in_any_case) if root.next else NOTHING


def _write(node: _Node, *, in_any_case: bool) -> str:
    """Write what may follow a beginning; where it is a word already, that comes last."""
    endings = [
        (f"[{letter}{letter.upper()}]" if in_any_case and "a" <= letter <= "z" else re.escape(letter))
        + _write(after, in_any_case=in_any_case)
        for letter, after in sorted(node.next.items())
    ]
    if node.is_end:
        endings.append(("[a-zA-Z]*" if in_any_case else "[a-z]*") if node.is_open else "")
    return endings[0] if len(endings) == 1 else f"(?:{'|'.join(endings)})"
