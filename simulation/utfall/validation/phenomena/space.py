"""A wide space of parameters, and points that fill it evenly: wider than the ranges of any case, since a map is asked where things end."""

from dataclasses import dataclass
from math import exp, log
from typing import Any

from scipy.stats import qmc

from utfall.scenario import Scenario, load

SCENARIO = "first_steps"
PEOPLE, POINTS, SEEDS = 600, 60, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One parameter.

    id, words   as in the table
    path        dotted key in the scenario
    low, high   between which it is drawn, evenly (`even`) or evenly in logs
    said        how a number is written in a scenario; {} where it stands (empty: as a number)
    """

    id: str
    words: str
    path: str
    low: float
    high: float
    even: bool = True
    said: str = ""

    def at(self, share: float) -> float:
        """The value at a share of the way."""
        if self.even:
            return self.low + share * (self.high - self.low)
        return exp(log(self.low) + share * (log(self.high) - log(self.low)))

    def setting(self, value: float) -> Any:
        """The value as a scenario says it."""
        return self.said.format(value) if self.said else float(f"{value:.6g}")


_OVERRIDE = "behaviour.override."
AXES = (
    Axis(id="price", words="price a success", path="contract.terms.job.price", low=8_000, high=160_000, even=False, said="SEK {:.0f} per person"),
    Axis(id="hours", words="hours there are", path="providers.bridge.hours", low=120, high=4_000, even=False, said="{:.0f} hours per month"),
    Axis(id="hour_cost", words="cost of an hour", path="providers.bridge.cost", low=250, high=800, even=False, said="SEK {:.0f} per hour"),
    Axis(id="entry", words="entry without help", path="outcomes.work.entry", low=0.8, high=6.0, even=False, said="{:.3f} % per month"),
    Axis(id="exit", words="exit without help", path="outcomes.work.exit", low=1.5, high=9.0, even=False, said="{:.3f} % per month"),
    Axis(id="gain", words="what coaching builds", path="tasks.coaching.builds.work", low=0.03, high=0.2, even=False),
    Axis(id="push", words="what placement pushes", path="tasks.quick_placement.boosts.work", low=0.5, high=2.5),
    Axis(id="by_need", words="need on entry", path=_OVERRIDE + "entry_by_need", low=0.1, high=1.4),
    Axis(id="on_exit", words="need on exit", path=_OVERRIDE + "exit_by_need", low=0.0, high=0.8),
    Axis(id="shallow", words="exit of the pushed", path=_OVERRIDE + "exit_if_shallow", low=0.0, high=2.5),
    Axis(id="response", words="response goes with need", path=_OVERRIDE + "response_by_need", low=-0.8, high=0.8),
    Axis(id="accuracy", words="how well need is seen", path=_OVERRIDE + "screening_accuracy", low=0.05, high=0.95),
    Axis(id="noise", words="other grounds of choice", path=_OVERRIDE + "selection_noise", low=0.1, high=1.5, even=False),
    Axis(id="belief", words="belief in own effect", path=_OVERRIDE + "belief_in_own_effect", low=0.5, high=3.0),
    Axis(id="mission", words="mission", path=_OVERRIDE + "mission_weight", low=0.0, high=0.6),
    Axis(id="integrity", words="cost of a false claim", path=_OVERRIDE + "integrity_median", low=0.5, high=8.0, even=False),
)
#: The two rival calibrations (scenarios/behaviour) differ in what providers believe of their own effect and in hardly anything else, so that each is
#: a part of the space: 2.4 (1.6 to 3.0) for the optimistic, 1.0 for the well informed.
RIVALS: dict[str, tuple[float, float]] = {"with optimistic providers": (1.6, 3.0), "with well-informed ones": (0.5, 1.6)}
TASKS = {"coaching": {"like": "coaching", "builds": {"work": 0.09}}, "quick_placement": {"like": "quick_placement", "boosts": {"work": 1.3}}}


def points(count: int = POINTS) -> list[dict[str, float]]:
    """So many points: the first of Sobol's sequence after its zero, unscrambled, so that they are the same everywhere [sobol-1967]."""
    sequence = qmc.Sobol(len(AXES), scramble=False)
    sequence.fast_forward(1)
    whole = 1 << (count + 1).bit_length()
    shares = sequence.random(whole - 1)[:count]
    return [{axis.id: axis.at(float(share)) for axis, share in zip(AXES, row, strict=True)} for row in shares]


def scenario_at(point: dict[str, float], more: dict[str, Any]) -> Scenario:
    """The case at a point, with what an arm changes; small."""
    made = load(SCENARIO).replace({"tasks": TASKS}).replace({axis.path: axis.setting(point[axis.id]) for axis in AXES})
    return (made.replace(more) if more else made).scaled(PEOPLE)
