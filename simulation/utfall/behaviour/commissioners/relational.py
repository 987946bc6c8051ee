"""A commissioner that keeps those who do well."""

from dataclasses import dataclass

import numpy as np

from utfall.behaviour.commissioners.fixed import Fixed


@dataclass(frozen=True, slots=True)
class Relational(Fixed):
    """Changes nothing on the way; renews the more willingly the better the results.

    Theory   relational contracts [baker-gibbons-murphy-2002]: the next contract pays for what this one cannot
    Reads    recorded results over the forecast (profile `renewal_steepness`, 1 / share of the forecast)
    """

    def renewal(self, results: float, steepness: float) -> float:
        """Logistic in results; an even chance where they are as forecast."""
        return float(1.0 / (1.0 + np.exp(-steepness * (results - 1.0))))
