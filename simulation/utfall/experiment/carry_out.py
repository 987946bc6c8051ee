"""A request carried out: planned, made where runs are missing, put together from the store."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from utfall.experiment.assumed import assumed_values
from utfall.experiment.execute import Hands, execute, to_make
from utfall.experiment.expected import Forecasts
from utfall.experiment.guard import refuse_the_impossible
from utfall.experiment.jobs import Arm, Clock, Job, Versions, fingerprint, jobs_of
from utfall.experiment.plan import Planned, arm_spec, plan, reference_arms
from utfall.experiment.request import Request
from utfall.results.assemble import assemble
from utfall.results.frames import ExperimentResult
from utfall.results.names import slug
from utfall.results.rows import Row
from utfall.results.spec import ResultSpec
from utfall.results.store import Store, StoredJob, StoredScenario
from utfall.results.version import installed_version

if TYPE_CHECKING:
    from utfall.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Telling:
    """What is said on the way: one line of words, and (pid) when another job writes to the store."""

    say: Callable[[str], None] = lambda _text: None
    waiting: Callable[[int], None] = lambda _pid: None


def carry_out(request: Request, store: Store, hands: Hands, versions: Versions, telling: Telling = Telling()) -> ExperimentResult:
    """Make what is missing and return the result; what is stored already is not made again."""
    clock = request.clock()
    refuse_the_impossible(_sizes(request), clock, hands.count, force=hands.force)
    forecasts = Forecasts(store, versions.model, hands.count)
    planned = plan(request, forecasts)
    notes = [*request.notes, *_budget_notes(request, planned)]
    if store.words:
        telling.say(store.words)
    spec = _spec(request, clock, notes, versions, planned.arms)
    digest = hashlib.blake2b(replace(spec, provenance={}).text().encode(), digest_size=8).hexdigest()
    jobs = jobs_of(planned.arms, clock, versions)
    idle = not request.references and not to_make(jobs, store, force=hands.force)[0]
    with nullcontext() if idle else store.writer(digest, telling.waiting):
        number = store.begin_job(StoredJob(0, request.kind, slug(request.title), request.title, digest, spec.text(), "unfinished"))
        _make(jobs, planned.arms, store, hands, telling)
        if request.references:
            later = reference_arms(request, planned, _main_rows(spec, store), clock)
            _make(jobs_of(later, clock, versions), later, store, hands, telling)
            spec = spec.with_arms(arm_spec(arm, clock, versions) for arm in later)
        store.end_job(number, spec.text(), "done")
    return assemble(spec, store)


def _make(jobs: Sequence[Job], arms: Iterable[Arm], store: Store, hands: Hands, telling: Telling) -> None:
    clock = jobs[0].clock if jobs else None
    if clock is None:
        return
    store.save_scenarios(_stored(arm.scenario, clock) for arm in arms)
    done = execute(jobs, store, hands)
    for text in done.why:
        telling.say(text)
    if done.reused:
        telling.say(f"{done.reused} of {done.reused + done.made} runs were stored already")


def _main_rows(spec: ResultSpec, store: Store) -> dict[str, dict[int, Row]]:
    """Rows of the main view by label and seed."""
    return {arm.label: {key.seed: row for key, row in store.rows(arm.keys).items()} for arm in spec.arms if arm.view == "main"}


def _stored(scenario: "Scenario", clock: Clock) -> StoredScenario:
    return StoredScenario(fingerprint(scenario, clock), scenario.id, scenario.title, scenario.toml(), scenario.sentences())


def _sizes(request: Request) -> list[tuple[int, int]]:
    grid = 0 if request.grid is None else len(request.grid.factors) * (min(request.grid.runs, request.runs) + request.grid.rival_seeds(request.runs))
    each = request.runs + min(request.as_written, request.runs) + 3 * min(request.references, request.runs)
    on_curve = () if request.grid is None else request.grid.labels
    return [(v.scenario.case().people.eligible, each + (grid if v.label in on_curve else 0)) for v in request.variants]


def _budget_notes(request: Request, planned: Planned) -> Iterable[str]:
    if not request.equal_budget:
        return
    first = request.variants[0].label
    moved = {variant.label: planned.factors[variant.label] for variant in request.variants if not variant.own_prices}
    factors = ", ".join(f"{label} x{factor:.4g}" for label, factor in moved.items() if factor is not None)
    about = "equal" if request.near is None else f"are within about {100 * request.near:g} % of"
    yield f"equal budget: prices are scaled so that forecast payments {about} those of {first} ({factors}); --as-written turns this off"
    without = [label for label, factor in moved.items() if factor is None]
    if without:
        yield f"no factor on prices gives {', '.join(without)} an equal budget in the forecast under agreed hours: prices there are as written"


def _spec(request: Request, clock: Clock, notes: Sequence[str], versions: Versions, arms: Iterable[Arm]) -> ResultSpec:
    first = request.variants[0].scenario
    case = first.case()
    points = [] if clock.central else sorted({clock.point(seed) for seed in request.seeds})
    return ResultSpec(
        kind=request.kind,
        scenario=first.id,
        title=request.title,
        question=request.question,
        currency=case.contract.currency,
        people=case.people.eligible,
        months=clock.months,
        follow_up=clock.follow_up,
        runs=request.runs,
        seed=request.seed,
        central=clock.central,
        equal_budget=request.equal_budget,
        arms=tuple(arm_spec(arm, clock, versions) for arm in arms),
        notes=tuple(notes),
        fund=request.fund,
        provenance={
            "version": installed_version(),
            "model_version": str(versions.model),
            "indicator_version": str(versions.indicators),
            "luck": clock.luck,
            "assumed": json.dumps(assumed_values(first, points, [variant.scenario for variant in request.variants[1:]])),
            "command": request.command,
            **({} if request.precision is None else {"precision": f"{request.precision:g}"}),
        },
    )
