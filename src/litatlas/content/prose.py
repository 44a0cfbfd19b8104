"""People's Markdown texts, as they are read: parsed once, with what they refer to."""

from dataclasses import dataclass

from litatlas.content.front_matter import Matter
from litatlas.content.markdown import Reference, finish_html, parse_markdown


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown text of people's."""

    text: str
    """As it is written."""
    line: int
    """The line of the file that it begins in, from 1."""
    file: str
    """Relative to the review's folder."""
    html: str
    """What `parse_markdown` makes of it."""
    references: tuple[Reference, ...]
    """What it refers to, in the order of the page, as often as it does."""

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.text.strip())


NOTHING = Prose("", 0, "", "", ())
"""The text of a page that nobody wrote."""


def parse_prose(text: str, line: int, file: str) -> Prose:
    """A text that begins in a line of a file."""
    references: list[Reference] = []
    html = parse_markdown(text)
    finish_html(html, references.append)
    return Prose(text, line, file, html, tuple(references))


def parse_body(matter: Matter) -> Prose:
    """The text below a file's front matter."""
    return parse_prose(matter.body, matter.body_line, matter.file)
