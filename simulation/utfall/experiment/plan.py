"""From a request to arms: the main view, the as-written view, the curve over prices, and (when the main runs are there) the references."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from utfall.experiment import references
from utfall.experiment.budget import equal_budget_factor, near_budget_factor
from utfall.experiment.expected import Forecasts, limited, priced
from utfall.experiment.jobs import Arm, Clock, Versions, fingerprint
from utfall.experiment.request import Grid, Request, Variant
from utfall.results.frames import REFERENCES, View
from utfall.results.rows import Row, RunKey
from utfall.results.spec import ArmSpec

if TYPE_CHECKING:
    from utfall.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Planned:
    """Arms whose runs need nothing but themselves, the scenario of each main variant at its prices, and the factors found."""

    arms: tuple[Arm, ...]
    main: Mapping[str, "Scenario"]
    factors: Mapping[str, float | None]


def plan(request: Request, forecasts: Forecasts) -> Planned:
    """Main view, as-written view and curve of a request."""
    forecasts.prepare(variant.scenario for variant in request.variants if not _roughly(request, variant))
    factors = _factors(request, forecasts)
    used = {label: 1.0 if factor is None else factor for label, factor in factors.items()}
    scaled = {v.label: _at(v.scenario, used[v.label]) for v in request.variants}
    arms = [_arm(v, "main", scaled[v.label], request.seeds, used[v.label]) for v in request.variants]
    if request.equal_budget and request.as_written:
        seeds = request.first_seeds(request.as_written)
        arms += [_arm(v, "as_written", v.scenario, seeds, 1.0, label=f"{v.label} / as_written") for v in request.variants]
    if request.grid is not None:
        arms += _curve(request, request.grid, forecasts)
    return Planned(tuple(replace(arm, expected=forecasts.of(arm.scenario)) for arm in arms), scaled, factors)


def _factors(request: Request, forecasts: Forecasts) -> dict[str, float | None]:
    """The factor on the prices of each variant: 1 for the first and without an equal budget, None where no factor gives an equal budget."""
    factors: dict[str, float | None] = {v.label: 1.0 for v in request.variants}
    if request.equal_budget:
        factors |= {v.label: _factor(request, v, forecasts) for v in request.variants[1:] if not v.own_prices}
    return factors


def _factor(request: Request, variant: Variant, forecasts: Forecasts) -> float | None:
    scenario, first = variant.scenario, request.variants[0].scenario
    if not priced(scenario.case()):
        return None
    if request.near is not None and _roughly(request, variant):
        return near_budget_factor(lambda factor: forecasts.roughly(_at(scenario, factor)), forecasts.roughly(first), request.near)
    return equal_budget_factor(lambda factor: forecasts.of(_at(scenario, factor)).payers, forecasts.of(first).payers)


def _roughly(request: Request, variant: Variant) -> bool:
    """Whether its prices are looked for by few seeds: each forecast at other prices is made anew, and the request allows it."""
    moved = request.equal_budget and not variant.own_prices and variant is not request.variants[0]
    return moved and request.near is not None and limited(variant.scenario.case())


def reference_arms(request: Request, planned: Planned, rows: Mapping[str, Mapping[int, Row]], clock: Clock) -> list[Arm]:
    """The three references of each main variant on its first seeds; their fee is what the payers paid under the same seed.

    rows   by label and seed; a seed whose run failed has no reference
    """
    out: list[Arm] = []
    for variant in request.variants:
        found = rows[variant.label]
        paid = {seed: references.outlay(found[seed]) for seed in request.first_seeds(request.references) if seed in found and found[seed].done}
        if not paid:
            continue
        others = references.References(planned.main[variant.label])
        made: dict[str, dict[int, Scenario]] = {
            "nothing": dict.fromkeys(paid, others.nothing()),
            "fee_agreed_hours": {seed: others.fee_agreed_hours(fee, clock.point(seed)) for seed, fee in paid.items()},
            "fee_alone": {seed: others.fee_alone(fee, clock.point(seed)) for seed, fee in paid.items()},
        }
        held = others.motivation_held() if request.held else None
        if held is not None:
            made["motivation_held"] = dict.fromkeys(paid, held)
        for kind, scenarios in made.items():
            label, title = f"{variant.label} / {kind}", f"{variant.title}: {REFERENCES[kind].lower()}"
            out.append(Arm(label=label, title=title, view="reference", parent=variant.label, reference=kind, scenarios=scenarios))
    return out


def arm_spec(arm: Arm, clock: Clock, versions: Versions) -> ArmSpec:
    """An arm as it is written down in the store."""
    prints: dict[int, str] = {}
    for scenario in arm.scenarios.values():
        if id(scenario) not in prints:
            prints[id(scenario)] = fingerprint(scenario, clock)
    return ArmSpec(
        label=arm.label,
        title=arm.title,
        view=arm.view,
        parent=arm.parent,
        reference=arm.reference,
        price_factor=arm.price_factor,
        block_fee=arm.block_fee,
        settings=dict(arm.settings),
        keys=tuple(RunKey(prints[id(scenario)], seed, versions.model) for seed, scenario in sorted(arm.scenarios.items())),
    )


def _arm(variant: Variant, view: View, scenario: "Scenario", seeds: Iterable[int], factor: float, *, label: str = "", fee: int = 0) -> Arm:
    return Arm(
        label=label or variant.label,
        title=variant.title,
        view=view,
        parent=variant.label,
        scenarios=dict.fromkeys(seeds, scenario),
        price_factor=factor,
        block_fee=fee,
        settings=variant.settings,
    )


def _at(scenario: "Scenario", factor: float) -> "Scenario":
    return scenario if factor == 1.0 else scenario.with_budget_factor(factor)


def with_fee(scenario: "Scenario", fee: int) -> "Scenario":
    """A scenario with a block fee (minor units in all, at the size of its runs) beside its terms, paid in equal months."""
    return scenario.with_block_fee(round(fee / scenario.case().contract.length)) if fee else scenario


def _curve(request: Request, grid: Grid, forecasts: Forecasts) -> Iterable[Arm]:
    """Each named variant at each price, with the block fee that its provider needs there; the same under a rival behaviour profile."""
    by_label = {v.label: v for v in request.variants}
    for rival in ("", *([grid.rival] if grid.rival_seeds(request.runs) else [])):
        seeds = request.first_seeds(grid.rival_runs if rival else grid.runs)
        variants = [_under(by_label[label], rival) for label in grid.labels]
        forecasts.prepare(variant.scenario for variant in variants if rival)
        for variant in variants:
            for factor in grid.factors:
                fee = forecasts.outside_option_fee(variant.scenario, factor)
                scenario = with_fee(_at(variant.scenario, factor), fee)
                label = " / ".join([variant.label, *([rival] if rival else []), f"x{factor:g}"])
                yield replace(_arm(variant, "curve", scenario, seeds, factor, label=label, fee=fee), reference=rival)


def _under(variant: Variant, rival: str) -> Variant:
    """A variant under a rival behaviour profile (empty: under its own)."""
    return replace(variant, scenario=variant.scenario.replace({"behaviour.profile": rival})) if rival else variant
