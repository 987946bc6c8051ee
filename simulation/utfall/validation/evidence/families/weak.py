"""Weak evidence, shown apart: a better look at need against a higher price; one account for several purses."""

from collections.abc import Callable

from utfall.base.records import RunRecord
from utfall.indicators.facts import money_facts
from utfall.indicators.netvalue import net_value
from utfall.indicators.people import total_hours
from utfall.scenario.case import Case
from utfall.validation.evidence.families.false_records import BY_SEVERITY
from utfall.validation.evidence.families.reading import ahead_from, less, over, recorded_share
from utfall.validation.evidence.observable import Observable, Part, mean_of
from utfall.validation.evidence.runner import Runner
from utfall.validation.evidence.setup import Setup

OPTIMA = Setup("optima")
AFTER = "in_work_after_a_year"
_GROUPS = BY_SEVERITY[0].sets[:6]


def _look(accuracy: float, far: int, hours: int) -> Setup:
    """Two groups, so accurate a look at need, so much for the far one, so many staff hours a month."""
    return Setup(
        "first_steps",
        sets=(
            *_GROUPS,
            ("contract.terms.job.price.near", "SEK 40 000 per person"),
            ("contract.terms.job.price.far", f"SEK {far} per person"),
            ("contract.service.who_selects", "random"),
            ("behaviour.override.screening_accuracy", accuracy),
            ("providers.bridge.hours", f"{hours} hours per month"),
        ),
    )


SHORT, SLACK = ((_look(0.7, 60_000, hours), _look(0.35, 90_000, hours)) for hours in (150, 2400))


def order(better_look: RunRecord, higher_price: RunRecord) -> Part:
    """Parking index under the higher price less under the better look: above 0 where the look reduces it more."""
    return less(parking(higher_price), parking(better_look))


def parking(record: RunRecord) -> Part:
    """Hours of the easiest fifth over those of the hardest, half an hour added to both, for some get none."""
    hours, persons = total_hours(record) + 0.5, record.persons
    easy, hard = (mean_of(hours, persons.enrolled & (persons.fifth == fifth)) for fifth in (0, 4))
    return over(easy, hard)


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


_ORDER = "hours easiest over hardest fifth in a group, far price +50 % at accuracy .35, less accuracy .7 at the old price"
WEAK = (
    Observable(row="S03", how=f"first_steps, two groups, 150 hours a month: {_ORDER}", setups=SHORT, seeds=24, of=order),
    Observable(row="S03.elsewhere", how=f"the same with 2 400 hours: {_ORDER}", setups=SLACK, seeds=24, of=order),
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
