"""What the calibration is fitted to: rows of evidence with role `calibrate`, each once; rows that follow from others are looked at afterwards."""

from dataclasses import dataclass
from math import inf, log

#: Bands are read as holding nine in ten.
NINE_IN_TEN = 1.645


@dataclass(frozen=True, slots=True)
class Row:
    """One target: its value and band as published, and whether it is scored in logs.

    ends_only   a source gives no value: what lies in the band is not scored
    sd          of the band, where only one end of it is given; else both ends hold nine in ten
    """

    id: str
    value: float
    low: float
    high: float
    logs: bool = False
    ends_only: bool = False
    sd: float | None = None

    def residual(self, found: float) -> float:
        """How far off, in sd of the band."""
        sd = self.sd or (self.high - self.low) / (2 * NINE_IN_TEN)
        if self.ends_only:
            return (found - min(max(found, self.low), self.high)) / sd
        if self.logs:
            return (log(max(found, 1e-6)) - log(self.value)) / ((log(self.high) - log(self.low)) / (2 * NINE_IN_TEN))
        return (found - self.value) / sd


#: The level of Koto's control group stands in C10: 4 500 EUR are 18 % of 25 000.
KOTO_LEVEL = "C10.level"
#: Where a fact has a band and no value, its middle stands for one (in logs where it spans a factor).
FITTED = (
    Row("C01", 31.7, 29.0, 34.0),
    Row("C02", 36.4, 34.0, 39.0),
    Row("C03", 15.1, 11.0, 17.0),
    Row("C04", 5.4, 4.0, 7.0),
    Row("C05", 27.8, 26.0, 30.0),
    Row("C06", 1.44, 1.2, 1.8, logs=True),
    Row("C08", -47.5, -60.0, -35.0),
    Row("S01", 3.6, 1.3, 10.0, logs=True),
    Row("C10", 18.0, 10.0, 26.0),
    Row(KOTO_LEVEL, 25_000.0, 23_400.0, 26_600.0),
    Row("C11", 2_670.0, 1_500.0, 3_800.0),
    Row("C12", 0.35, 0.15, 0.8, logs=True),
    Row("S08.drop", 0.05, 0.05, inf, ends_only=True, sd=0.05 / NINE_IN_TEN),
    Row("S09", 0.05, -0.2, 0.3),
    Row("S35.duration", 0.0, -5.0, 5.0),
    Row("S27.people", 4.5, 2.0, 10.0, logs=True),
    Row("S27.organisations", 35.0, 0.0, 35.0, ends_only=True),
    Row("S29", 8.0, 4.0, 16.0, logs=True),
    Row("C32.claim", 99.0, 95.0, 100.0),
)
