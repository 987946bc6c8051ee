"""The hours of a month by plain Python are those of the compiled water-filling."""

import numpy as np
import pytest

from tests.docking.plain_mesa.desk import World, desk_of
from tests.docking.plain_mesa.participant import Participant
from tests.docking.plain_mesa.provider import Provider
from tests.docking.plain_mesa.run import Twin
from utfall.base.draws import Purpose, uniforms
from utfall.behaviour.hours import Caseload, Stake, caseload_hours
from utfall.bench.cases import Nearest, nearest
from utfall.model.foresight.outlook import Outlooks
from utfall.model.parties.organisations import MOST_HOURS

PEOPLE = 120
MONTH = 7


def some_caseload(classes: int) -> dict[str, np.ndarray]:
    """People in unlike places: states, months in a row, paid for or not, believed capability, class of need."""
    luck = [uniforms(3, Purpose.NEED, 0, lane, PEOPLE) for lane in range(5)]
    state = (3 * luck[0]).astype(int)
    return {
        "state": state,
        "streak": np.where(state > 0, 1 + (2 * luck[1]).astype(int), 0),
        "paid": luck[2] < 0.2,
        "capability": luck[3],
        "need_class": (classes * luck[4]).astype(int),
    }


@pytest.mark.parametrize("placement", [False, True])
@pytest.mark.parametrize("tightness", [0.05, 0.4, 5.0])
def test_hours_and_price_agree(placement, tightness):
    case = nearest(Nearest(people=1000, placement=placement))
    outlook = Outlooks().of(case, case.contract.providers[1])
    table = outlook.tables[0]
    given = some_caseload(table.problem.classes.count)
    tasks = len(case.people.tasks)
    budget = tightness * PEOPLE
    progress = np.where(given["paid"], 3, given["streak"]).astype(np.int16)[None]
    caseload = Caseload(
        np.zeros(PEOPLE, np.int64),
        np.full(PEOPLE, MONTH),
        given["state"].astype(np.int64),
        given["need_class"].astype(np.int64),
        progress,
        given["capability"][None],
        np.zeros((tasks, PEOPLE)),
        np.ones(PEOPLE),
    )
    wage = float(case.contract.providers[1].cost.minor)
    stake = Stake(1.0, 0.0, wage, budget, 0.0, MOST_HOURS, np.full(tasks, 1 / tasks))
    expected, price = caseload_hours(caseload, outlook.stack, outlook.tasks, stake)

    provider = twin_provider(case, outlook, budget, given)
    provider.split(MONTH)
    found = np.array([provider.coaching, provider.pushes][:tasks])
    assert found.sum() <= budget * (1 + 1e-9)
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)
    assert np.exp(provider.log_price) == pytest.approx(price, rel=1e-9)
    assert (price > wage) == (tightness < 1.0)


def twin_provider(case, outlook, budget, given):
    """A provider of the twin with the same people at its desk."""
    desk = desk_of(case, 1, outlook)
    model = Twin(World(0.9, 1.0, 0.8, 0.5, 3, 300_000), [], True)
    provider = Provider(model, 1.0, desk)
    provider.budget = budget
    for i in range(PEOPLE):
        person = Participant(model, i, (0.0, 0.0), 1.0)
        person.state, person.streak, person.paid_in = int(given["state"][i]), int(given["streak"][i]), int(given["paid"][i])
        person.believed, person.need_class = float(given["capability"][i]), int(given["need_class"][i])
        provider.people.append(person)
    return provider
