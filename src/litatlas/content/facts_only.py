"""Pages of facts only, which hold no sentence of an abstract."""

import re

RUN = 9
"""Words in a row that are taken for a sentence copied, whatever their case and the signs between them."""
_APART = 5
"""Words between two escapes: hyphens make several of one, so fewer than `RUN` by far."""
_WORDS = re.compile(r"[a-z0-9]+")
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)


def set_title_apart(page: str, title: str, abstract: str) -> str:
    """The text of a page whose title, where the abstract repeats it, is not taken for a sentence of the abstract.

    A title is a fact and stands in full; but some abstracts hold their title word for word, and whoever searches a review of
    facts for copied sentences would find it. So every fifth of its spaces is then written as YAML's escape for one.
    """
    words = _WORDS.findall(title.lower())
    text = f" {' '.join(_WORDS.findall(abstract.lower()))} "
    if not any(f" {' '.join(words[start : start + RUN])} " in text for start in range(len(words) - RUN + 1)):
        return page
    return _TITLE.sub(_escape_spaces, page, count=1)


def _escape_spaces(line: re.Match[str]) -> str:
    name, *words = line[0].split(" ")
    parts = [" ".join(words[start : start + _APART]) for start in range(0, len(words), _APART)]
    return f"{name} " + "\\u0020".join(parts)
