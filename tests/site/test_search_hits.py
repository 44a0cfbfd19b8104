"""What a hit says of a paper beside its title."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from litatlas.commands.ingest import ingest
from litatlas.site.build import build
from tests.invented import BADGER, make_review
from tests.serving import serve_site
from tests.site.conftest import OpenPage

pytestmark = pytest.mark.browser


def test_what_rows_state_is_told_apart_in_a_hit(open_page: OpenPage, tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", (BADGER,), files={})
    report = ingest(root, [tmp_path / "review.txt"], abstracts=False)
    build(root)
    with serve_site(root / "site") as address:
        page = open_page(f"{address}search/?q=burrownet").page

        expect(page.locator("#hits > li")).to_contain_text("compared with BurrowNet; MoleNet")
    assert report.faults == ()


def test_the_words_of_a_notes_parts_stand_apart_in_a_hit(open_page: OpenPage, tiny_address: str) -> None:
    hit = open_page(f"{tiny_address}search/?q=waders").page.locator("#hits > li")

    expect(hit).to_contain_text("Status: read Tags: waders, read twice What we saw")
