"""What it did to behaviour: where the hours went, what became of motivation, who else lost."""

import numpy as np

from utfall.base.records import RunRecord
from utfall.indicators.values import Indicator, RunValue, missing, plain, ratio

NO_HOURS = "no hours were given"


def _share_of_hours(record: RunRecord, hours: float) -> RunValue:
    return ratio(hours, float(record.hours_by_task.sum()), NO_HOURS)


def gaming_share(record: RunRecord) -> RunValue:
    """Share of hours whose private marginal value exceeds the wage, and the wage their social marginal value."""
    if np.isnan(record.hours_gaming):
        return missing("the value of the next hour is not known")
    return _share_of_hours(record, record.hours_gaming)


def placement_share(record: RunRecord) -> RunValue:
    """Share of hours on tasks that only push an entry."""
    pushes = np.array([family == "pushes" for family in record.task_families], dtype=np.bool_)
    return _share_of_hours(record, float(record.hours_by_task[pushes].sum()))


def hours_by_task(record: RunRecord) -> dict[str, RunValue]:
    """Hours by task, over all people and months."""
    return {task: plain(hours) for task, hours in zip(record.tasks, record.hours_by_task, strict=True)}


def ending_delay(record: RunRecord) -> RunValue:
    """Mean months by which providers put off saying that service has ended."""
    if record.ending_delay is None:
        return missing("no metric counts from the end of service")
    return missing("service ended for nobody") if np.isnan(record.ending_delay) else plain(record.ending_delay)


def motivation_end(record: RunRecord) -> RunValue:
    """Mean motivation at the end over that at the start, weighted by hours."""
    end = sum(provider.hours * provider.motivation_end for provider in record.providers)
    return ratio(end, sum(provider.hours * provider.motivation_start for provider in record.providers), NO_HOURS)


def maturity_end(record: RunRecord) -> RunValue:
    """How far providers can learn from their records, as it stood after the last year in which they learned."""
    found = record.around.get("maturity_end")
    return missing("mechanisms.learning is off, or nobody looks ahead") if found is None else plain(found)


def crowding_services(record: RunRecord) -> RunValue:
    """Ordinary service lost, hours per person not enrolled."""
    return plain(record.crowding_services)


def crowding_market(record: RunRecord) -> RunValue:
    """Expected months lost by others to limited openings, per eligible."""
    return plain(record.crowding_market)


def crowding_budget(record: RunRecord) -> RunValue:
    """Other prevention left unfunded, minor units per eligible."""
    return plain(record.crowding_budget)


BEHAVIOUR = (
    Indicator(
        name="gaming_share",
        unit="share of hours",
        compute=gaming_share,
        good_for=(("payer", -1), ("people", -1)),
        question="How many hours only move the measure?",
        formula="hours with private marginal value > wage > social marginal value / hours",
        undefined="no values to weigh hours by; no hours",
        sentence="{} of the hours only move the measure.",
    ),
    Indicator(
        name="placement_share",
        unit="share of hours",
        compute=placement_share,
        question="How many hours push an entry now?",
        formula="hours on tasks that only push / hours",
        undefined="no hours",
        sentence="{} of the hours push for a quick entry.",
    ),
    Indicator(
        name="hours_by_task",
        unit="hours",
        members=hours_by_task,
        family="TASK",
        question="What was the time spent on?",
        formula="hours by task",
        sentence="{} hours went to this task.",
    ),
    Indicator(
        name="ending_delay",
        unit="months",
        compute=ending_delay,
        question="Is the end of service put off until the outcome is in sight?",
        formula="mean months from the last month of service to the one with which it is said to have ended",
        undefined="no metric counts from the end of service; it ended for nobody",
        sentence="The end of service is put off by {} months.",
    ),
    Indicator(
        name="motivation_end",
        unit="index (start = 1)",
        compute=motivation_end,
        good_for=(("provider", 1), ("people", 1)),
        question="What became of the wish to do good?",
        formula="mean motivation at the end / at the start, weighted by hours",
        undefined="no hours",
        sentence="Motivation ends at {} of where it started.",
    ),
    Indicator(
        name="maturity_end",
        unit="index (0 to 1)",
        compute=maturity_end,
        good_for=(("provider", 1),),
        question="How well do providers use their figures at the end?",
        formula="mean of the seven parts of data maturity over providers, after the last year of the contract",
        undefined="mechanisms.learning is off, or nobody looks ahead",
        sentence="Data maturity ends at {}.",
    ),
    Indicator(
        name="crowding_services",
        unit="hours per person not enrolled",
        compute=crowding_services,
        good_for=(("people", -1),),
        question="What ordinary service did others lose?",
        formula="ordinary service lost / people outside E",
        sentence="Others lost {} hours each.",
    ),
    Indicator(
        name="crowding_market",
        unit="months per eligible",
        compute=crowding_market,
        good_for=(("people", -1),),
        question="What did others lose to limited openings?",
        formula="expected months lost by others / A",
        sentence="Others lost {} months.",
    ),
    Indicator(
        name="crowding_budget",
        unit="{currency} per eligible",
        money=True,
        compute=crowding_budget,
        good_for=(("people", -1),),
        question="What other prevention was left unfunded?",
        formula="sum over purses and contract years of min(P, max(0, paid + P - B)) / A; B budget, P planned for prevention",
        sentence="Other prevention of {} for each eligible person was left unfunded.",
    ),
)
