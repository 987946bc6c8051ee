"""What the one Forecast tells a provider of terms that bind over many persons: what a price counts for, beside its amount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, cast

import numpy as np

from utfall.contract.ahead.between import chance_between
from utfall.contract.ahead.cohort_value import Expected
from utfall.contract.ahead.normal import below
from utfall.contract.ahead.standing import Standing
from utfall.contract.comparisons.estimate import better
from utfall.contract.contract import Contract
from utfall.contract.finance.amounts import minor_of
from utfall.contract.terms.clauses import CohortClause, cohort_terms
from utfall.contract.terms.cohort_clauses import cohort_clauses
from utfall.contract.terms.term_clauses import term_clauses
from utfall.contract.terms.tournament import Tournament
from utfall.model.foresight.cohort_forecast import CohortForecast, expected_of
from utfall.model.foresight.least import LeastForecast
from utfall.model.foresight.replies import Replies, Target
from utfall.model.measuring.cohort_measured import Cohort
from utfall.model.paying.large_sums import Round, StepCount


@dataclass(frozen=True, slots=True)
class LinearForecast:
    """A share of a gain under a floor, a cap or a break-even: chance that one more unit is paid, and that it is paid at the later share."""

    clause: str
    paid: float
    repaid: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesForecast:
    """Head-counts of one term on its dates: people counted, mean share and its sd from what is common to all; worth in minor units: a step each."""

    clause: str
    people: int
    rates: tuple[float, ...]
    common: tuple[float, ...]
    worth: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RanksForecast:
    """Rounds of one tournament: people a provider has in one, mean result, sd of a provider's result around it, and providers.

    Every provider expects rivals like itself: what is forecast under agreed hours is the same for all.
    """

    clause: str
    people: int
    rate: float
    sd: float
    providers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """Forecasts that value tables are solved with; the same for all providers.

    cohorts    of thresholds, steps and penalties; dates: of head-counts; ranks: of tournaments; linear: of shares with a cap or a break-even
    released   retention id -> share of what is held that is released
    limits     share of what falls due that limits over all persons leave
    least      of minimums that cost places
    had        share of the penalties of cohorts that fell due and could be had
    replies    what providers answer to prices a unit in place of lines (None: no line moves any)
    tried      share of the highest of those prices that all work by, in forecast runs that find them out (None: each by its best)
    """

    cohorts: tuple[CohortForecast, ...] = ()
    dates: tuple[DatesForecast, ...] = ()
    ranks: tuple[RanksForecast, ...] = ()
    linear: tuple[LinearForecast, ...] = ()
    released: tuple[tuple[str, float], ...] = ()
    limits: float = 1.0
    least: tuple[LeastForecast, ...] = ()
    had: float = 1.0
    replies: Replies | None = None
    tried: float | None = None

    @property
    def anything(self) -> bool:
        """Whether there is any forecast at all."""
        return bool(self.cohorts or self.dates or self.ranks or self.linear or self.released or self.limits != 1.0 or self.least or self.had != 1.0)


NOTHING = Foreseen()


def linear_forecasts(contract: Contract, runs: Sequence[Sequence[Cohort]]) -> tuple[LinearForecast, ...]:
    """One for each share of a gain that a floor or cap bounds, or that falls once the capital is repaid; moments over forecast runs and cohorts."""
    found = []
    for clause in cohort_terms(contract):
        cohorts = [cohort for run in runs for cohort in run if cohort.clause == clause.id and cohort.estimate.quantity > 0]
        if cohorts and not (clause.term.cap is None and clause.term.once_repaid is None and clause.term.floor is None):
            found.append(_linear(clause, cohorts))
    return tuple(found)


def shares(runs: Sequence[Mapping[str, Sequence[int]]]) -> tuple[tuple[str, float], ...]:
    """Retention id -> share released of all that was withheld over the forecast runs (1 where nothing was)."""
    found = {}
    for id_ in runs[0] if runs else ():
        withheld, released = (sum(run[id_][i] for run in runs) for i in (0, 1))
        found[id_] = released / withheld if withheld else 1.0
    return tuple(found.items())


def dates_forecasts(runs: Sequence[Sequence[StepCount]]) -> tuple[DatesForecast, ...]:
    """One for each term on agreed dates, from the steps of each forecast run."""
    found = []
    for id_ in dict.fromkeys(count.clause.term_id for run in runs for count in run):
        rows = [[count for count in run if count.clause.term_id == id_] for run in runs]
        people = max(round(float(np.mean([count.people for row in rows for count in row]))), 1)
        shares_ = np.array([[count.heads / max(count.people, 1) for count in row] for row in rows])
        rates = shares_.mean(axis=0)
        own = rates * (1.0 - rates) / people
        found.append(
            DatesForecast(
                clause=id_,
                people=people,
                rates=tuple(float(rate) for rate in rates),
                common=tuple(float(sd) for sd in np.sqrt(np.maximum(shares_.var(axis=0) - own, 0.0))),
                worth=tuple(round(float(np.mean([row[number].worth for row in rows]))) for number in range(len(rates))),
            )
        )
    return tuple(found)


def ranks_forecasts(runs: Sequence[Sequence[Round]]) -> tuple[RanksForecast, ...]:
    """One for each tournament, from the rounds of each forecast run in which two providers or more took part."""
    found = []
    for id_ in dict.fromkeys(one.clause.id for run in runs for one in run):
        scores = [one.scores[one.persons > 0] for run in runs for one in run if one.clause.id == id_]
        rivals = [row for row in scores if row.size > 1]
        if rivals:
            persons = np.concatenate([one.persons[one.persons > 0] for run in runs for one in run if one.clause.id == id_])
            sd = sqrt(float(np.mean([row.var(ddof=1) for row in rivals])))
            mean = float(np.mean([row.mean() for row in rivals]))
            providers = max(round(float(np.mean([row.size for row in rivals]))), 2)
            found.append(RanksForecast(clause=id_, people=max(round(float(persons.mean())), 1), rate=mean, sd=sd, providers=providers))
    return tuple(found)


def expected(contract: Contract, foreseen: Foreseen) -> tuple[tuple[str, Expected], ...]:
    """What providers look ahead with, by clause."""
    found = list(expected_of(contract, foreseen.cohorts))
    for dated in foreseen.dates:
        dates = tuple(Standing(people=dated.people, rate=rate, common=common) for rate, common in zip(dated.rates, dated.common, strict=True))
        found.append((dated.clause, Expected(standing=dates[0], dates=dates, pays=dated.worth)))
    signs = {clause.id: better(clause.metric) for clause in term_clauses(contract, Tournament) if clause.metric is not None}
    for ranked in foreseen.ranks:
        standing = Standing(people=ranked.people, rate=ranked.rate, sd=ranked.sd)
        rivals = (ranked.rate,) * (ranked.providers - 1)
        if ranked.sd > 0.0:
            found.append((ranked.clause, Expected(standing=standing, sign=signs[ranked.clause], rivals=rivals, score_sd=ranked.sd)))
    return tuple(found)


def left_by_limits(contract: Contract, paid: Sequence[int], cuts: Sequence[Mapping[str, int]]) -> float:
    """Share of what fell due over the forecast runs that limits over all persons left.

    What a limit a person cut is seen person by person, and a last month of payments by the month where no cohort is paid after it.
    """
    apart = {"per_person"} if cohort_clauses(contract) else {"per_person", "last_payment_month"}
    cut = sum(amount for run in cuts for limit, amount in run.items() if limit not in apart)
    return sum(paid) / (sum(paid) + cut) if cut > 0 and sum(paid) > 0 else 1.0 if cut <= 0 else 0.0


def share_had(runs: Sequence[Sequence[int]]) -> float:
    """Of the penalties that fell due over the forecast runs, the share that could be had (1 where none did)."""
    due, had = (sum(run[i] for run in runs) for i in (0, 1))
    return had / due if due > 0 else 1.0


def _linear(clause: CohortClause, cohorts: Sequence[Cohort]) -> LinearForecast:
    term = clause.term
    unit = float(term.price.minor) if term.price is not None else 0.0 if term.share is None else term.share.fraction
    amounts = np.array([unit * cohort.estimate.measured * cohort.estimate.quantity for cohort in cohorts])
    mean, sd = float(amounts.mean()), sqrt(float(amounts.var()))
    drawn, agreed = (round(float(np.mean([cohort.sums[i] for cohort in cohorts]))) for i in (0, 1))
    floor = -np.inf if term.floor is None else float(minor_of(term.floor, drawn, agreed))
    cap = np.inf if term.cap is None else float(minor_of(term.cap, drawn, agreed))
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
        dates=tuple(DatesForecast(**_tuples(one)) for one in found.get("dates", ())),
        ranks=tuple(RanksForecast(**one) for one in found.get("ranks", ())),
        linear=tuple(LinearForecast(**one) for one in found.get("linear", ())),
        released=tuple((str(id_), float(share)) for id_, share in found.get("released", ())),
        limits=float(found.get("limits", 1.0)),
        had=float(found.get("had", 1.0)),
        least=tuple(LeastForecast(**_tuples(one)) for one in found.get("least", ())),
        replies=_replies(found.get("replies")),
    )


def _replies(found: dict[str, Any] | None) -> Replies | None:
    if found is None:
        return None
    return Replies(targets=tuple(Target(**_tuples(one)) for one in found["targets"]), rest=tuple(found["rest"]), cost=tuple(found["cost"]))


def _tuples(found: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
