"""A blind econometrician: of many worlds only what a contract sees is handed out, and a standard estimator tries to recover the effect.

What is handed out are recorded months in work and who was drawn into which group by lot: no need, no luck, no world without the contract.
The estimator is Welch's interval from a library. The truth is looked up afterwards, by the judge alone.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import ttest_1samp, ttest_ind

from tests.model.build import ALL_OFF, case, lived, shared
from utfall.model.model import ContractModel
from utfall.people.parameters import Market

Floats = NDArray[np.float64]
#: Worlds; a share of 95 % of them has a standard error of 1.5 points.
WORLDS = 200
GIVEN = {
    "eligible": 240,
    "control": 120,
    "offered": 120,
    "rule": "equal_effort",
    "hours": 700.0,
    "mechanisms": replace(ALL_OFF, common_shock=True, dropout=True),
    "metrics": {"time": {"among": "offered", "compared_with": "control"}},
}
MADE = case(**GIVEN)


@dataclass(frozen=True, eq=False)
class Export:
    """What a contract sees at the end: recorded months in work of those offered the service and of the control group; months over the year before."""

    offered: Floats
    control: Floats
    before: Floats


@dataclass(frozen=True, eq=False)
class World:
    """What is handed out, and what only the judge knows: months with and without the contract of those offered and of the control group."""

    export: Export
    offered: tuple[Floats, Floats]
    control: tuple[Floats, Floats]

    @property
    def effect(self) -> float:
        """True mean effect on those offered."""
        return float((self.offered[0] - self.offered[1]).mean())


def world(model):
    """One world, lived to its end."""
    people, everybody = model.people, np.arange(len(model.people))
    meter = model.meters[model.by_metric["time"]]
    before = (np.concatenate([people.before(), people.history[:, :1]], axis=1)[0] > 0)[-12:].sum(axis=0)

    def months(history):
        """Months in work over the 18 from a person's first referral."""
        return np.sum([history[people.start_month + k, everybody] > 0 for k in range(18)], axis=0).astype(float)

    with_, without = months(people.history[0]), months(people.history_without[0])
    export = Export(meter.recorded[people.offered], meter.recorded[people.control], before[people.offered].astype(float))
    return World(export, *((with_[who], without[who]) for who in (people.offered, people.control)))


@lru_cache(maxsize=8)
def worlds(made, count=WORLDS):
    return tuple(world(lived(made, seed)) for seed in range(1, count + 1))


def welch(export: Export):
    """Estimate and 95 % interval of the effect of being offered, by the difference of two means."""
    interval = ttest_ind(export.offered, export.control, equal_var=False).confidence_interval(0.95)
    return float(export.offered.mean() - export.control.mean()), float(interval.low), float(interval.high)


def own_past(export: Export):
    """The same against people's own past, both by the month."""
    change = export.offered / 18 - export.before / 12
    interval = ttest_1samp(change, 0.0).confidence_interval(0.95)
    return 18 * float(change.mean()), 18 * float(interval.low), 18 * float(interval.high)


def test_the_trial_recovers_the_effect_in_as_many_worlds_as_its_interval_promises():
    """Covered in 95 % of 200 worlds, tested at 4 standard errors (0.89-1); half the interval covers about 67 %, at 4 of its errors 0.54-0.81."""
    judged = [(welch(one.export), one.effect) for one in worlds(MADE)]
    covered = np.mean([low <= effect <= high for (_, low, high), effect in judged])
    halved = np.mean([abs(effect - mean) <= 0.25 * (high - low) for (mean, low, high), effect in judged])
    assert 0.888 <= covered <= 1.0
    assert 0.54 <= halved <= 0.81
    errors = np.array([mean - effect for (mean, _, _), effect in judged])
    assert abs(errors.mean()) < 4 * errors.std(ddof=1) / np.sqrt(WORLDS)
    assert np.mean([effect for _, effect in judged]) > 1.0  # there is something to find


def test_a_programme_that_does_nothing_is_found_out():
    """No hour to give: zero lies in 95 % of 100 intervals, tested at 4 standard errors (0.86-1)."""
    found = worlds(replace(MADE, contract=case(**GIVEN | {"hours": 0.0}).contract), 100)
    assert all(one.effect == 0.0 for one in found)
    assert 0.86 <= np.mean([low <= 0.0 <= high for _, low, high in (welch(one.export) for one in found)]) <= 1.0


def sent_at_a_low(seed):
    """A world in which the people offered the service are those who had been in work least over the year before."""
    model = ContractModel(MADE, seed, outlooks=shared())
    people = model.people
    past = (np.concatenate([people.before(), people.history[:, :1]], axis=1)[0] > 0).sum(axis=0)
    people.offered[:] = False
    people.offered[np.lexsort((np.arange(past.size), past))[: past.size // 2]] = True
    return world(model.run())


def test_people_sent_at_a_low_point_fool_an_estimate_from_their_own_past():
    """Covered in 95 % of worlds, it would be in 33 or more of 40 with an error under one in a thousand; it is in less than half."""
    judged = [(own_past(one.export), one.effect) for one in (sent_at_a_low(seed) for seed in range(1, 41))]
    assert np.mean([low <= effect <= high for (_, low, high), effect in judged]) < 0.5
    over = np.array([mean - effect for (mean, _, _), effect in judged])
    assert over.mean() > 4 * over.std(ddof=1) / np.sqrt(over.size)


def test_where_openings_bind_the_trial_is_off_by_exactly_what_the_control_group_loses():
    """Estimate less true effect = what the lot put unevenly into the groups, less the effect on the control group (no matter of chance)."""
    tight = replace(MADE, people=replace(MADE.people, market=Market((5.0,))))
    errors = []
    for one in worlds(tight, 60):
        (with_, without), lost = one.control, one.control[0] - one.control[1]
        assert with_.size == without.size == 120
        uneven = one.offered[1].mean() - without.mean()
        error = welch(one.export)[0] - one.effect
        assert error == pytest.approx(uneven - lost.mean(), abs=1e-9)
        errors.append((error, -lost.mean()))
    off, owed = np.array(errors).T
    assert owed.mean() > 0.2  # the control group loses
    assert abs((off - owed).mean()) < 4 * (off - owed).std(ddof=1) / np.sqrt(off.size)
