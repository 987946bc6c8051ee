"""What a cohort is forecast to reach under agreed hours: the marginal value of a success under a line, steps or a penalty hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from utfall.contract.ahead.cohort_value import Expected
from utfall.contract.ahead.standing import Standing
from utfall.contract.comparisons.estimate import better
from utfall.contract.contract import Contract
from utfall.contract.terms.clauses import pays_per_person
from utfall.contract.terms.cohort_clauses import SteppedClause, cohort_clauses, sums_of
from utfall.contract.terms.threshold import CohortThreshold
from utfall.model.measuring.cohort_measured import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortForecast:
    """Forecast of one cohort of one clause, means over forecast runs and cohorts.

    people   counted; rate: result per person (a share, for successes), before any comparison
    sd       of one person's units (None: that of a success)
    common   sd of the result per person from what is common to all: shared shocks, and the luck of the comparison
    level    of the comparison (of a penalty: the level agreed); error: standard error of the measured gain
    agreed   units agreed a person (1: units as they are)
    drawn    capital drawn, minor units (for sums that are a share of it)
    """

    clause: str
    people: int
    rate: float
    sd: float | None
    common: float
    level: float
    error: float
    agreed: float
    drawn: int


def cohort_forecasts(contract: Contract, runs: Sequence[Sequence[Cohort]], drawn: int) -> tuple[CohortForecast, ...]:
    """Forecasts of all thresholds and steps of a contract; `runs`: the cohorts of each forecast run, `drawn` capital in minor units."""
    found = []
    for clause in cohort_clauses(contract):
        cohorts = [cohort for run in runs for cohort in run if cohort.clause == clause.id and cohort.estimate.quantity > 0]
        if isinstance(clause, SteppedClause) and cohorts:
            found.append(_forecast(clause, cohorts, drawn))
    return tuple(found)


def expected_of(contract: Contract, forecasts: Sequence[CohortForecast]) -> tuple[tuple[str, Expected], ...]:
    """Clause id -> forecast, as a look ahead takes it, with the sums that the contract has now."""
    clauses = {clause.id: clause for clause in cohort_clauses(contract)}
    agreed = 0 if contract.capital is None else contract.capital.need.minor
    found = []
    for forecast in forecasts:
        clause = clauses[forecast.clause]
        if not isinstance(clause, SteppedClause):
            continue
        expected = Expected(
            standing=Standing(people=forecast.people, rate=forecast.rate, sd=forecast.sd, common=forecast.common),
            sign=better(clause.metric),
            level=forecast.level,
            error=forecast.error,
            pays=sums_of(clause.term, forecast.drawn, agreed),
            agreed=forecast.agreed,
        )
        found.append((forecast.clause, expected))
    return tuple(found)


def _forecast(clause: SteppedClause, cohorts: Sequence[Cohort], drawn: int) -> CohortForecast:
    estimates = [cohort.estimate for cohort in cohorts]
    people = max(round(float(np.mean([one.quantity for one in estimates]))), 1)
    rate, level = float(np.mean([one.value for one in estimates])), float(np.mean([one.level for one in estimates]))
    sd = None if pays_per_person(clause.metric) else float(np.mean([cohort.sd / cohort.agreed for cohort in cohorts]))
    # how far the result is from its line: a line that is a share of the comparison moves with it
    change = clause.term.change if isinstance(clause.term, CohortThreshold) else None
    slope = change.amount if change is not None and change.unit == "share" else 0.0
    gap = [one.measured - slope * one.level for one in estimates]
    chance = rate * (1.0 - rate) if sd is None else sd * sd
    return CohortForecast(
        clause=clause.id,
        people=people,
        rate=min(max(rate, 0.0), 1.0) if sd is None else rate,
        sd=sd,
        common=sqrt(max(float(np.var(gap)) - chance / people, 0.0)),
        level=level,
        error=float(np.mean([one.error for one in estimates])),
        agreed=float(np.mean([cohort.agreed for cohort in cohorts])),
        drawn=drawn,
    )
