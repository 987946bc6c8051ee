"""Comparisons, mixes of them, and what is measured at what cost, from the file to the sentences and warnings."""

import pytest

from tests.scenario.test_kinds import composed, told
from utfall.contract.comparisons.declarations import Historical, Matched, Mix, Predicted, PrePost
from utfall.model.model import ContractModel
from utfall.scenario.scale import scaled_contract

FILE = """
[contract.comparisons]
past    = { design = "pre_post", window = "12 months" }
alike   = { design = "matched", people = 400, bias = 0.05, title = "elsewhere in the country" }
earlier = { design = "historical", people = 61 }
model   = { design = "predicted", error = 0.1 }
known   = { design = "historical", expected = { young = "30 %", older = "20 %" }, title = "the years 2010 to 2012" }

[contract.metrics.six_months]
among         = "offered"
compared_with = { alike = "80 %", past = "20 %" }
groups        = ["young"]
cost          = "EUR 25 per person"

[contract.metrics.saving]
compared_with = "COMPARED"

[contract.metrics.in_work]
kind            = "state_at"
outcome         = "work"
after_enrolment = "6 months"
reported        = "when_provider_chooses"
until           = "3 months"

[contract.metrics.unseen]
kind    = "time_in"
outcome = "work"
unit    = "month"
within  = "12 months"
hidden_from_providers = true

[contract.assurance]
evaluator = "chosen_by_payee"

[contract.terms]
more   = { kind = "cohort_linear", metric = "six_months", price = "EUR 1 000 per person" }
share  = { kind = "cohort_linear", metric = "saving", share = "50 %" }
picked = { kind = "outcome", metric = "in_work", price = "EUR 500 per person" }
secret = { kind = "outcome", metric = "unseen", price = "EUR 10 per month" }
"""


def of(tmp_path, compared="past"):
    return composed(tmp_path, FILE.replace("COMPARED", compared))


def test_every_design_is_read_as_it_is_written(tmp_path):
    contract = of(tmp_path).case().contract
    found = {comparison.id: comparison for comparison in contract.comparisons}
    assert [type(one) for one in found.values()] == [PrePost, Matched, Historical, Predicted, Historical, Mix]
    assert found["past"].window.months == 12
    assert (found["alike"].people, found["alike"].bias) == (400, 0.05)
    assert found["model"].error == 0.1
    assert found["known"].expected == (0.3, 0.2)
    metric = contract.metrics[0]
    assert dict(found[metric.compared_with].parts) == {"alike": 0.8, "past": 0.2}
    assert metric.cost.minor == 2500
    assert scaled_contract(contract, 0.5).comparisons[1].people == 200


def test_sentences_and_warnings_say_what_stands_for_the_world_without(tmp_path):
    scenario = of(tmp_path, "earlier")
    said = " ".join(scenario.sentences()).replace("\u202f", " ")
    for words in (
        "compared with 400 people who resemble them (elsewhere in the country) (80 %) and their own 12 months before enrolment (20 %)",
        "compared with earlier years (61 people)",
        "on a day that the provider chooses, in the 3 months that begin 6 months after enrolment",
        "only young counts",
        "measuring it costs EUR 25 a person",
        "the providers are not told that it is measured",
        "Those who are paid for a gain choose who measures it.",
    ):
        assert words in said, words
    warned = [f"{problem.key}: {problem.message}" for problem in scenario.warnings]
    for words in (
        "people who join at a bad moment get better by themselves; this comparison pays for that",
        "61 people: chance alone moves the result a lot",
        "the provider picks the date; expect the best one",
        "the providers do not know of it: it moves pay, and nothing that they do",
        "contract.assurance.evaluator: who is paid chooses who measures; where there is doubt, expect it to go their way",
    ):
        assert any(words in line for line in warned), words


@pytest.mark.parametrize("compared", ["past", "alike", "earlier", "model"])
def test_a_file_with_any_design_runs_and_balances(tmp_path, compared):
    scenario = of(tmp_path, compared).replace({"behaviour.providers": "equal_effort", "people.eligible": 300})
    model = ContractModel(scenario.case(), 1).run()
    assert model.accounts.ledger.balance.sum() == 0
    assert {cohort.clause for cohort in model.settlement.cohorts} == {"more", "share"}
    assert all(cohort.estimate.level != 0 for cohort in model.settlement.cohorts)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('past = "20 %"', 'past = "30 %"', "contract.metrics.six_months.compared_with: shares sum to 110 %, not 100 %"),
        ('past = "20 %"', 'pst = "20 %"', 'no comparison "pst"; did you mean "past"?'),
        ('past = "20 %"', "past = 0.2", "0.2 has no unit"),
        ('window = "12 months"', 'window = "12 months", expected = "10 %"', "contract.comparisons.past.expected: unknown key"),
        ('"pre_post", window = "12 months"', '"pre_post", window = "7 years"', "a look back goes over at most 60 months"),
        ("bias = 0.05", "bias = -1.0", "-1 leaves no level at all; a bias is a share of the level, above -1"),
        ("error = 0.1", "error = -0.1", "a standard deviation is 0 or more"),
        ('expected = { young', 'people = 9, expected = { young', "the level is given (expected), so nobody is measured; leave out one of them"),
        ('within  = "12 months"\nhidden', 'within  = "12 months"\nreported = "when_provider_chooses"\nhidden', "there is no day to choose"),
        ('reported        = "when_provider_chooses"\n', "", "the contract says which day is read"),
        ("EUR 25 per person", "EUR 25 per month", 'measuring costs so much for each person measured; write it as "EUR 25 per person"'),
        ('evaluator = "chosen_by_payee"', 'evaluator = "chosen"', '"chosen" is not one of: independent, chosen_by_payee'),
        ('groups        = ["young"]', 'groups        = ["yung"]', 'no group "yung"; did you mean "young"?'),
    ],
)  # fmt: skip
def test_mistakes_about_comparisons_are_told(tmp_path, old, new, message):
    assert old in FILE
    assert any(message in line for line in told(tmp_path, FILE.replace("COMPARED", "past").replace(old, new))), told(
        tmp_path, FILE.replace("COMPARED", "past").replace(old, new)
    )
