"""What outside judges say of the included review's pages, and what the pages weigh."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.serving import serve_compressed
from tests.site.kinds import find_kinds
from tests.site.markup import is_external, parse_page, resolve
from tests.site.quality.tools import Tools

LEAST = 95
"""The score of Lighthouse that pages must reach in every category."""
RATED = ("home.html", "table.html", "paper.html", "metric.html", "explorer.html", "search.html", "new.html")
RUNS = 9
"""How often a page is rated at most, since a busy machine makes it slower than it is; nothing makes it faster."""
EACH = 10
"""Of how many pages one is validated, besides one of every kind: all of them take half a minute."""
PAPER, PAPER_COMPRESSED, HOME = 40_000, 15_000, 100_000
"""What pages weigh at most, in bytes, with their styles and scripts."""


def list_parts(site: Path, path: str) -> list[Path]:
    """A page's files: itself, its styles, its scripts and its pictures."""
    parts = dict.fromkeys(
        resolve(path, address, "/review/")[0] for address in parse_page(site / path).assets() if not is_external(address)
    )
    return [site / path, *(site / part for part in parts if urlsplit(part).path)]


def weigh(parts: list[Path]) -> int:
    return sum(part.stat().st_size for part in parts)


def test_a_paper_with_its_styles_and_scripts_is_light(included_review: Path) -> None:
    site = included_review / "site"
    for page in sorted(site.glob("papers/*/index.html")):
        parts = list_parts(site, page.relative_to(site).as_posix())

        assert weigh(parts) <= PAPER, page
        assert sum(len(gzip.compress(part.read_bytes(), mtime=0)) for part in parts) <= PAPER_COMPRESSED, page


def test_the_home_page_with_its_styles_and_scripts_is_light(included_review: Path) -> None:
    assert weigh(list_parts(included_review / "site", "index.html")) <= HOME


@pytest.mark.thorough
@pytest.mark.parametrize("review", ["tiny_review", "empty_review"])
def test_the_html_of_every_page_is_valid(request: pytest.FixtureRequest, tools: Tools, review: str, tmp_path: Path) -> None:
    site: Path = request.getfixturevalue(review) / "site"

    assert tools.validate([site], tmp_path) == []


@pytest.mark.thorough
def test_the_html_of_the_included_review_is_valid(included_review: Path, tools: Tools, tmp_path: Path) -> None:
    site = included_review / "site"
    some = {*sorted(site.rglob("*.html"))[::EACH], *site.rglob("page/2/index.html")}

    assert tools.validate([*sorted(some), *(site / path for path in find_kinds(included_review).values())], tmp_path) == []


@pytest.mark.thorough
@pytest.mark.browser
def test_lighthouse_rates_pages_well(included_review: Path, tools: Tools, browser_path: str) -> None:
    kinds = find_kinds(included_review)
    with serve_compressed(included_review / "site") as address:
        ratings = tools.rate([address + kinds[template] for template in RATED], browser_path, least=LEAST, most=RUNS)

    assert {template: turns for template, turns in zip(RATED, ratings, strict=True) if min(turns[-1].values()) < LEAST} == {}
