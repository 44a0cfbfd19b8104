"""Invented listings of papers: what their entries state, for tests that write one listing in many forms and read it again."""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Entry:
    """What an invented entry states."""

    title: str
    abstract: str
    count: int
    """How many authors it has; said where no organization is."""
    organization: str
    day: date
    votes: int

    @property
    def handle(self) -> str:
        """What addresses and pictures call its organization."""
        return self.organization.casefold().replace(" ", "-")


_WORDS = st.sampled_from("otters herons reeds marshes tides willows caches boards kernels ponds snails models rivers".split())
_TITLES = st.lists(_WORDS, min_size=3, max_size=12).map(lambda words: " ".join(word.capitalize() for word in words))
_SENTENCES = st.lists(_WORDS, min_size=9, max_size=25).map(lambda words: f"{' '.join(words).capitalize()}.")
ENTRIES = st.lists(
    st.builds(
        Entry,
        _TITLES,
        st.lists(_SENTENCES, min_size=3, max_size=5).map(" ".join),
        st.integers(1, 99),
        st.sampled_from(["", "Fen Lab", "Fenland University"]),
        st.dates(date(2015, 1, 1), date(2025, 12, 31)),
        st.integers(0, 2000),
    ),
    min_size=2,
    max_size=4,
    unique_by=lambda entry: entry.title,
)
"""Two to four entries of different titles."""
