"""Slugs: the names of pages in file names and links, in lower-case ASCII letters, digits and single hyphens."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from litatlas.text.folding import fold

SLUG_LENGTH = 80
"""The longest slug: leaves room for folders within the 255 bytes that file systems allow."""

UNHOLDABLE = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
"""Names that Windows keeps for devices: no file there can be called so, whatever its ending (Microsoft, Naming Files)."""

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")
_SIGNS = str.maketrans({"'": "", "’": "", "+": " plus ", "&": " and "})


@lru_cache(maxsize=4096)
def slugify(text: str, length: int = SLUG_LENGTH) -> str:
    """The slug of a text, cut between words to at most `length` characters; empty where no ASCII letter or digit is left."""
    slug = _OTHER.sub("-", fold(text).casefold().translate(_SIGNS)).strip("-")
    if len(slug) <= length:
        return slug
    cut = slug[: length + 1].rfind("-")
    return slug[: cut if cut > length // 2 else length].strip("-")


def shorten_slug(slug: str, title: str) -> str | int:
    """A slug, or how many letters of the plainly spelled title it is: a third of some files would else be slugs."""
    return len(slug) if title.isascii() and spell(title).startswith(slug) else slug


def expand_slug(short: str | int, title: str) -> str:
    """The slug that `shorten_slug` made so short."""
    return short if isinstance(short, str) else spell(title)[:short]


def spell(title: str) -> str:
    """A title in plain letters, digits and hyphens, as scripts spell it too."""
    return _OTHER.sub("-", title.lower()).strip("-")


def name_slug(name: str) -> str:
    """The slug of a device, family or metric; eight digits of a hash of its name where that leaves none that a file can have."""
    slug = slugify(name)
    return slug if slug and slug not in UNHOLDABLE else f"name-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def assign_slugs(titles: Mapping[str, str], taken: Iterable[str]) -> dict[str, str]:
    """A slug for each new work, by its key: the title's, with six digits of a hash of the key where that is taken or empty.

    `titles` maps keys to readable titles; the outcome does not depend on its order.
    """
    used = {*taken, *UNHOLDABLE}
    slugs: dict[str, str] = {}
    for key in sorted(titles):
        slug = slugify(titles[key])
        digest = hashlib.sha256(key.encode()).hexdigest()
        digits = 6
        while not slug or slug in used:
            slug = f"{slugify(titles[key], SLUG_LENGTH - digits - 1) or 'paper'}-{digest[:digits]}"
            digits += 2
        used.add(slug)
        slugs[key] = slug
    return slugs
