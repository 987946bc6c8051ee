"""A blind econometrician: of 200 worlds only what a contract sees is handed out, and a standard estimator tries to recover the effect.

What is handed out (`Export`) are recorded months in work, by group: no need, no luck, no world without the contract. The estimators
(`econometrician.py`) know nothing of the package. The truth is looked up afterwards, in the run's indicators, by the judge alone.

Bounds are at 4 standard errors: of 200 intervals of 95 % between 0.888 and all hold the truth but once in some 3,000 such tests (the lower
tail of the binomial); a mean is that far off by chance once in 16,000. Seeds are fixed, so that a test that passes always passes.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.model import econometrician
from tests.model.build import ALL_OFF, case, months, price, shared
from tests.model.econometrician import Estimate, Export, earlier_years, own_past, trial
from utfall.contract.comparisons.declarations import Historical, PrePost
from utfall.contract.metrics.declarations import Intensity
from utfall.contract.terms.declarations import CohortLinear
from utfall.indicators.caused import effect_on_others, true_effect_offered
from utfall.model.finish import finish
from utfall.model.model import ContractModel
from utfall.people.parameters import Market
from utfall.scenario.case import Case

Estimator = Callable[[Export], Estimate]
Floats = NDArray[np.float64]
WORLDS, EACH, FULL_TIME = 200, 80, 160.0
#: Four standard errors of the share of 200 intervals of 95 % that hold the truth.
FROM = 0.95 - 4 * np.sqrt(0.95 * 0.05 / WORLDS)
COMPARED = {"lot": "control", "past": "past", "years": "years"}


def made(common: float = 0.0, **more: object) -> Case:
    """People offered the service, as many drawn by lot not to be, as many of earlier years; `common`: sd of the shock common to all (logits)."""
    given = {"eligible": 2 * EACH, "control": EACH, "offered": EACH, "enrolment": 1, "follow_up": 18, "rule": "equal_effort", "hours": 12.0 * EACH}
    plain = case(**given | {"mechanisms": replace(ALL_OFF, common_shock=True, dropout=True)} | more)
    contract = replace(
        plain.contract,
        paid=tuple(COMPARED),
        metrics=tuple(Intensity(id=id_, outcome="work", window=(months(18),), among="offered", compared_with=to) for id_, to in COMPARED.items()),
        terms=tuple(CohortLinear(id=f"pay_{id_}", metric=id_, payers=(("town", 1.0),), price=price(0.01, "hour")) for id_ in COMPARED),
        comparisons=(plain.contract.comparisons[1], PrePost(id="past"), Historical(id="years", people=EACH)),
    )
    return replace(plain, contract=contract, people=replace(plain.people, common_spread=common))


CALM, MOVED, SHAKEN = made(), made(0.6), made(1.2)
#: Those who were in work least of late are sent; of them a lot is not offered the service.
AT_A_LOW = made(eligible=4 * EACH)
AT_A_LOW = replace(AT_A_LOW, people=replace(AT_A_LOW.people, referral="at_a_peak"))
#: Two places a month in all, and the same with no hour to give.
TIGHT, TIGHT_AND_IDLE = (replace(one, people=replace(one.people, market=Market((2.0,)))) for one in (made(0.6), made(0.6, hours=0.0)))


@dataclass(frozen=True, eq=False)
class World:
    """What is handed out, and what only the judge looks up: the run's indicators."""

    export: Export
    effect: float
    on_others: float


def world(made_: Case, seed: int) -> World:
    """One world, lived to its end."""
    model = ContractModel(made_, seed, outlooks=shared()).run()
    counted = np.flatnonzero(model.people.offered)
    seen = {m.id: model.comparing.recorded(m, counted, (1, made_.people.enrolment)) for m in made_.contract.metrics}
    groups = seen["lot"].treated, seen["past"].before, seen["lot"].others["control"], seen["years"].others["years"]
    record = finish(model)
    return World(Export(*(hours / FULL_TIME for hours in groups)), true_effect_offered(record).value, effect_on_others(record).value)


@lru_cache(maxsize=8)
def worlds(made_: Case) -> tuple[World, ...]:
    """Shared by the tests."""
    return tuple(world(made_, seed) for seed in range(1, WORLDS + 1))


