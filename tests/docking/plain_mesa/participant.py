"""A person of the twin."""

from typing import TYPE_CHECKING

import mesa

from .desk import World

if TYPE_CHECKING:
    from .run import Twin

OUT, DURABLE, SHALLOW = 0, 1, 2


class Participant(mesa.Agent):
    """A person: capability, the state with and without the contract, months in a row, whether they were paid for."""

    def __init__(self, model: "Twin", number: int, bases: tuple[float, float], response: float) -> None:
        super().__init__(model)
        self.number = number
        self.entry, self.leave = bases
        self.response = response
        self.need_class = 0
        self.believed_response = 1.0
        self.capability = 0.0
        self.believed = 0.0
        self.state = OUT
        self.without = OUT
        self.streak = 0
        self.paid_in = 0
        self.coached = 0.0
        self.pushed = 0.0

    def live(self, world: World, gain: float, boost: float, luck: float) -> bool:
        """One month after help: capability, the contract world, months in a row. True when a payment falls due."""
        capability = self.capability = world.keep * self.capability + gain * self.response
        state = self.state
        if state:
            leave = self.leave - world.helps_exit * capability
            if luck >= -(leave + world.if_shallow if state == SHALLOW else leave):
                self.state = OUT
                self.streak = 0
                return False
        else:
            entry = self.entry + world.helps_entry * capability
            if luck < entry:
                self.state = DURABLE
            elif luck < entry + boost:
                self.state = SHALLOW
            else:
                return False
        self.streak += 1
        return self.streak == world.lasts and not self.paid_in

    def live_without(self, luck: float) -> None:
        """The same month with ordinary services only, on the same draw."""
        self.without = DURABLE if luck < (-self.leave if self.without else self.entry) else OUT
