"""`datapackage.json`: tables described by the Data Package standard, version 2 (datapackage.org)."""

from collections.abc import Iterable, Mapping

from litatlas.content.imprint import License, Maker
from litatlas.export.cells import LIST_DELIMITER
from litatlas.export.columns import DATE_PATTERN, Column, Type
from litatlas.export.edition import Edition
from litatlas.export.table import PackedTable
from litatlas.model import Json

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES: Mapping[Type, str] = {
    "id": "string",
    "text": "string",
    "date": "string",
    "count": "integer",
    "number": "number",
    "list": "list",
    "mapping": "string",
    "rows": "integer",
}
"""Types of Table Schema; a date is a text, as it can be a month or a year."""


def describe_package(edition: Edition, tables: Iterable[PackedTable]) -> dict[str, Json]:
    """The description of a package with these tables."""
    stated: dict[str, Json] = {
        "$schema": PROFILE,
        "name": edition.name,
        "title": edition.title,
        "description": edition.description,
        "id": edition.address,
        "homepage": edition.address,
        "version": edition.version,
        "licenses": [_describe_license(edition.license)],
        "contributors": [_describe_maker(maker) for maker in edition.authors],
        "keywords": list[Json](edition.keywords),
        "resources": [_describe_table(packed) for packed in tables],
    }
    return {name: value for name, value in stated.items() if value}


def _describe_license(license_: License) -> Json:
    stated: dict[str, Json] = {"name": license_.spdx, "path": license_.url, "title": license_.name}
    return {name: value for name, value in stated.items() if value}


def _describe_maker(maker: Maker) -> Json:
    names = {"givenName": maker.author.given, "familyName": maker.author.family} if not maker.is_group else {}
    stated: dict[str, Json] = {"title": maker.author.name, "path": maker.orcid, **names, "roles": ["creator"]}
    return {name: value for name, value in stated.items() if value}


def _describe_table(packed: PackedTable) -> Json:
    table, file = packed.table, packed.file
    schema: dict[str, Json] = {
        "$schema": _SCHEMA,
        "fields": [_describe_column(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list[Json](table.key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": other, "fields": [column]}}
            for name, (other, column) in table.references.items()
        ]
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.told,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": schema,
    }


def _describe_column(column: Column) -> Json:
    constraints: dict[str, Json] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list[Json](column.values)
    if column.type == "date":
        constraints["pattern"] = DATE_PATTERN
    described: dict[str, Json] = {"name": column.name, "type": _TYPES[column.type], "description": column.told}
    if column.type == "list":
        described["delimiter"] = LIST_DELIMITER
    return described | ({"constraints": constraints} if constraints else {})
