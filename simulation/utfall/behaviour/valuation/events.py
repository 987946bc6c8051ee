"""What events are worth from ahead: money and time that hang on how often something happens, added to the backward sweep.

The believed rate of need d at help x is a month's

    rate(d, x) = exp(log_rate + by_need d + (own^2 + noise^2) / 2 - on x)

A stream on each event pays price x (rate - level) a month, whatever the state. A stream on a window without any event is a second copy
of all nodes, "marked": in each month a part of those not marked goes over to it, and who is left is paid in the last
month. Persons differ for good in what nobody sees (sd `own`), so that those still without an event are ever more the calm ones: who has
had none by month m - 1 has none in month m by the chance S(e + rate) / S(e), S the mean of exp(-exposure) over `own`, e the exposure before.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import PayStream
from utfall.behaviour.valuation.product import Product

Floats = NDArray[np.float64]
_NODES = 15


@dataclass(frozen=True, slots=True)
class EventLaw:
    """How often something happens to a person of one group, as a provider believes it.

    outcome    number of the outcome of events
    log_rate, by_need   log rate a month at need 0 and help 0; per sd of need
    own, noise   sd of the log rate between persons beyond need, and of the temporary shock's part: nobody sees them
    on         log rate taken off per unit of help x
    mean       events a month of the group's mean person, no help given
    beside     (capabilities,) log rate taken off per unit, beyond what `on` says of it (`readings`)
    time       outcome time of one event fewer: 1 for the main outcome, else 0
    """

    outcome: int
    log_rate: float
    by_need: float
    own: float
    noise: float
    on: float
    mean: float
    beside: tuple[float, ...]
    time: float

    def rate(self, need: Floats) -> Floats:
        """Events a month at each need, no help given."""
        found: Floats = np.exp(self.log_rate + self.by_need * need + 0.5 * (self.own**2 + self.noise**2))
        return found


class Happening(NamedTuple):
    """What events add in each person-month 1 .. M (row 0 unused); arrays without elements where nothing does.

    flow      (M + 1, 2, needs, x) money (minor units) and outcome time
    survive   (flags, M + 1, needs, x) chance of no event in the month of who has had none; prize (flags, M + 1) minor units then
    """

    flow: Floats
    survive: Floats
    prize: Floats


def flags(streams: tuple[PayStream, ...]) -> tuple[int, ...]:
    """Outcomes of events of which it matters whether any has happened: one row of progress each, after those of automata and caps."""
    return tuple(sorted({stream.events.outcome for stream in streams if stream.events is not None and not stream.events.each}))


def marked(made: Product, count: int) -> Product:
    """The product with a copy of its nodes for every set of flags; a row of progress (0 or 1) a flag comes behind the others."""
    nodes, codes = made.nodes, made.lookup.size // 3
    copies = range(2**count)
    return replace(
        made,
        state=np.concatenate([made.state for _ in copies]),
        follow=np.concatenate([made.follow + np.int32(nodes * copy) for copy in copies], axis=1),
        money=np.concatenate([made.money for _ in copies], axis=1),
        radix=np.concatenate([made.radix, codes * 2 ** np.arange(count)]).astype(np.int64),
        sizes=np.concatenate([made.sizes, np.full(count, 2)]).astype(np.int64),
        lookup=np.concatenate([made.lookup + np.int32(nodes * copy) for copy in copies]),
        progress=np.concatenate([made.progress + nodes * copy for copy in copies]),
    )


def happening(
    laws: tuple[EventLaw, ...], streams: tuple[PayStream, ...], months: tuple[int, int], grid: tuple[Floats, Floats], weight: Floats
) -> Happening:
    """Rates and chances of all months; months: last, and last in which outcome time counts; grid: needs, x; weight (needs,) of outcome time."""
    (last, horizon), (needs, x) = months, grid
    flow = np.zeros((last + 1, 2, needs.size, x.size))
    marks = flags(streams)
    survive, prize = np.ones((len(marks), last + 1, needs.size, x.size)), np.zeros((len(marks), last + 1))
    for law in laws:
        rate = law.rate(needs)[:, None] * np.exp(-law.on * x)
        flow[1 : horizon + 1, 1] += law.time * weight[:, None] * (law.rate(needs)[:, None] - rate)
        paid = [stream for stream in streams if stream.events is not None and stream.events.outcome == law.outcome and stream.price != 0.0]
        for stream in paid:
            count = stream.events
            if count is None:
                continue
            if count.each:
                flow[count.first : count.last + 1, 0] += stream.price * (rate - stream.level)
            else:
                prize[marks.index(law.outcome), count.last] += stream.price
        if law.outcome in marks:
            survive[marks.index(law.outcome), 1:] = _staying(law, last, needs, x)
    return Happening(flow if flow.any() else np.zeros((0, 2, 0, 0)), survive, prize)


def _staying(law: EventLaw, months: int, needs: Floats, x: Floats) -> Floats:
    """(months, needs, x) chance that who has had no event so far has none in the month; help before is taken as half of today's, for it builds up."""
    points, masses = np.polynomial.hermite_e.hermegauss(_NODES)
    bent, weights = np.exp(law.own * points - 0.5 * law.own**2), masses / masses.sum()
    rate = law.rate(needs)[:, None, None] * bent
    before, now = (rate * np.exp(-on * x)[None, :, None] for on in (0.5 * law.on, law.on))
    rows = [(np.exp(-month * before - now) @ weights) / np.maximum(np.exp(-month * before) @ weights, 1e-300) for month in range(months)]
    return np.stack(rows)


@nb.njit(cache=True, error_model="numpy")
def add_events(month: int, values: Floats, flow: Floats, survive: Floats, prize: Floats, pay: float, mission: float) -> None:
    """Add a month's events to values (4, nodes, needs, x): combined, money, time, hours; nodes are copies by flags, not marked first."""
    nodes, needs, size = values.shape[1], values.shape[2], values.shape[3]
    for f in range(survive.shape[0]):
        half = nodes >> (survive.shape[0] - f)  # nodes of one copy of this flag
        for n in range(nodes):
            if (n // half) % 2 == 1:
                continue
            for d in range(needs):
                for i in range(size):
                    stays = survive[f, month, d, i]
                    for q in range(4):
                        values[q, n, d, i] = stays * values[q, n, d, i] + (1.0 - stays) * values[q, n + half, d, i]
                    values[0, n, d, i] += stays * pay * prize[f, month]
                    values[1, n, d, i] += stays * prize[f, month]
    if flow.size > 0:
        for n in range(nodes):
            for d in range(needs):
                for i in range(size):
                    values[0, n, d, i] += pay * flow[month, 0, d, i] + mission * flow[month, 1, d, i]
                    values[1, n, d, i] += flow[month, 0, d, i]
                    values[2, n, d, i] += flow[month, 1, d, i]
