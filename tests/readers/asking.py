"""How tests ask a server of the papers of a review."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from litatlas.commands.ingest import IngestReport, ingest
from litatlas.readers.asking import Manner
from litatlas.readers.budget import Budget
from litatlas.readers.choice import ReaderOptions, Server, choose_reader
from litatlas.readers.endpoint import build_endpoint

MODEL = "pond-7b"


def ingest_with(
    root: Path,
    url: str | None,
    *,
    files: Sequence[Path] = (),
    key: str = "",
    budget: Budget = Budget(),  # noqa: B008
    again: bool = False,
    agree: Callable[[str], bool] = lambda _: True,
    tell: Callable[[str], None] = lambda _: None,
    **manner: Any,
) -> IngestReport:
    """Ingest the listing that lies beside a review, or other files, with the server at `url`."""

    def open_server() -> Server:
        made = Manner(**{"pause": 0.01, "timeout": 60.0, **manner})
        return Server(build_endpoint(url or "", key), made, budget, agree, tell, again)

    options = ReaderOptions(open_server=open_server if url else None)
    return ingest(root, files or [root.parent / "list.txt"], processes=1, choose=partial(choose_reader, options=options))


def list_readings(root: Path) -> list[Path]:
    """The files of kept answers."""
    return sorted((root / "content" / "readings").rglob("*.json"))
