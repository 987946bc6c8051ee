"""A contract: everything that was agreed, as one value."""

from dataclasses import dataclass
from typing import Annotated, Literal

from utfall.base.quantities import Amount, ByGroup, Flow, Money, Price, Rate, Return, Share, Time
from utfall.contract.competition import NO_COMPETITION, Competition
from utfall.contract.metrics.declarations import Metric
from utfall.contract.parties import Investor, Payer, Provider, Value
from utfall.contract.preparation import Preparation
from utfall.contract.review.declarations import Review
from utfall.contract.terms.declarations import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What would have happened anyway, as the contract measures it.

    people    size of the comparison group (randomised: drawn from the eligible)
    expected  agreed only: the level without the programme, by group: share in the outcome, or money or hours a person
    """

    id: str
    design: Literal["randomised", "agreed", "historical", "pre_post", "matched", "predicted", "mix"]
    people: int = 0
    expected: ByGroup[float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """All terms together: most per person (by group), per contract year, in total, by payer, by term; last month in which anything is paid."""

    per_person: ByGroup[Money] | None = None
    per_year: Money | None = None
    total: Money | None = None
    by_payer: tuple[tuple[str, Money], ...] = ()
    by_term: tuple[tuple[str, Money], ...] = ()
    last_payment_month: int | None = None
    indexation: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Rules of service.

    lasts   months of service per person (None: to the end of the contract)
    reporting   how long after the day agreed a provider may still choose the day that is read
    end_reported_within   how long after the last service a provider may choose the day on which it is said to have ended
    """

    who_selects: Literal["provider", "commissioner", "random", "everyone"]
    may_refuse: bool = False
    joining: Literal["voluntary", "mandatory"] = "voluntary"
    caseload: float | None = None
    minimum_hours: Flow | None = None
    lasts: Time | None = None
    reporting: Time | None = None
    end_reported_within: Time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assurance:
    """Audits among claims: share drawn, chance that an audit detects a false one, penalty per detected claim.

    chosen          by lot, or those that look most doubtful first
    audit_capacity  most audits a month (None: no bound)
    audit_cost      what each audit costs the first payer, whatever it finds
    evaluator       who measures gains over comparisons: nobody's, or chosen by those whom the gain pays
    severity        who says which pay group a person is in, where prices differ by it
    """

    audit: Share = Share(0.0)
    detection: Share = Share(1.0)
    penalty: Money | None = None
    repay: bool = True
    published: bool = True
    chosen: Literal["at_random", "by_risk"] = "at_random"
    audit_capacity: Flow | None = None
    audit_cost: Money | None = None
    evaluator: Literal["independent", "chosen_by_payee"] = "independent"
    severity: Literal["register", "provider_report"] = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """One layer of capital; amount None takes the rest of the need.

    kind           loan, equity: repaid in its place; first_loss: the same, and last by custom; grant: never repaid; guarantee: puts in
                   no money, and makes good what others lose
    guarantees     whose losses a guarantee covers (None: everybody's)
    return_target  what its investor hopes for; moves its decision, not its pay
    """

    id: str
    investor: str
    kind: Literal["loan", "first_loss", "guarantee", "grant", "equity"] = "loan"
    amount: Amount | None = None
    interest: Rate | None = None
    return_cap: Return | None = None
    guarantees: tuple[Annotated[str, "capital.tranches"], ...] | None = None
    return_target: Return | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What a manager, adviser or evaluator gets of the capital.

    to          party id
    set_up      once, in the first month; running: per month or year of the contract
    of_success  share of the outcome pay that reaches the holder, paid out of it
    """

    id: str
    to: str
    set_up: Money | None = None
    running: Price | None = None
    of_success: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capital:
    """Money before outcomes: need, drawdown, tranches in the order in which they are repaid, what happens to what is left.

    per_provider  each provider has a structure of its own, alike
    """

    holder: str
    need: Money
    drawdown: Literal["at_start", "as_costs_fall_due"] = "as_costs_fall_due"
    tranches: tuple[Tranche, ...] = ()
    return_cap: Return | None = None
    surplus_to: Literal["investors", "payers", "providers", "next_cohort"] = "investors"
    recycled: bool = False
    per_provider: bool = False
    fees: Annotated[tuple[Fee, ...], "fees"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcontract:
    """What the holder of the capital pays its providers: terms of its own, and a share of each outcome payment it receives.

    by_provider   provider id -> its own share, where shares differ
    """

    pass_through: Share = Share(1.0)
    by_provider: tuple[tuple[str, Share], ...] = ()
    terms: tuple[Term, ...] = ()

    def passed_to(self, provider: str) -> float:
        """Share of each outcome payment that one provider gets."""
        return dict(self.by_provider).get(provider, self.pass_through).fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What was agreed.

    groups    ids of the pay groups, in order
    tasks     ids of the tasks, in order; outcomes: ids of the state outcomes then the score outcomes, in order
    paid      ids of the metrics that are paid (`contract.metric`)
    preparation   what went before it, where that is at work; steering: metrics that are reported and not paid
    terms     all terms of the file; `in_force` those whose metric is paid, or that need none
    """

    currency: str
    length: int
    groups: tuple[str, ...]
    tasks: tuple[str, ...]
    outcomes: tuple[str, ...]
    payers: tuple[Payer, ...]
    providers: tuple[Provider, ...]
    investors: tuple[Investor, ...]
    values: tuple[Value, ...]
    paid: tuple[str, ...]
    metrics: tuple[Metric, ...]
    comparisons: tuple[Comparison, ...]
    terms: tuple[Term, ...]
    service: Service
    limits: Limits = Limits()
    assurance: Assurance = Assurance()
    capital: Capital | None = None
    subcontract: Subcontract | None = None
    signing: Literal["given", "decided"] = "given"
    open: bool = True
    review: Review | None = None
    competition: Competition = NO_COMPETITION
    preparation: Preparation | None = None
    steering: tuple[str, ...] = ()

    @property
    def in_force(self) -> tuple[Term, ...]:
        """Terms that pay under this contract: those on a paid metric, and those that need no metric."""
        return tuple(term for term in self.terms if self.pays(term))

    def pays(self, term: Term) -> bool:
        """Whether a term is in force; a rate card is when at least one of its metrics is paid."""
        if hasattr(term, "prices"):
            return any(metric in self.paid for metric, _ in term.prices)
        return not hasattr(term, "metric") or term.metric in self.paid
