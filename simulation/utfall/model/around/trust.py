"""Trust in each provider over a run (`mechanisms.trust`; an illustration): moves referrals, what renegotiation costs, how control is felt."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.surroundings import trust_step
from utfall.model.parties.ratings import successes
from utfall.model.paying.accounts import RENEGOTIATION

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


class Trust:
    """Trust of commissioner and referrer in each of P providers.

    level   (P,) 0-1
    """

    def __init__(self, model: "ContractModel") -> None:
        self._law = model.case.profile.around
        self.level = np.full(len(model.providers), model.case.profile.trust)
        self._audited, self._found = np.zeros(self.level.size), np.zeros(self.level.size)

    def month(self, model: "ContractModel") -> None:
        """After a month's audits and payments: grows with results that both see, falls with claims found false."""
        counted, reached = successes(model)
        audited, found = model.ratings.audited - self._audited, model.ratings.found - self._found
        self._audited, self._found = model.ratings.audited.copy(), model.ratings.found.copy()
        self.level = trust_step(self._law, self.level, reached / np.maximum(counted, 1.0), found / np.maximum(audited, 1.0))

    def renegotiated(self, model: "ContractModel") -> None:
        """Prices were changed at a review: the first payer buys the work of agreeing on it, the more the less trust there is."""
        ledger = model.accounts.ledger
        cost = round(self._law.renegotiation * model.worker_month * (1.0 - float(self.level.mean())))
        ledger.transfer(model.month, model.payers[0].account, model.accounts.staff, cost, ledger.clause(RENEGOTIATION))

    def weights(self, weights: Floats) -> Floats:
        """(P,) what referrals weigh the providers with."""
        found: Floats = weights * np.exp(self._law.trust_pull * self.level)
        return found
