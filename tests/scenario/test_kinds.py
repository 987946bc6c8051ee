"""Layers of capital, fees, thresholds and steps from the file to the contract, its sentences and a run."""

from dataclasses import replace
from pathlib import Path

import pytest

from utfall.base.errors import InputError
from utfall.base.quantities import Change, Money, Return, Share, ShareOfCapital
from utfall.model.run import run_case
from utfall.scenario import load
from utfall.scenario.scale import repriced, scaled_contract

OK = Path(__file__).resolve().parents[1] / "broken_scenarios" / "ok.toml"
CAPITAL = """
[investors]
bank      = { title = "Bank", type = "commercial" }
friend    = { title = "Friend" }
guarantor = { title = "Guarantor" }

[capital]
need         = "EUR 1 million"
repaid_first = ["senior", "equity", "junior"]
return_cap   = "20 % in total"
surplus_to   = "payers"

[capital.tranches]
junior  = { investor = "friend", kind = "first_loss" }
senior  = { investor = "bank", amount = "50 % of capital agreed", interest = "3 % per year" }
equity  = { investor = "friend", kind = "equity", amount = "EUR 200 000", return_cap = "15 % per year", return_target = "10 % per year" }
promise = { investor = "guarantor", kind = "guarantee", amount = "EUR 100 000", guarantees = ["senior"] }

[capital.fees]
manager   = { to = "manager", set_up = "EUR 20 000", running = "EUR 30 000 per year", of_success = "2 %" }
own       = { to = "bank", set_up = "EUR 5 000" }
"""
COHORTS = """
[people]
cohorts   = 2
enrolment = "12 months"

[contract.comparisons.before]
design   = "agreed"
expected = "20 %"

[contract.metrics.six_months]
compared_with = "before"

[contract.metrics.visits]
agreed = "2 per month"

[contract.terms.bonus]
kind        = "cohort_threshold"
metric      = "six_months"
change      = "10 %"
all_cohorts = "5 %"
price       = "EUR 3 000 per person"

[contract.terms.safe]
kind   = "cohort_threshold"
metric = "visits"
level  = "90 %"
pays   = "EUR 100 000"

[contract.terms.fine]
kind   = "penalty"
metric = "visits"
below  = { young = "40 %", older = "50 %" }
pays   = "EUR 40 000"

[contract.terms.steps]
kind   = "cohort_tiers"
metric = "six_months"

[contract.terms.steps.tiers]
some = { at_least = "2 points", pays = "EUR 50 000" }
more = { at_least = "8 points", pays = "EUR 200 000" }
"""


def composed(tmp_path, *parts):
    """The sound file with more of the agreement."""
    (tmp_path / "ok.toml").write_text(OK.read_text())
    file = tmp_path / "more.toml"
    file.write_text('base = "ok"\n' + "".join(parts))
    return load(file)


def told(tmp_path, *parts):
    """What is wrong with such a file."""
    with pytest.raises(InputError) as caught:
        composed(tmp_path, *parts)
    return [f"{problem.key}: {problem.message}" for problem in caught.value.problems]


def test_layers_stand_in_the_order_in_which_they_are_repaid(tmp_path):
    capital = composed(tmp_path, CAPITAL).case().contract.capital
    assert [tranche.id for tranche in capital.tranches] == ["senior", "equity", "junior", "promise"]
    assert [tranche.kind for tranche in capital.tranches] == ["loan", "equity", "first_loss", "guarantee"]
    senior, equity, junior, promise = capital.tranches
    assert senior.amount == ShareOfCapital(0.5, "agreed")
    assert equity.return_cap == Return(0.15, per_year=True)
    assert equity.return_target == Return(0.10, per_year=True)
    assert junior.amount is None
    assert promise.guarantees == ("senior",)
    assert [fee.to for fee in capital.fees] == ["manager", "bank"]
    assert capital.fees[0].of_success == Share(0.02)


def test_layers_and_fees_are_said_in_words(tmp_path):
    said = [line.replace("\u202f", " ") for line in composed(tmp_path, CAPITAL).sentences()]
    assert "Repaid in this order: Bank, Friend, Friend then Guarantor." not in said
    for words in ("makes good the first EUR 100 000", "2 % of outcome pay", "What is left goes to the payers", "Repaid in this order: Bank, Friend"):
        assert any(words in sentence for sentence in said), words


