"""Where the templates and assets stand that come with LitAtlas."""

from importlib.resources import files
from pathlib import Path


def find_templates() -> Path:
    """The folder of the templates that come with LitAtlas: inside the installed package, or at the root of its source tree."""
    package = Path(str(files("litatlas")))
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"
