"""Probit and cloglog: the same rates and slopes, other chances far from them; the logit is untouched."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from tests.people.example import PARAMS, live, people
from tests.people.slow import slow_words, uniform
from utfall.base.draws import Purpose
from utfall.people.links import Link, scale
from utfall.people.wide import asks_for_more

CHANCE = {"probit": norm.cdf, "cloglog": lambda x: -np.expm1(-np.exp(x))}
OTHERS = tuple(CHANCE)


def linked(link, **changes):
    return replace(PARAMS, link=link, **changes)


@pytest.mark.parametrize("link", OTHERS)
@pytest.mark.parametrize("luck", ["monotone", "entry_exit"])
def test_everybody_moves_as_the_formula_says(link, luck):
    """From U itself and SciPy's distribution: enters if U < G(s x), leaves unless U < 1 - G(s y); in both worlds."""
    found = live(people(linked(link), months=30, luck=luck), by_task=(2.0, 1.0, 1.5, 0.0), months=12)
    law, made = found.params.outcomes[0], Link(found)
    before = [found.history[0, 12].copy(), found.history_without[0, 12].copy()]
    found.advance(13, np.empty(0, np.int32), np.empty((4, 0)), np.empty(0))
    s_in, s_out = made.scales[0]
    common = found.common[13 + 12]
    for i in range(0, int(found.started[13]), 7):
        u = uniform(slow_words(1, int(Purpose.TRANSITION), 13, 0, i)[0])
        group = found.group[i]
        x = found.laws.entries[group, 0] + made.enters[0, group] - law.entry_by_need * found.need[i] - law.entry_by_shock * found.shock[i] + common
        y = found.laws.exits[group, 0] + made.leaves[0, group] + law.exit_by_need * found.need[i] + law.exit_by_shock * found.shock[i] - common / 2
        help_in, help_out = (float(np.dot(h, found.capability[:, i])) for h in (law.helps_entry, law.helps_exit))
        for world, (was, more, less) in enumerate(((before[0][i], help_in, help_out), (before[1][i], 0.0, 0.0))):
            own = 1.0 - u if world == 1 and luck == "entry_exit" and was != 0 else u
            shallow = law.exit_if_shallow if was == 2 else 0.0
            stays = own < 1.0 - CHANCE[link](s_out * (y - less + shallow))
            now = (found.history, found.history_without)[world][0, 13, i]
            assert (now != 0) == (stays if was else own < CHANCE[link](s_in * (x + more)))


@pytest.mark.parametrize("link", OTHERS)
def test_monthly_rates_are_those_of_the_file(link):
    """Of many people without a common shock: entries and exits over months at risk, within four standard errors."""
    params = linked(link, eligible=30_000, offered=30_000, control=0, enrolment=1, common_spread=0.0, shock_persistence=0.0)
    for month, wanted in ((1, "entry"), (1, "exit")):
        found = live(people(params, months=month), months=month)
        for group in (0, 1):
            was, now = found.history[1, 0], found.history[1, 1]
            # month 0 goes with need; the rate is a mean over all needs, so weigh everybody alike by the chance itself
            law, made = found.params.outcomes[1], Link(found)
            here = found.group == group
            base, by = (
                (found.laws.entries[group, 1] + made.enters[1, group], -law.entry_by_need)
                if wanted == "entry"
                else (found.laws.exits[group, 1] + made.leaves[1, group], law.exit_by_need)
            )
            shock = law.entry_by_shock if wanted == "entry" else -law.exit_by_shock
            s = made.scales[1, 0 if wanted == "entry" else 1]
            chance = CHANCE[link](s * (base + by * found.need[here] - shock * found.shock[here]))
            assert chance.mean() == pytest.approx(getattr(law, wanted)[group], abs=4.0 * chance.std() / np.sqrt(here.sum()))
            risk = here & ((was == 0) if wanted == "entry" else (was != 0))
            moved = (now != was)[risk].sum()
            expected = CHANCE[link](s * (base + by * found.need[risk] - shock * found.shock[risk]))
            assert abs(moved - expected.sum()) < 4.0 * np.sqrt((expected * (1.0 - expected)).sum())


@pytest.mark.parametrize("link", OTHERS)
@pytest.mark.parametrize("rate", [0.01, 0.04, 0.5])
def test_the_slope_at_the_mean_rate_is_the_logits(link, rate):
    s = scale(rate, link)
    at = {"probit": norm.ppf, "cloglog": lambda p: np.log(-np.log1p(-p))}[link](rate) / s
    slope = (CHANCE[link](s * (at + 1e-5)) - CHANCE[link](s * (at - 1e-5))) / 2e-5
    assert slope == pytest.approx(rate * (1.0 - rate), rel=1e-6)


def test_the_logit_said_is_the_logit_unsaid_bit_for_bit():
    said, unsaid = live(people(linked("logit")), (1.0,) * 4), live(people(), (1.0,) * 4)
    assert said.wide is None
    assert not asks_for_more(linked("logit"), said.mechanisms)
    assert (said.history == unsaid.history).all()


@pytest.mark.parametrize("link", OTHERS)
def test_links_share_luck_so_that_most_people_move_alike(link):
    other, own = live(people(linked(link))), live(people())
    unlike = (other.history[0] != own.history[0]).mean()
    assert 0.0 < unlike < 0.06
