"""Retention and clawback through a whole run: what is held, released and taken back, who looks ahead to it, and the paid split."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import case, lived, loan, money, months, price, record
from utfall.base.quantities import Share
from utfall.contract.contract import Limits
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.declarations import Block, Outcome
from utfall.contract.terms.retention import Retention
from utfall.model.finished.facts import true_units
from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.outlook import streams_of

TOWN = (("town", 1.0),)
JOB = Outcome(id="job", metric="sustained", price=(price(9000),), payers=TOWN)
TAKE = Clawback(id="back", of=("job",), if_lost_within=(months(9),), share=Share(0.5), payers=TOWN)
HOLD = Retention(id="hold", of=("job",), share=Share(0.2), payers=TOWN)


def paid_by(*terms, **changes):
    """A case under agreed hours with these terms on three months in work."""
    return case(**{"terms": (JOB, *terms), "paid": ("sustained",), "rule": "equal_effort"} | changes)


def booked(model, clause):
    """(entries,) minor units and persons of a clause."""
    ledger = model.accounts.ledger.columns()
    ours = ledger.clause == ledger.clauses.index(clause)
    return ledger.amount[ours], ledger.person[ours], ledger.month[ours]


def lost_within(model, months_):
    """(N,) whether a person with three months in work was out of it within so many months of the third, read off the history."""
    meter = model.meters[model.by_metric["sustained"]]
    won = true_units(model, meter, "with").first_month
    history = model.people.history[0]
    found = np.zeros(len(model.people), dtype=bool)
    for i in np.flatnonzero(won):
        found[i] = bool((history[won[i] + 1 : won[i] + 1 + months_, i] == 0).any())
    return found, won


@pytest.mark.parametrize("seed", [1, 2])
def test_half_of_the_pay_goes_back_for_each_job_that_is_lost_in_time_and_for_no_other(seed):
    model = lived(paid_by(TAKE), seed)
    lost, won = lost_within(model, 9)
    amounts, persons, month = booked(model, "back.job")
    assert sorted(persons) == sorted(np.flatnonzero(lost))
    assert 10 < lost.sum() < (won > 0).sum()
    assert (amounts == 450_000).all()
    assert (month > won[persons]).all()
    assert model.settlement.paid["job"].sum() == 900_000 * (won > 0).sum() - 450_000 * lost.sum()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_split_of_what_was_paid_stands_with_clawback_and_retention(seed):
    for terms in ((TAKE,), (replace(HOLD, released_if="entry"),), (TAKE, replace(HOLD, released_if="entry"))):
        (split,) = record(paid_by(*terms), seed).person_payments
        assert split.paid == pytest.approx(split.due_true)  # an honest register
        assert split.paid.sum() < 900_000 * split.successes_true.sum()
        assert (split.due_without <= 900_000).all()


def test_a_job_that_lasted_is_paid_in_full_and_lasting_pay_is_hardly_taken_back():
    plain, taken = (record(paid_by(*terms)).person_payments[0] for terms in ((), (TAKE,)))
    assert (taken.paid <= plain.paid).all()
    assert taken.lasting.sum() > 0.75 * plain.lasting.sum()
    assert taken.paid.sum() < 0.9 * plain.paid.sum()


@pytest.mark.parametrize("release", ["entry", "day_90", "exam_passed"])
def test_what_is_held_is_paid_once_both_successes_have_come(release):
    model = lived(paid_by(replace(HOLD, released_if=release)))
    job, other = (true_units(model, model.meters[model.by_metric[id_]], "with").units > 0 for id_ in ("sustained", release))
    expected = np.where(job, 720_000 + 180_000 * other, 0)
    assert (model.settlement.paid["job"] == expected).all()
    assert (job & ~other).any()
    assert set(np.unique(booked(model, "job")[0])) <= {180_000, 720_000, 900_000}


def test_without_a_metric_all_is_released_when_the_contract_ends_and_nothing_is_held_after():
    model = lived(paid_by(replace(HOLD)))
    amounts, _, month = booked(model, "job")
    assert (month[amounts == 180_000] == 24).all()
    assert (amounts == 180_000).any()
    assert (amounts[month > 24] == 900_000).all()
    assert model.settlement.paid["job"].sum() == booked(lived(paid_by()), "job")[0].sum()


def test_a_level_releases_all_or_nothing():
    held = {level: lived(paid_by(replace(HOLD, released_if="day_90", reaches=(Share(level),)))).settlement for level in (0.01, 0.99)}
    assert held[0.01].paid["job"].sum() == booked(lived(paid_by()), "job")[0].sum()
    assert held[0.99].paid["job"].sum() == 0.8 * held[0.01].paid["job"].sum()
    assert held[0.99].recourse.totals["hold"][1] == 0


def test_a_provider_gives_back_as_far_as_it_can_and_the_rest_when_it_has_more():
    poor = paid_by(replace(TAKE, share=Share(1.0)), reserves=0.0, cost=1200.0)
    model = lived(poor)
    amounts, persons, month = booked(model, "back.job")
    lost, _ = lost_within(model, 9)
    owed = int(sum(one.amounts.sum() for one in model.settlement.recourse.owing))
    assert owed + amounts.sum() == 900_000 * lost.sum()
    assert owed > 0
    ledger = model.accounts.ledger.columns()
    account = int(model.accounts.providers[0])
    signs = np.where(ledger.target == account, ledger.amount, np.where(ledger.source == account, -ledger.amount, 0))
    before_wages = np.cumsum(signs)[ledger.clause == ledger.clauses.index("back.job")]
    assert (before_wages >= 0).all()
    assert np.unique(persons).size < persons.size or month.size < lost.sum()


def test_what_the_holder_owes_comes_from_its_receipts_and_from_what_providers_had_of_it():
    fee = Block(id="service_fee", payee="providers", fee=price(2_000, "month"), until_month=6)
    terms = (replace(JOB, payee="holder"), TAKE)
    on = case(terms=terms, paid=("sustained",), rule="equal_effort", capital=loan(10_000), pass_through=0.5, fee=(fee,))
    model = lived(on)
    back, _, _ = booked(model, "back.job")
    ledger = model.accounts.ledger.columns()
    passed = ledger.clause == ledger.clauses.index("subcontract.pass_through")
    returned = passed & (ledger.source == model.accounts.providers[0])
    assert back.sum() > 0
    assert ledger.amount[returned].sum() > 0
    assert int(model.accounts.ledger.balance.sum()) == 0
    assert model.accounts.ledger.balance[model.accounts.holder] == model.settlement.treasuries[0].state.cash
    assert model.settlement.paid["job"].sum() == booked(model, "job")[0].sum() - back.sum()


def test_terms_of_the_subcontract_are_held_and_taken_back_by_the_holder():
    own = replace(JOB, id="bonus", payers=(("holder", 1.0),))
    terms = (own, replace(TAKE, of=("bonus",)), replace(HOLD, of=("bonus",)))
    fee = Block(id="fee", payers=TOWN, payee="holder", fee=price(50_000, "month"))
    made = case(terms=(fee,), paid=("sustained",), rule="equal_effort", capital=loan(2_000_000), pass_through=0.0, fee=terms)
    model = lived(made)
    lost, won = lost_within(model, 9)
    assert booked(model, "subcontract.back.bonus")[0].sum() > 0
    assert model.accounts.ledger.balance[model.accounts.holder] == model.settlement.treasuries[0].state.cash
    assert model.settlement.paid["subcontract.bonus"].sum() == pytest.approx(900_000 * won.astype(bool).sum() - 450_000 * lost.sum(), rel=0.02)


def test_limits_hold_with_what_is_held_and_what_goes_back():
    for limits in (
        Limits(total=money(150_000)),
        Limits(per_person=(money(5_000),)),
        Limits(per_year=money(80_000)),
        Limits(by_term=(("job", money(90_000)),)),
    ):
        model = lived(paid_by(TAKE, replace(HOLD, released_if="entry"), limits=limits))
        paid = model.settlement.paid["job"]
        assert paid.max() <= 900_000 if limits.per_person is None else paid.max() <= 500_000
        if limits.total is not None:
            assert paid.sum() <= 15_000_000
        assert (paid >= 0).all()


# --- looking ahead


@pytest.mark.parametrize("seed", [1, 2])
def test_the_fear_of_a_clawback_makes_providers_look_after_those_who_have_won(seed):
    """Hours after the success is won cost nothing to give up under a plain price, and everything under a clawback."""
    aftercare = {}
    for name, terms in (("plain", (JOB,)), ("taken", (JOB, replace(TAKE, share=Share(1.0), if_lost_within=(months(4),))))):
        model = lived(case(terms=terms, paid=("sustained",), service=18), seed)
        won = true_units(model, model.meters[model.by_metric["sustained"]], "with").units > 0
        hours = model.people.columns.hours.sum(axis=0)
        aftercare[name] = float(hours[won].sum() / max(won.sum(), 1)), float(hours[~won].sum() / max((~won).sum(), 1))
    to_winners = {name: of_winners / of_others for name, (of_winners, of_others) in aftercare.items()}
    assert to_winners["taken"] > 1.2 * to_winners["plain"]


def test_a_release_that_hangs_on_the_persons_own_months_is_a_stream_of_its_own_and_another_is_its_chance():
    own, exam = (case(terms=(JOB, replace(HOLD, released_if=id_)), paid=("sustained",)) for id_ in ("entry", "exam_passed"))
    provider = own.contract.providers[0]
    assert [(s.clause, s.price) for s in streams_of(own, provider, 0)] == [("job", pytest.approx(720_000)), ("hold.job", pytest.approx(180_000))]
    expected = forecast(exam, 4)
    ((name, chance),) = expected.foreseen.released
    assert name == "hold"
    assert 0.05 < chance < 0.8
    (stream,) = streams_of(exam, provider, 0, expected.foreseen)
    assert stream.price == pytest.approx(900_000 * (0.8 + 0.2 * chance))


def test_a_clause_that_holds_in_one_group_keeps_the_rows_of_the_other():
    """Values are looked up by rows of progress; a clawback in one group must not move them."""
    only_far = replace(TAKE, groups=("far",), share=Share(1.0))
    job = replace(JOB, price=(price(9000), price(9000)), groups=None)
    take = replace(only_far, if_lost_within=(months(9), months(9)))
    first = Outcome(id="first", metric="day_90", price=(price(0), price(3000)), groups=("far",), payers=TOWN)
    model = lived(case(terms=(first, job, take), paid=("sustained", "day_90"), groups=2))
    streams = [table.problem.streams for table in model.providers[0].outlook.tables]
    assert [s.clause for s in streams[0]] == [s.clause for s in streams[1]]
    assert {s.clause: s.price for s in streams[0]} == {"first": 0.0, "job": pytest.approx(900_000), "back.job": 0.0}
    near = model.people.group == 0
    plain = lived(case(terms=(replace(first, groups=("near",), price=(price(0), price(0))), job), paid=("sustained", "day_90"), groups=2, hours=1e6))
    rich = lived(case(terms=(first, job, take), paid=("sustained", "day_90"), groups=2, hours=1e6))
    assert rich.people.columns.hours[:, near] == pytest.approx(plain.people.columns.hours[:, near])


def test_terms_that_hold_nothing_back_cost_nothing_and_change_no_bit():
    plain, asleep = (lived(paid_by(*terms)) for terms in ((), (replace(TAKE, of=()), replace(HOLD, of=()))))
    assert not asleep.settlement.recourse.active
    assert asleep.holding is None
    assert len(asleep.meters) == len(plain.meters)
    assert (asleep.settlement.paid["job"] == plain.settlement.paid["job"]).all()


def test_a_loss_is_known_as_late_as_the_success():
    late = case(
        terms=(JOB, TAKE), paid=("sustained",), rule="equal_effort", metrics={"sustained": {"lag": months(2)}},
    )  # fmt: skip
    now, then = (booked(lived(made), "back.job")[2] for made in (paid_by(TAKE), late))
    assert (then == now + 2).all()
