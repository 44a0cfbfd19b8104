"""Addresses on the web: which name a work by an identifier, and what the others lead to."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from litatlas.identity.identifiers import join_identifiers, parse_identifier
from litatlas.model import Identifier, Link, LinkKind

_CODE_HOSTS = (
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "gitee.com",
    "sourceforge.net",
    "colab.research.google.com",
)
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com", "slideslive.com")
_DATA_HOSTS = ("zenodo.org", "kaggle.com", "figshare.com", "datadryad.org")


def parse_address(text: str) -> str | None:
    """An absolute address of http or https as it may stand in a link, or None: `//host` and `www.` get their scheme."""
    text = re.sub(r"[\x00-\x20\x7f]", "", text)
    if re.match(r"www\.[^/]+\.", text, re.IGNORECASE):
        text = f"https://{text}"
    if text.startswith("//"):
        text = f"https:{text}"
    try:
        parts = urlsplit(text)
        is_good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return text if is_good and not set(text) & set('<>"\\`{}|^') else None


def tell_kind(url: str) -> LinkKind:
    """What an address leads to, by its host and its ending; `other` where they do not tell."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host in _CODE_HOSTS:
        return "code"
    if host.endswith((".github.io", ".gitlab.io")):
        return "project"
    if host in _VIDEO_HOSTS:
        return "video"
    if host in _DATA_HOSTS or (host == "huggingface.co" and parts.path.startswith("/datasets/")):
        return "data"
    return "pdf" if parts.path.lower().endswith(".pdf") else "other"


def sort_addresses(addresses: Iterable[str | tuple[LinkKind | None, str]]) -> tuple[tuple[Identifier, ...], tuple[Link, ...]]:
    """Sort the addresses of an entry into identifiers and links, each once, in the order given.

    An address may come with the kind that its field names. One that names the work by an identifier is that identifier, and no
    link as well. What is no address of the web is in neither; `parse_address` tells whoever wants to say so.
    """
    identifiers: list[Identifier] = []
    links: dict[str, Link] = {}
    for item in addresses:
        kind, text = (None, item) if isinstance(item, str) else item
        if identifier := parse_identifier(text):
            identifiers.append(identifier)
        elif url := parse_address(text):
            links.setdefault(url, Link(kind or tell_kind(url), url))
    return join_identifiers(identifiers), tuple(links.values())
