"""How long a run lasts: until everything that is counted has been seen and everything that is due has been paid."""

from utfall.base.quantities import Time
from utfall.contract.contract import Contract
from utfall.contract.metrics.after_service import from_end_of_service, longest
from utfall.contract.metrics.basket import components
from utfall.contract.metrics.declarations import Basket, Intensity, Metric, StateAt
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import Attachment, Block, RateCard, Term
from utfall.contract.terms.rate_standard import by_end_of_service, year_known
from utfall.contract.terms.retention import Retention
from utfall.contract.terms.tournament import Tournament

LEAST_FOLLOW_UP = 36
AFTER_LAST_PAYMENT = 12


def follow_up_of(contract: Contract) -> int:
    """Months over which effects are counted for everybody: 36, or the longest window of any metric."""
    return max([LEAST_FOLLOW_UP, *(_window_in(contract, metric) for metric in contract.metrics if not _dated(metric))])


def months_of(contract: Contract, enrolment: int, follow_up: int) -> int:
    """Months that a run lasts: follow-up of who starts last, and a year after the last month in which anything can fall due."""
    due = [_last_due(contract, term, enrolment) for term in contract.in_force]
    if contract.subcontract is not None:
        due += [_last_due(contract, term, enrolment) for term in contract.subcontract.terms]
    return max(enrolment + follow_up, max(due, default=0) + AFTER_LAST_PAYMENT)


def window(metric: Metric) -> int:
    """Person-months after which a metric has its last unit."""
    if isinstance(metric, Intensity):
        starts = metric.starts or (None,) * len(metric.window)
        return max(time.months + (0 if start is None else start.months) for time, start in zip(metric.window, starts, strict=True))
    times: list[Time] = [time for name in ("within", "window", "after_enrolment") for time in getattr(metric, name, None) or ()]
    return max((time.months for time in times), default=0)


def _window_in(contract: Contract, metric: Metric) -> int:
    return longest(metric, contract) if from_end_of_service(metric) else window(metric)


def _dated(metric: Metric) -> bool:
    return isinstance(metric, StateAt) and metric.at_month is not None


def _last_due(contract: Contract, term: Term, enrolment: int) -> int:
    """The last contract month in which a term can pay: never after its own end or the last payment month."""
    if isinstance(term, Clawback | Retention):
        return _looking_back(contract, term, enrolment)
    last = contract.limits.last_payment_month
    ends = [month for month in (term.until_month, last) if month is not None]
    if isinstance(term, Block):
        return min([contract.length, *ends])
    if isinstance(term, Attachment):
        return min([enrolment, *ends])
    if isinstance(term, CohortMilestones):
        dates = [step.at_month for step in term.steps]
        return min([max(dates, default=0) if term.late == "lost" else max([contract.length, *dates]), *ends])
    if by_end_of_service(term):
        return min([max(year_known(metric, contract.length) for metric in contract.metrics if metric.id == getattr(term, "metric", "")), *ends])
    rounds = term.every.months - 1 if isinstance(term, Tournament) else 0
    ids = [metric for metric, _ in term.prices if metric in contract.paid] if isinstance(term, RateCard) else [getattr(term, "metric", "")]
    known = max((_known(contract, metric, enrolment) for metric in contract.metrics if metric.id in ids), default=0)
    return min([known + rounds, *ends])


def _looking_back(contract: Contract, term: Clawback | Retention, enrolment: int) -> int:
    """The last month in which what was paid can go back, or what is held can be released."""
    own = () if contract.subcontract is None else contract.subcontract.terms
    paid = max((_last_due(contract, other, enrolment) for other in (*contract.terms, *own) if other.id in term.of), default=0)
    if isinstance(term, Clawback):
        return paid + max(time.months for time in term.if_lost_within)
    released = [metric for metric in contract.metrics if metric.id == term.released_if]
    return max([paid, contract.length, *(_known(contract, metric, enrolment) for metric in released)])


def _known(contract: Contract, metric: Metric, enrolment: int) -> int:
    """The contract month in which the last unit of a metric is known."""
    if isinstance(metric, Basket):
        own = 0 if metric.lag is None else metric.lag.months
        return max(_known(contract, part, enrolment) for part in components(metric, contract)) + own
    lag = 0 if metric.lag is None else metric.lag.months
    if isinstance(metric, StateAt) and metric.at_month is not None:
        return metric.at_month + lag
    served = contract.service.lasts.months if contract.service.lasts is not None else max(contract.length - enrolment, 0)
    return enrolment + (_window_in(contract, metric) or served) + lag
