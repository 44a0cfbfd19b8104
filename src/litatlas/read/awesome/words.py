"""What short texts in lists of papers say: names of people, what a link leads to."""

import re
from functools import lru_cache

from litatlas.identity.identifiers import parse_identifier
from litatlas.model import LinkKind
from litatlas.read.appearances import strip_signs

_LABELS: dict[LinkKind, str] = {
    "paper": """
        paper, arxiv, abs, link, url, html, openreview, acl, doi, proceedings, publication, preprint, ieee, acm,
        springer, nature, paper link, paper page, article, abstract, ar5iv, biorxiv, medrxiv, pmlr, cvf, neurips,
        aclanthology, ssrn, hal, semantic scholar, hf paper, huggingface paper, alphaxiv, paper url, original paper,
        full paper, here
        """,
    "pdf": "pdf, paper pdf, pdf link, download",
    "code": """
        code, github, repo, repository, implementation, official code, official, official implementation, pytorch,
        tensorflow, jax, tf, keras, torch, gitlab, source, source code, codes, stars, star, github stars, code link,
        unofficial, unofficial code, colab, git, github code, github repo, paddle, mindspore, python, c++, caffe,
        matlab, theano, mxnet
        """,
    "project": """
        project, project page, page, website, homepage, home page, site, web, webpage, demo, project website, project homepage,
        home, live demo, web page, documentation, docs
        """,
    "data": "dataset, data, datasets, benchmark, hf dataset, data set, data link",
    "video": "video, youtube, talk, bilibili, recording, presentation, videos",
    "other": """
        model, models, weights, checkpoint, checkpoints, hugging face, huggingface, hf, bib, bibtex, cite, citation,
        slides, poster, blog, blog post, blogpost, post, medium, twitter, tweet, x, zhihu, supplementary, supp,
        appendix, reviews, review, press, news, leaderboard, discussion, issue, license, paperswithcode, papers with
        code, connected papers, notes, summary, reading notes, explanation, tutorial, api, media
        """,
}
_BY_LABEL: dict[str, LinkKind] = {}
for _kind, _words in _LABELS.items():
    for _word in _words.split(","):
        _BY_LABEL.setdefault(" ".join(_word.split()), _kind)
_NAME = re.compile(
    r"(?:[A-ZÀ-ÞŁŚŠŻŽČĆ][\w'’.\-]*\.?|(?:van|von|de|der|den|del|della|di|da|dos|la|le|el|al|bin|ten|ter|zu)\b)"
    r"(?:[ ](?:[A-ZÀ-ÞŁŚŠŻŽČĆ][\w'’.\-]*\.?|(?:van|von|de|der|den|del|della|di|da|dos|la|le|el|al|bin|ten|ter|zu)\b)){1,4}"
)
_AND = re.compile(r",?\s+(?:and|&)\s+|[,;·•]\s*")
_AL = re.compile(r",?\s*(?:and\s+)?(?:et\.?\s+al\.?|others|…|\.\.\.)\s*$", re.IGNORECASE)
_BY = re.compile(r"^\W*(?:(?:written|authored|proposed)\s+)?by\b(?!-)\s*:?\s*", re.IGNORECASE)
_MARKS = re.compile(r"[*†‡§¶∗#^\d]+$")


@lru_cache(maxsize=4096)
def find_label(text: str) -> LinkKind | None:
    """What a link of this text leads to, where the text is no title: `[Code]`, `PDF`, `arXiv:2401.01234`; else None."""
    plain = " ".join(strip_signs(text).casefold().split())
    if not plain:
        return "other"
    if found := _BY_LABEL.get(plain):
        return found
    if parse_identifier(plain):
        return "paper"
    first, _, rest = plain.partition(" ")
    is_counted = bool(rest) and not any(map(str.isalpha, rest))  # `Stars 12`, `arXiv 2401.01234`
    return _BY_LABEL.get(first) if is_counted or re.fullmatch(r"[(\[]?(?:link|code|page|here|paper|\d+)[)\]]?", rest) else None


def strip_by(text: str) -> str:
    """Names without the word before them that says whose work it is: `by Hanna Heron`."""
    return _BY.sub("", text).strip()


def is_names(text: str, *, least: int = 2) -> bool:
    """Whether a text is a list of people's names, of `least` at least; `Hanna Heron et al.` is one."""
    plain = strip_by(strip_signs(text))
    named = _AL.sub("", plain)
    names = [_MARKS.sub("", name.strip()).strip() for name in _AND.split(named) if name.strip()]
    if not names or (len(names) < least and named == plain):
        return False
    good = sum(_NAME.fullmatch(name) is not None for name in names)
    return good == len(names) or (good >= 3 and good >= 0.8 * len(names)) or (named != plain and len(plain.split()) <= 4)


def is_external(url: str) -> bool:
    """Whether an address leads out of the document."""
    return bool(re.match(r"(?:https?:)?//|www\.", url, re.IGNORECASE)) or parse_identifier(url) is not None
