"""What Educate Girls must show: a slow first year, because what is done is learnt by doing it; and a return that has a cap."""

import numpy as np
import pytest

import utfall
from tests.systems.runs import Seen, share_above, side_by_side, variants

PEOPLE, SEEDS = 800, 8


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("educate_girls", "nothing_learnt", seeds=SEEDS, people=PEOPLE)


def by_year(seen: Seen) -> np.ndarray:
    """What children who started in each of the three school years learnt because of the programme, sd a child, [years, seeds]."""
    rows = []
    for record in seen.records:
        persons = record.persons
        gain = (persons.outcome_time - persons.outcome_time_without)[persons.enrolled]
        order = np.argsort(persons.start_month[persons.enrolled], kind="stable")
        rows.append([part.mean() for part in np.array_split(gain[order], 3)])
    return np.array(rows).T


def test_each_later_year_is_better_than_it_would_be_if_nothing_were_learnt(runs: tuple[Seen, ...]) -> None:
    learnt, not_learnt = (by_year(seen) for seen in runs)
    gain = learnt / not_learnt - 1.0
    assert share_above(gain[1], gain[0]) == 1.0
    assert share_above(gain[2], gain[1]) == 1.0
    assert gain[0].mean() < 0.05
    assert gain[1].min() > 0.1
    assert 0.25 < gain[2].mean() < 0.45


def test_the_first_year_is_slow_and_without_learning_the_years_are_alike(runs: tuple[Seen, ...]) -> None:
    """The size of learning was set to the course of the three years: this restates it, at 0.15 and 0.36 with a standard error of 0.03."""
    learnt, not_learnt = (by_year(seen).mean(axis=1) for seen in runs)
    assert learnt[1] > 1.1 * learnt[0]
    assert learnt[2] > 1.25 * learnt[0]
    assert np.ptp(not_learnt) / not_learnt.mean() < 0.06


def test_the_third_year_does_not_bring_four_times_the_first(runs: tuple[Seen, ...]) -> None:
    """What was read and is not reproduced (docs/systems.md): a learning curve flattens, the published course steepens."""
    learnt = by_year(runs[0])
    assert (learnt[2] / learnt[0]).max() < 2.0


def test_the_investor_never_earns_more_than_fifteen_per_cent_a_year() -> None:
    dear = utfall.load("educate_girls").replace({"contract.terms.learning.price": "USD 1 000 per point", "mechanisms.learning": False})
    (seen,) = side_by_side(dear, seeds=2, people=PEOPLE)
    for record in seen.records:
        flow = record.flows["ubs_optimus"].astype(float)
        at_cap = sum(amount / 1.15 ** (month / 12.0) for month, amount in enumerate(flow))
        assert flow.sum() > 0
        assert at_cap <= 0.02 * record.capital_drawn
