"""People's Markdown on a page: links as seen from there, ids and headings that fit in, and nothing that runs."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.markdown import Reference, Resolve, Resolved, finish_html, parse_markdown
from litatlas.content.prose import parse_prose
from litatlas.errors import ContentError
from litatlas.review.loading import load_review
from litatlas.review.review import Review
from litatlas.site.pages.markdown import render_prose
from litatlas.site.places import paper_path, place_page
from tests.invented import write_files
from tests.site.markup import ParsedPage, parse_page

TINY = Path(__file__).parents[1] / "reviews" / "tiny"
HERON = "heron-patient-kernels-3-1x-faster-than-tortoise"
PLACE = place_page(paper_path(HERON))
FILE = "content/notes/heron.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny review with a picture, a table, a family's introduction and a second note on the heron."""
    root = shutil.copytree(TINY, tmp_path / "tiny")
    write_files(
        root,
        {
            "content/files/pic.png": "a picture",
            "content/files/deep/two legs.csv": "bird,legs\n",
            "content/hardware/my-a100.md": "---\nname: NVIDIA Ampere\n---\n\n# Feathers {#feathers}\n",
            "content/pages/guide.md": "---\ntitle: A guide\n---\n\n## Later {#later}\n",
        },
    )
    return root


@pytest.fixture
def review(root: Path) -> Review:
    return load_review(root)


def parse_html(html: str) -> ParsedPage:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        return parse_page(path)


def show(review: Review, text: str, file: str = FILE) -> str:
    return render_prose(parse_prose(text, 1, file), review, PLACE)


def render(text: str, resolve: Resolve, *, prefix: str = "", top: int = 2) -> str:
    return finish_html(parse_markdown(text), resolve, prefix=prefix, top=top)


@pytest.mark.parametrize(
    ("text", "href", "shown"),
    [
        ("[[otters-hold-hands]]", "../../papers/otters-hold-hands/index.html", "Otters"),
        ("[[ponds|the wet]]", "../../topics/ponds/index.html", ">the wet<"),
        ("[[ponds|the *wet*]]", "../../topics/ponds/index.html", "<em>wet</em>"),
        ("[[nvidia-a100]]", "../../hardware/nvidia-a100/index.html", ">NVIDIA A100<"),
        ("[[nvidia-ampere]]", "../../hardware/family/nvidia-ampere/index.html", ">NVIDIA Ampere<"),
        ("[[about]]", "../../about/index.html", ">About<"),
        ("[x](../pages/index.md)", "../../index.html", ">x<"),
        (f"[x](../papers/{HERON}.md#results)", f"../../papers/{HERON}/index.html#results", ">x<"),
        ("[x](../hardware/nvidia-a100.md)", "../../hardware/nvidia-a100/index.html", ">x<"),
        ("[x](../hardware/my-a100.md)", "../../hardware/family/nvidia-ampere/index.html", ">x<"),
        ("[x](../files/deep/two%20legs.csv)", "../../files/deep/two%20legs.csv", ">x<"),
        ('<p><a href="../topics/ponds.md">x</a></p>', "../../topics/ponds/index.html", ">x<"),
        ("<https://example.org/?a=1&b=2>", "https://example.org/?a=1&amp;b=2", "example.org"),
        ("[x](#results)", "#results", ">x<"),
    ],
)
def test_a_link_leads_from_the_page_to_what_it_names(review: Review, text: str, href: str, shown: str) -> None:
    html = show(review, text)

    assert f'href="{href}"' in html
    assert shown in html


@pytest.mark.parametrize("picture", ["![legs](../files/pic.png)", '<img src="../files/pic.png" alt="legs">'])
def test_a_picture_is_shown_from_where_the_site_has_it(review: Review, picture: str) -> None:
    (image,) = parse_html(show(review, picture)).named("img")

    assert (image.attributes["src"], image.attributes["alt"]) == ("../../files/pic.png", "legs")


