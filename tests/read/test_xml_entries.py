"""XML files entry by entry: what is broken is told, its neighbours are read, and nothing outside the file is asked for."""

import io
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.errors import Fault
from litatlas.read.parsed import Origin, Skipped
from litatlas.read.xml_entries import XmlEntry, XmlItem, find_xml_names, format_markup, format_text, iterate_xml

ORIGIN = Origin("some/list.xml", "list.xml", "0" * 64)


def read(text: str | bytes) -> list[XmlItem]:
    return list(iterate_xml(io.BytesIO(text if isinstance(text, bytes) else text.encode()), ORIGIN, ("entry",)))


def texts(items: list[XmlItem]) -> list[str]:
    return [format_text(item.element) for item in items if isinstance(item, XmlEntry)]


def faults(items: list[XmlItem]) -> list[Fault]:
    return [item.fault if isinstance(item, Skipped) else item for item in items if not isinstance(item, XmlEntry)]


def test_entries_have_their_lines_and_what_stands_around_them() -> None:
    items = read(
        '<list id="7">\n<name>Ponds</name>\n<part><entry>one</entry>\n<entry><a><entry>two</entry></a></entry></part></list>'
    )

    assert [(item.line, item.number) for item in items if isinstance(item, XmlEntry)] == [(3, 1), (4, 2)]
    assert texts(items) == ["one", "two"]
    first = items[0]
    assert isinstance(first, XmlEntry)
    assert [parent.tag for parent in first.parents] == ["list", "part"]
    assert first.parents[0].get("id") == "7"
    assert first.parents[0].findtext("name") == "Ponds"


def test_names_of_known_namespaces_have_one_prefix() -> None:
    atom = 'xmlns="http://www.w3.org/2005/Atom" xmlns:q="http://arxiv.org/schemas/atom" xmlns:u="http://pond.test/u"'
    plain, prefixed = (
        read(f"<feed {atom}><entry><q:doi>1</q:doi><u:x/></entry></feed>"),
        read(
            '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><d xmlns="http://purl.org/dc/elements/1.1/"/></a:entry></a:feed>'
        ),
    )

    assert [[node.tag for node in item.element.iter()] for item in plain if isinstance(item, XmlEntry)] == [
        ["entry", "arxiv:doi", "u:x"]
    ]
    assert [[node.tag for node in item.element.iter()] for item in prefixed if isinstance(item, XmlEntry)] == [["entry", "dc:d"]]


@pytest.mark.parametrize(
    "broken",
    [
        "<entry>snails & robins</entry>",
        "<entry>a <b>bold</entry>",
        "<entry>1 < 2</entry>",
        "<entry>&#1;</entry>",
        "<entry a=b/>",
        "<entry><x></y></entry>",
        f"<entry>{'<x>' * 10_000}{'</x>' * 10_000}</entry>",
    ],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_a_broken_entry_is_told_and_its_neighbours_are_read(broken: str, between: str) -> None:
    items = read(f'<list xmlns:p="u"><p:head/>{between}<entry>one</entry>{between}{broken}{between}<entry>three</entry></list>')

    assert texts(items) == ["one", "three"]
    (skipped,) = (item for item in items if isinstance(item, Skipped))
    assert faults(items) == [skipped.fault]
    assert "entry 2" in skipped.fault.message
    last = items[-1]
    assert isinstance(last, XmlEntry)
    assert (last.line, last.place) == ((4, 4) if between else (1, 3))
    assert skipped.fault.line == (3 if between else 1)
    assert [parent.tag for parent in last.parents] == ["list"]


def test_a_file_that_breaks_off_is_told() -> None:
    items = read("<list><entry>one</entry><entry>tw")

    assert texts(items) == ["one"]
    assert [fault.message for fault in faults(items)] == ["entry 2 is no XML (the file ends in the middle of it)"]
    assert [fault.message for fault in faults(read("<list><entry>one</entry>"))] == ["ends before its list of entries does"]


def test_what_follows_the_end_of_the_document_is_read_with_an_error() -> None:
    items = read("<list><entry>one</entry></list>\n<list><entry>two</entry></list>")

    assert texts(items) == ["one", "two"]
    assert faults(items)[0].message.startswith("is no XML here, between entries")


@pytest.mark.parametrize(("text", "message"), [("", "is no XML"), ("words", "is no XML"), ("<list/>", "holds no entry")])
def test_a_file_without_entries_says_so(text: str, message: str) -> None:
    assert any(fault.message.startswith(message) for fault in faults(read(text)))


@pytest.mark.parametrize("padding", [0, 1 << 10, (1 << 16) - 30, (1 << 16) - 12])
def test_entities_in_attributes_are_known_as_well(padding: int) -> None:
    filler = f"<!-- {'.' * padding} -->"
    (item,) = read(f'<list>{filler}<entry name="Caf&eacute; &amp; P&ouml;nd &pondy; &NotEqualTilde;">x &lt; y</entry></list>')

    assert isinstance(item, XmlEntry)
    assert item.element.get("name") == "Café & Pönd &pondy; ≂̸"
    assert format_text(item.element) == "x < y"


@given(st.text(st.sampled_from('<>&;="ab eacute!-[]/'), max_size=60))
def test_tags_that_are_broken_anywhere_are_told_or_read(broken: str) -> None:
    items = read(f"<list><entry>one</entry><entry {broken}<entry>last</entry></list>")

    assert texts(items)[:1] == ["one"]
    assert len(texts(items)) > 1 or faults(items)


def test_entities_of_html_are_known_and_unknown_ones_stay() -> None:
    assert texts(read("<list><entry>M&uuml;hle &alpha; &nope; &amp;</entry></list>")) == ["Mühle α &nope; &"]


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;',
    ],
)
def test_files_that_declare_entities_are_refused(declared: str) -> None:
    (fault,) = faults(read(f"<!DOCTYPE list [{declared}]><list><entry>&a;&b;</entry></list>"))

    assert "declares entities of its own" in fault.message


