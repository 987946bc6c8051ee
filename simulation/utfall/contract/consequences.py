"""What a clause may cause: what it makes worthwhile, for whoever reads the contract before it is signed. Never anybody's motive.

Each line names a work in scenarios/references.toml that shows it, or follows from the arithmetic of the clause alone.
"""

from typing import NamedTuple

from utfall.base.quantities import Money
from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import (
    Activity,
    Basket,
    CostAvoided,
    Events,
    FirstEntry,
    Headcount,
    Intensity,
    Metric,
    Score,
    StateAt,
    Sustained,
    TimeIn,
)
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import ActivityTerm, Attachment, Block, CohortLinear, Milestones, Outcome, RateCard, Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.rate_standard import by_end_of_service
from utfall.contract.terms.retention import Retention
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament
from utfall.contract.words import per_cent


class Consequence(NamedTuple):
    """What may follow, and the work that shows it ("": arithmetic of the clause)."""

    text: str
    source: str = ""


ANYWAY = Consequence("who would have succeeded anyway is paid for too (deadweight)")
LINE = Consequence("near the line effort rises; far below it is given up, safely above it rests", "oyer-1998")
CREAMING = Consequence("with one price for all, the easy cases pay best: they are taken first (creaming)", "ellis-1998")
OF_METRIC: dict[type[Metric], Consequence] = {
    StateAt: Consequence("a push that holds on that one day pays as well as help that lasts", "courty-marschke-2004"),
    FirstEntry: Consequence("a quick entry pays as well as one that lasts; staying is worth nothing", "courty-marschke-2004"),
    Sustained: Consequence("who is far from the whole spell is worth little help (parking); a day short pays nothing", "ellis-1998"),
    TimeIn: Consequence("staying is worth as much as entering; the pay comes late"),
    Intensity: Consequence("staying and full hours are worth as much as entering; the pay comes late"),
    Events: Consequence("preventing what is counted pays; what is not counted, or not recorded, does not", "holmstrom-milgrom-1991"),
    Headcount: Consequence("on the date the count matters, between dates it does not; who comes and goes moves it beside the help", "oyer-1998"),
    Activity: Consequence("the activity pays whether or not anyone is helped", "holmstrom-milgrom-1991"),
    CostAvoided: Consequence("help goes where the counted costs are; whatever costs another purse counts for nothing"),
    Basket: Consequence("hours follow the weights; what is not in the basket gives way", "holmstrom-milgrom-1991"),
}
PASS = Consequence("help goes to those near the mark; who is sure to pass or to fail is worth none", "courty-marschke-2004")
DRILL = Consequence("drill that lifts the measure and not the ability pays the same", "holmstrom-milgrom-1991")
OF_TERM: dict[type[Term], Consequence] = {
    Block: Consequence("a fee is the same whatever is done: what is done rests on agreed hours and on mission", "frey-1997"),
    Attachment: Consequence("starting people pays, whatever follows"),
    ActivityTerm: Consequence("the activity is paid for whether or not anyone is helped", "holmstrom-milgrom-1991"),
    RateCard: Consequence("where hours are short, the rows that are cheapest to reach crowd out the dear ones", "holmstrom-milgrom-1991"),
    Milestones: Consequence("the first steps are paid for many, the last for few: who sinks below the next step is left", "ellis-1998"),
    CohortLinear: Consequence("a measured difference is part luck: pay swings with chance in groups of this size"),
    CohortThreshold: LINE,
    CohortTiers: LINE,
    CohortMilestones: LINE,
    Tournament: Consequence("luck wins prizes too; who trails gives up, and nobody shares what works", "lazear-rosen-1981"),
    Penalty: Consequence("a penalty deters as far as it can be collected", "shavell-1986"),
    Clawback: Consequence("keeping an outcome is worth as much as reaching it; the money stays at risk for as long"),
    Retention: Consequence("cash is held back from who has least of it"),
}


def of_term(term: Term, contract: Contract) -> tuple[Consequence, ...]:
    """What a term may cause."""
    rows = [id_ for id_, _ in term.prices if id_ in contract.paid] if isinstance(term, RateCard) else [getattr(term, "metric", "")]
    found = [OF_TERM[type(term)]] if type(term) in OF_TERM and not (isinstance(term, RateCard) and len(rows) < 2) else []
    metrics = [metric for metric in contract.metrics if metric.id in rows]
    for metric in metrics:
        found += _of_metric(metric)
    if isinstance(term, Outcome | RateCard | Milestones) and any(metric.compared_with is None for metric in metrics):
        found.append(ANYWAY)
    if isinstance(term, CohortLinear) and isinstance(term.floor, Money) and term.floor.minor == 0:
        found.append(Consequence("bad luck is not paid back: chance alone brings some pay"))
    return tuple(dict.fromkeys(found))


