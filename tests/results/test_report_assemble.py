"""From a result to the page's data: the same numbers, the right contract as the reader's, undefined said in words."""

import re
from dataclasses import replace

import numpy as np
import pytest

from tests.results.made_result import CONTRACTS, PEOPLE, RUNS, SETTING, made, variant, wobble
from utfall.base.draws import uniforms
from utfall.base.errors import UsageError
from utfall.indicators import ensemble
from utfall.indicators.finding import BANNER, Finding
from utfall.indicators.values import RunValue
from utfall.results import report
from utfall.results.assemble import _differences
from utfall.results.figures import outlay
from utfall.results.frames import ExperimentResult
from utfall.results.report.assemble import assemble
from utfall.results.report.pictures import figure


@pytest.fixture(scope="module")
def result() -> ExperimentResult:
    return made()


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
    assert text.startswith("Keep “Agreed”. Widest gap: “Job” pays for 60 and causes 5 per 100 enrolled.")
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


def test_a_rival_profile_stands_beside_each_curve_and_decides_nothing(result):
    rival = [variant(f"{label} / well_informed / x{f:g}", "curve", label, f, "well_informed") for label in CONTRACTS for f in (0.5, 2.0)]
    with_rival, alone = assemble(replace(result, variants=(*result.variants, *rival))).outlay, assemble(result).outlay
    assert [len(curve.rival) for curve in with_rival.curves] == [2] * len(CONTRACTS)
    assert (with_rival.best, with_rival.best_share, with_rival.at) == (alone.best, alone.best_share, alone.at)
    text = outlay.words(with_rival).source
    assert f"Dashed: providers who know what their hours do and are led by a mission, {RUNS} runs." in text
    assert "Dashed" not in outlay.words(alone).source
    assert len(outlay.table(with_rival).rows) == len(outlay.table(alone).rows) + 2 * len(CONTRACTS)


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
    assert [line.mark for line in found] == ["assumed", "supported"]
    assert found[1].text == "Steady."
    assert assemble(result).remarks == ("A remark.",)


def test_what_cannot_be_told_has_no_dots(result):
    lines = {line.verdict: line for line in assemble(replace(result, variants=(result.variants[0], twin(result)), differences=twins(result))).sure}
    assert lines["Cannot tell"].dots is None


def twin(result):
    """A contract like the first with other luck."""
    luck = uniforms(2, 0, 0, 0, RUNS + 1)
    rows = tuple(
        replace(r, values={**r.values, "true_effect_eligible": RunValue(v := 0.9 + 0.24 * (luck[r.seed] - 0.5), "", v * PEOPLE, float(PEOPLE))})
        for r in result.main[0].rows
    )
    return replace(result.main[0], label="twin", title="Twin", parent="twin", rows=rows, summaries=ensemble.summarise(rows, SETTING))


def twins(result):
    return tuple(_differences((result.main[0], twin(result))))


def gain_rows(result, due=1.1):
    """Runs of the first contract paid on a measured gain: true gain 1 000 000 a run, `due` times as much paid for."""
    made = []
    for r in result.main[0].rows:
        measured = 1e6 * (due + 0.3 * wobble(r.seed, 5))
        values = {name: value for name, value in r.values.items() if name not in ("paid_for", "paid_minus_caused")}
        values |= {
            "paid_for": RunValue(None, "paid on a difference between groups", 0.0, 0.0),
            "_gain": RunValue(measured / 1e6, "", measured, 1e6),
            "_over_payment": RunValue((measured - 1e6) / measured, "", 0.5 * (measured - 1e6), 0.5 * measured),
        }
        made.append(replace(r, values=values))
    return tuple(made)


def with_first(result, rows):
    first = replace(result.main[0], rows=rows, summaries=ensemble.summarise(rows, SETTING))
    return replace(result, variants=(first, *result.variants[1:]))


def test_a_contract_on_a_measured_gain_is_paid_for_its_gain_in_outcomes(result):
    data = assemble(with_first(result, gain_rows(result))).paid_caused
    own = data.rows[0]
    # 48 people caused a run on average stand for 1 000 000 of true gain: 1.1 times that is 52.8 people of 400 enrolled.
    caused = np.mean([r.values["caused_at_12"].top for r in result.main[0].rows]) / 100
    assert own.paid.mean == pytest.approx(100 * 1.1 * caused / 400, rel=0.02)
    assert own.paid.low < own.caused.mean < own.paid.high
    assert own.note == "paid on a measured gain, said in outcomes"
    assert "divided by the true gain for each caused outcome" in data.yardstick
    assert "measured gain" not in assemble(result).paid_caused.yardstick


