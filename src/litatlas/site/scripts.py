"""Scripts as the site carries them: without the comments, types and indents that are for people and checkers."""

import re
from functools import lru_cache

_FOR_PEOPLE = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*\n|//[^\n]*\n)|^[ \t]+|^\n", re.DOTALL | re.MULTILINE)
"""Comments that stand on lines of their own, and what begins lines; scripts hold no text that goes over several lines."""


@lru_cache(maxsize=64)  # for every build, and every look of a preview
def squeeze_script(script: str) -> str:
    """The same script in fewer letters; comments that stand beside code stay, for a text could look like them."""
    return _FOR_PEOPLE.sub("", script)
