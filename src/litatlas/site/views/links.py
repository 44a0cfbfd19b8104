"""A link, of which most that templates are given is made; see `pages.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the site, or elsewhere."""

    text: str
    href: str
