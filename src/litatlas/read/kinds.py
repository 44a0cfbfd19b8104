"""The kinds of works by the names that reference managers, registries and people give them."""

from litatlas.model import Kind

_NAMES: dict[Kind, str] = {
    "article": """
        article, journal article, journal, journalarticle, article journal, research article, original research, journals,
        magazinearticle, newspaperarticle, article magazine, article newspaper, early access article, ieee journals,
        ieee magazines, jour, journal paper, scholarly article, article early access, academic journal
        """,
    "conference paper": """
        conference paper, conferencepaper, inproceedings, proceedings paper, proceedings article, paper conference, conference,
        conference proceedings, conference proceeding, proceeding, ieee conferences, acm conferences, cpaper, conf, proceedings,
        conference article, workshop paper, article proceedings paper, conference contribution
        """,
    "preprint": "preprint, posted content, arxiv, unpublished, manuscript, working paper, e print, online preprint, repository",
    "book": "book, monograph, books, edited book, reference book",
    "chapter": """
        chapter, book section, booksection, book chapter, incollection, inbook, chap, chapters, encyclopediaarticle,
        dictionaryentry, entry encyclopedia, reference work entry, article book chapter
        """,
    "thesis": "thesis, phdthesis, mastersthesis, dissertation, phd thesis, master s thesis, doctoral thesis, thes",
    "report": "report, techreport, technical report, rprt, standard, white paper",
    "dataset": "dataset, data set, database, data paper",
    "software": "software, computerprogram, computer program, comp, code",
    "patent": "patent, pat, patents",
    "other": """
        misc, other, others, generic, gen, webpage, web page, website, blogpost, blog post, blog, presentation, document, letter,
        film, videorecording, podcast, online, electronic, post, post weblog, speech
        """,
}


def _normalize(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


_KINDS = {_normalize(name): kind for kind, names in _NAMES.items() for name in names.split(",")}


def find_kind(name: str) -> Kind | None:
    """The kind that a name tells, whatever its case and signs: `journalArticle`, `IEEE Conferences`; None if it is not known."""
    return _KINDS.get(_normalize(name))
