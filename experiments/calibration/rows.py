"""What the calibration is fitted to: rows of evidence with role `calibrate`, each once; rows that follow from others are looked at afterwards."""

from dataclasses import dataclass
from math import log

#: Bands are read as holding nine in ten.
NINE_IN_TEN = 1.645


@dataclass(frozen=True, slots=True)
class Row:
    """One target: its value and band as published, and whether it is scored in logs."""

    id: str
    value: float
    low: float
    high: float
    logs: bool = False

    def residual(self, found: float) -> float:
        """How far off, in sd of the band."""
        if self.logs:
            return (log(max(found, 1e-6)) - log(self.value)) / ((log(self.high) - log(self.low)) / (2 * NINE_IN_TEN))
        return (found - self.value) / ((self.high - self.low) / (2 * NINE_IN_TEN))


#: The level of Koto's control group stands in C10: 4 500 EUR are 18 % of 25 000.
KOTO_LEVEL = "C10.level"
FITTED = (
    Row("C01", 31.7, 29.0, 34.0),
    Row("C02", 36.4, 34.0, 39.0),
    Row("C03", 15.1, 11.0, 17.0),
    Row("C04", 5.4, 4.0, 7.0),
    Row("C05", 27.8, 26.0, 30.0),
    Row("C06", 1.44, 1.2, 1.8, logs=True),
    Row("S01", 3.6, 1.3, 10.0, logs=True),
    Row("C10", 18.0, 10.0, 26.0),
    Row(KOTO_LEVEL, 25_000.0, 23_400.0, 26_600.0),
    Row("C11", 2_670.0, 1_500.0, 3_800.0),
    Row("C12", 0.35, 0.15, 0.8, logs=True),
)
