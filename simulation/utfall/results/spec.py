"""What a job asked for, as text in the store: enough to put its result together again without any scenario file."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from utfall.results.frames import FundTerms, Kind, View
from utfall.results.rows import RunKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmSpec:
    """One variant in one view (`frames.VariantResult`) and the keys of its runs, in the order of the seeds."""

    label: str
    title: str
    view: View
    parent: str
    reference: str
    price_factor: float
    block_fee: int
    settings: dict[str, str]
    keys: tuple[RunKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSpec:
    """A job in full (`frames.ExperimentResult` has the meaning of the fields)."""

    kind: Kind
    scenario: str
    title: str
    question: str
    currency: str
    people: int
    months: int
    follow_up: int
    runs: int
    seed: int
    central: bool
    equal_budget: bool
    arms: tuple[ArmSpec, ...]
    notes: tuple[str, ...]
    provenance: dict[str, str]
    fund: FundTerms | None = None

    def with_arms(self, arms: Iterable[ArmSpec]) -> "ResultSpec":
        """The same job with more arms: references know their fees only when the runs are there."""
        return replace(self, arms=self.arms + tuple(arms))

    def text(self) -> str:
        """As JSON; fingerprints are written once an arm, or once a run where they differ."""
        return json.dumps({**asdict(self), "arms": [_arm_out(arm) for arm in self.arms]}, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def read(text: str) -> "ResultSpec":
        """The inverse of `text`."""
        found = json.loads(text)
        arms = tuple(_arm_in(arm) for arm in found["arms"])
        fund = found.get("fund")
        terms = None if fund is None else FundTerms(**{**fund, "shares": tuple(fund["shares"]), "starts": tuple(fund.get("starts", ()))})
        return ResultSpec(**{**found, "arms": arms, "notes": tuple(found["notes"]), "fund": terms})


def _arm_out(arm: ArmSpec) -> dict[str, Any]:
    fingerprints = list(dict.fromkeys(key.fingerprint for key in arm.keys))
    at = {name: number for number, name in enumerate(fingerprints)}
    keys = [[at[key.fingerprint], key.seed, key.model_version] for key in arm.keys]
    return {**asdict(arm), "keys": keys, "fingerprints": fingerprints}


def _arm_in(found: dict[str, Any]) -> ArmSpec:
    fingerprints = found.pop("fingerprints")
    keys = tuple(RunKey(fingerprints[number], seed, version) for number, seed, version in found.pop("keys"))
    return ArmSpec(**found, keys=keys)
