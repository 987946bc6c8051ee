"""One run as it is kept: its key, its indicators, its monthly series; packed small and unpacked without loss."""

import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from utfall.indicators.values import RunValue, Setting


class RunKey(NamedTuple):
    """What makes a run the same run: fingerprint of the scenario, seed, version of the model."""

    fingerprint: str
    seed: int
    model_version: int

    def __str__(self) -> str:
        return f"{self.fingerprint}:{self.seed}"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Row:
    """A run that finished or failed.

    label    of the variant in the job that made it; point: parameter point (-1: central values)
    error    type and message of what went wrong; both empty for a finished run
    seconds  time it took (a duration; in no result)
    values   indicators by name; series: (months,) arrays by name; both empty for a failed run
    setting  what units and sentences need to know of the scenario
    """

    key: RunKey
    label: str
    point: int
    error: tuple[str, str]
    indicator_version: int
    seconds: float
    values: Mapping[str, RunValue]
    series: Mapping[str, NDArray[np.float64]]
    setting: Setting = field(default_factory=Setting)

    @property
    def seed(self) -> int:
        """Seed of the run."""
        return self.key.seed

    @property
    def done(self) -> bool:
        """Whether it finished."""
        return not self.error[0]


def pack_values(values: Mapping[str, RunValue]) -> str:
    """Indicators as compact JSON: name -> [value, reason, top, bottom]; what is not finite is null."""
    packed = {name: [_finite(v.value), v.reason, _finite(v.top), _finite(v.bottom)] for name, v in values.items()}
    return json.dumps(packed, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def unpack_values(text: str) -> dict[str, RunValue]:
    """The inverse of `pack_values`; a top or bottom that was not finite comes back as nan."""
    return {
        name: RunValue(value, reason, math.nan if top is None else top, math.nan if bottom is None else bottom)
        for name, (value, reason, top, bottom) in json.loads(text).items()
    }


def pack_setting(setting: Setting) -> str:
    """A setting as compact JSON."""
    return json.dumps(asdict(setting), separators=(",", ":"), ensure_ascii=False)


def unpack_setting(text: str) -> Setting:
    """The inverse of `pack_setting`."""
    found = json.loads(text)
    pairs = {name: tuple((str(a), str(b)) for a, b in found[name]) for name in ("metric_units", "paid", "parties", "titles")}
    return Setting(currency=found["currency"], main_kind=found["main_kind"], **pairs)


def pack_series(series: Mapping[str, NDArray[np.float64]]) -> tuple[str, bytes]:
    """Names with lengths as JSON, and all numbers as one compressed block of float64.

    The bytes of the numbers are put together by position (all first bytes, then all second ...): neighbours in time share
    their first bytes, so that the block shrinks by half.
    """
    names = json.dumps([[name, len(column)] for name, column in series.items()], separators=(",", ":"), ensure_ascii=False)
    if not series:
        return names, b""
    block = np.concatenate([np.ascontiguousarray(column, dtype="<f8") for column in series.values()])
    planes = np.ascontiguousarray(block.view(np.uint8).reshape(-1, 8).T)
    return names, zlib.compress(planes.tobytes(), 1)


def unpack_series(names: str, packed: bytes) -> dict[str, NDArray[np.float64]]:
    """The inverse of `pack_series`, bit for bit."""
    if not packed:
        return {}
    planes = np.frombuffer(zlib.decompress(packed), dtype=np.uint8).reshape(8, -1)
    block = np.ascontiguousarray(planes.T).reshape(-1).view("<f8").astype(np.float64)
    series: dict[str, NDArray[np.float64]] = {}
    start = 0
    for name, length in json.loads(names):
        series[name] = block[start : start + length]
        start += length
    return series


def _finite(number: float | None) -> float | None:
    if number is None:
        return None
    number = float(number)
    return number if math.isfinite(number) else None
