"""Who is sent, first and where: referrers, areas, caps on caseloads, sending back."""

from dataclasses import replace

import numpy as np
import pytest

from utfall.base.laws import EventOutcome
from utfall.base.quantities import Price
from utfall.behaviour.catalogue import REFERRERS
from utfall.behaviour.referrers.views import RatingView, ReferralView
from utfall.contract.limits import Limiter
from utfall.contract.parties import Payer
from utfall.model.model import ContractModel
from utfall.model.parties.ratings import Ratings
from utfall.model.parties.recent import months_outside, recent_events

from .build import WORK, case, lived


def sent(referral, seed=1, **changes):
    steady = replace(WORK, start=(0.375,))  # where entry at 3 % and exit at 5 % a month end up
    made = case(eligible=3000, offered=600, rule="equal_effort", enrolment=6, outcome=steady, **changes)
    return ContractModel(replace(made, people=replace(made.people, referral=referral)), seed)


def after(model, months=6):
    """Change of the share in work from own month 0 to so many months later, without the contract, of those offered."""
    people = model.run().people
    who = np.flatnonzero(people.offered)
    at = people.start_month[who] - 1
    work = people.history_without[0] > 0
    return float(work[at + months, who].mean() - work[at, who].mean())


@pytest.mark.parametrize("name", REFERRERS)
def test_the_same_view_gives_the_same_order_and_every_provider_keeps_a_share(name):
    rule = REFERRERS[name]
    view = ReferralView(look=np.array([0.3, -1.0, 2.0]), past=np.array([1.0, 6.0, 0.0]))
    assert (rule.urgency(view) == rule.urgency(view)).all()
    shares = rule.shares(RatingView(weights=np.array([1.0, 1.0]), rating=np.array([0.2, 0.4]), pull=5.0))
    assert (shares > 0).all()
    assert (shares[1] > shares[0]) == rule.rates


@pytest.mark.parametrize("name", ["by_need", "at_a_peak"])
def test_a_referrer_sends_as_many_as_are_offered_and_the_lot_stays_a_lot(name):
    model = sent(name, control=600)
    people = model.people
    assert people.offered.sum() == people.control.sum() == 600
    assert not (people.offered & people.control).any()
    sent_need, control_need = people.need[people.offered], people.need[people.control]
    # two samples of 600 from one pool: their means differ by less than 4 standard errors
    assert abs(sent_need.mean() - control_need.mean()) < 4 * people.need.std() * np.sqrt(2 / 600)


def test_by_need_sends_the_neediest_and_by_lot_sends_anybody():
    by_lot, by_need = sent("random").people, sent("by_need").people
    assert abs(by_lot.need[by_lot.offered].mean()) < 4 / np.sqrt(600)
    # correlation .5, the highest fifth: 0.5 x 1.40 sd
    assert by_need.need[by_need.offered].mean() == pytest.approx(0.70, abs=4 / np.sqrt(600))


def test_referral_on_a_bad_history_regresses_to_the_mean_and_by_lot_does_not():
    at_a_peak = [after(sent("at_a_peak", seed)) for seed in (1, 2, 3)]
    by_lot = [after(sent("random", seed)) for seed in (1, 2, 3)]
    # the change of a share of 600, over three seeds, has an error of at most .012
    assert abs(np.mean(by_lot)) < 0.048
    assert np.mean(at_a_peak) > 0.07
    history = sent("at_a_peak").people
    worst = months_outside(history, 0, 6)
    assert worst[history.offered].mean() > worst[~history.offered].mean() + 0.1


def test_referral_on_the_record_of_events_sends_those_who_had_most_and_they_get_better_by_themselves():
    again = EventOutcome("again", "reconviction", False, (0.15,), 0.0, by_need=0.5, by_shock=0.6, helps=(0.0, 0.0))
    made = case(eligible=3000, offered=600, rule="equal_effort", enrolment=6)
    for peak_of, least in (("again", 0.5), ("work", -0.06)):
        model = ContractModel(replace(made, people=replace(made.people, referral="at_a_peak", peak_of=peak_of, events=(again,))), 1)
        people = model.people
        past = recent_events(people, 0, 6)
        assert past[people.offered].mean() > past.mean() + least
        # sd of a year's events is under 2.5: 4 standard errors of a mean of 600 are .4
        if peak_of == "again":
            year = np.array([model.run().people.events.counts_without[0, s : s + 12, i].sum(dtype=int) for i, s in enumerate(people.start_month)])
            assert 2 * past[people.offered].mean() - year[people.offered].mean() > 0.8


