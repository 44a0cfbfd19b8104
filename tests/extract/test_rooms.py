"""The rooms of `extract/`: what imports what, told by folder names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import litatlas.extract

EXTRACT = Path(litatlas.extract.__file__).parent
ROOMS = (
    {"lexicon"},
    {"numbers"},
    {"sentence"},
    {"metric"},
    {"role"},
    {"slots"},
    {"rows"},
    {"hardware", "topics"},
    {"extraction"},
    {"examples", "proposals"},
    {"__init__"},
)
"""From the bottom to the top: a room imports from itself and from rooms below, never from one beside or above."""
LEVELS = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}
MODULES = sorted(EXTRACT.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(EXTRACT).parts[0].removesuffix(".py")


def find_rooms(path: Path) -> Iterator[str]:
    """The rooms that a module imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (name.split(".")[2] for name in names if name.startswith("litatlas.extract."))


def test_every_room_has_its_level() -> None:
    assert {room_of(path) for path in MODULES} == set(LEVELS)


@pytest.mark.parametrize("room", sorted(LEVELS))
def test_a_room_imports_only_from_rooms_below(room: str) -> None:
    upwards = [
        f"{path.relative_to(EXTRACT)} imports {found}"
        for path in MODULES
        if room_of(path) == room
        for found in find_rooms(path)
        if found != room and LEVELS[found] >= LEVELS[room]
    ]

    assert upwards == []
