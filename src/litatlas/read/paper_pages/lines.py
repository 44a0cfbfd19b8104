"""Lines of a page of one paper, as browsers copy them: labels with their values, and where parts of the page begin."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from litatlas.read.lines import Line

_OTHER = re.compile(r"(?P<label>[A-Z][\w/&-]{1,30}(?: (?:[A-Z(][\w/&)-]{0,30}|of|and|to|the|for)){1,6})\s*: (?P<rest>.{1,200})")
"""A label that is not known; one word before a colon begins a part of an abstract as well."""
_BULLET = re.compile(r"^(?:[•∙◦●▪*+-]\s+)+")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, none of them blank."""

    lines: tuple[Line, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines' texts."""
        return tuple(line.text for line in self.lines)

    def find(self, pattern: re.Pattern[str], start: int = 0) -> int | None:
        """The place of the first line from `start` on that fits wholly."""
        return next((place for place in range(start, len(self.lines)) if pattern.fullmatch(self.lines[place].text)), None)

    def count(self, pattern: re.Pattern[str]) -> int:
        """How many lines fit wholly."""
        return sum(pattern.fullmatch(line.text) is not None for line in self.lines)


HEADLESS = "has no title and authors above"
"""What a page lacks whose copy began below them."""


def make_page(lines: Iterable[Line]) -> Page:
    """The page of some lines, without bullets and with plain spaces."""
    plain = (Line(line.number, _BULLET.sub("", " ".join(line.text.split())), line.is_damaged) for line in lines)
    return Page(tuple(line for line in plain if line.text))


def find_flaw(lines: Iterable[Line], lack: tuple[Line, str] | None) -> tuple[int, str] | None:
    """The number of a line for which a page is not read, and why: one that is not UTF-8, else `lack`; None for a whole page."""
    damaged = next((line for line in lines if line.is_damaged), None)
    line, what = (damaged, "is not UTF-8") if damaged else lack or (None, "")
    return (line.number, what) if line else None


def read_labels(lines: Sequence[Line], labels: Mapping[str, str]) -> dict[str, str]:
    """The values of labels, `Year: 2024` or a value in the lines below, by the names that `labels` gives them.

    A value goes on to the next line that begins with a label, whichever it is; the first of two of one label counts. A label of
    several words that `labels` does not have is kept by its own words.
    """
    pattern = re.compile(rf"(?P<label>{'|'.join(map(re.escape, sorted(labels, key=len, reverse=True)))})\s*:\s*(?P<rest>.*)")
    found: dict[str, list[str]] = {}
    last: list[str] = []
    for line in lines:
        if match := pattern.fullmatch(line.text):
            last = [match["rest"]] if match["rest"] else []
            found.setdefault(labels[match["label"]], last)
        elif match := _OTHER.fullmatch(line.text):
            last = [match["rest"]]
            found.setdefault(match["label"].casefold().replace(" ", "_"), last)
        else:
            last.append(line.text)
    return {name: "\n".join(values) for name, values in found.items()}


def join_names(lines: Sequence[Line]) -> str:
    """Names that stand in one line, or in several with commas between or in lines of their own, parted by commas."""
    text = " ".join(line.text for line in lines)
    if "," in text or len(lines) < 2:
        return ", ".join(name.strip() for name in text.split(",") if name.strip())
    return ", ".join(line.text for line in lines)
