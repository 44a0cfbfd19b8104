"""Style sheets are loaded by the pages that need them: people's texts have one, and the parts of formulas another."""

from pathlib import Path

import pytest

from litatlas.site.build import build
from litatlas.site.templates import find_templates
from tests.invented import write_files


def test_sheets_are_short_as_are_their_lines() -> None:
    sheets = {path.name: path.read_text(encoding="utf-8").splitlines() for path in (find_templates() / "assets").glob("*.css")}

    assert len(sheets) > 5
    assert [name for name, lines in sheets.items() if len(lines) >= 400] == []
    assert [
        f"{name}:{number}" for name, lines in sheets.items() for number, line in enumerate(lines, 1) if len(line) >= 140
    ] == []


@pytest.mark.parametrize(
    ("text", "sheets"), [("Wet.", {"prose.css"}), ("$x$", {"prose.css"}), (r"$\boxed{x}$", {"prose.css", "formulas.css"})]
)
def test_a_text_loads_the_sheets_of_what_it_shows(tmp_path: Path, text: str, sheets: set[str]) -> None:
    pages = {f"content/{name}.md": f"---\ntitle: Ponds\nterms: {{pond: 3}}\n---\n\n{text}\n" for name in ("topics/ponds",)}
    guide = {
        "content/pages/guide.md": f"---\ntitle: Guide\n---\n\n{text}\n",
        "content/pages/index.md": f"---\ntitle: T\n---\n\n{text}\n",
    }
    write_files(tmp_path, {"content/review.yml": "title: Ponds\n", **pages, **guide})
    build(tmp_path)

    for path in ("index.html", "guide/index.html", "topics/ponds/index.html"):
        html = (tmp_path / "site" / path).read_text(encoding="utf-8")
        assert {name for name in ("prose.css", "formulas.css") if f"assets/{name}" in html} == sheets, path