@pytest.mark.parametrize("cell", ["[[ponds|the wet]]", r"[[ponds\|the wet]]"])
def test_a_link_in_a_table_keeps_its_text(review: Review, cell: str) -> None:
    html = show(review, f"| where | how |\n| --- | --- |\n| {cell} | slowly |\n| `[[a|b]]` | a \\| b |\n")

    assert ">the wet</a></td>" in html
    assert "<td>slowly</td>" in html
    assert "<code>[[a|b]]</code>" in html
    assert "<td>a | b</td>" in html


@pytest.mark.parametrize("text", [r"\[[ponds]]", "`[[ponds]]`", "    [[ponds]]", "<div>\n[[ponds]]\n</div>"])
def test_what_is_no_link_stands_as_it_is_written(review: Review, text: str) -> None:
    assert "[[ponds]]" in show(review, text)
    assert "<a" not in show(review, text)


def test_a_link_by_slug_may_stand_in_inline_html(review: Review) -> None:
    assert 'href="../../topics/ponds/index.html"' in show(review, "<b>[[ponds]]</b>")


def test_a_task_list_shows_what_is_done_to_those_who_see_and_to_those_who_listen(review: Review) -> None:
    page = parse_html(show(review, "- [x] wade\n- [ ] hatch\n    - [x] lay\n\n[x] and `- [x]` are none\n"))

    boxes = [tag.attributes for tag in page.tags if tag.attributes.get("role") == "img"]
    assert [box["aria-label"] for box in boxes] == ["done", "to do", "done"]
    assert page.named("input") == []


def test_a_picture_without_words_says_so_to_those_who_listen(review: Review) -> None:
    assert 'alt=""' in show(review, '<p><img src="../files/pic.png"></p>')


def test_a_formula_stands_in_a_note_as_mathml(review: Review) -> None:
    html = show(review, "They eat $n^2$ frogs, see [[ponds]].\n\n| a |\n| --- |\n| $x$ |\n")

    assert "<msup><mi>n</mi><mn>2</mn></msup>" in html
    assert '<td><span class="formula"><math display="inline" alttext="x">' in html


def test_a_title_in_a_link_is_no_markup() -> None:
    html = render("[[x]]", lambda _: Resolved('a"b&c', "<b>bold</b> & *plain*"))

    assert 'href="a&quot;b&amp;c"' in html
    assert ">&lt;b&gt;bold&lt;/b&gt; &amp; *plain*</a>" in html


def test_notes_with_footnotes_of_the_same_name_share_no_ids(review: Review) -> None:
    text = "Still.[^1] Very.[^1]\n\n[^1]: For an hour.\n"
    both = parse_html(show(review, text) + show(review, text, "content/notes/deep/heron.md"))

    assert len(both.ids()) == 6
    assert set(both.ids().values()) == {1}
    assert all(tag.attributes["href"][1:] in both.ids() for tag in both.named("a"))


def test_a_note_cannot_take_an_id_of_the_page(review: Review) -> None:
    text = '<p id="main">a</p>\n\n<h2 id="results">b</h2>\n\n# c {#r-12345678}\n\n<a id="sources">d</a> <a id="sources">e</a>'
    ids = parse_html(show(review, text)).ids()

    assert {id_.partition("-")[2] for id_ in ids} == {"results", "r-12345678", "sources"}
    assert set(ids.values()) == {1}
    assert not {"main", "results", "r-12345678", "sources"} & set(ids)


def test_a_link_finds_a_heading_of_its_own_text_and_of_another_page(review: Review) -> None:
    own = parse_html(show(review, "# Later {#later}\n\n[x](#later)"))
    guide = parse_html(show(review, review.pages["guide"].body.text, review.pages["guide"].file))

    assert [tag.attributes["href"] for tag in own.named("a")] == [f"#{id_}" for id_ in own.ids()] * 2
    assert f'href="../../guide/index.html#{next(iter(guide.ids()))}"' in show(review, "[x](../pages/guide.md#later)")