def _of_metric(metric: Metric) -> list[Consequence]:
    found = (
        [DRILL if metric.at_least is None else PASS] if isinstance(metric, Score) else [OF_METRIC[type(metric)]] if type(metric) in OF_METRIC else []
    )
    if metric.data_source == "provider_report":
        found.append(Consequence("who is paid reports: a claim that nobody checks pays too", "becker-1968"))
    if metric.self_certified:
        found.append(Consequence("a tick too many is a small untruth: nearly all is claimed, whatever was done", "becker-1968"))
    return found


def of_pass_through(contract: Contract) -> tuple[Consequence, ...]:
    """What the share that reaches providers may cause."""
    share = 1.0 if contract.subcontract is None else contract.subcontract.pass_through.fraction
    if share >= 1.0:
        return ()
    if share <= 0.0:
        return (Consequence("who meets people feels nothing of any price: outcome pay steers nobody there"),)
    return (Consequence(f"who meets people feels {per_cent(share)} of each price: the rest of the incentive steers nobody there"),)


def of_capital(contract: Contract) -> tuple[Consequence, ...]:
    """What borrowed money may cause."""
    capital = contract.capital
    if capital is None:
        return ()
    found = [Consequence("who lends bears what outcomes do not pay, wants a return for it, and presses for what is paid")]
    if capital.return_cap is not None or any(tranche.return_cap is not None for tranche in capital.tranches):
        found.append(Consequence("once the cap is reached, further outcomes are worth nothing to who lent"))
    if any(tranche.kind == "guarantee" for tranche in capital.tranches):
        found.append(Consequence("who is covered against loss looks less closely", "shavell-1986"))
    return tuple(found)


def of_limits(contract: Contract) -> tuple[Consequence, ...]:
    """What limits may cause."""
    limits = contract.limits
    if not (limits.per_person or limits.per_year or limits.total or limits.by_payer or limits.by_term):
        return ()
    found = [Consequence("once a limit is reached, further successes are worth nothing: help stops, or is saved for the next year", "oyer-1998")]
    if limits.per_person is not None and _rows_of_pay(contract) > 1:
        found.append(
            Consequence("providers here foresee the limit per person for each row of pay by itself, so that they may work for what it will cut")
        )
    return tuple(found)


def _rows_of_pay(contract: Contract) -> int:
    """Rows of prices that pay for a person's outcomes and activities."""
    single = sum(isinstance(term, Outcome | ActivityTerm) for term in contract.in_force)
    cards = sum(len(term.prices) for term in contract.in_force if isinstance(term, RateCard))
    return single + cards + sum(len(term.steps) for term in contract.in_force if isinstance(term, Milestones))


def of_assurance(contract: Contract) -> tuple[Consequence, ...]:
    """What audits may cause."""
    reported = any(metric.data_source == "provider_report" and metric.id in contract.paid for metric in contract.metrics)
    recorded = contract.assurance.severity == "provider_report" and len(contract.groups) > 1
    found = [Consequence("people are recorded in the pay group that pays more (upcoding)", "becker-1968")] if recorded else []
    if reported and contract.assurance.audit.fraction > 0:
        text = "a false claim still pays where its price is above audit x (price + penalty) and what honesty is worth"
        found.append(Consequence(text, "becker-1968"))
    return tuple(found)


def of_service(contract: Contract) -> tuple[Consequence, ...]:
    """What the rules of service may cause."""
    service, found = contract.service, []
    if (service.who_selects == "provider" or service.may_refuse) and _one_price(contract):
        found.append(CREAMING)
    if service.end_reported_within is not None:
        text = "service is said to have ended while people are in the outcome; with those who are out, one waits as long as one may"
        if any(map(by_end_of_service, contract.in_force)):
            text = "as many of those who are out are let go in a year as its line bears; the others are held, and a year that is lost takes them all"
        found.append(Consequence(text, "courty-marschke-2004"))
    if service.minimum_hours is not None:
        found.append(Consequence("nobody gets less; hours above it still go where they pay", "ellis-1998"))
    return tuple(found)


def _one_price(contract: Contract) -> bool:
    return any(isinstance(term, Outcome | RateCard | Milestones) for term in contract.in_force)


def every_consequence() -> tuple[Consequence, ...]:
    """All that hangs on a kind, for who checks the sources."""
    return (ANYWAY, LINE, CREAMING, PASS, DRILL, *OF_METRIC.values(), *OF_TERM.values())
