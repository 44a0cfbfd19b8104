"""What a build tells of the size of its site."""

import pytest

from litatlas.site.sizes import describe_size, format_bytes, list_exceeded, weigh_site


def test_what_takes_most_is_told_first() -> None:
    site = weigh_site(
        {"index.html": 30_000, "papers/a/index.html": 9_000_000, "papers/b/index.html": 2_000_000, "data/a.json": 5_000_000,
         "topics/a/index.html": 700_000, "assets/style.css": 20_000}
    )  # fmt: skip

    told = "6 files, 17 MB, 2% of what GitHub Pages takes; most in papers (11 MB), data (5.0 MB) and topics (700 kB)"
    assert describe_size(site) == told
    assert list(list_exceeded(site)) == []


def test_a_small_site_names_no_folders() -> None:
    assert describe_size(weigh_site({"index.html": 400})) == "1 file, 0 kB, 0% of what GitHub Pages takes"
    assert describe_size(weigh_site({})) == "0 files, 0 kB, 0% of what GitHub Pages takes"


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ({f"data/{number}.json": 20_000_000 for number in range(51)}, ["GitHub Pages takes no site of more than 1,000 MB."]),
        ({f"papers/{number}": 1 for number in range(20_001)}, ["Cloudflare Pages takes no site of more than 20,000 files."]),
        ({"files/film": 30_000_000}, ["Cloudflare Pages takes no file of more than 26 MB."]),
    ],
)
def test_hosts_that_a_site_is_too_large_for_are_named(sizes: dict[str, int], told: list[str]) -> None:
    assert list(list_exceeded(weigh_site(sizes))) == told


@pytest.mark.parametrize(
    ("size", "text"), [(999, "1 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (9_949_999, "9.9 MB"), (9_950_000, "10 MB")]
)
def test_sizes_read_in_few_digits(size: int, text: str) -> None:
    assert format_bytes(size) == text
