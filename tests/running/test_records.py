"""What a run keeps for the next one is read as it was written."""

from hypothesis import given
from hypothesis import strategies as some
from markupsafe import Markup

from litatlas.model import Author, Span
from litatlas.running.records import Records

RECORDS = Records((Author, Span))
PLAIN = some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text()
VALUES = some.recursive(
    PLAIN | some.builds(Markup, some.text()),
    lambda inner: (
        some.lists(inner)
        | some.lists(inner).map(tuple)
        | some.dictionaries(some.text(), inner)
        | some.builds(Author, inner)
        | some.builds(Span, inner, inner, inner)
    ),
    max_leaves=20,
)


def shape(value: object) -> object:
    """A value with the types of all that is in it: a text is no markup, and a tuple no list, though they are equal or alike."""
    return repr(value), type(value)


@given(VALUES)
def test_what_is_read_is_what_was_written(value: object) -> None:
    written = RECORDS.format(value)

    assert shape(RECORDS.parse(written.encode("utf-8", "surrogatepass"))) == shape(value)
    assert "\n" not in written
