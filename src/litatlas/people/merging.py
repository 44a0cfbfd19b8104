"""Two pages of one paper made one, and two papers that look like one told apart: people's decisions on works, in merges.yml."""

import re
from collections.abc import Sequence
from pathlib import Path

from litatlas.content.decisions import MERGES_FILE, Merges, parse_merges
from litatlas.content.files import read_text
from litatlas.content.front_matter import Matter
from litatlas.content.papers import format_paper, parse_paper
from litatlas.content.parsing import parse_file
from litatlas.content.yaml_reader import FieldLines, parse_yaml
from litatlas.errors import ContentError, Fault, UsageError
from litatlas.model import Paper
from litatlas.people.holding import hold_notes, hold_papers
from litatlas.read.merge import merge
from litatlas.running.replacing import replace_file

PAPERS = "content/papers"
_HEAD = "# What people decide of papers: pages of one paper (the one that stays first), and papers that only look like one.\n"


def merge_papers(root: Path, kept: str, gone: str) -> Paper:
    """Make two pages one under the slug `kept`; the other page is removed, and its slug leads to `kept` from then on.

    Both are read when no other run writes pages any more. The decision is written first: a run that is interrupted can be called
    again. Raises `ContentError` where merges.yml has faults or says that they are two, or where a page has faults or is gone;
    `UsageError` where they are the same page.
    """
    if kept == gone:
        raise UsageError(f"{kept} and {gone} are one page; name two")
    with hold_papers(root, "merging in"):
        first, second = _read_pages(root, (kept, gone))
        write_decision(root, "same", (kept, gone))
        work = merge([first.work, second.work])
        reading = second if work.abstract_sha256 != first.work.abstract_sha256 else first
        merged = Paper(kept, work, reading.extraction)
        folder = root / PAPERS
        replace_file(folder / f"{kept}.md", format_paper(merged).encode())
        (folder / f"{gone}.md").unlink(missing_ok=True)
    return merged


def write_decision(root: Path, field: str, slugs: Sequence[str]) -> bool:
    """Write that papers are the `same` or `different` into merges.yml; False where it says so already.

    A line is put in; what people wrote stays as it is, and so does what another run decides at the same time: one waits for the
    other. Raises `ContentError` where the file has faults, or where a line cannot be put in as it is written.
    """
    with hold_notes(root):
        return _write_decision(root, field, slugs)


def _read_pages(root: Path, slugs: Sequence[str]) -> list[Paper]:
    paths = (root / PAPERS / f"{slug}.md" for slug in slugs)
    found = [parse_file(path, root, lambda matter, path: parse_paper(matter, path.stem)) for path in paths]
    if faults := [fault for faults in found if isinstance(faults, list) for fault in faults]:
        raise ContentError(tuple(faults))
    return [paper for paper in found if isinstance(paper, Paper)]


def _write_decision(root: Path, field: str, slugs: Sequence[str]) -> bool:
    path = root / MERGES_FILE
    text = ""
    if path.is_symlink() or path.exists():
        found = read_text(path, root)
        if isinstance(found, Fault):
            raise ContentError((found,))
        text = found
    before = _parse(text)
    if _says(before, field, slugs):
        return False
    new = _put_in(text, field, f"  - [{', '.join(slugs)}]")
    if re.search(rf"^{field}:[ \t]*[^\s#]", text, re.MULTILINE) or not _says(_parse(new), field, slugs):
        hint = f"write `- [{', '.join(slugs)}]` below `{field}:`"
        raise ContentError((Fault(MERGES_FILE, 1, "is laid out in a way that no line can be put into", hint),))
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, new.encode(), durable=True)
    return True


def _parse(text: str) -> Merges:
    fields = parse_yaml(text, MERGES_FILE)
    parsed = [fields] if isinstance(fields, Fault) else parse_merges(Matter(MERGES_FILE, fields, FieldLines(text, 1), "", 1))
    if isinstance(parsed, list):
        raise ContentError(tuple(parsed))
    return parsed


def _says(merges: Merges, field: str, slugs: Sequence[str]) -> bool:
    first, *others = slugs
    if field == "same":
        return all(merges.same.get(other) == first for other in others)
    return all(merges.are_different(first, other) for other in others)


def _put_in(text: str, field: str, line: str) -> str:
    """The text with a line below the last one of a field's list, or with the field at its end."""
    lines = text.split("\n") if text else [*_HEAD.rstrip("\n").split("\n"), ""]
    start = next((number for number, each in enumerate(lines) if each.rstrip() == f"{field}:"), None)
    if start is None:
        body = "\n".join(lines).rstrip("\n")
        return f"{body}\n{field}:\n{line}\n"
    end = start
    for number in range(start + 1, len(lines)):
        if lines[number].startswith(("  ", "- ")):
            end = number
        elif lines[number].strip() and not lines[number].startswith("#"):
            break
    indent = line if end == start or lines[end].startswith(" ") else line.strip()
    return "\n".join([*lines[: end + 1], indent, *lines[end + 1 :]])
