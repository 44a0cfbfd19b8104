"""What the fields that tell works and people apart may hold, in papers' pages and in people's overrides."""

from collections.abc import Sequence
from typing import get_args

from litatlas.content.schema import FieldRule, is_date, is_one_of, is_text, is_texts
from litatlas.identity.identifiers import SCHEMES, parse_identifier
from litatlas.identity.links import parse_address
from litatlas.model import Json, Kind, LinkKind

_AUTHOR_FIELDS = frozenset(("written", "family", "given", "particle", "suffix"))


def is_authors(value: Json) -> str | None:
    """A list of names as they are written, or of mappings with their parts."""
    good = isinstance(value, list) and all(
        is_text(item) is None
        or (isinstance(item, dict) and {"written", "family"} <= {*item} <= _AUTHOR_FIELDS and is_texts([*item.values()]) is None)
        for item in value
    )
    return None if good else "a list of names, each a text or a mapping with `written` and `family`"


def is_identifiers(value: Json) -> str | None:
    """A list of identifiers in their normal form, each behind its scheme."""
    good = isinstance(value, list) and all(isinstance(item, str) and _is_identifier(item) for item in value)
    return None if good else "a list of identifiers such as arxiv:2401.01234 or doi:10.1000/182"


def _is_identifier(text: str) -> bool:
    scheme, _, value = text.partition(":")
    found = parse_identifier(value, scheme) if scheme in SCHEMES else None
    return found is not None and str(found) == text


def _is_address(value: Json) -> str | None:
    return None if isinstance(value, str) and parse_address(value) == value else "an address that begins with https:// or http://"


LINK_RULES = (
    FieldRule("kind", is_one_of(*get_args(LinkKind)), required=True),
    FieldRule("url", _is_address, required=True),
)
PUBLICATION_RULES = (
    FieldRule("kind", is_one_of(*get_args(Kind))),
    FieldRule("venue", is_text),
    FieldRule("date", is_date),
)


def is_links(value: Json) -> str | None:
    """A list of links as `LINK_RULES` has them."""
    return None if _follow(value, LINK_RULES) else "a list of links such as {kind: code, url: https://github.com/someone/heron}"


def is_publications(value: Json) -> str | None:
    """A list of publications as `PUBLICATION_RULES` has them."""
    good = _follow(value, PUBLICATION_RULES)
    return None if good else "a list of publications such as {kind: article, venue: Journal of Ponds, date: 2025-07}"


def _follow(value: Json, rules: Sequence[FieldRule]) -> bool:
    checks = {rule.name: rule.check for rule in rules}
    needed = {rule.name for rule in rules if rule.required}
    return isinstance(value, list) and all(
        isinstance(item, dict) and needed <= {*item} <= {*checks} and all(checks[name](one) is None for name, one in item.items())
        for item in value
    )
