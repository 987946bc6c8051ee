"""Places of a portfolio: contracts under one seed whose people have luck of their own, and share part of the common shock."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normals, uniforms
from utfall.people.parameters import PopulationParameters

#: Lane of the shock that all places of a seed share; lane 0 is a place's own.
SHARED = 1


def luck_of(seed: int, place: int) -> int:
    """The seed of all luck of one place's people and organisations; a run that stands alone has the seed itself."""
    return seed if place == 0 else int(uniforms(seed, int(Purpose.PLACE), 0, 0, place + 1)[place] * 2**32)


def shocks(params: PopulationParameters, seed: int, count: int) -> NDArray[np.float64]:
    """(count,) standard normals of the common shock: of the place alone, or a part of it shared by all places of the seed."""
    own = normals(luck_of(seed, params.place), int(Purpose.COMMON), 0, 0, count)
    if params.place == 0:
        return np.asarray(own)
    shared = normals(seed, int(Purpose.COMMON), 0, SHARED, count)
    return np.asarray(sqrt(params.places_alike) * shared + sqrt(1.0 - params.places_alike) * own)
