"""Money over any contract that Hypothesis can make: the ledger sums to zero, caps hold, nobody is in two places, nothing is verified unclaimed."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.build import ALL_OFF, PER, Options, both, case, lived, loan, money, months, price, shared, term
from utfall.base.quantities import Rate, Share
from utfall.contract.contract import Limits
from utfall.contract.terms.declarations import Attachment, Block, CohortLinear, Milestones, Outcome, RateCard, Step
from utfall.model.model import ContractModel

SUCCESS = ("day_90", "entry", "sustained", "exam_passed")
FLOW = ("time", "hours", "exam_points", "course", "contacts")
SCALE = {"time": 0.1, "hours": 0.005, "exam_points": 0.1, "contacts": 0.02}
SWITCHES = ("noise", "claims", "selection", "placement", "motivation", "dropout", "common_shock", "insolvency", "counterfactual")


@st.composite
def limits(draw):
    some = lambda low, high: draw(st.none() | st.integers(low, high))  # noqa: E731
    person, year, total, town = some(100, 5000), some(2000, 200_000), some(2000, 400_000), some(1000, 100_000)
    return Limits(
        per_person=None if person is None else (money(person),),
        per_year=None if year is None else money(year),
        total=None if total is None else money(total),
        by_payer=() if town is None else (("town", money(town)),),
        by_term=draw(st.sampled_from([(), (("block", money(3000)),), (("pay_day_90", money(7000)),)])),
        last_payment_month=draw(st.sampled_from([None, 10, 20])),
        indexation=draw(st.sampled_from([None, Rate(0.003)])),
    )


@st.composite
def capitals(draw):
    made = loan(draw(st.integers(1, 400_000)), recycled=draw(st.booleans()), drawdown=draw(st.sampled_from(["at_start", "as_costs_fall_due"])))
    made = replace(made, surplus_to=draw(st.sampled_from(["investors", "payers", "providers"])))
    rate = draw(st.sampled_from([None, Rate(0.004)]))
    return replace(made, tranches=(replace(made.tranches[0], interest=rate),))


@st.composite
def contracts(draw):
    """Options of a valid contract with up to four kinds of term at once."""
    o = Options(
        eligible=draw(st.integers(20, 90)),
        control=0,
        enrolment=draw(st.integers(1, 6)),
        groups=draw(st.integers(1, 2)),
        providers=draw(st.integers(1, 3)),
        places=draw(st.sampled_from([None, 15])),
        places_each=draw(st.sampled_from([None, 10])),
        who=draw(st.sampled_from(["provider", "commissioner", "random", "everyone"])),
        joining=draw(st.sampled_from(["voluntary", "mandatory"])),
        take_up=draw(st.sampled_from([1.0, 0.6])),
        least=draw(st.sampled_from([None, 0.5])),
        hours=draw(st.sampled_from([40.0, 300.0])),
        reserves=draw(st.sampled_from([1000.0, 1e8])),
        rule=draw(st.sampled_from(["optimiser", "equal_effort"])),
        audit=draw(st.sampled_from([0.0, 0.4])),
        penalty=draw(st.sampled_from([None, 500.0])),
        integrity=draw(st.sampled_from([0.02, 2.8])),
        payers=draw(st.sampled_from([(("town", 1.0),), (("town", 0.3), ("state", 0.7))])),
        mechanisms=replace(ALL_OFF, **{name: draw(st.booleans()) for name in SWITCHES}),
        values=draw(st.booleans()),
        cohorts=draw(st.integers(1, 2)),
    )
    report = {"data_source": draw(st.sampled_from(["register", "provider_report"])), "missed": Share(0.1), "mistaken": Share(0.05)}
    o = replace(o, metrics={"day_90": report, "sustained": {"lag": months(2), "data_source": "provider_report"}})
    control = draw(st.sampled_from([0, 10]))
    o = replace(o, control=control, offered=o.eligible - control)
    if draw(st.booleans()):
        o = replace(
            o, capital=draw(capitals()), payee=draw(st.sampled_from(["holder", "providers"])), pass_through=draw(st.sampled_from([0.0, 0.2, 1.0]))
        )
        o = replace(o, fee=(Attachment(id="start_fee", fee=both(o, price(700, "start"))),))
    o = replace(o, limits=_by_group(o, draw(limits())))
    return _with_terms(draw, o)


def _by_group(o, drawn):
    return drawn if drawn.per_person is None else replace(drawn, per_person=both(o, drawn.per_person[0]))


def _with_terms(draw, o):
    paid = tuple(draw(st.lists(st.sampled_from(SUCCESS + FLOW), min_size=1, max_size=3, unique=True)))
    amount = draw(st.integers(0, 6000))
    terms = [term(o, metric, amount * SCALE.get(metric, 1.0)) for metric in paid]
    terms = [
        replace(one, pays_again=draw(st.booleans())) if isinstance(one, Outcome) and one.metric in {"entry", "sustained"} else one for one in terms
    ]
    if draw(st.booleans()):
        terms[0] = replace(terms[0], cap_per_person=both(o, money(amount / 2)))
    common = {"payers": o.payers, "payee": o.payee}
    if draw(st.booleans()):
        terms.append(Block(id="block", fee=price(draw(st.integers(1, 9000)), draw(st.sampled_from(["month", "year"]))), **common))
    if draw(st.booleans()):
        terms.append(Attachment(id="start", fee=both(o, price(321.09, "start")), **common))
    if draw(st.booleans()):
        steps = tuple(Step(id=f"step_{k}", lasts=both(o, months(k)), price=both(o, price(333 * k))) for k in (1, 3))
        terms.append(Milestones(id="steps", metric="sustained", steps=steps, **common))
        paid = tuple(dict.fromkeys((*paid, "sustained")))
    if draw(st.booleans()):
        card = tuple((metric, both(o, price(77.77, PER.get(metric, "person")))) for metric in paid)
        terms.append(RateCard(id="card", prices=card, **common))
    cohort = draw(st.sampled_from([None, "gain", "trial"]))
    if cohort == "gain" or (cohort == "trial" and o.control):
        floor = draw(st.sampled_from([None, money(0)]))
        terms.append(CohortLinear(id="linear", metric=cohort, share=Share(0.5), floor=floor, **common))
        paid = (*paid, cohort)
    return replace(o, paid=paid, terms=tuple(terms))


@given(o=contracts(), seed=st.integers(1, 10_000))
@settings(max_examples=45, deadline=None, derandomize=True)
def test_money_is_conserved_and_capped_and_nobody_is_in_two_places(o, seed):
    made = case(**{name: getattr(o, name) for name in o.__dataclass_fields__})
    model = ContractModel(made, seed, outlooks=shared())
    for _ in range(made.months):
        model.step()
        ledger = model.accounts.ledger.columns()
        assert int(model.accounts.ledger.balance.sum()) == 0, "the ledger does not sum to zero"
        _nobody_in_two_places(model)
    assert not model.running
    _balances_are_flows(model, ledger)
    _caps_hold(model, ledger)
    _verified_at_most_claimed(model)


def _nobody_in_two_places(model):
    people, ids = model.people, model.rosters.ids
    assert np.unique(ids).size == ids.size
    assert not people.control[ids].any()
    assert people.offered[ids].all()
    assert ((people.enrol_month > 0) == (people.provider >= 0)).all()
    for provider in model.providers:
        low, high = model.rosters.bounds(provider.number)
        mine = ids[low:high]
        assert (people.provider[mine] == provider.number).all()
        assert ((people.enrol_month[mine] > 0) & (people.enrol_month[mine] <= model.month)).all()
        if provider.declared.places is not None:
            assert mine.size <= provider.declared.places
        assert (model.hours[:, low:high].T @ model.tasks.cost).sum() <= provider.budget(mine.size) * (1 + 1e-6) + 1e-9
    if model.case.people.places is not None:
        assert ids.size <= model.case.people.places
    assert np.isin(people.state, (0, 1, 2)).all()


def _balances_are_flows(model, ledger):
    net = np.zeros(len(ledger.accounts), np.int64)
    np.add.at(net, ledger.target, ledger.amount)
    np.subtract.at(net, ledger.source, ledger.amount)
    assert (net == model.accounts.ledger.balance).all()
    assert int(net[ledger.accounts.index("staff")]) == sum(provider.cost for provider in model.providers)
    for clause in model.clauses.persons:
        payer = ledger.accounts.index("holder" if clause.subcontract else "town"), ledger.accounts.index("holder" if clause.subcontract else "state")
        signed = np.where(np.isin(ledger.target, payer), -ledger.amount, ledger.amount)  # money back is booked the other way round
        booked = signed[ledger.clause == ledger.clauses.index(clause.id)].sum()
        assert booked == model.settlement.paid[clause.id].sum(), clause.id


def _caps_hold(model, ledger):
    limits, payers = model.case.contract.limits, np.array([kind == "payer" for kind in ledger.account_kinds])
    prizes = np.array([kind in {"outcome", "activity", "attachment", "block", "cohort"} for kind in ledger.clause_kinds])
    outside = (payers[ledger.source] | payers[ledger.target]) & prizes[ledger.clause]
    amount = np.where(payers[ledger.source], ledger.amount, -ledger.amount)[outside]
    payer, month, person = np.where(payers[ledger.source], ledger.source, ledger.target)[outside], ledger.month[outside], ledger.person[outside]
    if limits.total is not None:
        assert amount.sum() <= limits.total.minor
    if limits.per_year is not None:
        assert np.bincount((month - 1) // 12, weights=amount, minlength=1).max() <= limits.per_year.minor
    if limits.last_payment_month is not None:
        assert month[amount > 0].max(initial=0) <= limits.last_payment_month
    if limits.per_person is not None:
        of_one = person >= 0
        assert np.bincount(person[of_one], weights=amount[of_one], minlength=1).max() <= limits.per_person[0].minor
    for id_, most in limits.by_payer:
        assert amount[payer == ledger.accounts.index(id_)].sum() <= most.minor
    for id_, most in limits.by_term:
        named = [number for number, clause in enumerate(ledger.clauses) if clause.partition(".")[0] == id_]
        assert amount[np.isin(ledger.clause[outside], named)].sum() <= most.minor
    for clause in model.clauses.persons:
        assert (model.settlement.paid[clause.id] <= clause.cap_minor[model.people.group]).all()
        if clause.once and limits.indexation is None:
            assert (model.settlement.paid[clause.id] <= np.maximum(clause.price_minor, 0.0)[model.people.group] + 0.5).all()


def _verified_at_most_claimed(model):
    for meter in model.meters:
        assert meter.false_claims == 0 or (meter.per_person and meter.metric.data_source == "provider_report")
        if meter.metric.data_source == "provider_report":
            assert meter.recorded.sum() <= meter.true_so_far.sum() + meter.false_claims
        waiting = sum(float(emission.units.sum()) for emission in meter.waiting)
        assert abs(waiting) <= abs(meter.recorded).sum() + 1e-9


def test_for_who_was_never_enrolled_the_provider_of_the_first_referral_is_paid():
    """Half of those offered decline; with several providers the pay for their successes goes by referral, not to the last in the file."""
    made = case(
        paid=("entry",), metrics={"entry": {"among": "offered"}}, take_up=0.4, joining="voluntary", providers=3, eligible=600, rule="equal_effort"
    )
    model = lived(made)
    ledger = model.accounts.ledger.columns()
    outcome = (ledger.clause == ledger.clauses.index("pay_entry")) & (model.people.provider[ledger.person] < 0) & (ledger.person >= 0)
    assert outcome.sum() > 60
    to = [int((ledger.target[outcome] == account).sum()) for account in model.accounts.providers]
    assert min(to) > 0.2 * outcome.sum()
    first = model.referrals.first[ledger.person[outcome]]
    assert (model.accounts.providers[first] == ledger.target[outcome]).all()
