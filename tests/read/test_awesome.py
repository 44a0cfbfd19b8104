"""Awesome lists in the styles that people keep them in."""

from pathlib import Path

import pytest

from litatlas.model import Author, Identifier, Link, Organization, PartialDate, Record
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.parsed import Parsed

TITLE = "Sparse Kernels for Quiet Ponds"
ARXIV = "https://arxiv.org/abs/2405.01234"
HERON, OTTER = Author("Hanna Heron", "Heron", "Hanna"), Author("Otto Otter", "Otter", "Otto")
CODE = Link("code", "https://github.com/pond/heron")


def parse(text: str) -> Parsed:
    return parse_bytes(text.encode(), "README.md", ReadOptions(format="awesome"))


def read_one(text: str) -> Record:
    parsed = parse(text)
    assert [str(fault) for fault in parsed.faults] == []
    (record,) = parsed.records
    return record


def test_a_list_with_items_tables_and_folded_sections_is_read_whole() -> None:
    parsed = parse(Path(__file__).with_name("samples").joinpath("awesome.6.md").read_text(encoding="utf-8"))

    sparse, dense, eight, older, otter, squirrels = parsed.records
    assert (sparse.title, sparse.identifiers, sparse.headings) == (TITLE, (Identifier("arxiv", "2401.01234", "2"),), ("Kernels",))
    assert sparse.remark == "A kernel that stands still. See [the talk](https://example.org/talk)."
    assert (dense.title, dense.authors, dense.venue) == ("Dense Kernels for Loud Lakes", (HERON, OTTER), "ICML")
    assert (dense.date, dense.identifiers) == (PartialDate("2024"), (Identifier("openreview", "abcDEF123"),))
    assert dense.links == (Link("code", "https://github.com/pond/lake"),)
    assert (eight.title, eight.date, eight.headings) == (
        "Eight Bits in a Puddle",
        PartialDate("2023-05"),
        ("Kernels", "Quantization"),
    )
    assert [author.family for author in eight.authors] == ["Mole", "Robin"]
    assert eight.remark == "TL;DR: eight are enough."
    assert (older.title, older.venue, older.headings) == (
        "Puddles Before Bits",
        "DAC",
        ("Kernels", "Quantization", "Older papers"),
    )
    assert (otter.venue, otter.date, otter.remark) == ("NeurIPS", PartialDate("2023-12"), "holds *hands*")
    assert (squirrels.title, squirrels.identifiers) == ("Caches of Squirrels", (Identifier("arxiv", "2402.00003"),))
    assert [record.source.line for record in parsed.records] == [12, 13, 17, 22, 29, 30]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [TITLE](URL): stands still", {"remark": "stands still"}),
        ("- [TITLE](URL), Hanna Heron, Otto Otter, ICML 2024, [Code](CODE)", "authors venue code"),
        ("- **TITLE**, Hanna Heron *et al.*, **ICML 2024** [[paper](URL)]", "venue"),
        ("- (2024-05) [TITLE](URL)", {"date": PartialDate("2024-05")}),
        ("- `2024.05` [TITLE](URL)", {"date": PartialDate("2024-05")}),
        ("- 2024 - TITLE - [paper](URL)", {"date": PartialDate("2024")}),
        ("- [ICML 2024] [TITLE](URL)", "venue"),
        ("- **[ICML'24]** TITLE [[arXiv](URL)]", "venue"),
        ("- 【ICML 2024】TITLE [Paper](URL)", "venue"),
        ("- 🔥 [TITLE](URL) (**ICML 2024 Oral**)", "venue"),
        ("* TITLE, ICML 2024. [[Paper]](URL) [[Code]](CODE)", "venue code"),
        ("+ [TITLE](URL) [ICML 2024] [[code](CODE)] ⭐ 120", "venue code"),
        ("3. [TITLE](URL) ![](https://img.shields.io/badge/ICML-2024-blue)", "venue"),
        ("- [TITLE](URL) ![stars](https://img.shields.io/github/stars/pond/heron)", "code"),
        ('- "TITLE", Hanna Heron, Otto Otter, ICML 2024. [[pdf](URL)]', "authors venue"),
        ('- Hanna Heron, Otto Otter. "TITLE." *ICML* (2024). [[arXiv:2405.01234](URL)]', "authors venue"),
        ("- Hanna Heron, Otto Otter. TITLE. ICML 2024. [pdf](URL)", "authors venue"),
        ("- [**TITLE**](URL) <br> Hanna Heron, Otto Otter <br> ICML 2024 [[code](CODE)]", "authors venue code"),
        ("- <b>TITLE</b>, <i>Hanna Heron, Otto Otter</i>, ICML 2024 <a href=\"URL\"><img src='x.png'></a>", "authors venue"),
        ("- [[2405.01234] TITLE](URL)", ""),
        ("- [arXiv 2405.01234] TITLE. [[code]](CODE)", "code"),
        ("- TITLE: URL", ""),
        ("- [[DAC](URL)] TITLE", ""),
        ("- [Paper] [TITLE](URL)", ""),
        ("- `2024.05` **Heron** TITLE [[Paper](URL)]", {"extra": {"tag": "Heron"}}),
        ("**[TITLE](URL)**\\\n*Hanna Heron, Otto Otter*\\\nICML 2024", "authors venue"),
        ("### [TITLE](URL)\n\nIt stands still.", ""),
        ("| Paper | Where | Link |\n|---|---|---|\n| TITLE | ICML 2024 | [arXiv](URL) |", "venue"),
        ("| | Year | Venue | By |\n|-|-|-|-|\n| [TITLE](URL) | 2024 | ICML | Hanna Heron, Otto Otter |", "authors venue"),
        ("## ICML 2024\n\n- [TITLE](URL)", "venue"),
    ],
)  # fmt: skip
def test_an_entry_in_any_style_gives_its_facts(text: str, expected: str | dict[str, object]) -> None:
    record = read_one(text.replace("TITLE", TITLE).replace("URL", ARXIV).replace("CODE", CODE.url))

    assert record.title == TITLE
    assert record.identifiers == (Identifier("arxiv", "2405.01234"),)
    assert record.kind is None
    if isinstance(expected, dict):
        assert {name: getattr(record, name) for name in expected} == expected
        return
    if "venue" in expected:
        assert (record.venue, record.date) == ("ICML", PartialDate("2024"))
    if "authors" in expected:
        assert record.authors == (HERON, OTTER)
    assert record.links == ((CODE,) if "code" in expected else ())
    assert record.remark == ""


