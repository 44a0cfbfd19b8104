"""The address that a site is published at, as `content/review.yml` and the command line name it."""

import re

from litatlas.model import Json

_BASE_URL = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


def is_base_url(value: Json) -> str | None:
    """None for an absolute http(s) address of a folder; else what is expected."""
    return None if isinstance(value, str) and _BASE_URL.fullmatch(value) else "an address such as https://example.org/review/"


def parse_base_url(text: str) -> str | None:
    """The base URL with its closing slash, or None where the text is no absolute http(s) address of a folder."""
    return text.rstrip("/") + "/" if is_base_url(text) is None else None
