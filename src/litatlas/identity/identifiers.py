"""Identifiers of works, from any spelling or address to their scheme's normal form, and back to an address."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import get_args
from urllib.parse import unquote

from litatlas.model import Identifier, Scheme

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
"""All schemes, in the order in which identifiers are listed."""
_LONGEST = 2000
"""Characters beyond which a text is no identifier: browsers and registries take no longer addresses."""
_TRAILING = ".,;:!?'\"<>”’"
"""Signs of the sentence or markup around an identifier, which no identifier ends in."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """How the identifiers of a scheme look."""

    scheme: Scheme
    bare: re.Pattern[str]
    """The identifier alone, or behind the prefixes that people write; group `value`, and `version` where there are any."""
    prefixes: re.Pattern[str]
    """What may stand before it in text: `arXiv:`, `doi: `."""
    addresses: re.Pattern[str]
    """Begins an address that names the work, up to the identifier; case does not matter."""
    normalize: Callable[[str], str | None]
    """The normal form of a value, or None where the scheme's own rules refuse it."""
    address: str
    """The work's page, with `{}` for the value."""
    is_bare: bool = True
    """Whether the value can be told without prefix or address: `2401.01234` can, a PubMed number cannot."""


def _normalize_arxiv(value: str) -> str | None:
    """New numbers have a year from 07 and a month, four digits up to 2014 and five since (arXiv's help on identifiers)."""
    number = value.rpartition("/")[2]
    year, month = int(number[:2]), int(number[2:4])
    if not 1 <= month <= 12:
        return None
    if "/" in value:
        archive, _, digits = value.partition("/")
        is_old = (91 <= year <= 99 or year <= 7) and len(digits) == 7
        return f"{archive.partition('.')[0].lower()}/{digits}" if is_old else None
    digits = number.partition(".")[2]
    return value if (year, month) >= (7, 4) and len(digits) == (4 if year < 15 else 5) else None


def _normalize_doi(value: str) -> str | None:
    """A DOI's letters have no case (ISO 26324); closing signs of the text around it are none of it."""
    text = unquote(value).strip().rstrip(_TRAILING)
    while text.endswith((")", "]", "}")) and text.count(text[-1]) > text.count({")": "(", "]": "[", "}": "{"}[text[-1]]):
        text = text[:-1].rstrip(_TRAILING)
    return text.lower() if re.fullmatch(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f]+", text) else None


def _normalize_isbn(value: str) -> str | None:
    """Ten digits with a check by 11, or thirteen with one by 10 (ISO 2108); the normal form has thirteen."""
    text = re.sub(r"[\s-]", "", value).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", text):
        digits = [10 if digit == "X" else int(digit) for digit in text]
        if sum((10 - place) * digit for place, digit in enumerate(digits)) % 11:
            return None
        text = f"978{text[:9]}"
        return text + str(-sum((1, 3)[place % 2] * int(digit) for place, digit in enumerate(text)) % 10)
    if not re.fullmatch(r"97[89][0-9]{10}", text):
        return None
    return None if sum((1, 3)[place % 2] * int(digit) for place, digit in enumerate(text)) % 10 else text


def _keep(value: str) -> str | None:
    return value


def _drop_zeros(value: str) -> str | None:
    return value.lstrip("0") or None


def _rule(
    scheme: Scheme,
    bare: str,
    prefixes: str,
    addresses: str,
    normalize: Callable[[str], str | None],
    address: str,
    *,
    is_bare: bool = True,
) -> _Rule:
    flags = re.IGNORECASE
    begin = rf"(?:https?:)?(?://)?(?:www\.)?(?:{addresses})"
    return _Rule(
        scheme,
        re.compile(bare, flags),
        re.compile(prefixes, flags),
        re.compile(begin, flags),
        normalize,
        address,
        is_bare=is_bare,
    )


