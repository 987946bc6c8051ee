"""T19 and T25: places that are taken from others, and beliefs that results alone do not correct."""

from dataclasses import replace
from math import exp, log

import numpy as np
from scipy.optimize import brentq

from utfall.base.rules import logistic
from utfall.behaviour.beliefs import Belief, Results
from utfall.people.openings import rationed, tightness
from utfall.validation.entry import Effort, Entry, Found, Point

OPEN = {"N": 1000.0, "J": 300.0, "theta": 0.5, "s": 2.0, "eta": 0.0}
OPEN_RANGES = {"J": (100.0, 400.0), "theta": (0.1, 0.9), "s": (1.2, 4.0)}
JOINT = {"base": 0.25, "effect": 0.06, "believed_base": 0.30, "believed": 2.1, "sd": 0.10}


def intensities(at: Point) -> np.ndarray:
    """(N,) how hard each looks: those treated s times as hard as the others."""
    treated = round(at["N"] * at["theta"])
    return np.repeat([at["s"], 1.0], [treated, round(at["N"]) - treated])


def chance(at: Point, intensity: float) -> float:
    """Chance of a place for who looks so hard."""
    t = tightness(intensities(at), 0.0, 0.0, at["J"], at["eta"])
    return float(logistic(rationed(log(exp(intensity) - 1.0), t)))


def places_taken(at: Point, _: Effort) -> Found:
    """Places taken in all."""
    return Found(float(sum(chance(at, float(one)) * count for one, count in zip(*np.unique(intensities(at), return_counts=True), strict=True))))


def root(at: Point) -> float:
    """The t at which all places are taken, as a closed equation."""
    treated = round(at["N"] * at["theta"])
    others = round(at["N"]) - treated
    return float(brentq(lambda t: treated * exp(-at["s"] * t) + others * exp(-t) - at["N"] + at["J"], 0.0, 50.0, xtol=1e-15))


def where_belief_ends(at: Point, _: Effort) -> Found:
    """Believed effect over the true one, once no more of its own results moves it."""
    effect, people = at["effect"], 1e12
    over = people * (at["base"] - at["believed_base"] + effect)
    seen = Results(people=people, over=over, gain=people * effect, gain_square=people * effect**2, cross=over * effect, chance=people * 0.2)
    return Found(seen.learned(Belief(0.0, at["believed"], at["sd"] ** 2, 1.0), 0.0).effect)


def belief_star(at: Point) -> float:
    """The gap falls on the two by their prior variances: e + E V_e / (V_b + V_e) gap, all over the true effect."""
    gap = at["base"] - at["believed_base"] + at["effect"] * (1.0 - at["believed"])
    return at["believed"] + at["effect"] * gap / (at["sd"] ** 2 + at["effect"] ** 2)


_TREATED = Entry(
    id="T19.treated",
    title="chance of a place for those who look twice as hard",
    source="crepon-2013",
    path="formula",
    through="people.openings.tightness > people.openings.rationed",
    printed=OPEN,
    ranges=OPEN_RANGES,
    value=0.384523,
    expected=lambda at: 1.0 - exp(-at["s"] * root(at)),
    obtained=lambda at, _: Found(chance(at, at["s"])),
)
ENTRIES = (
    _TREATED,
    replace(
        _TREATED,
        id="T19.others",
        title="... and for the others",
        value=0.215477,
        expected=lambda at: 1.0 - exp(-root(at)),
        obtained=lambda at, _: Found(chance(at, 1.0)),
    ),
    replace(
        _TREATED, id="T19.total", title="places taken in all: as many as there are", value=300.0, expected=lambda at: at["J"], obtained=places_taken
    ),
    replace(
        _TREATED,
        id="T19b.hires",
        title="hires, more where places answer to search",
        printed={**OPEN, "eta": 0.3},
        ranges={"J": (100.0, 300.0), "theta": (0.2, 0.8), "eta": (0.1, 0.4)},
        value=None,
        expected=lambda at: at["J"] ** (1.0 - at["eta"]) * float(intensities(at).sum()) ** at["eta"],
        obtained=places_taken,
    ),
    Entry(
        id="T25.belief",
        title="where belief in the own effect ends on own results alone",
        source="nelson-winter-1982",
        through="behaviour.beliefs.Results.learned",
        printed=JOINT,
        ranges={"base": (0.2, 0.3), "effect": (0.04, 0.1), "believed": (1.0, 2.5), "sd": (0.04, 0.2)},
        expected=belief_star,
        obtained=where_belief_ends,
    ),
)
