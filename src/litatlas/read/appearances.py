"""What short texts say of where and when a work appeared: `ICML 2024 (Oral)`, `NeurIPS'23`, `arXiv 2024.05`."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from litatlas.read.dates import parse_date

_VENUES = frozenset(
    """
    aaai aamas acl acm acmmm aistats arxiv asplos biorxiv bmvc cacm ccs cgo chi cikm colm coling colt conll corl cvpr
    cvprw dac date eacl eccv eccvw emnlp eurosys fast fccm fpga ftxs hpca hpdc icassp iccad iccv iccvw icde icdm icip
    iclr icml icme icpp icra ics ieee ijcai ijcnn ijcv imc infocom interspeech ipdps isca iscas ismir ispass iswc jmlr
    kdd lcn lrec medrxiv micro miccai mlsys mobicom mobisys naacl nature neurips nips nsdi osdi pact pami pldi pnas
    podc pods popl ppopp rss rtas rtss science sc sensys sigcomm siggraph sigir sigmetrics sigmod socc sosp spaa tacl
    tacas tcad tip tist tkde tmlr tnnls toc tog toms tpami tpds uai uist usenix uss vldb wacv wsdm www
    """.split()
)
"""Conferences, journals and servers of the field by the short names that lists write, where no year stands beside them."""
_WORDS = frozenset("date fast micro pods rss sc tip toc tog toms".split())
"""Those that are words of the language unless they stand in capitals."""
_SIGNS = frozenset("|[](){}【】<>.,;:!-–—=~•·*_`#/\\\u200b\ufe0f\u200d")
_SMALL = frozenset("of the on in and for & at to des der de la et und".split())
_MANNER = r"(?:oral|spotlight|poster|highlight|workshops?|findings|demo|long|short|main|best\b.*|under review|accepted|award)"
_VENUE = re.compile(
    r"(?:(?:venue|publisher|pub|published|conference|journal)\s*:\s*)?"
    r"(?:in |at |@ ?|published (?:in|at):? |accepted (?:by|to|at|in) |to appear (?:in|at) |conference (?!on\b|of\b))?"
    r"(?P<venue>[A-Z][\w&./+@\- ]*?)"
    rf"(?P<sign>[\s,'’‘`(-]*)(?P<year>(?:19|20)\d\d|\d\d)?\)?(?P<manner>[\s,:(\[-]*{_MANNER}[)\]]?)?",
    re.IGNORECASE,
)
_DATED = re.compile(r"([A-Za-z][\w ]*?)[ ,:]+((?:19|20)\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?)")
"""A venue with more of a date than the year: `arXiv 2024.05`."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where and when a work appeared, as a short text says it."""

    venue: str
    date: str
    """As the text writes it; empty where it does not."""


def strip_signs(text: str) -> str:
    """A text without the emoji, brackets, points and dashes around it."""
    start, end = 0, len(text)
    while start < end and _is_sign(text[start]):
        start += 1
    while end > start and _is_sign(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_sign(sign: str) -> bool:
    return sign.isspace() or sign in _SIGNS or unicodedata.category(sign) in ("So", "Sk", "Cf", "Mn")


@lru_cache(maxsize=4096)
def find_appearance(text: str) -> Appearance | None:
    """The venue and date that a text tells if it tells nothing else: `ICML 2024 (Oral)`, `NeurIPS'23`, `2024-05`, `arXiv`."""
    plain = strip_signs(text) + (")" if text.rstrip().endswith(")") and "(" in text[1:] else "")
    if not plain or len(plain) > 80:
        return None
    if plain[0].isdigit() or len(plain.split()) <= 3:
        date = parse_date(plain.replace(".", "-") if re.fullmatch(r"\d{4}\.\d{1,2}(?:\.\d{1,2})?", plain) else plain)
        if date and (plain[0].isdigit() or date.precision != "year"):
            return Appearance("", plain)
    dated = _DATED.fullmatch(plain)
    if dated and (place := find_appearance(dated[1])):
        return Appearance(place.venue, dated[2].replace(".", "-"))
    found = _VENUE.fullmatch(plain)
    if found is None:
        return None
    venue, year = found["venue"].strip(" ,.:-("), found["year"] or ""
    words = venue.split()
    is_known = bool(words) and is_venue(words[0].strip(".,:"))
    if len(year) == 2 and not (is_known or any(sign in found["sign"] for sign in "'’‘`")):
        return None
    if not year and not is_known:
        return None
    is_name = 0 < len(words) <= 9 and all(map(_is_title_word, words)) and words[-1].casefold() not in _SMALL
    if not is_name and not (is_known and len(words) <= 3):
        return None
    whole = f"20{year}" if len(year) == 2 else year
    return Appearance(venue, whole)


def is_venue(word: str) -> bool:
    """Whether a word is the short name of a venue of the field; one that the language has as well stands in capitals."""
    return word.casefold() in _VENUES and (word.isupper() or word.casefold() not in _WORDS)


def _is_title_word(word: str) -> bool:
    return word[0].isupper() or word.casefold() in _SMALL or not word[0].isalpha()
