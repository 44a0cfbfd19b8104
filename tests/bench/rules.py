"""`python -m tests.bench.rules [FOLDER]`: patterns of extraction that no example needs, each switched off once.

All texts that the tests of extraction read (those below FOLDER, tests/extract unless it is given) are gathered by running them;
then every pattern of `litatlas.extract` in turn matches nothing, and the texts in which it matched are read again. A pattern
without which all of them read the same is listed: it wants an example, or has no work left to do.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from types import ModuleType
from typing import Any, cast

import pytest

import litatlas.extract
from litatlas.extract import extraction
from litatlas.extract.document import Document
from litatlas.extract.extraction import Trace
from litatlas.extract.judging.opinion import Opinion
from litatlas.extract.lexicon.terms import Cues, Template, Vocabulary

NOTHING = re.compile(r"(?!)")
"""Matches nowhere."""
NO_TEMPLATE = Template(NOTHING.pattern)
"""Matches nowhere, whatever the words."""
Pattern = re.Pattern[str] | Template
Read = tuple[Document, Vocabulary, Trace]
"""A text, the words that it was read with, and what came of it."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A place that holds a pattern."""

    module: ModuleType
    name: str
    key: Any = None
    """Of a dictionary of patterns the key, of a row of rules its number; None where the name is the pattern's own."""

    def __str__(self) -> str:
        """The name by which it is found in the code."""
        short = self.module.__name__.removeprefix("litatlas.extract.")
        return f"{short}.{self.name}" + (f"[{self.key!r}]" if self.key is not None else "")


class Gatherer:
    """A plugin of pytest that keeps every text that the tests have read."""

    def __init__(self) -> None:
        self.read: dict[tuple[Document, int], Read] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Iterator[None]:
        """Watch the one function through which all texts go."""
        original = extraction.trace

        def trace(document: Document, vocabulary: Vocabulary, opinion: Opinion | None = None) -> Trace:
            found = original(document, vocabulary, opinion)
            if sum(len(passage.text) for passage in document.passages) < LONGEST:
                self.read.setdefault((document, id(vocabulary)), (document, vocabulary, found))
            return found

        extraction.trace = trace
        try:
            return (yield)
        finally:
            extraction.trace = original


LONGEST = 2_000
"""Characters of the longest text that is read again: what is longer tests the time that texts take."""


def main(arguments: Sequence[str]) -> int:
    """Print the patterns that no text needs."""
    gatherer = Gatherer()
    folder = arguments[0] if arguments else "tests/extract"
    # Those that take long read texts that are too long.
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=", "-m", "not thorough", "--hypothesis-seed=0"]
    if pytest.main([*options, folder], plugins=[gatherer]):
        return 1
    texts = list(gatherer.read.values())
    switches = list(find_switches())
    matched = find_matched(texts)
    unneeded = [switch for switch in switches if not is_needed(switch, [texts[at] for at in matched[id(get_value(switch))]])]
    print(f"\n{len(switches)} patterns, {len(texts)} texts; {len(unneeded)} patterns that none of them needs:")
    print("\n".join(f"  {switch}" for switch in unneeded))
    return 0


def find_switches() -> Iterator[Switch]:
    """Find the patterns of all modules, alone, in dictionaries and in tables of rules; each once, where it was made."""
    for found in pkgutil.walk_packages(litatlas.extract.__path__, "litatlas.extract."):
        module = importlib.import_module(found.name)
        source = module.__loader__.get_source(module.__name__)  # type: ignore[union-attr]
        for name, value in list(vars(module).items()):
            if not re.search(rf"^{name}\b.*=", source, re.MULTILINE):
                continue
            if isinstance(value, re.Pattern | Template):
                yield Switch(module, name)
            elif isinstance(value, dict):
                yield from (Switch(module, name, key) for key, item in value.items() if isinstance(item, re.Pattern | Template))


def get_value(switch: Switch) -> Pattern:
    """Return the pattern or template that a switch is of."""
    held = vars(switch.module)[switch.name]
    return cast("Pattern", held if switch.key is None else held[switch.key])


