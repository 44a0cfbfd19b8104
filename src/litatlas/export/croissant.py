"""`croissant.json`: tables described for machine learning, by version 1.1 of MLCommons' Croissant."""

from collections.abc import Iterable, Mapping

from litatlas.content.imprint import Maker
from litatlas.export.cells import LIST_DELIMITER
from litatlas.export.columns import Column, Type
from litatlas.export.edition import Edition, cite_edition
from litatlas.export.table import PackedTable
from litatlas.model import Json

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
_TERMS = """
    annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field fileObject fileProperty fileSet
    format includes isArray isLiveDataset jsonPath key md5 parentField readLines recordSet references regex sdVersion separator
    source subField transform unArchive value
    """.split()
"""The terms of Croissant's vocabulary that stand for themselves in its context (its appendix 1)."""
_CONTEXT: Mapping[str, Json] = {
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS},
}
_TYPES: Mapping[Type, str] = {"count": "sc:Integer", "number": "sc:Float", "rows": "sc:Integer"}
"""The types of columns that are no text; a date is one, as it can be a month or a year."""


def describe_croissant(edition: Edition, tables: Iterable[PackedTable]) -> dict[str, Json]:
    """The description of a data set of these tables, whose files lie beside it."""
    tables = tuple(tables)
    stated: dict[str, Json] = {
        "@context": {"@language": edition.language, **_CONTEXT},
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": edition.name,
        "alternateName": edition.title,
        "description": edition.description,
        "url": edition.address,
        "license": edition.license.url,
        "creator": [describe_maker(maker) for maker in edition.authors],
        "datePublished": edition.published,
        "version": edition.version,
        "inLanguage": edition.language,
        "keywords": list[Json](edition.keywords),
        "citeAs": cite_edition(edition),
        "distribution": [_describe_file(packed) for packed in tables],
        "recordSet": [_describe_records(packed) for packed in tables],
    }
    return {name: value for name, value in stated.items() if value}


def describe_maker(maker: Maker) -> dict[str, Json]:
    """Who made a review, as schema.org's `Person` or `Organization`."""
    kind = "Organization" if maker.is_group else "Person"
    stated: dict[str, Json] = {"@type": kind, "name": maker.author.name, "url": maker.orcid}
    return {name: value for name, value in stated.items() if value}


def _describe_file(packed: PackedTable) -> Json:
    name = packed.table.file
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": packed.table.told,
        "contentUrl": name,
        "contentSize": f"{packed.file.size} B",
        "encodingFormat": "text/csv",
        "sha256": packed.file.sha256,
    }


def _describe_records(packed: PackedTable) -> Json:
    table = packed.table
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.told,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_describe_field(packed, column) for column in table.columns],
    }


def _describe_field(packed: PackedTable, column: Column) -> Json:
    table = packed.table
    source: dict[str, Json] = {"fileObject": {"@id": table.file}, "extract": {"column": column.name}}
    field: dict[str, Json] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": f"{column.told}; one of {', '.join(column.values)}" if column.values else column.told,
        "dataType": _TYPES.get(column.type, "sc:Text"),
        "source": source,
    }
    if column.type == "list":
        source["transform"] = {"separator": LIST_DELIMITER}
        field |= {"isArray": True, "arrayShape": "-1"}
    if column.name in table.references:
        other, name = table.references[column.name]
        field["references"] = {"field": {"@id": f"{other}/{name}"}}
    return field
