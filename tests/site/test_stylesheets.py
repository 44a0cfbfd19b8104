"""Style sheets are carried without what is only for people, and mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.site.stylesheets import squeeze
from litatlas.site.templates import find_templates
from tests.site.conftest import OpenPage

READ_RULES = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return [...sheet.cssRules].map(rule => rule.cssText.replace(/\\s+/g, " ").replaceAll(", ", ","));
}"""


@pytest.mark.parametrize(
    ("sheet", "squeezed"),
    [
        ("/* Words */\na ,\n b {\n  color : red ;\n}\n", "a,b{color :red}\n"),
        ('a::after { content: "x  ;  /* y */ { }" ; }', 'a::after{content:"x  ;  /* y */ { }"}\n'),
        (".a .b > .c { width: calc(100% - 2px) }", ".a .b > .c{width:calc(100% - 2px)}\n"),
        ("a { background: url(data:image/png;base64,AA==) , red }", "a{background:url(data:image/png;base64,AA==),red}\n"),
        ('a::after { content: ";}" ; ; }', 'a::after{content:";}"}\n'),
        ("a{b:c}/**/d{}", "a{b:c}d{}\n"),
        ("a :hover { --b: c:  d } @media (width: 2px) { a b :is(i) {} }", "a :hover{--b:c:d}@media (width:2px){a b :is(i){}}\n"),
    ],
)
def test_comments_and_white_space_go_and_texts_stay(sheet: str, squeezed: str) -> None:
    assert squeeze(sheet) == squeezed


@given(st.text(st.sampled_from("a b{};,:\n\"'/*\\"), max_size=30))
def test_squeezing_twice_changes_nothing_more(sheet: str) -> None:
    assert len(squeeze(squeeze(sheet))) <= len(squeeze(sheet)) <= len(sheet) + 1


@pytest.mark.browser
@pytest.mark.parametrize("name", ["style.css", "charts.css"])
def test_a_browser_reads_the_same_rules(open_page: OpenPage, name: str) -> None:
    sheet = (find_templates() / "assets" / name).read_text()
    page = open_page("about:blank").page

    assert page.evaluate(READ_RULES, squeeze(sheet)) == page.evaluate(READ_RULES, sheet)