@pytest.mark.parametrize(
    ("said", "names", "is_cut"),
    [
        ("by Hanna Heron et al., ICML 2024", ["Hanna Heron"], True),
        ("by Hanna Heron, Otto Otter and others", ["Hanna Heron", "Otto Otter"], True),
        ("- Written by: Hanna Heron, Otto Otter", ["Hanna Heron", "Otto Otter"], False),
        ("by Hanna Heron, ICML 2024", ["Hanna Heron"], False),
    ],
)
def test_names_behind_by_are_authors_and_et_al_says_that_the_list_is_cut(said: str, names: list[str], is_cut: bool) -> None:
    record = read_one(f"- [{TITLE}]({ARXIV}) {said}")

    assert [author.name for author in record.authors] == names
    assert record.extra == ({"author": "and others"} if is_cut else {})
    assert record.remark == ""
    assert record.venue == ("ICML" if "ICML" in said else "")


@pytest.mark.parametrize(
    "said",
    [
        "🔥**[Pond Heron]** TITLE(@Pond Lab)",
        "🔥🔥[**Pond Heron**] TITLE (@Pond Lab etc)",
        "[Pond Heron] [TITLE](URL) (@Pond Lab)",
        "[🔥[Pond Heron] TITLE (@Pond Lab)](URL)",
        "【Pond Heron】TITLE [@Pond Lab] ⭐️",
    ],
)
@pytest.mark.parametrize("form", ["- SAID [[paper](URL)]", "|Date|Title|Paper|\n|:--|:--|:--|\n|2024.05|SAID|[[pdf]](URL)|"])
def test_emoji_a_short_name_in_brackets_and_the_keepers_organization_are_no_part_of_a_title(form: str, said: str) -> None:
    record = read_one(form.replace("SAID", said).replace("TITLE", TITLE).replace("URL", ARXIV))

    assert record.title == TITLE
    assert record.organization == Organization("Pond-Lab", "Pond Lab")
    assert record.extra == {"tag": "Pond Heron"}
    assert record.remark == ""
    assert record.identifiers == (Identifier("arxiv", "2405.01234"),)


@pytest.mark.parametrize("title", ["[Re] Sparse Kernels for Ponds", "[18F]Pondine for Quiet Herons", "Reeds® for Quiet Herons"])
def test_brackets_and_signs_that_are_part_of_a_title_stay(title: str) -> None:
    assert read_one(f"| Title | Paper |\n|--|--|\n| {title} | [pdf]({ARXIV}) |").title == title


def test_a_reference_in_the_style_of_the_apa() -> None:
    record = read_one(
        "- Heron, H., & Otter, O. (2024). Sparse kernels for quiet ponds. *Journal of Ponds*, 12. https://doi.org/10.1000/p"
    )

    assert (record.title, record.date) == ("Sparse kernels for quiet ponds", PartialDate("2024"))
    assert [(author.given, author.family) for author in record.authors] == [("H.", "Heron"), ("O.", "Otter")]
    assert record.identifiers == (Identifier("doi", "10.1000/p"),)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- [[paper](URL)] Do Herons Wait? A Study of Quiet Ponds", "Do Herons Wait? A Study of Quiet Ponds"),
        ("- Do Herons Wait? Hanna Heron, Otto Otter. ICML 2024 [paper](URL)", "Do Herons Wait?"),
        ("- [Herons After </pond> Wait](URL)", "Herons After </pond> Wait"),
    ],
)
def test_signs_within_a_title_belong_to_it(text: str, title: str) -> None:
    assert read_one(text.replace("URL", ARXIV)).title == title


