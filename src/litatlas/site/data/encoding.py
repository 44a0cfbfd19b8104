"""How the files of data are written: JSON without spaces, in UTF-8 with its letters as they are."""

import json

from litatlas.model import Json

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def format_json(data: Json) -> str:
    """JSON in one line."""
    return _ENCODER.encode(data)


def encode_json(data: Json) -> bytes:
    """A file of JSON in one line."""
    return encode_text(format_json(data))


def encode_text(text: str) -> bytes:
    """The bytes of a text; half a pair of UTF-16, which is no letter, stands as its number."""
    return text.encode(errors="backslashreplace")
