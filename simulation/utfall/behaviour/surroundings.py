"""What lies around a contract: its legitimacy, trust between its parties, what is reported and not paid, how people find it, what stays.

Illustrations: no evidence gives these sizes. Each works only with a switch of its own, and none is on unless a case turns it on.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Parameters; all assumed.

    price_by_skill, threshold_by_skill   rise of prices, fall of thresholds, where the payees alone negotiate with skill (share)
    legitimacy_at_start    of an open contract (0-1)
    lost_to_secrecy        share of it that a contract kept from the public starts without
    lost_to_profit         legitimacy lost when investors gain as much as they put in (0-1)
    won_by_results         share of the gap to full legitimacy that a year of nothing but visible successes closes (1/year)
    asked_for_doubt        savings that payers ask for on top, where all legitimacy is lacking, share of what they pay
    trust_by_results       share of the gap to full trust that a year of nothing but shared successes closes (1/year)
    trust_by_detection     share of trust lost in a month in which all audited claims are found false
    renegotiation          what a change of prices costs where there is no trust, in provider worker-months
    trust_pull             referrals grow as exp(pull x trust) (1 / unit of trust)
    reputation             what one success on a reported, unpaid metric is worth to a provider, in its worker-months
    hours_half_satisfied   hours a month at which a person is half satisfied with the time it gets
    clients_weight         what a month with a client wholly satisfied with its time is worth to a provider that optimises, in worker-months
    taken_over             share of the hours that ordinary services go on giving when the money ends
    """

    price_by_skill: float = 0.1
    threshold_by_skill: float = 0.1
    legitimacy_at_start: float = 0.6
    lost_to_secrecy: float = 0.3
    lost_to_profit: float = 0.5
    won_by_results: float = 0.3
    asked_for_doubt: float = 0.25
    trust_by_results: float = 0.3
    trust_by_detection: float = 0.5
    trust_pull: float = 2.0
    renegotiation: float = 2.0
    reputation: float = 0.05
    hours_half_satisfied: float = 3.0
    clients_weight: float = 0.0
    taken_over: float = 0.3


def legitimacy_step(law: Surroundings, level: float, shown: float, gained: float) -> float:
    """Next month's legitimacy (0-1) [suchman-1995].

    shown    share of those known so far who succeeded, as far as the public sees it (0: nothing is shown)
    gained   rise of the investors' gain this month, share of what they put in
    """
    return float(np.clip(level + law.won_by_results / 12.0 * shown * (1.0 - level) - law.lost_to_profit * gained, 0.0, 1.0))


def trust_step(law: Surroundings, trust: Floats, reached: Floats, caught: Floats) -> Floats:
    """(P,) next month's trust in each provider (0-1) [bohnet-frey-huck-2001]: reached, caught: (P,) shares of who is known, of what is audited."""
    grown = trust + law.trust_by_results / 12.0 * reached * (1.0 - trust)
    found: Floats = grown * (1.0 - law.trust_by_detection * caught)
    return found


def satisfaction(law: Surroundings, hours: Floats, same_worker: Floats, withheld: Floats) -> Floats:
    """(n,) how people find the service (0-1): time they get x share of it with the same worker x share of benefit months left alone.

    hours   a served month; same_worker: share of served months; withheld: benefit months withheld, share of served months
    """
    time = 1.0 - np.exp2(-hours / law.hours_half_satisfied)
    found: Floats = time * same_worker * (1.0 - np.minimum(withheld, 1.0))
    return found
