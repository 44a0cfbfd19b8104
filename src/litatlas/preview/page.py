"""What the preview adds to pages on their way to the browser, and what it tells the script there. Nothing of it is ever built."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from litatlas.preview.preview import State

FOLDER = ".litatlas/"
"""Where the preview's own files stand, as seen from the site's root; no page has such an address."""
EVENTS = f"{FOLDER}events"
_END = b"</body>"


@cache
def read_own_files() -> Mapping[str, bytes]:
    """The preview's script and style, by their paths."""
    folder = files("litatlas.preview") / "files"
    return {f"{FOLDER}{name}": (folder / name).read_bytes() for name in ("preview.js", "preview.css")}


def add_script(page: bytes, version: str) -> bytes:
    """The page with the script that shows faults and loads the page anew."""
    script = f'<script src="/{FOLDER}preview.js" data-version="{version}" defer></script>'.encode()
    before, end, after = page.rpartition(_END)
    return before + script + end + after if end else page + script


def format_event(state: State) -> bytes:
    """What the script is told of a state, as a server-sent event."""
    faults = [{"place": f"{fault.file}:{fault.line}", "message": fault.message, "hint": fault.hint} for fault in state.faults]
    return f"data: {json.dumps({'version': state.version, 'faults': faults})}\n\n".encode()
