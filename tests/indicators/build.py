"""A tiny record, ten people and five parties, whose every indicator can be worked out by hand."""

from dataclasses import dataclass, field

import numpy as np

from utfall.base.records import (
    CohortPayment,
    LedgerColumns,
    MetricFacts,
    Notice,
    PersonPayments,
    Persons,
    ProviderFacts,
    RunRecord,
    ValueFacts,
)
from utfall.indicators.values import RunValue

N, MONTHS, FOLLOW_UP = 10, 60, 36


NOTICES = ((0, "declines", "p1", 0.0), (12, "price", "", 0.9), (18, "rescue", "p1", 300.0), (24, "price", "", 0.8))


def flags(*who):
    """(N,) bool with these people True."""
    found = np.zeros(N, dtype=np.bool_)
    found[list(who)] = True
    return found


def column(numbers):
    """(N,) float from person -> number."""
    found = np.zeros(N)
    for person, amount in numbers.items():
        found[person] = amount
    return found


def monthly(numbers, kind=np.float64):
    """(MONTHS,) from contract month -> number."""
    found = np.zeros(MONTHS, dtype=kind)
    for month, amount in numbers.items():
        found[month - 1] = amount
    return found


WITHOUT = np.array([12.0, 12, 10, 10, 8, 8, 8, 8, 10, 10])
EFFECT = np.array([4.0, 2, 0, 6, 0, 0, -1, -1, 0, 0])