@pytest.mark.parametrize(
    ("text", "top", "levels"),
    [
        ("# a\n\n## b\n\n# c", 3, [3, 4, 3]),
        ("## a\n\n#### b\n\n### c\n\n## d", 3, [3, 4, 4, 3]),
        ("### a\n\n# b\n\n## c", 2, [2, 2, 3]),
        ("<h1>a</h1>\n\n## b\n\n###### c", 2, [2, 3, 4]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e", 3, [3, 4, 5, 6, 6]),
        ("a\n=\n\nb\n-", 2, [2, 3]),
    ],
)
def test_headings_begin_at_the_pages_level_and_skip_none(text: str, top: int, levels: list[int]) -> None:
    page = parse_html(render(text, lambda _: None, top=top))

    assert [int(tag.name[1]) for tag in page.tags if tag.name[0] == "h"] == levels
    assert page.faults == []


def test_code_is_coloured_by_the_class_of_the_style_sheet(review: Review) -> None:
    html = show(review, "```python\ndef wade() -> int: ...\n```")
    style = (Path(__file__).parents[2] / "templates/assets/prose.css").read_text(encoding="utf-8")

    assert '<div class="code"><pre>' in html
    assert '<span class="k">def</span>' in html
    assert ".code " in style


@pytest.mark.parametrize(
    "attack",
    [
        "<script>window.pwned=1</script>",
        "<img src=x onerror=alert(1)>",
        '<p onclick="alert(1)" style="position:fixed">p</p>',
        "[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html;base64,PHM+) <a href='java&#10;script:x'>d</a>",
        '<iframe src="https://example.org"></iframe><style>p{}</style><form action="x"><input></form><base href="x">',
        '[[ponds|<img src=x onerror=alert(1)>]] [[ponds"onclick="x]] <a href=\'[["onclick="x]]\'>x</a>',
        '![x" onerror="alert(1)](../files/pic.png "x\\" onerror=alert(1)")',
        '# a {: onmouseover="alert(1)" style="color:red" }',
        '<svg onload=alert(1)><a xlink:href="javascript:x">x</a></svg><math><mi xlink:href="javascript:x">',
        "<h1 title='<h2 onclick=x>'>a</h1>",
        "[x](../files/x\"onclick=y.csv) [y](<../files/'> <script>.csv>)",
    ],
)
def test_nothing_that_runs_gets_through(review: Review, attack: str) -> None:
    page = parse_html(show(review, attack))

    assert {tag.name for tag in page.tags} & set("script iframe style form input base svg math object".split()) == set()
    names = {name for tag in page.tags for name in tag.attributes}
    assert [name for name in names if name.startswith("on") or name in ("style", "xlink:href")] == []
    addresses = [tag.attributes.get("href", "") for tag in page.tags]
    assert [address for address in addresses if address.lower().startswith(("java", "data"))] == []


@given(st.text(st.sampled_from("[]|`~\n a(.md)<!->\t\\#\"='/:xh1&;*{}^"), max_size=60), st.integers(2, 3))
def test_no_text_breaks_the_page(text: str, top: int) -> None:
    page = parse_html(render(text, lambda reference: Resolved(reference.address, "x"), prefix="p-", top=top))

    assert page.faults == []
    assert all(id_.startswith("p-") for id_ in page.ids())


def test_the_check_asks_for_what_the_page_shows() -> None:
    text = "[[a|b]] `[[c]]` ![d](e.png) [f](g.md)\n\n<div>[[h]] <img src=i></div>\n"
    asked: list[Reference] = []

    def resolve(reference: Reference) -> None:
        asked.append(reference)

    render(text, resolve)

    assert asked == [Reference("slug", "a"), Reference("picture", "e.png"), Reference("link", "g.md"), Reference("picture", "i")]


def test_a_review_with_dead_links_is_not_loaded_and_says_where_they_are(root: Path) -> None:
    body = "![a](../files/nope.png)\n![b](/files/b.png)\n[c](/papers/nope/)\n\n[[intel-loihi]]\n[d](../hardware/h100.md)\n"
    write_files(
        root,
        {
            "content/pages/fresh.md": f"---\ntitle: New\n---\n\n{body}",
            "content/hardware/h100.md": "---\nname: NVIDIA H100\n---\n",
        },
    )

    with pytest.raises(ContentError) as caught:
        load_review(root)

    assert [(fault.file, fault.line) for fault in caught.value.faults] == [
        ("content/pages/fresh.md", line) for line in (5, 6, 7, 9, 10)
    ]
