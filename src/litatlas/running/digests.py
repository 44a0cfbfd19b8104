"""Short names for long things: the same one for the same texts."""

from hashlib import blake2b

SIZE = 16
"""Bytes of a digest: two texts of any number that people write do not meet in it."""


def digest_data(data: bytes) -> str:
    """What stands for some bytes."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def digest(*texts: str) -> str:
    """What stands for these texts in this order; where one ends and the next begins counts."""
    written = "".join([f"{len(text)}:{text}" for text in texts])
    return digest_data(written.encode("utf-8", "surrogatepass"))
