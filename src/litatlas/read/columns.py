"""Which column of a table, or which name of a mapping, holds which fact of a paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from litatlas.errors import quote_start

# fmt: off
Role = Literal[
    "title", "subtitle", "abstract", "authors", "author_count", "date", "year", "month", "day", "venue", "kind",
    "organization", "arxiv", "doi", "pmid", "pmcid", "acl", "openreview", "openalex", "s2", "dblp", "isbn",
    "address", "paper", "pdf", "code", "project", "data", "video", "keywords", "license", "key", "heading",
    "remark", "notes", "left out"
]
# fmt: on
"""What a column holds. `address` is any address of the work, and `paper` to `video` are links of that kind.

`notes` are lines of `name: value` as reference managers keep them under "Extra"; what is `left out` is none of the paper's facts.
"""
ROLES: tuple[Role, ...] = get_args(Role)

_NAMES: dict[Role, str] = {
    "title": """
        title, article title, document title, item title, paper title, work title, original title, primary title,
        title of paper, publication name, paper name, paper, papers, article, publication, work, display name, name,
        entry, titel, titre, título, titulo, titolo, название, 标题, 论文, 论文标题, 题目, タイトル, 論文, 제목
        """,
    "subtitle": "subtitle, sub title",
    "abstract": """
        abstract, abstract note, abstracts, summary, paper abstract, abstract text, description,
        zusammenfassung, résumé, resumen, 摘要, 要旨, 초록
        """,
    "authors": """
        author full names, authors full names, full names, authors full name, authors, author, author s, authors list,
        author list, author names, authors names, names of authors, authorships author display name,
        authorships raw author name, creator, creators, autoren, autor, autores, auteurs, auteur, by, 作者, 著者, 저자,
        first author, lead author
        """,
    "author_count": "author count, number of authors, num authors, authors count, author number, authors number",
    "date": """
        date, publication date, date published, published date, published, published on, published at, publication day,
        published online, date of publication, release date, released, pub date, submission date, submitted,
        submitted date, date submitted, first submitted, online date, issue date, early access date, appeared, when,
        datum, fecha, datepub, 日期, 发表时间, 時間, 时间, created, create date
        """,
    "year": """
        year, publication year, pub year, published year, year of publication, yr, jahr, année, annee, año, ano, 年份,
        年, 연도
        """,
    "month": "month, publication month, published month, mon",
    "day": "day, publication day of month",
    "venue": """
        venue, publication title, proceedings title, source title, publication, journal title, container title, journal,
        booktitle, book title,
        journal book, conference, conference name, conference title, published in, publication venue, venue name,
        proceedings, journal name, conference journal, journal conference, conf, where, publications,
        zeitschrift, revue, revista, 会议, 期刊, 刊名, 会议期刊, primary location source display name, source, repository,
        book series title, series
        """,
    "kind": """
        item type, document type, publication type, entry type, content type, reference type, article type, doc type,
        type of work, work type, paper type, item kind, type, kind, genre, document identifier
        """,
    "organization": "organization, organisation, lab, company, institution name, affiliated organization",
    "arxiv": """
        arxiv, arxiv id, arxivid, arxiv url, arxiv link, arxiv number, eprint, arxiv identifier, arxiv no,
        paper arxiv id
        """,
    "doi": """
        doi, item doi, article doi, paper doi, doi url, doi link, digital object identifier, doi number, doi address
        """,
    "pmid": "pmid, pubmed id, pub med id, pubmedid, pubmed, medline id",
    "pmcid": "pmcid, pmc id, pmc, pubmed central id",
    "acl": "acl id, acl anthology id, anthology id, acl",
    "openreview": "openreview, openreview id, openreview url, openreview link, open review, forum",
    "openalex": "openalex, openalex id, openalexid",
    "s2": """
        semantic scholar id, semantic scholar, s2 id, s2id, paper id s2, corpus id, corpusid, s2 paper id,
        semantic scholar url
        """,
    "dblp": "dblp, dblp key, dblp id, dblp url",
    "isbn": "isbn, isbns, isbn13, isbn 13, isbn10, isbn 10, e isbn, eisbn",
    "address": """
        url, urls, link, links, address, web address, article url, external url, landing page, landing page url,
        source url, external link, hyperlink, href, web, source link, item url, link attachments, full text url,
        publisher url, identifiers, 链接, リンク
        """,
    "paper": "paper, paper url, paper link, url abs, abs url, abstract url, abs, paper page, paper address",
    "pdf": "pdf, pdf url, pdf link, url pdf, pdfs, full text pdf, open access pdf",
    "code": """
        code, code url, code link, github, github link, github url, git hub, repo, repository url, repo url,
        github repo, source code, implementation, official code, code repository, repositories, repo link, colab, 代码,
        コード
        """,
    "project": """
        project, project page, project url, website, homepage, project link, web page, webpage, site, demo, page, 项目
        """,
    "data": "dataset url, data url, dataset link, data link, data",
    "video": "video, video url, video link, youtube, talk, recording",
    "keywords": """
        author keywords, keywords, keyword, index keywords, keywords plus, ieee terms, mesh terms, mesh, manual tags,
        automatic tags, tags, tag, labels, subjects, subject, subject terms, key words, concepts, schlagworte,
        schlagwörter, mots clés, palabras clave, 关键词, キーワード
        """,
    "license": "license, licence, rights, copyright license",
    "key": "citation key, cite key, citekey, bibtex key, bib key, bibkey, citationkey, cite id, reference key, key",
    "heading": """
        topic, topics, category, categories, section, area, field, task, tasks, theme, thema, rubrik, 类别, 分类
        """,
    "remark": """
        notes, note, remark, remarks, comment, my notes, my comments, summary of paper, highlights, takeaway,
        takeaways, key idea, main idea, annotation, annotations, contribution, contributions, notizen, bemerkung,
        bemerkungen, 备注, 笔记, メモ, anmerkung
        """,
    "notes": "extra",
    # Places on the disk and the clock of the tool that keeps the list: they change from one person's computer to the next.
    "left out": """
        file attachments, file attachment, attachments, file, files, date added, date modified, access date, accessed,
        last accessed, created time, last edited time, last modified time, last modified, created by, last edited by,
        date of export, query date, date added to xplore, row number
        """,
}
"""The usual names of columns, the surest of each role first: those of reference managers, registries and people's own tables.

