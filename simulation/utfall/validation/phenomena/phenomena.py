"""The phenomena: what is told of outcome contracts, each as a difference that must be above 0 where it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: Arms, each the same case with one thing changed.
_DAY = {"kind": "state_at", "outcome": "work", "after_enrolment": "90 days"}
ARMS: Mapping[str, Mapping[str, Any]] = {
    "six": {},
    "lot": {"contract.service.who_selects": "random"},
    "day": {"contract.metrics.six_months": _DAY},
    "dear": {},
    "reported": {"contract.metrics.six_months.data_source": "provider_report"},
}
#: Arms whose price is so many times that of the point.
PRICED = {"dear": 2.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phenomenon:
    """One of them: indicator of `arm`, less that of `against` (None: less `line`), times `sign`, above 0."""

    id: str
    words: str
    indicator: str
    arm: str = "six"
    against: str | None = None
    line: float = 0.0
    sign: float = 1.0
    arms: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "arms", (self.arm,) if self.against is None else (self.arm, self.against))

    @property
    def answers_price(self) -> bool:
        """Whether it is what a change of price brings forth."""
        return any(arm in PRICED for arm in self.arms)


PHENOMENA = (
    Phenomenon(id="creaming", words="A provider that chooses takes the easier", indicator="creaming"),
    Phenomenon(
        id="cost of choice", words="... and causes less per person served than a lot would", indicator="true_effect", arm="lot", against="six"
    ),
    Phenomenon(id="parking", words="Of people served by lot the easier get more hours", indicator="hours_slope", arm="lot", sign=-1.0),
    Phenomenon(id="equity", words="The hardest two fifths gain less than the easiest", indicator="equity", sign=-1.0),
    Phenomenon(id="anyway", words="Most of what is paid for would have come anyway", indicator="deadweight_share", line=0.5),
    Phenomenon(id="pushing", words="Paid on day 90 instead of six months, hours push", indicator="placement_share", arm="day", against="six"),
    Phenomenon(id="hollow", words="... what is paid for lasts less", indicator="hollow_share", arm="day", against="six"),
    Phenomenon(id="short metric", words="... and less is caused", indicator="true_effect_eligible", arm="six", against="day"),
    Phenomenon(id="price", words="Twice the price causes more", indicator="true_effect_eligible", arm="dear", against="six"),
    Phenomenon(id="diluted", words="... and a smaller part of pay is for what it caused", indicator="attributable_share", arm="six", against="dear"),
    Phenomenon(id="false claims", words="What a provider reports is false in part", indicator="false_share", arm="reported"),
)
