"""Tables tell which papers have a note: a mark in the row, and the note's first sentence where the row's evidence is shown."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from litatlas.site.build import build
from tests.invented import make_review, write_files
from tests.site.conftest import OpenPage
from tests.trees import read_tree

HERON = "heron-sparse-kernels-for-quiet-ponds"


@pytest.mark.browser
def test_a_rows_mark_leads_to_the_note_without_scripts(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}results/", java_script_enabled=False).page
    marked = page.locator("tr[data-low]:has(.note)")

    expect(marked.locator(".what > a:not(.note)")).to_have_text(["Heron: Sparse Kernels for Quiet Ponds"] * 2)
    assert page.locator("tr[data-low]:not(:has(.note))").count()
    marked.locator(".note").first.click()
    expect(page).to_have_url(re.compile(rf"papers/{HERON}/index.html#notes$"))


@pytest.mark.browser
@pytest.mark.parametrize("path", ["metrics/speed/", "results/", "metrics/speed/?form=ratio"])
def test_the_notes_first_sentence_stands_below_the_evidence(open_page: OpenPage, tiny_address: str, path: str) -> None:
    watched = open_page(f"{tiny_address}{path}")
    row = watched.page.locator("tr[data-low]", has_text="Heron").first
    row.locator("a.v").hover()

    expect(row.locator(".evidence .remark")).to_have_text("Note: It stands still.")
    expect(row.locator(".evidence mark")).to_have_text("2.3x")
    expect(row.locator(".remark a")).to_have_attribute("href", re.compile(rf"papers/{HERON}/index.html#notes$"))
    watched.page.mouse.move(0, 0)
    watched.page.locator("tr[data-low]", has_text="Otter").first.locator("a.v").hover()
    expect(watched.page.locator(".evidence mark:visible")).not_to_have_text("2.3x")
    expect(watched.page.locator(".remark")).to_have_count(1)
    assert watched.problems == []


@pytest.mark.browser
def test_papers_side_by_side_have_it_in_their_first_line(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}results/?view=compare&paper={HERON}&paper=otter-caches-for-long-rivers").page

    expect(page.locator(".side tbody tr").first.locator("td")).to_have_text(["Note: It stands still.", "none"])


@pytest.mark.browser
def test_a_first_sentence_ends_where_it_ends(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}results/?view=compare&paper={HERON}").page
    expect(page.locator(".side .remark")).to_be_visible()
    long = " ".join(["word"] * 60)
    for text, sentence in (
        ("It works. It is small.", "It works."),
        ("Faster, e.g. Than a heron, by 2.3x. So.", "Faster, e.g. Than a heron, by 2.3x."),
        ("Fig. 3 of Heron et al. Shows it! Truly.", "Fig. 3 of Heron et al. Shows it!"),
        ("no end", "no end"),
        ("", ""),
        (long, " ".join(["word"] * 48) + " …"),
    ):
        assert page.evaluate("text => LitAtlas.notes.cut(text, 'en')", text) == sentence


def test_a_notes_words_change_no_table_and_the_first_note_does(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", files={})
    tables = "metrics/speed/index.html", "results/index.html", "data/explorer/rows/0.json"

    def edit(words: str) -> list[str]:
        write_files(root, {"content/notes/one.md": f"---\npaper: {HERON}\ntags: [a]\n---\n\n{words}\n"})
        build(root)
        files = read_tree(root / "site")
        return [files[table] for table in tables]

    without, first, second = edit(""), edit("Small."), edit("Large, after all.")

    assert first == second
    assert not any(before == after for before, after in zip(without, first, strict=True))
