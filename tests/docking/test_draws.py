"""The draws that the twin is given are those of the published generator, written once more in plain Python."""

import pytest

from utfall.base.draws import MONTH_ZERO, Purpose, uniforms

MASK = 0xFFFFFFFF
DRAWS = [(1, Purpose.TRANSITION, 1, 0), (7, Purpose.NEED, 0, 3), (2**31, Purpose.AUDIT, 60, 12)]


def philox(counter: tuple[int, int], key: int) -> tuple[int, int]:
    """Philox2x32-10 on plain integers."""
    low, high = counter
    for _ in range(10):
        product = low * 0xD256D193
        low, high = (product >> 32) ^ key ^ high, product & MASK
        key = (key + 0x9E3779B9) & MASK
    return low, high


def uniform(seed: int, purpose: int, month: int, lane: int, person: int) -> float:
    """A draw of a person."""
    second = ((month + MONTH_ZERO) & 1023) | (purpose << 10) | (lane << 18)
    return (philox((person, second), seed)[0] + 0.5) / 2**32


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0), 0, (0xFF1DAE59, 0x6CD10DF2)),
        ((MASK, MASK), MASK, (0x2C3F628B, 0xAB4FD7AD)),
        ((0x243F6A88, 0x85A308D3), 0x13198A2E, (0xDD7CE038, 0xF62A4C12)),
    ],
)
def test_the_plain_generator_gives_the_published_vectors(counter, key, words):
    assert philox(counter, key) == words


@pytest.mark.parametrize(
    ("seed", "purpose", "month", "lane"), [(1, Purpose.TRANSITION, 1, 0), (7, Purpose.NEED, 0, 3), (2**31, Purpose.AUDIT, 60, 12)]
)
def test_draws_are_the_same_numbers_in_plain_python(seed, purpose, month, lane):
    assert uniforms(seed, purpose, month, lane, 50).tolist() == [uniform(seed, purpose, month, lane, person) for person in range(50)]
