"""What each provider counts of a unit of outcome pay: risk, pressure (`mechanisms.pressure`), its own false claims, prices of the month."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.objective import Position, weight_of_pay
from utfall.contract.contract import Limits
from utfall.contract.limits import price_factor
from utfall.contract.lookahead import reach
from utfall.model.foresight.own_claims import own_claims
from utfall.model.paying.accounts import OUTCOME_KINDS

if TYPE_CHECKING:
    from utfall.model.foresight.expectations import ProviderExpectation
    from utfall.model.model import ContractModel

YEAR = 12


class Objective:
    """Weighs outcome pay anew once a year, and when prices move by the contract; costs nothing where nothing bends it.

    weights   (P,) what each counts now, before what reviews make of it
    false     what own false claims are expected to bring (None: none can be filed for a person)
    """

    def __init__(self, model: "ContractModel", expected: "tuple[ProviderExpectation, ...]") -> None:
        self._model, self._expected = model, expected
        self._pressed = model.case.mechanisms.pressure and bool(expected)
        self._risk = [provider.pay for provider in model.providers]
        self._own = np.array(self._risk)
        contract = model.case.contract
        self._moves = contract.limits.indexation is not None or contract.limits.last_payment_month is not None
        clauses = [clause for clause in model.clauses.persons if not clause.subcontract]
        self._passed = [float(np.mean([reach(c, contract, p.id) for c in clauses])) if clauses else 1.0 for p in contract.providers]
        self.false = own_claims(model)
        self.weights = self._own
        if self.false is not None or self._moves:
            self._show(1)

    def begin(self, number: int) -> None:
        """A newcomer takes a provider's place: with an honesty of its own."""
        self._own[number] = self._risk[number]
        self.anew()

    def anew(self) -> None:
        """What own false claims bring has changed: a newcomer's honesty, or what metrics weigh."""
        self.false = own_claims(self._model)
        self._show(self._model.month + 1)

    def weigh(self) -> None:
        """At the end of a month, for the next one: once a year by what has come so far, and by what prices will then be."""
        model = self._model
        if not (self._pressed or self._moves) or model.month > model.case.contract.length:
            return
        if self._pressed and model.month % YEAR == 0:
            paid = self._outcome_pay()
            self._own = np.array([weight_of_pay(self._position(p, float(paid[p]))) for p in range(len(model.providers))])
            self._show(model.month + 1)
        elif self._moves:
            self._show(model.month + 1)

    def _show(self, month: int) -> None:
        """Write what each provider counts in a contract month."""
        model = self._model
        self.weights = self._own * (1.0 if self.false is None else self.false.kept)
        if self._moves:
            self.weights = self.weights * level_of_pay(model.case.contract.limits, month)
        for provider in model.providers:
            provider.pay = float(self.weights[provider.number])

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
        wanted = np.array([kind in OUTCOME_KINDS for kind in ledger.clause_kinds])[ledger.clause]
        net = np.zeros(len(ledger.accounts))
        np.add.at(net, ledger.target[wanted], ledger.amount[wanted])
        np.subtract.at(net, ledger.source[wanted], ledger.amount[wanted])
        return net[self._model.accounts.providers]


def level_of_pay(limits: Limits, month: int) -> float:
    """What an agreed price stands at in a contract month: as indexed, and nothing once nothing is paid any more."""
    last = limits.last_payment_month
    return 0.0 if last is not None and month > last else price_factor(limits, month)
