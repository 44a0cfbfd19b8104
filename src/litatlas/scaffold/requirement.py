"""What a new review's `requirements.txt` names: the LitAtlas that made it, from where that one came."""

import json
from importlib.metadata import PackageNotFoundError, distribution

from litatlas import __version__

_UNKNOWN = """\
# LitAtlas {version} came from a folder of the machine that laid this review out, which no other machine has. Say where others get
# it, pinned: whoever owns a name that is not can run code wherever this site is built. One of these, without the sign before it:
# litatlas @ git+https://github.com/SOMEONE/litatlas@COMMIT
# litatlas=={version}"""


def find_requirement() -> str:
    """The line for this very LitAtlas; where nobody else can get it, comments that say what to write."""
    try:
        origin = distribution("litatlas").read_text("direct_url.json")
    except PackageNotFoundError:
        origin = "{}"
    return format_requirement(origin, __version__)


def format_requirement(origin: str | None, version: str) -> str:
    """The line for a version, by what pip noted of its origin (PEP 610); None for one that came from an index of packages."""
    if origin is None:
        return f"litatlas=={version}"
    noted = json.loads(origin)
    url = str(noted.get("url", ""))
    source, archive = noted.get("vcs_info"), noted.get("archive_info")
    if source and not url.startswith("file:"):
        return f"litatlas @ {source['vcs']}+{url}@{source['commit_id']}"
    if archive and url.startswith("https:"):
        sha256 = archive.get("hashes", {}).get("sha256") or archive.get("hash", "").removeprefix("sha256=")
        return f"litatlas @ {url}" + (f"#sha256={sha256}" if sha256 else "")
    return _UNKNOWN.format(version=version)
