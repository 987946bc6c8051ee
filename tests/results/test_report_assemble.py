"""From a result to the page's data: the same numbers, the right contract as the reader's, undefined said in words."""

from dataclasses import replace

import numpy as np
import pytest

from utfall.base.errors import UsageError
from utfall.indicators import ensemble
from utfall.indicators.values import RunValue, Setting
from utfall.results import report
from utfall.results.assemble import _differences
from utfall.results.frames import ExperimentResult, VariantResult
from utfall.results.report.assemble import assemble
from utfall.results.report.pictures import figure
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


@pytest.fixture(scope="module")
def result() -> ExperimentResult:
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
        findings=("Job: -3 to 4.", "supported: steady."),
        provenance={"command": "utfall compare test", "version": "0.1.0"},
    )


def test_the_first_contract_is_the_readers_and_its_numbers_are_those_of_the_summaries(result):
    data = assemble(result)
    own = data.paid_caused.rows[0]
    assert own.own
    assert own.paid.mean == pytest.approx(result.main[0].summaries["paid_for"].mean, rel=1e-12)
    # paid in whole units over people caused: 900 000 / (0.4 x 12 % x 1000 = 48 people), within the wobble
    assert own.cost.mean == pytest.approx(900_000 / 48, rel=0.03)


def test_the_answer_names_the_gap_that_can_be_told_and_course_is_cannot_tell(result):
    data = assemble(result)
    text = "".join(piece.text for piece in data.answer)
    assert text.startswith("Keep paying for “Agreed”. Paying for “Job” pays for 60 and causes 5 per 100 enrolled.")
    assert not next(r for r in data.paid_caused.rows if r.id == "course").caused.tells


def test_sure_lines_count_the_pairs(result):
    first = assemble(result).sure[0]
    pairs = result.differences_of("agreed", "job")["true_effect_eligible"]
    assert pairs.share_above_0 == 1.0
    assert first.dots == 20
    assert first.verdict == "Sure enough to act:"


def test_a_contract_paid_on_a_cohort_has_a_reason_in_place_of_coins(result):
    rows = assemble(result).coins.rows
    assert "nothing was paid for the outcomes of persons" in rows[0].reason
    assert rows[1].attributable.mean == pytest.approx(0.2)


def test_the_curve_that_lies_highest_is_found_draw_by_draw(result):
    made = assemble(result).outlay
    assert made.best == "Agreed"
    assert made.best_share == 1.0
    assert made.at == pytest.approx(0.5 * (0.5 + 2.0) * 900.0)
    assert [p.current for p in made.curves[0].points] == [False, True, False]


def test_families_of_tasks_come_from_the_runs(result):
    made = assemble(result).hours
    assert [task.family for task in made.tasks] == ["builds", "pushes"]
    assert made.rows[1].shares[0].mean == pytest.approx(0.5)


def test_money_adds_up_month_by_month_and_losses_are_counted_of_twenty(result):
    parties = {p.id: p for p in assemble(result).cash.parties}
    fund = parties["investors"]
    assert fund.mean[:3] == (0.0, -1000.0, -1000.0)
    ends = [sum(r.series["flow.fund"]) / 100 for r in result.main[0].rows]
    assert fund.net.mean == pytest.approx(np.mean(ends))
    assert abs(fund.loses / 20 - np.mean([e < 0 for e in ends])) <= 0.05
    assert parties["state"].mean == (0.0, 1000.0, 3000.0, 6000.0)


def test_references_are_differences_and_the_provenance_counts_all_runs(result):
    data = assemble(result)
    assert len(data.references.rows) == 1
    assert data.references.columns[-1] == "Beyond nothing is bought"
    assert dict(data.provenance)["Runs"].startswith(f"{RUNS * 13} finished")


def test_findings_show_their_mark_and_a_true_minus(result):
    found = assemble(result).findings
    assert found[0].text == "Job: \u22123 to 4."
    assert found[1].mark == "supported"
    assert found[1].text == "Steady."


def test_an_assumed_value_that_turns_the_sign_is_named(result):
    """The difference is made to follow the value at each point: above 5 the second contract wins."""
    points = tuple(float(k) for k in range(10))
    variants = list(result.variants)
    turned = tuple(
        replace(
            r,
            values={
                **r.values,
                "true_effect_eligible": RunValue(0.9 + 0.1 * (p := points[r.point]) - 0.5, "", (0.4 + 0.1 * p) * PEOPLE, float(PEOPLE)),
            },
        )
        for r in variants[1].rows
    )
    variants[1] = replace(variants[1], rows=turned, summaries=ensemble.summarise(turned, SETTING))
    assumed = '[{"key": "k", "name": "Exit from short jobs", "used": 4, "low": 0, "high": 9, "points": [0,1,2,3,4,5,6,7,8,9]}]'
    changed = replace(
        result, variants=tuple(variants), differences=tuple(_differences(variants)), provenance={**result.provenance, "assumed": assumed}
    )
    data = assemble(changed)
    line = data.changes[0]
    assert line.mark == "assumed"
    assert "Exit from short jobs" in line.text
    assert "5" in line.text
    assert data.assumptions[0].ends is not None


def test_a_result_without_a_finished_run_makes_a_page_that_says_so(result, tmp_path):
    failed = tuple(replace(r, error=("SimulationError", "broken <b>"), values={}, series={}) for r in result.main[0].rows)
    broken = replace(result, variants=(replace(result.main[0], rows=(), failed=failed),), differences=())
    page = report.write(broken, tmp_path / "deep" / "r.html").read_text("utf-8")
    assert "No run finished" in page
    assert "broken &lt;b&gt;" in page


def test_write_makes_the_same_bytes_twice_and_a_single_run_has_a_page_too(result, tmp_path):
    one, two = (report.write(result, tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert one == two
    alone = replace(result, kind="run", variants=(result.main[0],), differences=())
    text = report.write(alone, tmp_path / "c.html").read_text("utf-8")
    assert "This contract" in text
    assert "Effect against outlay" not in text


def test_a_figure_is_had_by_name_and_a_wrong_name_is_told_the_right_ones(result):
    assert figure(result, "truth_vs_paid").get_figwidth() > 7
    with pytest.raises(UsageError, match="truth_vs_paid"):
        figure(result, "truth")
