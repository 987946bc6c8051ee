"""Accounts and clauses of a contract's ledger, by number."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.ledger import Ledger
from utfall.contract.assurance.audits import costs_to_audit
from utfall.contract.contract import Contract
from utfall.contract.lookahead import reach
from utfall.contract.metrics.declarations import Metric
from utfall.contract.terms.clauses import AttachmentClause, BlockClause, PersonClause
from utfall.contract.terms.clawback import clawback_clauses
from utfall.contract.terms.cohort_clauses import CohortRule
from utfall.contract.terms.dated_clauses import DatedClause
from utfall.contract.terms.term_clauses import TermClause
from utfall.contract.terms.tournament import Tournament
from utfall.model.paying.treasury import holders

STAFF = "staff"
WAGES = "wages"
OVERHEAD = "overhead"
MEASUREMENT = "measurement"
PREPARATION = "preparation"
RENEGOTIATION = "renegotiation"
PASS_THROUGH = "subcontract.pass_through"
#: Kinds of clause that pay for what is reached, and not for being there.
OUTCOME_KINDS = frozenset({"outcome", "activity", "cohort", "pass_through"})


@dataclass(frozen=True, slots=True)
class Clauses:
    """Everything in force that pays."""

    persons: tuple[PersonClause, ...]
    attachments: tuple[AttachmentClause, ...]
    blocks: tuple[BlockClause, ...]
    cohorts: tuple[CohortRule, ...]
    dated: tuple[DatedClause, ...] = ()
    tournaments: tuple[TermClause[Tournament], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Accounts:
    """The ledger, with the account numbers of those who are paid most often.

    providers   (P,) account of each provider; holder: of the first holder of capital, holders: of each
    """

    ledger: Ledger
    providers: NDArray[np.int32]
    staff: int
    holder: int
    holders: NDArray[np.int32]
    wages: int


def open_accounts(contract: Contract, clauses: Clauses) -> Accounts:
    """One account a party, one for the holder of capital, one for staff (what hours cost)."""
    parties = [(payer.id, "payer") for payer in contract.payers]
    parties += [(provider.id, "provider") for provider in contract.providers]
    parties += [(investor.id, "investor") for investor in contract.investors]
    accounts = [*parties, *((name, "holder") for name in holders(contract)), (STAFF, "staff"), *((name, "staff") for name in outsiders(contract))]
    capital = () if contract.capital is None else tuple((f"capital.{tranche.id}", "capital") for tranche in contract.capital.tranches)
    fees = () if contract.capital is None else tuple((f"capital.fees.{fee.id}", "fee") for fee in contract.capital.fees)
    kinds = [(clause.id, _class_of(clause)) for group in (clauses.persons, clauses.attachments, clauses.blocks, clauses.cohorts) for clause in group]
    kinds += [(clause.id, "cohort") for clause in (*clauses.dated, *clauses.tournaments)]
    back = [(clause.id, "outcome" if clause.paid.is_outcome else "activity") for clause in clawback_clauses(contract)]
    rest = [*back, ("capital.surplus", "capital"), (PASS_THROUGH, "pass_through"), (WAGES, "wages"), (OVERHEAD, "wages"), ("penalty", "penalty")]
    measured = [(MEASUREMENT, "measurement")] if costs_to_measure(contract) or costs_to_audit(contract.assurance) else []
    rest += [] if contract.preparation is None else [(PREPARATION, "preparation")]
    rest += [] if contract.review is None else [("rescue", "rescue"), (RENEGOTIATION, "renegotiation")]
    ledger = Ledger(accounts, [*kinds, *capital, *fees, *rest, *measured])
    numbers = np.array([ledger.account(provider.id) for provider in contract.providers], dtype=np.int32)
    held = np.array([ledger.account(name) for name in holders(contract)], dtype=np.int32)
    return Accounts(ledger, numbers, ledger.account(STAFF), int(held[0]), held, ledger.clause(WAGES))


def costs_to_measure(contract: Contract) -> tuple[Metric, ...]:
    """Paid metrics that cost something to measure."""
    return tuple(metric for metric in contract.metrics if metric.id in contract.paid and metric.cost is not None and metric.cost.minor)


def outsiders(contract: Contract) -> tuple[str, ...]:
    """Who gets a fee out of the capital and is no party: a manager, adviser or evaluator. Their work is a resource used, as staff hours are."""
    if contract.capital is None:
        return ()
    parties = {*(p.id for p in contract.payers), *(p.id for p in contract.providers), *(i.id for i in contract.investors)}
    return tuple(dict.fromkeys(fee.to for fee in contract.capital.fees if fee.to not in parties))


def _class_of(clause: PersonClause | AttachmentClause | BlockClause | CohortRule) -> str:
    """What a payment is for: outcome, activity, attachment, block or cohort."""
    if isinstance(clause, PersonClause):
        return "outcome" if clause.is_outcome else "activity"
    if isinstance(clause, AttachmentClause):
        return "attachment"
    return "block" if isinstance(clause, BlockClause) else "cohort"


def start_fee(contract: Contract, clauses: Clauses, provider: str) -> NDArray[np.float64]:
    """(groups,) minor units that a start brings a provider."""
    fee = np.zeros(len(contract.groups))
    for clause in clauses.attachments:
        share = 1.0 if clause.subcontract else reach(clause, contract, provider)
        fee += np.where(clause.groups, clause.fee_minor, 0) * share
    return fee
