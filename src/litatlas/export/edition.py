"""An edition of a review as archives and indexes ask for it: all that it says is stated in the review's settings."""

from collections.abc import Iterator
from dataclasses import dataclass

from litatlas.content.imprint import License, Maker
from litatlas.content.pages import Settings
from litatlas.content.slugs import name_slug
from litatlas.errors import ContentError, Fault
from litatlas.review.review import Review
from litatlas.review.root import SETTINGS_FILE


@dataclass(frozen=True, slots=True)
class Edition:
    """A review, made by somebody, published on a day, under a licence."""

    name: str
    """Of the title, in small letters, digits and hyphens: `efficient-machine-learning`."""
    title: str
    description: str
    authors: tuple[Maker, ...]
    license: License
    published: str
    """A day, in ISO 8601."""
    address: str
    """Where the review stands: its DOI, else its site, else its repository."""
    language: str
    keywords: tuple[str, ...]
    """The titles of its topics."""
    version: str
    """Empty where none is given."""
    doi: str
    """Without a prefix; empty where none is given."""


def make_edition(review: Review) -> Edition:
    """The edition that the review's settings tell; `ContentError` with a fault for each thing that they do not say."""
    settings, imprint = review.settings, review.settings.imprint
    faults = tuple(_find_unsaid(settings))
    if faults or imprint.license is None:
        raise ContentError(faults)
    return Edition(
        name_slug(settings.title),
        settings.title,
        settings.description,
        imprint.authors,
        imprint.license,
        imprint.published,
        find_address(settings),
        settings.language,
        list_keywords(review),
        imprint.version,
        imprint.doi,
    )


def cite_edition(edition: Edition) -> str:
    """How an edition is cited, in a line: authors, year, title, version, address."""
    authors = ", ".join(maker.author.name for maker in edition.authors)
    version = f", version {edition.version}" if edition.version else ""
    return f"{authors} ({edition.published[:4]}): {edition.title}{version}. {edition.address}"


def find_address(settings: Settings) -> str:
    """Where a review stands: its DOI, else its site, else its repository; empty where none of them is stated."""
    return settings.imprint.doi_address or settings.base_url or settings.repository or ""


def list_keywords(review: Review) -> tuple[str, ...]:
    """The titles of a review's topics, each once, in the order of their ids."""
    return tuple(dict.fromkeys(topic.title for topic in review.topics.values()))


def tell_unsaid(field: str, example: str) -> Fault:
    """A fault for a setting that somebody who cites or archives the review needs."""
    return Fault(SETTINGS_FILE, 1, f"'{field}' is not stated", f"add it, such as `{field}: {example}`")


def _find_unsaid(settings: Settings) -> Iterator[Fault]:
    imprint = settings.imprint
    if not settings.description:
        yield tell_unsaid("description", "What this review covers, in one sentence.")
    if not imprint.authors:
        yield tell_unsaid("authors", "[Your Name]")
    if imprint.license is None:
        yield tell_unsaid("license", "CC-BY-4.0")
    if not imprint.published:
        yield tell_unsaid("published", "2026-11-29")
    if not find_address(settings):
        yield tell_unsaid("base_url", "https://someone.github.io/review/")