def test_another_size_scales_sums_and_fees_and_other_prices_do_not_touch_the_capital(tmp_path):
    contract = composed(tmp_path, CAPITAL).case().contract
    half, dear = scaled_contract(contract, 0.5).capital, repriced(contract, 2.0).capital
    assert half.tranches[1].amount == Money(10_000_000, "EUR")
    assert half.fees[0].set_up == Money(1_000_000, "EUR")
    assert half.fees[0].running.minor == 1_500_000
    assert half.fees[0].of_success == contract.capital.fees[0].of_success
    assert dear == contract.capital


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('["senior", "equity", "junior"]', '["senior", "junior"]', "repaid_first: says nothing of equity; write every tranche in its place"),
        ('["senior", "equity", "junior"]', '["senior", "equity", "junior", "senior"]', "names senior more than once; write each tranche once"),
        ('["senior", "equity", "junior"]', '["senior", "equity", "junor"]', 'no tranche "junor"; did you mean "junior"?'),
        (', amount = "EUR 100 000", guarantees', ", guarantees", "capital.tranches.promise: how much does it make good at most?"),
        ('kind = "equity"', 'kind = "equity", guarantees = ["senior"]', 'a tranche of kind "equity" covers nobody; leave it out'),
        ("50 % of capital agreed", "50 % of capital drawn", "a tranche is a share of the capital agreed, for it is drawn from it"),
        ("EUR 30 000 per year", "EUR 30 000 per person", "a running fee is paid per month or per year; the price says per person"),
        ('{ to = "bank", set_up = "EUR 5 000" }', '{ to = "bank" }', "pays nothing; write set_up, running or of_success"),
        ('to = "manager"', 'to = "The Manager"', '"The Manager" is not one party; write the id of a party, or a name in small letters'),
    ],
)
def test_mistakes_about_capital_are_told(tmp_path, old, new, message):
    assert old in CAPITAL
    assert any(message in line for line in told(tmp_path, CAPITAL.replace(old, new)))


def test_thresholds_and_steps_are_read_as_they_are_written(tmp_path):
    scenario = composed(tmp_path, COHORTS)
    terms = {term.id: term for term in scenario.case().contract.terms}
    assert terms["bonus"].change == Change(0.10, "share")
    assert terms["bonus"].all_cohorts == Change(0.05, "share")
    assert terms["safe"].level == Share(0.9)
    assert terms["fine"].below == (Share(0.4), Share(0.5))
    assert [(tier.id, tier.at_least, tier.pays.minor) for tier in terms["steps"].tiers] == [
        ("some", Change(2.0, "point"), 5_000_000),
        ("more", Change(8.0, "point"), 20_000_000),
    ]
    said = " ".join(scenario.sentences()).replace("\u202f", " ")
    for words in ("at least 90 %", "below that nothing", "or 5 % in all cohorts together", "only the highest step reached counts"):
        assert words in said, words
    assert any("all or nothing" in problem.message for problem in scenario.warnings)


def test_sums_for_a_cohort_move_with_its_size_and_with_prices(tmp_path):
    contract = composed(tmp_path, COHORTS).case().contract
    half, dear = ({term.id: term for term in made.terms} for made in (scaled_contract(contract, 0.5), repriced(contract, 2.0)))
    assert (half["safe"].pays.minor, dear["safe"].pays.minor) == (5_000_000, 20_000_000)
    assert (half["bonus"].price.minor, dear["bonus"].price.minor) == (300_000, 600_000)
    assert (half["steps"].tiers[0].pays.minor, dear["steps"].tiers[0].pays.minor) == (2_500_000, 10_000_000)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('change      = "10 %"', 'change = "10 %"\nlevel = "50 %"', "contract.terms.bonus: write only one of: change, level"),
        ('change      = "10 %"\n', "", "contract.terms.bonus: write one of: change, level"),
        ('price       = "EUR 3 000 per person"', "", "contract.terms.bonus: write one of: pays, price"),
        ("EUR 3 000 per person", "EUR 3 000 per month", '"six_months" is counted per person; the price says per month'),
        ('level  = "90 %"', "level = 0.9", "the level of an activity is a share of what was agreed"),
        ('below  = { young = "40 %", older = "50 %" }\n', "", "contract.terms.fine.pays: for falling short of what? write below"),
        ("EUR 40 000", 'EUR 40 000"\nprice = "EUR 1 per contact', "contract.terms.fine: write only one of: pays, price"),
        ("EUR 100 000", "10 % of capital drawn", "there is no capital to take a share of"),
        ('compared_with = "before"', "", 'a change against what? give "six_months" a compared_with, or use level'),
    ],
)
def test_mistakes_about_cohort_terms_are_told(tmp_path, old, new, message):
    assert old in COHORTS
    assert any(message in line for line in told(tmp_path, COHORTS.replace(old, new)))