def persons(**changes):
    """Need 0 ... 9, two a fifth; 0-7 offered, 0-3 enrolled (a choice among 0-7), 8 and 9 control; 3 drops out and gets 2 hours."""
    hours = np.zeros((3, N))
    hours[0, :4], hours[1, :4], hours[2, :4] = (20, 20, 20, 0), (10, 10, 10, 2), (5, 5, 5, 0)
    found = {
        "group": np.zeros(N, dtype=np.int16),
        "need": np.arange(N, dtype=np.float64),
        "fifth": (np.arange(N) // 2).astype(np.int8),
        "offered": flags(*range(8)),
        "control": flags(8, 9),
        "referred": flags(*range(8)),
        "choice": flags(*range(8)),
        "enrolled": flags(0, 1, 2, 3),
        "completed": flags(0, 1, 2),
        "dropped": flags(3),
        "start_month": np.ones(N, dtype=np.int32),
        "enrol_month": np.where(flags(0, 1, 2, 3), 1, 0).astype(np.int32),
        "provider": np.where(flags(0, 1, 2, 3), 0, -1).astype(np.int32),
        "hours": hours,
        "served_months": np.where(flags(0, 1, 2, 3), 10, 0).astype(np.int32),
        "outcome_time": WITHOUT + EFFECT,
        "outcome_time_without": WITHOUT.copy(),
        "durable_at_12": flags(0, 1, 3),
        "durable_at_12_without": flags(1, 4),
        "at_end": column({0: 1, 1: 1, 3: 1}),
        "at_end_without": column({1: 1, 4: 1}),
        "after_window": column({0: 6, 1: 12, 2: 3, 3: 3}),
        "gain_same_service": np.array([1.0, 1, 1, 1, 3, 3, 3, 3, 2, 2]),
        "unpaid_capability": np.full(N, 0.1),
    }
    return Persons(**(found | changes))


def job_metric(**changes):
    """Job on day 90, paid: recorded for 0-3, true for 0, 1, 3, true without for 1; one false claim."""
    found = {
        "id": "job_on_day_90",
        "title": "a job on day 90",
        "kind": "state_at",
        "unit": "person",
        "paid": True,
        "counted": flags(0, 1, 2, 3),
        "recorded": column({0: 1, 1: 1, 2: 1, 3: 1}),
        "true": column({0: 1, 1: 1, 3: 1}),
        "without": column({1: 1}),
        "whole": np.ones(N),
        "false_claims": 1,
    }
    return MetricFacts(**(found | changes))


def hours_metric(**changes):
    """Hours in three months, not paid: 160 and 320 of 480 for 0 and 1."""
    found = {
        "id": "hours_3m",
        "title": "",
        "kind": "intensity",
        "unit": "hour",
        "paid": False,
        "recorded": column({0: 160, 1: 320}),
        "true": column({0: 160, 1: 320}),
        "without": np.zeros(N),
        "whole": np.full(N, 480.0),
        "false_claims": 0,
    }
    return job_metric(**(found | changes))


def job_payment(**changes):
    """1 000 for each of 0-3; 2's never happened, 1's would have anyway, 3's does not last; 5's half success is missed; 1 000 left out."""
    found = {
        "clause": "job",
        "title": "job",
        "is_outcome": True,
        "paid": column({0: 1000, 1: 1000, 2: 1000, 3: 1000}),
        "due_true": column({0: 1000, 1: 1000, 3: 1000, 5: 500}),
        "due_without": column({1: 1000}),
        "lasting": column({0: 1000, 1: 1000}),
        "lasting_without": column({1: 1000}),
        "left_out": 1000.0,
        "successes": column({0: 1, 1: 1, 2: 1, 3: 1}),
        "successes_true": column({0: 1, 1: 1, 3: 1, 5: 1}),
        "successes_without": column({1: 1}),
        "brought_forward": flags(0),
        "months_gained": column({0: 4}),
        "set_back": flags(2),
    }
    return PersonPayments(**(found | changes))


def cohort(**changes):
    """Half of a measured 400 a head on 8 people, true 300, never under 0, no cap."""
    found = {"clause": "half", "cohort": 1, "measured": 400.0, "true": 300.0, "quantity": 8.0, "due_measured": 1600.0, "due_true": 1200.0}
    return CohortPayment(**(found | {"share": 0.5, "floor": 0.0, "cap": float("inf")} | changes))


def value(id_, falls_on, amount, **changes):
    """A value line of `amount` a month in contract months 2-11, all of it in the easiest fifth."""
    difference = monthly(dict.fromkeys(range(2, 12), amount))
    by_fifth = np.zeros((5, MONTHS))
    by_fifth[0] = difference
    found = {"id": id_, "title": id_, "sign": 1, "falls_on": falls_on, "kind": "resource", "to": "", "cashable": 1.0, "kept": 1.0}
    found |= {"difference": difference, "per_offered": 0.0, "per_offered_without": 0.0, "by_fifth": by_fifth}
    return ValueFacts(**(found | changes))


def values():
    """Earnings 1 000, tax 200 of it, benefit saved 300, health service 100 of which half is freed and four fifths kept."""
    return (
        value("earnings", "individual", 1000.0, per_offered=1500.0, per_offered_without=1200.0),
        value("tax", "state", 200.0, kind="transfer", to="individual"),
        value("benefit", "state", 300.0, sign=-1, kind="transfer", to="individual"),
        value("health", "region", 100.0, sign=-1, cashable=0.5, kept=0.8),
    )


ACCOUNTS = ("ministry", "fund", "bank", "p1", "outside")
KINDS = ("payer", "holder", "investor", "provider", "staff")
#: month, from, to, amount, clause
ENTRIES = ((1, 2, 1, 10000, 3), (1, 1, 3, 6000, 1), (2, 3, 4, 5000, 2), (3, 0, 3, 1000, 1), (12, 0, 1, 8000, 0), (13, 1, 2, 9000, 3))


def ledger():
    """Capital 10 000 in, 9 000 back; 8 000 paid on outcomes, 1 000 as a fee; 5 000 of resources."""
    month, source, target, amount, clause = (np.array(part) for part in zip(*ENTRIES, strict=True))
    return LedgerColumns(
        month=month.astype(np.int32),
        source=source.astype(np.int32),
        target=target.astype(np.int32),
        amount=amount.astype(np.int64),
        clause=clause.astype(np.int32),
        person=np.full(len(ENTRIES), -1, dtype=np.int32),
        accounts=ACCOUNTS,
        account_kinds=KINDS,
        clauses=("half", "fee", "wages", "capital"),
        clause_kinds=("cohort", "block", "wages", "capital"),
    )


def flows():
    """Net cash of each party by month, from the ledger's entries."""
    found = {party: np.zeros(MONTHS, dtype=np.int64) for party in ACCOUNTS}
    for month, source, target, amount, _ in ENTRIES:
        found[ACCOUNTS[source]][month - 1] -= amount
        found[ACCOUNTS[target]][month - 1] += amount
    return found


def provider(**changes):
    """One provider with a margin of 40 % whose motivation falls from .8 to .6."""
    found = {"id": "p1", "title": "Provider One", "income": 7000, "cost": 5000, "hours": 107.0, "motivation_start": 0.8, "motivation_end": 0.6}
    return ProviderFacts(**(found | {"insolvent": False, "signed": True, "enrolled": 4} | changes))


def record(**changes):
    """The whole record."""
    found = {
        "scenario": "tiny",
        "title": "Tiny",
        "fingerprint": "0" * 16,
        "seed": 1,
        "point": 0,
        "months": MONTHS,
        "follow_up": FOLLOW_UP,
        "people": N,
        "currency": "EUR",
        "sentences": (),
        "groups": ("all",),
        "tasks": ("coaching", "quick_placement", "contact_logging"),
        "task_families": ("builds", "pushes", "shows"),
        "main_kind": "state",
        "full_hours": 160.0,
        "discount_monthly": 0.0,
        "persons": persons(),
        "metrics": (job_metric(), hours_metric()),
        "person_payments": (job_payment(),),
        "cohort_payments": (cohort(),),
        "ledger": ledger(),
        "values": values(),
        "providers": (provider(),),
        "series": {"cost": monthly({2: 5000.0})},
        "flows": flows(),
        "party_kinds": dict(zip(ACCOUNTS, KINDS, strict=True)),
        "purses": {"ministry": "state"},
        "hours_by_task": np.array([60.0, 32.0, 15.0]),
        "hours_gaming": 15.0,
        "unserved_worth": flags(3),
        "capital_drawn": 10000,
        "signed": True,
        "unpaid_tasks": np.array([True, False, False]),
    }
    found["notices"] = (
        Notice(0, "declines", "p1", 0.0),
        Notice(12, "price", "", 0.9),
        Notice(18, "rescue", "p1", 300.0),
        Notice(24, "price", "", 0.8),
        Notice(0, "weighs", "hours_3m", 1.0),
        Notice(24, "weight", "hours_3m", 0.75),
    )
    found |= {"ended": None, "renewal": 0.6, "ending_delay": 1.5, "motivation_form": "concave"}
    found["around"] = {"illustrations": 2.0, "legitimacy_end": 0.55, "hours_taken_over": 6.0, "misrecorded": 1.0, "maturity_end": 0.6}
    return RunRecord(**(found | changes))


@dataclass(frozen=True)
class Row:
    """A stored run."""

    seed: int
    point: int
    values: dict[str, RunValue] = field(default_factory=dict)
    series: dict[str, np.ndarray] = field(default_factory=dict)


def rows(name, pairs, per_point=1):
    """Runs of one indicator from (top, bottom); bottom 0 is undefined."""
    made = []
    for i, (top, bottom) in enumerate(pairs):
        found = RunValue(top / bottom if bottom else None, "" if bottom else "nothing to divide by", top, bottom)
        made.append(Row(i + 1, i // per_point, {name: found}))
    return made
