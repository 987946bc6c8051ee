"""Findings by rule: a direction only when the interval says so, each with its mark, in the words of the look page."""

from dataclasses import replace

import numpy as np
import pytest

from tests.indicators.build import Row, flags, hours_metric, job_metric, persons, record, rows
from utfall.indicators.conclusions import Contract, conclusions
from utfall.indicators.differences import Difference, differences, telling
from utfall.indicators.ensemble import summarise
from utfall.indicators.finding import BANNER, CAVEATS, remarks
from utfall.indicators.findings import findings
from utfall.indicators.marks import mark
from utfall.indicators.run import run_series, run_values
from utfall.indicators.values import RunValue, Setting, setting_of
from utfall.indicators.verdicts import Comparison, against_fee, better_than_a_fee, borne, compare_findings, compared, leaning, with_more

SETTING = setting_of(record())
JOBS = Setting(currency="SEK", metric_units=(("job", "person"),), paid=(("job", "a job on day 90"),))


def told(made, setting=SETTING):
    return {finding.rule: finding for finding in findings(made, summarise(made, setting), setting)}


def tiny(count=4, **changes):
    return [Row(seed, seed, run_values(record(**changes)), run_series(record(**changes))) for seed in range(1, count + 1)]


def many(per_point=1, **columns):
    """Rows with several indicators, each a list over runs."""
    made = []
    for i in range(len(next(iter(columns.values())))):
        values = {name: RunValue(float(column[i]), "", float(column[i]), 1.0) for name, column in columns.items()}
        made.append(Row(i + 1, i // per_point, values))
    return made


def test_what_is_paid_for_stands_beside_what_is_caused():
    made = many(caused_at_12_enrolled=np.linspace(3, 7, 21), paid_for=np.full(21, 68.0))
    found = told(made, JOBS)["gap"]
    assert found.text == "Pay for a job on day 90, and of 100 enrolled you pay for 68 to cause 5 (3 to 7)."
    assert found.mark == "supported"
    assert found.caveat == CAVEATS["price"]


def test_an_interval_that_holds_0_says_cannot_tell_and_no_direction():
    made = many(caused_at_12_enrolled=np.linspace(-2, 6, 21), paid_for=np.full(21, 68.0))
    found = told(made, JOBS)
    assert "gap" not in found
    assert found["cannot tell"].text == "Cannot tell whether the contract causes anything: 2 per 100 (\u22122 to 6)."
    assert found["cannot tell"].mark == "assumed"


def test_months_that_are_sure_are_not_called_nothing():
    made = many(caused_at_12_enrolled=np.linspace(-2, 6, 21), true_effect_eligible=np.linspace(0.5, 1.5, 21))
    found = told(made, JOBS)
    assert "cannot tell" not in found
    assert found["months"].mark == "supported"
    assert found["months"].text == (
        "The contract causes 1.0 full-time months per eligible (0.6 to 1.5) over the whole follow-up; "
        "how many are lastingly in the outcome at month 12 cannot be told: 2 per 100 (\u22122 to 6)."
    )


def test_without_ranges_the_sentence_says_that_only_chance_was_drawn():
    made = many(21, caused_at_12_enrolled=np.linspace(-2, 6, 21), paid_for=np.full(21, 68.0))
    assert told(made, JOBS)["cannot tell"].caveat == CAVEATS["chance"]


def test_fewer_is_said_as_fewer():
    made = many(caused_at_12_enrolled=np.linspace(-7, -3, 21))
    assert told(made, JOBS)["effect"].text == "Of 100 enrolled, the contract makes 5 fewer (3 to 7) lastingly in the outcome after a year."


def test_of_each_krona_how_much_bought_something_new():
    made = many(attributable_share=np.linspace(0.02, 0.14, 21))
    found = told(made, JOBS)["krona"]
    assert found.text == "Of each krona paid for outcomes, 8 (3 to 13) öre bought something new that lasted."
    assert (found.mark, found.caveat) == ("supported", CAVEATS["coupling"])


def test_the_investor_loses_while_the_programme_works():
    found = told(tiny())
    assert found["risk"].text == "The programme works; bank: a loss in 4 of 4 runs."
    assert found["IRR"].text == "Capital loses 10.0 % a year, on the mean flow of all runs."
    assert found["pocket"].text == "Over all parties it pays back in 7 months, but the state does not get its money back."
    assert found["cost"].text.startswith("One more year in the outcome cost EUR 108")


def test_a_flow_that_never_turns_has_no_return():
    made = many(equity=[1, 2])
    made = [Row(row.seed, row.point, row.values, {"flow.investors": np.array([-5.0, -1.0])}) for row in made]
    assert told(made)["IRR"].text == "No return can be computed: total loss."


def test_no_cost_where_nothing_was_caused_for_certain():
    made = many(_effect_years=np.linspace(-3, 2, 12), _payments=np.full(12, 1e6))
    assert told(made)["undefined"].text == "No cost per caused year: nothing was caused for certain."


def test_creaming_is_told_with_what_no_fact_fixes():
    assert told(tiny())["creaming"].caveat == CAVEATS["creaming"]
    assert "creaming" not in told(tiny(persons=persons(choice=flags())))


def test_motivation_and_parking_and_gaming_are_told_when_they_are_there():
    found = told(tiny())
    assert found["motivation"].text.startswith("Motivation of the providers' workers falls, by the end, to 75 %")
    assert found["parking"].text.endswith("of 100 taken get almost no hours.")
    assert found["gaming"].text.endswith("of 100 hours only move the measure.")


def test_motivation_is_told_under_each_form_of_control_under_which_it_falls():
    forms = [("none", 8), ("linear", 7), ("concave", 3)]
    made = []
    for place, (form, end) in enumerate(forms):
        values = run_values(record(motivation_form=form)) | {"motivation_end": RunValue(end / 8, "", end, 8)}
        made += [Row(4 * place + i, 4 * place + i, values, run_series(record())) for i in range(1, 5)]
    text = told(made)["motivation"].text
    linear, _, concave = text.partition(" under the form linear, ")
    assert linear.endswith("falls, by the end, to 88 % of where it started")
    assert concave.startswith("to 38 %")
    assert text.endswith("under the form concave.")
    assert "none" not in text


def test_the_cost_of_lost_motivation_is_summed_by_form():
    made = []
    for seed, form, cost in ((1, "linear", 1.0), (2, "linear", 3.0), (3, "concave", 8.0)):
        values = run_values(record(motivation_form=form)) | {"crowding_motivation": RunValue(cost, "", cost, 1.0)}
        made.append(Row(seed, seed, values, run_series(record())))
    found = {name: one.mean for name, one in summarise(made, SETTING).items() if name.startswith("crowding_motivation")}
    by_form = {"crowding_motivation_by_form.linear": 2.0, "crowding_motivation_by_form.concave": 8.0}
    assert found == {"crowding_motivation": 4.0, **by_form}


def test_every_list_of_findings_ends_with_the_banner():
    for made in (tiny(), many(equity=[1, 2])):
        assert findings(made, summarise(made), Setting())[-1].text == BANNER


def test_amounts_are_said_as_the_equivalent_of_people():
    made = tiny(metrics=(job_metric(paid=False), hours_metric(paid=True)))
    assert "you pay for the equivalent of 25 to cause" in told(made, setting_of(record(metrics=(hours_metric(paid=True),))))["gap"].text


def test_courses_are_counted_as_courses_and_not_as_people():
    courses = Setting(metric_units=(("course", "course"),), paid=(("course", "courses completed"),))
    made = many(caused_at_12_enrolled=np.linspace(3, 7, 21), paid_for=np.full(21, 110.0))
    assert told(made, courses)["gap"].text == "Pay for courses completed, and for 100 enrolled you pay for 110 courses to cause 5 (3 to 7)."


@pytest.mark.parametrize(
    ("due", "true", "text"),
    [
        (
            np.full(12, 200.0),
            np.linspace(100, 120, 12),
            "Of what is paid on the measured difference, 45 (40 to 50) % is beyond what the true one would earn.",
        ),
        (
            np.full(12, 100.0),
            np.linspace(110, 130, 12),
            "What is paid on the measured difference falls short of what the true one would earn, by 20 (11 to 29) % of what is paid.",
        ),
        (
            np.full(12, 100.0),
            np.linspace(60, 160, 12),
            "Cannot tell whether the measured difference pays more or less than the true one would earn: −10 (−55 to 35) % of what is paid.",
        ),
    ],
)
def test_a_measured_difference_is_laid_beside_the_true_one(due, true, text):
    values = [{"_over_payment": RunValue((d - t) / d, "", d - t, d)} for d, t in zip(due, true, strict=True)]
    made = [Row(i + 1, i, found) for i, found in enumerate(values)]
    assert told(made)["measured gain"].text == text


def test_too_few_runs_for_an_interval_are_not_called_nothing_caused():
    effect = {"true_effect_eligible": [0.9, 1.1], "_effect_years": [5.0, 6.0], "_payments": [100.0, 900.0]}
    assert told(many(**effect))["cost"].text.endswith("; too few runs for an interval.")


@pytest.mark.parametrize(
    ("ours", "theirs", "text"),
    [
        (np.linspace(3, 7, 21), np.ones(21), "“A” causes 4 more per 100 than “B” (2 to 6); more in 21 and fewer in 0 of 21 draws."),
        (np.linspace(-7, -3, 21), np.ones(21), "“A” causes 6 fewer per 100 than “B” (4 to 8); more in 0 and fewer in 21 of 21 draws."),
        (
            np.linspace(-3, 7, 21),
            np.ones(21),
            "Cannot tell which causes more, “A” or “B”: the difference is 1 per 100 (\u22124 to 6); more in 12 and fewer in 8 of 21 draws.",
        ),
        (np.ones(21), np.ones(21), "No change between “A” and “B”: the same in every run."),
    ],
)
def test_the_four_verdicts_have_four_sentences(ours, theirs, text):
    difference = differences(many(caused_at_12=ours), many(caused_at_12=theirs))["caused_at_12"]
    assert compared(("A", "B"), difference, "per 100").text == text


def test_a_comparison_carries_its_mark():
    ours, theirs = many(caused_at_12=np.linspace(3, 7, 21)), many(caused_at_12=np.ones(21))
    (found,) = compare_findings(("A", "B"), ours, theirs, Setting())
    assert found.mark == "supported"
    assert found.text.startswith("“A” causes 4 more per 100 eligible lastingly in the outcome after a year than “B” (2 to 6);")


def test_a_comparison_that_cannot_be_told_is_not_called_supported():
    steady = many(7, caused_at_12=np.tile([-1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0], 12))
    zero = many(7, caused_at_12=np.zeros(84))
    assert mark(steady, "caused_at_12", zero) == "supported"
    (found,) = compare_findings(("A", "B"), steady, zero, Setting())
    assert found.rule == "cannot tell"
    assert found.mark == "assumed"


def test_a_mark_is_supported_from_nine_draws_of_ten():
    assert mark(rows("equity", [(1, 1)] * 9 + [(-1, 1)]), "equity") == "supported"
    assert mark(rows("equity", [(1, 1)] * 8 + [(-1, 1)] * 2), "equity") == "assumed"
    assert mark(rows("equity", [(1, 1)] * 10, per_point=10), "equity") == "assumed"
    assert mark(rows("equity", [(0, 0)]), "equity") == "assumed"
    assert mark(rows("equity", [(1, 1)] * 9), "equity") == "assumed"
    assert mark(rows("equity", [(0.7, 1)] * 10), "equity", about=1.0) == "supported"
    assert mark(rows("equity", [(0.7, 1)] * 9), "equity", about=1.0) == "assumed"


def test_better_than_a_fee_needs_both_references():
    ours, less = many(true_effect_eligible=np.linspace(3, 7, 21)), many(true_effect_eligible=np.ones(21))
    same = many(true_effect_eligible=np.linspace(2, 8, 21)[::-1])
    assert better_than_a_fee(ours, {"nothing": less, "fee_agreed_hours": less})
    assert not better_than_a_fee(ours, {"nothing": less, "fee_agreed_hours": same})
    assert not better_than_a_fee(ours, {"nothing": less})


def contract(name, **columns):
    made = many(**columns)
    return Contract(name, made, summarise(made, JOBS), JOBS)


def test_with_several_contracts_what_can_be_told_comes_first_and_the_rest_in_one_sentence():
    first = contract("First", caused_at_12=np.ones(21), caused_at_12_enrolled=np.linspace(3, 7, 21), paid_for=np.full(21, 68.0))
    more, most = contract("More", caused_at_12=np.linspace(2, 4, 21)), contract("Most", caused_at_12=np.linspace(5, 9, 21))
    vague = [contract(name, caused_at_12=np.linspace(-3, 7, 21)) for name in ("Vague", "Vaguer")]
    found = conclusions([first, more, *vague, most], failed=2)
    assert [one.rule for one in found] == ["failed", "more", "more", "cannot tell", "gap", "banner"]
    assert found[0].text.startswith("2 runs failed")
    assert found[1].text.startswith("“Most” causes 6 more")
    assert found[3].text.startswith("Cannot tell which causes more than “First”")
    assert "“Vague” 1 (\u22124 to 6), more in 12 and fewer in 8 of 21 draws; “Vaguer”" in found[3].text
    assert found[4].text == "“First”: of 100 enrolled you pay for 68 to cause 5 (3 to 7)."
    assert {one.mark for one in found} <= {"counted", "supported", "assumed"}


def test_where_month_12_cannot_be_told_the_verdict_is_on_months():
    ours = many(caused_at_12=np.linspace(-3, 7, 21), true_effect_eligible=np.linspace(1, 2, 21))
    theirs = many(caused_at_12=np.ones(21), true_effect_eligible=np.full(21, 0.5))
    (found,) = compare_findings(("A", "B"), ours, theirs, Setting())
    assert found.text.startswith("“A” causes 1.0 more full-time months per eligible than “B” (0.6 to 1.5);")


def test_no_finished_run_is_said_and_a_remark_is_said_once():
    assert [one.text for one in conclusions([], failed=0)] == ["No run finished.", BANNER]
    found = [*findings(tiny(), summarise(tiny()), SETTING)] * 2
    assert sorted(remarks(found)) == sorted({one.caveat for one in found if one.caveat})


def test_better_than_a_fee_is_marked_by_both_references():
    ours, less = many(true_effect_eligible=np.linspace(3, 7, 21)), many(true_effect_eligible=np.ones(21))
    few = {"nothing": less[:9], "fee_agreed_hours": less[:9]}
    assert against_fee("A", ours, {"nothing": less, "fee_agreed_hours": less}, JOBS)[0].mark == "supported"
    assert against_fee("A", ours[:9], few, JOBS)[0].mark == "assumed"
    assert against_fee("A", ours, {}, JOBS) == ()


def test_a_difference_of_one_sign_in_nearly_all_draws_leans_and_is_said_so():
    apart = Difference(mean=-0.9, low=-2.1, high=0.4, draws=40, draws_above_0=0.05, draws_below_0=0.95, n=400)
    assert apart.leans
    assert not replace(apart, draws=9).leans
    assert not replace(apart, draws_below_0=0.8).leans
    said = leaning(("Day 90", "As agreed"), Comparison(apart, "per 100 eligible", "supported"))
    assert said.text.startswith("“Day 90” causes less than “As agreed” in 38 of 40 draws: 0.9 fewer per 100 eligible (")
    assert said.rule == "leans"


def test_what_investors_bore_is_what_they_lost_on_average():
    """The rows are those of runs: a name that no run has would never be said."""
    run = run_values(record())["_multiple"]
    assert run.bottom > 0
    for top, lost in ((run.bottom - 470_000_000.0, 470_000_000.0), (2 * run.bottom, 0.0)):
        assert borne([Row(1, 0, {**run_values(record()), "_multiple": replace(run, top=top)})]) == lost
    assert borne(rows("_multiple", [(0.0, 0.0)])) == 0.0


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (0.0, "“A” is better than paying a fee: it causes more than the same outlay with agreed hours, in at least 90 % of runs."),
        (
            470_000_000.0,
            "“A” causes more than a fee of the payers' outlay with agreed hours, in at least 90 % of runs; "
            "but it had more to spend: investors lost another SEK 4.70 million.",
        ),
    ],
)
def test_a_contract_is_better_than_a_fee_only_where_investors_lost_nothing(lost, said):
    multiple = run_values(record())["_multiple"]
    ours = [
        replace(row, values=row.values | {"_multiple": replace(multiple, top=multiple.bottom - lost)})
        for row in rows("true_effect_eligible", [(3.0 + i, 1.0) for i in range(20)])
    ]
    less = rows("true_effect_eligible", [(1.0, 1.0)] * 20)
    assert [one.text for one in against_fee("A", ours, {"nothing": less, "fee_agreed_hours": less}, JOBS)] == [said]


