"""Texts from right to left: the page of a review in such a language runs so, and each text of a paper by its own letters."""

from pathlib import Path

import pytest

from litatlas.commands.ingest import ingest
from litatlas.site.build import build
from tests.invented import write_files

TITLE = "\u0645\u0627\u0644\u0643 \u0627\u0644\u062d\u0632\u064a\u0646"


@pytest.mark.parametrize(
    ("language", "html"),
    [
        ("en", '<html lang="en">'),
        ("ar", '<html lang="ar" dir="rtl">'),
        ("az-Arab-IR", 'dir="rtl"'),
        ("ar-Latn", '<html lang="ar-Latn">'),
    ],
)
def test_pages_run_the_way_of_the_reviews_language_and_texts_their_own(tmp_path: Path, language: str, html: str) -> None:
    listed = f"@article{{a, title = {{{TITLE}}}, abstract = {{We read. {TITLE}}}}}"
    write_files(tmp_path, {"content/review.yml": f"title: Ponds\nlanguage: {language}\n", "a.bib": listed})
    ingest(tmp_path, [tmp_path / "a.bib"])
    build(tmp_path)

    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    (paper,) = (tmp_path / "site/papers").glob("*/index.html")
    page = paper.read_text(encoding="utf-8")
    assert html in home
    assert f'<h2 dir=auto><a href="papers/{paper.parent.name}/index.html">{TITLE}</a></h2>' in home.replace("h3", "h2")
    assert f"<h1 dir=auto>{TITLE}</h1>" in page
    assert "<p class=abstract dir=auto>" in page
