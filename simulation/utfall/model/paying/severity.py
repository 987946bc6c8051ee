"""Recording of severity: where prices differ by pay group, the provider may record a person in a dearer one.

Decided once a person, at enrolment, from what it is worth: the value tables for the person's own group, paid as each group is. Prices and
caps go by the group recorded; what a metric counts, and the truth, by the person's own. Hours are planned and people selected as if paid
in their own group: who is recorded wrongly is not served otherwise.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.claims import SEVERITY
from utfall.behaviour.selection import expected_surplus
from utfall.behaviour.views import ClaimView
from utfall.contract.contract import Contract
from utfall.contract.terms.clauses import attachment_clauses, person_clauses
from utfall.model.foresight.outlook import motives_of
from utfall.model.paying.claims import integrity

if TYPE_CHECKING:
    from utfall.behaviour.valuation.outlook import Outlook
    from utfall.model.model import ContractModel
    from utfall.model.parties.organisations import ProviderAgent

Ids = NDArray[np.int32]
Groups = NDArray[np.int16]
Floats = NDArray[np.float64]


class Severity:
    """Pay groups as recorded.

    group         (N,) number of the pay group that a person is recorded in, whose prices are paid
    misrecorded   people enrolled whose record is not true, those put right by an audit left out
    """

    __slots__ = ("_tables", "group", "misrecorded")

    def __init__(self, model: "ContractModel") -> None:
        self.group: Groups = model.people.group.copy()
        self.misrecorded = 0
        self._tables: dict[int, tuple[Outlook | None, ...]] = {}

    def record(self, model: "ContractModel") -> None:
        """Newcomers are recorded; audits put some records right, which are fined and paid as they should be."""
        people, came = model.people, model.newcomers
        recorded = people.group[came]
        for provider in model.providers:
            here = people.provider[came] == provider.number
            if here.any():
                recorded[here] = self._chosen(model, provider, came[here])
        untrue = recorded != people.group[came]
        false, true = came[untrue], came[~untrue]
        if not false.size and not model.audits.whole:
            return
        caught = model.audits.caught(model, len(model.meters), true, false)  # lanes below are those of meters
        model.audits.fine(model, false[caught])
        stays = false[~caught]
        self.group[stays] = recorded[untrue][~caught]
        self.misrecorded += stays.size

    def _chosen(self, model: "ContractModel", provider: "ProviderAgent", persons: Ids) -> Groups:
        """(n,) group that a provider records each person in: the one worth most, where that is worth its risk and what honesty is worth."""
        own = model.people.group[persons]
        gain = self._worth(model, provider, persons)
        gain -= gain[own, np.arange(persons.size)]
        best = gain.argmax(axis=0).astype(np.int16)
        rules = model.case.contract.assurance
        view = ClaimView(
            price=gain.max(axis=0),
            integrity=integrity(model, provider, persons),
            distance=np.full(persons.size, SEVERITY),
            audit=model.audits.chance,
            detection=rules.detection.fraction,
            penalty=model.audits.penalty_of(provider),
        )
        return np.where(provider.claim(view), best, own).astype(np.int16)

    def _worth(self, model: "ContractModel", provider: "ProviderAgent", persons: Ids) -> Floats:
        """(groups, n) minor units that serving each person is worth, recorded in each group; who looks ahead at nothing counts start fees alone."""
        seen = provider.selection_view(persons, 0)
        own, fee = model.people.group[persons], model.start_fee[provider.number]
        found = np.zeros((len(model.case.people.groups), persons.size))
        tables = self._of(model, provider)
        for paid_as, row in enumerate(found):
            for group in np.unique(own):
                here = own == group
                as_if = replace(
                    seen,
                    outlook=tables[group],
                    group=np.full(int(here.sum()), paid_as, dtype=np.int64),
                    state=seen.state[here],
                    need_class=seen.need_class[here],
                    attachment=np.full(int(here.sum()), fee[paid_as]),
                )
                row[here] = expected_surplus(as_if)
        return found

    def _of(self, model: "ContractModel", provider: "ProviderAgent") -> "tuple[Outlook | None, ...]":
        """Tables by the person's own group; row k of each: recorded in group k."""
        if provider.number not in self._tables:
            groups = len(model.case.people.groups)
            if provider.outlook is None:
                self._tables[provider.number] = (None,) * groups
            else:
                case, motives = model.case, motives_of(provider.rule, model.case.profile)
                key = "recorded", provider.outlook, model.foreseen, motives  # those who look ahead alike share them
                self._tables[provider.number] = model.outlooks.kept(
                    case, key, lambda: model.outlooks.recorded(case, provider.declared, model.foreseen, motives)
                )
        return self._tables[provider.number]


def severity_of(model: "ContractModel") -> Severity | None:
    """Recording by providers, where a contract leaves it to them and some price hangs on it; else None, which costs nothing."""
    case = model.case
    asked = case.contract.assurance.severity == "provider_report" and case.mechanisms.claims
    return Severity(model) if asked and prices_differ(case.contract) else None


def prices_differ(contract: Contract) -> bool:
    """Whether anything paid for a person or a start is paid otherwise in another pay group."""
    paid = [np.stack([np.where(clause.groups, clause.price_minor, 0.0), clause.cap_minor]) for clause in person_clauses(contract)]
    fees = [np.where(clause.groups, clause.fee_minor, 0)[None, :] for clause in attachment_clauses(contract)]
    each = contract.limits.per_person
    most = [] if each is None else [np.array([[limit.minor for limit in each]])]
    return any(bool((rows != rows[:, :1]).any()) for rows in (*paid, *fees, *most))
