"""Files of `content/`: found in order, written whole, and only where they change."""

from pathlib import Path

from litatlas.content.files import find_markdown, read_page, read_yaml, write_if_changed
from litatlas.content.front_matter import Matter
from litatlas.errors import Fault


def test_markdown_files_are_found_at_any_depth_in_order_and_hidden_ones_are_not(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "sub/c.md", ".hidden.md", ".git/d.md", "e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert [path.relative_to(tmp_path).as_posix() for path in find_markdown(tmp_path)] == ["a.md", "b.md", "sub/c.md"]


def test_a_folder_that_is_not_there_holds_no_files(tmp_path: Path) -> None:
    assert list(find_markdown(tmp_path / "none")) == []


def test_writing_tells_what_it_did(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "page.md"

    assert [write_if_changed(path, text) for text in ("é", "é", "è")] == ["new", "unchanged", "changed"]
    assert path.read_bytes() == "è".encode()
    assert list(path.parent.iterdir()) == [path]


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    write_if_changed(path, "x")
    path.chmod(0o400)
    before = path.stat()

    write_if_changed(path, "x")

    assert path.stat() == before


def test_a_file_that_is_not_utf8_is_a_fault_at_its_first_bad_line(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"---\ntitle: x\n---\n\nna\xefve\n")

    fault = read_page(tmp_path / "page.md", tmp_path)

    assert isinstance(fault, Fault)
    assert (fault.file, fault.line, fault.message) == ("page.md", 5, "is not UTF-8")


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    faults = [read_page(tmp_path / "none.md", tmp_path), read_yaml(tmp_path / "none.yml", tmp_path)]

    assert [isinstance(fault, Fault) and fault.message for fault in faults] == ["cannot be read: No such file or directory"] * 2


def test_a_yaml_file_is_read_from_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "review.yml").write_bytes(b"\xef\xbb\xbf# a comment\ntitle: x\nlatest: many\n")

    matter = read_yaml(tmp_path / "review.yml", tmp_path)

    assert isinstance(matter, Matter)
    assert matter.fields == {"title": "x", "latest": "many"}
    assert matter.fault("wrong", "mend it", "latest").line == 3
