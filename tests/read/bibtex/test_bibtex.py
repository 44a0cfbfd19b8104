"""BibTeX as it is in the world: what an entry states is read, what it breaks is told, its neighbours are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.identity.names import parse_author
from litatlas.model import Author, Record
from litatlas.read.bibtex import sniff
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.parsed import Parsed

NEIGHBOUR = "\n@article{next, title={Next}, year={2021}}\n"


def parse(text: str | bytes) -> Parsed:
    data = text.encode() if isinstance(text, str) else text
    return parse_bytes(data, "list.bib", ReadOptions(format="bibtex"))


def read_one(fields: str, kind: str = "article") -> Record:
    parsed = parse(f"@{kind}{{a, title={{One}},\n{fields}}}" + NEIGHBOUR)
    assert [record.key for record in parsed.records] == ["a", "next"]
    return parsed.records[0]


def messages(parsed: Parsed) -> list[str]:
    return [f"{fault.line}: {fault.message}" for fault in parsed.faults]


def ids(record: Record) -> list[str]:
    return [str(one) for one in record.identifiers]


# What breaks


@pytest.mark.parametrize(
    ("broken", "titles", "said"),
    [
        ("@article{a, title={One {x}, year=2020\n}", ["One x"], ["1: the value of 'title' does not end where it should"]),
        ("@article{a,\n title={One},\n abstract={x {y,\n year={2020}\n}", ["One"],
         ["3: the value of 'abstract' does not end where it should"]),
        ("@article{a, title={One}}, year={2020}}", ["One"], ["1: the entry is closed before its last fields"]),
        ("@article{a, title={One} year={2020}}", ["One"], ["1: a comma is missing after the field 'title'"]),
        ("@article{a, title={One}, year={2020}", ["One"], ["1: the entry is not closed"]),
        ('@article{a, title="The "One" and only", year={2020}}', ['The "One" and only'],
         ["1: the value of 'title' does not end where it should"]),
        ('@article{a, title="One } two", year={2020}}', ["One two"], ["1: the value of 'title' does not end where it should"]),
        ("@article{a, title={One}, ???, year={2020}}", ["One"], ['1: "???" is no field']),
        ("@article{a\n title={One}, year={2020}}", ["One"], []),
        ("@article{title={One}, year={2020}}", ["One"], []),
        ("@article{, title={One}, year={2020},,}", ["One"], []),
        ("@article(a, title={One}, year={2020})", ["One"], []),
        ("@ARTICLE {a b:c/d, TITLE = {One}, Year = 2020,}", ["One"], []),
        ('@article{a, title="{"}One{"}", year=2020}', ['"One"'], []),
        ("@article{a, title={One \\} x}, year={2020}}", ["One } x"], ["1: the value of 'title' does not end where it should"]),
        ("@article{a, title={One}, title={Two}, year={2020}}", ["One"], ["1: the field 'title' is given twice"]),
        ("@article{a, title={One}, journal=foo, year=2020}", ["One"],
         ["1: the field 'journal' has 'foo' in neither braces nor quotes, and no @string defines it"]),
        ("@article{a, author={Heron, H.}, year={2020}}", [], ["1: the entry 'a' has no title"]),
        ("@article{a, title={}, year={2020}}", [], ["1: the entry 'a' has no title"]),
        ("@article{}", [], ["1: an entry @article has no title"]),
        ("% @article{a, title={One}}", [], ["1: an entry @article is commented out by %"]),
        ("@comment{@article{a, title={One}}}", [], ["1: an entry is commented out by @comment"]),
        ("mail a@pond.test or @home {x} about it", [], []),
        ("@article{a, title={One}, abstract={mail\n@home {x}}, year={2020}}", ["One"], []),
        ("@misc{a, title={One}, crossref={nowhere}, year={2020}}", ["One"],
         ["1: the field 'crossref' refers to 'nowhere', which is no entry of the file"]),
        ("@misc{a, title={One}, crossref={a}, year={2020}}", ["One"],
         ["1: the field 'crossref' refers to 'a', which is no entry of the file"]),
        ("@misc{a, title={One}, year={soon}}", ["One"], ["1: the date of 'a' cannot be read: soon"]),
        ("@article{a, title={One}}, year=2020}", ["One"], ["1: the entry is closed before its last fields"]),
        ("@{a, title={One}, year={2020}}", ["One"], ["1: the entry has no type"]),
        ("@misc{z, title={Nil}}\n@ {a, year={2021},\n title={One}}", ["Nil", "One"], ["2: the entry has no type"]),
        ("@2{a, title={One}, year={2020}}", ["One"], ["1: the entry has no type"]),
        ("article{a,\n title={One},\n year={2020}}", [], ["2: a field stands in no entry"]),
        ("@article a, title={One}, year={2020}}", [], ["1: a field stands in no entry"]),
        ("@article{a title={One}, year={2020}}", ["One"], ["1: a comma is missing after the key 'a'"]),
        ("@article{a, title {One}, year=x}", [], ["1: the entry 'a' has no title", '1: "title {One" is no field',
         "1: the entry is closed before its last fields",
         "1: the field 'year' has 'x' in neither braces nor quotes, and no @string defines it"]),
        ("@misc{a, title={One}, year={2020-99-99}}", ["One"], ["1: the date of 'a' is in no calendar: 2020-99-99"]),
        ("@misc{a, title={One}, year=2020, month=13}", ["One"], ["1: the date of 'a' is in no calendar: 2020, 13"]),
        ("@misc{a, title={One}, year={2020-00-00}}", ["One"], []),
        ("@misc{a, title={One}, year=2020, month={Spring}}", ["One"], []),
        ("@misc{a, title={One}, year=2021, month=feb, day=30}", ["One"], ["1: the date of 'a' is in no calendar: 2021, feb, 30"]),
        ("@misc{a, title={One}, year=2021, month=feb, day={3-5}}", ["One"], []),
        ("@control{x, y=1}@IEEEtranBSTCTL{z, a={b}}@preamble{\"x\"}", [], []),
    ],
)  # fmt: skip
def test_what_is_broken_is_told_and_read_as_far_as_can_be(broken: str, titles: list[str], said: list[str]) -> None:
    parsed = parse(broken + NEIGHBOUR)

    assert [record.title for record in parsed.records] == [*titles, "Next"]
    assert messages(parsed) == said
    assert parsed.entries == len(parsed.records) + parsed.skipped
    if "2020" in broken and titles:
        assert parsed.records[0].date
        assert parsed.records[0].date.iso == "2020"


def test_a_file_that_ends_in_an_entry_gives_what_is_there() -> None:
    parsed = parse(NEIGHBOUR + "@article{a,\n title = {One},\n abstract = {We wait")

    assert [(record.title, record.abstract) for record in parsed.records] == [("Next", ""), ("One", "We wait")]
    assert {fault.severity for fault in parsed.faults} == {"warning"}


def test_entries_of_one_key_are_all_read_and_the_second_is_told() -> None:
    parsed = parse("@misc{a, title={One}}\n@misc{a, title={Two}}\n@misc{, title={Three}}\n@misc{, title={Four}}")

    assert [record.title for record in parsed.records] == ["One", "Two", "Three", "Four"]
    assert messages(parsed) == ["2: the key 'a' is also that of the entry in line 1"]


def test_a_file_without_entries_says_so() -> None:
    assert messages(parse("% Encoding: UTF-8\n@comment{jabref-meta: x}")) == ["1: has no entry of BibTeX"]


# Macros and references


def test_macros_are_joined_and_months_are_known() -> None:
    parsed = parse(
        '@string{p = "Pond"}@string{q = p # " Letters"}'
        '@article{a, title = {On } # p, journal = q, year = 2020, month = "5~" # oct}'
    )

    assert [(one.title, one.venue, one.date and one.date.iso) for one in parsed.records] == [
        ("On Pond", "Pond Letters", "2020-10-05")
    ]


def test_a_volume_gives_its_facts_to_its_papers_and_is_no_paper() -> None:
    parsed = parse(
        "@inproceedings{a, crossref={V}, title={One}, pages={1--2}}\n@inproceedings{b, crossref={v}, title={Two}, year={2019}}\n"
        "@proceedings{v, title={Volume}, year={2020}, editor={Reed, O.}, doi={10.1000/v}, publisher={Press}}\n"
        "@proceedings{w, title={Other}}"
    )

    assert [(one.title, one.venue, one.date and one.date.iso, ids(one)) for one in parsed.records] == [
        ("One", "Volume", "2020", []), ("Two", "Volume", "2019", []), ("Other", "", None, []),
    ]  # fmt: skip
    assert parsed.records[0].extra == {"pages": "1–2", "editor": "Reed, O.", "publisher": "Press"}
    assert messages(parsed) == ["3: the volume 'v' is no paper: entries refer to it (line 1), and have its facts"]
    assert (parsed.entries, parsed.faults[0].severity) == (4, "warning")


def test_shared_data_of_biblatex_is_inherited() -> None:
    parsed = parse("@xdata{x, publisher={Press}, date={2020-05}}\n@book{a, title={One}, xdata={x}}")

    assert [(one.title, one.date and one.date.iso, one.extra["publisher"]) for one in parsed.records] == [
        ("One", "2020-05", "Press")
    ]


# Fields


@pytest.mark.parametrize(
    ("fields", "iso"),
    [
        ("date={2020-05-03}", "2020-05-03"),
        ("date={2020-05-03/2020-05-09}, year={2019}", "2020-05-03"),
        ("year=2020, month=may", "2020-05"),
        ("year={2020}, month={05}, day={3}", "2020-05-03"),
        ("year={2020}, month={May--June}", "2020-05"),
        ("year={2020}, month={May 3-7}", "2020-05-03"),
        ("year={2020}, month=sept", "2020-09"),
        ("year={2020}, month={#sep#}", "2020-09"),
        ("year={2020a}", "2020"),
        ("year={c2020}", "2020"),
        ("year={2020 (to appear)}", "2020"),
        ("year={2020}, month={spring}", "2020"),
        ("issue_date={May 2020}", "2020-05"),
    ],
)
def test_a_date_is_read_from_whichever_fields_state_it(fields: str, iso: str) -> None:
    date = read_one(fields).date

    assert date is not None
    assert date.iso == iso


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("eprint={2401.01234v2}, archiveprefix={arXiv}", ["arxiv:2401.01234v2"]),
        ("eprint={hep-th/9901001}, eprinttype=arxiv", ["arxiv:hep-th/9901001"]),
        ("eprint={arXiv:2401.01234 [cs.CL]}", ["arxiv:2401.01234"]),
        ("eprint={12345}, eprinttype={pubmed}", ["pmid:12345"]),
        ("arxivId={2401.01234}", ["arxiv:2401.01234"]),
        ("journal={arXiv preprint arXiv:2401.01234}", ["arxiv:2401.01234"]),
        ("journal={arXiv e-prints}, pages={arXiv:2401.01234}, eprint={2401.01234}", ["arxiv:2401.01234"]),
        ("journal={CoRR}, volume={abs/2401.01234}", ["arxiv:2401.01234"]),
        ("note={arXiv:2401.01234 [cs]}", ["arxiv:2401.01234"]),
        ("doi={https://doi.org/10.1000/A\\_b}", ["doi:10.1000/a_b"]),
        ("doi={10.48550/arXiv.2401.01234}", ["arxiv:2401.01234"]),
        ("doi={10.18653/v1/2020.acl-main.1}", ["doi:10.18653/v1/2020.acl-main.1", "acl:2020.acl-main.1"]),
        ("url={https://openreview.net/forum?id=AbCd\\_f12}", ["openreview:AbCd_f12"]),
        ("url={http://arxiv.org/abs/2401.01234}", ["arxiv:2401.01234"]),
        ("biburl={https://dblp.org/rec/conf/pond/H22.bib}", ["dblp:conf/pond/H22"]),
        ("pmid={12345}, pmcid={PMC678}", ["pmid:12345", "pmcid:PMC678"]),
    ],
)
def test_identifiers_are_read_wherever_they_stand(fields: str, expected: list[str]) -> None:
    assert ids(read_one(fields)) == expected


def test_what_is_no_identifier_is_kept_as_it_is() -> None:
    record = read_one("doi={pending}, eprint={jstor/12}, eprinttype={jstor}, url={see below}")

    assert ids(record) == []
    assert record.extra == {"doi": "pending", "eprint": "jstor/12", "eprinttype": "jstor", "url": "see below"}


def test_an_isbn_is_of_a_book_and_not_of_what_stands_in_it() -> None:
    assert ids(read_one("isbn={978-3-16-148410-0}", "book")) == ["isbn:9783161484100"]
    assert ids(read_one("isbn={978-3-16-148410-0}", "inproceedings")) == []


def test_links_are_told_by_their_fields_and_addresses() -> None:
    record = read_one(
        "url={https://pond.test/{\\textasciitilde}h/a\\_b https://github.com/p/q}, pdf={https://pond.test/x}, bdsk-url-1={https://pond.test/y}"
    )

    assert [(link.kind, link.url) for link in record.links] == [
        ("other", "https://pond.test/~h/a_b"), ("code", "https://github.com/p/q"), ("pdf", "https://pond.test/x"), ("other", "https://pond.test/y"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "journal={Pond}", ("article", "Pond")),
        ("inproceedings", "booktitle={Proc. Pond}, journal={J}", ("conference paper", "Proc. Pond")),
        ("phdthesis", "school={Fenland}", ("thesis", "Fenland")),
        ("techreport", "institution={Fenland}", ("report", "Fenland")),
        ("misc", "eprint={2401.01234}", ("preprint", "arXiv")),
        ("misc", "howpublished={A page}", (None, "A page")),
        ("misc", "howpublished={\\url{https://pond.test}}", (None, "")),
        ("article", "journal={arXiv preprint arXiv:2401.01234}", ("preprint", "arXiv")),
        ("article", "journal={bioRxiv}", ("preprint", "bioRxiv")),
        ("article", "journal={\\apj}", ("article", "Astrophysical Journal")),
        ("article", "journal={Pond {\\&} Reed &amp; Son}", ("article", "Pond & Reed & Son")),
        ("dataset", "publisher={Zenodo}", ("dataset", "")),
        ("whatever", "journal={Pond}", (None, "Pond")),
    ],
)
def test_kind_and_venue_follow_from_type_and_fields(kind: str, fields: str, expected: tuple[str | None, str]) -> None:
    record = read_one(fields, kind)

    assert (record.kind, record.venue) == expected


def test_furniture_of_tools_is_left_out_and_all_else_is_kept() -> None:
    record = read_one("file={x.pdf:PDF}, timestamp={now}, date-added={x}, groups={A, B}, pond-depth={3 m}, note={x}, note={y}")

    assert record.extra == {"groups": "A, B", "pond-depth": "3 m", "note": ["x", "y"]}


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Heron, Hanna and van der Reed, Otto", [("Hanna", "", "Heron", ""), ("Otto", "van der", "Reed", "")]),
        ("Hanna van der Heron AND Otto Reed", [("Hanna", "van der", "Heron", ""), ("Otto", "", "Reed", "")]),
        (r"G{\"u}n, A. and Erd{\H o}s, P. and {\'E}mile {Zola}",
         [("A.", "", "Gün", ""), ("P.", "", "Erdős", ""), ("Émile", "", "Zola", "")]),
        ("{Reed and Sons} and {Pond, Inc.} and {{The Pond Team}}",
         [("", "", "Reed and Sons", ""), ("", "", "Pond, Inc.", ""), ("", "", "The Pond Team", "")]),
        ("Heron, Jr., Hanna and {van der Reed}, Otto", [("Hanna", "", "Heron", "Jr."), ("Otto", "van der", "Reed", "")]),
        ("de la {Cruz Reed}, M. and M. {Cruz Reed}", [("M.", "de la", "Cruz Reed", ""), ("M.", "", "Cruz Reed", "")]),
        ("A. Heron; B. Reed", [("A.", "", "Heron", ""), ("B.", "", "Reed", "")]),
        ("Heron, A., Reed, B.", [("A.", "", "Heron", ""), ("B.", "", "Reed", "")]),
        ("Hanna Heron, Otto Reed, Mara Marsh & Ada Wader",
         [("Hanna", "", "Heron", ""), ("Otto", "", "Reed", ""), ("Mara", "", "Marsh", ""), ("Ada", "", "Wader", "")]),
        ("family=Reed, given=Otto, prefix=van der, useprefix=true", [("Otto", "van der", "Reed", "")]),
        ("Heron, Hanna and\n   Reed, Otto and others", [("Hanna", "", "Heron", ""), ("Otto", "", "Reed", "")]),
        ("Otto Reed 0001 and Reed, Otto and", [("Otto", "", "Reed", ""), ("Otto", "", "Reed", "")]),
        ("李鹭 and Pond", [("", "", "李鹭", ""), ("", "", "Pond", "")]),
        (" and {} and , ", []),
    ],
)  # fmt: skip
def test_names_are_taken_apart_as_bibtex_does(written: str, authors: list[tuple[str, str, str, str]]) -> None:
    found = read_one(f"author={{{written}}}").authors

    assert [(one.given, one.particle, one.family, one.suffix) for one in found] == authors


def test_names_that_no_and_parts_are_told() -> None:
    parsed = parse("@misc{a, title={One}, author={A. Heron; B. Reed}}")

    assert messages(parsed) == ["1: the authors of 'a' are told apart by semicolons"]


def test_a_list_of_authors_that_is_cut_says_so() -> None:
    assert read_one("author={Heron, H. and others}").extra == {"author": "and others"}


# Encodings


def test_bytes_tell_the_encoding_before_what_the_file_declares() -> None:
    text = "% Encoding: Cp1252\n@misc{a, title={Étude}}"

    assert parse(text.encode()).records[0].title == "Étude"
    assert parse(text.encode("cp1252")).records[0].title == "Étude"
    assert parse("% Encoding: GB18030\n@misc{a, title={河獭}}".encode("gb18030")).records[0].title == "河獭"


def test_a_file_of_two_encodings_is_read_line_by_line_and_told() -> None:
    parsed = parse("@misc{a, title={Étude}}\n".encode() + "@misc{b, title={Löwe}}\n".encode("latin-1"))

    assert [record.title for record in parsed.records] == ["Étude", "Löwe"]
    assert messages(parsed) == ["2: has lines that are not in UTF-8, 1 in all; they were read as Windows-1252"]


# Telling it


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("@article{a,\n title={x}}", 0.9, 1),
        ("% a comment\n\n@string{a = {b}}", 0.9, 1),
        ("Made by a tool.\n\n@article{a,\n title={x}}", 0.3, 0.7),
        ("# A page\n\n- [One](https://pond.test)\n\n```\n@article{a,\n title={x}}\n```", 0, 0.4),
        ('{"title": "x"}', 0, 0),
        ("mail a@pond.test {now}", 0, 0),
    ],
)
def test_entries_that_begin_a_text_tell_the_format(text: str, least: float, most: float) -> None:
    assert least <= sniff(text.encode(), "list.txt") <= most


# Any text


@given(
    st.lists(
        st.sampled_from(
            ["@article{", "a,", "title", "=", "{", "}", '"', "#", ",", "\n", "One", "2020", "@string{", "(", ")", "\\", "%"]
        ),
        max_size=60,
    )
)
def test_no_text_makes_the_reader_fail_and_every_title_comes_back(parts: list[str]) -> None:
    parsed = parse("".join(parts) + NEIGHBOUR)

    assert parsed.records[-1].title == "Next"
    assert all(fault.line >= 1 for fault in parsed.faults)


def test_many_broken_entries_take_no_time_to_speak_of() -> None:
    for broken in ("@article{a,\n", "@article{a, title={\n", "@misc{a, b = {" * 3, "@a{@", "title={x},", "$\\(", "\\enquote{"):
        parsed = parse(broken * 20_000)
        assert parsed.records or parsed.faults


def test_macros_and_entries_that_multiply_each_other_fill_no_memory() -> None:
    doubled = "".join(f"@string{{m{number + 1} = m{number} # m{number}}}" for number in range(60))
    parsed = parse('@string{m0 = "abcdefgh"}' + doubled + "@misc{a, title = m60}" + NEIGHBOUR)
    fields = "".join(f", f{number} = {{x}}" for number in range(1000))
    heirs = parse(f"@xdata{{x{fields}}}" + "".join(f"@misc{{a{number}, title={{One}}, xdata={{x}}}}" for number in range(50)))

    assert [record.key for record in parsed.records] == ["next"]
    assert any("characters" in fault.message for fault in parsed.faults)
    assert len(heirs.records) == 50


def test_a_name_read_from_braces_is_no_other_when_it_is_written_again() -> None:
    assert read_one("author={{Pond, Inc.}}").authors == (Author("Pond, Inc.", "Pond, Inc."),)
    assert parse_author("{Pond, Inc.}") == Author("Pond, Inc.", "Pond, Inc.")
