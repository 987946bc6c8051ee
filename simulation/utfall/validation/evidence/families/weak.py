"""Weak evidence, shown apart: one account for several purses."""

from collections.abc import Callable

from utfall.base.records import RunRecord
from utfall.indicators.facts import money_facts
from utfall.indicators.netvalue import net_value
from utfall.scenario.case import Case
from utfall.validation.evidence.families.reading import ahead_from, recorded_share
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.runner import Runner
from utfall.validation.evidence.setup import Setup

OPTIMA = Setup("optima")
AFTER = "in_work_after_a_year"


def realised(record: RunRecord) -> Part:
    """Effect, % of what it would be if all enrolled were in the outcome throughout."""
    found = money_facts(record)["_potential"]
    return 100.0 * found.top, found.bottom


def claimed_share(record: RunRecord, case: Case) -> Part:
    """Full time after a year, % of all in full time: nobody worked before, and nothing is taken off for who would work now anyway."""
    working, left = recorded_share(record, AFTER)
    return working * case.people.outcomes[0].intensity, left


def claimed_payback(record: RunRecord, case: Case) -> Part:
    """Months in which what all who left bring and free a month covers what was paid for them, as such talks reckon it (source: payoff-reports)."""
    share, left = claimed_share(record, case)
    resources = sum(float(line.difference.sum()) for line in record.values if line.kind == "resource")
    full_time_month = resources / float((record.persons.outcome_time - record.persons.outcome_time_without).sum())
    return float(paid(record)), full_time_month * share / 100.0 * float(record.persons.enrolled.sum()) / left


def paid(record: RunRecord) -> int:
    """What payers paid in all, minor units."""
    return -sum(int(flow.sum()) for party, flow in record.flows.items() if record.party_kinds.get(party) == "payer")


def payback(record: RunRecord) -> Part:
    """First month from which net value to society stays at 0 or above."""
    return ahead_from(net_value(record))


def _claimed(of: Callable[[RunRecord, Case], Part]) -> Callable[[Runner, int], Part]:
    return lambda runner, seed: of(runner.run(OPTIMA, seed), runner.made(OPTIMA).case)


WEAK = (
    Observable(
        row="C37.share",
        how="optima: full time after a year over full time of all who left, nothing taken off for who would work anyway",
        setups=(OPTIMA,),
        seeds=40,
        at=_claimed(claimed_share),
    ),
    Observable(
        row="C37.payback",
        how="optima: what was paid over what all who left bring and free a month, nothing taken off for who would work anyway",
        setups=(OPTIMA,),
        seeds=40,
        at=_claimed(claimed_payback),
        restates="outcomes.work.entry, set to it; what was caused pays back after more than three years",
    ),
)
