"""An award for a year in which enough of those who ended are in the outcome, and a provider that may choose when service is said to have ended."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, lived, money, months
from utfall.base.quantities import Share
from utfall.contract.terms.threshold import CohortThreshold

DAY = {"day_90": {"after_enrolment": None, "after_service": (months(1),)}}


def standard(line=0.6, within=6, payee="providers", **changes):
    """People come for two years of three; service of three months; a sum for each year that reaches the line."""
    award = CohortThreshold(
        id="award", metric="day_90", level=Share(line), pays=money(9000), payers=(("town", 1.0),), payee=payee, cohort_by="end_of_service"
    )
    given = {"eligible": 360, "enrolment": 24, "length": 36, "service": 3, "hours": 60.0, "terms": (award,), "metrics": DAY, "mechanisms": ALL_OFF}
    made = case(**{**given, **changes})
    service = replace(made.contract.service, end_reported_within=months(within) if within else None)
    return replace(made, contract=replace(made.contract, service=service), months=66)


def ended_in(model, number):
    said = model.endings.said
    return (said > 12 * number) & (said <= 12 * (number + 1))


def test_a_year_counts_who_is_said_to_have_ended_in_it_and_pays_at_its_line():
    for seed, line in ((1, 0.1), (2, 0.3), (3, 0.6)):
        model = lived(standard(line), seed)
        meter = model.meters[model.by_metric["day_90"]]
        assert [one.number for one in model.settlement.cohorts] == [0, 1, 2]
        for one in model.settlement.cohorts:
            mine = ended_in(model, one.number)
            assert one.estimate.quantity == mine.sum()
            assert np.array_equal(model.cohort_members["award", one.number], np.flatnonzero(mine))
            if mine.any():
                assert one.estimate.value == pytest.approx(meter.recorded[mine].mean())
            assert (one.due > 0) == bool(mine.any() and meter.recorded[mine].mean() >= line - 1e-12)


def test_who_is_out_is_held_and_the_books_close_with_the_contract():
    model = lived(standard(within=12))
    over, said = model.endings.over, model.endings.said
    told = over > 0
    state = model.people.history[0, said, np.arange(len(model.people))] > 0
    assert (said[told] >= over[told]).all()
    assert (said[told] <= np.minimum(over[told] + 12, 36)).all()
    free = told & ~state & (said < np.minimum(over + 12, 36))
    assert free.any()
    assert (said[free] % 12 == 0).all()  # with the last month of a year, or when it must
    fast = lived(standard(within=0))
    assert np.array_equal(fast.endings.said, fast.endings.over)


@pytest.mark.parametrize("changes", [{"rule": "equal_effort"}, {"payee": "state"}])
def test_who_does_not_look_at_the_award_or_does_not_get_it_says_so_at_once(changes):
    model = lived(standard(**changes))
    assert model.endings.delay == 0.0


def test_the_choice_lifts_the_rate_and_is_the_same_to_the_bit_again():
    free, bound = lived(standard()), lived(standard(within=0))
    again = lived(standard())
    assert np.array_equal(free.endings.said, again.endings.said)
    rates = [[one.estimate.value for one in model.settlement.cohorts[:2]] for model in (free, bound)]
    assert np.mean(rates[0]) > np.mean(rates[1])


def test_without_the_contract_the_same_rule_chooses_on_the_states_there():
    model = lived(standard())
    clock = model.endings.clock("without")
    told = model.endings.over > 0
    assert (clock[told] > model.endings.over[told]).all()
    assert (clock[told] <= 37).all()
