"""What hours were privately and socially worth, in true numbers: kept by the model, out of the agents' reach, for indicators alone."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


class Watch:
    """Hours on actions whose private marginal value > wage > social marginal value; and whose next hour was worth more than its cost."""

    def __init__(self, model: "ContractModel") -> None:
        self.gaming_hours = float("nan")
        self._size = len(model.people)

    def unserved_worth(self) -> NDArray[np.bool_]:
        """(N,) parked although the next hour was worth more than its cost."""
        return np.zeros(self._size, dtype=bool)
