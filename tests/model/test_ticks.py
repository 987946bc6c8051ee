"""A tick is filed where an invention is not: the same integrity, another distance from the truth."""

from dataclasses import replace

from tests.model.build import ALL_OFF, case, record
from utfall.scenario import load

CLAIMING = replace(ALL_OFF, claims=True)
BY_REPORT = {name: {"data_source": "provider_report"} for name in ("contacts", "day_90")}


def filed(metric, amount, **changes):
    """False claims on one metric of a provider without staff, so that nothing true is to be claimed beyond what comes by itself."""
    made = case(paid=(metric,), amount=amount, metrics=BY_REPORT, mechanisms=CLAIMING, hours=0.0, **changes)
    return sum(metric.false_claims for metric in record(made, 1).metrics)


def test_contacts_are_logged_that_never_were_at_prices_at_which_no_success_is_invented():
    assert filed("contacts", 400.0) > 100
    assert filed("day_90", 400.0) < 10


def test_without_a_price_or_with_sure_audits_no_tick_is_filed():
    assert filed("contacts", 0.0) == 0
    assert filed("contacts", 400.0, audit=1.0, penalty=3000.0) == 0


def test_the_winners_curse_is_a_rival_prior_for_the_same_facts():
    curse = load("koto_sib", sets=["behaviour.override.belief_prior=winners_curse"]).case()
    assert curse.profile.belief_in_own_effect == 1 + 0.3 * 1.162964
    assert load("koto_sib").case().profile.belief_in_own_effect == 2.1
