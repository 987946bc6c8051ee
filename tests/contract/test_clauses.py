import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.contract_samples import both, contract, money, months, price, steady
from utfall.base.quantities import Money, Share
from utfall.contract.contract import Capital, Limits, Subcontract, Tranche
from utfall.contract.limits import Limiter, price_factor
from utfall.contract.metrics.declarations import Activity, CostAvoided, Intensity, Sustained, TimeIn
from utfall.contract.metrics.units import due_month
from utfall.contract.parties import Payer
from utfall.contract.terms.clauses import attachment_clauses, block_clauses, cohort_terms, due, person_clauses, starts_due
from utfall.contract.terms.declarations import ActivityTerm, Attachment, Block, CohortLinear, Outcome, RateCard

JOB = Sustained(id="job", outcome="work", lasts=both(months(6)), within=both(months(18)))
HOURS = Intensity(id="hours", outcome="work", window=both(months(3)))
COURSE = Activity(id="course", task="teaching", per="course")
GAIN = CostAvoided(id="gain", values=("benefit", "tax"), window=both(months(36)))
CARD = RateCard(id="card", payers=(("town", 1.0),), prices=(("job", (price(3500), price(7000))), ("hours", both(price(10, "hour")))))
BONUS = ActivityTerm(id="bonus", payers=(("town", 1.0),), metric="course", price=both(price(1500, "course")))
FEE = Attachment(id="service_fee", fee=(price(3500, "start"), price(3600, "start")))
LUMP = Block(id="lump", payers=(("town", 1.0),), fee=price(1000, "year"))
LINEAR = CohortLinear(id="half", payers=(("town", 1.0),), payee="holder", metric="gain", share=Share(0.5))


def whole(**more):
    own = Subcontract(pass_through=Share(0.2), terms=(FEE,))
    capital = Capital(holder="the fund", need=money(1000), tranches=(Tranche(id="loan", investor="friend"),))
    return contract((JOB, HOURS, COURSE, GAIN), (CARD, BONUS, LUMP, LINEAR), subcontract=own, capital=capital, **more)


def test_a_rate_card_is_one_clause_a_row_and_pays_on_the_rows_whose_metric_is_paid():
    assert [clause.id for clause in person_clauses(whole())] == ["card.job", "card.hours", "bonus"]
    assert [clause.id for clause in person_clauses(whole(paid=("hours",)))] == ["card.hours"]


def test_terms_on_unpaid_metrics_sleep_and_the_holders_own_terms_do_not():
    asleep = whole(paid=("job",))
    assert [clause.id for clause in cohort_terms(asleep)] == []
    assert [clause.id for clause in attachment_clauses(asleep)] == ["subcontract.service_fee"]
    assert attachment_clauses(asleep)[0].payers == (("holder", 1.0),)


def test_a_yearly_fee_is_a_twelfth_a_month_rounded():
    assert block_clauses(whole())[0].fee_minor == 8333


def test_once_a_person_holds_for_successes_and_not_for_hours():
    job, hours, bonus = person_clauses(whole())
    assert (job.once, hours.once, bonus.once) == (True, False, False)
    assert (job.is_outcome, hours.is_outcome, bonus.is_outcome) == (True, True, False)
    paid = np.array([0, 350_000])
    assert due(job, np.ones(2), np.array([0, 1]), paid).tolist() == [350_000, 0]
    assert due(hours, np.full(2, 120.5), np.array([0, 1]), paid).tolist() == [120_500, 120_500]


def test_prices_and_fees_follow_the_group():
    assert due(person_clauses(whole())[0], np.array([1.0, 1.0, 0.0]), np.array([1, 0, 1]), np.zeros(3, dtype=np.int64)).tolist() == [
        700_000,
        350_000,
        0,
    ]
    assert starts_due(attachment_clauses(whole())[0], np.array([1, 0])).tolist() == [360_000, 350_000]


def test_a_weekly_price_on_a_monthly_count_is_converted():
    metric = TimeIn(id="stay", outcome="work", per="month", within=both(months(12)))
    term = Outcome(id="pay", metric="stay", price=both(price(30, "week")))
    clause = person_clauses(contract((metric,), (term,)))[0]
    assert due(clause, np.array([1.0]), np.array([0]), np.array([0])).tolist() == [13_000]


