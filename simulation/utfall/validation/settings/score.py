"""A test of people whose capability is given, as a meter of any contract reads it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from utfall.base.shapes import Shape
from utfall.contract.metrics.declarations import Score
from utfall.model.foresight.outlook import Outlooks
from utfall.model.measuring.metering import Month
from utfall.model.measuring.meters import meter_of
from utfall.validation.settings.contracts import SCORE, contract, months
from utfall.validation.settings.world import World, case

Floats = NDArray[np.float64]


def recorded(capability: Floats, noise: float, shape: Shape = "normal", number: int = 0) -> Floats:
    """(n,) points that a test a month after enrolment gives people of this capability (n,), with an error of this sd and shape.

    number   of the test: each has errors of its own
    """
    people, metric = capability.size, Score(id="test", outcome=SCORE.id, after_enrolment=(months(1),), noise=noise, noise_shape=shape)
    whole = case(World(people=people), contract((metric,)))
    meter = meter_of(replace(whole, people=replace(whole.people, scores=(SCORE,))), metric, (number, 2, Outlooks()))
    meter.begin(np.arange(people, dtype=np.int32), 1)
    no_one, same, none = np.empty(0, np.int32), np.zeros(people, np.int16), np.zeros((1, people), np.uint8)
    nothing, began = np.zeros((1, people)), np.ones(people, np.int32)
    meter.true_month(Month(1, same, none, none, nothing[0], no_one, nothing[:, :0], nothing, began, capability[None, :], nothing, none))
    return meter.true_so_far
