"""The explorer: all results in one table that scripts sort, filter and compare; without them the newest ones."""

from litatlas.compare.bands import Placed
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.pages.cells import find_alike
from litatlas.site.pages.paging import PAGE_SIZE
from litatlas.site.pages.sheets import build_tools, fold_columns, place_row
from litatlas.site.places import EXPLORER, HARDWARE, METRICS, TOPICS, list_path, place_page
from litatlas.site.views.links import Link
from litatlas.site.views.tables import ExplorerView
from litatlas.text.wording import count_of


def build_explorer_view(atlas: Atlas) -> tuple[str, ExplorerView]:
    """The explorer's page with its path."""
    place = place_page(list_path(EXPLORER))
    reported = atlas.groups.reported
    total, papers = len(reported), len({item.paper.slug for item in reported})
    lead = f"{count_of(total, 'result')} from {count_of(papers, 'paper')}, the newest papers first."
    rows, unstated = fold_columns(
        [
            place_row(atlas, place, Placed(item, best=False, apart=()), number)
            for number, item in enumerate(reported[:PAGE_SIZE], 1)
        ]
    )
    return place.path, ExplorerView(
        head=build_head(atlas, place, "All results", lead, METRICS),
        heading="All results",
        lead=lead,
        rows=rows,
        unstated=unstated,
        alike=find_alike(rows),
        tools=build_tools(place, "", total, start=True),
        browse=(
            Link("by metric", place.href(list_path(METRICS))),
            Link("by topic", place.href(list_path(TOPICS))),
            Link("by hardware", place.href(list_path(HARDWARE))),
        ),
        empty="" if total else "No results yet: they come with the first papers.",
    )
