"""The sentences of the contract, word for word."""

from dataclasses import dataclass

import pytest

from tests.contract.contract_samples import COURSE, SCHOOL, WORK, both, contract, money, months, price
from utfall.base.laws import Task
from utfall.base.quantities import Money, Price, Return, Share, Time
from utfall.contract.contract import Assurance, Capital, Comparison, Limits, Service, Subcontract, Tranche
from utfall.contract.metrics.declarations import Activity, CostAvoided, Intensity, StateAt, Sustained, TimeIn
from utfall.contract.parties import Payer
from utfall.contract.sentences import contract_sentences, contract_told, who_pays_whom
from utfall.contract.terms.declarations import ActivityTerm, Attachment, CohortLinear, Outcome, RateCard
from utfall.contract.warnings import contract_warnings
from utfall.people.parameters import Group


@dataclass(frozen=True)
class People:
    groups: tuple[Group, ...] = (Group("near", "near work", 0.5), Group("far", "far from work", 0.5))
    outcomes: tuple[object, ...] = (WORK,)
    scores: tuple[object, ...] = (SCHOOL,)
    events: tuple[object, ...] = ()
    stock: object = None
    tasks: tuple[Task, ...] = (COURSE,)
    clock_starts: str = "enrolment"
    referral: str = "random"
    peak_of: str = ""


PEOPLE = People()
TOWN = (("town", 1.0),)
JOB = Sustained(id="six_months", outcome="work", lasts=both(months(6)), within=both(months(18)))
DAY = StateAt(id="job_on_day_90", outcome="work", after_enrolment=both(Time(90, "day", 3)))
HOURS = Intensity(id="hours_3m", outcome="work", starts=both(months(12)), window=both(months(3)))
LESSONS = Activity(id="language_course", task="teaching", per="course")
GAIN = CostAvoided(
    id="public_gain",
    title="earned-income tax gained and unemployment benefit saved",
    values=("benefit", "tax"),
    window=both(months(36)),
    among="offered",
    compared_with="control",
)
CONTROL = Comparison(id="control", design="randomised", people=2364)
HALF = CohortLinear(id="half_of_gain", payers=(("ministry", 1.0),), payee="holder", metric="public_gain", share=Share(0.5), floor=Money(0, "EUR"))
KOTO = {
    "payers": (Payer("ministry", "Ministry of Economic Affairs and Employment", "state"),),
    "comparisons": (CONTROL,),
    "capital": Capital(holder="the fund", need=Money(1_200_000_000, "EUR"), tranches=(Tranche(id="fund_shares", investor="friend", kind="equity"),)),
    "subcontract": Subcontract(pass_through=Share(0.2), terms=(Attachment(id="service_fee", fee=both(price(3500, "start"))),)),
    "providers": (),
    "service": Service(who_selects="random", lasts=months(12)),
}


def plainly(text: str) -> str:
    return text.replace("\u202f", " ")


def said_of(contract_, term):
    """What the contract says of one of its terms."""
    (told,) = [told for told in contract_told(contract_, PEOPLE) if told.key == f"contract.terms.{term.id}"]
    return plainly("\n".join(told.sentences))


def test_the_first_example_of_the_language():
    job = Outcome(id="job", payers=TOWN, metric="six_months", price=both(Price(4_000_000, "SEK", "person")))
    said = contract_sentences(contract((JOB,), (job,), service=Service(who_selects="provider")), PEOPLE)
    assert [plainly(text) for text in said] == [
        "The town pays Bridge to Work SEK 40 000 for each person who is in work for 6 months, without a break, within 18 months of enrolment.",
        "The provider chooses whom to take on.",
    ]
    assert "SEK 40\u202f000" in said[0]


def test_the_agreed_contract_of_the_flagship():
    assert [plainly(text) for text in contract_sentences(contract((GAIN,), (HALF,), **KOTO), PEOPLE)] == [
        "Ministry of Economic Affairs and Employment pays the fund 50 % of the earned-income tax gained and unemployment benefit saved, "
        "over 36 months, compared with a control group of 2 364 people drawn by lot, never less than nothing; everyone who was offered the service "
        "counts, whether or not they took part.",
        "The fund pays the providers EUR 3 500 for each person who starts.",
        "If outcome pay rises or falls, about 20 % of the change reaches the providers; the fund keeps the rest.",
        "EUR 12 million of capital comes from A friend of the house, as costs fall due; it is lost as far as outcomes are not paid for.",
        "What is left goes to the investors.",
        "Chance decides who is offered a place.",
        "A person is served for at most 12 months.",
    ]


