"""Koto-SIB as it stands in the library, at a tenth of its size: no artefact of what is paid, and the same bytes whatever ran before."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from tests.model.build import record, same
from utfall.scenario import load

VARIANTS = ("public_gain", "job_on_day_90", "sustained_6m", "hours_3m", "language_course", "work_and_language")
PEOPLE = 500


@lru_cache(maxsize=1)
def cases():
    """The six variants with one length for all."""
    made = {name: load("koto_sib").variant(name).scaled(PEOPLE).case(point=-1) for name in VARIANTS}
    months, follow_up = (max(getattr(one, name) for one in made.values()) for name in ("months", "follow_up"))
    return {name: replace(one, months=months, follow_up=follow_up) for name, one in made.items()}


def agreed_hours(made):
    """Everybody does what was agreed, signs, keeps its motivation, and has reserves without end."""
    contract = replace(made.contract, signing="given")
    contract = replace(contract, providers=tuple(replace(p, reserves=replace(p.reserves, minor=10**13)) for p in contract.providers))
    profile = replace(made.profile, providers=(("*", "equal_effort"),))
    return replace(made, contract=contract, profile=profile, mechanisms=replace(made.mechanisms, motivation=False))


@pytest.mark.parametrize("seed", [1, 2])
def test_under_agreed_hours_the_effect_is_the_same_bits_whichever_metric_is_paid(seed):
    found = {name: record(agreed_hours(made), seed) for name, made in cases().items()}
    first = found["public_gain"].persons
    assert (first.outcome_time != first.outcome_time_without).any()
    for name, run in found.items():
        assert same(run.persons.outcome_time, first.outcome_time), name
        assert same(run.persons.outcome_time_without, first.outcome_time_without), name
    paid = {name: int(run.series["paid"].sum()) for name, run in found.items()}
    assert len(set(paid.values())) == len(paid)  # what is paid does differ


def test_the_world_without_the_contract_is_the_same_whoever_decides_what():
    runs = [record(cases()[name], 3).persons.outcome_time_without for name in VARIANTS]
    assert all(same(run, runs[0]) for run in runs)


def test_a_control_group_is_never_served_and_half_the_gain_is_paid_to_the_holder():
    run = record(cases()["public_gain"], 1)
    persons, ledger = run.persons, run.ledger
    assert not (persons.control & (persons.offered | persons.enrolled)).any()
    assert persons.control.sum() + persons.offered.sum() == len(persons.group)
    gain = ledger.clause == ledger.clauses.index("half_of_gain")
    assert all(ledger.account_kinds[account] == "holder" for account in np.unique(ledger.target[gain]))
    assert len(run.cohort_payments) >= 1
    assert ledger.amount[gain].sum() == sum(payment.due_measured for payment in run.cohort_payments)