_RULES = (
    _rule(
        "arxiv",
        r"(?P<value>[0-9]{4}\.[0-9]{4,5}|[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[a-z]{2})?/[0-9]{7})(?:v(?P<version>[1-9][0-9]{0,2}))?"
        r"(?:\.pdf)?",
        r"ar\s?xiv(?:\s?(?:id|e-?prints?))?\s*[:.]?\s*(?:abs/)?",
        r"(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|ps|e-print|format|src)/|xxx\.lanl\.gov/abs/|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)/"
        r"|alphaxiv\.org/(?:abs|overview|pdf)/|huggingface\.co/papers/|hf\.co/papers/|(?:(?:dx\.)?doi\.org/)?10\.48550/arxiv\.",
        _normalize_arxiv,
        "https://arxiv.org/abs/{}",
    ),
    _rule(
        "acl",
        r"(?P<value>[a-z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+)(?:v(?P<version>[1-9][0-9]?))?(?:\.pdf|\.bib)?/?",
        r"acl(?:\s+anthology)?\s*[:.]?\s*",
        r"aclanthology\.(?:org|info)/(?:papers/)?|aclweb\.org/anthology/(?:papers/)?|(?:(?:dx\.)?doi\.org/)?10\.18653/v1/"
        r"|(?:(?:dx\.)?doi\.org/)?10\.3115/v1/",
        lambda value: value.upper() if value[:1].isalpha() else value.lower(),
        "https://aclanthology.org/{}/",
    ),
    _rule(
        "doi",
        r"(?P<value>10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+)",
        r"(?:digital object identifier|doi)\s*[:=]?\s*",
        r"(?:dx\.)?doi\.org/(?:doi:\s?)?|doi\.acm\.org/|dl\.acm\.org/doi/(?:abs/|pdf/|full/)?|link\.springer\.com/(?:article|chapter)/",
        _normalize_doi,
        "https://doi.org/{}",
    ),
    _rule("pmcid", r"(?P<value>PMC[0-9]{1,9})", r"pmc(?:id)?\s*:\s*",
          r"(?:ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/", str.upper,
          "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    _rule("pmid", r"(?P<value>[0-9]{1,8})", r"(?:pubmed|pm)(?:\s?id)?\s*:\s*",
          r"pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/", _drop_zeros,
          "https://pubmed.ncbi.nlm.nih.gov/{}/", is_bare=False),
    _rule("openreview", r"(?P<value>[A-Za-z0-9_-]{6,20})", r"openreview\s*:\s*",
          r"openreview\.net/(?:forum|pdf|attachment|references/pdf)\?(?:[^#\s]*&)?id=", _keep,
          "https://openreview.net/forum?id={}", is_bare=False),
    _rule("openalex", r"(?P<value>W[0-9]{4,12})", r"openalex\s*:\s*",
          r"(?:api\.|explore\.)?openalex\.org/(?:works/)?", str.upper, "https://openalex.org/{}", is_bare=False),
    _rule("s2", r"(?P<value>[0-9a-f]{40}|CorpusI[dD]:\s?[0-9]{1,12})", r"(?:s2|semantic\s?scholar)(?:\s?id)?\s*:\s*",
          r"(?:api\.)?semanticscholar\.org/(?:paper/(?:[^/\s]+/)?|arxiv:)?",
          lambda value: value.lower() if ":" not in value else "CorpusId:" + value.partition(":")[2].strip(),
          "https://www.semanticscholar.org/paper/{}", is_bare=False),
    _rule("dblp",
          r"(?P<value>(?:conf|journals|books|phd|series|reference|tr|homepages)/[\w+-]+/[\w+.-]+?)(?:\.html|\.xml|\.bib)?",
          r"dblp\s*:\s*", r"dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/rec/(?:html/|xml/|bibtex/)?", _keep, "https://dblp.org/rec/{}",
          is_bare=False),
    _rule("isbn", r"(?P<value>97[89][- ]?(?:[0-9][- ]?){9}[0-9]|(?:[0-9][- ]?){9}[0-9X])", r"isbn(?:-?1[03])?\s*[:=]?\s*",
          r"isbnsearch\.org/isbn/", _normalize_isbn, "https://openlibrary.org/isbn/{}", is_bare=False),
)  # fmt: skip
_ADDRESSES = re.compile("|".join(f"(?:{rule.addresses.pattern})" for rule in _RULES), re.IGNORECASE)
"""Begins an address that names a work by one of the rules; most addresses do not, and need not be tried by each."""
_BY_SCHEME = {rule.scheme: rule for rule in _RULES}


