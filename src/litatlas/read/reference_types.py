"""The types that RIS and CSL have for the kinds of works: for who reads them and for who writes them, without either."""

from collections.abc import Mapping

from litatlas.model import Kind

RIS_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("JOUR", "JFULL", "EJOUR", "MGZN", "NEWS", "ABST", "INPR"), "article"),
    **dict.fromkeys(("CONF", "CPAPER"), "conference paper"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "ENCYC", "SER"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("UNPB", "MANSCPT", "PREP"), "preprint"),
    "THES": "thesis",
    "RPRT": "report",
    "STAND": "report",
    **dict.fromkeys(("DATA", "AGGR", "DBASE"), "dataset"),
    "COMP": "software",
    "PAT": "patent",
}
"""Kinds of works by RIS's types; `GEN`, `ELEC` and the like say nothing of the kind."""
RIS_TYPES: Mapping[Kind, str] = {
    "article": "JOUR",
    "conference paper": "CONF",
    "preprint": "UNPB",
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "report": "RPRT",
    "dataset": "DATA",
    "software": "COMP",
    "patent": "PAT",
    "other": "GEN",
}
"""The type that stands for each kind."""
CSL_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper", "review"), "article"),
    "article": "preprint",
    "manuscript": "preprint",
    "paper-conference": "conference paper",
    **dict.fromkeys(("book", "collection", "classic"), "book"),
    **dict.fromkeys(("chapter", "entry", "entry-dictionary", "entry-encyclopedia"), "chapter"),
    "thesis": "thesis",
    "report": "report",
    "standard": "report",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
}
"""Kinds of works by CSL's types (CSL 1.0.2, appendix III, where `article` is a preprint, or what is in no journal)."""
CSL_TYPES: Mapping[Kind, str] = {
    "article": "article-journal",
    "conference paper": "paper-conference",
    "preprint": "article",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "other": "document",
}
"""The type that stands for each kind; `document` for those of which nothing is known as well."""