def test_a_file_with_layers_thresholds_and_steps_runs_and_balances(tmp_path):
    case = composed(tmp_path, COHORTS, CAPITAL.replace("need ", 'drawdown = "at_start"\nneed ')).case()
    run = run_case(replace(case, profile=replace(case.profile, providers=(("*", "equal_effort"),))), 1)
    assert sum(int(flow.sum()) for flow in run.flows.values()) == 0
    assert {payment.clause for payment in run.cohort_payments} == {"bonus", "safe", "fine", "steps"}
    assert len(run.cohort_payments) == 8
    assert run.capital_drawn == 100_000_000
    assert int(run.flows["manager"].sum()) >= 2_000_000 + 3 * 3_000_000


RECOURSE = """
[contract.metrics.entry]
kind    = "first_entry"
outcome = "work"
within  = "12 months"

[contract.terms.hold]
kind        = "retention"
of          = ["job"]
share       = "20 %"
released_if = "entry"

[contract.terms.back]
kind           = "clawback"
of             = ["job"]
if_lost_within = { young = "12 months", older = "6 months" }
share          = "50 %"
"""


def test_what_is_held_and_taken_back_is_read_said_and_runs(tmp_path):
    scenario = composed(tmp_path, RECOURSE)
    case = scenario.case()
    terms = {term.id: term for term in case.contract.in_force}
    assert terms["hold"].released_if == "entry"
    assert [time.months for time in terms["back"].if_lost_within] == [12, 6]
    assert case.contract.paid == ("six_months",)
    said = " ".join(scenario.sentences())
    for words in (
        "20 % of what job pays is held back, and released for each",
        "back 50 % of what job paid for a person whose outcome is lost within",
    ):
        assert words in said, words
    assert scenario.default_months >= 1 + 18 + 12 + 12
    run = run_case(replace(case, profile=replace(case.profile, providers=(("*", "equal_effort"),))), 1)
    assert run.ledger.amount[run.ledger.clause == run.ledger.clauses.index("back.job")].sum() > 0
    (job,) = run.person_payments
    assert job.paid == pytest.approx(job.due_true)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('of          = ["job"]', 'of = ["jobs"]', 'contract.terms.hold.of: no term "jobs"; did you mean "job"?'),
        ('of          = ["job"]', "of = []", "contract.terms.hold.of: names no term; write the terms whose pay is held back"),
        ('of          = ["job"]', 'of = ["back"]', 'hold.of: "back" is of kind "clawback"; only what is paid for a person can be held back'),
        ('released_if = "entry"', 'released_if = "saving"', '"saving" does not count successes of persons; say which mean releases what is held'),
        ('released_if = "entry"', 'reaches = "50 %"', "contract.terms.hold.reaches: what must reach it? write released_if"),
        ('released_if = "entry"', 'released_if = "entry"\nreaches = 0.5', '"entry" is not counted in 0.5; write "50 %" (of those counted)'),
        ('[contract.terms.back]', '[contract.terms.again]\nkind = "retention"\nof = ["job"]\nshare = "5 %"\n[contract.terms.back]',
         'again.of: "job" is already held back by "hold"; write one term for it'),
        ('of             = ["job"]', 'of = ["hours"]', '"hours" pays on "visits", which is no success of a person'),
    ],
)  # fmt: skip
def test_mistakes_about_what_is_held_and_taken_back_are_told(tmp_path, old, new, message):
    assert old in RECOURSE
    activity = '[contract.terms.hours]\nkind = "activity"\nmetric = "visits"\nprice = "EUR 1 per contact"\n'
    found = told(tmp_path, RECOURSE.replace(old, new), activity)
    assert any(message in line for line in found), found


PASSED = """
[providers]
brook = { title = "Brook", count = 2 }

[investors]
bank = { title = "Bank" }

[capital]
need     = "EUR 1 million"
tranches = { loan = { investor = "bank" } }

[subcontract]
pass_through = { bridge = "20 %", brook = "60 %" }
"""


def test_pass_through_by_provider_is_read_for_each_member_of_a_set_and_said(tmp_path):
    scenario = composed(tmp_path, PASSED)
    on = scenario.case().contract.subcontract
    assert [on.passed_to(id_) for id_ in ("bridge", "brook_01", "brook_02")] == [0.2, 0.6, 0.6]
    assert any("20 % reaches Bridge, 60 % reaches Brook 01" in line for line in scenario.sentences())
    assert any(line.endswith('no provider "bridges"; did you mean "bridge"?') for line in told(tmp_path, PASSED.replace("{ bridge", "{ bridges")))
    assert told(tmp_path, PASSED.replace('bridge = "20 %", ', ""))[0] == "subcontract.pass_through: says nothing for bridge; add them"


LEAGUE = """
[providers]
brook = { title = "Brook" }

[contract.terms.league]
kind   = "tournament"
metric = "six_months"
prizes = ["EUR 50 000", "EUR 20 000"]
every  = "12 months"
"""


