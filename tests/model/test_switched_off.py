"""What is switched off is gone: it moves no decision of a provider that does what was agreed, and none of its code runs."""

import sys
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path

import pytest

from tests.model.build import case, loan, shared
from utfall.base.mechanisms import Mechanisms
from utfall.contract.review.declarations import Review
from utfall.model.foresight.forecast import forecast
from utfall.model.model import ContractModel
from utfall.people.parameters import Continuity, Participation

EVERY = Mechanisms(**{field.name: True for field in fields(Mechanisms)})
DECIDES = Participation(
    by_worth=1.0, by_sanction=0.7, by_change=0.5, engagement_speed=0.5, patience=0.98, noise=2.0, conceals=0.1, conceals_by_need=0.7,
)  # fmt: skip
#: What decides who is still there to be served. (Staff who are all in use are neither hired nor let go.)
MOVES_HOURS = ("dropout", "participants")


def agreed(mechanisms, **changes):
    """Everybody does what was agreed, whoever is sent is taken, nobody runs out of money; all mechanisms have something to work on."""
    made = case(
        **{
            "rule": "equal_effort", "eligible": 150, "control": 40, "groups": 2, "providers": 2, "who": "random", "paid": ("day_90", "hours"),
            "theta": 0.2,
            "capital": loan(300_000), "payee": "holder", "pass_through": 0.6, 
            "metrics": {"day_90": {"data_source": "provider_report"}},
            "mechanisms": mechanisms,
        }
        | changes
    )  # fmt: skip
    leaving = replace(made.people, continuity=Continuity(leaves=0.03, lost_at_first=0.3, half_life=3.0), participation=DECIDES)
    return replace(made, people=leaving, contract=replace(made.contract, review=Review()))


def decided(mechanisms):
    """What was decided: who was sent and taken in each month, hours by person and task, false claims (none: it does what was agreed)."""
    model = ContractModel(agreed(mechanisms), 8, outlooks=shared())
    found = {"taken": [], "hours": [], "claims": []}
    while model.running:
        model.step()
        found["taken"].append(model.newcomers.tobytes())
        found["hours"].append((model.rosters.ids.tobytes(), model.hours.tobytes()))
        found["claims"].append(tuple(meter.false_claims for meter in model.meters))
    return found


@pytest.fixture(scope="module")
def with_all():
    return decided(EVERY)


@pytest.mark.parametrize("switch", [field.name for field in fields(Mechanisms)])
def test_under_agreed_hours_a_switch_moves_no_other_decision(switch, with_all):
    without = decided(replace(EVERY, **{switch: False}))
    assert without["taken"] == with_all["taken"]
    assert (without["hours"] == with_all["hours"]) == (switch not in MOVES_HOURS)
    assert without["claims"] == with_all["claims"]


#: Mechanism -> the file (or function) that does its work, and nothing else's; not a compiled one, which a profiler does not see on every Python.
ROOMS = {
    "claims": "behaviour/claims.py",
    "motivation": "model/phases/adapt.py:_feel",
    "staffing": "behaviour/staffing.py:next_staff",
    "turnover": "people/continuity.py",
    "learning": "behaviour/beliefs.py",
    "pressure": "behaviour/objective.py",
    "participants": "people/participants.py",
    "review": "model/parties/reviews.py",
    "legitimacy": "model/around/legitimacy.py",
    "trust": "model/around/trust.py",
    "aftermath": "model/around/aftermath.py",
}


@lru_cache(maxsize=1)
def foreseen():
    return forecast(agreed(EVERY), 2)


def rooms_used(mechanisms):
    """FILE:FUNCTION of all that ran during the months of a run."""
    model, seen = ContractModel(agreed(mechanisms, rule="optimiser"), 8, outlooks=shared(), expectations=foreseen()), set()

    def note(frame, event, _):
        if event == "call":
            seen.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        model.run()
    finally:
        sys.setprofile(before)
    return [f"{Path(code.co_filename).as_posix()}:{code.co_name}" for code in seen]


@pytest.mark.parametrize("switch", ROOMS)
def test_what_is_off_runs_no_code_of_its_own(switch):
    def visited(mechanisms):
        return any(ROOMS[switch] in name for name in rooms_used(mechanisms))

    assert visited(EVERY)
    assert not visited(replace(EVERY, **{switch: False}))
