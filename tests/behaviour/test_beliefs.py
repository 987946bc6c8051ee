"""What results teach about the base rate and the own effect, and what they cannot teach."""

import numpy as np
import pytest

from utfall.behaviour.beliefs import Belief, Results, winners_curse

TRUE_BASE, TRUE_EFFECT = 0.25, 0.06


def exact(people=1e6, spread=0.0):
    """Results of many people without noise; the tables take the base for .30 and one unit of effect for .06; gains differ by `spread`."""
    gains = TRUE_EFFECT * np.array([1 - spread, 1 + spread])
    over = TRUE_BASE - 0.30 + gains
    each = people / 2
    return Results(
        people=people, over=each * over.sum(), gain=each * gains.sum(), gain_square=each * (gains**2).sum(), cross=each * (gains * over).sum(),
        chance=people * 0.2,
    )  # fmt: skip


@pytest.mark.parametrize(("spread", "ends"), [(0.05, 0.96), (0.10, 1.59), (0.15, 1.83)])
def test_own_results_alone_end_where_the_priors_say_and_no_more_of_them_moves_it(spread, ends):
    # theory bench T25: believed base .30 and effect .126 (2.1 x .06), exact gross data, prior sd of the effect .06
    belief = Belief(0.0, 2.1, spread**2, 1.0)
    first = exact(1e9).learned(belief, 0.0)
    assert first.effect == pytest.approx(ends, abs=0.005)
    assert exact(1e12).learned(first, 0.0).effect == pytest.approx(first.effect, abs=1e-4)


def test_a_control_group_or_unlike_hours_part_the_two():
    prior = Belief(0.0, 2.1, 0.1**2, 1.0)
    control = Results(people=1e9, over=1e9 * (TRUE_BASE - 0.30), chance=2e8)
    assert exact(1e9).learned(control.compared(prior), 0.0).effect == pytest.approx(1.0, abs=1e-3)
    unlike = exact(1e6, spread=0.5)
    assert unlike.varied(unlike.learned(prior, 0.0), 1.0).effect == pytest.approx(1.0, abs=1e-2)


def test_unlike_hours_teach_the_more_the_more_mature_the_data():
    prior, year = Belief(0.0, 2.1, 0.1**2, 1.0), exact(2000.0, spread=0.5)
    gaps = [abs(year.varied(prior, usable).effect - 1.0) for usable in (0.0, 0.2, 0.5, 1.0)]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] == pytest.approx(1.1)


def test_alike_hours_teach_nothing_of_the_effect_alone():
    prior = Belief(0.0, 2.1, 0.01, 1.0)
    assert exact(1e6).varied(prior, 1.0) == prior
    assert Results().learned(prior, 0.05) == prior


def test_the_winner_of_a_tender_overrates_itself_by_the_greatest_of_the_signals():
    # theory bench T24
    assert winners_curse(1.0, 1) == 1.0
    assert winners_curse(0.5, 3) == pytest.approx(1 + 0.5 * 0.846284)
