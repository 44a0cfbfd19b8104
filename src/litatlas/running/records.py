"""Frozen dataclasses to JSON and back, for what a run keeps for the next one: what is read is equal to what was written."""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from types import ModuleType
from typing import Any

from markupsafe import Markup

_TUPLE, _LIST, _MAPPING, _MARKUP = range(4)
"""What lists in the JSON begin with, to tell what they are of; the numbers of classes follow."""
_PLAIN = (str, int, float, bool, type(None))


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
        self._classes = tuple(classes)
        first = _MARKUP + 1
        self._numbers = {kind: number for number, kind in enumerate(self._classes, first)}
        self._getters = {kind: _make_getter(kind) for kind in self._classes}
        self._makers: list[Callable[..., Any]] = [_make_tuple, _make_list, dict, Markup, *self._classes]

    def format(self, value: object) -> str:
        """A value as JSON in one line; `KeyError` where it is of no class that is known."""
        return json.dumps(self._encode(value), ensure_ascii=False, separators=(",", ":"))

    def parse(self, text: str | bytes) -> Any:
        """The value that was written so."""
        return self._decode(json.loads(text))

    def _encode(self, value: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return [_TUPLE, *map(self._encode, value)]
        if kind is Markup:
            return [_MARKUP, str(value)]
        if kind is dict:
            return [_MAPPING, *([self._encode(name), self._encode(item)] for name, item in value.items())]
        if kind is list:
            return [_LIST, *map(self._encode, value)]
        return [self._numbers[kind], *map(self._encode, self._getters[kind](value))]

    def _decode(self, value: Any) -> Any:
        if type(value) is not list:
            return value
        decode = self._decode
        number, *items = value
        if number == _MAPPING:
            return {decode(name): decode(item) for name, item in items}
        return self._makers[number](*[decode(item) if type(item) is list else item for item in items])


def _make_getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _make_tuple(*items: object) -> tuple[object, ...]:
    return items


def _make_list(*items: object) -> list[object]:
    return [*items]
