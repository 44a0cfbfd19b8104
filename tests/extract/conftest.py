"""The vocabulary of the tests: the package's own, with two invented topics."""

import pytest

from litatlas.extract.lexicon.terms import TopicTerms, Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(
        (
            TopicTerms("caches", {"KV cache": 4, "cache": 1}),
            TopicTerms("numbers", {"quantization": 4, "codebook": -4}),
        )
    )
