"""Whatever is asked of the wide month, all at once: nobody in two states, the world without the contract untouched by it, the same bits twice."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.people.example import HOME, PARAMS, TASKS, WORK, live, people
from utfall.people.continuity import Workers
from utfall.people.parameters import Continuity, Market, Ordinary, Participation

OFF = replace(WORK, id="off_benefit", title="off benefit", main=False, contains=0, leaves=0.02, returns=0.1)
LAW = Continuity(leaves=0.05, lost_at_first=0.4, half_life=3.0)
CHOICES = Participation(
    by_worth=1.0, by_sanction=0.7, by_change=0.5, engagement_speed=0.5, patience=0.98, noise=0.5, conceals=0.2, conceals_by_need=0.8,
    incomes=(1500.0, 900.0, 900.0),
)  # fmt: skip


@st.composite
def cases(draw):
    """(parameters, switches, luck, seed): any of the wide month's parts, of any strength."""
    push = draw(st.floats(0.0, 2.0))
    tasks = tuple(replace(task, boosts=(*task.boosts, push if task.id == "placing" else 0.0)) for task in TASKS)
    tasks = (*tasks[:2], replace(tasks[2], withholds=draw(st.sampled_from([0.0, 0.6]))), tasks[3])
    places, others = draw(st.sampled_from([None, 4.0, 30.0])), draw(st.sampled_from([0.0, 300.0]))
    params = replace(
        PARAMS,
        eligible=400,
        offered=300,
        control=50,
        outcomes=(WORK, replace(HOME, drop_out_ends_it=draw(st.booleans())), replace(OFF, leaves=draw(st.floats(0.0, 0.2)))),
        tasks=tasks,
        market=Market((places, 8.0, None), draw(st.floats(0.0, 0.9)), others),
        continuity=LAW,
        ordinary=draw(st.sampled_from([None, Ordinary(1.5, 0, 0.5, 0.3)])),
        participation=CHOICES,
    )
    switches = {name: draw(st.booleans()) for name in ("third_state", "services", "turnover", "participants", "displacement", "counterfactual")}
    return params, switches, draw(st.sampled_from(["monotone", "copula", "independent"])), draw(st.integers(1, 1000))


def run(case, hours):
    params, switches, luck, seed = case
    population = people(params, seed=seed, months=24, luck=luck, **switches)
    population.provider[:] = np.arange(len(population)) % 2
    if switches["turnover"]:
        population.wide.workers = Workers(LAW, np.array([0.05, 0.3]), np.array([3, 2]), len(population), 24)
    return live(population, hours, served_for=9)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_what_holds_in_every_wide_month(case):
    one, two, alone = run(case, (3.0, 1.0, 2.0, 0.5)), run(case, (3.0, 1.0, 2.0, 0.5)), run(case, None)
    assert np.array_equal(one.history, two.history)
    assert np.array_equal(one.capability, two.capability)
    assert np.array_equal(one.history_without, alone.history_without)  # the contract does not reach the world without it
    for rows in (one.history, one.history_without):
        inside = rows[0] > 0
        assert np.array_equal(rows[2][inside], rows[0][inside])
        assert rows.max() <= 2
    if not case[1]["third_state"]:
        assert np.array_equal(one.history[2], one.history[0])
    if case[2] == "monotone" and case[1]["counterfactual"]:
        assert np.array_equal(alone.history, alone.history_without)
    for places in one.wide.openings.values():
        assert min(places.tight) > 0.0
        assert max(places.tight) <= 1.0
    assert np.isfinite(one.capability).all()
    assert not (one.in_service & one.dropped).any()