def test_a_referrer_moves_no_draw_of_anybody_else():
    one, other = sent("random").people, sent("at_a_peak").people
    for name in ("need", "response", "shock", "take_up", "start_month", "group"):
        assert (getattr(one, name) == getattr(other, name)).all()
    one_lived, other_lived = sent("random").run().people, sent("at_a_peak").run().people
    assert (one_lived.history_without == other_lived.history_without).all()


def areas(*where, **changes):
    made = case(eligible=900, providers=len(where), rule="equal_effort", **changes)
    providers = tuple(replace(p, areas=own) for p, own in zip(made.contract.providers, where, strict=True))
    return replace(made, contract=replace(made.contract, providers=providers))


def test_nobody_is_sent_to_a_provider_that_does_not_work_where_they_live():
    model = lived(areas(("north",), ("south",), ()))
    where, by = model.referrals.areas.of, model.people.provider
    assert model.referrals.areas.names == ("north", "south")
    assert not (by[where == 0] == 1).any()
    assert not (by[where == 1] == 0).any()
    assert (by[where == 0] == 2).any()
    assert (by[where == 1] == 2).any()


def test_who_is_sent_back_goes_to_another_provider_of_the_same_area_after_three_months():
    made = areas(("north",), ("north",), ("south",), enrolment=1, who="random", places_each=60, service=2)
    model = lived(made)
    people = model.people
    later = people.enrol_month > 1
    assert set(people.enrol_month[later].tolist()) == {4}
    assert set(people.provider[later].tolist()) == {0, 1}
    assert (model.referrals.refusals[people.enrol_month == 0] >= 1).all()


def test_with_one_provider_a_refusal_is_the_last_and_three_are_the_most():
    one = lived(case(rule="equal_effort", enrolment=1, places_each=40))
    assert (one.people.enrol_month > 1).sum() == 0
    four = lived(case(rule="equal_effort", enrolment=1, places_each=10, providers=4))
    assert four.referrals.refusals.max() == 3
    assert set(four.people.enrol_month.tolist()) <= {0, 1, 4, 7}


def test_a_cap_on_caseloads_holds_in_every_month():
    made = case(rule="equal_effort", hours=320.0, enrolment=1)
    capped = replace(made, contract=replace(made.contract, service=replace(made.contract.service, caseload=15.0)))
    model = ContractModel(capped, 1)
    most = 0
    while model.month < model.case.months:
        model.step()
        most = max(most, int(model.people.in_service.sum()))
    assert most == 30


def test_people_go_where_published_results_are_better_unless_they_are_kept_secret():
    made = case(eligible=1200, providers=2, rule="equal_effort", enrolment=24, hours=3000.0, length=36)
    better = tuple(replace(p, productivity=f) for p, f in zip(made.contract.providers, (0.2, 3.0), strict=True))
    rated = replace(made, people=replace(made.people, referral="by_rating"), contract=replace(made.contract, providers=better))
    secret = replace(rated, contract=replace(rated.contract, open=False))

    def share(one):
        people = lived(one).people
        late = (people.enrol_month > 12) & (people.provider >= 0)
        return float((people.provider[late] == 1).mean())

    assert share(secret) == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(600))
    assert share(rated) > 0.6


def test_what_audits_found_lowers_a_rating_where_they_are_published():
    made = case(providers=2, rule="equal_effort")
    model = lived(made)
    model.ratings.audited[:], model.ratings.found[0] = 10, 5
    low = model.ratings.now(model)
    fresh = Ratings(2).now(model)
    assert fresh[0] - low[0] == pytest.approx(0.5 * made.profile.others.rating_fall)
    assert fresh[1] == low[1]


def test_a_yearly_budget_cuts_what_is_over_it_and_a_pool_shares_its_purse():
    made = case()
    yearly = Price(100_00, "EUR", "year")
    town = Payer("town", "the town", "town", budget=yearly)
    clause = type("C", (), {"id": "pay_day_90", "subcontract": False, "payers": (("town", 1.0),)})()
    persons, groups, amounts = np.arange(3), np.zeros(3, int), np.array([60_00, 60_00, 60_00])
    limiter = Limiter(replace(made.contract, payers=(town, made.contract.payers[1])), 10)
    assert limiter.lines(1, clause, persons, groups, amounts)[0][1].tolist() == [60_00, 40_00, 0]
    assert limiter.lines(12, clause, persons, groups, amounts)[0][1].sum() == 0
    assert limiter.lines(13, clause, persons, groups, amounts)[0][1].tolist() == [60_00, 40_00, 0]
    assert limiter.cut["budget"] == 80_00 + 180_00 + 80_00
    state = Payer("state", "the state", "state", budget=yearly, pool="both")
    pooled = Limiter(replace(made.contract, payers=(replace(town, pool="both"), state)), 10)
    assert pooled.lines(1, clause, persons, groups, amounts)[0][1].sum() == 180_00
