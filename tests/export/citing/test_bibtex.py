"""BibTeX and BibLaTeX that any text survives, and that pdflatex sets."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litatlas.export.citing.bibtex import BIBLATEX, BIBTEX, Dialect, format_author, format_bibtex, write_bibtex
from litatlas.export.citing.citation import Citation
from litatlas.identity.names import parse_author
from litatlas.model import Author, Identifier, Kind, Link
from litatlas.text.latex_escape import escape_latex

FULL = Citation(
    "heron2024sparse",
    "Sparse Kernels & α: 50% of {Études} at 2× over x_y",
    (parse_author("Hanna van der Heron"), parse_author("Löwe, Jr., Øystein"), parse_author("{The Pond Team}")),
    date="2024-05-03",
    kind="conference paper",
    venue="Proceedings of Quiet Water 2024",
    identifiers=(Identifier("arxiv", "2401.01234", "2"), Identifier("doi", "10.1000/a_b"), Identifier("acl", "2024.acl-main.1")),
    links=(Link("code", "https://github.com/p/q_r"), Link("pdf", "https://pond.test/%20x.pdf")),
    keywords=("ponds", "herons"),
    details={"pages": "1–9", "publisher": "Reed & Sons", "editor": "Marsh, Mara; Reed, Otto"},
    extra={"primaryclass": "cs.CL", "VL": "7", "file": "x"},
)
LETTERS = (
    "ÉéüŁłĄęđØßşçğřőůÑıİĳœÆþŋ“”‘’„«»–—…×÷±≤≥≈≠→←⇒∞∈∂∇∑√αβγδεθλμπσφωΓΔΘΛΣΦΨΩ²³⁴₂°µ€£©®™§¶•½¿¡ếữḥ李鹭あ한🎉𝔸ﬁ\\{}~^_&%$#<>|`'\""
)


def test_an_entry_of_bibtex_states_what_is_known() -> None:
    assert format_bibtex(FULL) == (
        "@inproceedings{heron2024sparse,\n"
        "  title = {{Sparse Kernels \\& \\ensuremath{\\alpha}: 50\\% of {\\textbraceleft}{\\'E}tudes{\\textbraceright} at"
        " 2\\ensuremath{\\times} over x\\_y}},\n"
        '  author = {van der Heron, Hanna and L{\\"o}we, Jr., {\\O}ystein and {The Pond Team}},\n'
        "  booktitle = {Proceedings of Quiet Water 2024},\n"
        "  year = {2024},\n"
        "  month = may,\n"
        "  day = {3},\n"
        "  pages = {1--9},\n"
        "  publisher = {Reed \\& Sons},\n"
        "  editor = {Marsh, Mara and Reed, Otto},\n"
        "  eprint = {2401.01234v2},\n"
        "  archiveprefix = {arXiv},\n"
        "  doi = {10.1000/a_b},\n"
        "  acl = {https://aclanthology.org/2024.acl-main.1/},\n"
        "  url = {https://aclanthology.org/2024.acl-main.1/},\n"
        "  pdf = {https://pond.test/%20x.pdf},\n"
        "  code = {https://github.com/p/q_r},\n"
        "  keywords = {ponds, herons},\n"
        "  primaryclass = {cs.CL},\n"
        "}\n"
    )


def test_an_entry_of_biblatex_has_its_own_names_and_keeps_letters() -> None:
    entry = format_bibtex(FULL, BIBLATEX)

    assert "Jr., Øystein" in entry
    assert "  date = {2024-05-03},\n" in entry
    assert "  eprinttype = {arXiv},\n" in entry
    assert "year =" not in entry


def test_an_entry_of_a_title_alone_has_no_more() -> None:
    assert format_bibtex(Citation("reeds", "Reeds")) == "@misc{reeds,\n  title = {{Reeds}},\n}\n"


@pytest.mark.parametrize(
    ("kind", "venue", "bibtex", "biblatex"),
    [
        ("article", "Ponds", "@article journal", "@article journaltitle"),
        ("conference paper", "ICQ", "@inproceedings booktitle", "@inproceedings booktitle"),
        ("chapter", "Marshes", "@incollection booktitle", "@incollection booktitle"),
        ("thesis", "Fenland", "@phdthesis school", "@thesis institution"),
        ("report", "Fenland", "@techreport institution", "@report institution"),
        ("preprint", "bioRxiv", "@article journal", "@article journaltitle"),
        ("preprint", "arXiv", "@misc howpublished", "@online howpublished"),
        ("dataset", "Zenodo", "@misc howpublished", "@dataset howpublished"),
        (None, "A page", "@misc howpublished", "@misc howpublished"),
    ],
)
def test_the_type_and_the_venue_s_field_follow_from_the_kind(kind: Kind | None, venue: str, bibtex: str, biblatex: str) -> None:
    for dialect, expected in ((BIBTEX, bibtex), (BIBLATEX, biblatex)):
        entry = format_bibtex(Citation("a", "Ponds", kind=kind, venue=venue), dialect)
        type_, field = expected.split()
        assert entry.startswith(f"{type_}{{a,")
        assert f"  {field} = {{{venue}}}," in entry


@pytest.mark.parametrize(
    ("author", "written"),
    [
        (Author("", "Heron", "Hanna"), "Heron, Hanna"),
        (Author("", "Heron", "Hanna", "van der", "Jr."), "van der Heron, Jr., Hanna"),
        (Author("", "Heron", "", "", "Jr."), "Heron, Jr., {}"),
        (Author("", "Pond"), "Pond"),
        (Author("", "The Pond Team"), "{The Pond Team}"),
        (Author("", "Reed and Sons", "A, B"), "{Reed and Sons}, {A, B}"),
        (Author("", "others"), "{others}"),
        (Author("", "李鹭"), r"{\relax 李鹭}"),
    ],
)
def test_a_name_stands_so_that_bibtex_takes_it_apart_as_it_was(author: Author, written: str) -> None:
    assert format_author(author, BIBTEX.escape_name) == written


@given(st.text(max_size=60) | st.text(LETTERS, max_size=40))
@settings(deadline=None)
def test_no_text_breaks_the_braces_or_leaves_a_letter_of_command(text: str) -> None:
    for keeps_letters in (False, True):
        escaped = escape_latex(text, keeps_letters=keeps_letters)
        depths = [escaped[:end].count("{") - escaped[:end].count("}") for end in range(len(escaped) + 1)]

        assert min(depths) == 0
        assert depths[-1] == 0
        assert not re.search(r"(?<!\\)[&%$#_~^]", re.sub(r"\\[~^]", "", escaped))


def test_what_only_other_engines_can_set_is_told_to_pdflatex_first() -> None:
    text = "".join(write_bibtex([Citation("a", "李 and ą"), Citation("b", "李")]))

    assert text.count("@preamble") == 2
    assert text.endswith("}\n\n@misc{b,\n  title = {{李}},\n}\n")
    assert "@preamble" not in "".join(write_bibtex([Citation("a", "Quiet Ponds")]))


def find_programs(*names: str) -> str:
    return ", ".join(name for name in names if shutil.which(name) is None)


@pytest.mark.parametrize(
    ("dialect", "style", "program"), [(BIBTEX, "abbrv", "bibtex"), (BIBTEX, "alpha", "bibtex"), (BIBLATEX, "", "biber")]
)
@pytest.mark.skipif(bool(find_programs("pdflatex", "bibtex")), reason=f"not installed: {find_programs('pdflatex', 'bibtex')}")
def test_pdflatex_sets_every_entry(tmp_path: Path, dialect: Dialect, style: str, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"not installed: {program}")
    letters = [Citation(f"l{number}", f"Letter {letter} of ponds{letter}", date="2024") for number, letter in enumerate(LETTERS)]
    named = Citation(
        "n",
        "Names",
        (parse_author("Östling, Ä."), parse_author("{李 and Łącki, Inc.}"), parse_author("鹭, 李"), parse_author("d'Étang, É.")),
        date="2020-01",
    )
    (tmp_path / "list.bib").write_text("".join(write_bibtex([FULL, named, *letters], dialect)), encoding="utf-8")
    package = "" if style else "\\usepackage[backend=biber]{biblatex}\\addbibresource{list.bib}"
    end = f"\\bibliographystyle{{{style}}}\\bibliography{{list}}" if style else "\\printbibliography"
    (tmp_path / "list.tex").write_text(
        f"\\documentclass{{article}}{package}\\begin{{document}}\\nocite{{*}}{end}\\end{{document}}"
    )

    run(tmp_path, "pdflatex")
    run(tmp_path, program)
    log = run(tmp_path, "pdflatex")

    assert (tmp_path / "list.pdf").is_file()
    assert "LaTeX Error" not in log


def run(folder: Path, program: str) -> str:
    options = ["-interaction=nonstopmode", "-halt-on-error"] if program == "pdflatex" else []
    done = subprocess.run([program, *options, "list"], cwd=folder, capture_output=True, check=False)
    said = done.stdout.decode(errors="replace")
    assert done.returncode == 0, said[-3000:]
    return said
