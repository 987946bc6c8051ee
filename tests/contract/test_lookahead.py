import numpy as np
import pytest

from tests.contract.contract_samples import CONTACT, COURSE, SCHOOL, WORK, both, contract, money, months, price
from utfall.base.quantities import Share
from utfall.contract.contract import Limits, Subcontract
from utfall.contract.lookahead import Facts, Outlook, pay_streams
from utfall.contract.metrics.declarations import Activity, CostAvoided, Intensity, Score, StateAt, Sustained
from utfall.contract.terms.declarations import ActivityTerm, CohortLinear, Milestones, Outcome, Step

JOB = Sustained(id="job", outcome="work", lasts=both(months(6)), within=both(months(18)), missed=Share(0.1), mistaken=Share(0.02))
HOURS = Intensity(id="hours", outcome="work", window=both(months(3)), missed=Share(0.1), mistaken=Share(0.02))
GAIN = CostAvoided(id="gain", values=("benefit", "tax"), window=both(months(36)))
HALF = CohortLinear(id="half", metric="gain", payee="holder", share=Share(0.5), once_repaid=Share(0.1))


PLAIN = Outlook()


def streams(metrics, terms, outlook=PLAIN, group=0, **more):
    return pay_streams(Facts(contract(metrics, terms, **more), group, (WORK,), (SCHOOL,), (COURSE, CONTACT)), outlook)


def test_one_more_true_success_is_worth_its_price_less_misses_and_mistakes():
    (stream,) = streams((JOB,), (Outcome(id="pay", metric="job", price=(price(1000), price(2000))),))
    assert stream.price == pytest.approx(0.88 * 100_000)
    assert stream.automaton is not None
    assert stream.automaton.states == 7


def test_one_more_hour_is_worth_its_price_less_misses():
    (stream,) = streams((HOURS,), (Outcome(id="pay", metric="hours", price=both(price(10, "hour"))),))
    assert stream.price == pytest.approx(900)


def test_pay_to_the_holder_reaches_the_provider_by_pass_through_and_pay_to_others_not_at_all():
    own = Subcontract(pass_through=Share(0.2))
    (stream,) = streams((GAIN,), (HALF,), subcontract=own)
    assert stream.price == pytest.approx(0.1)
    assert stream.automaton is not None
    assert stream.automaton.emits[0].tolist() == [-90_000, 25_000, 25_000]
    assert stream.automaton.last == 36
    assert streams((GAIN,), (CohortLinear(id="half", metric="gain", payee="friend", share=Share(0.5)),)) == ()


def test_a_holder_without_a_subcontract_passes_on_all():
    assert streams((GAIN,), (HALF,))[0].price == pytest.approx(0.5)


def test_what_is_expected_of_limits_floors_and_capital_multiplies_the_price():
    outlook = Outlook(limit_multiplier=0.5, linear=(("half", 0.8, 0.0),))
    assert streams((GAIN,), (HALF,), outlook)[0].price == pytest.approx(0.5 * 0.5 * 0.8)
    assert streams((GAIN,), (HALF,), Outlook(linear=(("half", 1.0, 1.0),)))[0].price == pytest.approx(0.1)
    assert streams((GAIN,), (HALF,), Outlook(linear=(("half", 1.0, 0.25),)))[0].price == pytest.approx(0.75 * 0.5 + 0.25 * 0.1)


def test_an_activity_is_units_of_a_task_inside_its_months():
    course, contact = (Activity(id=per, task=task, per=per) for per, task in (("course", "teaching"), ("contact", "contact")))  # type: ignore[arg-type]
    terms = tuple(ActivityTerm(id=per, metric=per, price=both(price(1500, per))) for per in ("course", "contact"))
    found = streams((course, contact), terms, service=contract((), ()).service)
    assert [(s.task, s.units_per_hour, s.first, s.last) for s in found] == [(0, 1 / 40, 1, 6), (1, 4.0, 1, 12)]


def test_the_nearer_of_the_cap_and_the_limit_a_person_bounds_a_stream():
    term = Outcome(id="pay", metric="job", price=both(price(1000)), cap_per_person=(money(900), money(700)), payers=(("town", 1.0),))
    caps = [streams((JOB,), (term,), group=g, limits=Limits(per_person=both(money(800))))[0].cap for g in (0, 1)]
    assert caps == [80_000, 70_000]


def test_groups_and_prices_of_nothing_are_left_out():
    term = Outcome(id="pay", metric="job", price=(price(0), price(2000)), groups=("far",))
    assert streams((JOB,), (term,), group=0) == ()
    assert len(streams((JOB,), (term,), group=1)) == 1


def test_each_step_of_a_milestone_is_a_stream_on_its_own_spell():
    steps = (Step(id="a", lasts=both(months(3)), price=both(price(1))), Step(id="b", lasts=both(months(6)), price=both(price(2))))
    found = streams((JOB,), (Milestones(id="pay", metric="job", steps=steps),))
    assert [(s.clause, s.automaton.states if s.automaton else 0) for s in found] == [("pay.a", 4), ("pay.b", 7)]


def test_a_month_of_the_contract_is_read_in_the_months_of_a_typical_start():
    day = StateAt(id="day", outcome="work", at_month=12)
    (stream,) = streams((day,), (Outcome(id="pay", metric="day", price=both(price(1))),), Outlook(start_month=5))
    assert stream.automaton is not None
    assert (stream.automaton.first, stream.automaton.last, stream.automaton.at_month) == (8, 8, 0)


def test_a_score_is_a_reading_of_its_capability():
    gain = Score(id="gain", outcome="school", after_enrolment=both(months(24)), gain=True, noise=0.4)
    (stream,) = streams((gain,), (Outcome(id="pay", metric="gain", price=both(price(10, "point"))),))
    reading = stream.reading
    assert reading is not None
    assert (reading.month, reading.capability, reading.slope, reading.offset) == (24, 0, 10.0, 0.0)
    assert np.isnan(reading.threshold)
    assert reading.noise == pytest.approx(np.sqrt(2) * 0.5)
