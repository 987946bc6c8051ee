"""Whatever is agreed: random contracts of every kind of term, limit, layer of capital and rule of service, under any switches."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.model.build import case, lived, loan, money, months
from tests.model.test_limits import SHARED, TERMS
from utfall.base.mechanisms import Mechanisms
from utfall.base.quantities import Change, Rate, Share, ShareOfCapital
from utfall.contract.contract import Limits, Tranche
from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.terms.declarations import CohortLinear
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.retention import Retention
from utfall.contract.terms.tiers import CohortTiers, Tier
from utfall.indicators.run import run_values
from utfall.model.finish import finish
from utfall.model.foresight.forecast import forecast

EVERY = (
    *TERMS,
    CohortLinear(id="gains", metric="gain", payers=SHARED, share=Share(0.3), floor=money(0), cap=money(150_000)),
    CohortTiers(
        id="tiers",
        metric="sustained",
        payers=SHARED,
        tiers=(Tier(id="low", at_least=Change(0.05, "share"), pays=money(5_000)), Tier(id="high", at_least=Change(0.3, "share"), pays=money(20_000))),
    ),
    Retention(id="held", payers=SHARED, of=("time",), share=Share(0.4), released_if="sustained"),
    Penalty(id="short", payers=SHARED, metric="sustained", below=(Share(0.6), Share(0.5)), pays=money(8_000)),
)
NEEDS = {"back": "job", "held": "time"}
LAYERS = (
    Tranche(id="senior", investor="fund", amount=ShareOfCapital(0.5, "agreed"), interest=Rate(0.003)),
    Tranche(id="junior", investor="trust", kind="first_loss"),
)
REVIEW = Review(
    every=months(12), rule="adaptive", may_change=("price", "target"), rescue=Share(0.5), may_end_early=("town",),
    minimums=(Minimum(id="least", metric="day_90", level=(Share(0.1), Share(0.1)), consequence="lose_places"),),
)  # fmt: skip
SWITCHES = [field.name for field in fields(Mechanisms)]


@st.composite
def contracts(draw):
    """A valid case: a clawback or a retention stands beside what it takes from."""
    chosen = draw(st.lists(st.sampled_from(EVERY), min_size=1, max_size=7, unique_by=lambda term: term.id))
    ids = {term.id for term in chosen}
    chosen = [term for term in chosen if NEEDS.get(term.id, term.id) in ids]
    payee = draw(st.sampled_from(("providers", "holder")))
    terms = tuple(replace(term, payee=payee) for term in chosen)
    limits = Limits(
        per_person=draw(st.sampled_from((None, (money(900), money(1_500))))),
        total=draw(st.sampled_from((None, money(60_000)))),
        per_year=draw(st.sampled_from((None, money(40_000)))),
        by_payer=draw(st.sampled_from(((), (("state", money(9_000)),)))),
        last_payment_month=draw(st.sampled_from((None, 22))),
        indexation=draw(st.sampled_from((None, Rate(0.004)))),
    )
    made = case(
        terms=terms, paid=tuple(dict.fromkeys(term.metric for term in terms if hasattr(term, "metric"))), limits=limits, groups=2, length=30,
        eligible=120, enrolment=12, cohorts=draw(st.integers(1, 3)), providers=draw(st.integers(1, 3)), theta=0.2,
        rule=draw(st.sampled_from(("optimiser", "equal_effort", "target_satisficer"))), who=draw(st.sampled_from(("everyone", "provider", "random"))),
        capital=None if payee == "providers" else loan(100_000, tranches=LAYERS),
        pass_through=None if payee == "providers" else draw(st.sampled_from((0.2, 1.0))), reserves=draw(st.sampled_from((15_000.0, 10**9))),
        mechanisms=Mechanisms(**{name: draw(st.booleans()) for name in SWITCHES if name not in {"counterfactual", "preparation", "steering"}}),
        fee=(), audit=0.3, penalty=500.0,
    )  # fmt: skip
    made = replace(made, profile=replace(made.profile, payers=(("town", draw(st.sampled_from(("by_contract", "relational", "easy_target")))),)))
    review = draw(st.sampled_from((None, REVIEW)))
    return replace(made, contract=replace(made.contract, review=review)), draw(st.integers(1, 200)), draw(st.booleans())


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(contracts())
def test_money_is_conserved_limits_hold_and_nobody_is_in_two_places(drawn):
    made, seed, foreseen = drawn
    model = lived(made, seed, expectations=forecast(made, 2) if foreseen else None)
    run, limits, ledger = finish(model), made.contract.limits, model.accounts.ledger.columns()
    assert (ledger.amount > 0).all()
    assert sum(int(flow.sum()) for flow in run.flows.values()) == 0
    holder = np.cumsum(sum((flow for name, flow in run.flows.items() if name.partition(".")[0] == "holder"), np.zeros(run.months, np.int64)))
    assert holder.min() >= 0
    assert holder[-1] == 0
    kinds = np.array(ledger.clause_kinds)[ledger.clause]
    ours = np.isin(kinds, ("outcome", "activity", "cohort", "block", "attachment"))
    payer = np.array([kind == "payer" for kind in ledger.account_kinds])
    out, back = ours & payer[ledger.source], payer[ledger.target]
    assert limits.total is None or ledger.amount[out].sum() - ledger.amount[back].sum() <= limits.total.minor
    assert limits.last_payment_month is None or not (out & (ledger.month > limits.last_payment_month)).any()
    if limits.per_person is not None:
        mine = out & (ledger.person >= 0)
        sums = np.bincount(ledger.person[mine], weights=ledger.amount[mine], minlength=len(model.people))
        returned = back & (ledger.person >= 0)
        sums -= np.bincount(ledger.person[returned], weights=ledger.amount[returned], minlength=len(model.people))
        assert (sums <= np.array([limit.minor for limit in limits.per_person])[model.people.group]).all()
    persons = run.persons
    assert not (persons.control & persons.enrolled).any()
    assert not (persons.completed & persons.dropped).any()
    assert np.isin(model.people.history, (0, 1, 2)).all()
    for value in run_values(run).values():
        assert value.value is None or np.isfinite(value.value)
