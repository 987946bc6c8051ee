"""A contract with everything that the readable twin covers: production and twin agree person by person and payment by payment."""

from collections import Counter

import numpy as np
import pytest

from tests.docking.cases import STAKES, Docked
from tests.docking.comparing import Watched, differences
from tests.docking.other_values import OTHER
from tests.docking.plain_contract import hours, run_contract
from tests.docking.plain_contract.given import outlooks
from tests.docking.plain_contract.model import TwinContract

PARTS = ["selection", "placement", "noise", "claims", "motivation", "limits"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_production_and_twin_agree_with_every_part_at_work(seed):
    case = Docked().case
    assert differences(Watched(case, seed, STAKES, outlooks()), run_contract(case, seed, STAKES)) == []


@pytest.mark.parametrize("off", [*([part] for part in PARTS), PARTS])
def test_they_agree_with_a_part_off(off):
    case = Docked(**dict.fromkeys(off, False)).case
    assert differences(Watched(case, 5, STAKES, outlooks()), run_contract(case, 5, STAKES)) == []


@pytest.mark.parametrize("form", ["none", "linear", "categorical"])
def test_they_agree_however_control_is_felt(form):
    case = Docked(form=form).case
    assert differences(Watched(case, 6, STAKES, outlooks()), run_contract(case, 6, STAKES)) == []


@pytest.mark.parametrize("corner", OTHER)
def test_they_agree_at_other_values(corner):
    case = OTHER[corner]
    stakes = STAKES[: len(case.contract.providers)]
    assert differences(Watched(case, 2, stakes, outlooks()), run_contract(case, 2, stakes)) == []


def test_the_corner_where_a_price_has_two_answers_is_reached(monkeypatch):
    reached, was = [], hours.across
    monkeypatch.setattr(hours, "across", lambda *given: reached.append(given) or was(*given))
    run_contract(OTHER["lessons that teach nothing and pay: a price has two answers"], 2, STAKES)
    assert len(reached) > 10


def test_every_part_does_something_in_the_run_that_is_compared():
    case = Docked().case
    found, twin = Watched(case, 1, STAKES, outlooks()), run_contract(case, 1, STAKES)
    turned_away = np.array(twin.enrolled) == 0
    assert 20 < turned_away.sum() < 120
    assert {2, 3} <= set(Counter(found.model.referrals.refusals.tolist()))  # and others were taken by the second or third that they asked
    assert np.array(twin.hours).sum(axis=1).min() > 100.0
    wages = np.array([provider.wage for provider in found.model.providers])
    assert (np.array(twin.prices)[:12] > 1.2 * wages).all()  # hours are short
    assert {state for month in twin.states for state in month} == {0, 1, 2}
    assert any(a != b for with_, without in zip(twin.states, twin.without, strict=True) for a, b in zip(with_, without, strict=True))
    clauses = Counter(payment.clause for payment in twin.payments)
    paid = {
        "start",
        "monthly",
        "in_a_row_paid",
        "day_90_paid",
        "months_paid",
        "lessons_paid",
        "taken_back.day_90_paid",
        "penalty",
        "wages",
        "overhead",
    }
    assert clauses.keys() == paid
    assert set(twin.cash) == {"city", "state", "provider_1", "provider_2", "provider_3", "staff"}
    assert sum(twin.cash.values()) == 0
    cut = found.model.settlement.limiter.cut
    assert min(cut["per_person"], cut["per_year"], cut["total"]) > 0
    assert len(twin.false_claims) > len(twin.caught) > 2
    day_90, of_three = np.array(twin.recorded["day_90"]) > 0.0, np.array(twin.states) > 0
    began = np.array(twin.enrolled)
    truly = np.array([start > 0 and of_three[start + 2, person] for person, start in enumerate(began.tolist())])
    assert (day_90 & ~truly).sum() > 2  # recorded by mistake
    assert (truly & ~day_90).sum() > 2  # missed
    assert (np.diff(np.array(twin.motivation)[:12], axis=0) < 0.0).all()


def test_selection_turns_people_away_while_there_are_places():
    model, refused = TwinContract(Docked().case, 1, STAKES), 0
    for _ in range(6):
        model.step()
        for provider in model.providers:
            free = provider.declared.places - sum(person.served for person in model.people if person.provider == provider.number)
            refused += free > 0 and any(
                person.sent_to == provider.number and not person.enrolled for person in model.waiting.get(model.month + 3, [])
            )
    assert refused > 3


def test_what_is_held_back_is_paid_when_the_contract_ends():
    case = Docked(limits=False, claims=False).case
    twin = run_contract(case, 1, STAKES)
    mine = Counter()
    for payment in twin.payments:
        if payment.clause == "in_a_row_paid":
            mine[payment.person, payment.month == case.contract.length] += payment.amount
    early = {person for person, at_end in mine if not at_end}
    assert len(early) > 30
    for person in early:
        assert mine[person, False] == pytest.approx(3 * mine[person, True], abs=4)
