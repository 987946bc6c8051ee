"""Audits: by lot and by risk, a capacity with two outcomes, penalties as far as they can be collected, findings that are published."""

from dataclasses import replace

import numpy as np
import pytest

from utfall.base.quantities import Flow, Money, Share
from utfall.behaviour.auditors.views import AuditView
from utfall.behaviour.catalogue import AUDITORS
from utfall.contract.assurance.audits import chance_of_audit

from .build import ALL_OFF, case, lived

CLAIMING = replace(ALL_OFF, claims=True)
REPORTED = {"day_90": {"data_source": "provider_report"}}


def claiming(others=None, integrity=0.3, **changes):
    """Sixty people a month for a year, day 90 paid on the provider's own report; integrity unlike between persons."""
    rules = {"audit": Share(0.2), "penalty": Money(3_000_00, "EUR")} | changes
    made = case(eligible=480, enrolment=12, metrics=REPORTED, mechanisms=CLAIMING, integrity=integrity, hours=1000.0, amount=2000.0)
    made = replace(made, contract=replace(made.contract, assurance=replace(made.contract.assurance, **rules)))
    return replace(made, profile=replace(made.profile, others=replace(made.profile.others, **(others or {}))))


def false(made, seed=1):
    return sum(meter.false_claims for meter in lived(made, seed).meters)


@pytest.mark.parametrize("name", AUDITORS)
def test_the_same_claims_are_ranked_alike_and_a_bad_record_never_helps(name):
    view = AuditView(doubt=np.array([0.0, 0.0, 1.0]), record=np.array([0.1, 0.4, 0.1]), insight=0.5)
    first, second = (AUDITORS[name].risk(view) for _ in range(2))
    if first is not None:
        assert (first == second).all()
        assert first[1] > first[0]
        assert first[2] > first[0]


def test_more_audit_fewer_false_claims():
    # claims of 480 people: every step is many standard errors wide, so that one seed each decides
    found = [false(claiming(audit=Share(share))) for share in (0.0, 0.1, 0.2, 0.3)]
    assert found[0] > found[1] > found[2] > found[3]


def test_a_penalty_that_cannot_be_collected_deters_nobody():
    poor = claiming(audit=Share(0.4), repay=False)
    providers = tuple(replace(p, reserves=Money(0, "EUR")) for p in poor.contract.providers)
    assert false(replace(poor, contract=replace(poor.contract, providers=providers))) > false(poor)


def test_the_first_payer_buys_each_audit_and_nothing_else_moves():
    free, dear = (lived(claiming(audit_cost=cost)) for cost in (None, Money(50_00, "EUR")))
    assert [meter.false_claims for meter in free.meters] == [meter.false_claims for meter in dear.meters]
    assert [provider.cash for provider in free.providers] == [provider.cash for provider in dear.providers]
    spent = free.payers[0].cash - dear.payers[0].cash
    (day,) = (meter for meter in dear.meters if meter.metric.data_source == "provider_report")
    claims = day.true_so_far.sum() + day.false_claims
    assert spent % 50_00 == 0
    assert spent / 50_00 == pytest.approx(0.2 * claims, abs=4.0 * (0.16 * claims) ** 0.5)


def test_a_penalty_takes_no_more_than_there_is():
    model = lived(claiming())
    provider = model.providers[0]
    for _ in range(2):
        model.settlement.penalty(model.month, 0, "town", provider.cash + 1)
        assert provider.cash == 0


def test_where_nothing_is_repaid_a_false_claim_is_paid_though_it_is_found():
    kept, repaid = (lived(claiming(audit=Share(0.3), penalty=None, repay=repay)) for repay in (False, True))
    paid = [int(model.settlement.paid["pay_day_90"].sum()) for model in (kept, repaid)]
    assert paid[0] > paid[1]


def test_by_risk_finds_more_of_what_is_false_than_by_lot_if_papers_tell():
    def share_found(chosen, insight):
        model = lived(claiming({"audit_insight": insight}, audit=Share(0.2), penalty=None, chosen=chosen, audit_capacity=Flow(1000.0)))
        return model.ratings.found.sum() / model.ratings.audited.sum()

    assert share_found("by_risk", 1.5) > share_found("at_random", 1.5) + 0.1
    # blind papers and one provider: by risk is by lot; 4 s.e. of a share of about 70 audits
    assert abs(share_found("by_risk", 0.0) - share_found("at_random", 0.0)) < 4 * np.sqrt(2 * 0.25 / 70)


def test_never_more_audits_than_the_capacity():
    model = lived(claiming(audit=Share(1.0), audit_capacity=Flow(0.5)))
    assert model.ratings.audited.sum() <= 0.5 * model.month
    assert model.ratings.audited.sum() > 0


def test_under_a_capacity_there_are_two_outcomes_and_the_start_decides():
    rules = {"audit": Share(1.0), "audit_capacity": Flow(12.0), "penalty": Money(2_000_00, "EUR"), "integrity": 0.05}
    honest, gaming = (false(claiming({"gaming_start": start}, **rules)) for start in (0.0, 1.0))
    assert gaming > honest + 50
    unbounded = [false(claiming({"gaming_start": start}, audit=Share(0.2))) for start in (0.0, 1.0)]
    assert unbounded[0] == unbounded[1]


def test_half_of_the_runs_start_from_each_conduct():
    model = lived(claiming(audit=Share(0.0)))
    starts = []
    for seed in range(1, 201):
        model.people.seed = seed
        model.case = claiming({"gaming_start": 0.5}, audit_capacity=Flow(1.0))
        starts.append(type(model.audits)(model).gaming)
    assert abs(np.mean(starts) - 0.5) < 4 * 0.5 / np.sqrt(200)


def test_the_chance_falls_as_others_claim():
    rules = claiming(audit=Share(0.5), audit_capacity=Flow(2.0)).contract.assurance
    assert [chance_of_audit(rules, claims) for claims in (0, 2, 4, 10)] == [0.5, 0.5, 0.5, 0.2]
