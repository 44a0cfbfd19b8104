"""The words behind which data, tasks and models are named: a sentence is searched for all that patterns begin with."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]  # Python's own reading of a pattern
from typing import Any

import pytest

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.sentence.parsed import parse_sentences
from litatlas.extract.slots import models, named_data, tasks
from litatlas.extract.slots.scene import list_leads
from litatlas.text.sentences import split_sentences

PATTERNS = ("named_data._SHAPED", "named_data._ON_NAME", "named_data._ON_WORDS", "named_data._FRONT", "named_data._IN_NAME",
            "tasks._TASK", "tasks._OWN_WORDS", "tasks._KIND_OF_MANY", "models._ON_MODEL")  # fmt: skip
"""Those that are matched behind leads alone."""
_ASKED = re.compile(r"find_behind\((?:scene\.parsed\.cues\.fill\()?(_[A-Z_]+)\b|(_FRONT)\.match\(scene\.text, lead\)")
MODULES = {"named_data": named_data, "tasks": tasks, "models": models}


def find_pattern(name: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    module, _, own = name.partition(".")
    found = getattr(MODULES[module], own)
    return found if isinstance(found, re.Pattern) else vocabulary.cues.fill(found)


def spell(steps: Sequence[tuple[Any, Any]], said: str = "") -> Iterator[str]:
    """The first words of all that a pattern matches, to the first space."""
    if not steps or said.endswith(" "):
        yield said.strip()
        return
    (kind, value), *others = steps
    if kind is _constants.LITERAL:
        yield from spell(others, said + chr(value))
    elif kind is _constants.IN:
        for one, letter in value:
            yield from spell(others, said + (" " if one is _constants.CATEGORY else chr(letter)))
    elif kind is _constants.BRANCH:
        for way in value[1]:
            yield from spell([*way, *others], said)
    elif kind is _constants.SUBPATTERN:
        yield from spell([*value[-1], *others], said)
    elif kind in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
        yield from spell(others, said)
    else:
        raise AssertionError(f"no pattern that is matched behind leads may begin with {kind}")


@pytest.mark.parametrize("name", PATTERNS)
def test_a_sentence_is_searched_behind_each_word_that_a_pattern_begins_with(name: str, vocabulary: Vocabulary) -> None:
    words = {*spell([*_parser.parse(find_pattern(name, vocabulary).pattern)])}
    assert "on" in words or "in" in words
    for word in words:
        text = f"Ours gains 3% {word} the Foo pond."
        parsed = parse_sentences(split_sentences(text, vocabulary.abbreviations), (), {}, vocabulary)[0]
        assert text.index(f" {word} ") + 1 in list_leads(parsed), word


def test_all_patterns_that_are_matched_behind_leads_are_looked_at() -> None:
    asked = {
        f"{path.stem}.{match[1] or match[2]}"
        for path in Path(models.__file__).parent.glob("*.py")
        for match in _ASKED.finditer(path.read_text(encoding="utf-8"))
    }
    assert asked == {*PATTERNS}