def test_a_short_name_before_the_link_is_part_of_the_title() -> None:
    assert read_one(f"- FlashHeron: [Sparse Kernels]({ARXIV})").title == "FlashHeron: Sparse Kernels"
    assert read_one(f"- **Heron**: Sparse Kernels for Quiet Ponds [[paper]({ARXIV})]").title == f"Heron: {TITLE}"


def test_items_below_an_entry_tell_of_it() -> None:
    record = read_one(
        f"- {TITLE}\n\n  - Authors: Hanna Heron, Otto Otter\n  - Link: {ARXIV}\n  - Code: {CODE.url}\n  - Pub: ICML 2024\n"
        "  - Key: sparsity, ponds\n"
    )

    assert (record.title, record.authors, record.venue) == (TITLE, (HERON, OTTER), "ICML")
    assert (record.identifiers, record.links) == ((Identifier("arxiv", "2405.01234"),), (CODE,))


def test_items_below_a_name_stand_under_it_as_under_a_heading() -> None:
    parsed = parse(
        f"## Kernels\n\n- Quantization\n  - [Quiet Bits for Ponds]({ARXIV})\n  - [Loud Bits for Lakes](https://a.example/b)\n"
    )

    assert [record.headings for record in parsed.records] == [("Kernels", "Quantization")] * 2


def test_an_entry_without_a_title_is_skipped_and_its_neighbours_are_read() -> None:
    parsed = parse(f"- [Paper]({ARXIV})\n- [Another Title of Ours](https://a.example/b)\n")

    assert [record.title for record in parsed.records] == ["Another Title of Ours"]
    assert [(fault.line, fault.message) for fault in parsed.faults] == [(1, 'the entry "Paper" has no title')]
    assert (parsed.entries, parsed.skipped) == (2, 1)


def test_what_is_passed_over_is_told_once_with_its_lines() -> None:
    parsed = parse(
        f"# List\n\nIt follows [a survey]({ARXIV}).\n\n- [Sparse Kernels for Ponds]({ARXIV})\n- Feel free to ask.\n\n"
        "## Contributing\n\n- [How to](https://a.example/how)\n\n| Model | Size |\n|---|---|\n| [M](https://a.example/m) | 7 |\n"
    )

    assert len(parsed.records) == 1
    assert [(fault.line, fault.message) for fault in parsed.faults] == [
        (3, "1 link to papers in running text: passed over (line 3)"),
        (6, "1 item without a link to a paper: passed over (line 6)"),
        (10, "1 link in sections that list no papers: passed over (line 10)"),
        (14, "1 row of tables without a column for the title: passed over (line 14)"),
    ]


def test_a_table_in_html_is_told() -> None:
    parsed = parse(f'- [{TITLE}]({ARXIV})\n\n<table>\n<tr><td><a href="{ARXIV}">Another</a></td></tr>\n</table>\n')

    assert "in HTML, which" in parsed.faults[0].message


def test_code_and_contents_are_no_entries() -> None:
    text = f"- [Kernels](#kernels)\n\n```\n- [Not This One]({ARXIV})\n```\n\n    - [{TITLE}]({ARXIV})\n"

    assert [record.title for record in parse(text).records] == [TITLE]


def test_items_that_are_nested_too_deep_are_told() -> None:
    deep = "".join("  " * level + f"- level {level}\n" for level in range(100)) + "  " * 100 + f"- [Deep Ponds]({ARXIV})\n"
    parsed = parse(f"- [{TITLE}]({ARXIV})\n\nText\n\n" + deep)

    assert [record.title for record in parsed.records] == [TITLE]
    assert any("nested too deep" in fault.message for fault in parsed.faults)


def test_long_lines_and_open_brackets_are_read() -> None:
    parsed = parse(f"- [{'x' * 100_000}]({ARXIV})\n- [{TITLE}]({ARXIV}) " + "[" * 2000 + "(" * 3000 + "\n")

    assert len(parsed.records) == 2
    assert parsed.faults == ()


def test_a_text_of_brackets_without_end_is_told_and_costs_no_time() -> None:
    parsed = parse(f"- [{TITLE}]({ARXIV})\n- " + "[" * 300_000 + "\n")

    assert [record.title for record in parsed.records] == [TITLE]
    assert "1 text with thousands of brackets" in parsed.faults[0].message
