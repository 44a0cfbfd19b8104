"""The page and the feed of new papers: what came with which capture, what was the first of its kind, what people corrected."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from litatlas.commands.ingest import ingest
from litatlas.content.corrections import Correction, correction_fields, row_values
from litatlas.content.front_matter import format_matter
from litatlas.read.formats import ReadOptions
from litatlas.review.loading import load_papers, load_review
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.build import build
from litatlas.site.pages.arrivals import build_new_views
from litatlas.site.views.arrivals import NewView
from litatlas.site.views.links import Link
from tests.invented import TOPICS, make_many, make_review, write_files
from tests.site.conftest import OpenPage
from tests.site.markup import parse_page

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://someone.github.io/review/"
HERON = "@misc{a, title = {Heron in Ponds}, abstract = {Heron attains a 2.3x speedup over PondLM on an NVIDIA A100.}}"
OTTER = "@misc{b, title = {Otter in Rivers}, abstract = {Otter attains a 1.8x speedup over RiverBase on an NVIDIA B200.}}"
LISTS = {
    "2025-10-30": HERON,
    "2025-12-09": OTTER + HERON,
    "": "@misc{d, title = {Camel in Deserts}, abstract = {Camels wait.}}",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of three lists, of which one has a paper of an earlier one; a row of the first is confirmed."""
    root = make_review(tmp_path_factory.mktemp("new") / "review", (), files={}, topics=TOPICS)
    for day, text in LISTS.items():
        write_files(root, {f"list{day}.bib": text})
        options = ReadOptions(date.fromisoformat(day)) if day else ReadOptions()
        ingest(root, [root / f"list{day}.bib"], options=options)
    row = load_papers(root)["heron-in-ponds"].extraction.results[0]
    confirmed = correction_fields(Correction(row.id, "confirm", row_values(row), {}, "", "Ann", "2026-11-21", "", 0))
    matter = format_matter({"paper": "heron-in-ponds", "corrections": [confirmed]}, "")
    write_files(root, {"content/notes/heron.md": matter})
    return root


@pytest.fixture(scope="module")
def view(root: Path) -> NewView:
    ((path, view),) = build_new_views(build_atlas(load_review(root), BASE))
    assert path == "new/index.html"
    return view


def test_papers_stand_under_the_day_that_they_came_on_the_latest_first(view: NewView) -> None:
    told = [(group.heading, group.lead, [card.title for card in group.cards]) for group in view.groups]

    assert told == [
        ("9 Dec 2025", "1 paper with 1 result", ["Otter in Rivers"]),
        ("30 Oct 2025", "1 paper with 1 result", ["Heron in Ponds"]),
        ("Day not known", "1 paper with 0 results", ["Camel in Deserts"]),
    ]
    assert [bool(group.note) for group in view.groups] == [False, False, True]
    assert [day.href for day in view.days] == ["../new/index.html#d2025-12-09", "../new/index.html#d2025-10-30",
                                               "../new/index.html#unknown"]  # fmt: skip


def test_a_day_tells_the_topics_and_devices_that_had_nothing_before(view: NewView) -> None:
    latest, began, undated = view.groups

    assert latest.topics == (Link("Rivers & streams", "../topics/rivers/index.html"),)
    assert latest.devices == (Link("NVIDIA B200", "../hardware/nvidia-b200/results/index.html"),)
    assert (began.topics, began.devices, undated.topics, undated.devices) == ((), (), (), ())


def test_a_day_of_corrections_leads_to_the_papers(view: NewView) -> None:
    (day,) = view.corrections

    assert (day.date, day.lead, day.more) == ("21 Nov 2026", "1 correction", 0)
    assert day.papers == (Link("Heron in Ponds", "../papers/heron-in-ponds/index.html"),)


def test_a_long_list_is_split_into_pages_and_its_day_continued(tmp_path: Path) -> None:
    atlas = build_atlas(load_review(make_review(tmp_path / "review", make_many(126), files={})), None)
    pages = dict(build_new_views(atlas))

    assert [
        (path, len(page.groups[0].cards), len(page.groups[0].lines), page.groups[0].continued) for path, page in pages.items()
    ] == [
        ("new/index.html", 100, 0, False),
        ("new/page/2/index.html", 0, 26, True),
    ]
    assert pages["new/page/2/index.html"].days == ()


def test_a_review_without_papers_says_how_they_come(tmp_path: Path) -> None:
    atlas: Atlas = build_atlas(load_review(make_review(tmp_path / "review", (), files={})), None)
    ((_, view),) = build_new_views(atlas)

    assert (view.groups, view.corrections, view.days) == ((), (), ())
    assert "litatlas ingest FILE" in view.empty


def test_the_site_leads_to_new_papers_and_to_their_feed(root: Path) -> None:
    build(root, base_url=BASE)
    site = root / "site"
    feed = ElementTree.parse(site / "new/feed.xml").getroot()
    entries = [(entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}updated")) for entry in feed.iterfind(f"{ATOM}entry")]
    home = parse_page(site / "index.html")

    assert feed.findtext(f"{ATOM}updated") == "2025-12-09T00:00:00Z"
    assert entries == [("Otter in Rivers", "2025-12-09T00:00:00Z"), ("Heron in Ponds", "2025-10-30T00:00:00Z")]
    assert "New captured 9 Dec 2025 Otter in Rivers" in " ".join(home.text_in("p").split())
    for page, way in ((home, ""), (parse_page(site / "new/index.html"), "../")):
        feeds = [tag.attributes["href"] for tag in page.named("link") if tag.attributes.get("rel") == "alternate"]
        assert feeds == [f"{way}feed.xml", f"{way}new/feed.xml"]
    assert "new/index.html" in home.links()


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_a_days_papers_have_the_whole_width_below_its_heading(open_page: OpenPage, tiny_address: str, width: int) -> None:
    page = open_page(f"{tiny_address}new/", viewport={"width": width, "height": 800}).page

    day, papers = (page.locator(place).first.bounding_box() for place in (".group", ".group > :last-child"))

    assert day
    assert papers
    assert (papers["x"], papers["width"]) == (day["x"], day["width"])
