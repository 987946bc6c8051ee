"""Every word of the contract language is known to the schema, means something, and is not put off to a later release."""

from pathlib import Path

import pytest

from utfall.scenario.explain import explain, vocabulary
from utfall.scenario.key_page import key_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "language.md"

#: Table -> keys, as the language was designed; `kind:` holds the words that a kind may be.
LANGUAGE = {
    "about": "title summary country years teaches shows theme status works left_out asked",
    "about.not_shown.ID": "asked comes why",
    "about.not_reproduced.ID": "read comes why",
    "people": "eligible offered take_up places enrolment cohorts referral clock_starts who arrivals departures responsiveness ordinary_service link",
    "people.groups.ID": "title share need need_spread",
    "outcomes.ID": "kind title main start entry exit full intensity rate spread capability mean sd noise lasting drop_out_ends_it in_outcome_after",
    "capabilities.ID": "title decay helps_entry helps_exit",
    "tasks.ID": "like builds boosts shows contacts_per_hour files_claims cost response half_way lasts while_in while_out_of",
    "values.ID": "costs brings while_in while_out_of for_each falls_on kind to cashable rising_to after kept refilled",
    "payers.ID": "title budget horizon signed_horizon mandate discount pool purse",
    "providers.ID": "count sector places hours cost productivity reserves plan areas",
    "investors.ID": "title type",
    "capital": "need drawdown holder per_provider repaid_first return_cap surplus_to recycled tranches fees",
    "capital.tranches.ID": "investor kind amount guarantees interest return_cap return_target",
    "capital.fees.ID": "to set_up running of_success",
    "contract": "length metric signing open metrics comparisons terms limits service assurance review",
    "contract.metrics.ID": "among compared_with data_source lag missed mistaken noise noise_shape cost reported until hidden_from_providers"
    " self_certified groups title outcome"
    " after_enrolment at_month within lasts in_a_row full_time gap unit follows at_most window starts gain at_least yes_no counts task agreed values"
    " weights drawn hours",
    "contract.comparisons.ID": "design people expected window bias",
    "contract.terms.ID": "payer payee groups from_month until_month fee metric price cap_per_person pays_again prices steps change level sure pays"
    " all_cohorts only_if_repaid cohort_by share once_repaid floor cap tiers late prizes every below of if_lost_within released_if reaches",
    "contract.terms.ID.steps.ID": "lasts price at_month at_most at_least pays",
    "contract.terms.ID.tiers.ID": "at_least pays",
    "contract.limits": "per_person per_year total by_payer by_term last_payment_month indexation",
    "contract.service": "who_selects may_refuse joining caseload minimum_hours lasts reporting",
    "contract.assurance": "audit chosen audit_capacity audit_cost detection penalty repay published severity",
    "contract.review": "every may_change rule ratchet may_end_early minimums",
    "contract.review.minimums.ID": "metric level consequence",
    "subcontract": "pass_through terms",
    "market": "openings elasticity others retender",
    "market.retender": "every at_risk replaced",
    "mechanisms": "noise claims selection motivation learning budget review",
    "behaviour": "profile providers payers investors override",
    "run": "months follow_up people runs seed uncertainty",
}
KINDS = {
    "outcomes.ID": "state events score",
    "contract.metrics.ID": "state_at first_entry sustained time_in intensity score events headcount activity cost_avoided basket",
    "contract.comparisons.ID": "historical pre_post matched randomised predicted agreed",
    "contract.terms.ID": "block attachment outcome activity rate_card milestones cohort_threshold cohort_linear cohort_tiers cohort_milestones"
    " tournament penalty clawback retention",
}
WORDS = {
    "people.referral": "random by_need at_a_peak by_rating",
    "investors.ID.type": "commercial impact_first foundation public_fund provider",
    "capital.drawdown": "at_start as_costs_fall_due",
    "capital.surplus_to": "investors payers providers next_cohort",
    "capital.tranches.ID.kind": "loan first_loss guarantee grant equity",
    "contract.signing": "given decided",
    "contract.metrics.ID.among": "eligible offered enrolled completed",
    "contract.metrics.ID.data_source": "register provider_report survey evaluator",
    "contract.metrics.ID.reported": "on_the_day when_provider_chooses",
    "contract.service.who_selects": "provider commissioner random everyone",
    "contract.service.joining": "voluntary mandatory",
    "contract.assurance.chosen": "at_random by_risk",
    "contract.assurance.severity": "register provider_report",
    "contract.review.rule": "none adaptive ratchet",
    "contract.review.may_change": "price target",
    "contract.review.minimums.ID.consequence": "warning lose_places terminate",
    "run.uncertainty": "draw central",
}
KEYS = [f"{table}.{key}" for table, keys in LANGUAGE.items() for key in keys.split()]


@pytest.mark.parametrize("key", KEYS)
def test_every_word_of_the_language_is_known(key: str) -> None:
    found = explain(key)
    assert all(row.path == key for row in found)


@pytest.mark.parametrize("table", KINDS)
def test_every_kind_of_the_language_has_its_table(table: str) -> None:
    assert {row.kind for row in vocabulary() if row.path.rpartition(".")[0] == table} >= set(KINDS[table].split())


@pytest.mark.parametrize("key", WORDS)
def test_every_word_that_a_key_may_be_is_allowed(key: str) -> None:
    assert all(set(row.allowed) >= set(WORDS[key].split()) for row in explain(key))


def test_every_key_is_explained() -> None:
    rows = vocabulary()
    assert len(rows) > 300
    for row in rows:
        assert row in explain(row.path)
        assert row.meaning != row.path.rpartition(".")[2].replace("_", " "), f"{row.path} says only its name"
        assert row.type
        assert row.default


def test_the_page_of_keys_is_that_of_the_schema() -> None:
    head, _, keys = PAGE.read_text(encoding="utf-8").partition("<!-- keys -->\n")
    assert head
    assert keys == key_page(), "write it anew: what utfall.scenario.key_page.key_page() returns, below the mark"