def parse_identifier(text: str, scheme: Scheme | None = None) -> Identifier | None:
    """Parse an identifier as people, files and addresses write it; None where `text` is none.

    `2401.01234v2`, `arXiv:2401.01234`, `https://arxiv.org/pdf/2401.01234v2.pdf`, `doi:10.1000/Pond` and
    `https://pubmed.ncbi.nlm.nih.gov/123/` are some. With `scheme`, the field that it stands in says which it is, so that a bare
    number will do for a PubMed id; an identifier of another scheme is None then, but for what one DOI says of arXiv or the ACL.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if scheme is None and text.startswith("http") and not _ADDRESSES.match(text):
        return None
    if scheme is not None:
        return _parse_by(_BY_SCHEME[scheme], text, is_sure=True) if scheme in _BY_SCHEME else None
    return next(filter(None, (_parse_by(rule, text, is_sure=False) for rule in _RULES)), None)


def _parse_by(rule: _Rule, text: str, *, is_sure: bool) -> Identifier | None:
    rest, found = text, is_sure or rule.is_bare
    if match := rule.addresses.match(text):
        rest, found = _cut_query(rule, unquote(text[match.end() :])), True
    elif (match := rule.prefixes.match(text)) and match.end():
        rest, found = text[match.end() :], True
    if not found:
        return None
    match = rule.bare.fullmatch(rest.strip()) or rule.bare.fullmatch(rest.strip().rstrip(_TRAILING + ")]}/"))
    value = rule.normalize(match["value"]) if match else None
    if match is None or value is None:
        return None
    version = match["version"] if "version" in rule.bare.groupindex else None
    return Identifier(rule.scheme, value, version or "")


def _cut_query(rule: _Rule, rest: str) -> str:
    """An address's identifier ends where its query or fragment begins; a DOI may hold such signs, a fragment at its end not."""
    if rule.scheme == "doi":
        return rest
    return re.split(r"[?#&]", rest, maxsplit=1)[0].rstrip("/")


def format_address(identifier: Identifier) -> str:
    """The address of the work's page at whoever gives the identifier, of the version where one is named."""
    if identifier.scheme == "s2" and ":" in identifier.value:
        return f"https://api.semanticscholar.org/{identifier.value}"
    version = f"v{identifier.version}" if identifier.version and identifier.scheme == "arxiv" else ""
    return _BY_SCHEME[identifier.scheme].address.format(identifier.value + version)


def find_month(identifier: Identifier) -> str | None:
    """The month of the first submission that an arXiv number tells, as `2024-01`; None of other schemes."""
    if identifier.scheme != "arxiv":
        return None
    digits = identifier.value.rpartition("/")[2]
    year = int(digits[:2])
    return f"{1900 + year if year > 90 else 2000 + year}-{digits[2:4]}"


def join_identifiers(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """One identifier for each scheme and value, in the order of `SCHEMES` and values; of several versions the latest."""
    given = tuple(identifiers)
    if len(given) < 2:
        return given
    latest: dict[tuple[str, str], Identifier] = {}
    for one in given:
        known = latest.get(one.work)
        if known is None or int(one.version or 0) > int(known.version or 0):
            latest[one.work] = one
    return tuple(sorted(latest.values(), key=lambda one: (SCHEMES.index(one.scheme), one.value)))
