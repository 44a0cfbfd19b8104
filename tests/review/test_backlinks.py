"""Backlinks: every page that a text of people's mentions knows it, and its page says so."""

import re
import shutil
from pathlib import Path

import pytest

from litatlas.review.backlinks import find_backlinks
from litatlas.review.loading import load_review
from litatlas.site.build import build
from litatlas.site.pages.mentions import LISTED
from tests.invented import write_files
from tests.site.markup import parse_page

TINY = Path(__file__).parents[1] / "reviews" / "tiny"
HERON, OTTER = "heron-patient-kernels-3-1x-faster-than-tortoise", "otters-hold-hands"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny review without what people wrote on its papers, topics and hardware."""
    root = shutil.copytree(TINY, tmp_path / "tiny")
    for folder in ("notes", "pages", "hardware"):
        shutil.rmtree(root / "content" / folder)
    write_files(root, {"content/topics/ponds.md": "---\ntitle: Ponds\nterms: {pond: 3, heron: 2}\n---\n"})
    return root


def write_note(root: Path, name: str, paper: str, body: str) -> None:
    write_files(root, {f"content/notes/{name}.md": f"---\npaper: {paper}\n---\n\n{body}\n"})


def read_mentions(root: Path, path: str) -> list[tuple[str, str]]:
    """The links of a built page that say where it is mentioned: texts and addresses."""
    page = parse_page(root / "site" / path)
    text = (root / "site" / path).read_text(encoding="utf-8")
    assert page.faults == []
    told = re.search(r'class="?mentions\b.*?</p>', text, re.DOTALL)
    links = re.findall(r'<a href=(?:"([^"]*)"|([^\s>]+))>([^<]*)', told[0] if told else "")
    return [(words, quoted or plain) for quoted, plain, words in links]


def test_every_kind_of_page_is_told_who_mentions_it_by_any_kind_of_link(root: Path) -> None:
    write_note(
        root, "a", HERON, f"[[{OTTER}]], [[ponds]] and [the chip](../hardware/nvidia-a100.md), [[nvidia-ampere]], [[guide]]."
    )
    write_files(
        root,
        {
            "content/pages/guide.md": f"---\ntitle: A guide\n---\n\n<a href='../papers/{HERON}.md'>x</a>, [[ponds]]\n",
            "content/hardware/a100.md": "---\nname: NVIDIA A100\n---\n\n[[ponds|wet]]\n",
        },
    )

    assert find_backlinks(load_review(root)) == {
        f"papers/{OTTER}": (f"papers/{HERON}",),
        "topics/ponds": ("hardware/nvidia-a100", f"papers/{HERON}", "pages/guide"),
        "hardware/nvidia-a100": (f"papers/{HERON}",),
        "hardware/family/nvidia-ampere": (f"papers/{HERON}",),
        "pages/guide": (f"papers/{HERON}",),
        f"papers/{HERON}": ("pages/guide",),
    }


@pytest.mark.parametrize(
    "body", [f"[[{HERON}]]", "[x](https://example.org/ponds)", "`[[ponds]]`", "[x](../files/legs.csv)", r"\[[ponds]]", "ponds"]
)
def test_what_leads_nowhere_else_in_the_review_is_no_mention(root: Path, body: str) -> None:
    write_files(root, {"content/files/legs.csv": "a\n"})
    write_note(root, "a", HERON, body)

    assert find_backlinks(load_review(root)) == {}


def test_a_text_that_mentions_a_page_again_and_again_is_one_mention(root: Path) -> None:
    write_note(root, "a", OTTER, "[[ponds]], [[ponds|again]] and [again](../topics/ponds.md)")
    write_note(root, "b", OTTER, f"[[ponds]], [x](../papers/{HERON}.md#results), [again](../papers/{HERON}.md#abstract)")

    mentions = find_backlinks(load_review(root))
    assert mentions == {"topics/ponds": (f"papers/{OTTER}",), f"papers/{HERON}": (f"papers/{OTTER}",)}


def test_a_page_says_where_it_is_mentioned_and_leads_there(root: Path) -> None:
    write_note(root, "a", OTTER, f"[[{HERON}]] in [[ponds]] on an [[nvidia-a100]], [[nvidia-ampere]]: [[guide]]")
    write_files(root, {"content/pages/guide.md": f"---\ntitle: A <guide>\n---\n\n[[{HERON}]]\n"})
    build(root)

    note = ("the note on Otters Hold Hands", f"../../papers/{OTTER}/index.html#notes")
    assert [text for text, _ in read_mentions(root, f"papers/{HERON}/index.html")][1:] == ["A &lt;guide&gt;"]
    for path in (f"papers/{HERON}", "topics/ponds", "hardware/nvidia-a100"):
        (text, href), *_ = read_mentions(root, f"{path}/index.html")
        assert (text[:18], href) == (note[0][:18], note[1])
    ((_, from_family),) = read_mentions(root, "hardware/family/nvidia-ampere/index.html")
    ((_, from_page),) = read_mentions(root, "guide/index.html")
    assert (from_family, from_page) == (f"../{note[1]}", note[1].removeprefix("../"))
    assert read_mentions(root, f"papers/{OTTER}/index.html") == []


def test_a_page_that_very_many_mention_names_some_and_counts_the_others(root: Path) -> None:
    for number in range(LISTED + 3):
        write_files(root, {f"content/pages/p{number}.md": f"---\ntitle: Page {number}\n---\n\n[[ponds]]\n"})
    build(root)

    assert len(read_mentions(root, "topics/ponds/index.html")) == LISTED
    assert ", and 3 more." in (root / "site/topics/ponds/index.html").read_text(encoding="utf-8")
