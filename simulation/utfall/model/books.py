"""Books of the providers, in columns: what each weighs its hours with, and what it has spent. The agents read and write their own places."""

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.hours import BUDGET, FACTOR, MEANS, MISSION, PAY, PUSH_FACTOR, WAGE
from utfall.contract.parties import Provider

Floats = NDArray[np.float64]


class Books:
    """Columns over P providers.

    means        (P, 7) what a month's hours are weighed with, as `behaviour.hours` reads it; pay and the last shadow price live here
    motivation   (P,) index, 1 at rest; planned (P,) people each is staffed for at once; staff (P,) hours a month; wage (P,) minor units an hour
    cost         (P,) int64 minor units spent so far; hours (P,) given so far
    plans        (P, tasks) share of hours by task under agreed hours
    """

    __slots__ = ("cost", "hours", "means", "motivation", "planned", "plans", "staff", "wage")

    def __init__(self, providers: tuple[Provider, ...]) -> None:
        self.wage = np.array([float(provider.cost.minor) for provider in providers])
        self.staff = np.array([provider.hours.monthly for provider in providers], dtype=np.float64)
        self.planned = np.ones(len(providers))
        self.plans = np.array([provider.plan for provider in providers], dtype=np.float64)
        self.motivation = np.ones(len(providers))
        self.cost = np.zeros(len(providers), np.int64)
        self.hours = np.zeros(len(providers))
        self.means = np.zeros((len(providers), MEANS))
        self.means[:, [PAY, FACTOR, PUSH_FACTOR]] = 1.0
        self.means[:, WAGE] = self.wage

    def weigh(self, caseloads: NDArray[np.int64], mission_value: float) -> None:
        """The month's budgets for caseloads (P,) of so many people, and what a full-time month is worth to each."""
        self.means[:, BUDGET] = self.staff * np.minimum(1.0, caseloads / self.planned)
        self.means[:, MISSION] = mission_value * self.motivation

    def spend(self, hours: Floats, cost: NDArray[np.int64]) -> None:
        """Book a month's hours and what they cost, (P,) each."""
        self.hours += hours
        self.cost += cost