def covered(made_: Case, estimator: Estimator, part: float = 1.0) -> float:
    """Share of worlds in which the interval holds the true effect."""
    return float(np.mean([estimator(one.export).covers(one.effect, part) for one in worlds(made_)]))


def errors(made_: Case, estimator: Estimator) -> Floats:
    """Estimate less truth, a number a world."""
    return np.array([estimator(one.export).mean - one.effect for one in worlds(made_)])


def standard_error(values: Floats) -> float:
    return float(values.std(ddof=1) / np.sqrt(values.size))


def test_the_estimators_know_nothing_of_the_package():
    tree = ast.parse(Path(econometrician.__file__).read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    assert {name.partition(".")[0] for name in modules} == {"dataclasses", "numpy", "scipy"}


@pytest.mark.parametrize("made_", [CALM, MOVED, SHAKEN, AT_A_LOW], ids=["no common shock", "a common shock", "a large one", "people sent at a low"])
def test_the_trial_recovers_the_effect_in_as_many_worlds_as_its_interval_promises(made_):
    """The whole interval in 95 % of worlds; half of it in about 67 %, at 4 of its standard errors 0.54-0.81."""
    off = errors(made_, trial)
    assert FROM <= covered(made_, trial) <= 1.0
    assert 0.54 <= covered(made_, trial, 0.5) <= 0.81
    assert abs(off.mean()) < 4 * standard_error(off)
    assert np.mean([one.effect for one in worlds(made_)]) > 0.7  # there is something to find


def test_the_own_past_finds_the_effect_where_a_lot_decides_who_is_sent_and_not_where_a_low_does():
    """The same estimator on both: without a choice it covers and is right on average, with it it covers too little and finds too much."""
    fair, fooled = errors(CALM, own_past), errors(AT_A_LOW, own_past)
    assert FROM <= covered(CALM, own_past) <= 1.0
    assert abs(fair.mean()) < 4 * standard_error(fair)
    assert covered(AT_A_LOW, own_past) < FROM
    assert fooled.mean() > 4 * standard_error(fooled)


def test_a_comparison_with_earlier_years_worsens_with_the_shock_common_to_all_and_a_trial_does_not():
    """Each step of the shock lowers the coverage and widens the error by more than 4 standard errors of the difference (worlds share their seeds)."""
    assert FROM <= covered(CALM, earlier_years) <= 1.0
    steps = (CALM, MOVED, SHAKEN)
    for weaker, stronger in pairwise(steps):
        held = [np.array([earlier_years(one.export).covers(one.effect) for one in worlds(m)], dtype=float) for m in (weaker, stronger)]
        square = [errors(m, earlier_years) ** 2 for m in (weaker, stronger)]
        for worse in (held[0] - held[1], square[1] - square[0]):
            assert worse.mean() > 4 * standard_error(worse)
    trials = errors(SHAKEN, trial) ** 2 - errors(CALM, trial) ** 2
    assert abs(trials.mean()) < 4 * standard_error(trials)


def test_where_openings_bind_the_trial_is_off_by_exactly_the_indicator_of_the_effect_on_others():
    """In each world: error = luck of the lot - effect_on_others, to rounding; the luck is what a trial of idle hours finds in a run of its own.

    On average: the luck is none, so that the error is - effect_on_others at 4 standard errors, which zero is not.
    """
    off, others = errors(TIGHT, trial), np.array([one.on_others for one in worlds(TIGHT)])
    assert errors(TIGHT_AND_IDLE, trial) == pytest.approx(off + others, abs=1e-9)
    assert abs((off + others).mean()) < 4 * standard_error(off + others)
    assert off.mean() > 4 * standard_error(off)


def test_where_openings_bind_nothing_is_found_where_nothing_is_done():
    assert all(one.effect == 0.0 and one.on_others == 0.0 for one in worlds(TIGHT_AND_IDLE))
    assert FROM <= covered(TIGHT_AND_IDLE, trial) <= 1.0


def test_where_openings_do_not_bind_nobody_else_is_touched():
    assert all(one.on_others == 0.0 for m in (CALM, MOVED, SHAKEN, AT_A_LOW) for one in worlds(m))