def test_a_tournament_is_read_said_scaled_and_runs(tmp_path):
    scenario = composed(tmp_path, LEAGUE)
    case = scenario.case()
    term = next(term for term in case.contract.terms if term.id == "league")
    assert [prize.minor for prize in term.prizes] == [5_000_000, 2_000_000]
    assert any("EUR 50\u202f000 and EUR 20\u202f000 each year, by rank in" in line or "by rank in" in line for line in scenario.sentences())
    half, dear = (next(t for t in made(case.contract, f).terms if t.id == "league") for made, f in ((scaled_contract, 0.5), (repriced, 2.0)))
    assert (half.prizes[0].minor, dear.prizes[0].minor) == (2_500_000, 10_000_000)
    run = run_case(replace(case, profile=replace(case.profile, providers=(("*", "equal_effort"),))), 1)
    paid = sum(payment.due_measured for payment in run.cohort_payments if payment.clause == "league")
    assert paid > 0
    assert paid % 7_000_000 == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('metric = "six_months"', 'metric = "saving"', 'ranks providers by the mean of those they serve; "saving" is of kind "cost_avoided"'),
        ('["EUR 50 000", "EUR 20 000"]', "[]", "contract.terms.league.prizes: there is no prize; write at least one sum"),
        ('["EUR 50 000", "EUR 20 000"]', '"EUR 50 000"', 'write a list, as in ["EUR 1 200"]'),
        ("every  =", 'payee  = "town"\nevery  =', 'prizes go to the providers by rank, not to "town"'),
    ],
)
def test_mistakes_about_a_tournament_are_told(tmp_path, old, new, message):
    assert old in LEAGUE
    found = told(tmp_path, LEAGUE.replace(old, new))
    assert any(message in line for line in found), found


SAVING = """
[contract.comparisons.before]
design   = "agreed"
expected = "EUR -12 000 per person"

[contract.metrics.saving]
compared_with = "before"

[contract.terms.saving]
kind         = "cohort_linear"
metric       = "saving"
share        = "60 %"
floor        = "EUR 0"
cap          = "60 % of capital drawn"
once_repaid  = "0 %"
"""


def test_a_cap_may_be_a_share_of_the_capital(tmp_path):
    capital = PASSED.partition("[subcontract]")[0]
    scenario = composed(tmp_path, SAVING.replace("EUR -12 000", "EUR 12 000"), capital)
    (term,) = (term for term in scenario.case().contract.terms if term.id == "saving")
    assert term.cap == ShareOfCapital(0.6, "drawn")
    assert any("up to 60 % of capital drawn; once the capital is repaid, nothing more" in line for line in scenario.sentences())
    half, dear = (
        next(t for t in made(scenario.case().contract, f).terms if t.id == "saving") for made, f in ((scaled_contract, 0.5), (repriced, 1.5))
    )
    assert (half.cap, dear.cap.fraction) == (term.cap, pytest.approx(0.9))
    assert any("there is no capital to take a share of" in line for line in told(tmp_path, SAVING.replace("EUR -12 000", "EUR 12 000")))


DATES = """
[contract.metrics.in_work]
kind    = "headcount"
outcome = "work"
counts  = "in"
among   = "offered"

[contract.terms.more]
kind   = "cohort_milestones"
metric = "in_work"
late   = "pays_when_reached"

[contract.terms.more.steps]
m12 = { at_month = 12, at_least = 50, pays = "EUR 100 000" }
m24 = { at_month = 24, at_least = 1000, pays = "EUR 200 000" }
"""


def test_head_counts_on_dates_are_read_said_scaled_and_paid(tmp_path):
    scenario = composed(tmp_path, DATES)
    case = scenario.case()
    assert any("month 12: EUR 100\u202f000 if at least 50; month 24:" in line for line in scenario.sentences())
    half = next(term for term in scaled_contract(case.contract, 0.5).terms if term.id == "more")
    assert [(step.at_least, step.pays.minor) for step in half.steps] == [(25, 5_000_000), (500, 10_000_000)]
    run = run_case(replace(case, profile=replace(case.profile, providers=(("*", "equal_effort"),))), 1)
    assert {payment.clause: payment.due_measured for payment in run.cohort_payments} == {"more.m12": 10_000_000, "more.m24": 0}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("at_least = 50,", "", "contract.terms.more.steps.m12: write at_most or at_least: how many people?"),
        ("at_month = 24", "at_month = 40", "month 40 is after the end of the contract, in month 36"),
        ('metric = "in_work"', 'metric = "six_months"', 'counts people on dates: a metric of kind "headcount"; "six_months" is of kind "sustained"'),
    ],
)
def test_mistakes_about_dates_are_told(tmp_path, old, new, message):
    assert old in DATES
    found = told(tmp_path, DATES.replace(old, new))
    assert any(message in line for line in found), found
