"""Sentences and warnings of the kinds that have a room of their own, word for word."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.contract.contract_samples import COURSE, SCHOOL, WORK, both, contract, money, months, price
from utfall.base.quantities import Change, Flow, Money, Price, Rate, Return, Share, ShareOfCapital, Time
from utfall.contract.comparisons.declarations import Historical, Matched, Predicted, PrePost, mix
from utfall.contract.competition import Competition, Retender
from utfall.contract.contract import Assurance, Capital, Comparison, Fee, Service, Tranche
from utfall.contract.metrics.declarations import Activity, Basket, CostAvoided, Events, Headcount, Score, StateAt, Sustained
from utfall.contract.parties import Investor, Payer
from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.sentences import contract_sentences, contract_told, who_pays_whom
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.declarations import CohortLinear, Outcome
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.retention import Retention
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers, Tier
from utfall.contract.terms.tournament import Tournament
from utfall.contract.warnings import contract_warnings


@dataclass(frozen=True)
class Named:
    id: str
    title: str


@dataclass(frozen=True)
class People:
    groups: tuple[Named, ...] = (Named("near", "near work"), Named("far", "far from work"))
    outcomes: tuple[Any, ...] = (WORK, Named("housed", "housed"), Named("reconviction", "reconviction"))
    scores: tuple[object, ...] = (SCHOOL,)
    events: tuple[object, ...] = ()
    stock: object = None
    tasks: tuple[Any, ...] = (COURSE, Named("walking", "walking alongside"))
    clock_starts: str = "release"
    referral: str = "random"
    peak_of: str = ""


PEOPLE = People()
TOWN = (("town", 1.0),)
FUND = Capital(holder="the fund", need=money(1000), tranches=(Tranche(id="loan", investor="friend"),))
RANDOM = Service(who_selects="random")


def said(metrics: tuple[Any, ...], terms: tuple[Any, ...], **more: Any) -> str:
    told = {told.key: told for told in contract_told(contract(metrics, terms, **more), PEOPLE)}
    return "\n".join(told[f"contract.terms.{terms[-1].id}"].sentences).replace("\u202f", " ")


def test_peterborough():
    events = Events(id="again", outcome="reconviction", window=both(Time(12, "month", 12)), among="offered", compared_with="men")
    men = Matched(id="men", people=30_000, title="released elsewhere in the country")
    payers = (Payer("moj", "Ministry of Justice", "state"), Payer("blf", "Big Lottery Fund", "state"))
    term = CohortThreshold(
        id="fewer",
        payers=(("moj", 0.5), ("blf", 0.5)),
        payee="holder",
        metric="again",
        change=Change(0.1, "share"),
        all_cohorts=Change(0.075, "share"),
        price=Price(400_000, "GBP", "event"),
    )
    assert said((events,), (term,), payers=payers, comparisons=(men,), capital=FUND) == (
        "Ministry of Justice (50 %) and Big Lottery Fund (50 %) pay the fund GBP 4 000 for each reconviction in the 12 months after release avoided "
        "if any one cohort has at least 10 % fewer, or 7.5 % in all cohorts together, compared with 30 000 people who resemble them (released "
        "elsewhere in the country); below that nothing; everyone who was offered the service counts, whether or not they took part."
    )


def test_guaranteed_on_activity():
    contacts = Activity(id="contacts", task="walking", per="contact", agreed=both(Flow(8.0)))
    term = CohortThreshold(id="sure", payers=TOWN, payee="friend", metric="contacts", level=Share(0.9), pays=ShareOfCapital(0.4, "drawn"))
    assert said((contacts,), (term,), investors=(Investor("friend", "the investor"),)) == (
        "The town pays the investor 40 % of capital drawn if at least 90 % of the agreed contacts of walking alongside are delivered; "
        "below that nothing."
    )
    later = replace(term, only_if_repaid=True)
    assert said((contacts,), (later,), investors=(Investor("friend", "the investor"),)) == (
        "The town pays the investor 40 % of capital drawn if at least 90 % of the agreed contacts of walking alongside are delivered, "
        "and the capital has been repaid; below that nothing."
    )


def test_steps_by_head_count():
    homeless = Headcount(id="homeless", outcome="housed", counts="not_in", among="eligible")
    steps = tuple(
        DatedStep(id=f"m{month}", at_month=month, at_most=most, pays=Money(amount * 100, "DKK"))
        for month, most, amount in ((12, 155, 2_000_000), (48, 86, 3_500_000))
    )
    term = CohortMilestones(id="fewer", payers=TOWN, payee="holder", metric="homeless", steps=steps, late="pays_when_reached")
    assert said((homeless,), (term,), capital=FUND) == (
        "The town pays the fund by the number of eligible people who are not housed: month 12: DKK 2 million if at most 155; "
        "month 48: DKK 3.5 million if at most 86; a step reached late is paid then."
    )


def test_take_back_hold_back_and_penalty():
    job = Sustained(id="six", outcome="work", lasts=both(months(6)), within=both(months(18)))
    day = StateAt(id="day", outcome="work", after_enrolment=both(Time(90, "day", 3)))
    pay = (
        Outcome(id="calm", payers=TOWN, metric="six", price=both(price(1))),
        Outcome(id="calm_too", payers=TOWN, metric="six", price=both(price(1))),
    )
    back = Clawback(id="back", payers=TOWN, payee="holder", of=("calm", "calm_too"), if_lost_within=both(Time(10, "year", 120)), share=Share(1.0))
    assert said((job,), (*pay, back), capital=FUND) == (
        "The fund pays back 100 % of what calm and calm too paid for a person whose outcome is lost within 10 years."
    )
    hold = Retention(id="hold", payers=TOWN, of=("calm",), share=Share(0.2), released_if="day")
    assert said((job, day), (*pay, hold)) == (
        "20 % of what calm pays is held back, and released for each person who is in work 90 days after release, whatever happens before or later."
    )
    assert (
        said((job,), (*pay, Retention(id="hold", of=("calm",), share=Share(0.2)))) == "20 % of what calm pays is held back until the contract ends."
    )
    share = Retention(id="hold", of=("calm",), share=Share(0.2), released_if="day", reaches=(Share(0.5), Share(0.3)))
    assert said((job, day), (*pay, share)) == (
        "20 % of what calm pays is held back, and released if the result on day reaches 50 % (near work) or 30 % (far from work); "
        "if not, it is not paid."
    )
    short = Penalty(id="short", payers=TOWN, metric="day", below=both(Share(0.8)), pays=money(5000))
    assert said((day,), (short,)) == "Bridge to Work pays the town EUR 5 000 if the result on day is below 80 %."


def test_tiers_tournaments_and_baskets():
    job = Sustained(id="six", title="six months in work", outcome="work", lasts=both(months(6)), within=both(months(18)), compared_with="before")
    day = StateAt(id="day", title="a job on day 90", outcome="work", after_enrolment=both(Time(90, "day", 3)))
    tiers = CohortTiers(
        id="t",
        payers=TOWN,
        metric="six",
        tiers=(Tier(id="a", at_least=Change(0.0, "share"), pays=money(-100)), Tier(id="b", at_least=Change(5.0, "point"), pays=money(100))),
    )
    assert said((job,), (tiers,), comparisons=(PrePost(id="before", window=months(12)),)) == (
        "The town pays Bridge to Work by six months in work, compared with their own 12 months before release: EUR -100 from 0 %; "
        "EUR 100 from 5 points; only the highest step reached counts."
    )
    league = Tournament(id="l", payers=TOWN, metric="mix", prizes=(money(10_000), money(4000)), every=Time(1, "year", 12))
    mixed = Basket(id="mix", weights=(("six", Share(0.6)), ("day", Share(0.4))), drawn=1, hidden_from_providers=True)
    assert said((job, day, mixed), (league,)) == (
        "The town pays Bridge to Work EUR 10 000 and EUR 4 000 every year, by rank in what is counted for each point of a basket "
        "(60 % six months in work and 40 % a job on day 90, of which 1 drawn by lot count); the providers are not told the weights."
    )


BY_PAST = CostAvoided(id="saving", title="money saved on residential care", values=("benefit",), window=both(months(24)), compared_with="c")
COMPARED = [
    (Historical(id="c", people=61, title="61 young people over two years from 2013"), "earlier years (61 young people over two years from 2013)"),
    (Predicted(id="c"), "what a model predicts"),
    (PrePost(id="c"), "their own time before release"),
    (Matched(id="c", people=500), "500 people who resemble them"),
]


@pytest.mark.parametrize(("comparison", "words"), COMPARED, ids=[words for _, words in COMPARED])
def test_what_is_compared_with(comparison, words):
    term = CohortLinear(id="s", payers=TOWN, metric="saving", share=Share(0.6), floor=money(0))
    assert said((BY_PAST,), (term,), comparisons=(comparison,)) == (
        f"The town pays Bridge to Work 60 % of the money saved on residential care, over 24 months, compared with {words}, never less than nothing."
    )


def test_a_mix_of_comparisons_says_its_parts():
    parts = (Comparison(id="lot", design="randomised", people=100), PrePost(id="past"), mix("c", (("lot", 0.8), ("past", 0.2))))
    text = said((BY_PAST,), (CohortLinear(id="s", payers=TOWN, metric="saving", share=Share(0.6), floor=money(0)),), comparisons=parts)
    assert "compared with a control group of 100 people drawn by lot (80 %) and their own time before release (20 %)" in text


def test_days_that_the_provider_chooses_and_groups_that_count():
    day = StateAt(id="day", outcome="work", after_enrolment=both(Time(90, "day", 3)), reported="when_provider_chooses", groups=("far",))
    pay = Outcome(id="pay", payers=TOWN, metric="day", price=both(price(10)))
    assert said((day,), (pay,)) == (
        "The town pays Bridge to Work EUR 10 for each person who is in work on a day that the provider chooses, within 90 days of release; "
        "only far from work counts."
    )
    exam = Score(id="exam", outcome="school", after_enrolment=both(months(6)), reported="when_provider_chooses", hidden_from_providers=True)
    text = said(
        (exam,),
        (Outcome(id="pay", payers=TOWN, metric="exam", price=both(price(10, "point"))),),
        service=Service(who_selects="random", reporting=months(2)),
    )
    assert "point in school results on a day that the provider chooses, in the 2 months that begin 6 months after release" in text
    assert text.endswith("; the providers are not told that it is measured.")
    heavy = replace(exam, hidden_from_providers=False, noise=0.4, noise_shape="laplace")
    assert said((heavy,), (Outcome(id="pay", payers=TOWN, metric="exam", price=both(price(10, "point"))),)).endswith(
        "; its error is now and then very large (Laplace)."
    )


def test_events_without_any():
    clean = Events(id="clean", outcome="reconviction", window=both(months(12)), yes_no=True)
    assert said((clean,), (Outcome(id="p", payers=TOWN, metric="clean", price=both(price(8000))),)) == (
        "The town pays Bridge to Work EUR 8 000 for each person without any reconviction in the 12 months after release."
    )


def test_layers_fees_audits_and_reviews_in_words():
    job = Sustained(id="six", outcome="work", lasts=both(months(6)), within=both(months(18)), data_source="provider_report")
    capital = Capital(
        holder="the fund",
        need=money(1000),
        return_cap=Return(0.2, False),
        surplus_to="next_cohort",
        per_provider=True,
        tranches=(
            Tranche(id="loan", investor="friend", amount=money(600), interest=Rate(1 - (1 - 0.04) ** (1 / 12))),
            Tranche(id="gift", investor="town", kind="grant"),
            Tranche(id="promise", investor="bikuben", kind="guarantee", amount=money(300), guarantees=("loan",)),
        ),
        fees=(Fee(id="m", to="manager", set_up=money(50), running=price(10, "month"), of_success=Share(0.1)),),
    )
    review = Review(
        every=Time(1, "year", 12),
        rule="ratchet",
        ratchet=Share(0.5),
        most_margin=Share(0.1),
        rescue=Share(0.25),
        may_end_early=("town",),
        minimums=(Minimum(id="least", metric="six", level=both(Share(0.33)), consequence="lose_places"),),
    )
    rules = Assurance(audit=Share(0.1), chosen="by_risk", audit_capacity=Flow(5.0), audit_cost=money(20))
    whole = contract(
        (job,), (Outcome(id="p", payers=TOWN, metric="six", price=both(price(1))),), capital=capital, review=review, assurance=rules, service=RANDOM
    )
    text = [line.replace("\u202f", " ") for line in contract_sentences(whole, PEOPLE)][1:]
    assert text == [
        "EUR 600 of capital comes from A friend of the house, as costs fall due, at 4 % a year interest; "
        "it is lost as far as outcomes are not paid for.",
        "The rest of the EUR 1 000 of capital comes from The town, as costs fall due; it is not repaid.",
        "Bikuben puts in no money but makes good the first EUR 300 that A friend of the house loses.",
        "Investors get back their capital and at most 20 % in total on it.",
        "Manager gets EUR 50 at the start, EUR 10 per month and 10 % of outcome pay out of the capital.",
        "Each provider has a structure of its own, alike.",
        "What is left goes to serving more people, then the payers.",
        "10 % of claims are audited, the most doubtful first, at most 5 a month; an audit finds 100 % of the false ones, which are not paid; "
        "an audit costs EUR 20.",
        "Every year the contract is reviewed: the target moves 50 % of the way to what was reached.",
        "Where a provider earns more than 10 % on its cost, all of the excess is cut from prices.",
        "A provider that runs out of money is helped with up to 25 % of its reserves.",
        "The town may end the contract early.",
        "A provider below 33 % on six loses places.",
        "Chance decides who is offered a place.",
    ]


def test_who_pays_whom_is_turned_round_where_the_payee_pays():
    day = StateAt(id="day", outcome="work", after_enrolment=both(months(3)))
    short = Penalty(id="short", title="late visits", payers=TOWN, metric="day", below=both(Share(0.8)), pays=money(1))
    assert who_pays_whom(contract((day,), (short,)), PEOPLE) == [("Bridge to Work", "The town", "late visits")]


def warned(metrics: tuple[Any, ...], terms: tuple[Any, ...], **more: Any) -> dict[str, str]:
    return dict(contract_warnings(contract(metrics, terms, **({"service": RANDOM} | more)), 1000, PEOPLE))


def test_what_each_kind_invites_is_said():
    job = Sustained(id="six", outcome="work", lasts=both(months(6)), within=both(months(18)), compared_with="past")
    day = StateAt(id="day", outcome="work", after_enrolment=both(months(3)), reported="when_provider_chooses", hidden_from_providers=True)
    basket = Basket(id="mix", weights=(("six", Share(0.5)), ("day", Share(0.5))), drawn=2)
    terms = (
        CohortThreshold(id="all", payers=TOWN, metric="six", change=Change(0.1, "share"), pays=money(1)),
        Outcome(id="pay", payers=TOWN, metric="day", price=both(price(1))),
        Clawback(id="back", payers=TOWN, of=("pay",), if_lost_within=(months(12), Time(10, "year", 120)), share=Share(1.0)),
        Tournament(id="league", payers=TOWN, metric="mix", prizes=(money(1),), every=months(12)),
        Penalty(id="short", payers=TOWN, metric="day", below=both(Share(0.8)), pays=money(200_000)),
    )
    found = warned((job, day, basket), terms, comparisons=(PrePost(id="past"),))
    assert {key: text.replace("\u202f", " ") for key, text in found.items() if key != "contract.metrics.day"} == {
        "contract.metrics.day.reported": "the provider picks the date; expect the best one",
        "contract.metrics.day.hidden_from_providers": "the providers do not know of it: it moves pay, and nothing that they do",
        "contract.metrics.mix.drawn": "all 2 components are drawn; leave it out",
        "contract.comparisons.past": "people who join at a bad moment get better by themselves; this comparison pays for that",
        "contract.terms.all": "all or nothing: just under the threshold pays as little as no effect at all",
        "contract.terms.back.if_lost_within": "10 years is longer than the contract of 36 months; what is lost after its end is hard to get back",
        "contract.terms.league": "a tournament of one: the first prize is paid whatever is done",
        "contract.terms.short.pays": "is more than the reserves of a provider (EUR 100 000); what cannot be collected deters nobody",
    }
    assert found["contract.metrics.day"] == "two terms pay on this metric: one success, two payments"


def test_what_reviews_and_audits_invite_is_said():
    job = Sustained(id="six", outcome="work", lasts=both(months(6)), within=both(months(18)))
    pay = Outcome(id="pay", payers=TOWN, metric="six", price=both(price(1)))
    review = Review(rule="ratchet", most_margin=Share(0.1), rescue=Share(0.1), may_end_early=("town",))
    assert warned((job,), (pay,), review=review, assurance=Assurance(audit_capacity=Flow(5.0))) == {
        "contract.assurance.audit_capacity": "at most 5 audits a month, whatever is claimed: the more is claimed, the safer is each false claim",
        "contract.review.rule": "success raises the next target; it pays to hold back",
        "contract.review.most_margin": "margins above 10 % are cut: it pays to let cost rise",
        "contract.review.rescue": "help when money runs out makes a low bid safe",
        "contract.review.may_end_early": "who may leave early leaves when what is still to come is worth less than nothing to it",
    }
    assert warned((job,), (pay,), review=Review()) == {}


def test_a_tender_is_told_with_what_bidders_do_not_know_and_what_that_does():
    job = Sustained(id="six", outcome="work", lasts=both(months(6)), within=both(months(18)))
    pay = Outcome(id="pay", payers=TOWN, metric="six", price=both(price(1)))
    text = contract_sentences(contract((job,), (pay,), competition=Competition(tender=5), service=RANDOM), PEOPLE)
    assert "Each bidder has an unsure look of its own at what its help adds, and at how many get there without it." in text
    assert warned((job,), (pay,), competition=Competition(tender=5)) == {
        "market.tender": "the lowest offer is that of the bidder who hopes for most, of its help and of what comes without it"
    }


def test_places_tendered_anew_are_told_with_what_they_invite():
    job = Sustained(id="six", outcome="work", lasts=both(months(6)), within=both(months(18)))
    pay = Outcome(id="pay", payers=TOWN, metric="six", price=both(price(1)))
    again = Competition(retender=Retender(every=Time(1, "year", 12), at_risk=Share(0.4), replaced=Share(0.3)))
    text = [line.replace("\u202f", " ") for line in contract_sentences(contract((job,), (pay,), competition=again, service=RANDOM), PEOPLE)]
    assert (
        "Every year the places of the 40 % of providers that are paid least a month of service are tendered; 30 % go to new ones like the others."
        in text
    )
    assert warned((job,), (pay,), competition=again) == {
        "market.retender": "who is paid best stays and is what newcomers are like, whatever brought the pay"
    }


def test_few_people_of_earlier_years_are_said_and_a_known_level_is_not():
    term = CohortLinear(id="s", payers=TOWN, metric="saving", share=Share(0.6), floor=money(0))
    few = warned((BY_PAST,), (term,), comparisons=(Historical(id="c", people=61),))
    assert few == {"contract.comparisons.c.people": "61 people: chance alone moves the result a lot"}
    assert warned((BY_PAST,), (term,), comparisons=(Historical(id="c", expected=both(1.0)),)) == {}


def test_a_sum_for_fewer_events_says_of_what():
    days = Events(id="jail", outcome="jail", window=both(Time(24, "month", 24)), title="days in jail", compared_with="men")
    men = Matched(id="men", people=500)
    term = CohortThreshold(id="sum", payers=TOWN, payee="holder", metric="jail", change=Change(0.1, "share"), pays=Money(10_000_000, "GBP"))
    text = said((days,), (term,), comparisons=(men,), capital=FUND)
    assert "if the cohort has at least 10 % fewer days in jail, compared with 500 people" in text
