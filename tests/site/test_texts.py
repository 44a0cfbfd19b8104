"""People's texts are asked for by the pages that show them, and each page is noted with what it asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from litatlas.content.prose import NOTHING
from litatlas.content.snapshot import find_changed, read_sources
from litatlas.review.loading import load_review
from litatlas.site.asked import Asked
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.parts import plan_papers, plan_parts
from litatlas.site.render import make_environment
from litatlas.site.texts import Said, Texts, part_review, sign_texts
from tests.invented import FILES, HERON, OTTER, make_review

Digests = Mapping[str, str]


def make_files(atlas: Atlas, root: Path) -> dict[str, tuple[bytes, frozenset[str]]]:
    """All files of a site but its sitemap, with the names of the texts that were asked for with them."""
    found: dict[str, tuple[bytes, frozenset[str]]] = {}
    environment = make_environment(root)
    for task in plan_parts(atlas, root, environment, plan_papers(atlas, environment, {}, "frame", "facts", None), ""):
        for part in task:
            asked = Asked()
            made = [(draft.path, draft.make()) for draft in part.plan(asked)]
            found |= {path: (data, frozenset(asked.texts)) for path, data in made}
    return found


def vary(said: Said, digests: Digests) -> Iterator[tuple[Said, Digests]]:
    """All that people wrote without one text of it, each in turn, and the digests of the files that would have only the rest."""
    for slug in said.notes:
        yield replace(said, notes={other: notes for other, notes in said.notes.items() if other != slug}), digests
    for id_, topic in said.topics.items():
        bare = replace(topic, introduction=NOTHING, terms={}, headings=())
        yield replace(said, topics={**said.topics, id_: bare}), {**digests, topic.file: "another"}
    for name in said.hardware:
        yield replace(said, hardware={other: page for other, page in said.hardware.items() if other != name}), digests
    for slug, page in said.pages.items():
        pages = {**said.pages, slug: replace(page, body=NOTHING)}
        yield replace(said, pages=pages), {**digests, page.file: "another"}
    for target in said.mentions:
        yield replace(said, mentions={other: found for other, found in said.mentions.items() if other != target}), digests


def test_a_text_shows_in_no_file_but_those_that_asked_for_it(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", (HERON, OTTER), files={**FILES, "content/pages/reading-order.md": ORDER})
    review, digests = load_review(root), read_sources(root).digests
    atlas = build_atlas(review, None)
    said, before = atlas.texts.said, make_files(atlas, root)
    showing = 0

    for fewer, others in vary(said, digests):
        changed = find_changed(sign_texts(said, digests), sign_texts(fewer, others))
        after = make_files(replace(atlas, texts=Texts(fewer, set())), root)
        differing = find_changed(
            {path: data for path, (data, _) in before.items()}, {path: data for path, (data, _) in after.items()}
        )
        assert changed
        assert differing <= {path for path, (_, asked) in before.items() if not changed.isdisjoint(asked)}
        showing += bool(differing)

    assert showing > 5


ORDER = "---\ntitle: Reading order\n---\n\n1. [[otter-caches-for-long-rivers]]\n2. [[ponds]]\n"


def test_a_page_sees_no_text_that_it_did_not_ask_for(tmp_path: Path) -> None:
    review = load_review(
        make_review(tmp_path / "review", (HERON, OTTER), files={**FILES, "content/pages/reading-order.md": ORDER})
    )
    bare, said = part_review(review)

    shown = repr((bare.topics, bare.hardware_pages, bare.pages, bare.notes))

    assert [
        word for word in ("stands still", "Ponds*", "Warm in winter", "otter-caches", "heron: 2", "waders") if word in shown
    ] == []
    with pytest.raises(LookupError, match="where nobody notes it"):
        Texts(said, None).find_page("index")
