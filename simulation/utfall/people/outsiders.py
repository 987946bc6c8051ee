"""Openings of one state outcome over a run: who competes, how tight it is in each world, and what that costs others."""

import numpy as np

from utfall.base.laws import StateOutcome
from utfall.base.rules import exponential, logistic
from utfall.people.columns import Floats, States
from utfall.people.levels import logit_of
from utfall.people.openings import intensities, intensity, tightness
from utfall.people.parameters import Group, Market


class Openings:
    """Places of one outcome; those of a month are shared by the people whose own clock has started and a like part of the outsiders.

    tight    tightness of the latest month without and with the contract (1: openings do not bind)
    lost     (N,) full-time months that each of the eligible may expect to have lost to others' entries
    outside  the same of all outsiders together; they are followed as shares, for nobody meets one of them
    """

    def __init__(self, market: Market, number: int, law: StateOutcome, groups: tuple[Group, ...], people: int) -> None:
        self._places = float(market.openings[number] or 0.0)
        self._elasticity, self._others, self._people = market.elasticity, market.others, people
        self._law = law
        entry, leave, start = mean_rates(law, groups)
        self._entry, self._leave = logit_of(entry), logit_of(leave)
        self._inside = [start, start]
        self.tight = (1.0, 1.0)
        self.lost = np.zeros(people)
        self.outside = 0.0
        self._looking = np.empty(people)

    def looking(self, logits: Floats, before: States) -> Floats:
        """(n,) intensities of those who are out of the outcome."""
        out = self._looking[: logits.size]
        intensities(out, logits, before)
        return out

    def tighten(self, world: int, looking: Floats, common: float) -> float:
        """Tightness of the month in a world (0 without, 1 with the contract), given who looks and the common shock."""
        part = looking.size / self._people
        outsiders = self._others * part * (1.0 - self._inside[world])
        t = tightness(looking, intensity(self._entry + common), outsiders, self._places * part, self._elasticity)
        self.tight = (t, self.tight[1]) if world == 0 else (self.tight[0], t)
        return t

    def move_outsiders(self, common: float, active: int, counts: bool) -> None:
        """A month of the outsiders in both worlds; `counts`: whether what they lose this month is still counted."""
        looks, leave = intensity(self._entry + common), logistic(self._leave - 0.5 * common)
        for world, t in enumerate(self.tight):
            inside = self._inside[world]
            self._inside[world] = inside * (1.0 - leave) + (1.0 - inside) * (1.0 - exponential(-looks * t))
        if counts:
            self.outside += self._law.intensity * self._others * (active / self._people) * (self._inside[0] - self._inside[1])


def mean_rates(law: StateOutcome, groups: tuple[Group, ...]) -> tuple[float, float, float]:
    """Monthly hazards of entry and exit, and the share in the outcome at the start, over all groups by their shares."""
    whole = sum(group.share for group in groups)
    entry, leave, start = (sum(g.share * rate for g, rate in zip(groups, rates, strict=True)) / whole for rates in (law.entry, law.exit, law.start))
    return entry, leave, start
