"""Events as a provider looks at them from ahead, and a judge of them: a price for each, a window without any, alone and beside a job."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import EventCount, PayStream
from utfall.behaviour.valuation.events import EventLaw
from utfall.validation.behaviour.contracts import stream, sustained, time_in
from utfall.validation.behaviour.reference import Floats, Ints, Judge

#: Fifteen events of a hundred persons a month at mean need; help takes up to half of them away.
EVENT_LAW = EventLaw(outcome=0, log_rate=float(np.log(0.15)), by_need=0.5, own=0.0, noise=0.0, on=0.8, mean=0.17, beside=(0.0,), time=0.0)
#: A stream that pays nothing, so that months are counted.
NOTHING = stream(0.0, time_in(1, 1.0))


def fewer(price: float, window: int = 24, level: float = 0.0) -> PayStream:
    """So much for each event less."""
    return PayStream("fewer", -price, events=EventCount(0, 1, window, True), level=level)


def clean(price: float, window: int = 12) -> PayStream:
    """So much for a window without any."""
    return PayStream("clean", price, events=EventCount(0, 1, window, False))


EVENTFUL: dict[str, tuple[PayStream, ...]] = {
    "each event": (NOTHING, fewer(4000)),
    "a year without any event": (NOTHING, clean(9000)),
    "two years without any event": (NOTHING, clean(20000, 24)),
    "a job and each event": (stream(4000, sustained(6)), fewer(1500)),
    "a job and a year without any event": (stream(4000, sustained(6)), clean(4000)),
}


class EventJudge(Judge):
    """Brute force with events: nodes twice, without and with an event so far; a month's events come between action and next month."""

    def __init__(self, streams: tuple[PayStream, ...], need: float, wage: float) -> None:
        super().__init__(tuple(s for s in streams if s.automaton is not None), need, wage)
        self.paid = [(s.price, s.level, s.events) for s in streams if s.events is not None]
        self.months = max(self.months, *(count.last for _, _, count in self.paid))
        size, last = len(self.found), len(self.tables) - 1
        self.found = [(*progress, mark) for mark in (0, 1) for progress in self.found]
        self.tables = [_twice(*self.tables[min(month, last)], size, counts=month <= last) for month in range(self.months + 1)]
        self.rate = np.exp(EVENT_LAW.log_rate + EVENT_LAW.by_need * need - EVENT_LAW.on * self.k)

    def _sweep(self, month_value: Callable[[int, Floats, Ints, Floats], Floats]) -> float:
        size, none = len(self.found) // 2, np.exp(-self.rate)

        def with_events(month: int, ahead: Floats, follow: Ints, pay: Floats) -> Floats:
            ahead = ahead.copy()
            prize = sum(price for price, _, count in self.paid if not count.each and count.last == month)
            ahead[:, :size] = none * (ahead[:, :size] + prize) + (1 - none) * ahead[:, size:]
            for price, level, count in self.paid:
                if count.each and count.first <= month <= count.last:
                    ahead += price * (self.rate - level)
            return month_value(month, ahead, follow, pay)

        return super()._sweep(with_events)


def _twice(follow: Ints, pay: Floats, size: int, *, counts: bool) -> tuple[Ints, NDArray[np.float64]]:
    """Next combinations and pay for both copies of the nodes; nothing where the months of the streams are over."""
    return np.concatenate([follow, follow + size]), np.concatenate([pay, pay]) * counts
