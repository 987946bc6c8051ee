"""The coupling of luck between the worlds is a convention: it moves the counterfactual alone, and no mean beyond its Monte Carlo error.

Forty seeds; each comparison fails by chance in at most 1 of 1,000 (3.3 standard errors of the difference).
"""

from dataclasses import fields, replace
from functools import lru_cache

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, record, same

LUCK = ("monotone", "independent", "entry_exit", "copula")
SEEDS = range(1, 41)
SIGMAS = 3.3


@lru_cache(maxsize=4)
def runs(luck):
    made = case(
        eligible=160, paid=("sustained",), amount=6000.0, luck=luck, theta=0.2, mechanisms=replace(ALL_OFF, noise=True, dropout=True, claims=True)
    )
    return [record(made, seed) for seed in SEEDS]


def total(run, name):
    return sum(float(getattr(payment, name).sum()) for payment in run.person_payments)


def shares(luck):
    """Per seed: paid, and the parts of it (numerators of the split)."""
    paid = np.array([total(run, "paid") for run in runs(luck)])
    deadweight = np.array([total(run, "due_without") for run in runs(luck)])
    attributable = np.array([total(run, "lasting") - total(run, "lasting_without") for run in runs(luck)])
    hollow = np.array([total(run, "due_true") - total(run, "due_without") for run in runs(luck)]) - attributable
    return paid, {"deadweight": deadweight, "attributable": attributable, "hollow": hollow}


@pytest.mark.parametrize("luck", LUCK[1:])
def test_the_contract_world_keeps_every_bit(luck):
    for a, b in zip(runs("monotone")[:8], runs(luck)[:8], strict=True):
        for field in fields(a.persons):
            if "without" not in field.name:
                assert same(getattr(a.persons, field.name), getattr(b.persons, field.name)), field.name
        for name in ("month", "source", "target", "amount", "clause", "person"):
            assert same(getattr(a.ledger, name), getattr(b.ledger, name)), name
        assert same(a.hours_by_task, b.hours_by_task)
        assert same(a.metrics[0].recorded, b.metrics[0].recorded)
        assert not same(a.persons.outcome_time_without, b.persons.outcome_time_without)


@pytest.mark.parametrize("luck", LUCK[1:])
def test_the_mean_effect_moves_only_within_its_monte_carlo_error(luck):
    effects = [np.array([(r.persons.outcome_time - r.persons.outcome_time_without).mean() for r in runs(name)]) for name in ("monotone", luck)]
    difference = effects[1] - effects[0]
    assert abs(difference.mean()) <= SIGMAS * difference.std(ddof=1) / np.sqrt(difference.size)
    assert effects[0].mean() > 0.3  # there is an effect to be moved


@pytest.mark.parametrize("luck", LUCK[1:])
def test_the_split_of_payments_as_a_ratio_of_sums_is_the_same(luck):
    paid, reference = shares("monotone")
    _, other = shares(luck)
    for name, numerator in reference.items():
        difference = other[name] - numerator
        error = difference.std(ddof=1) / np.sqrt(difference.size) / paid.mean()
        assert abs(difference.mean() / paid.mean()) <= SIGMAS * error, name
    assert sum(part.sum() for part in reference.values()) / paid.sum() == pytest.approx(1.0, abs=0.05)  # the rest is false: mistakes less misses


def test_persons_do_move_under_another_coupling():
    deadweight = {}
    for luck in LUCK:
        both = [(m.true > 0) & (m.without > 0) for m in (run.metrics[2] for run in runs(luck))]
        true = [m.true > 0 for m in (run.metrics[2] for run in runs(luck))]
        deadweight[luck] = sum(b.sum() for b in both) / sum(t.sum() for t in true)
    assert deadweight["monotone"] > deadweight["copula"] > deadweight["independent"]
