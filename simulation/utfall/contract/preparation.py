"""What goes before a contract: how long it is prepared, what that costs, how well the baseline is known, who negotiates better."""

from dataclasses import dataclass
from typing import Literal

from utfall.base.quantities import Money, Share, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """An illustration: no evidence gives these sizes.

    takes       time before the first day of service; the end and the dates of the contract stand (None: it starts at once)
    cost        what it costs in all, a resource that the first payer buys in month 1
    quality     share of the errors of baselines that it takes away
    error       how far an agreed baseline is off without it, share of it; above 0 it reads too high
    adviser     of the parties; one with a stake in what is paid lets every error fall to the payees' side
    skill_gap   negotiating skill of the payees over that of the payers, -1 to 1: moves prices and thresholds
    """

    takes: Time | None = None
    cost: Money | None = None
    quality: Share = Share(0.0)
    error: float = 0.0
    adviser: Literal["independent", "with_a_stake"] = "independent"
    skill_gap: float = 0.0
