"""What must hold of any text in any format, and a sign of what a reader made of it."""

import re
import traceback
from pathlib import Path

from litatlas.read.formats import ReadOptions, parse_bytes

CASES = Path(__file__).parent / "cases"
"""Texts that failed once, as `<format>-<what it is>`."""


def read_case(name: str, data: bytes) -> str:
    """What a reader makes of a text: its faults without words of the text, and how many records; `!` and why where it fails."""
    try:
        parsed = parse_bytes(data, f"list-{name}", ReadOptions(format=name))
    except Exception:  # noqa: BLE001  (whatever a reader raises is what is looked for)
        return f"!{traceback.format_exc(limit=-3)}"
    if not (parsed.records or parsed.faults):
        return "!nothing was read, and nothing told"
    if parsed.entries != len(parsed.records) + parsed.skipped:
        return f"!{parsed.entries} entries, {len(parsed.records)} records, {parsed.skipped} skipped"
    if any(not (fault.message and fault.hint) or fault.line < 1 for fault in parsed.faults):
        return "!a fault has no message, hint or line"
    if any(not (record.title.strip() or record.identifiers) for record in parsed.records):
        return "!a record has neither title nor identifier"
    kinds = sorted({re.sub(r'"[^"]*"|[0-9]+', "", fault.message) for fault in parsed.faults})
    filled = sorted({field for record in parsed.records for field in record.__slots__ if getattr(record, field)})
    return f"{min(len(parsed.records), 5)} {kinds} {filled}"
