"""What holds for any contract: money, caps, claims, states; and what the split must be where the truth is simple."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.model.build import ALL_OFF, COACHING, WORK, case, lived, money, record, same
from utfall.base.mechanisms import Mechanisms
from utfall.contract.contract import Limits
from utfall.indicators.run import run_values
from utfall.model.finish import finish

PER_PERSON = ("day_90", "entry", "sustained", "time", "hours")
EVERYTHING_OFF = replace(ALL_OFF, placement=False)
#: Nobody gets in without help (1e-7 a month), help is strong, and everybody needs alike.
NO_OTHER_WAY = replace(WORK, start=(0.0,), entry=(1e-7,), entry_by_need=0.0, entry_by_shock=0.0)
STRONG = replace(COACHING, builds=(4.0, 0.0))
QUICK = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def lonely(**changes):
    """A case in which whoever succeeds owes it to the help."""
    return case(**{"outcome": NO_OTHER_WAY, "tasks": (STRONG,), "mechanisms": EVERYTHING_OFF, "shocks": False, "eligible": 150, **changes})


@QUICK
@given(
    metric=st.sampled_from(PER_PERSON),
    rule=st.sampled_from(("equal_effort", "optimiser")),
    groups=st.integers(1, 2),
    providers=st.integers(1, 3),
    amount=st.sampled_from((500.0, 3000.0)),
    seed=st.integers(1, 99),
)
def test_where_help_is_the_only_way_in_and_the_register_is_honest_all_that_is_paid_was_caused(metric, rule, groups, providers, amount, seed):
    made = lonely(paid=(metric,), rule=rule, groups=groups, providers=providers, amount=amount)
    found = run_values(record(made, seed))
    paid = found["outcome_payments"].value
    if not paid:
        assert found["deadweight_share"].value is None
        return
    for name in ("deadweight_share", "false_share"):
        assert found[name].value == pytest.approx(0.0, abs=1e-12)
    assert found["attributable_share"].value + found["hollow_share"].value == pytest.approx(1.0, abs=1e-12)
    assert found["paid_minus_caused"].value == pytest.approx(0.0, abs=1e-9)


def test_and_where_nobody_leaves_none_of_it_is_hollow():
    made = lonely(
        paid=("day_90",), outcome=replace(NO_OTHER_WAY, exit=(1e-9,), exit_by_need=0.0, exit_by_shock=0.0, exit_if_shallow=0.0), rule="equal_effort"
    )
    found = run_values(record(made, 4))
    assert found["outcome_payments"].value > 0
    assert found["hollow_share"].value == pytest.approx(0.0, abs=1e-12)
    assert found["attributable_share"].value == pytest.approx(1.0, abs=1e-12)


def test_with_ordinary_entry_deadweight_is_the_control_groups_rate_over_that_of_the_served():
    """The control group, not the twins, says what would have happened: 12 seeds x 600 people, within 4 standard errors."""
    strong = replace(COACHING, builds=(0.6, 0.0))
    made = case(paid=("entry",), control=300, eligible=600, mechanisms=EVERYTHING_OFF, rule="equal_effort", shocks=False, tasks=(strong,))
    shares, rates = [], []
    for seed in range(1, 13):
        model = lived(made, seed)
        run, people = finish(model), model.people
        shares.append(run_values(run)["deadweight_share"])
        facts = next(metric for metric in run.metrics if metric.id == "entry")
        year = np.stack([people.history[0, people.start_month - 1 + month, np.arange(len(people))] > 0 for month in range(13)])
        entered = (~year[:-1] & year[1:]).any(axis=0)
        rates.append((entered[run.persons.control].mean(), facts.recorded[run.persons.enrolled].mean()))
    pooled = sum(share.top for share in shares) / sum(share.bottom for share in shares)
    base, served = np.array(rates).T
    ratio = base.mean() / served.mean()
    error = ratio * np.hypot(base.std(ddof=1) / base.mean(), served.std(ddof=1) / served.mean()) / np.sqrt(base.size)
    assert abs(pooled - ratio) < 4.0 * error
    assert 0.1 < ratio < 0.95


@QUICK
@given(metric=st.sampled_from(("sustained", "day_90", "time")), dead=st.sampled_from(("entry", "hours")), seed=st.integers(1, 50))
def test_a_dead_clause_changes_no_bit(metric, dead, seed):
    alive = case(paid=(metric,), mechanisms=Mechanisms(), theta=0.2, providers=2, eligible=160)
    options_dead = case(paid=(metric, dead), mechanisms=Mechanisms(), theta=0.2, providers=2, eligible=160)
    contract = options_dead.contract
    terms = tuple(replace(one, price=tuple(replace(price, minor=0) for price in one.price)) if one.metric == dead else one for one in contract.terms)
    with_dead = record(replace(options_dead, contract=replace(contract, terms=terms)), seed)
    without = record(alive, seed)
    for name in ("month", "source", "target", "amount", "person"):
        assert same(getattr(with_dead.ledger, name), getattr(without.ledger, name))
    for field in fields(without.persons):
        assert same(getattr(with_dead.persons, field.name), getattr(without.persons, field.name)), field.name


@QUICK
@given(
    metrics=st.lists(st.sampled_from(PER_PERSON), min_size=1, max_size=3, unique=True),
    who=st.sampled_from(("everyone", "provider", "random", "commissioner")),
    cap=st.sampled_from((None, 900.0, 4000.0)),
    total=st.sampled_from((None, 20_000.0)),
    reported=st.booleans(),
    seed=st.integers(1, 200),
)
def test_whatever_is_agreed_money_sums_to_zero_caps_hold_and_no_more_is_verified_than_claimed(metrics, who, cap, total, reported, seed):
    source = {name: {"data_source": "provider_report"} for name in metrics} if reported else None
    limits = Limits(per_person=None if cap is None else (money(cap),), total=None if total is None else money(total))
    made = case(
        paid=tuple(metrics),
        who=who,
        limits=limits,
        metrics=source,
        audit=0.3,
        penalty=500.0,
        reserves=60_000.0,
        mechanisms=Mechanisms(),
        eligible=140,
    )
    model = lived(made, seed)
    run, ledger = finish(model), model.accounts.ledger.columns()
    assert int(model.accounts.ledger.balance.sum()) == 0
    outcome = np.array([kind == "outcome" for kind in ledger.clause_kinds])[ledger.clause]
    paid = np.bincount(ledger.person[outcome & (ledger.person >= 0)], weights=ledger.amount[outcome & (ledger.person >= 0)], minlength=1)
    assert cap is None or paid.max() <= round(100 * cap)
    assert total is None or ledger.amount[outcome].sum() <= round(100 * total)
    for facts in run.metrics:
        if facts.id in metrics and reported and facts.unit == "person":  # claims: every true success, and the false ones that were filed
            assert facts.recorded.sum() <= (facts.true > 0).sum() + facts.false_claims
    persons = run.persons
    assert not (persons.control & persons.enrolled).any()
    assert not (persons.completed & persons.dropped).any()
    assert np.isin(model.people.history, (0, 1, 2)).all()


def test_under_a_commissioner_creaming_is_undefined_and_sharper_eyes_change_nobody():
    found = [
        run_values(record(case(who="commissioner", paid=("sustained",), places_each=60, accuracy=accuracy, mechanisms=Mechanisms()), 3))
        for accuracy in (0.3, 0.9)
    ]
    assert all(values["creaming"].value is None for values in found)
    assert found[0]["selection_on_chance"].value == found[1]["selection_on_chance"].value
