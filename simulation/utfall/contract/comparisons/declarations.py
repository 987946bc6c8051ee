"""Comparisons that are neither drawn by lot nor agreed: what would have happened anyway, as the contract measures it.

bias (all that have one): how much too high the comparison reads, as a share of it (0.05: 5 % too high).
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from utfall.base.quantities import Time
from utfall.contract.contract import Comparison

#: Most months that a look back goes over: draws of 64 months before the contract can be told apart.
MOST_MONTHS_BACK = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Historical(Comparison):
    """Untreated people of earlier years, followed for as long; or a level known from them (`expected`)."""

    design: Literal["historical"] = "historical"
    title: str = ""
    bias: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrePost(Comparison):
    """Each person's own history, over `window` before enrolment (None: as long as the metric looks).

    people   a sample of so many whose past is looked up (0: everybody's)
    """

    design: Literal["pre_post"] = "pre_post"
    title: str = ""
    window: Time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched(Comparison):
    """Untreated people who resemble those counted, elsewhere and at the same time."""

    design: Literal["matched"] = "matched"
    title: str = ""
    bias: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicted(Comparison):
    """What a model predicts for each person, or for each group (`expected`).

    error  sd of the model's error, as a share of the level, common to all whom it is used for: one draw a run
    """

    design: Literal["predicted"] = "predicted"
    title: str = ""
    bias: float = 0.0
    error: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix(Comparison):
    """Several comparisons by weight; the weights sum to 1."""

    design: Literal["mix"] = "mix"
    parts: tuple[tuple[Annotated[str, "contract.comparisons"], float], ...]


#: Designs beside `randomised` and `agreed`, which are a plain `Comparison`; a mix is written as a table of shares in `compared_with`.
DESIGNS: dict[str, type[Comparison]] = {"historical": Historical, "pre_post": PrePost, "matched": Matched, "predicted": Predicted}


def mix(id_: str, parts: tuple[tuple[str, float], ...]) -> Mix:
    """`compared_with = { control = "80 %", before = "20 %" }` as a comparison of its own."""
    return Mix(id=id_, parts=parts)
