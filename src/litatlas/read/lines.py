"""Bytes of a captured file to lines of text: encoding, line ends, characters that no page can hold, and what is no text."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNATURES = (
    (b"%PDF-", "a PDF document", "open it, copy its text, and save that as a UTF-8 text file"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)", "unpack it, and give the text file inside"),
    (b"\x1f\x8b", "a gzip archive", "unpack it with gunzip, and give the text file inside"),
    (b"BZh", "a bzip2 archive", "unpack it with bunzip2, and give the text file inside"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it with unxz, and give the text file inside"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it with unzstd, and give the text file inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it, and give the text file inside"),
    (b"\x89PNG", "a PNG image", "save the listing as text: select all in the browser, copy, and paste into a text file"),
    (b"\xff\xd8\xff", "a JPEG image", "save the listing as text: select all in the browser, copy, and paste into a text file"),
    (b"GIF8", "a GIF image", "save the listing as text: select all in the browser, copy, and paste into a text file"),
    (b"{\\rtf", "an RTF document", "save it as plain text in UTF-8"),
    (b"SQLite format 3", "an SQLite database", "give a capture saved as text"),
)
_PAGE_HINT = "open it in a browser, select all, copy, and paste into a text file saved as UTF-8"
_PAGE = re.compile(
    rb"\s*<(?:!doctype\s+html|html|head|(?:\?xml|!--)(?=.*<(?:!doctype\s+html|html|head|body)))", re.IGNORECASE | re.DOTALL
)
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile("[\t\x0b\x0c\r\x85\u2028\u2029]")
_PLAIN = frozenset(b"\t\n\r" + bytes(range(0x20, 0x7F)))
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
"""Begins a character beyond ASCII in UTF-8; what is beyond ASCII in other encodings hardly ever looks like it."""
_OTHER_ENDS = re.compile(rb"\r|\xe2\x80[\xa8\xa9]")
"""What else ends lines, in a file that has no line feed: a carriage return, and Unicode's signs for lines and paragraphs."""
_OBJECT = "\ufffc"
"""Stands for a picture in what Safari copies."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    number: int
    """Its place in the file, from 1."""
    text: str
    """Without white space around it and without control characters."""
    is_damaged: bool
    """Whether its bytes are no UTF-8; `text` is then only good for telling what kind of line it is."""


def find_no_text(data: bytes) -> tuple[str, str] | None:
    """Tell what a file is that is no plain text, and what to do about it; None where it may be text."""
    for signature, name, hint in _SIGNATURES:
        if data.startswith(signature):
            return f"is {name}, no text", hint
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_utf16(data[:4000]):
        return "is text in UTF-16", "save it again as UTF-8"
    position = data.find(b"\x00")
    if position >= 0:
        return f"is a binary file (byte {position} is NUL)", "give a capture saved as text in UTF-8"
    if _PAGE.match(data.removeprefix(_BOM)[:4000]):
        return "is a saved web page (HTML), no text", _PAGE_HINT
    if not data.isascii() and not _SEQUENCE.search(data):
        return "is not UTF-8", "save it again as UTF-8"
    if data.startswith(b"From: <Saved by ") or b"\nContent-Type: multipart/related" in data[:2000]:
        return "is a saved web page (MHTML), no text", _PAGE_HINT
    return None


def _is_utf16(sample: bytes) -> bool:
    """Whether every other byte is NUL and the rest mostly ASCII, as in Western text in UTF-16 without a byte order mark."""
    half = len(sample) // 2
    zeros, others = sorted((sample[::2], sample[1::2]), key=lambda part: part.count(0), reverse=True)
    letters = sum(byte in _PLAIN for byte in others)
    return half >= 2 and zeros.count(0) > 0.7 * half and letters > 0.7 * half


def iterate_lines(data: bytes) -> Iterator[Line]:
    """Yield the lines that are not blank, one at a time, so that the text is never in memory as a whole."""
    if b"\n" not in data:
        data = _OTHER_ENDS.sub(b"\n", data)
    stream = io.BytesIO(data)
    if data.startswith(_BOM):
        stream.seek(len(_BOM))
    for number, raw in enumerate(stream, start=1):
        is_damaged = False
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text, is_damaged = _guess_text(raw), True
        text = text.replace(_OBJECT, " ").strip()
        if not text.isprintable():
            text = _UNWANTED.sub("", _SPACES.sub(" ", text)).strip()
        if text or is_damaged:
            yield Line(number, text or "\ufffd", is_damaged)


def _guess_text(raw: bytes) -> str:
    """Guess what a line with bytes that are no UTF-8 looks like, from the others and from the bullets of Western encodings."""
    text = raw.decode(errors="ignore")
    if text.isascii():
        text = raw.replace(b"\x95", "•".encode()).replace(b"\xb7", "·".encode()).decode(errors="ignore")
    return text
