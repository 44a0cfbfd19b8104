"""What people write: settings, notes, topics, hardware pages and pages of their own."""

import pytest

from litatlas.content.base_url import parse_base_url
from litatlas.content.front_matter import Matter, read_matter
from litatlas.content.pages import (
    HardwarePage,
    Note,
    Settings,
    TextPage,
    Topic,
    parse_hardware_page,
    parse_note,
    parse_page,
    parse_settings,
    parse_topic,
)
from litatlas.content.prose import Prose, parse_prose
from litatlas.errors import Fault

FILE = "content/some.md"


def said(text: str, line: int) -> Prose:
    return parse_prose(text, line, FILE)


def matter_of(yaml: str, body: str = "") -> Matter:
    matter = read_matter(f"---\n{yaml}\n---\n\n{body}\n", FILE)
    assert isinstance(matter, Matter), str(matter)
    return matter


def only_fault(found: object) -> tuple[int, str, str]:
    assert isinstance(found, list), found
    (fault,) = found
    assert isinstance(fault, Fault)
    return fault.line, fault.message, fault.hint


def test_settings_need_a_title_alone() -> None:
    settings = parse_settings(matter_of("title: ' A review '"))

    assert settings == Settings("A review", "", None, abstracts=True, language="en", latest=12)


def test_all_settings_are_read() -> None:
    yaml = (
        "title: A\ndescription: B\nbase_url: https://example.org/a\nabstracts: false\nlanguage: pt-BR\nlatest: 0\n"
        "least_confidence: medium\nactive_files: [.HTML, svg]"
    )

    assert parse_settings(matter_of(yaml)) == Settings(
        "A",
        "B",
        "https://example.org/a/",
        abstracts=False,
        language="pt-BR",
        latest=0,
        least_confidence="medium",
        active_files=("html", "svg"),
    )


@pytest.mark.parametrize(
    ("yaml", "line", "message", "hint"),
    [
        ("description: B", 2, "the field 'title' is missing", "add it"),
        ("title: A\nabstract: true", 3, "unknown field 'abstract'", "did you mean 'abstracts'?"),
        (
            "title: A\nleast_confidence: sure",
            3,
            "'least_confidence' is not one of low, medium, high",
            "write one of low, medium, high",
        ),
        ("title: A\nabstracts: yes", 3, "'abstracts' is not true or false", "write true or false"),
        ("title: 2024", 2, "'title' is not a text", "write a text"),
        ("title: A\nlatest: 101", 3, "'latest' is not a whole number from 0 to 100", "write a whole number from 0 to 100"),
        ("title: A\nlanguage: english!", 3, "'language' is not a language tag such as en", "write a language tag such as en"),
    ],
)
def test_a_wrong_setting_is_a_fault(yaml: str, line: int, message: str, hint: str) -> None:
    assert only_fault(parse_settings(matter_of(yaml))) == (line, message, hint)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org", "https://example.org/"),
        ("http://localhost:8000/a/b/", "http://localhost:8000/a/b/"),
        ("example.org", None),
        ("ftp://example.org/", None),
        ("https://example.org/?a", None),
        ("https://example.org/#a", None),
        ("https:///a", None),
        ("javascript:alert(1)", None),
        ("https://example.org/a b", None),
        ("https://example.org/a\n", None),
    ],
)
def test_a_base_url_is_the_address_of_a_folder(text: str, url: str | None) -> None:
    assert parse_base_url(text) == url


def test_a_note_names_its_paper_and_may_say_more() -> None:
    note = parse_note(matter_of("paper: heron\nstatus: to read\ntags: [a, 'on']", "Words."))

    assert note == Note("heron", "to read", ("a", "on"), said("Words.", 7), FILE)
    assert parse_note(matter_of("paper: heron")) == Note("heron", None, (), said("", 6), FILE)


@pytest.mark.parametrize(
    ("yaml", "line", "message"),
    [
        ("status: read", 2, "the field 'paper' is missing"),
        ("paper: [heron]", 2, "'paper' is not a text"),
        ("paper: heron\nstatus: unread", 3, "'status' is not one of to read, reading, read"),
        ("paper: heron\ntags: waders", 3, "'tags' is not a list of texts"),
        ("paper: heron\ntag: [waders]", 3, "unknown field 'tag'"),
    ],
)
def test_a_wrong_field_of_a_note_is_a_fault(yaml: str, line: int, message: str) -> None:
    assert only_fault(parse_note(matter_of(yaml)))[:2] == (line, message)


def test_a_topic_has_terms_with_weights() -> None:
    topic = parse_topic(matter_of("title: Ponds\nterms:\n  pond: 3\n  'on': 1.5\n  off: -1", "Words."), "ponds")

    assert topic == Topic("ponds", "Ponds", "", {"pond": 3, "on": 1.5, "off": -1}, said("Words.", 9), FILE)


@pytest.mark.parametrize("terms", ["[a, b]", "{a: much}", "{a: .inf}", "{'': 1}"])
def test_terms_without_weights_are_a_fault(terms: str) -> None:
    fault = only_fault(parse_topic(matter_of(f"title: Ponds\nterms: {terms}"), "ponds"))

    assert fault[:2] == (3, "'terms' is not a mapping of terms to weights")


def test_a_page_and_a_topic_need_a_file_name_that_is_a_slug() -> None:
    faults = [parse_page(matter_of("title: A"), "My page"), parse_topic(matter_of("title: A"), "My topic")]

    assert [only_fault(found)[1] for found in faults] == [
        "the file name 'My page' is no slug",
        "the file name 'My topic' is no slug",
    ]


def test_pages_keep_their_text_and_its_place() -> None:
    assert parse_page(matter_of("title: A", "# B"), "about") == TextPage("about", "A", said("# B", 5), FILE)
    assert parse_hardware_page(matter_of("name: NVIDIA A100", "Warm.")) == HardwarePage("NVIDIA A100", said("Warm.", 5), FILE)


def test_all_faults_of_a_file_come_together() -> None:
    faults = parse_note(matter_of("papr: heron\nstatus: 1\ntags: 2"))

    assert isinstance(faults, list)
    assert [fault.line for fault in faults] == [2, 3, 4, 2]
