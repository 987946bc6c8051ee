"""What lies around the contract in one run; what a case does not ask for is None, and costs nothing."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.sums import total
from utfall.behaviour.surroundings import satisfaction
from utfall.model.around.aftermath import Aftermath
from utfall.model.around.legitimacy import Legitimacy
from utfall.model.around.trust import Trust
from utfall.model.paying.accounts import PREPARATION

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


ILLUSTRATIONS = ("preparation", "legitimacy", "trust", "steering", "clients_view", "aftermath")


class Around:
    """Legitimacy, trust and aftermath of a run, each only where its switch is on."""

    def __init__(self, model: "ContractModel") -> None:
        case, on = model.case, model.case.mechanisms
        self.legitimacy = Legitimacy(case) if on.legitimacy else None
        self.trust = Trust(model) if on.trust else None
        self.aftermath = Aftermath(case.profile.around.taken_over) if on.aftermath else None

    def begin(self, model: "ContractModel") -> None:
        """In month 1: the first payer buys the preparation, a resource used as staff hours are."""
        before = model.case.contract.preparation
        if before is not None and before.cost is not None:
            ledger = model.accounts.ledger
            ledger.transfer(model.month, model.payers[0].account, model.accounts.staff, before.cost.minor, ledger.clause(PREPARATION))

    def month(self, model: "ContractModel") -> None:
        """After the payments of a month: what moves while the contract runs."""
        if model.month <= model.case.contract.length:
            if self.legitimacy is not None:
                self.legitimacy.month(model)
            if self.trust is not None:
                self.trust.month(model)

    def end(self, model: "ContractModel", ended: int | None) -> None:
        """Before service ends: what ordinary services take over, in the month in which the money ends."""
        if self.aftermath is not None and model.month == (model.case.contract.length if ended is None else ended):
            self.aftermath.begin(model)

    def facts(self, model: "ContractModel") -> dict[str, float]:
        """Name of an indicator -> its value; only what was at work."""
        on = sum(getattr(model.case.mechanisms, name) for name in ILLUSTRATIONS)
        found: dict[str, float] = {"illustrations": float(on)} if on else {}
        if self.legitimacy is not None:
            found["legitimacy_end"] = self.legitimacy.level
        if self.trust is not None:
            found["trust_end"] = float(self.trust.level.mean())
        if self.aftermath is not None:
            found["hours_taken_over"] = self.aftermath.hours
        if model.believing.learns:
            found["maturity_end"] = float(model.believing.maturity.mean.mean())
        who = np.flatnonzero(model.people.enrol_month > 0)
        if model.case.mechanisms.clients_view and who.size:
            found["satisfaction"] = _satisfaction(model, who)
        return found


def _satisfaction(model: "ContractModel", who: NDArray[np.intp]) -> float:
    """Mean over some who were served of how they find the service."""
    people, wide = model.people, model.people.wide
    months = np.maximum(people.columns.served_months[who], 1).astype(np.float64)
    same, withheld = np.ones(who.size), np.zeros(len(people))
    if wide is not None and wide.workers is not None:
        same = wide.workers.same[who] / months
    if wide is not None and wide.sanctions is not None:
        for _, persons, shares in wide.sanctions.months:
            withheld[persons] += shares
    view = satisfaction(model.case.profile.around, people.columns.hours[:, who].sum(axis=0) / months, same, withheld[who] / months)
    return float(total(view)) / who.size
