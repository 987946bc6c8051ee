"""Every person-level term as the language compiles it, and a dozen of them together.

`contracts` writes its automata by hand; here they come from metrics as a scenario says them, through the compiler that contracts use. What has
no automaton has judges of its own: `events`, `scores`, `by_the_hour`, `starts`.
"""

from dataclasses import replace

from utfall.base.automata import Automaton, PayStream
from utfall.base.quantities import Time
from utfall.contract.metrics.build import both_of, lost_after
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import FirstEntry, Intensity, Metric, StateAt, Sustained, TimeIn
from utfall.validation.behaviour.contracts import INTENSITY, SERVICE
from utfall.validation.settings.contracts import STATE, contract, months

WORK = replace(STATE, intensity=INTENSITY[0], intensity_shallow=INTENSITY[1])
Streams = tuple[PayStream, ...]


def _in(count: int) -> tuple[Time, ...]:
    return (months(count),)


ENTRY = FirstEntry(id="entry", outcome=WORK.id, within=_in(SERVICE))
DAY_90 = StateAt(id="day_90", outcome=WORK.id, after_enrolment=_in(3))
YEAR = StateAt(id="year", outcome=WORK.id, after_enrolment=_in(12))
CHOSEN = replace(DAY_90, id="chosen", until=months(3), reported="when_provider_chooses")
THREE = Sustained(id="three", outcome=WORK.id, lasts=_in(3), within=_in(SERVICE))
SIX = replace(THREE, id="six", lasts=_in(6))
TWELVE = replace(THREE, id="twelve", lasts=_in(12))
GAP = replace(SIX, id="gap", gap=_in(1))
IN_ALL = replace(SIX, id="in_all", in_a_row=False)
TIME = TimeIn(id="time", outcome=WORK.id, per="month", within=_in(SERVICE))
TEN = replace(TIME, id="ten", at_most=_in(10))
AFTER = replace(TIME, id="after", follows="three")
HOURS = Intensity(id="hours", outcome=WORK.id, window=_in(6), starts=_in(6))


def automaton(metric: Metric, *, again: bool = False) -> Automaton:
    """What a metric is, month by month, compiled from its declaration."""
    made = compile_metric(metric, 0, contract((metric, THREE)), (WORK,), (), again=again)
    assert isinstance(made, Automaton)
    return made


def paid(price: float, metric: Metric, *, again: bool = False) -> PayStream:
    """A price on a metric as written."""
    return PayStream(metric.id, price, automaton(metric, again=again))


def taken_back(share: float, price: float, metric: Metric, within: int) -> Streams:
    """A price of which a share goes back if the success is lost within so many months."""
    return paid(price, metric), PayStream("back", -share * price, lost_after(automaton(metric), within))


def held(share: float, price: float, metric: Metric, until: Metric) -> Streams:
    """A price of which a share is held until another metric succeeds too."""
    return paid((1.0 - share) * price, metric), PayStream("held", share * price, both_of(automaton(metric), automaton(until)))


#: One term at a time.
TERMS: dict[str, Streams] = {
    "every entry, paid again": (paid(1500, ENTRY, again=True),),
    "a day within three months, chosen": (paid(3000, CHOSEN),),
    "six months, a month's gap allowed": (paid(4000, GAP),),
    "six months in all": (paid(4000, IN_ALL),),
    "six months, paid again": (paid(2500, SIX, again=True),),
    "months in work": (paid(400, TIME),),
    "months in work, at most ten": (paid(500, TEN),),
    "months in work after three in a row": (paid(400, AFTER),),
    "hours of months seven to twelve": (paid(6, HOURS),),
    "year, part taken back within six months": taken_back(0.6, 5000, YEAR, 6),
    "day 90, part held until twelve in a row": held(0.5, 4000, DAY_90, TWELVE),
}
#: Terms together: rate cards, ladders, terms with what holds or takes back.
TOGETHER: dict[str, Streams] = {
    "entry and six months": (paid(2000, ENTRY), paid(3000, SIX)),
    "entry and twelve months": (paid(2000, ENTRY), paid(4000, TWELVE)),
    "day 90 and six months": (paid(2000, DAY_90), paid(3000, SIX)),
    "day 90 and the year": (paid(2000, DAY_90), paid(3000, YEAR)),
    "day 90 and hours": (paid(2000, DAY_90), paid(5, HOURS)),
    "six months and hours": (paid(3000, SIX), paid(5, HOURS)),
    "year and months in work": (paid(3000, YEAR), paid(200, TIME)),
    "entry, three, six and twelve": (paid(1000, ENTRY), paid(1500, THREE), paid(1500, SIX), paid(2500, TWELVE)),
    "entry, then months after three": (paid(1500, ENTRY), paid(300, AFTER)),
    "six months in part taken back, and the year": (*taken_back(0.8, 4000, SIX, 6), paid(2000, YEAR)),
    "three months in part held, and hours": (*held(0.5, 3000, THREE, TWELVE), paid(5, HOURS)),
    "a chosen day and months in work": (paid(2500, CHOSEN), paid(200, TIME)),
}
