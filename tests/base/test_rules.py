import numba as nb
import numpy as np
import pytest

from utfall.base import rules


@nb.njit
def _all(function_number, xs):
    out = np.empty(xs.size)
    for i in range(xs.size):
        if function_number == 0:
            out[i] = rules.exponential(xs[i])
        elif function_number == 1:
            out[i] = rules.logistic(xs[i])
        else:
            out[i] = rules.logarithm(xs[i])
    return out


@nb.njit
def _one(which, a, b):
    if which == 0:
        return rules.saturating(a, b)
    if which == 1:
        return rules.response(a, b, True)
    return rules.capability_step(a, b, 0.25)


@nb.njit
def _logits():
    entry = rules.entry_logit_unhelped(-3.0 - 0.75 * 0.4, 1.0, -0.2, 0.1)
    leave = rules.exit_logit_unhelped(-3.0 + 0.35 * 0.4, 0.5, -0.2, 0.1)
    return entry, leave


def test_the_exponential_is_right_to_the_last_bits_and_never_overflows():
    xs = np.concatenate([np.linspace(-40.0, 40.0, 4001), np.array([-1e9, 1e9, 0.0])])
    got = _all(0, xs)
    exact = np.exp(np.clip(xs, -700.0, 700.0))
    assert (np.abs(got / exact - 1.0) < 4.5e-16).all()
    assert np.isfinite(got).all()


def test_the_logarithm_is_right_to_the_last_bits():
    xs = np.concatenate([np.geomspace(1e-300, 1e300, 4001), 1.0 + np.linspace(-0.4, 0.5, 101), np.array([1.0, 2.0, 0.5])])
    got, exact = _all(2, xs), np.log(xs)
    assert (np.abs(got - exact) <= 4e-16 * np.maximum(1.0, np.abs(exact))).all()
    assert got[-3] == 0.0


def test_the_logistic_is_symmetric_and_bounded():
    xs = np.linspace(-30.0, 30.0, 601)
    got = _all(1, xs)
    assert np.allclose(got + _all(1, -xs), 1.0, rtol=0, atol=3e-16)
    assert ((got > 0.0) & (got < 1.0 + 1e-16)).all()
    assert np.allclose(got, 1.0 / (1.0 + np.exp(-xs)), rtol=1e-15)


def test_responses_and_capability():
    assert _one(0, 0.0, 3.6) == 0.0
    assert _one(0, 3.6, 3.6) == pytest.approx(1.0 - np.exp(-1.0), rel=1e-15)
    assert _one(1, 2.5, 3.6) == 2.5
    assert _one(2, 2.0, 0.05) == pytest.approx(2.15, rel=1e-15)


def test_need_and_a_bad_month_lower_entry_and_raise_exit_and_the_common_shock_counts_half_on_exit():
    entry, leave = _logits()
    assert entry == pytest.approx(-3.0 - 0.3 + 0.2 + 0.1, rel=1e-15)
    assert leave == pytest.approx(-3.0 + 0.14 - 0.1 - 0.05, rel=1e-15)
