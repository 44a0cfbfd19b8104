"""Pictures of `content/files/` that make pages slow: heavy ones, and ones with more pixels than a page shows."""

import struct
from collections.abc import Iterator
from pathlib import Path

from litatlas.content.links import find_foreign_pictures
from litatlas.content.tree import find_files
from litatlas.errors import Fault, quote_start
from litatlas.review.review import Review, list_texts

HEAVY = 1_000_000
"""Bytes."""
WIDE = 2400
"""Pixels: twice the width of a page, for screens with two of them to a point."""
_KINDS = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_HEAD = 65_536
"""Within so many bytes a picture says how large it is."""
_PNG, _GIFS, _JPEG = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a"), b"\xff\xd8"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The marks of a JPEG's segments that say how large it is."""


def find_heavy_pictures(root: Path) -> tuple[Fault, ...]:
    """A warning for each picture of the review at `root` that is too large; what is no picture may be of any size."""
    pictures = (path for path in find_files(root / "content" / "files") if path.suffix.lower() in _KINDS)
    return tuple(fault for path in pictures for fault in _judge(path, path.relative_to(root).as_posix()))


def find_linked_pictures(review: Review) -> tuple[Fault, ...]:
    """A warning for each picture of another site in people's texts: pages load nothing from there, and show a link."""
    hint = "put the picture into content/files/ and name it from here, such as ../files/picture.png, or leave the link"
    faults = []
    for _, prose in list_texts(review):
        for line, address in find_foreign_pictures(prose):
            message = f"the picture {quote_start(address)} is on another site; a link stands in its place"
            faults.append(Fault(prose.file, line, message, hint, "warning"))
    return tuple(faults)


def _judge(path: Path, file: str) -> Iterator[Fault]:
    size = path.stat().st_size
    with path.open("rb") as stream:
        width = read_width(stream.read(_HEAD))
    if size > HEAVY:
        hint = "make it smaller: fewer pixels, or another format, such as WebP for photographs"
        yield Fault(file, 1, f"the picture takes {size / 1e6:.1f} MB", hint, "warning")
    elif width is not None and width > WIDE:
        yield Fault(file, 1, f"the picture is {width} pixels wide", f"make it at most {WIDE} wide: pages show no more", "warning")


def read_width(head: bytes) -> int | None:
    """The width in pixels of a PNG, GIF or JPEG by its first bytes; None of other files, and where they do not say."""
    try:
        if head.startswith(_PNG):
            return int(struct.unpack_from(">I", head, 16)[0])
        if head.startswith(_GIFS):
            return int(struct.unpack_from("<H", head, 6)[0])
        return _read_jpeg_width(head) if head.startswith(_JPEG) else None
    except struct.error:
        return None


def _read_jpeg_width(head: bytes) -> int | None:
    position = 2
    while position < len(head):
        mark, kind, length = struct.unpack_from(">BBH", head, position)
        if mark != 0xFF:
            return None
        if kind in _FRAMES:
            return int(struct.unpack_from(">H", head, position + 7)[0])
        position += 2 + length
    return None
