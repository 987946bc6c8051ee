"""What each provider counts of a unit of outcome pay over a run (`mechanisms.pressure`)."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.objective import Position, weight_of_pay
from utfall.contract.lookahead import reach

if TYPE_CHECKING:
    from utfall.model.foresight.expectations import ProviderExpectation
    from utfall.model.model import ContractModel

YEAR = 12
OUTCOME = ("outcome", "activity", "cohort", "pass_through")


class Objective:
    """Weighs outcome pay anew once a year; costs nothing where nothing bends it.

    weights   (P,) what each counts now, before what reviews make of it
    """

    def __init__(self, model: "ContractModel", expected: "tuple[ProviderExpectation, ...]") -> None:
        self._model, self._expected = model, expected
        self._pressed = model.case.mechanisms.pressure and bool(expected)
        self._risk = [provider.pay for provider in model.providers]
        self.weights = np.array(self._risk)
        contract = model.case.contract
        clauses = [clause for clause in model.clauses.persons if not clause.subcontract]
        self._passed = [float(np.mean([reach(c, contract, p.id) for c in clauses])) if clauses else 1.0 for p in contract.providers]

    def weigh(self) -> None:
        """At the end of a month: once a year, by what has come so far."""
        model = self._model
        if not self._pressed or model.month % YEAR or model.month > model.case.contract.length:
            return
        paid = self._outcome_pay()
        for provider in model.providers:
            p = provider.number
            provider.pay = self.weights[p] = weight_of_pay(self._position(p, float(paid[p])))

    def _position(self, p: int, paid: float) -> Position:
        model, expected = self._model, self._expected[p]
        share = expected.path[min(model.month, len(expected.path)) - 1] if expected.path else 0.0
        due = share * expected.outcome_mean
        return Position(
            risk=self._risk[p],
            net=(1.0 - share) * expected.net_mean,
            sd=float(np.sqrt(max(1.0 - share, 0.0) * expected.net_variance)),
            wealth=float(max(model.providers[p].cash, 0)),
            passed=self._passed[p],
            shortfall=1.0 - paid / due if due > 0.0 else 0.0,
            pressure=model.case.profile.character.investor_pressure if model.case.contract.capital is not None else 0.0,
        )

    def _outcome_pay(self) -> NDArray[np.float64]:
        """(P,) minor units of outcome pay that have reached each provider."""
        ledger = self._model.accounts.ledger.columns()
        wanted = np.array([kind in OUTCOME for kind in ledger.clause_kinds])[ledger.clause]
        net = np.zeros(len(ledger.accounts))
        np.add.at(net, ledger.target[wanted], ledger.amount[wanted])
        np.subtract.at(net, ledger.source[wanted], ledger.amount[wanted])
        return net[self._model.accounts.providers]