Letters' case and signs do not matter: `Author(s)`, `author_s` and `AUTHOR S` are one.
"""
_CODES: dict[str, str] = {
    "AF": "author full names",
    "AU": "authors",
    "TI": "title",
    "SO": "source title",
    "DT": "document type",
    "AB": "abstract",
    "CT": "conference title",
    "DE": "author keywords",
    "ID": "keywords plus",
    "PY": "year",
    "PD": "month",
    "DI": "doi",
    "BN": "isbn",
    "PM": "pubmed id",
    "SE": "book series title",
    "DL": "doi link",
    "DA": "date of export",
}
"""The field tags of the Web of Science's tab-delimited form, by its help on field tags; the rest of them stay what they are."""
_CODES_IN_HEADER = 6
"""Two letters say little: so many of them at once are that form's."""
_WEB_OF_SCIENCE = frozenset(_CODES) | set(
    "PT CA LA CY CL C1 RP EM FU FX CR NR TC Z9 PU SN EI J9 JI VL IS BP EP AR UT WC SC".split()
)


def normalize_name(name: str) -> str:
    """The form of a column's name in which case, spaces and signs do not matter."""
    return "".join(filter(str.isalnum, name.casefold()))


_RANKS: dict[str, dict[Role, int]] = {}
"""What a name may mean, by its normal form: the rank in each role, the likelier role first."""
for _role, _names in _NAMES.items():
    for _rank, _name in enumerate(_names.split(",")):
        _RANKS.setdefault(normalize_name(_name), {}).setdefault(_role, _rank)


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and what it holds."""

    name: str
    """As the table writes it."""
    role: Role | None
    """None where its name is not known: what it holds is the paper's `extra`."""
    rank: int
    """Of columns of one role, the lower is the surer; what the user says is 0, and guesses come after."""


def find_role(name: str) -> Role | None:
    """What a column of this name usually holds; None where the name is not known."""
    return next(iter(_RANKS.get(normalize_name(name), ())), None)


def assign_columns(names: Sequence[str], given: Mapping[str, str] | None = None) -> tuple[Column, ...]:
    """Tell what each column holds, by its name and by what the user says: `given` has a column's name for each role.

    What the user says of a role is all: no other column is guessed to hold it. A role may have several columns, as keywords do,
    but for the title: `Paper` is the title where no column is called so, and the paper's address beside one.
    """
    said = {normalize_name(column): role for field, column in (given or {}).items() if (role := _parse_role(field))}
    taken = {said[normal] for name in names if (normal := normalize_name(name)) in said}
    codes = _CODES if sum(name.strip() in _WEB_OF_SCIENCE for name in names) >= _CODES_IN_HEADER else {}
    known = [_RANKS.get(normalize_name(codes.get(name.strip(), name)), {}) for name in names]
    surest = min((ranks["title"] for ranks in known if "title" in ranks), default=0)
    columns = []
    for name, ranks in zip(names, known, strict=True):
        roles = [role for role, rank in ranks.items() if role not in taken and (role != "title" or rank == surest)]
        if normalize_name(name) in said:
            columns.append(Column(name, said[normalize_name(name)], 0))
        else:
            columns.append(Column(name, roles[0], ranks[roles[0]] + 1) if roles else Column(name, None, 1))
    return tuple(columns)


def find_wrong_columns(names: Sequence[str], given: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """What the user says of columns that cannot be: a message and a hint each."""
    known = {normalize_name(name) for name in names}
    for field, column in given.items():
        if _parse_role(field) is None:
            yield f"there is no field {field!r} for the column {quote_start(column)}", f"name one of {', '.join(_said_roles())}"
        if normalize_name(column) not in known:
            shown = ", ".join(quote_start(name) for name in names[:30] if name.strip())
            yield f"there is no column {quote_start(column)} for the field {field!r}", f"name one of {shown}"


def _parse_role(field: str) -> Role | None:
    """The role that a user names, by its own name or by a usual one of its columns: `journal` is the venue."""
    return next((role for role in ROLES if normalize_name(role) == normalize_name(field)), None) or find_role(field)


def _said_roles() -> list[str]:
    return [role for role in ROLES if role not in ("left out", "notes")]