def test_a_gain_that_is_nothing_on_average_is_worth_no_outcomes(result):
    nothing = tuple(replace(r, values={**r.values, "_gain": RunValue(None, "nothing was truly gained", 5.0, 0.0)}) for r in gain_rows(result))
    own = assemble(with_first(result, nothing)).paid_caused.rows[0]
    assert own.paid.mean is None
    assert own.paid.reason == "paid on a difference between groups"


def test_over_payment_has_its_interval_and_no_direction_unless_it_can_be_told(result):
    unsure = assemble(with_first(result, gain_rows(result))).coins.rows[0].reason
    assert re.search(r"Cannot tell whether more was paid than the true effect was due: 9\u00a0% \(\u2212\d+ to \d+\u00a0%\)\.$", unsure)
    sure = assemble(with_first(result, gain_rows(result, due=2.0))).coins.rows[0].reason
    assert re.search(r"50\u00a0% \(\d+ to \d+\u00a0%\) of the payment is more than the true effect was due\.$", sure)


def test_a_party_that_only_passes_money_on_has_no_row_and_a_task_without_hours_no_colour(result):
    rows = tuple(
        replace(
            r,
            series={**r.series, "flow.middle": np.zeros(3)},
            values={**r.values, "hours_by_task.idle": RunValue(1.0, "", 1.0, 1.0)},
            setting=replace(SETTING, parties=(*SETTING.parties, ("middle", "holder"))),
        )
        for r in result.main[0].rows
    )
    first = replace(result.main[0], rows=rows, summaries=ensemble.summarise(rows, SETTING))
    first = replace(first, series_mean={**first.series_mean, "flow.middle": np.zeros(3)})
    data = assemble(replace(result, variants=(first, *result.variants[1:])))
    assert [p.id for p in data.cash.parties] == ["investors", "providers", "state"]
    assert [task.id for task in data.hours.tasks] == ["coaching", "placement"]


def test_sentences_keep_currency_and_amount_together_and_the_banner_is_no_finding(result):
    first = replace(result.main[0], sentences=("The fund pays EUR 3\u202f000 and 20 % of EUR 12 million.",))
    said = (Finding("Of 3 % more.", "supported", "gap"), Finding(BANNER, "counted", "banner"))
    data = assemble(replace(result, variants=(first, *result.variants[1:]), findings=said, notes=("not in force: a",)))
    assert data.sentences == ("The fund pays EUR\u00a03\u202f000 and 20\u00a0% of EUR\u00a012\u00a0million.",)
    assert [line.text for line in data.findings] == ["Of 3\u00a0% more."]
    assert data.notes == ("Not in force: a",)


def test_months_that_can_be_told_stand_in_the_answer_where_month_12_cannot(result):
    rows = tuple(
        replace(r, values={**r.values, "caused_at_12_enrolled": RunValue(v := 30.0 * wobble(r.seed, 1), "", v * 4, 4.0)}) for r in result.main[0].rows
    )
    alone = replace(with_first(result, rows), kind="run", differences=())
    alone = replace(alone, variants=alone.variants[:1])
    text = "".join(piece.text for piece in assemble(alone).answer)
    assert text.startswith("Cannot tell whether this contract brings anyone lastingly into the outcome by month 12. It pays for 20 and causes ")
    (line,) = assemble(alone).sure
    assert re.match(r"It causes 0\.9\d* \(0\.\d+ to [\d.]+\) full-time months per eligible over the whole follow-up\. Above 0 in 20 of 20", line.text)


def test_the_effect_beside_the_references_is_that_of_their_runs(result):
    few = tuple(replace(v, rows=v.rows[:10]) if v.view == "reference" else v for v in result.variants)
    cell = assemble(replace(result, variants=few)).references.rows[0].cells[0]
    values = [r.values["true_effect_eligible"].value for r in result.main[0].rows[:10]]
    assert float(cell.text) == pytest.approx(np.mean(values), abs=0.006)
    assert np.mean(values) != pytest.approx(result.main[0].summaries["true_effect_eligible"].mean, abs=0.006)


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
