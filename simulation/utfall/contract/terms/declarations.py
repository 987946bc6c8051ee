"""What can be paid for. Each term is one frozen record; its id goes from the file to the ledger and the report."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from utfall.base.quantities import Amount, ByGroup, Money, Price, Share, Time
from utfall.contract.metrics.declarations import Id, MetricId

PayerId = Annotated[str, "payers"]
PartyId = Annotated[str, "party"]
TermId = Annotated[str, "contract.terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Common to every kind.

    payers       payer id -> share, summing to 1
    payee        party id, `holder` (of the capital) or `providers` (whoever served the person)
    groups       pay groups in which it is in force (None: all)
    from_month, until_month   contract months, both included
    """

    kind: ClassVar[str] = ""
    id: Id
    title: str = ""
    payers: tuple[tuple[PayerId, float], ...] = ()
    payee: PartyId = "providers"
    groups: tuple[str, ...] | None = None
    from_month: int = 1
    until_month: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Term):
    """A fee per month or per year, whatever happens; split among providers by places."""

    kind: ClassVar[str] = "block"
    fee: Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Term):
    """A fee for each person who starts."""

    kind: ClassVar[str] = "attachment"
    fee: ByGroup[Price]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTerm(Term):
    """A price for each unit of an activity."""

    kind: ClassVar[str] = "activity"
    metric: MetricId
    price: ByGroup[Price]
    cap_per_person: ByGroup[Money] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Term):
    """A price for each unit of an outcome, once a person unless it pays again."""

    kind: ClassVar[str] = "outcome"
    metric: MetricId
    price: ByGroup[Price]
    cap_per_person: ByGroup[Money] | None = None
    pays_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RateCard(Term):
    """Several metrics, each with a price, each once a person."""

    kind: ClassVar[str] = "rate_card"
    prices: tuple[tuple[MetricId, ByGroup[Price]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a milestone: so long in the outcome, so much."""

    id: Id
    lasts: ByGroup[Time]
    price: ByGroup[Price]


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones(Term):
    """Steps along one sustained metric."""

    kind: ClassVar[str] = "milestones"
    metric: MetricId
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortLinear(Term):
    """A share of a measured sum of money, or a price per unit of difference, of each cohort against its comparison.

    once_repaid  share or price once the capital is repaid; floor, cap: least and most it pays (a sum, or a share of the capital)
    """

    kind: ClassVar[str] = "cohort_linear"
    metric: MetricId
    share: Share | None = None
    price: Price | None = None
    once_repaid: Share | None = None
    floor: Amount | None = None
    cap: Amount | None = None


TERMS: dict[str, type[Term]] = {kind.kind: kind for kind in (Block, Attachment, ActivityTerm, Outcome, RateCard, Milestones, CohortLinear)}
