"""The answers of the home page: what several papers measured on one device, with a number that nobody has to doubt."""

from dataclasses import replace
from pathlib import Path

import pytest

from litatlas.commands.ingest import ingest
from litatlas.content.front_matter import Matter, read_matter
from litatlas.content.pages import TextPage, parse_page
from litatlas.errors import ContentError
from litatlas.review.groups import Groups
from litatlas.review.loading import load_review
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.pages.answers import build_answers, choose_gains, list_gains
from litatlas.site.pages.rivals import RivalIndex
from litatlas.site.places import place_page
from tests.invented import write_files

ABSTRACTS = {
    "Heron": "We present Heron. On an NVIDIA A100, Heron achieves a 2.4x speedup over vLLM in serving of ponds.",
    "Otter": "We present Otter. On an NVIDIA A100, Otter achieves up to 9.5x speedup over vLLM in serving of ponds.",
    "Curlew": "We present Curlew. On an NVIDIA H100, Curlew achieves a 3.5x speedup over vLLM in serving of ponds.",
}


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    root = tmp_path_factory.mktemp("answers")
    entries = [f"@article{{{name}, title = {{{name} at the Pond}}, abstract = {{{text}}}}}" for name, text in ABSTRACTS.items()]
    topic = "---\ntitle: Serving\nterms: {serving: 3, ponds: 2}\n---\n"
    write_files(root, {"content/review.yml": "title: Ponds\n", "content/topics/serving.md": topic, "a.bib": "\n".join(entries)})
    ingest(root, [root / "a.bib"])
    return build_atlas(load_review(root), None)


def test_a_pair_that_two_papers_measured_is_an_answer_with_a_gain_that_is_no_summit(atlas: Atlas) -> None:
    (answer,) = build_answers(atlas, place_page("index.html"))

    assert answer.question.text == "Serving × NVIDIA A100"
    assert answer.question.href == "results/index.html?topic=serving&hardware=NVIDIA+A100"
    assert (answer.gain.chip.value, answer.gain.chip.bound, answer.gain.chip.baseline) == ("2.4×", "", "over vLLM")
    assert answer.ground == "2 results of 2 papers"


def change_results(atlas: Atlas, **changes: object) -> Atlas:
    """The atlas if all results said so."""
    papers = {}
    for slug, paper in atlas.review.papers.items():
        results = tuple(replace(result, **changes) for result in paper.extraction.results)  # type: ignore[arg-type]
        papers[slug] = replace(paper, extraction=replace(paper.extraction, results=results))
    review = replace(atlas.review, papers=papers)
    return replace(atlas, review=review, groups=Groups(review))


def test_the_review_chooses_what_the_home_page_answers_for(atlas: Atlas) -> None:
    pairs = "[serving x NVIDIA H100, serving × NVIDIA A100, serving × NVIDIA V100]"
    matter = read_matter(f"---\ntitle: Home\nanswers: {pairs}\n---\n", "index.md")
    assert isinstance(matter, Matter)
    page = parse_page(matter, "index")
    assert isinstance(page, TextPage)
    chosen = replace(atlas, review=replace(atlas.review, pages={"index": page}))

    answers = build_answers(chosen, place_page("index.html"))

    assert [answer.question.text for answer in answers] == ["Serving × NVIDIA H100", "Serving × NVIDIA A100"]
    assert answers[0].ground == "1 result of 1 paper"


def test_what_the_home_page_cannot_answer_for_is_told_with_its_line(tmp_path: Path) -> None:
    words = "---\ntitle: Home\nanswers:\n- servin × NVIDIA A100\n- serving × NVIDIA V100\n---\n"
    topic = "---\ntitle: Serving\nterms: {serving: 3}\n---\n"
    files = {"content/review.yml": "title: Ponds\n", "content/topics/serving.md": topic, "content/pages/index.md": words}
    write_files(tmp_path, files)
    with pytest.raises(ContentError) as caught:
        load_review(tmp_path)
    write_files(
        tmp_path, {"content/pages/index.md": "---\ntitle: Home\nanswers: [serving]\n---\n", "content/pages/more.md": words}
    )
    with pytest.raises(ContentError) as malformed:
        load_review(tmp_path)

    told = [(fault.line, fault.message) for fault in caught.value.faults]
    assert (4, "there is no topic 'servin'") in told
    assert (5, "no paper names the device 'NVIDIA V100'") in told
    assert [fault.message for fault in malformed.value.faults] == [
        "'serving' is no topic and a device",
        "only the home page answers",
    ]


@pytest.mark.parametrize("doubt", [{"confidence": "low"}, {"flags": ("doubt",)}, {"baseline": ()}])
def test_a_number_with_a_doubt_is_no_answer(atlas: Atlas, doubt: dict[str, object]) -> None:
    assert build_answers(change_results(atlas, **doubt), place_page("index.html")) == ()


def test_a_topics_page_begins_with_gains_of_different_papers_summits_last(atlas: Atlas) -> None:
    chosen = choose_gains(atlas.groups.topic_results["serving"])
    gains = list_gains(atlas, place_page("topics/serving/index.html"), chosen)

    assert [(gain.chip.bound, gain.chip.value, gain.paper) for gain in gains] == [
        ("", "3.5×", "Curlew at the Pond"),
        ("", "2.4×", "Heron at the Pond"),
        ("up to", "9.5×", "Otter at the Pond"),
    ]


def test_a_papers_page_shows_what_others_report_over_the_same_baseline_the_newest_first(atlas: Atlas) -> None:
    paper = next(paper for paper in atlas.groups.papers if paper.slug.startswith("heron"))
    index = RivalIndex(atlas)

    (rivals,) = index.build_views(place_page(f"papers/{paper.slug}/index.html"), paper)

    assert rivals.table.text == "speed over vLLM"
    assert rivals.table.href.endswith("results/index.html?metric=speed&baseline=vLLM")
    assert [(gain.chip.bound, gain.chip.value, gain.paper) for gain in rivals.gains] == [
        ("", "3.5×", "Curlew at the Pond"),
        ("up to", "9.5×", "Otter at the Pond"),
    ]
    assert rivals.more == 0


def test_what_is_compared_with_no_one_thing_has_no_rivals(atlas: Atlas) -> None:
    vague = change_results(atlas, baseline=("state of the art",))
    papers = [item.paper for item in vague.groups.reported]
    index = RivalIndex(vague)

    assert [index.build_views(place_page("index.html"), paper) for paper in papers] == [()] * len(papers)


def test_words_of_baselines_that_changed_are_read_anew(atlas: Atlas) -> None:
    paper, place = atlas.groups.papers[0], place_page("index.html")
    before = RivalIndex(atlas)
    shown = before.build_views(place, paper)
    renamed = replace(atlas.sameness, baselines=replace(atlas.sameness.baselines, systems={"vllm": "Pond Engine"}))

    assert shown
    assert RivalIndex(replace(atlas, sameness=renamed), before).build_views(place, paper) == shown
