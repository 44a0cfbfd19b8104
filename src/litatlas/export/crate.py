"""`ro-crate-metadata.json`: what an archive of a review holds, by RO-Crate 1.2 (w3id.org/ro/crate/1.2)."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from litatlas.content.imprint import Maker
from litatlas.export.citation_file import CITATION_FILE
from litatlas.export.contents import FOLDERS
from litatlas.export.croissant import CONFORMS_TO
from litatlas.export.data_package import PROFILE
from litatlas.export.edition import Edition, cite_edition
from litatlas.export.package import CROISSANT, DATA_PACKAGE
from litatlas.export.packing import Packed
from litatlas.export.table import PAPERS, RESULTS
from litatlas.model import Json

CRATE = "ro-crate-metadata.json"
DATA = "data/"
"""The folder of the tables in an archive."""
_VERSION = "https://w3id.org/ro/crate/1.2"
_ROOT = "./"
_FORMATS = {
    "csv": "text/csv",
    "json": "application/json",
    "cff": "application/yaml",
    "yml": "application/yaml",
    "md": "text/markdown",
}
_TOLD = {
    **{f"{DATA}{table.file}": (table.title, table.told) for table in (PAPERS, RESULTS)},
    f"{DATA}{DATA_PACKAGE}": ("Data Package", "The columns and keys of the tables, for programs that read CSV"),
    f"{DATA}{CROISSANT}": ("Croissant metadata", "The columns and keys of the tables, for programs that load data sets"),
    CITATION_FILE: ("Citation", "How to cite the review, in the Citation File Format"),
    "README.md": ("Read me", "What the review's keepers say of it first"),
    **dict.fromkeys(("LICENSE", "LICENSE.md", "LICENSE.txt"), ("Licence", "The licence that the review is kept under")),
    "content/review.yml": ("Settings", "The settings of the review"),
    "content/merges.yml": ("Merges", "Which papers people say are one, or are not"),
    "content/people.yml": ("People", "Whose names people say are one person's"),
}
"""What files are called, and what they hold."""
_PROFILES = {f"{DATA}{DATA_PACKAGE}": PROFILE, f"{DATA}{CROISSANT}": CONFORMS_TO}


def describe_crate(edition: Edition, files: Sequence[Packed]) -> dict[str, Json]:
    """The description of an archive with these files; those in the review's folders are told by folder."""
    folders = {folder: told for folder, told in FOLDERS.items() if any(_is_in(file, folder) for file in files)}
    single = [file for file in files if not any(_is_in(file, folder) for folder in folders)]
    makers = [(_identify(maker, number), maker) for number, maker in enumerate(edition.authors, 1)]
    parts = [*(f"{quote(folder)}/" for folder in folders), *(quote(file.path) for file in single)]
    root: dict[str, Json] = {
        "@id": _ROOT,
        "@type": "Dataset",
        "name": edition.title,
        "description": edition.description,
        "datePublished": edition.published,
        "license": {"@id": edition.license.url},
        "author": [{"@id": id_} for id_, _ in makers],
        "version": edition.version,
        "url": edition.address,
        "inLanguage": edition.language,
        "keywords": list[Json](edition.keywords),
        "creditText": cite_edition(edition),
        "hasPart": [{"@id": part} for part in parts],
    }
    if edition.doi:
        root |= {"identifier": {"@id": edition.address}, "cite-as": edition.address}
    graph: list[Json] = [
        {"@id": CRATE, "@type": "CreativeWork", "about": {"@id": _ROOT}, "conformsTo": {"@id": _VERSION}},
        {name: value for name, value in root.items() if value},
        *_describe_parts(folders, single, files),
        *(_describe_maker(id_, maker) for id_, maker in makers),
        *_describe_context(edition, single),
    ]
    return {"@context": f"{_VERSION}/context", "@graph": graph}


def _is_in(file: Packed, folder: str) -> bool:
    return file.path.startswith(f"{folder}/")


def _describe_parts(folders: Mapping[str, str], single: Sequence[Packed], files: Sequence[Packed]) -> Iterator[Json]:
    for folder, told in folders.items():
        count = sum(_is_in(file, folder) for file in files)
        described = f"{told}; number of files: {count}"
        yield {"@id": f"{quote(folder)}/", "@type": "Dataset", "name": folder, "description": described}
    for file in single:
        name, told = _TOLD.get(file.path, (file.path, ""))
        described_file: dict[str, Json] = {
            "@id": quote(file.path),
            "@type": "File",
            "name": name,
            "description": told,
            "encodingFormat": _FORMATS.get(file.path.rpartition(".")[2], "text/plain"),
            "contentSize": str(file.size),
            "sha256": file.sha256,
        }
        if file.path in _PROFILES:
            described_file["conformsTo"] = {"@id": _PROFILES[file.path]}
        yield {name: value for name, value in described_file.items() if value}


def _identify(maker: Maker, number: int) -> str:
    return maker.orcid or f"#author-{number}"


def _describe_maker(id_: str, maker: Maker) -> Json:
    if maker.is_group:
        return {"@id": id_, "@type": "Organization", "name": maker.author.name}
    family = " ".join(filter(None, (maker.author.particle, maker.author.family)))
    return {"@id": id_, "@type": "Person", "name": maker.author.name, "givenName": maker.author.given, "familyName": family}


def _describe_context(edition: Edition, single: Sequence[Packed]) -> Iterator[Json]:
    license_ = edition.license
    yield {"@id": license_.url, "@type": "CreativeWork", "name": license_.name, "description": f"The licence of {edition.title}"}
    if edition.doi:
        registry = "https://registry.identifiers.org/registry/doi"
        yield {
            "@id": edition.address,
            "@type": "PropertyValue",
            "name": "DOI",
            "propertyID": registry,
            "value": f"doi:{edition.doi}",
            "url": edition.address,
        }
    names = {PROFILE: "Data Package 2.0", CONFORMS_TO: "Croissant 1.1"}
    for url in (_PROFILES[file.path] for file in single if file.path in _PROFILES):
        yield {"@id": url, "@type": ["CreativeWork", "Profile"], "name": names[url]}
