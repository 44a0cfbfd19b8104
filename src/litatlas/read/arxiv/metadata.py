"""What arXiv's formats have in common: names as its submitters wrote them, categories, and what a paper on arXiv is."""

import re

from litatlas.identity.names import parse_author
from litatlas.model import Author, Json
from litatlas.read.fields import build_author
from litatlas.text.latex_text import decode_latex

VENUE = "arXiv"
"""The venue of a preprint there."""
_AFFILIATION = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)")
_CATEGORY = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")
_AND = re.compile(r"\s*,?\s+and\s+|\s*[,;]\s*")


def name_venue(venue: str) -> str:
    """A venue as its source names it, but for arXiv, which others call `CoRR`, `arXiv.org` or `arXiv (Cornell University)`."""
    return VENUE if venue.lower() in ("corr", "arxiv", "arxiv.org", "arxiv (cornell university)", "arxiv preprint") else venue


def split_categories(text: str) -> list[Json]:
    """The categories in `cs.LG stat.ML` or in `Machine Learning (cs.LG); Machine Learning (stat.ML)`."""
    return list(_CATEGORY.findall(text) if "(" in text else text.replace(";", " ").split())


def split_names(text: str) -> tuple[Author, ...]:
    r"""The authors in a line of arXiv's: `C. Bal\'azs, E. L. Berger (Argonne), P. Nadolsky and C.-P. Yuan`."""
    plain = " ".join(decode_latex(_AFFILIATION.sub("", text)).split())
    names = [name for name in _AND.split(plain) if name]
    joined: list[str] = []
    for name in names:
        if joined and re.fullmatch(r"(?:Jr|Sr)\.?|I{2,3}|IV", name):
            joined[-1] += f", {name}"
        else:
            joined.append(name)
    return tuple(map(parse_author, joined))


def build_arxiv_author(family: str, given: str, suffix: str = "") -> Author | None:
    """Build an author of the parts that arXiv has apart, accents written as TeX's commands."""
    return build_author(decode_latex(given), decode_latex(family), decode_latex(suffix))
