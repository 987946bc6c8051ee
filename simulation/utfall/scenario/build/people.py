"""True parameters of a population from a resolved document."""

import math
from dataclasses import replace
from typing import Any

from utfall.base.laws import Capability, EventOutcome, ScoreOutcome, StateOutcome, Task
from utfall.people.parameters import Continuity, Group, Market, Ordinary, PopulationParameters, Stock
from utfall.scenario.build.complexity import as_complex
from utfall.scenario.build.context import Resolved, fraction
from utfall.scenario.build.participation import participation
from utfall.scenario.build.targets import with_targets

LN2 = math.log(2.0)


def population(at: Resolved) -> PopulationParameters:
    """Everything true about people."""
    people, shared = at.document.people, at.shared
    control = at.control
    unlike = people.responsiveness
    params = PopulationParameters(
        eligible=people.eligible,
        offered=min(people.offered if people.offered is not None else people.eligible, people.eligible - control),
        control=control,
        places=None if people.places is None else min(people.places, people.eligible),
        enrolment=people.enrolment.months if people.enrolment is not None else 1,
        take_up=fraction(people.take_up, shared.take_up.fraction),
        take_up_by_need=shared.take_up_by_need,
        take_up_by_shock=shared.take_up_by_shock,
        groups=groups(at),
        outcomes=tuple(_state(at, name) for name in at.states),
        scores=tuple(_score(at, name) for name in at.scores),
        capabilities=tuple(Capability(name, row.title or name, row.decay.monthly) for name, row in (at.document.capabilities or {}).items()),
        tasks=tuple(_task(at, name, row) for name, row in at.document.tasks.items()),
        response_spread=shared.response_spread if unlike is None or unlike.spread is None else unlike.spread,
        response_by_need=shared.response_by_need if unlike is None or unlike.by_need is None else unlike.by_need,
        shock_persistence=shared.shock_persistence,
        shock_spread=shared.shock_spread,
        common_persistence=shared.common_persistence,
        common_spread=shared.common_spread,
        drop_out=shared.drop_out.monthly,
        drop_out_by_need=shared.drop_out_by_need,
        referral=people.referral or "random",
        peak_of=people.peak_of or "",
        clock_starts=people.clock_starts or "enrolment",
        who=people.who or "people",
        cohorts=people.cohorts or 1,
        market=_market(at),
        continuity=Continuity(shared.worker_leaves.monthly, shared.worker_lost_at_first, shared.worker_half_life),
        ordinary=_ordinary(at),
        events=tuple(_events(at, name) for name in at.events),
        stock=stock(at),
        participation=participation(at),
        link=people.link or "logit",
    )
    return with_targets(at, as_complex(params, fraction(people.complexity, 1.0)))


def _ordinary(at: Resolved) -> Ordinary | None:
    """Services that people get anyway, as far as the file says."""
    table, shared = at.document.people.ordinary_service, at.shared
    if table is None:
        return None
    return Ordinary(table.hours.monthly, tuple(at.document.tasks).index(table.like), shared.service_given_up, shared.service_drawn)


def _market(at: Resolved) -> Market | None:
    """Openings by state outcome; None where nothing is limited."""
    table = at.document.market
    if table is None or not table.openings:
        return None
    places = tuple(table.openings[name].monthly if name in table.openings else None for name in at.states)
    return Market(places, table.elasticity or 0.0, float(table.others or 0))


def stock(at: Resolved) -> Stock | None:
    """People who come and go while the contract runs."""
    people = at.document.people
    if people.arrivals is None and people.departures is None:
        return None
    flows = [0.0 if flow is None else flow.monthly for flow in (people.arrivals, people.departures)]
    return Stock(flows[0], flows[1], at.document.contract.length.months)


def groups(at: Resolved) -> tuple[Group, ...]:
    """The pay groups; one for all when the file has none. Shares are made to sum to 1."""
    rows = at.document.people.groups
    if not rows:
        return (Group(at.groups[0], "all", 1.0),)
    total = sum(row.share.fraction for row in rows.values())
    return tuple(
        Group(
            name,
            row.title or name,
            row.share.fraction / total,
            0.0 if row.need is None else row.need,
            1.0 if row.need_spread is None else row.need_spread,
        )
        for name, row in rows.items()
    )


