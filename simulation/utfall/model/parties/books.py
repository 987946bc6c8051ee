"""Books of the providers, in columns: what each weighs its hours with, and what it has spent. The agents read and write their own places."""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.quantities import Price
from utfall.behaviour.hours import BUDGET, FACTOR, MEANS, MISSION, PAY, PUSH_FACTOR, WAGE
from utfall.contract.parties import Provider

Floats = NDArray[np.float64]


class Books:
    """Columns over P providers.

    means        (P, 7) what a month's hours are weighed with, as `behaviour.hours` reads it; pay and the last shadow price live here
    worth        (P,) minor units that a full-time month of the outcome is worth to each at rest: theta x social value
    motivation   (P,) index, 1 at rest; planned (P,) people each is staffed for at once; staff (P,) hours a month; wage (P,) minor units an hour
    beside       (2, P) int64 minor units beside staff hours: for each start, for each month of the contract; starts_cost: any for a start
    set_up       (P,) int64 minor units of setting up, in month 1
    cost         (P,) int64 minor units spent so far; hours (P,) given so far
    plans        (P, tasks) share of hours by task under agreed hours; by_task (P, tasks) hours of the month
    """

    __slots__ = ("beside", "by_task", "cost", "hours", "means", "motivation", "planned", "plans", "set_up", "staff", "starts_cost", "wage", "worth")

    def __init__(self, providers: tuple[Provider, ...]) -> None:
        self.wage = np.array([float(provider.cost.minor) for provider in providers])
        self.staff = np.array([provider.hours.monthly for provider in providers], dtype=np.float64)
        self.planned = np.ones(len(providers))
        self.plans = np.array([provider.plan for provider in providers], dtype=np.float64)
        self.by_task = np.zeros_like(self.plans)
        self.motivation = np.ones(len(providers))
        self.worth = np.zeros(len(providers))
        self.set_up = np.array([0 if p.set_up is None else p.set_up.minor for p in providers], dtype=np.int64)
        self.beside = np.array([_beside(provider.overhead) for provider in providers], dtype=np.int64).T.copy()
        self.starts_cost = bool(self.beside[0].any())
        self.cost = np.zeros(len(providers), np.int64)
        self.hours = np.zeros(len(providers))
        self.means = np.zeros((len(providers), MEANS))
        self.means[:, [PAY, FACTOR, PUSH_FACTOR]] = 1.0
        self.means[:, WAGE] = self.wage

    def weigh(self, offsets: NDArray[np.int64]) -> Floats:
        """The month's budgets for caseloads of so many people, and what a full-time month is worth to each; (P, tasks) room for the hours.

        offsets   (P + 1,) where each provider's people begin among those served
        """
        _weigh(offsets, self.worth, self.staff, self.planned, self.motivation, self.means, self.by_task)
        return self.by_task

    def overheads(self, starts: NDArray[np.int64], works: NDArray[np.bool_]) -> NDArray[np.int64]:
        """(P,) minor units that a month of the contract costs beside staff hours, booked; `starts` (P,) persons, `works` (P,)."""
        amounts = np.where(works, starts * self.beside[0] + self.beside[1], 0)
        self.cost += amounts
        return amounts

    def begin(self, works: NDArray[np.bool_]) -> NDArray[np.int64]:
        """(P,) minor units that setting up costs those who work (P,), booked."""
        amounts = np.where(works, self.set_up, 0)
        self.cost += amounts
        return amounts

    def spend(self, cost_of_hour: Floats, costs: NDArray[np.int64], totals: tuple[Floats, Floats]) -> None:
        """Book the month's hours, and what they cost, (P,) minor units, which is written; `cost_of_hour` (tasks,) in wages.

        totals   two columns (tasks,) to which the hours are added
        """
        _spend(self.by_task, cost_of_hour, self.wage, self.hours, self.cost, costs, *totals)


def _beside(price: Price | None) -> tuple[int, int]:
    """Minor units for each start, for each month."""
    if price is None:
        return 0, 0
    return (price.minor, 0) if price.per == "start" else (0, price.minor if price.per == "month" else round(price.minor / 12))


@nb.njit(cache=True, error_model="numpy")
def _weigh(offsets: NDArray[np.int64], worth: Floats, staff: Floats, planned: Floats, motivation: Floats, means: Floats, by_task: Floats) -> None:
    """Staff follow the caseload up to the plan."""
    for p in range(staff.size):
        means[p, BUDGET] = staff[p] * min(1.0, (offsets[p + 1] - offsets[p]) / planned[p])
        means[p, MISSION] = worth[p] * motivation[p]
        by_task[p] = 0.0


@nb.njit(cache=True, error_model="numpy")
def _spend(
    by_task: Floats,
    cost_of_hour: Floats,
    wage: Floats,
    hours: Floats,
    cost: NDArray[np.int64],
    costs: NDArray[np.int64],
    so_far: Floats,
    this_month: Floats,
) -> None:
    """A provider's hours cost wage x sum over tasks of hours x cost, rounded once."""
    for p in range(wage.size):
        given, weighted = 0.0, 0.0
        for t in range(cost_of_hour.size):
            given += by_task[p, t]
            weighted += by_task[p, t] * cost_of_hour[t]
        costs[p] = np.int64(np.rint(wage[p] * weighted))
        hours[p] += given
        cost[p] += costs[p]
    for t in range(cost_of_hour.size):
        given = 0.0
        for p in range(wage.size):
            given += by_task[p, t]
        so_far[t] += given
        this_month[t] += given
