"""Parameter points: where on its distribution each value stands at point p.

A coordinate belongs to a dotted path and to nothing else: a path has the same quantile in every variant, and a new path does not move the
others. So the coordinates cannot be the dimensions of one Sobol sequence, whose numbers would shift. Each path has the first dimension of
Sobol's sequence (van der Corput, base 2), with its digits scrambled by a hash of the path (nested uniform scrambling [owen-1995]) and its
order shuffled by a second hash of the path in the same nested way, which pads dimensions independently of each other [burley-2020].

Hence: the first n points do not depend on how many follow; among the first 2^k points of a path, and among each aligned run of 2^k, exactly
one falls into each 2^k-th part of the distribution; two paths are no more correlated than independent draws.
"""

import hashlib
from functools import lru_cache

_MASK = 0xFFFFFFFF


@lru_cache(maxsize=65536)
def quantile(path: str, point: int) -> float:
    """Where the value at a path stands at point 0, 1, 2 ...: a number strictly between 0 and 1."""
    order, digits = _hashes(path)
    index = _nested(point & _MASK, order)
    return (_nested(_reverse(index), digits) + 0.5) / (_MASK + 1)


@lru_cache(maxsize=4096)
def _hashes(path: str) -> tuple[int, int]:
    digest = hashlib.blake2b(path.encode(), digest_size=8, person=b"utfall-point").digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


def _reverse(word: int) -> int:
    """The 32 bits of a word in the opposite order."""
    return int(f"{word:032b}"[::-1], 2)


def _nested(word: int, seed: int) -> int:
    """Flip each bit by a hash of the bits above it: a nested uniform scramble of a 32-bit fraction."""
    result = 0
    for bit in range(31, -1, -1):
        above = word >> (bit + 1)
        result |= (((word >> bit) & 1) ^ _coin(above, bit, seed)) << bit
    return result


def _coin(above: int, bit: int, seed: int) -> int:
    """A fair bit from what stands above, the place and the seed (a 64-bit finaliser)."""
    x = (above * 0x9E3779B97F4A7C15 + bit * 0xD1B54A32D192ED03 + seed * 0x2545F4914F6CDD1D + 1) & 0xFFFFFFFFFFFFFFFF
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return (x ^ (x >> 31)) & 1
