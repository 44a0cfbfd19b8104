"""Bytes of a file to text, whatever encoding it is in."""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16, so it is asked first."""
_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text."""

    text: str
    """Without a byte order mark; lines end in a line feed alone."""
    encoding: str
    """As Python names it."""
    is_sure: bool
    """Whether the bytes tell the encoding; else it is a guess, and a reader warns."""


def find_encoding(head: bytes) -> str | None:
    """The encoding that the first bytes of a file tell by a mark or by their NULs; None where they are those of any other."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def decode_text(data: bytes) -> Decoded:
    """Decode a whole file: by its mark, as UTF-8, else as Windows-1252, in which every text of Western Europe makes sense.

    Nothing is lost without a sign: what the encoding does not know becomes U+FFFD, and `is_sure` is false then.
    """
    encoding = find_encoding(data)
    if encoding:
        mark = next((len(mark) for mark, _ in _MARKS if data.startswith(mark)), 0)
        text = data[mark:].decode(encoding, "replace")
        return Decoded(_end_lines(text), encoding, "\ufffd" not in text)
    try:
        return Decoded(_end_lines(data.decode()), "utf-8", True)  # noqa: FBT003  (a field)
    except UnicodeDecodeError:
        return Decoded(_end_lines(data.decode("cp1252", "replace")), "cp1252", False)  # noqa: FBT003  (a field)


def decode_head(head: bytes) -> str:
    """Decode the first bytes of a file to tell its format; the last character may be cut."""
    return decode_text(head[: len(head) - len(head) % 4] if find_encoding(head) else _whole(head)).text


def _whole(head: bytes) -> bytes:
    """Cut off a character of UTF-8 that the end of the sample splits."""
    for size in range(1, min(4, len(head)) + 1):
        if head[-size] >= 0xC0:
            return head[:-size]
        if head[-size] < 0x80:
            break
    return head


def _end_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
