"""Outcomes of events through the whole model: meters, errors of record, payments, their split, and what the optimiser makes of them."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, COACHING, PLACING, WORK, case, lived, months, price, record
from utfall.base.laws import EventOutcome
from utfall.base.quantities import Share
from utfall.contract.contract import Comparison
from utfall.contract.metrics.declarations import CostAvoided, Events
from utfall.contract.parties import Value
from utfall.contract.terms.declarations import CohortLinear, Outcome
from utfall.indicators.run import run_values

AGAIN = EventOutcome("again", "reconviction", True, (0.15,), 0.0, by_need=0.5, by_shock=0.3, helps=(0.8, 0.0))
FEWER = Events(id="fewer", outcome="again", window=(months(12),), among="enrolled", compared_with="usual")
CLEAN = Events(id="clean", outcome="again", window=(months(12),), yes_no=True)
PRISON = Value("prison", "prison", price(3000, "event"), -1, "for_each", 0, "state", of_events=True)
SAVED = CostAvoided(id="saved", values=("prison", "benefit"), window=(months(12),), compared_with="usual_cost")
LINEAR = CohortLinear(id="linear", metric="fewer", price=price(4000, "event"), payers=(("town", 1.0),), payee="providers")
PER_PERSON = Outcome(id="pay_clean", metric="clean", price=(price(6000),), payers=(("town", 1.0),), payee="providers")


def made(terms=(LINEAR,), paid=("fewer",), events=(AGAIN,), metrics=(FEWER, CLEAN), main=True, **changes):
    """The hand-made case with an outcome of events beside work; `main`: events matter most."""
    changes = {"outcome": replace(WORK, main=not main), "drop_out": 0.0, "eligible": 400} | changes
    base = case(terms=terms, paid=paid, **changes)
    usual = (Comparison(id="usual", design="agreed", expected=(1.8,)), Comparison(id="usual_cost", design="agreed", expected=(-1_500_000.0,)))
    contract = replace(base.contract, metrics=(*metrics, SAVED), comparisons=usual, values=(*base.contract.values, PRISON))
    return replace(base, people=replace(base.people, events=events), contract=contract)


def counts(model, world="counts", window=12):
    """(N,) events of the first 12 months from each person's start."""
    history, start = getattr(model.people.events, world)[0], model.people.start_month
    return np.array([history[s : s + window, i].sum(dtype=int) for i, s in enumerate(start)])


def test_meters_record_what_happened_and_facts_are_true_in_both_worlds():
    model = lived(made())
    found = {metric.id: metric for metric in record(made()).metrics}
    with_, without = counts(model), counts(model, "counts_without")
    assert with_.sum() < without.sum()
    assert np.array_equal(found["fewer"].recorded, with_)
    assert np.array_equal(found["fewer"].true, with_)
    assert np.array_equal(found["fewer"].without, without)
    assert np.array_equal(found["clean"].recorded, with_ == 0)
    assert np.array_equal(found["clean"].without, without == 0)


def test_money_adds_events_and_months_of_states():
    model = lived(made())
    run = record(made())
    saved = next(metric for metric in run.metrics if metric.id == "saved")
    out = np.array([(model.people.history[0, s : s + 12, i] == 0).sum() for i, s in enumerate(model.people.start_month)])
    assert np.array_equal(saved.recorded, -300_000.0 * counts(model) - 90_000.0 * out)
    line = next(value for value in run.values if value.id == "prison")
    assert line.per_offered == pytest.approx(300_000.0 * counts(model, window=18).mean())
    assert line.difference.sum() == pytest.approx(line.by_fifth.sum())
    assert line.difference.sum() == pytest.approx(-300_000.0 * (counts(model, window=18) - counts(model, "counts_without", 18)).sum())


def test_a_cohort_is_paid_for_the_events_that_it_has_fewer_than_agreed():
    run = record(made())
    (paid,) = run.cohort_payments
    model = lived(made())
    assert paid.measured == pytest.approx(1.8 - counts(model).mean())
    assert paid.true == pytest.approx((counts(model, "counts_without") - counts(model)).mean())
    assert run.ledger.amount[run.ledger.clause == run.ledger.clauses.index("linear")].sum() == round(400_000 * paid.measured * 400)


@pytest.mark.parametrize("dates", [{"from_month": 13}, {"until_month": 13}, {"from_month": 13, "until_month": 14}])
@pytest.mark.parametrize("metric", ["clean", "each"])
def test_a_term_with_dates_on_events_counts_in_both_worlds_only_what_falls_in_them(metric, dates):
    each = replace(FEWER, id="each", compared_with="")
    term = Outcome(id="pay", metric=metric, price=(price(6000),), payers=(("town", 1.0),), payee="providers")
    whole, dated = (made(terms=(one,), paid=(metric,), metrics=(CLEAN, each)) for one in (term, replace(term, **dates)))
    (all_of_it,), (run,) = record(whole).person_payments, record(dated).person_payments
    assert np.array_equal(run.paid, run.due_true)
    assert 0 < run.due_without.sum() < all_of_it.due_without.sum()


def test_a_person_without_any_is_paid_once_and_hollow_money_is_not_defined():
    run = record(made(terms=(PER_PERSON,), paid=("clean",)))
    (clause,) = run.person_payments
    assert set(np.unique(clause.paid)) == {0.0, 600_000.0}
    assert np.array_equal(clause.due_true, clause.lasting)
    assert not clause.has_lasting
    values = run_values(run)
    shares = [values[name].value for name in ("false_share", "deadweight_share", "attributable_share")]
    assert sum(shares) == pytest.approx(1.0)
    assert shares[0] == 0.0
    assert values["hollow_share"].value is None
    assert values["hollow_share"].reason


