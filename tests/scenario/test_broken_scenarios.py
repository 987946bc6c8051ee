"""Every file of mistakes gives exactly the messages that it ends with."""

from pathlib import Path

import pytest

from utfall.base.errors import InputError
from utfall.scenario import check, load

FOLDER = Path(__file__).resolve().parents[1] / "broken_scenarios"
MISTAKES = sorted(path.name for path in FOLDER.glob("*.toml") if path.name != "ok.toml")

#: The messages that a user meets most, by text: a change of wording is a decision.
BY_TEXT = {
    "01_unknown_key": '3: error: contract.terms.job.prise: unknown key "prise"; did you mean "price"?',
    "02_key_in_wrong_table": '3: error: contract.cap_per_person: unknown key "cap_per_person"; it belongs in a term of kind "activity" '
    'or a term of kind "outcome". Keys here: length, metric, signing, steering, preparation, open, metrics, '
    "comparisons, terms, limits, service, assurance, review",
    "03_no_unit": '3: error: contract.terms.job.price: 4000 has no unit; write "EUR 4 000 per person"',
    "05_price_per_wrong_unit": '3: error: contract.terms.job.price: "six_months" is counted per person; the price says per month',
    "06_share_as_fraction": '5: error: contract.terms.half.share: 0.5 has no unit; write "50 %"',
    "07_decimal_comma": '3: error: contract.limits.total: "EUR 1.200" can be read as 1200 or 1.2; write "EUR 1 200" if you mean thousands',
    "08_unquoted": '3: error: file: a quantity with a unit is written in quotes: length = "36 months"',
    "09_unknown_metric": '3: error: contract.metric: no metric "six_month"; did you mean "six_months"?',
    "10_group_missing": "2: error: contract.terms.job.price: says nothing for older; add them, or `other = ...` for the rest",
    "15_activity_as_outcome": '3: error: contract.terms.visits.kind: "visits" counts an activity, not an outcome; write kind = "activity"',
    "16_never": "3: error: contract.metrics.six_months.lasts: 24 months cannot fit within 18 months; nobody could ever succeed",
    "18_return_in_total_or_per_year": '4: error: capital.return_cap: "20 %": a return is counted in total or per year; write "20 % in total" or '
    '"20 % per year"',
    "34_control_group_counts": "5: error: contract.metrics.six_months.among: the control group is eligible too and would count as served; write "
    'among = "offered"',
}


def told(name: str) -> list[str]:
    """The messages that a file of mistakes gives."""
    with pytest.raises(InputError) as caught:
        load(FOLDER / name)
    return [str(problem).replace(f"{FOLDER}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_file_line_key_and_remedy(name: str) -> None:
    wanted = [line[3:] for line in (FOLDER / name).read_text().splitlines() if line.startswith("#! ")]
    assert wanted
    assert told(name) == wanted


@pytest.mark.parametrize("name", sorted(BY_TEXT))
def test_the_printed_messages_keep_their_words(name: str) -> None:
    assert f"{name}.toml:{BY_TEXT[name]}" in told(f"{name}.toml")


def test_who_pays_is_told_at_its_place_in_the_base() -> None:
    assert told("14_who_pays.toml") == [
        '14_who_pays.toml (from ok.toml:48): error: contract.terms.job: there are 2 payers; write payer = "town", '
        'or shares: payer = { town = "... %", state = "... %" }'
    ]


def test_the_sound_file_has_no_error() -> None:
    assert [problem for problem in check(FOLDER / "ok.toml") if problem.level == "error"] == []


def test_there_are_at_least_fifty_mistakes() -> None:
    assert len(MISTAKES) >= 50
