import math
from statistics import NormalDist

import numba as nb
import numpy as np
import pytest

from utfall.base.draws import Purpose, bell, normals, normals_of, philox, stream, uniforms, uniforms_of, unit, unit_logit


@nb.njit
def _philox(counter0, counter1, key):
    first, second = philox(np.uint32(counter0), np.uint32(counter1), np.uint32(key))
    return int(first), int(second)


@nb.njit
def _column(words, kind):
    out = np.empty(words.size)
    for i in range(words.size):
        out[i] = unit(words[i]) if kind == 0 else (unit_logit(words[i]) if kind == 1 else bell(words[i]))
    return out


def _slow_philox(counter: tuple[int, int], key: int) -> tuple[int, int]:
    left, right = counter
    for _ in range(10):
        product = left * 0xD256D193
        left, right = (product >> 32) ^ key ^ right, product & 0xFFFFFFFF
        key = (key + 0x9E3779B9) & 0xFFFFFFFF
    return left, right


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0), 0, (0xFF1DAE59, 0x6CD10DF2)),
        ((0xFFFFFFFF, 0xFFFFFFFF), 0xFFFFFFFF, (0x2C3F628B, 0xAB4FD7AD)),
        ((0x243F6A88, 0x85A308D3), 0x13198A2E, (0xDD7CE038, 0xF62A4C12)),
    ],
)
def test_philox_gives_its_published_words(counter, key, words):
    assert _philox(*counter, key) == words
    assert _slow_philox(counter, key) == words


def test_a_draw_is_the_persons_and_not_the_queues():
    everybody = uniforms(7, Purpose.TAKE_UP, 3, 0, 500)
    some = np.array([499, 0, 17, 17], dtype=np.int32)
    assert np.array_equal(uniforms_of(7, Purpose.TAKE_UP, 3, 0, some), everybody[some])
    assert np.array_equal(uniforms(7, Purpose.TAKE_UP, 3, 0, 20), everybody[:20])
    assert np.array_equal(normals_of(7, Purpose.NEED, 0, 0, some), normals(7, Purpose.NEED, 0, 0, 500)[some])


def test_a_draw_is_what_the_published_generator_gives_for_its_counter():
    expected = [(_slow_philox((i, (5 + 64) | (Purpose.AUDIT << 10) | (3 << 18)), 11)[0] + 0.5) / 2**32 for i in range(50)]
    assert uniforms(11, Purpose.AUDIT, 5, 3, 50).tolist() == expected


def test_no_two_counters_of_a_run_are_the_same():
    counters = {int(stream(purpose, month, lane)) for purpose in Purpose for month in (-64, -1, 0, 1, 958) for lane in (0, 1, 16383)}
    assert len(counters) == len(Purpose) * 5 * 3


def test_purposes_months_seeds_and_neighbours_are_uncorrelated():
    base = uniforms(1, Purpose.NEED, 0, 0, 20000)
    others = [uniforms(*key, 0, 20000) for key in ((1, Purpose.RESPONSE, 0), (1, Purpose.NEED, 1), (2, Purpose.NEED, 0))]
    for other in [*others, np.roll(base, 1)]:
        # Standard error 0.0071; |r| beyond 4 of them happens once in 16,000 seeds.
        assert abs(np.corrcoef(base, other)[0, 1]) < 0.0283


def test_uniforms_are_uniform_and_normals_normal():
    draws = uniforms(3, Purpose.LOT, 0, 0, 40000)
    counts = np.histogram(draws, bins=20, range=(0.0, 1.0))[0]
    chi2 = ((counts - 2000.0) ** 2 / 2000.0).sum()
    assert 4.9 < chi2 < 45.0  # 19 degrees of freedom: both ends one in 2,000
    z = normals(3, Purpose.NEED, 0, 0, 40000)
    assert abs(z.mean()) < 0.02
    assert abs(z.std() - 1.0) < 0.0142
    assert abs((z**4).mean() - 3.0) < 0.2


def test_the_normal_quantile_holds_in_the_middle_and_in_both_tails():
    z = normals(5, Purpose.NEED, 0, 0, 3000)
    p = uniforms(5, Purpose.NEED, 0, 0, 3000)
    exact = np.array([NormalDist().inv_cdf(x) for x in p])
    assert (np.abs(z - exact) <= 2e-9 * np.maximum(1.0, np.abs(exact))).all()
    assert p.min() < 0.001
    assert p.max() > 0.999


def test_the_logit_of_a_word_orders_it_as_its_uniform_does():
    edges = [1, 2, 2**31 - 1, 2**31, 2**32 - 2, 2**32 - 1]
    words = np.array([*range(0, 2**32, 2**32 // 4001), *edges], dtype=np.uint32)
    exact = np.array([math.log((2 * int(w) + 1) / (2**33 - 2 * int(w) - 1)) for w in words])
    assert np.allclose(_column(words, 1), exact, rtol=1e-14, atol=4e-15)
    assert 0.0 < _column(words, 0).min() < _column(words, 0).max() < 1.0


def test_the_bell_has_mean_0_variance_1_and_the_stated_kurtosis():
    bytes_ = np.arange(256)
    sums = np.convolve(np.convolve(np.ones(256), np.ones(256)), np.convolve(np.ones(256), np.ones(256))) / 256.0**4
    values = (np.arange(sums.size) - 510.0) / 147.80054127099805
    assert bytes_.sum() * 4 / 256 == 510.0
    assert abs((sums * values**2).sum() - 1.0) < 1e-12
    assert abs((sums * values**4).sum() - 3.0 + 0.3) < 0.01
    words = np.array([0, 0xFFFFFFFF, 0x01020304], dtype=np.uint32)
    assert np.allclose(_column(words, 2) * 147.80054127099805 + 510.0, [0.0, 1020.0, 10.0])