def test_a_contract_that_nobody_signs_at_central_values_is_counted_in_runs_and_not_in_draws():
    def said(per_point: int) -> str:
        made = many(per_point, unsigned=np.ones(20))
        return told(made, replace(JOBS, parties=()))["signing"].text

    assert said(20) == "The contract is not signed in 20 of 20 runs."
    assert said(10) == "The contract is not signed at 2 of 2 draws of what is uncertain."


def test_of_two_yardsticks_the_one_that_tells_is_taken_then_the_one_that_leans():
    sure = Difference(mean=2.0, low=1.0, high=3.0, n=20)
    leans = Difference(mean=-0.9, low=-2.1, high=0.4, draws=40, draws_above_0=0.05, draws_below_0=0.95, n=400)
    unsure, same = Difference(mean=0.1, low=-1.0, high=1.0, n=20), Difference(mean=0.0, low=0.0, high=0.0, identical=True, n=20)
    assert telling([leans, sure]) is sure
    assert telling([unsure, leans]) is leans
    assert telling([same, unsure]) is unsure
    assert telling([same]) is same
    assert telling([]) is None


def test_contracts_that_beat_a_fee_with_investors_money_share_a_sentence():
    said = with_more(("A", "B"), (470_000_000.0, 120_000_000.0), JOBS)
    assert said.startswith("“A”, “B” each cause more than a fee of the payers' outlay")
    assert said.endswith("but they had more to spend: investors lost another SEK 1.20 million to SEK 4.70 million.")


def test_where_a_fee_cannot_be_told_from_a_contract_the_money_of_investors_is_said_too():
    multiple = run_values(record())["_multiple"]
    ours = [
        replace(row, values=row.values | {"_multiple": replace(multiple, top=multiple.bottom - 470_000_000.0)})
        for row in rows("true_effect_eligible", [(3.0 if i % 2 else -3.0, 1.0) for i in range(20)])
    ]
    none = rows("true_effect_eligible", [(0.0, 1.0)] * 20)
    (said,) = against_fee("A", ours, {"nothing": none, "fee_agreed_hours": none}, JOBS)
    assert said.text.startswith("Cannot tell which causes more, “A” or “a fee with agreed hours”")
    assert said.text.endswith("The fee is what payers paid; investors lost another SEK 4.70 million.")
