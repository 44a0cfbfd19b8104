import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.site.pages.paging import EVEN, LISTS, Sizes, build_pager, find_page, split_pages
from litatlas.site.places import list_path, place_page


@given(st.integers(0, 1_000), st.sampled_from([EVEN, LISTS, Sizes(25, 200)]))
def test_each_entry_stands_once_on_the_page_that_the_pager_and_links_to_it_name(count: int, sizes: Sizes) -> None:
    pages = split_pages(range(count), sizes)

    assert [entry for page in pages for entry in page] == list(range(count))
    for number, page in enumerate(pages, 1):
        pager = build_pager(place_page(list_path("papers", number)), "papers", number, count, sizes)
        assert {find_page(entry, sizes.fit(count)) for entry in page} <= {number}
        assert range(pager.first_entry - 1 if count else 0, pager.last_entry) == (page or range(0))
        assert (pager.total, pager.previous is None, pager.next is None) == (len(pages), number == 1, number == len(pages))


@pytest.mark.parametrize(("entries", "pages"), [(100, [100]), (101, [101]), (125, [125]), (126, [100, 26]), (301, [100, 200, 1])])
def test_a_few_entries_beyond_the_first_page_stay_on_it(entries: int, pages: list[int]) -> None:
    assert [len(page) for page in split_pages(range(entries), LISTS)] == pages