@contextmanager
def switched_off(switch: Switch) -> Iterator[None]:
    """Let a pattern match nothing, wherever its module and others hold it: under its name, and in their tables."""
    original = get_value(switch)
    with exchanged({id(original): NOTHING if isinstance(original, re.Pattern) else NO_TEMPLATE}):
        yield


@contextmanager
def exchanged(new: Mapping[int, Any]) -> Iterator[None]:
    """Put others in the places of patterns, which are told by their ids, wherever modules of `litatlas.extract` hold them."""
    modules = [vars(module) for name, module in sys.modules.items() if name.startswith("litatlas.extract")]
    held = ((names, name, value) for names in modules for name, value in names.items() if not name.startswith("__"))
    changed = [(*place, made) for place in held if (made := _replace(place[2], new)) is not place[2]]
    for names, name, _, made in changed:
        names[name] = made
    try:
        yield
    finally:
        for names, name, value, _ in changed:
            names[name] = value


def _replace(value: Any, new: Mapping[int, Any]) -> Any:
    """Return a value with others in the places of patterns, also inside tables and records; itself if it holds none of them."""
    if id(value) in new:
        return new[id(value)]
    if isinstance(value, tuple) and type(value) is tuple:
        made = tuple(_replace(item, new) for item in value)
        return value if all(after is before for after, before in zip(made, value, strict=True)) else made
    if isinstance(value, dict):
        table = {key: _replace(item, new) for key, item in value.items()}
        return value if all(table[key] is value[key] for key in value) else table
    if is_dataclass(value) and not isinstance(value, type):
        own = {part.name: getattr(value, part.name) for part in fields(value) if part.init}
        changed = {name: item for name, held in own.items() if (item := _replace(held, new)) is not held}
        return replace(value, **changed) if changed else value
    return value


class Watched:
    """A pattern that tells when it matches; all else of it is as it was."""

    def __init__(self, pattern: re.Pattern[str], tell: Callable[[], object]) -> None:
        self._pattern, self._tell = pattern, tell

    def __getattr__(self, name: str) -> Any:
        """The pattern's own attribute; a method that has found something has told so before anyone uses it."""
        own = getattr(self._pattern, name)
        if not callable(own):
            return own

        def ask(*arguments: Any, **options: Any) -> Any:
            found = own(*arguments, **options)
            if name == "finditer":
                found = list(found)
            if found:
                self._tell()
            return iter(found) if name == "finditer" else found

        return ask


def find_matched(texts: Sequence[Read]) -> dict[int, list[int]]:
    """Find for each pattern, by its id, the texts in which it matches: the others read the same without it.

    Of a template those are the texts that asked for it.
    """
    matched: dict[int, list[int]] = defaultdict(list)
    place = 0

    def tell(pattern: int) -> None:
        if matched[pattern][-1:] != [place]:
            matched[pattern].append(place)

    def fill(cues: Cues, template: Template) -> re.Pattern[str]:
        tell(id(template))
        return own_fill(cues, template)

    def watch(pattern: Pattern) -> Any:
        return Watched(pattern, partial(tell, id(pattern))) if isinstance(pattern, re.Pattern) else pattern

    own_fill = Cues.fill
    watched = {id(value := get_value(switch)): watch(value) for switch in find_switches()}
    with exchanged(watched), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cues, "fill", fill)
        for place, (document, vocabulary, _) in enumerate(texts):  # noqa: B007  (`tell` reads it)
            extraction.trace(document, vocabulary)
    return matched


def is_needed(switch: Switch, texts: Sequence[Read]) -> bool:
    """Tell whether a text reads otherwise without a pattern, or cannot be read, as code relies on what it has met."""
    with switched_off(switch):
        try:
            return any(extraction.trace(document, vocabulary) != found for document, vocabulary, found in texts)
        except (AssertionError, AttributeError, LookupError, TypeError, ValueError):
            return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
