"""Staff of the providers, month by month: capacity follows what is wanted, slowly; workers leave; who comes fits the contract."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.behaviour.hours import PRICE
from utfall.behaviour.staffing import crew_mission, leaving, next_staff, pressure, wanted_staff

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


class Staff:
    """Moves capacity (`mechanisms.staffing`), and how many leave and who comes (`mechanisms.turnover`); costs nothing with both off."""

    def __init__(self, model: "ContractModel") -> None:
        self._model = model
        mechanisms = model.case.mechanisms
        self._grows, self._turns = mechanisms.staffing, mechanisms.turnover
        self._plan, self._rest = model.books.staff.copy(), model.turnover.copy()
        self._worth, self.mission = model.books.worth.copy(), np.ones(len(model.providers))

    def begin(self, number: int) -> None:
        """A newcomer takes a provider's place, with the staff that was planned."""
        model = self._model
        model.books.staff[number], model.books.worth[number] = self._plan[number], self._worth[number]
        self.mission[number] = 1.0
        if self._turns:
            model.turnover[number] = self._rest[number]

    def move(self) -> None:
        """After a month: the next month's staff, turnover and mission."""
        model, books = self._model, self._model.books
        if not (self._grows or self._turns) or model.month > model.case.contract.length or not model.rosters.ids.size:
            return
        served = model.rosters.offsets[1:] - model.rosters.offsets[:-1]
        pressed = pressure(books.means[:, PRICE], books.wage)
        if self._grows:
            load = np.minimum(served / books.planned, 1.0)
            wanted = np.where(served > 0, wanted_staff(books.by_task @ model.tasks.cost, load, pressed), books.staff)
            books.staff = next_staff(wanted, books.staff, self._plan, model.case.profile.staff_speed)
        if self._turns:
            character = model.case.profile.character
            model.turnover[:] = leaving(self._rest, pressed, books.motivation, character)
            self.mission = crew_mission(self.mission, model.turnover, np.array(model.stakes), character)
            books.worth[:] = self._worth * self.mission
