"""What tests of readers share."""

import pytest

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The package's own words."""
    return load_vocabulary()
