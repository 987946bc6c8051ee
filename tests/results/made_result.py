"""A result by hand: three contracts, their price curves and a reference, whose numbers follow from the seed."""

import numpy as np

from utfall.indicators import ensemble
from utfall.indicators.finding import Finding
from utfall.indicators.values import RunValue, Setting
from utfall.results.assemble import _differences
from utfall.results.frames import ExperimentResult, VariantResult
from utfall.results.rows import Row, RunKey

RUNS = 40
PEOPLE = 1000
SETTING = Setting(
    currency="EUR",
    paid=(("job", "Job on day 90"),),
    metric_units=(("job", "person"),),
    parties=(("fund", "investor"), ("acme", "provider"), ("state", "payer")),
)
# paid for, caused at 12 (per 100 enrolled), months per eligible, price factor's payments per run in minor units
CONTRACTS = {"agreed": (20.0, 12.0, 0.9, 90_000_000), "job": (60.0, 5.0, 0.3, 90_000_000), "course": (80.0, 1.0, 0.05, 90_000_000)}


def wobble(seed: int, salt: int) -> float:
    """A fixed number in -1 ... 1 for a seed."""
    return ((seed * 7919 + salt * 104729) % 2003) / 1001.0 - 1.0


def row(label: str, numbers: tuple[float, float, float, float], seed: int, scale: float = 1.0) -> Row:
    paid, caused, months, payments = numbers
    caused, months = caused + 3.0 * wobble(seed, 1), months * scale + 0.12 * wobble(seed, 2)
    flow = np.array([-100_000.0, 0.0, 90_000.0 + 20_000 * wobble(seed, 3)])
    values = {
        "paid_for": RunValue(paid + wobble(seed, 4), "", paid + wobble(seed, 4), 1.0),
        "caused_at_12_enrolled": RunValue(caused, "", caused * 4, 4.0),
        "caused_at_12": RunValue(0.4 * caused, "", 0.4 * caused * PEOPLE, float(PEOPLE)),
        "paid_minus_caused": RunValue(paid - caused, "", paid - caused, 1.0),
        "true_effect_eligible": RunValue(months, "", months * PEOPLE, float(PEOPLE)),
        "payments": RunValue(payments * scale, "", payments * scale, 1.0),
        "enrolled": RunValue(400.0, "", 400.0, 1.0),
        "hours_by_task.coaching": RunValue(300.0 if label != "job" else 100.0, "", 300.0 if label != "job" else 100.0, 1.0),
        "hours_by_task.placement": RunValue(100.0, "", 100.0, 1.0),
        "_family.coaching": RunValue(0.0, "", 0.0, 1.0),
        "_family.placement": RunValue(1.0, "", 1.0, 1.0),
        "creaming": RunValue(None, "nobody chose whom to take", 0.0, 0.0),
        **{f"effect_by_need.{f}": RunValue(months, "", months, 1.0) for f in range(1, 6)},
    }
    if label == "agreed":
        values["attributable_share"] = RunValue(None, "nothing was paid for the outcomes of persons", 0.0, 0.0)
    else:
        shares = {"attributable": 0.2, "deadweight": 0.6, "hollow": 0.15, "false": 0.05}
        values |= {f"{name}_share": RunValue(share, "", share, 1.0) for name, share in shares.items()}
    series = {
        "flow.fund": flow,
        "flow.acme": -0.5 * flow,
        "net_value.state": np.array([1.0, 2.0, 3.0]) * 1e5,
        "hours.coaching": np.array([1.0, 2.0, 3.0]),
        "hours.placement": np.ones(3),
    }
    return Row(
        key=RunKey(label, seed, 1),
        label=label,
        point=(seed - 1) // 4,
        error=("", ""),
        indicator_version=1,
        seconds=0.1,
        values=values,
        series=series,
        setting=SETTING,
    )


def variant(label: str, view: str = "main", parent: str = "", factor: float = 1.0, reference: str = "") -> VariantResult:
    base = parent or label
    numbers = (0.0, 0.0, 0.0, 0) if reference == "nothing" else CONTRACTS[base]
    rows = tuple(row(base, numbers, seed, factor) for seed in range(1, RUNS + 1))
    return VariantResult(
        label=label,
        title=base.capitalize(),
        view=view,
        parent=base,
        reference=reference,
        price_factor=factor,
        block_fee=0,
        settings={},
        fingerprint=label,
        sentences=("The state pays.",),
        rows=rows,
        failed=(),
        summaries=ensemble.summarise(rows, SETTING),
        series_mean={name: np.mean([r.series[name] for r in rows], axis=0) for name in rows[0].series},
    )


def made() -> ExperimentResult:
    """The whole result."""
    main = [variant(label) for label in CONTRACTS]
    curves = [variant(f"{label} / x{f:g}", "curve", label, f) for label in CONTRACTS for f in (0.5, 1.0, 2.0)]
    references = [variant("agreed / nothing", "reference", "agreed", 1.0, "nothing")]
    variants = (*main, *curves, *references)
    return ExperimentResult(
        kind="experiment",
        scenario="test",
        title="A test",
        question="Which?",
        currency="EUR",
        people=PEOPLE,
        months=3,
        follow_up=3,
        runs=RUNS,
        seed=1,
        uncertainty="draw",
        equal_budget=True,
        variants=variants,
        differences=tuple(_differences(variants)),
        findings=(Finding("Job: -3 to 4.", "assumed", "gap", "A remark."), Finding("Steady.", "supported", "gap", "A remark.")),
        provenance={"command": "utfall compare test", "version": "0.1.0"},
    )
