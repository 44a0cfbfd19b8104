"""Headings of lists become topics, remarks become notes, where nothing is there; nothing of people's is touched."""

from pathlib import Path

import pytest

from litatlas.commands.check import check
from litatlas.commands.ingest import ingest
from litatlas.commands.proposals import find_terms, find_topic
from litatlas.content.pages import Topic
from litatlas.review.loading import load_papers, load_review
from tests.commands.test_reread import reread
from tests.invented import make_review, write_files

LIST = """# Awesome Ponds

## Papers

### KV Cache Compression

- [Sparse Kernels for Quiet Ponds](https://arxiv.org/abs/2401.01234) - It stands still, see [[5]](./notes.md), for $5.
- [Otter Caches for Long Rivers](https://arxiv.org/abs/2312.00002), NeurIPS 2023

### Ponds

- [Dense Kernels for Loud Lakes](https://arxiv.org/abs/2402.00003) - **Louder.** See [the code](https://github.com/pond/lake).

### 2019

- [Puddles Before Bits](https://doi.org/10.1000/puddle)
"""
HERON_NOTE = "content/notes/sparse-kernels-for-quiet-ponds.md"


def read_list(root: Path, text: str = LIST) -> tuple[str, ...]:
    path = root.with_name("list.md")
    path.write_text(text, encoding="utf-8")
    report = ingest(root, [path])
    assert [str(fault) for fault in report.faults] == []
    return report.proposed


def test_papers_under_a_heading_get_the_topic_that_goes_by_it_and_no_topic_is_proposed_for_it(tmp_path: Path) -> None:
    lakes = "---\ntitle: Lakes\nheadings: [kv-cache compression]\nterms: {loud: 4}\n---\n"
    root = make_review(tmp_path / "review", (), files={"content/topics/lakes.md": lakes})

    proposed = read_list(root)

    papers = load_papers(root)
    assert "content/topics/kv-cache-compression.md" not in proposed
    assert papers["sparse-kernels-for-quiet-ponds"].extraction.topic_terms["lakes"] == ("heading: KV Cache Compression",)
    assert papers["otter-caches-for-long-rivers"].extraction.topics == ("rivers", "lakes")
    assert papers["otter-caches-for-long-rivers"].work.witnesses[0].source.headings[-1] == "KV Cache Compression"


def test_a_heading_that_a_topic_goes_by_only_now_is_applied_by_reading_again_and_by_ingesting(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", (), files={})
    read_list(root)
    (root / "content/topics/kv-cache-compression.md").write_text("---\ntitle: KV cache compression\n---\n", encoding="utf-8")
    before = load_papers(root)["otter-caches-for-long-rivers"].extraction.topics

    reread(root)

    assert before == ("rivers",)
    assert "kv-cache-compression" in load_papers(root)["otter-caches-for-long-rivers"].extraction.topics
    assert reread(root).read == 0


def test_headings_and_remarks_are_proposed_and_the_review_stands(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", (), files={})

    proposed = read_list(root)

    assert proposed == (
        "content/topics/kv-cache-compression.md",
        "content/notes/dense-kernels-for-loud-lakes.md",
        HERON_NOTE,
    )
    topic = load_review(root).topics["kv-cache-compression"]
    assert isinstance(topic, Topic)
    assert (topic.title, dict(topic.terms)) == ("KV Cache Compression", {"KV Cache Compression": 4})
    notes = load_review(root).notes
    assert (
        notes["dense-kernels-for-loud-lakes"][0].body.text.strip() == "**Louder.** See [the code](https://github.com/pond/lake)."
    )
    assert "stands still, see" in notes["sparse-kernels-for-quiet-ponds"][0].body.text
    assert not [fault for fault in check(root).faults if fault.severity == "error"]


def test_a_second_run_proposes_nothing_even_where_files_were_deleted(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", (), files={})
    for file in read_list(root):
        (root / file).unlink()

    assert read_list(root) == ()


def test_what_people_wrote_is_not_touched(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", (), files={})
    own = "---\ntitle: Caches\nterms: {kv cache compression: 2}\n---\n"
    note = "---\npaper: sparse-kernels-for-quiet-ponds\n---\n\nMine.\n"
    write_files(root, {"content/topics/caches.md": own, "content/notes/other-name.md": note})

    assert read_list(root) == ("content/notes/dense-kernels-for-loud-lakes.md",)
    assert (root / "content/topics/caches.md").read_text(encoding="utf-8") == own
    assert (root / "content/notes/other-name.md").read_text(encoding="utf-8") == note


def test_a_list_without_headings_and_remarks_proposes_nothing(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", (), files={})

    assert (
        read_list(root, "# L\n\n- [Sparse Kernels for Ponds](https://arxiv.org/abs/2401.01234)\n- [B A C](https://a.example)\n")
        == ()
    )


@pytest.mark.parametrize(
    ("headings", "topic"),
    [
        (("Kernels", "Quantization"), "Quantization"),
        (("Kernels", "2023"), "Kernels"),
        (("Papers", "NeurIPS 2024"), None),
        (("Kernels", "Others"), "Kernels"),
        (("Survey Papers",), None),
        (("Kernels", "More kernel papers"), "Kernels"),
        ((), None),
    ],
)
def test_the_innermost_heading_that_is_about_something_is_a_topic(headings: tuple[str, ...], topic: str | None) -> None:
    assert find_topic(headings) == topic


def test_a_heading_that_joins_two_gives_the_terms_of_both() -> None:
    assert list(find_terms("Speculative Decoding & Early Exit")) == ["Speculative Decoding", "Early Exit"]
    assert list(find_terms("Quantization (PTQ)")) == ["Quantization"]
    assert list(find_terms("Pruning / Sparsity")) == ["Pruning", "Sparsity"]