def test_a_price_list_is_one_sentence():
    prices = (("job_on_day_90", both(price(3000))), ("six_months", both(price(3500))), ("hours_3m", both(price(10, "hour"))))
    term = RateCard(id="price_list", payers=TOWN, prices=prices)
    whole = contract((DAY, JOB, HOURS), (term,))
    assert said_of(contract((DAY, JOB, HOURS), (term,), paid=("job_on_day_90",)), term) == (
        "The town pays Bridge to Work EUR 3 000 for each person who is in work 90 days after enrolment, "
        "whatever happens before or later, once a person."
    )
    assert said_of(whole, term) == (
        "The town pays Bridge to Work by a price list, each success once a person: "
        "EUR 3 000 for each person who is in work 90 days after enrolment, whatever happens before or later; "
        "EUR 3 500 for each person who is in work for 6 months, without a break, within 18 months of enrolment; "
        "EUR 10 for each hour that a person is in work, in the 3 months that begin 12 months after enrolment."
    )


def test_an_activity_and_a_price_by_group():
    bonus = ActivityTerm(id="bonus", payers=TOWN, metric="language_course", price=(price(1500, "course"), price(2000, "course")))
    assert said_of(contract((LESSONS,), (bonus,)), bonus) == (
        "The town pays Bridge to Work EUR 1 500 (near work) or EUR 2 000 (far from work) for each course of language teaching."
    )


def test_monthly_pay_after_a_success_with_its_most():
    stay = TimeIn(id="stay", outcome="work", per="month", within=both(months(54)), follows="six_months", at_most=both(months(13)))
    pay = Outcome(id="pay", payers=TOWN, metric="stay", price=both(Price(21_500, "GBP", "month")), until_month=60)
    assert said_of(contract((JOB, stay), (pay,)), pay) == (
        "The town pays Bridge to Work GBP 215 for each month that a person is in work, after success on six months, at most 13 months, "
        "within 54 months of enrolment, in contract months 1 to 60."
    )


def test_two_payers_an_agreed_comparison_a_cap_and_less_once_repaid():
    agreed = Comparison(id="agreed", design="agreed", expected=both(0.2))
    job = Sustained(id="job", outcome="work", lasts=both(months(6)), within=both(months(18)), compared_with="agreed")
    term = CohortLinear(
        id="more", payers=(("town", 0.5), ("state", 0.5)), metric="job", price=price(900), cap=money(5000), once_repaid=Share(0.0), floor=money(0)
    )
    payers = (Payer("town", "The town", "town"), Payer("state", "the state", "state"))
    assert said_of(contract((job,), (term,), payers=payers, comparisons=(agreed,)), term) == (
        "The town (50 %) and the state (50 %) pay Bridge to Work EUR 900 for each additional person who is in work for 6 months, without a break, "
        "within 18 months of enrolment, compared with what was agreed beforehand: 20 % in work without the programme, never less than nothing, "
        "up to EUR 5 000; once the capital is repaid, nothing more."
    )


def test_limits_audits_and_capital_have_their_sentences():
    reported = Sustained(id="six_months", outcome="work", lasts=both(months(6)), within=both(months(18)), data_source="provider_report")
    said = contract_sentences(
        contract(
            (reported,),
            (Outcome(id="job", payers=TOWN, metric="six_months", price=both(price(1))),),
            limits=Limits(per_person=both(money(8200)), total=money(100_000), last_payment_month=30),
            assurance=Assurance(audit=Share(0.1), detection=Share(0.8), penalty=money(500)),
            capital=Capital(holder="fund", need=money(10), return_cap=Return(0.2, False), surplus_to="payers", tranches=()),
        )
    )
    assert [plainly(text) for text in said[1:-2]] == [
        "Investors get back their capital and at most 20 % in total on it.",
        "What is left goes to the payers.",
        "All terms together pay at most EUR 8 200 per person and EUR 100 000 in total.",
        "Nothing is paid after contract month 30.",
        "10 % of claims are audited; an audit finds 80 % of the false ones, which are not paid, and each costs a penalty of EUR 500.",
    ]


