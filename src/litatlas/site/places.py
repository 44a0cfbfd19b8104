"""Where pages stand within the site, and how one links to another: the only module that does arithmetic on paths."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

HOME = "index.html"
PAPERS = "papers"
NEW = "new"
"""What came into the review, by the day that it came on."""
TOPICS = "topics"
HARDWARE = "hardware"
FAMILIES = "hardware/family"
DATES = "dates"
AUTHORS = "authors"
VENUES = "venues"
ORGANIZATIONS = "organizations"
METRICS = "metrics"
SEARCH = "search/index.html"
EVIDENCE_MAP = "evidence-map"
COVERAGE = "coverage"
EXPLORER = "results"
RARE = "results/rare"
"""The table of the metrics that one paper alone reports."""
EXPLORER_DATA = "data/explorer.json"
"""What the scripts of tables read first: where all results are."""
EXPLORER_COLUMNS, EXPLORER_ROWS = "data/explorer/columns/", "data/explorer/rows/"
"""What they filter and sort by, and what they draw."""
DATA = "data/"
"""The folder of what machines read."""
DATA_INDEX = "data/index.json"
"""Which files hold papers and results, in which formats."""
LETTERS = "data/letters.json"
"""How LaTeX writes the letters of the review."""
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP, SITEMAPS = "sitemap.xml", "sitemap/"
"""All pages; and the folder of several such lists, where one may not hold them all."""
LLMS = "llms.txt"
INDEX = "search/data/"
"""What the search reads."""
ASSETS = "assets/"
LAYOUT = "assets/tables-layout.js"
"""What the scripts of tables share with the pages."""
CARRIED: Mapping[str, str] = {"templates/assets/": ASSETS, "content/files/": "files/"}
"""The folders of a review whose files a site carries as they are, each with where they stand there."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page's path within the site, and the way from it to the site's root."""

    path: str
    root: str
    """Empty or ending in a slash: `../../`; absolute for the page that is served at any depth."""

    def href(self, path: str) -> str:
        """The link from here to another path of the site."""
        return self.root + path

    def shortest_href(self, path: str) -> str:
        """The same without the folder that both stand in, for pages that there are very many of."""
        folder, _, rest = path.partition("/")
        is_beside = rest and self.root.startswith("../") and self.path.startswith(f"{folder}/")
        return self.root[3:] + rest if is_beside else self.root + path


def place_page(path: str) -> Place:
    """The place of a page that is read where it stands."""
    return Place(path, "../" * path.count("/"))


def paper_path(slug: str) -> str:
    """The page of a paper."""
    return f"{PAPERS}/{slug}/index.html"


def list_path(folder: str, number: int = 1) -> str:
    """Page `number`, from 1, of the list whose first page stands in `folder`."""
    return f"{folder}/index.html" if number == 1 else f"{folder}/page/{number}/index.html"


def results_folder(folder: str) -> str:
    """Where the table stands that belongs to a topic's, a device's or a family's list of papers."""
    return f"{folder}/results"


def text_path(slug: str) -> str:
    """A page that people wrote."""
    return f"{slug}/index.html"


def feed_path(folder: str = "") -> str:
    """The Atom feed of the papers that are listed in `folder`; of all papers without one."""
    return f"{folder}/{FEED}" if folder else FEED


def content_path(target: str) -> str:
    """The page of what `Review.find_target` names: `papers/…`, `topics/…`, `pages/…`, `hardware/…` or `hardware/family/…`."""
    kind, _, name = target.partition("/")
    if kind == "pages":
        return HOME if name == "index" else text_path(name)
    return f"{target}/index.html"


def absolute(base_url: str, path: str) -> str:
    """The absolute address of a path; of a folder's page, the folder's, ending in a slash."""
    return base_url + quote(path.removesuffix("index.html"), safe="/.")
