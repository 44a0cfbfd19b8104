"""Reading and writing the files of `content/`: whole or not at all."""

from pathlib import Path
from typing import Literal

from litatlas.content.front_matter import Matter, read_matter
from litatlas.content.tree import LARGEST_TEXT, Data, find_files, read_data
from litatlas.content.yaml_reader import FieldLines, parse_yaml
from litatlas.errors import Fault
from litatlas.running.replacing import replace_file

Outcome = Literal["new", "changed", "unchanged"]


def find_markdown(folder: Path) -> list[Path]:
    """The Markdown files below a folder, sorted by path; hidden files and folders are left out."""
    return [path for path in find_files(folder) if path.name.endswith(".md")]


def find_vocabulary(folder: Path) -> list[Path]:
    """The YAML files below a folder, sorted; hidden ones and files of other kinds, such as notes, are left out."""
    return [path for path in find_files(folder) if path.suffix.lower() in (".yml", ".yaml")]


def read_text(path: Path, root: Path, data: Data | None = None) -> str | Fault:
    """A file's text, or a fault where it cannot be read or is not UTF-8; messages name the file relative to `root`.

    `data` is what `read_data` found in it, where it has been read.
    """
    file = path.relative_to(root).as_posix()
    data = read_data(path, LARGEST_TEXT) if data is None else data
    if isinstance(data, tuple):
        return Fault(file, 1, *data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault(file, line, "is not UTF-8", "save the file in UTF-8")


def read_page(path: Path, root: Path, data: Data | None = None) -> Matter | Fault:
    """A Markdown file's front matter and body; `root` is the folder that messages name files relative to."""
    text = read_text(path, root, data)
    return text if isinstance(text, Fault) else read_matter(text, path.relative_to(root).as_posix())


def read_yaml(path: Path, root: Path) -> Matter | Fault:
    """A YAML file's fields."""
    text = read_text(path, root)
    if isinstance(text, Fault):
        return text
    file = path.relative_to(root).as_posix()
    fields = parse_yaml(text, file)
    return fields if isinstance(fields, Fault) else Matter(file, fields, FieldLines(text, 1), "", 1)


def read_words(path: Path, root: Path) -> str | Fault:
    """The text of a file that people write, byte for byte, to be written again by `write_words`; a fault as of `read_text`.

    A fault as well where it could not be written again as it is: a file of several names, or one that is write-protected.
    """
    text = read_text(path, root)
    if isinstance(text, Fault):
        return text
    file, status = path.relative_to(root).as_posix(), path.lstat()
    if status.st_nlink > 1:
        hint = "make it a file of its own: copy it, and move the copy to its place"
        return Fault(file, 1, f"has {status.st_nlink} names (hard links), of which one alone would change", hint)
    if not status.st_mode & 0o222:
        return Fault(file, 1, "is write-protected", "allow writing it, or write into it by hand")
    return path.read_bytes().decode()


def write_words(path: Path, text: str) -> None:
    """Write a file of people's at one stroke; afterwards it is on the disk."""
    write_if_changed(path, text, durable=True)


def write_if_changed(path: Path, text: str, *, durable: bool = False) -> Outcome:
    """Write a file unless it holds this text already, at one stroke; `durable` as for `replace_file`."""
    data = text.encode()
    try:
        if path.read_bytes() == data:
            return "unchanged"
        outcome: Outcome = "changed"
    except FileNotFoundError:
        outcome = "new"
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, data, durable=durable)
    return outcome
