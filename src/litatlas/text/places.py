"""Finds where short texts stand in a long one."""

from collections.abc import Iterable


def find_places(text: str, pieces: Iterable[str]) -> list[int]:
    """Find where any of some short texts begin, from left to right; several times as fast as by a pattern of them."""
    places: list[int] = []
    for piece in pieces:
        at = text.find(piece)
        while at >= 0:
            places.append(at)
            at = text.find(piece, at + len(piece))
    places.sort()
    return places
