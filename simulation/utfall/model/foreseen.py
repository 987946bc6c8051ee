"""What the one Forecast tells a provider of terms that bind over many persons: what a price counts for, beside its amount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, cast

import numpy as np

from utfall.contract.ahead.between import chance_between
from utfall.contract.ahead.normal import below
from utfall.contract.contract import Contract
from utfall.contract.terms.clauses import CohortClause, cohort_terms
from utfall.model.cohort_forecast import CohortForecast
from utfall.model.cohort_measured import Cohort


@dataclass(frozen=True, slots=True)
class LinearForecast:
    """A share of a gain under a cap or a break-even: chance that one more unit is paid, and that it is paid at the later share."""

    clause: str
    paid: float
    repaid: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """Forecasts that value tables are solved with; the same for all providers.

    cohorts    of thresholds, steps, dates, ranks and penalties; linear: of shares with a cap or a break-even
    released   retention id -> share of what is held that is released
    limits     share of what falls due that limits over all persons leave
    """

    cohorts: tuple[CohortForecast, ...] = ()
    linear: tuple[LinearForecast, ...] = ()
    released: tuple[tuple[str, float], ...] = ()
    limits: float = 1.0

    @property
    def anything(self) -> bool:
        """Whether there is any forecast at all."""
        return bool(self.cohorts or self.linear or self.released or self.limits != 1.0)


NOTHING = Foreseen()


def linear_forecasts(contract: Contract, runs: Sequence[Sequence[Cohort]]) -> tuple[LinearForecast, ...]:
    """One for each share of a gain that a cap bounds, or that falls once the capital is repaid; moments over forecast runs and cohorts."""
    found = []
    for clause in cohort_terms(contract):
        cohorts = [cohort for run in runs for cohort in run if cohort.clause == clause.id and cohort.estimate.quantity > 0]
        if cohorts and (clause.term.cap is not None or clause.term.once_repaid is not None):
            found.append(_linear(clause, cohorts))
    return tuple(found)


def shares(runs: Sequence[Mapping[str, Sequence[int]]]) -> tuple[tuple[str, float], ...]:
    """Retention id -> share released of all that was withheld over the forecast runs (1 where nothing was)."""
    found = {}
    for id_ in runs[0] if runs else ():
        withheld, released = (sum(run[id_][i] for run in runs) for i in (0, 1))
        found[id_] = released / withheld if withheld else 1.0
    return tuple(found.items())


def left_by_limits(paid: Sequence[int], cuts: Sequence[Mapping[str, int]]) -> float:
    """Share of what fell due over the forecast runs that limits over all persons left; what a limit a person cut is seen person by person."""
    cut = sum(amount for run in cuts for limit, amount in run.items() if limit != "per_person")
    return sum(paid) / (sum(paid) + cut) if cut > 0 and sum(paid) > 0 else 1.0 if cut <= 0 else 0.0


def _linear(clause: CohortClause, cohorts: Sequence[Cohort]) -> LinearForecast:
    term = clause.term
    unit = float(term.price.minor) if term.price is not None else 0.0 if term.share is None else term.share.fraction
    amounts = np.array([unit * cohort.estimate.measured * cohort.estimate.quantity for cohort in cohorts])
    mean, sd = float(amounts.mean()), sqrt(float(amounts.var()))
    floor = -np.inf if term.floor is None else float(term.floor.minor)
    cap = np.inf if term.cap is None else float(term.cap.minor)
    remaining = [cohort.remaining for cohort in cohorts if cohort.remaining is not None]
    repaid = 0.0
    if term.once_repaid is not None and remaining:
        line = float(np.mean(remaining))
        repaid = float(mean > line) if sd == 0.0 else below((mean - line) / sd)
    return LinearForecast(clause.id, chance_between(mean, sd, floor, cap), repaid)


def foreseen_from(plain: object) -> Foreseen:
    """The inverse of writing forecasts as JSON; what was not written yet when it was kept counts as nothing forecast."""
    found = cast(dict[str, Any], plain)
    return Foreseen(
        cohorts=tuple(CohortForecast(**one) for one in found.get("cohorts", ())),
        linear=tuple(LinearForecast(**one) for one in found.get("linear", ())),
        released=tuple((str(id_), float(share)) for id_, share in found.get("released", ())),
        limits=float(found.get("limits", 1.0)),
    )
