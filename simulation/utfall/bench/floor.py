"""The floor: one compiled run of a small reference workload, with nothing around it. The yardstick of `utfall bench`.

Workload W. N people in 4 contiguous caseloads, T months. At the start need d ~ N(0, 1), motivation m ~ U(0, 1), out of work, and
q = logistic(-2.2 + 0.5 d). Each month:

1. every provider splits its budget of half an hour a head by marginal payoff: x = -4.5 + m - 0.8 d; p = logistic(x);
   w = p (1 - p) for who has not been paid for; e = min(3, budget w / sum w) hours
2. every person draws u: at work, loses it if u < q; else finds work if u < logistic(x + skill e); m moves by 2 % towards 1 at work
   and towards 0 out of it; the third month of work in a row is one payment
3. the payer pays 3,000 a payment, the provider keeps 30 %, the investor takes the rest and bears the cost of 100 an hour and 20 a head
4. six series are kept

The draws are a hash of (seed, month, person) with one finaliser [steele-2014]: good enough for a yardstick, too weak for the model, which uses
Philox. Loops are short and touch few arrays, so that they vectorise; sums run in eight fixed parts, so that their order is fixed.
"""

from dataclasses import dataclass

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import normal_quantile
from utfall.base.rules import logistic
from utfall.base.sums import total

CASELOADS = 4
MONTHS = 60
SERIES = ("employed", "payments", "cost", "need_employed", "provider_balance", "investor_balance")
_LEVEL, _BY_NEED, _QUIT, _QUIT_BY_NEED = -4.5, 0.8, -2.2, 0.5
_GAIN, _DECAY, _BUDGET, _MOST = 0.02, 0.98, 0.5, 3.0
_TARIFF, _UNIT, _FIXED, _KEPT = 3000.0, 100.0, 20.0, 0.3
_SKILLS = (0.8, 0.9, 1.0, 1.1)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MONTH = np.uint64(0xD1342543DE82EF95)


@dataclass(frozen=True, slots=True, eq=False)
class FloorRun:
    """Outcome of one run of W: payments, months at work, mean need of who was and was not paid for, series (months, 6)."""

    payments: float
    job_months: float
    need_paid: float
    need_unpaid: float
    series: NDArray[np.float64]


def run_floor(people: int, seed: int, months: int = MONTHS) -> FloorRun:
    """One run of W."""
    state = np.zeros((6, people))
    series = np.zeros((months, len(SERIES)))
    _run(state, np.empty((2, people)), series, seed)
    need, paid = state[0], state[5]
    paid_for = max(float(paid.sum()), 1.0)
    return FloorRun(
        payments=float(paid.sum()),
        job_months=float(series[:, 0].sum()),
        need_paid=float((need * paid).sum()) / paid_for,
        need_unpaid=float((need * (1.0 - paid)).sum()) / max(people - paid_for, 1.0),
        series=series,
    )


@nb.njit(inline="always")
def _uniform(key: np.uint64, i: int) -> float:
    z = key + np.uint64(i) * _GOLDEN
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return np.uint64((z >> np.uint64(12)) | np.uint64(0x3FF0000000000000)).view(np.float64) - 1.0


@nb.njit(inline="always")
def _key(seed: int, month: int) -> np.uint64:
    return (np.uint64(seed) * np.uint64(1024) + np.uint64(month)) * _MONTH


@nb.njit(error_model="numpy")
def _start(need: np.ndarray, motivation: np.ndarray, quits: np.ndarray, seed: int) -> None:
    first = _key(seed, 1022)
    second = _key(seed, 1023)
    for i in range(need.size):
        need[i] = normal_quantile(_uniform(first, i) + 1e-16)
    for i in range(need.size):
        motivation[i] = _uniform(second, i)
    for i in range(need.size):
        quits[i] = logistic(_QUIT + _QUIT_BY_NEED * need[i])


