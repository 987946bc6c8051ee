"""What goes before a contract, and what is reported and not paid: from the file to the case; off, neither changes anything but a warning."""

from pathlib import Path

import pytest

from utfall.base.errors import InputError
from utfall.scenario import load

OK = Path(__file__).resolve().parents[1] / "broken_scenarios" / "ok.toml"
TEXT = """
[mechanisms]
preparation = {on}
steering    = {on}

[contract]
steering = ["one_day"]

[contract.metrics.one_day]
kind            = "state_at"
outcome         = "work"
after_enrolment = "6 months"

[contract.metrics.late]
kind     = "state_at"
outcome  = "work"
at_month = 30

[contract.comparisons.known]
design   = "agreed"
expected = "40 %"

[contract.terms.group]
kind   = "cohort_threshold"
metric = "one_day_gain"
change = "10 points"
pays   = "EUR 100 000"

[contract.metrics.one_day_gain]
kind            = "state_at"
outcome         = "work"
after_enrolment = "6 months"
compared_with   = "known"

[contract.preparation]
takes     = "6 months"
cost      = "EUR 50 000"
quality   = "{quality} %"
error     = 0.2
adviser   = "{adviser}"
skill_gap = {gap}
"""


@pytest.fixture
def made(tmp_path):
    def write(on="true", quality=50, adviser="independent", gap=1.0, more=""):
        (tmp_path / "ok.toml").write_text(OK.read_text())
        path = tmp_path / "mine.toml"
        path.write_text('base = "ok"\n' + TEXT.format(on=on, quality=quality, adviser=adviser, gap=gap) + more)
        return load(path)

    return write


def level(scenario):
    return next(one for one in scenario.case().contract.comparisons if one.id == "known").expected[0]


def test_preparation_takes_time_moves_prices_and_lines_and_leaves_errors_in_what_was_agreed(made):
    found = made().case().contract
    assert (found.length, next(metric for metric in found.metrics if metric.id == "late").at_month) == (30, 24)
    job, group = found.terms
    assert [price.minor for price in job.price] == [330_000, 440_000]
    assert group.change.amount == pytest.approx(9.0)
    assert level(made()) == pytest.approx(0.4 * 1.1)
    assert level(made(quality=100)) == pytest.approx(0.4)


def test_an_adviser_with_a_stake_lets_the_error_fall_to_the_payees_side(made):
    assert level(made(adviser="with_a_stake")) == pytest.approx(0.4 * 0.9)


def test_without_the_switch_the_contract_is_as_written_and_the_file_says_so(made):
    off = made(on="false")
    found = off.case().contract
    assert (found.length, found.preparation, found.terms[0].price[0].minor) == (36, None, 300_000)
    said = [warning.key for warning in off.warnings if "illustration" in warning.message]
    assert said == ["contract.steering", "contract.preparation"]
    assert not any("Illustration" in sentence for sentence in off.sentences())


def test_each_says_in_words_that_it_is_an_illustration(made):
    told = [one for one in made().told() if one.key in ("mechanisms.preparation", "mechanisms.steering")]
    assert [one.key for one in told] == ["mechanisms.preparation", "mechanisms.steering"]
    assert all(sentence.startswith("Illustration, no evidence gives the sizes: ") for one in told for sentence in one.sentences)


def test_what_cannot_be_is_refused(made):
    with pytest.raises(InputError) as refused:
        made(gap=2.0, more='\n[contract.terms.day]\nkind = "outcome"\nmetric = "one_day"\nprice = "EUR 10 per person"\n')
    assert {problem.key for problem in refused.value.problems} == {"contract.preparation.skill_gap", "contract.steering"}
