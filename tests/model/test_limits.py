"""Every limit of a contract through a whole run: read off the ledger, it holds, it binds, and nothing else is cut."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import case, lived, money, months, price
from utfall.base.quantities import Rate, Share
from utfall.contract.contract import Limits
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.declarations import ActivityTerm, Attachment, Block, Outcome
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tournament import Tournament
from utfall.model.foresight.forecast import forecast

SHARED = (("town", 0.6), ("state", 0.4))
TERMS = (
    Block(id="fee", payers=SHARED, fee=price(500, "month"), until_month=20),
    Attachment(id="start", payers=SHARED, fee=(price(100, "start"), price(150, "start"))),
    ActivityTerm(id="talks", payers=SHARED, metric="contacts", price=(price(4, "contact"),) * 2),
    Outcome(id="job", payers=SHARED, metric="sustained", price=(price(2000), price(3000))),
    Outcome(id="time", payers=SHARED, metric="time", price=(price(60, "month"),) * 2),
    Clawback(id="back", payers=SHARED, of=("job",), if_lost_within=(months(6),) * 2, share=Share(0.5)),
    CohortThreshold(id="bonus", payers=SHARED, metric="day_90", level=Share(0.01), pays=money(20_000)),
    Tournament(id="league", payers=SHARED, metric="day_90", prizes=(money(5_000),), every=months(12)),
)
PAID = ("contacts", "sustained", "time", "day_90")
FREE = Limits()


def run(limits=FREE, **changes):
    """A model that has lived under every kind of clause at once."""
    return lived(
        case(**{"terms": TERMS, "paid": PAID, "groups": 2, "rule": "equal_effort", "providers": 2, "limits": limits, "length": 30} | changes)
    )


def paid(model):
    """Net payments of payers: (month, person, minor units, payer, clause), money back below 0."""
    ledger = model.accounts.ledger.columns()
    payer = np.array([kind == "payer" for kind in ledger.account_kinds])
    ours = payer[ledger.source] | payer[ledger.target]
    signed = np.where(payer[ledger.source], ledger.amount, -ledger.amount)[ours]
    who = np.where(payer[ledger.source], ledger.source, ledger.target)[ours]
    names = [ledger.clauses[number].partition(".")[0] for number in ledger.clause[ours]]
    return ledger.month[ours], ledger.person[ours], signed, np.array([ledger.accounts[number] for number in who]), np.array(names)


def test_every_clause_pays_where_nothing_limits_it():
    *_, clauses = paid(run())
    assert set(clauses) == {term.id for term in TERMS}


def test_most_a_person_by_group():
    caps = np.array([220_000, 310_000])
    model = run(Limits(per_person=(money(2_200), money(3_100))))
    _, person, amount, *_ = paid(model)
    mine = person >= 0
    sums = np.bincount(person[mine], weights=amount[mine], minlength=len(model.people))
    assert (sums <= caps[model.people.group]).all()
    for group in (0, 1):
        assert (sums[model.people.group == group] == caps[group]).any()


@pytest.mark.parametrize("most", [40_000, 90_000])
def test_most_a_contract_year(most):
    month, _, amount, *_ = paid(run(Limits(per_year=money(most))))
    years = np.bincount((month - 1) // 12, weights=amount)
    gross = np.bincount((month - 1) // 12, weights=np.maximum(amount, 0))
    assert (years <= 100 * most).all()
    assert gross.max() >= 100 * most


@pytest.mark.parametrize("most", [60_000, 150_000])
def test_most_in_total_to_the_last_cent(most):
    month, _, amount, *_ = paid(run(Limits(total=money(most))))
    running = np.cumsum(amount[np.argsort(month, kind="stable")])
    assert running.max() == 100 * most
    assert amount.sum() <= 100 * most


def test_most_by_payer_is_not_made_good_by_the_other():
    kept = tuple(term for term in TERMS if term.id != "back")  # less would be paid that can go back to both
    free, bound = (run(limits, terms=kept) for limits in (FREE, Limits(by_payer=(("state", money(30_000)),))))
    (_, _, a, payer_a, _), (_, _, b, payer_b, _) = paid(free), paid(bound)
    assert b[payer_b == "state"].sum() <= 3_000_000 < a[payer_a == "state"].sum()
    assert b[payer_b == "town"].sum() == a[payer_a == "town"].sum()


def test_most_by_term_leaves_the_others_alone():
    free, bound = (run(limits) for limits in (FREE, Limits(by_term=(("job", money(25_000)), ("bonus", money(1_000))))))
    (_, _, a, _, clause_a), (_, _, b, _, clause_b) = paid(free), paid(bound)
    by_term = {name: (a[clause_a == name].sum(), b[clause_b == name].sum()) for name in set(clause_a)}
    assert by_term["job"][1] == 2_500_000
    assert by_term["bonus"][1] == 100_000
    assert all(x == y for name, (x, y) in by_term.items() if name not in {"job", "bonus", "back"})
    assert by_term["back"][1] >= by_term["back"][0]  # less was paid that could go back


def test_nothing_after_the_last_payment_month_but_money_back():
    month, _, amount, *_ = paid(run(Limits(last_payment_month=14)))
    assert (amount[month > 14] < 0).all()
    assert (amount[month == 14] > 0).any()


def test_prices_rise_each_contract_year_and_are_rounded_then():
    rate = Rate(1.0 - (1.0 - 0.035) ** (1.0 / 12.0))
    month, _, amount, payer, clause = paid(run(Limits(indexation=rate), groups=1, terms=tuple(_alone(term) for term in TERMS[:5])))
    for name, minor in (("job", 200_000), ("start", 10_000)):
        mine = clause == name
        for year in sorted(set((month[mine] - 1) // 12)):
            inside = mine & ((month - 1) // 12 == year)
            assert set(amount[inside]) == {round(minor * 1.035**year)}
    fees = [int(amount[(clause == "fee") & (month == m)].sum()) for m in (12, 13)]
    assert fees == [50_000, round(50_000 * 1.035)]
    assert set(payer) == {"town"}


def _alone(term):
    """The same term with one payer, for one group."""
    changes = {name: value[:1] for name in ("price", "fee") if isinstance(value := getattr(term, name, None), tuple)}
    return replace(term, payers=(("town", 1.0),), **changes)


def test_what_limits_cut_is_foreseen_as_a_smaller_price():
    terms = (replace(TERMS[3], payers=(("town", 1.0),)),)
    made = case(terms=terms, paid=("sustained",), groups=2, limits=Limits(total=money(60_000)))
    free, bound = (forecast(replace(made, contract=replace(made.contract, limits=own)), 4) for own in (FREE, made.contract.limits))
    assert free.foreseen.limits == 1.0
    assert 0.1 < bound.foreseen.limits < 0.9
    hours = [float(lived(made, 1, expectations=own).hours_by_task.sum()) for own in (free, bound)]
    assert hours[1] < hours[0] or hours[0] == 0.0