def _state(at: Resolved, name: str) -> StateOutcome:
    row, shared = at.document.outcomes[name], at.shared
    if row.contains is not None:
        return _around(at, name, row)
    capabilities = at.document.capabilities or {}
    lasting = row.lasting
    return StateOutcome(
        id=name,
        title=row.title or name,
        main=name == at.main,
        start=tuple(share.fraction for share in row.start),
        entry=tuple(rate.monthly for rate in row.entry or row.exit),
        exit=tuple(rate.monthly for rate in row.exit),
        full_hours=row.full.monthly,
        intensity=row.intensity.fraction,
        intensity_shallow=shared.intensity_shallow.fraction,
        entry_by_need=shared.entry_by_need,
        entry_by_shock=shared.entry_by_shock,
        exit_by_need=shared.exit_by_need,
        exit_by_shock=shared.exit_by_shock,
        exit_if_shallow=shared.exit_if_shallow,
        helps_entry=tuple(_helps(at, cap.helps_entry, name) for cap in capabilities.values()),
        helps_exit=tuple(_helps(at, cap.helps_exit, name) for cap in capabilities.values()),
        drop_out_ends_it=bool(row.drop_out_ends_it),
        scar=row.scar or 0.0,
        lasting_months=12 if lasting is None or lasting.of is None else lasting.of.months,
        lasting_share=0.5 if lasting is None else fraction(lasting.share, 0.5),
    )


def _around(at: Resolved, name: str, row: Any) -> StateOutcome:
    """An outcome that contains another: the other's rates, and those of leaving for neither."""
    leaves, returns = (0.0 if rate is None else rate.monthly for rate in (row.leaves, row.returns))
    inner = _state(at, row.contains)
    number = at.states.index(row.contains)
    return replace(inner, id=name, title=row.title or name, main=name == at.main, contains=number, leaves=leaves, returns=returns)


def _helps(at: Resolved, value: Any, outcome: str) -> float:
    """Logits per unit of a capability on an outcome; one number holds for the outcome that matters."""
    if isinstance(value, dict):
        return float(value.get(outcome, 0.0))
    return float(value) if outcome == at.main else 0.0


def _score(at: Resolved, name: str) -> ScoreOutcome:
    row = at.document.outcomes[name]
    return ScoreOutcome(
        id=name,
        title=row.title or name,
        main=name == at.main,
        capability=list(at.document.capabilities).index(row.capability),
        mean=row.mean or 0.0,
        sd=1.0 if row.sd is None else row.sd,
        noise=row.noise or 0.0,
        common_shock_weight=row.common_shock or 0.0,
    )


def _events(at: Resolved, name: str) -> EventOutcome:
    row, shared = at.document.outcomes[name], at.shared
    return EventOutcome(
        id=name,
        title=row.title or name.replace("_", " "),
        main=name == at.main,
        rate=tuple(flow.monthly for flow in row.rate),
        spread=row.spread or 0.0,
        by_need=shared.events_by_need,
        by_shock=shared.events_by_shock,
        helps=tuple(_helps(at, cap.helps_events, name) for cap in (at.document.capabilities or {}).values()),
    )


def _task(at: Resolved, name: str, row: Any) -> Task:
    plain = Task(id=name, title=row.title or name.replace("_", " "), builds=(), boosts=(), shows=())
    return Task(
        id=name,
        title=plain.title,
        builds=_row(row.builds, tuple(at.document.capabilities or {})),
        boosts=_row(row.boosts, at.states),
        shows=_row(row.shows, at.scores),
        response=row.response or plain.response,
        eta=plain.eta if row.half_way is None else row.half_way.monthly / LN2,
        curvature=row.curvature or 0.0,
        cost=1.0 if row.cost is None else row.cost,
        course_hours=row.course_hours or 0.0,
        contacts_per_hour=row.contacts_per_hour or 0.0,
        lasts=0 if row.lasts is None else row.lasts.months,
        withholds=fraction(row.withholds, 0.0),
        while_in=-1 if row.while_in is None else at.states.index(row.while_in),
        while_out_of=-1 if row.while_out_of is None else at.states.index(row.while_out_of),
    )


def _row(values: dict[str, float] | None, names: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(float((values or {}).get(name, 0.0)) for name in names)
