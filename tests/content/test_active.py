"""Files that the site carries: pictures and data pass, and what a browser would run is told."""

from pathlib import Path

import pytest

from litatlas.content.active import find_active
from litatlas.content.tree import find_files
from litatlas.errors import ContentError
from litatlas.review.loading import load_review
from tests.invented import make_review, write_files

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def words_of(folder: Path, name: str, text: str) -> list[str]:
    write_files(folder, {name: text})
    return [str(fault) for _, fault in find_active(find_files(folder), folder)]


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<script>alert(1)</script>", "has an element script"),
        ("\n<g onload='alert(1)'/>", ":2: the drawing has an attribute onload"),
        ("<g OnClick='alert(1)'/>", "has an attribute onclick"),
        ("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", "has an element foreignObject"),
        ("<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>", "has an element script"),
        ("<s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script>", "has an element script"),
        ("<a href='javascript:alert(1)'/>", "has a link to javascript:"),
        ("<a xlink:href='&#x6A;ava\tscript:alert(1)'/>", "has a link to javascript:"),
        ("<a href='data:text/html,x'/>", "has a link to data:"),
        ("<use href='https://example.org/x.svg#y'/>", "has a link to https:"),
        ("<use href='data:image/svg+xml,x'/>", "has a link to data:"),
        ("<image href='data:image/svg+xml,x'/>", "has a link to data:"),
        ("<animate attributeName='href' values='javascript:alert(1)'/>", "animates href"),
        ("<animate attributeName='xlink:href' to='javascript:alert(1)'/>", "animates xlink:href"),
        ("<set attributeName='onclick' to='alert(1)'/>", "has an element set"),
        ("<handler/>", "has an element handler"),
        ("<?xml-stylesheet href='x.xsl'?>", "has an instruction xml-stylesheet"),
        ("<g>", "is no XML"),
    ],
)
def test_a_drawing_with_more_than_a_drawing_in_it_is_told(tmp_path: Path, inner: str, words: str) -> None:
    (told,) = words_of(tmp_path, "files/heron.svg", f"<svg {SVG}>{inner}</svg>")

    assert told.startswith("files/heron.svg:")
    assert words in told
    assert "active_files: [svg]" in told


def test_a_drawing_that_grows_without_bound_is_told(tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "heron">{lines}]><svg {SVG}><text>&e11;</text></svg>'

    assert "has an entity e0 of its own" in words_of(tmp_path, "heron.svg", bomb)[0]


def test_a_drawing_that_draws_passes(tmp_path: Path) -> None:
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg {SVG} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<metadata><rdf:RDF><rdf:Description/></rdf:RDF></metadata><inkscape:grid/><style>path {{ fill: teal }}</style>
<defs><linearGradient id="a"/></defs><g inkscape:label="x"><use xlink:href="#a"/><path d="M0 0" style="fill:url(#a)"/></g>
<a href="https://example.org"><text>heron</text></a><image href="data:image/png;base64,AA=="/>
<animateTransform attributeName="transform"/>
</svg>"""

    assert words_of(tmp_path, "heron.svg", text) == []
    assert words_of(tmp_path, "bare.svg", "<svg><g/></svg>") == []


@pytest.mark.parametrize(
    "name", ["a.html", "a.HTM", "a.xhtml", "a.xml", "a.js", "a.mjs", "a.svgz", "a.wasm", "a.mhtml", "a.swf", "a.css", "a"]
)
def test_what_a_browser_would_run_is_told(tmp_path: Path, name: str) -> None:
    assert len(words_of(tmp_path, name, "<script>alert(1)</script>")) == 1


@pytest.mark.parametrize("name", ["a.png", "A.JPG", "a.csv", "a.pdf", "a.zip", "a.py", "a.tar.gz", "a.md"])
def test_pictures_data_and_documents_pass(tmp_path: Path, name: str) -> None:
    assert words_of(tmp_path, name, "<script>alert(1)</script>") == []


def test_a_review_may_say_that_it_wants_them(tmp_path: Path) -> None:
    files = {"content/files/a.html": "<script>alert(1)</script>", "content/files/b.svg": f"<svg {SVG} onload='alert(1)'/>"}
    root = make_review(tmp_path, (), files=files)

    with pytest.raises(ContentError) as caught:
        load_review(root)
    write_files(root, {"content/review.yml": "title: Birds\nactive_files: [html, svg]\n"})

    assert [fault.file for fault in caught.value.faults] == [*files]
    load_review(root)
