"""How LaTeX writes the letters of a review beyond ASCII: tables are saved as LaTeX by a script, which has no such knowledge."""

from collections.abc import Iterator
from unicodedata import normalize

from litatlas.model import Json
from litatlas.site.atlas import Atlas
from litatlas.site.wording import UNITS
from litatlas.slots import SLOTS
from litatlas.text.latex_escape import escape_latex, find_definitions

_OF_SCRIPTS = "×–…“”‘’"
"""Letters that the scripts of tables write themselves, beside those of `_SET`."""
_SET = {"≙": r"\ensuremath{\widehat{=}}", "−": r"\ensuremath{-}", "\u202f": r"\,", "\u00a0": "~"}
"""Letters that have no command of their own, and are set by others."""


def describe_letters(atlas: Atlas) -> Json:
    """`escapes` by letter, and the `definitions` that pdflatex needs before it meets some of them."""
    texts = {text for text in _list_texts(atlas) if not text.isascii()}
    # A text may begin with an accent, which is no part of what stands before it.
    letters = sorted(letter for letter in {*normalize("NFC", "\n".join(texts))} if not letter.isascii())
    escapes = {letter: escape_latex(letter) for letter in letters} | _SET
    told = {letter: escape for letter, escape in escapes.items() if escape != letter}
    return {"escapes": dict[str, Json](told), "definitions": list[Json](find_definitions("".join(escapes.values())))}


def _list_texts(atlas: Atlas) -> Iterator[str]:
    """The texts that a saved table can hold."""
    yield from (_OF_SCRIPTS, *map(str, UNITS), atlas.review.settings.title)
    yield from (topic.title for topic in atlas.review.topics.values())
    yield from (atlas.label(group.name) for group in atlas.groups.metrics.values())
    yield from (group.name for named in (atlas.groups.devices, atlas.groups.topics) for group in named.values())
    for item in atlas.groups.reported:
        result = item.result
        yield from (item.paper.work.title.readable, result.quote, result.unit, result.subject or "")
        for slot in SLOTS:
            yield from slot.read(result)
