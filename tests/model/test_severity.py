"""Recording of severity: a person recorded in a dearer pay group is paid for as one of it, and the truth stays that of the person's own."""

from dataclasses import replace

import numpy as np
import pytest

from utfall.base.quantities import Share
from utfall.contract.limits import NONE
from utfall.contract.terms.declarations import Attachment, Outcome
from utfall.indicators.paid import misrecorded
from utfall.indicators.split import split
from utfall.model.model import ContractModel

from .build import ALL_OFF, case, lived, money, price, record, same, shared

LEDGER = ("month", "source", "target", "amount", "clause", "person")
NEAR = 2000.0


def recording(far=6000.0, integrity=0.3, severity="provider_report", claims=True, **rules):
    """Two pay groups: a near one, and one further off whose price is `far`; integrity unlike between persons."""
    term = Outcome(id="pay", metric="day_90", price=(price(NEAR), price(far)), payers=(("town", 1.0),), payee="providers")
    made = case(eligible=480, groups=2, terms=(term,), hours=1500.0, integrity=integrity, mechanisms=replace(ALL_OFF, claims=claims))
    rules = {"severity": severity, "penalty": money(1000), "audit": Share(0.0)} | rules
    return replace(made, contract=replace(made.contract, assurance=replace(made.contract.assurance, **rules)))


def wrong(made, seed=1):
    model = lived(made, seed)
    return 0 if model.severity is None else model.severity.misrecorded


def ledger(made):
    columns = lived(made).accounts.ledger.columns()
    return [getattr(columns, name) for name in LEDGER]


@pytest.mark.parametrize("change", [{"far": NEAR}, {"severity": "register"}, {"claims": False}])
def test_where_no_price_differs_or_the_register_records_nothing_is_decided_and_no_bit_moves(change):
    plain = recording(**({"severity": "register"} | {key: value for key, value in change.items() if key == "far"}))
    made = recording(**change)
    assert lived(made).severity is None
    assert all(same(one, other) for one, other in zip(ledger(made), ledger(replace(plain, mechanisms=made.mechanisms)), strict=True))


def test_nobody_is_misrecorded_where_every_record_is_audited():
    assert wrong(recording(audit=Share(1.0))) == 0
    assert wrong(recording()) > 50


def test_the_further_prices_are_apart_the_more_are_misrecorded():
    # 480 people on the same luck: each step is many persons wide, so that one seed decides
    found = [wrong(recording(far)) for far in (NEAR, 3000.0, 5000.0, 9000.0)]
    assert found[0] == 0
    assert found[1] < found[2] < found[3]


def test_more_audit_fewer_misrecorded():
    found = [wrong(recording(audit=Share(share))) for share in (0.0, 0.2, 0.4, 0.6)]
    assert found[0] > found[1] > found[2] > found[3]


def test_people_are_recorded_in_the_dearer_group_alone_whichever_that_is():
    for far, dear in ((6000.0, 1), (500.0, 0)):
        model = lived(recording(far))
        moved = np.flatnonzero(model.recorded_group != model.people.group)
        assert moved.size > 0
        assert (model.recorded_group[moved] == dear).all()
        assert (model.people.enrol_month[moved] > 0).all()


def test_what_is_paid_beyond_the_price_of_a_persons_own_group_is_false_money():
    made = recording()
    model, run = lived(made), record(made)
    payment = run.person_payments[0]
    moved = model.recorded_group != model.people.group
    paid_moved = moved & (payment.paid > 0)
    assert paid_moved.sum() > 10
    assert set(payment.paid[paid_moved]) == {600_000.0}
    assert set(payment.due_true[paid_moved]) <= {0.0, 200_000.0}
    assert same(payment.paid[~moved], payment.due_true[~moved])
    assert split(run).false == float((payment.paid - payment.due_true)[moved].sum()) > 0
    assert misrecorded(run).value == 100.0 * moved.sum() / run.persons.enrolled.sum()


def test_who_is_caught_is_paid_for_as_its_own_group_and_fined():
    model = lived(recording(audit=Share(0.3), penalty=money(100)))
    entries = model.accounts.ledger.columns()
    fines = entries.amount[np.array(entries.clauses)[entries.clause] == "penalty"]
    assert fines.size > 0
    assert (fines == 100_00).all()
    own = model.recorded_group == model.people.group
    due = np.where(model.people.group == 0, 200_000, 600_000)
    paid = model.settlement.paid["pay"]
    assert (paid[own & (paid > 0)] == due[own & (paid > 0)]).all()


def test_a_dearer_start_alone_is_enough_and_is_paid_by_the_record():
    made = recording(far=NEAR)
    fee = Attachment(id="start", fee=(price(100, "start"), price(4000, "start")), payers=(("town", 1.0),), payee="providers")
    made = replace(made, contract=replace(made.contract, terms=(*made.contract.terms, fee)))
    model = lived(made)
    moved = model.recorded_group != model.people.group
    assert model.severity.misrecorded == moved.sum() > 0
    entries = model.accounts.ledger.columns()
    starts = np.array(entries.clauses)[entries.clause] == "start"
    by_person = dict(zip(entries.person[starts].tolist(), entries.amount[starts].tolist(), strict=True))
    assert all(by_person[person] == 400_000 for person in np.flatnonzero(moved))


def test_a_limit_a_person_by_group_makes_a_record_worth_having():
    made = recording(far=NEAR)
    made = replace(made, contract=replace(made.contract, limits=replace(NONE, per_person=(money(200), money(2000)))))
    assert wrong(made) > 0


def test_an_honest_rule_records_what_is_so():
    made = recording()
    made = replace(made, profile=replace(made.profile, providers=(("*", "equal_effort"),)))
    model = ContractModel(made, 1, outlooks=shared()).run()
    assert model.severity.misrecorded == 0
