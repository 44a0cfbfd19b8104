"""Equal texts as one object: what ten thousand papers repeat takes two thirds of the memory of their texts, each copied."""

from sys import intern

SHORT = 64
"""Letters of the longest text that is shared: names, reasons and digests are shorter, titles and abstracts hardly repeat."""


def share_text(text: str) -> str:
    """A text that is equal; all short ones that are equal are one object."""
    return intern(text) if type(text) is str and len(text) <= SHORT else text


def share_value(value: object) -> object:
    """The same of any value; what is no text is itself."""
    return intern(value) if type(value) is str and len(value) <= SHORT else value
