"""How many of those who are out are let go in a year that is paid for by its rate: what is found beside all numbers tried one by one."""

from math import floor

import numpy as np
import pytest

from utfall.behaviour.rate_year import RateYearView, lets_go, worth_of_letting_go

NEVER = -np.inf


def year(won=37, lost=0, **changes):
    """The last month of a year with so many successes and failures recorded."""
    given = {"line": 0.6, "ended": np.repeat([1.0, 0.0], [won, lost]), "fresh": 100, "closes": True, "award": 50.0, "next_award": 50.0}
    return RateYearView(**{**given, **changes})


def out(count, later=0.0):
    """People who are out and stay so; they may wait."""
    return np.zeros(count), np.full(count, later)


@pytest.mark.parametrize("won", [1, 12, 36, 37])
@pytest.mark.parametrize("line", [0.35, 0.6, 0.75])
def test_as_many_failures_are_let_go_as_the_line_bears_and_no_more(won, line):
    gone = lets_go(*out(80), year(won, line=line)).sum()
    assert gone == min(floor(won * (1 - line) / line + 1e-9), 80)
    assert won / (won + gone) >= line > won / (won + gone + 1) or gone == 80


def test_the_number_is_the_best_of_all_by_what_both_years_are_worth():
    rng = np.random.default_rng(3)
    for _ in range(40):
        now = np.sort(rng.uniform(0.0, 0.5, 12))[::-1]
        later = np.clip(now + rng.uniform(-0.1, 0.1, 12), 0.0, 1.0)
        ended = rng.uniform(0.3, 1.0, 20)
        at = year(ended=ended, fresh=15, award=rng.uniform(0, 100), next_award=rng.uniform(0, 100))
        worth = worth_of_letting_go(ended, now, later, float(np.concatenate([ended, now]).mean()), at)
        assert worth.size == 13
        assert (worth >= 0.0).all()
        assert (worth <= at.award + at.next_award).all()
        gone = lets_go(now, later, at)
        sure = int((now >= 0.6).sum())
        assert sure == 0
        assert worth[gone.sum()] == worth.max()
        assert gone[: gone.sum()].all()  # the likeliest to succeed go first


def test_a_year_that_is_lost_takes_all_of_them_and_one_that_is_won_for_sure_holds_none():
    assert lets_go(*out(30), year(won=5, lost=40)).all()
    assert lets_go(*out(30), year(won=90)).all()


def test_what_is_not_known_yet_is_weighed_as_a_risk():
    """The same expected successes, unsure: fewer are let go than the line bears on average."""
    sure = lets_go(*out(60), year()).sum()
    unsure = lets_go(*out(60), year(ended=np.full(74, 0.5), line=0.3)).sum()
    assert unsure < floor(37 / 0.3 - 74)
    assert sure == 24


def test_where_the_next_year_pays_nothing_nobody_is_held_for_it_beyond_the_line():
    assert lets_go(*out(30), year(next_award=0.0)).sum() == 24
    assert lets_go(*out(30), year(award=0.0)).all()


def test_before_the_year_closes_who_is_in_goes_and_who_is_out_is_held_unless_it_may_not_be():
    now, later = np.array([0.9, 0.9, 0.1, 0.1]), np.array([0.8, 0.95, 0.3, NEVER])
    assert lets_go(now, later, year(closes=False)).tolist() == [True, False, False, True]
