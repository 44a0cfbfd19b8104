"""Tables with what describes them: files, columns and keys are told as they are."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from litatlas.errors import ContentError
from litatlas.export.columns import PAPER_COLUMNS, RESULT_COLUMNS, list_names
from litatlas.export.edition import make_edition
from litatlas.export.package import write_package
from litatlas.export.packing import FolderPacker
from tests.export.editions import load


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    review = load(folder)
    write_package(review, make_edition(review), FolderPacker(folder / "tables"))
    return folder / "tables"


def read(package: Path, name: str) -> Any:
    return json.loads((package / name).read_text(encoding="utf-8"))


def read_rows(package: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((package / name).read_text(encoding="utf-8"), newline="")))


def test_a_package_is_two_tables_and_two_descriptions(package: Path) -> None:
    assert {path.name for path in package.iterdir()} == {"papers.csv", "results.csv", "datapackage.json", "croissant.json"}
    assert tuple(read_rows(package, "papers.csv")[0]) == list_names(PAPER_COLUMNS)
    assert tuple(read_rows(package, "results.csv")[0]) == list_names(RESULT_COLUMNS)


def test_the_data_package_describes_the_files_and_columns_that_are_there(package: Path) -> None:
    described = read(package, "datapackage.json")

    assert (described["name"], described["licenses"][0]["name"]) == ("tiny-review", "CC-BY-4.0")
    assert [one["title"] for one in described["contributors"]] == ["Hanna van der Heron", "Otto Otter", "Pond Lab"]
    for resource in described["resources"]:
        data = (package / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        assert [field["name"] for field in resource["schema"]["fields"]] == list(read_rows(package, resource["path"])[0])


def test_every_cell_is_as_its_column_is_described(package: Path) -> None:
    for resource in read(package, "datapackage.json")["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        for row in read_rows(package, resource["path"]):
            for name, cell in row.items():
                constraints = fields[name].get("constraints", {})
                assert cell or not constraints.get("required"), name
                assert not cell or cell in constraints.get("enum", [cell]), name
                if cell and fields[name]["type"] in ("number", "integer"):
                    assert float(cell) == float(cell), name


def test_keys_tell_rows_apart_and_lead_to_papers(package: Path) -> None:
    papers, results = read(package, "datapackage.json")["resources"]
    slugs = [row["slug"] for row in read_rows(package, "papers.csv")]
    keys = [tuple(row[name] for name in results["schema"]["primaryKey"]) for row in read_rows(package, "results.csv")]

    assert papers["schema"]["primaryKey"] == ["slug"]
    assert results["schema"]["foreignKeys"] == [{"fields": ["paper"], "reference": {"resource": "papers", "fields": ["slug"]}}]
    assert len(set(slugs)) == len(slugs)
    assert len(set(keys)) == len(keys) > 0
    assert {paper for paper, _ in keys} <= set(slugs)


def test_croissant_says_the_same_as_the_data_package(package: Path) -> None:
    croissant, described = read(package, "croissant.json"), read(package, "datapackage.json")

    assert croissant["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    assert {"name", "description", "license", "url", "creator", "datePublished"} <= croissant.keys()
    assert [(file["contentUrl"], f"sha256:{file['sha256']}") for file in croissant["distribution"]] == [
        (resource["path"], resource["hash"]) for resource in described["resources"]
    ]
    names = {field["@id"] for records in croissant["recordSet"] for field in records["field"]}
    for records, resource in zip(croissant["recordSet"], described["resources"], strict=True):
        assert [field["name"] for field in records["field"]] == [field["name"] for field in resource["schema"]["fields"]]
        assert {key["@id"] for key in records["key"]} <= names
    references = [field["references"]["field"]["@id"] for records in croissant["recordSet"] for field in records["field"]
                  if "references" in field]  # fmt: skip
    assert references == ["papers/slug"]


def test_all_that_an_edition_lacks_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        make_edition(load(tmp_path, ""))

    assert [fault.message for fault in raised.value.faults] == [
        "'authors' is not stated", "'license' is not stated", "'published' is not stated"
    ]  # fmt: skip
