"""Frozen dataclasses to JSON and back, for what a run keeps for the next one: what is read is equal to what was written."""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from json.encoder import encode_basestring
from math import isfinite
from operator import attrgetter
from types import ModuleType
from typing import Any

from markupsafe import Markup

from litatlas.running.sharing import share_text

_TUPLE, _LIST, _MAPPING, _MARKUP = "tlms"
"""What an object in the JSON is, by its one name, or the number of a class; its list is what makes it. `{}` is `()`."""
Write = Callable[[Any], str]
"""Writes a value of one type."""


def list_classes(*modules: ModuleType) -> tuple[type, ...]:
    """The dataclasses that modules define, in the order of their names."""
    found = [
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type) and is_dataclass(thing) and thing.__module__ == module.__name__
    ]
    return tuple(sorted(found, key=lambda kind: (kind.__module__, kind.__qualname__)))


class Records:
    """Writes and reads values that consist of some dataclasses, tuples, lists, mappings, markup and plain values."""

    def __init__(self, classes: Iterable[type]) -> None:
        """Of other classes, or in another order, what was written is not to be read."""
        numbered = {kind: str(number) for number, kind in enumerate(classes)}
        self._writers: dict[type, Write] = {}
        write_tuple, write_pair = self._make_writer(f'{{"{_TUPLE}":[[', iter, "]]}"), self._make_writer("[", iter, "]")
        writers: dict[type, Write] = {
            str: encode_basestring,
            int: int.__repr__,
            float: lambda value: repr(value) if isfinite(value) else json.dumps(value),
            bool: lambda value: "true" if value else "false",
            type(None): lambda _: "null",
            Markup: lambda value: f'{{"{_MARKUP}":[{encode_basestring(value)}]}}',
            tuple: lambda value: write_tuple(value) if value else "{}",
            list: self._make_writer(f'{{"{_LIST}":[[', iter, "]]}"),
            dict: lambda value: f'{{"{_MAPPING}":[[{",".join(map(write_pair, value.items()))}]]}}',
            **{kind: self._make_writer(f'{{"{number}":[', _make_getter(kind), "]}") for kind, number in numbered.items()},
        }
        self._writers |= writers  # those of tuples and classes look in it for what is in them
        self._makers: dict[str, Callable[..., Any]] = {_TUPLE: tuple, _LIST: list, _MAPPING: dict, _MARKUP: Markup}
        self._makers |= {number: kind for kind, number in numbered.items()}
        # The parser's own loop calls this for each object when what is in it is made: half the time of walking lists again.
        self._decoder = json.JSONDecoder(object_pairs_hook=self._make)

    def format(self, value: object) -> str:
        """A value as JSON in one line; `KeyError` where it is of no class that is known."""
        return self._writers[type(value)](value)

    def parse(self, text: str | bytes) -> Any:
        """The value that was written so."""
        return self._decoder.decode(text if isinstance(text, str) else text.decode("utf-8", "surrogatepass"))

    def _make_writer(self, head: str, read: Callable[[Any], Iterable[Any]], foot: str) -> Write:
        """Writes what `read` finds in a value, at once: half the time of a tree that is written as JSON afterwards."""
        writers = self._writers
        return lambda value: f"{head}{','.join([writers[type(one)](one) for one in read(value)])}{foot}"

    def _make(self, pairs: list[tuple[str, Any]]) -> Any:
        """What an object stands for."""
        if not pairs:
            return ()
        ((name, said),) = pairs
        if name == _TUPLE:
            return (*map(share_text, *said),)
        return self._makers[name](*map(share_text, said))


def _make_getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