def test_who_pays_whom_for_what():
    assert who_pays_whom(contract((GAIN,), (HALF,), **KOTO), PEOPLE) == [
        (
            "Ministry of Economic Affairs and Employment",
            "The fund",
            "50 % of the earned-income tax gained and unemployment benefit saved, over 36 months",
        ),
        ("The fund", "The providers", "service fee"),
        ("The fund", "The providers", "20 % of outcome pay"),
        ("A friend of the house", "The fund", "capital (equity)"),
        ("The fund", "A friend of the house", "repayment, as far as outcomes are paid for"),
    ]


def warned(metrics, terms, eligible=1000, **more) -> dict[str, str]:
    return {key: plainly(text) for key, text in contract_warnings(contract(metrics, terms, **more), eligible, PEOPLE)}


PAY_JOB = Outcome(id="job", payers=TOWN, metric="six_months", price=both(price(4000)))
ODD = [
    ({}, "contract.service.who_selects", "the provider selects and gets one price for all (job): easy cases pay best"),
    ({"open": False}, "contract.open", "the contract is secret and audits are not published; nobody outside can see a fault"),
    ({"limits": Limits(total=money(0))}, "contract.limits.total", "a total of 0: nothing is ever paid"),
    (
        {"limits": Limits(per_person=both(money(100)))},
        "contract.terms.job.price",
        "the price is over the limit per person (EUR 100); the rest is never paid",
    ),
    (
        {"signing": "decided", "payers": (Payer("town", "Town", "town", horizon=Time(1, "year", 12)),)},
        "payers.town.horizon",
        "looks 1 year ahead in a contract of 36 months; later gains do not count in its decision",
    ),
    (
        {
            "capital": Capital(
                holder="fund",
                need=money(100_000),
                tranches=(Tranche(id="a", investor="friend", amount=money(50_000)), Tranche(id="b", investor="friend", amount=money(10_000))),
            )
        },
        "capital.tranches",
        "tranches sum to 60 000 where 100 000 is needed",
    ),
]


@pytest.mark.parametrize(("more", "key", "text"), ODD, ids=[key for _, key, _ in ODD])
def test_what_is_odd_is_said_and_only_where_it_is(more, key, text):
    assert warned((JOB,), (PAY_JOB,), **more)[key] == text
    plain = warned((JOB,), (PAY_JOB,), service=Service(who_selects="random"))
    assert plain == {}


def test_metrics_and_comparisons_that_invite_something_are_said():
    metric = StateAt(id="day", outcome="work", after_enrolment=both(months(3)), among="completed", data_source="provider_report", compared_with="lot")
    term = Outcome(id="pay", payers=TOWN, metric="day", price=both(price(1)))
    few = Comparison(id="lot", design="randomised", people=61)
    said = contract_warnings(contract((metric,), (term,), comparisons=(few,), service=Service(who_selects="random")), 1000, PEOPLE)
    assert said == [
        ("contract.metrics.day.data_source", "is reported by those it pays, and no claim is audited"),
        ("contract.metrics.day", 'looks at one day only; being "in work" the day before or after counts for nothing'),
        ("contract.metrics.day.among", "people who drop out are not counted, so losing a hard case raises the result"),
        ("contract.metrics.day.among", "compares those enrolled with a control group of everyone drawn; the choice to join undoes the lot"),
        ("contract.comparisons.lot.people", "61 people: chance alone moves the result a lot"),
    ]


def test_activity_pay_and_two_terms_on_one_metric_are_said():
    twice = Outcome(id="again", payers=TOWN, metric="six_months", price=(price(0), price(10)))
    bonus = ActivityTerm(id="bonus", payers=TOWN, metric="language_course", price=both(price(1500, "course")))
    said = warned((JOB, LESSONS), (PAY_JOB, twice, bonus), service=Service(who_selects="random"))
    assert said == {
        "contract.terms.again.price": "a price of 0: pays nothing in one group or step",
        "contract.terms.bonus": "pays for activity: it is due whether or not anyone is helped",
        "contract.metrics.six_months": "two terms pay on this metric: one success, two payments",
    }