def test_pays_again_has_an_automaton_of_its_own_and_no_once():
    clause = person_clauses(contract((JOB,), (Outcome(id="pay", metric="job", price=both(price(1)), pays_again=True),)))[0]
    assert (clause.own, clause.again, clause.once) == (True, True, False)


def test_a_cohort_is_known_when_the_last_person_has_lived_through_the_longest_window():
    uneven = Sustained(id="job", outcome="work", lasts=both(months(3)), within=(months(12), months(24)), lag=months(2))
    assert due_month(uneven, 2, last_start=10) == 10 - 1 + 24 + 2


def test_a_price_rises_once_a_contract_year_and_is_rounded():
    yearly_two = 1 - (1 - 0.02) ** (1 / 12)
    limits = Limits(indexation=type("R", (), {"monthly": yearly_two})())  # type: ignore[arg-type]
    assert [price_factor(limits, month) for month in (1, 12, 13, 25)] == pytest.approx([1, 1, 1.02, 1.0404])
    clause = person_clauses(whole())[0]
    assert due(clause, np.array([1.0]), np.array([0]), np.array([0]), 1.0404).tolist() == [364_140]


def test_two_payers_share_a_line_to_the_last_cent_and_a_payers_limit_is_its_own():
    payers = (Payer("town", "Town", "town"), Payer("state", "State", "state"))
    term = Outcome(id="pay", payers=(("town", 0.5), ("state", 0.5)), metric="job", price=both(price(0.33)))
    limits = Limits(by_payer=(("state", Money(20, "EUR")),))
    paid = contract((JOB,), (term,), payers=payers, limits=limits)
    clause, limiter = person_clauses(paid)[0], Limiter(paid, 2)
    amounts = due(clause, np.ones(2), np.zeros(2, dtype=np.int16), np.zeros(2, dtype=np.int64))
    lines = dict(limiter.lines(1, clause, np.array([0, 1]), np.zeros(2, dtype=np.int16), amounts))
    assert {payer: part.tolist() for payer, part in lines.items()} == {"town": [17, 17], "state": [16, 4]}
    assert limiter.cut["by_payer"] == 12


amounts = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)
bounds = st.integers(0, 10**6)


@steady(100)
@given(st.lists(st.tuples(st.integers(1, 40), amounts), min_size=1, max_size=8), bounds, bounds, bounds)
def test_paid_never_exceeds_any_limit_and_what_is_cut_is_counted(calls, per_person, per_year, total):
    calls = sorted(calls, key=lambda call: call[0])
    limits = Limits(per_person=both(Money(per_person, "EUR")), per_year=Money(per_year, "EUR"), total=Money(total, "EUR"))
    limiter = Limiter(contract((), (), limits=limits))
    by_person, by_year, due_in_all = np.zeros(12, dtype=np.int64), {}, 0
    for month, row in calls:
        asked, persons = np.array(row, dtype=np.int64), np.arange(len(row))
        paid = limiter.apply(month, "job", "", persons, np.zeros(len(row), dtype=np.int16), asked)
        assert ((paid >= 0) & (paid <= asked)).all()
        by_person[: len(row)] += paid
        by_year[(month - 1) // 12] = by_year.get((month - 1) // 12, 0) + int(paid.sum())
        due_in_all += int(asked.sum())
    assert by_person.max() <= per_person
    assert max(by_year.values()) <= per_year
    assert by_person.sum() <= total
    assert due_in_all - by_person.sum() == sum(limiter.cut.values())


@steady(50)
@given(amounts, st.randoms(use_true_random=False), bounds)
def test_a_limit_per_person_does_not_depend_on_the_order_of_persons(row, order, per_person):
    limits = Limits(per_person=(Money(per_person, "EUR"), Money(per_person // 2, "EUR")))
    asked, groups = np.array(row, dtype=np.int64), np.arange(len(row)) % 2
    mixed = np.array(order.sample(range(len(row)), len(row)))
    straight = Limiter(contract((), (), limits=limits)).apply(1, "job", "", np.arange(len(row)), groups, asked)
    shuffled = Limiter(contract((), (), limits=limits)).apply(1, "job", "", mixed, groups[mixed], asked[mixed])
    assert straight[mixed].tolist() == shuffled.tolist()
