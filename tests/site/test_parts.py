"""Files to download stay small: what is larger than the most comes in parts that hold every row once, in order."""

import csv
import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.review.loading import load_review
from litatlas.site.atlas import build_atlas
from litatlas.site.data.downloads import build_downloads
from litatlas.site.data.parts import Form, make_bibtex_form, make_csv_form, make_json_form, write_parts
from tests.compare.rows import TINY

FORMS = {
    "json": make_json_form(packed=True),
    "csl-json": make_json_form(".csl.json"),
    "csv": make_csv_form("bird,legs\r\n"),
    "bibtex": make_bibtex_form("@preamble{x}\n\n"),
}
ROWS = {"json": '"{}"', "csl-json": '"{}"', "csv": "{},2\r\n", "bibtex": "@misc{{{},\n}}\n"}


def unpack(path: str, data: bytes) -> bytes:
    return gzip.decompress(data) if path.endswith(".gz") else data


def read_rows(name: str, text: str) -> list[str]:
    if "json" in name:
        return list(json.loads(text))
    if name == "csv":
        return [row["bird"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]
    return [entry.split("{")[1].split(",")[0] for entry in text.removeprefix("@preamble{x}\n\n").split("\n@misc") if "{" in entry]


@pytest.mark.parametrize("name", FORMS)
@given(words=st.lists(st.text("abé×", min_size=1, max_size=9), max_size=30), most=st.integers(30, 400))
def test_parts_hold_every_row_once_in_order_and_none_is_too_large(name: str, words: list[str], most: int) -> None:
    form = FORMS[name]
    written = list(write_parts("birds", form, (ROWS[name].format(word) for word in words), most))
    parts = [(part, data) for part, (_, data) in written if part]
    texts = [unpack(part.path, data) for part, data in parts]

    assert [word for text in texts for word in read_rows(name, text.decode())] == words
    for (part, data), text in zip(parts, texts, strict=True):
        assert (part.size, part.rows) == (len(data), len(read_rows(name, text.decode())))
        assert len(text) <= most or part.rows == 1
    assert [path for part, (path, _) in written] == [
        *(part.path for part, _ in parts), *([f"birds{form.ending}"] if len(parts) > 1 else [])
    ]  # fmt: skip


def write_two(form: Form, row: str) -> dict[str, bytes]:
    return {path: data for _, (path, data) in write_parts("birds", form, [row, row], 30)}


def test_where_a_table_is_in_parts_its_address_tells_them_in_the_same_format() -> None:
    found = write_two(FORMS["json"], '"a heron in the reeds"')
    table = write_two(FORMS["csv"], "a heron in the reeds,2\r\n")
    entries = write_two(FORMS["bibtex"], "@misc{heron,\n  title = {x},\n}\n")

    assert json.loads(found["birds.json"]) == {
        "rows": 2,
        "parts": [{"path": f"birds/{number}.json.gz", "rows": 1, "bytes": len(found["birds/1.json.gz"])} for number in (1, 2)],
    }
    assert table["birds.csv"].decode().splitlines()[:2] == [
        "\ufeffpart,rows,bytes", f"birds/1.csv,1,{len(table['birds/1.csv'])}"
    ]  # fmt: skip
    assert entries["birds.bib"] == b"% The 2 entries stand in parts:\n% birds/1.bib has 1.\n% birds/2.bib has 1.\n"


def test_a_table_that_fits_is_one_file_and_an_empty_one_too() -> None:
    for form in FORMS.values():
        ((part, (path, data)),) = write_parts("birds", form, [])
        assert part
        assert (part.path, part.rows, part.size) == (path, 0, len(data)) == (f"birds{form.ending}", 0, len(data))
    assert json.loads(data if path.endswith("json") else "[]") == []


def test_the_index_leads_to_every_part_of_a_review_that_is_large() -> None:
    atlas = build_atlas(load_review(TINY), None)
    files = dict(build_downloads(atlas, 1200))
    index = json.loads(files["data/index.json"])
    listed = [parts for table in index.values() for parts in table["files"].values()]
    told = {f"data/{part['path']}": part["bytes"] for parts in listed for part in parts}
    papers, results = (
        [row for part in index[name]["files"]["json"] for row in json.loads(unpack(part["path"], files[f"data/{part['path']}"]))]
        for name in ("papers", "results")
    )

    assert told == {path: len(data) for path, data in files.items() if path in told}
    assert len(index["results"]["files"]["json"]) > 1
    assert json.loads(files["data/results.json"])["parts"] == index["results"]["files"]["json"]
    assert [paper["slug"] for paper in papers] == [paper.slug for paper in atlas.groups.papers]
    assert [result["id"] for result in results] == [row.id for paper in atlas.groups.papers for row in paper.extraction.results]
    assert {row["paper"] for row in results} <= {paper["slug"] for paper in papers}