@nb.njit(error_model="numpy")
def _weigh(need: np.ndarray, motivation: np.ndarray, paid: np.ndarray, logit: np.ndarray, weight: np.ndarray) -> None:
    for i in range(need.size):
        x = _LEVEL + motivation[i] - _BY_NEED * need[i]
        p = logistic(x)
        logit[i] = x
        weight[i] = p * (1.0 - p) * (1.0 - paid[i])


@nb.njit(error_model="numpy")
def _help(weight: np.ndarray, logit: np.ndarray, per_weight: float, skill: float) -> None:
    """Weights become hours, logits become chances of entry."""
    for i in range(weight.size):
        hours = min(_MOST, per_weight * weight[i])
        weight[i] = hours
        logit[i] = logistic(logit[i] + skill * hours)


@nb.njit(error_model="numpy")
def _move(employed: np.ndarray, entry: np.ndarray, quits: np.ndarray, key: np.uint64) -> None:
    for i in range(employed.size):
        u = _uniform(key, i)
        stays = 0.0 if u < quits[i] else 1.0
        enters = 1.0 if u < entry[i] else 0.0
        employed[i] = employed[i] * stays + (1.0 - employed[i]) * enters


@nb.njit(error_model="numpy")
def _learn(employed: np.ndarray, motivation: np.ndarray) -> None:
    for i in range(employed.size):
        m = motivation[i]
        motivation[i] = employed[i] * (m + _GAIN * (1.0 - m)) + (1.0 - employed[i]) * m * _DECAY


@nb.njit(error_model="numpy")
def _pay(employed: np.ndarray, streak: np.ndarray, paid: np.ndarray, event: np.ndarray) -> None:
    for i in range(employed.size):
        s = (streak[i] + 1.0) * employed[i]
        now = (1.0 - paid[i]) if s == 3.0 else 0.0
        streak[i] = s
        paid[i] += now
        event[i] = now


@nb.njit(error_model="numpy")
def _products(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
    for i in range(a.size):
        out[i] = a[i] * b[i]


@nb.njit(cache=True, error_model="numpy")
def _run(state: np.ndarray, scratch: np.ndarray, series: np.ndarray, seed: int) -> None:
    """One run. state (6, N): need, motivation, quit chance, employed, streak, paid; scratch (2, N); series (months, 6) is filled."""
    people = state.shape[1]
    _start(state[0], state[1], state[2], seed)
    balance = np.zeros(2)
    payments = 0.0
    for month in range(series.shape[0]):
        key = _key(seed, month)
        at_work = needs = spent = 0.0
        for k in range(CASELOADS):
            a = (k * people + CASELOADS - 1) // CASELOADS
            b = ((k + 1) * people + CASELOADS - 1) // CASELOADS
            need, motivation, quits = state[0, a:b], state[1, a:b], state[2, a:b]
            employed, streak, paid = state[3, a:b], state[4, a:b], state[5, a:b]
            logit, weight = scratch[0, a:b], scratch[1, a:b]
            _weigh(need, motivation, paid, logit, weight)
            marginal = total(weight)
            _help(weight, logit, _BUDGET * (b - a) / marginal if marginal > 0.0 else 0.0, _SKILLS[k])
            cost = _UNIT * total(weight) + _FIXED * (b - a)
            _move(employed, logit, quits, key + np.uint64(a) * _GOLDEN)
            _learn(employed, motivation)
            _pay(employed, streak, paid, weight)
            events = total(weight)
            at_work += total(employed)
            _products(employed, need, weight)
            needs += total(weight)
            payments += events
            spent += cost
            balance[0] += _KEPT * _TARIFF * events
            balance[1] += (1.0 - _KEPT) * _TARIFF * events - cost
        series[month, 0] = at_work
        series[month, 1] = payments
        series[month, 2] = spent
        series[month, 3] = needs / at_work if at_work > 0.0 else 0.0
        series[month, 4] = balance[0]
        series[month, 5] = balance[1]