def test_where_events_matter_most_the_effect_is_events_avoided_and_a_year_on_is_not_defined():
    model, run = lived(made()), record(made())
    assert run.main_kind == "events"
    assert np.array_equal(run.persons.outcome_time, -counts(model, window=18).astype(float))
    values = run_values(run)
    avoided = (counts(model, "counts_without", 18) - counts(model, window=18)).mean()
    assert values["true_effect_eligible"].value == pytest.approx(avoided)
    for name in ("caused_at_12", "caused_at_12_enrolled", "_potential", "_effect_years"):
        assert values[name].value is None
        assert values[name].reason
    assert abs(np.nanmean(run.persons.gain_same_service) - avoided) < 0.25 * avoided


def test_a_score_that_matters_most_is_what_effects_are_counted_in():
    base = made(main=False)
    scored = tuple(replace(score, main=True) for score in base.people.scores)
    state = tuple(replace(outcome, main=False) for outcome in base.people.outcomes)
    run = record(replace(base, people=replace(base.people, scores=scored, outcomes=state)))
    assert run.main_kind == "score"
    values = run_values(run)
    assert values["true_effect_eligible"].value == pytest.approx((run.persons.at_end - run.persons.at_end_without).mean())
    assert values["caused_at_12"].value is None


def test_missed_events_are_missed_one_by_one_and_mistakes_are_made_of_who_had_none():
    wrong = replace(FEWER, missed=Share(0.3), mistaken=Share(0.2))
    noisy = replace(ALL_OFF, noise=True)
    found = []
    for seed in (1, 2, 3):
        run = record(made(metrics=(wrong, CLEAN), mechanisms=noisy, eligible=3000, hours=1000), seed)
        metric = next(metric for metric in run.metrics if metric.id == "fewer")
        some = metric.true > 0
        found.append(
            (metric.recorded[some].sum() / metric.true[some].sum(), metric.recorded[~some].mean(), (metric.recorded > metric.true)[some].any())
        )
    kept, added, more = np.array(found).T
    assert abs(kept.mean() - 0.7) < 4 * np.sqrt(0.21 / (9000 * 1.6))
    assert abs(added.mean() - 0.2) < 4 * np.sqrt(0.16 / (9000 * 0.2))
    assert not more.any()


def test_the_optimiser_spends_hours_where_events_are_paid_for_and_on_what_prevents_them():
    idle = replace(AGAIN, helps=(0.0, 0.0))
    tasks = (COACHING, PLACING)
    paid, unpaid, useless = (
        record(made(terms=terms, paid=names, events=events, tasks=tasks, hours=4000, plan=(1.0, 0.0)))
        for terms, names, events in (((LINEAR,), ("fewer",), (AGAIN,)), ((), (), (AGAIN,)), ((LINEAR,), ("fewer",), (idle,)))
    )
    assert unpaid.hours_by_task.sum() < 0.05 * paid.hours_by_task.sum()
    assert useless.hours_by_task.sum() < 0.05 * paid.hours_by_task.sum()
    assert paid.hours_by_task[0] > 1000
    assert paid.hours_by_task[1] == 0.0


def test_mission_alone_prevents_events():
    without, with_ = (record(made(terms=(), paid=(), theta=theta, hours=4000)) for theta in (0.0, 1.0))
    assert with_.hours_by_task.sum() > 100 + without.hours_by_task.sum()


def test_events_leave_a_contract_on_states_every_bit():
    plain = record(case())
    beside = replace(case(), people=replace(case().people, events=(replace(AGAIN, main=False, helps=(0.0, 0.0)),)))
    other = record(beside)
    assert np.array_equal(plain.ledger.amount, other.ledger.amount)
    assert np.array_equal(plain.persons.outcome_time, other.persons.outcome_time)
    assert np.array_equal(plain.persons.hours, other.persons.hours)


def test_a_case_of_events_alone_needs_no_state():
    base = made(terms=(PER_PERSON,), paid=("clean",))
    tasks = tuple(replace(task, boosts=()) for task in base.people.tasks)
    contract = replace(base.contract, metrics=(FEWER, CLEAN), values=(PRISON,), outcomes=("again",))
    run = record(
        replace(base, people=replace(base.people, outcomes=(), scores=(), tasks=tuple(replace(t, shows=()) for t in tasks)), contract=contract)
    )
    assert run.hours_by_task.sum() > 0
    assert run.persons.outcome_time.sum() > run.persons.outcome_time_without.sum()


def test_events_that_hang_on_another_capability_draw_hours_to_the_task_that_builds_it():
    """The axis of help is that of work; what prevents events lies beside it, and is looked up on its own."""
    beside = replace(AGAIN, main=False, helps=(0.0, 0.8))
    job = Outcome(id="job", metric="sustained", price=(price(12_000),), payers=(("town", 1.0),), payee="providers")
    more = {"hours": 4000, "metrics": (FEWER, CLEAN, next(metric for metric in case().contract.metrics if metric.id == "sustained"))}
    without, with_ = (
        record(made(terms=terms, paid=names, events=(beside,), main=False, **more))
        for terms, names in (((job,), ("sustained",)), ((job, LINEAR), ("sustained", "fewer")))
    )
    teaching = without.tasks.index("teaching")
    assert with_.hours_by_task[teaching] > 200 + without.hours_by_task[teaching]
    assert with_.hours_by_task[0] > 0
