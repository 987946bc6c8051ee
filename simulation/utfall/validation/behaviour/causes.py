"""Causes taken away: each effect is there with its cause and gone without it. Nothing in a provider's rule is called creaming or parking.

Runs of library cases, made small, with one thing changed. What the theory bench holds already is not repeated: a comparison by lot is
unbiased (T11.lot, T26), people sent at a bad time get better by themselves and others do not (T11), payments split alike whatever luck is
shared (T27).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import RunRecord
from utfall.indicators.reached import creaming
from utfall.model.finish import finish
from utfall.model.foresight.outlook import Outlooks
from utfall.model.model import ContractModel
from utfall.model.parties.organisations import ProviderAgent
from utfall.model.run import run_case
from utfall.scenario import load
from utfall.scenario.case import Case
from utfall.validation.entry import Effort
from utfall.validation.row import SIGMAS, Row

Floats = NDArray[np.float64]
Settings = Mapping[str, object]
PEOPLE, SEEDS = 600, 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A library case, made small, with its changes."""

    scenario: str
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One effect and its cause.

    id, effect   what is seen with the cause, and must not be without it
    cause        what is taken away
    with_, without   the two settings; measured: (seeds,) what is asked of their runs, above 0 where the effect is there
    exact        without the cause it is 0 in every run, not only on average
    below        without the cause it may be below 0: what was crowded out may even be helped
    seeds        of each setting
    """

    id: str
    effect: str
    cause: str
    with_: Setting
    without: Setting
    measured: Callable[[Setting, int], Floats]
    source: str
    exact: bool = False
    below: bool = False
    seeds: int = SEEDS


@lru_cache(maxsize=1)
def _tables() -> Outlooks:
    return Outlooks()


def made(setting: Setting) -> Case:
    """The case at central values."""
    scenario = load(setting.scenario)
    return (scenario.replace(dict(setting.settings)) if setting.settings else scenario).scaled(PEOPLE).case()


def runs(setting: Setting, seeds: int) -> list[RunRecord]:
    """Its runs."""
    case = made(setting)
    return [run_case(case, seed, outlooks=_tables()) for seed in range(1, seeds + 1)]


def easier(setting: Setting, seeds: int) -> Floats:
    """Sd of need by which those taken are easier than those referred."""
    return np.array([creaming(run).value or 0.0 for run in runs(setting, seeds)])


def false(setting: Setting, seeds: int) -> Floats:
    """False claims a hundred people."""
    return np.array([100.0 * sum(metric.false_claims for metric in run.metrics) / run.people for run in runs(setting, seeds)])


def pushed(setting: Setting, seeds: int) -> Floats:
    """Share of hours that push an entry now and build nothing."""
    found = runs(setting, seeds)
    pushes = np.array(found[0].task_families) == "pushes"
    return np.array([float(run.hours_by_task[pushes].sum() / max(run.hours_by_task.sum(), 1.0)) for run in found])


def displaced(setting: Setting, seeds: int) -> Floats:
    """Share of the hours of coaching that is lost where language courses are paid for beside work."""
    other = replace(setting, settings={**setting.settings, "contract.metric": "sustained_6m"})
    hours = [np.array([float(run.hours_by_task[run.tasks.index("coaching")]) for run in runs(one, seeds)]) for one in (setting, other)]
    return 1.0 - hours[0] / hours[1]


def idle(setting: Setting, seeds: int) -> Floats:
    """Share of the hours given for own people that is not given where one sum is paid for the people of all."""
    together = replace(setting, settings={**setting.settings, **TOGETHER})
    for_all, for_own = (np.array([float(run.hours_by_task.sum()) for run in runs(one, seeds)]) for one in (together, setting))
    return 1.0 - for_all / for_own


def unspent(setting: Setting, seeds: int) -> Floats:
    """Share by which what is paid falls short of what providers planned for: what their value tables expect of each person at enrolment."""
    case, short = made(setting), np.empty(seeds)
    for number in range(seeds):
        model = ContractModel(case, number + 1, outlooks=_tables()).run()
        record = finish(model)
        paid = -sum(int(record.flows[party].sum()) for party, kind in record.party_kinds.items() if kind == "payer")
        short[number] = 1.0 - paid / sum(_planned(model, provider) for provider in model.providers)
    return short


def _planned(model: ContractModel, provider: ProviderAgent) -> float:
    """Pay (minor units) that a provider expects at enrolment of those it took, by group, state and signal."""
    people = model.people
    who = np.flatnonzero(people.provider == provider.number)
    inside = (people.history[model.outcome, people.enrol_month[who] - 1, who] > 0).astype(np.int64)
    assert provider.outlook is not None
    return float(provider.outlook.start_values()[people.group[who], inside, model.casebook.need_class[who], 0].sum())


FIRST = Setting(scenario="first_steps")
REPORTED = {"contract.metrics.six_months.data_source": "provider_report"}
DAY_90 = Setting(scenario="koto_sib:job_on_day_90")
TWO_GOALS = Setting(scenario="koto_sib:work_and_language", settings={"contract.metric": ["sustained_6m", "language_course"]})
SLACK = {f"providers.{name}.hours": "40 000 hours per month" for name in ("live_palvelut", "others")}
ALL_SERVED = {"contract.service.who_selects": "everyone", "providers.bridge.hours": "40 000 hours per month"}
TOGETHER = {
    "contract.comparisons": {"level": {"design": "agreed", "expected": "10 %"}},
    "contract.metrics.six_months.compared_with": "level",
    "contract.terms.job": {"kind": "cohort_linear", "title": "all together", "metric": "six_months", "price": "SEK 40 000 per person"},
}
UNPAID = {"contract.terms.price_list.prices.job_on_day_90": "EUR 0 per person", "behaviour.override.mission_weight": 0.0}

CAUSES = (
    Cause(
        id="creaming",
        effect="a provider that chooses takes the easier",
        cause="it sees need",
        with_=FIRST,
        without=Setting(scenario="first_steps", settings={"behaviour.override.screening_accuracy": 0.0}),
        measured=easier,
        source="ellis-1998",
    ),
    Cause(
        id="false claims",
        effect="successes that never were are claimed",
        cause="they are paid for",
        with_=replace(FIRST, settings=REPORTED),
        without=replace(FIRST, settings={**REPORTED, "contract.terms.job.price": "SEK 0 per person"}),
        measured=false,
        source="becker-1968",
        exact=True,
    ),
    Cause(
        id="placement",
        effect="hours push people into a job for a day",
        cause="the day is paid for, and no mission asks for work",
        with_=DAY_90,
        without=replace(DAY_90, settings=UNPAID),
        measured=pushed,
        source="holmstrom-milgrom-1991",
        exact=True,
        seeds=SEEDS // 4,
    ),
    Cause(
        id="task crowding-out",
        effect="paid courses take hours from coaching",
        cause="hours are short",
        with_=TWO_GOALS,
        without=replace(TWO_GOALS, settings={**TWO_GOALS.settings, **SLACK}),
        measured=displaced,
        source="holmstrom-milgrom-1991",
        below=True,
        seeds=SEEDS // 4,
    ),
    Cause(
        id="free riding",
        effect="providers give fewer hours for what all bring about than each for its own people",
        cause="several share the pay",
        with_=replace(FIRST, settings={**ALL_SERVED, "providers.bridge.count": 2}),
        without=replace(FIRST, settings=ALL_SERVED),
        measured=idle,
        source="holmstrom-1982",
        exact=True,
        seeds=SEEDS // 4,
    ),
    Cause(
        id="spending",
        effect="payments fall short of what providers planned for",
        cause="they take their effect for greater than it is",
        with_=FIRST,
        without=replace(FIRST, settings={"behaviour.override.belief_in_own_effect": 1.0}),
        measured=unspent,
        source="capen-1971",
    ),
)


def cause_rows(cause: Cause, quick: bool) -> tuple[Row, Row]:
    """With the cause the effect is beyond four standard errors; without it, within them (or nothing in every run). Quick: a quarter of the seeds."""
    seeds = Effort(quick).runs(cause.seeds)
    return _row(cause, "with", cause.measured(cause.with_, seeds)), _row(cause, "without", cause.measured(cause.without, seeds))


def _row(cause: Cause, which: str, found: Floats) -> Row:
    error = float(found.std(ddof=1) / np.sqrt(found.size))
    there = which == "with"
    margin = 0.0 if cause.exact and not there else SIGMAS * error
    most = float(np.abs(found).max()) if cause.exact and not there else float(found.mean())
    return Row(
        entry="cause",
        id=f"cause: {cause.id}, {which}",
        case=f"{found.size} seeds",
        title=f"{cause.effect}, because {cause.cause}",
        source=cause.source,
        grade="statistical",
        path="production",
        through="model.run.run_case",
        expected=0.0,
        obtained=most,
        low=margin if there else -margin if not cause.below else -float("inf"),
        high=float("inf") if there else margin,
        error=error,
    )
