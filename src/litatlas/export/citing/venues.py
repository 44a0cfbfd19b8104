"""What kind of work appears at a venue, as the venue's name tells it where no source states the kind."""

import re

from litatlas.model import Kind

_WORD = re.compile(
    r"(?P<journal>\b(?:Journal|Transactions|Trans\.|Letters|Reviews?|Proceedings of the (?:National Academy|Royal Society|IEEE$"
    r"|ACM on|VLDB Endowment)|Proc(?:eedings|\.) (?:of the )?VLDB Endow)(?!\w))"
    r"|(?P<conference>\b(?:Conference|Conf\.|Proceedings|Proc\.|Workshops?|Symposium|Symp\.)(?!\w)"
    r"|\bAdvances in Neural Information Processing Systems\b|\bFindings of the Association\b"
    r"|\bMeeting of the Association\b)"
)
"""Words of the names of journals and of conferences; some proceedings are journals by their publishers' own words."""
_UNDECIDED = re.compile(r"\b(?:submi(?:tted|ssion)|(?:under|in) review|rejected|withdrawn|in preparation)\b", re.IGNORECASE)
"""Says that a work has not appeared where it was sent."""
_AROUND = re.compile(
    r"(?:\b(?:IEEE(?:/\w+)?|ACM|USENIX)(?=\s+[A-Z])|['’]?\b\d{2,4}\b|\b\d*(?:st|nd|rd|th)\b|[()\[\],:'’]"
    r"|\b(?:main|track|oral|spotlight|poster|highlight|findings|demos?|tutorials?|datasets and benchmarks|long|short|papers?)\b)",
    re.IGNORECASE,
)
"""What stands around a conference's acronym: a society, the year, the part of the conference."""
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*(?:[-/][A-Z][A-Za-z]*|\^\d)?")
_JOURNALS = frozenset(
    """
    CACM CSUR IJCV IJRR JACM JAIR JMLR PACMPL PAMI PIEEE PNAS PVLDB RA-L RAL TACL TACO TC TCAD TIFS TIP TIST TKDD TKDE TMC TMI
    TMLR TMM TNNLS TOCHI TOCS TODS TOG TOIS TOMS TOPLAS TOSEM TPAMI TPDS TRO T-RO TSE TSP TVCG
    """.split()
)
"""Acronyms of journals of the field."""
_OTHERS = frozenset("acm amd arxiv baidu biorxiv corr github hal huggingface ibm ieee medrxiv mit nvidia openai ssrn tbd".split())
"""Servers, societies and firms that stand where a venue would, in lower case."""


def find_venue_kind(venue: str) -> Kind | None:
    """The kind of the works that appear at a venue of this name; None where the name does not tell.

    Words decide (`Journal of Ponds`, `Workshop on Reeds`), the first of them where there are several; else an acronym of
    capitals is a conference: `ICML`, `NeurIPS 2023`, `IEEE/CVF CVPR`, unless it is known for a journal's.
    """
    if _UNDECIDED.search(venue):
        return None
    if found := _WORD.search(venue):
        return "article" if found["journal"] else "conference paper"
    name = " ".join(_AROUND.sub(" ", venue).split())
    if name in _JOURNALS:
        return "article"
    capitals = sum(map(str.isupper, name))
    is_acronym = _ACRONYM.fullmatch(name) and 3 <= len(name) <= 14 and name.casefold() not in _OTHERS
    has_year = bool(re.search(r"(?:\b(?:19|20)|['’])\d\d\b", venue))
    return "conference paper" if is_acronym and capitals >= (2 if has_year else 3) else None