def test_a_document_type_elsewhere_is_not_fetched() -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/pond.dtd"
        items = read(f'<!DOCTYPE list SYSTEM "{address}"><list><entry>x&ouml;</entry></list>')
        server.shutdown()

    assert texts(items) == ["xö"]
    assert asked == []


@pytest.mark.parametrize(
    ("declared", "encoding", "word"),
    [
        ("UTF-8", "utf-8", "Mühle"),
        ("UTF-16", "utf-16", "Mühle"),
        ("ISO-8859-1", "latin-1", "Mühle"),
        ("ISO-8859-1", "utf-8", "Mühle"),
        ("iso-8859-2", "iso8859-2", "żółw"),
        ("GB2312", "gb2312", "中文"),
        ("no-such-thing", "utf-8", "żółw"),
    ],
)
def test_the_encoding_is_what_the_bytes_say_or_else_what_the_file_declares(declared: str, encoding: str, word: str) -> None:
    items = read(f'<?xml version="1.0" encoding="{declared}"?><list><entry>{word}</entry></list>'.encode(encoding))

    assert texts(items) == [word]
    assert faults(items) == []


def test_bytes_of_another_encoding_than_declared_are_read_with_a_warning() -> None:
    items = read('<?xml version="1.0" encoding="UTF-8"?><list><entry>Mühle</entry></list>'.encode("cp1252"))

    assert texts(items) == ["Mühle"]
    assert [fault.severity for fault in faults(items)] == ["warning"]


def test_controls_are_left_out_and_long_texts_are_whole() -> None:
    items = read(f"<list><entry>{'x' * 5_000_000}\x00\x01y</entry></list>")

    assert texts(items) == ["x" * 5_000_000 + "y"]


def test_markup_is_dropped_or_kept() -> None:
    (entry,) = read("<entry>Light <i>and <sup>2</sup></i> <bold>fast</bold>\n snails</entry>")

    assert isinstance(entry, XmlEntry)
    assert format_text(entry.element) == "Light and 2 fast snails"
    assert format_markup(entry.element) == "Light <i>and <sup>2</sup></i> fast\n snails"


def test_the_names_of_a_file_tell_what_it_holds() -> None:
    assert find_xml_names(b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><ti') == ("feed", "entry")
    assert find_xml_names(b"[]") == ()


PARTS = [
    "<list>",
    "</list>",
    "<entry>",
    "</entry>",
    "<entry",
    "/>",
    "<",
    "&",
    "&amp;",
    "&uuml;",
    "x",
    "\n",
    "<![CDATA[",
    "]]>",
    "<!--",
]


@given(st.binary() | st.lists(st.sampled_from(PARTS)).map(lambda parts: "".join(parts).encode()))
def test_no_bytes_raise_and_every_entry_is_read_or_told(data: bytes) -> None:
    items = read(data)
    lines = [item.line if isinstance(item, XmlEntry) else item.fault.line for item in items if not isinstance(item, Fault)]
    places = [item.place for item in items if isinstance(item, XmlEntry)]

    assert items
    assert lines == sorted(lines)
    assert places == sorted(set(places))
