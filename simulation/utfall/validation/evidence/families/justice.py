"""Jail and reconviction: Rikers Island and Peterborough."""

import numpy as np

from utfall.base.records import RunRecord
from utfall.indicators.money import outcome_payments
from utfall.validation.evidence.families.reading import metric, party, true_change
from utfall.validation.evidence.observable import Observable, Part, mean_of
from utfall.validation.evidence.setup import Setup

RIKERS = (Setup("rikers_able"),)
PETERBOROUGH = Setup("peterborough")
COHORTS, MONTHS = 3, 48
#: What help is worth so that nothing is caused, or that about nine events in a hundred do not happen.
NOTHING = Setup("peterborough", sets=(("capabilities.life.helps_events", 0.0),))
NINE = Setup("peterborough", sets=(("capabilities.life.helps_events", 0.545),))


def cohort(record: RunRecord) -> np.ndarray:
    """(N,) number of each person's cohort, from 1, by the month of the first referral."""
    return 1 + (record.persons.start_month - 1) * COHORTS // MONTHS


def second_cohort(record: RunRecord) -> Part:
    """Enrolled of those offered in the second cohort, %."""
    return mean_of(record.persons.enrolled, record.persons.offered & (cohort(record) == 2), 100.0)


def lenders_loss(record: RunRecord) -> Part:
    """Net cash of the lender, USD million, where nothing is paid for results."""
    unpaid = outcome_payments(record).top == 0.0
    return (party(record, "goldman") / 1e8 if unpaid else 0.0), float(unpaid)


def a_tenth_fewer(record: RunRecord) -> Part:
    """Cohorts in which a tenth fewer events or better was measured, % of cohorts."""
    found = metric(record, "reconvictions")
    reached = []
    for paid in record.cohort_payments:
        if not 1 <= paid.cohort <= COHORTS:  # all cohorts together
            continue
        members = found.counted & (cohort(record) == paid.cohort)
        level = float(found.recorded[members].mean()) + paid.measured
        reached.append(paid.measured >= 0.1 * level)
    return 100.0 * float(sum(reached)), float(len(reached))


_CALCULATED = "rate and spread of events in the file, from which the source calculates this itself: a check of the arithmetic"
JUSTICE = (
    Observable(
        row="C27.effect",
        how="rikers_able: true days in jail with the contract against without",
        setups=RIKERS,
        seeds=12,
        of=lambda record: true_change(record, "jail_days"),
        restates="what a session builds, which the file sets to nothing because nothing was found",
    ),
    Observable(
        row="C27.loss",
        how="rikers_able: net cash of the lender with the guarantee called, in runs in which nothing is paid for results",
        setups=RIKERS,
        seeds=12,
        of=lenders_loss,
        restates="loan and guarantee, terms of the file",
    ),
    Observable(
        row="C20",
        how="peterborough: enrolled of those offered in the second of three cohorts",
        setups=(PETERBOROUGH,),
        seeds=20,
        of=second_cohort,
        restates="take-up, a term of the file",
    ),
    Observable(
        row="S16.nothing",
        how="peterborough with help that does nothing: cohorts measured a tenth or more below the matched men",
        setups=(NOTHING,),
        seeds=80,
        of=a_tenth_fewer,
        pooled=True,
        restates=_CALCULATED,
    ),
    Observable(
        row="S16.nine",
        how="peterborough with help that prevents nine in a hundred: the same",
        setups=(NINE,),
        seeds=80,
        of=a_tenth_fewer,
        pooled=True,
        restates=_CALCULATED,
    ),
)
