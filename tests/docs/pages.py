"""The README, the pages of docs/ and what lies beside them, and what of their Markdown the tests look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY

_BLOCK = re.compile(r"^( *)```([^\n]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SIGNS = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class Block:
    """A fenced block. What stands after its language names a file, which the block shows in whole."""

    language: str
    file: str
    text: str

    def list_commands(self) -> list[str]:
        """The commands of a block of shell commands, a line each."""
        lines = (line.strip() for line in self.text.splitlines())
        return [line for line in lines if line and not line.startswith("#")] if self.language == "sh" else []


@dataclass(frozen=True)
class Page:
    """A page of Markdown."""

    name: str
    """Its path in the repository."""
    text: str

    def list_blocks(self) -> list[Block]:
        """The fenced blocks, in order."""
        return [
            Block(language, file.strip(), re.sub(rf"^{indent}", "", text, flags=re.MULTILINE))
            for indent, info, text in _BLOCK.findall(self.text)
            for language, _, file in (info.partition(" "),)
        ]

    def read_prose(self) -> str:
        """The text without its fenced blocks."""
        return _BLOCK.sub("", self.text)

    def list_code(self) -> list[str]:
        """What stands between backticks in the prose."""
        return re.findall(r"`([^`\n]+)`", self.read_prose())

    def list_commands(self) -> list[str]:
        """The shell commands of all blocks."""
        return [command for block in self.list_blocks() for command in block.list_commands()]

    def list_links(self) -> list[tuple[str, str]]:
        """Links that do not lead out of the repository: the path and the part, either of which may be empty."""
        targets = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", self.read_prose()))
        local = [target.partition("#") for target in targets if not re.match(r"[a-z]+:", target)]
        return [(path, part) for path, _, part in local]

    def list_parts(self) -> set[str]:
        """The names by which links lead to headings."""
        headings = re.findall(r"^#+ (.+)$", self.read_prose(), re.MULTILINE)
        return {_SIGNS.sub("", heading.lower()).replace(" ", "-") for heading in headings}

    def find_section(self, heading: str) -> str:
        """The text below a heading of the second level, up to the next one."""
        found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", self.text, re.MULTILINE | re.DOTALL)
        assert found, f"{self.name} has no section {heading!r}"
        return found[1]


def read_page(name: str) -> Page:
    """The page with this path in the repository."""
    return Page(name, (REPOSITORY / name).read_text(encoding="utf-8"))


def list_pages() -> list[Page]:
    """All pages that tell people of LitAtlas."""
    paths = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md"), *(REPOSITORY / "eval").glob("*.md")]
    return [read_page(path.relative_to(REPOSITORY).as_posix()) for path in sorted(paths)]


def list_rows(text: str) -> Iterator[list[str]]:
    """The rows of the tables in a piece of Markdown, without their heads, as lists of cells."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        is_head = number + 1 < len(lines) and re.fullmatch(r"\|( ?-+ ?\|)+", lines[number + 1])
        if line.startswith("| ") and not is_head and not re.fullmatch(r"\|( ?-+ ?\|)+", line):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def folder_of(page: Page) -> Path:
    """Where a page's links start from."""
    return (REPOSITORY / page.name).parent
