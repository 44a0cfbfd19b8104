"""Scripts are held to the same law as the rest, by tools of their own; pages carry them without what is only for people."""

import pytest

from litatlas.site.scripts import squeeze_script
from litatlas.site.templates import find_templates
from tests.site.quality.tools import Tools

SCRIPTS = sorted((find_templates() / "assets").glob("*.js"))


def test_the_types_of_the_scripts_fit(tools: Tools) -> None:
    assert tools.check_types() == []


def test_the_linter_which_knows_the_types_finds_nothing_in_the_scripts(tools: Tools) -> None:
    assert tools.lint() == []


def test_the_scripts_are_laid_out_in_one_way(tools: Tools) -> None:
    assert tools.find_unformatted() == []


@pytest.mark.parametrize(
    ("script", "squeezed"),
    [
        ('// Words.\n"use strict";\n\n{\n  // Why.\n  go(); // now\n}\n', '"use strict";\n{\ngo(); // now\n}\n'),
        ("/**\n * A text.\n * @param {string} text\n */\nconst f = (text) => text;\n", "const f = (text) => text;\n"),
        ("  /** @type {A} */\n  let a = /** @type {B} */ (b);\n", "let a = /** @type {B} */ (b);\n"),
        ("/** @type {A} */ let a = 1;\n/** B */\nlet b;\n", "/** @type {A} */ let a = 1;\nlet b;\n"),
        ('const address = "https://x/** y";\n', 'const address = "https://x/** y";\n'),
    ],
)
def test_comments_and_indents_go_and_texts_stay(script: str, squeezed: str) -> None:
    assert squeeze_script(script) == squeezed


def test_squeezed_scripts_do_the_same(tools: Tools) -> None:
    scripts = [path.read_text(encoding="utf-8") for path in SCRIPTS]

    assert len(scripts) > 10
    assert tools.print_anew([squeeze_script(script) for script in scripts]) == tools.print_anew(scripts)
