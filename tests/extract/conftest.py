"""The vocabulary of the tests: the package's own, with two invented topics."""

import pytest

from litatlas.extract import TopicTerms, Vocabulary, load_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(
        (
            TopicTerms("caches", {"KV cache": 3, "cache": 1}),
            TopicTerms("numbers", {"quantization": 3, "codebook": -4}),
        )
    )
