"""Metrics that count from the end of a person's service."""

from collections.abc import Iterator

from utfall.base.errors import Problem
from utfall.scenario.checks.plain import part, plain, plains, rows
from utfall.scenario.schema.leaf import Mapping
from utfall.scenario.schema.table import Table
from utfall.scenario.understand import Understood, problem_at

_PAY_A_PERSON = ("outcome", "rate_card")


def endings(understood: Understood) -> Iterator[Problem]:
    """Service has an end, whoever is counted has been served, and what is paid on it is due for each person by itself."""
    service = part(understood, "contract", "service")
    metrics = rows(part(understood, "contract", "metrics"))
    counted = [name for name, row in metrics.items() if getattr(row, "after_service", None) is not None]
    if not counted and getattr(service, "end_reported_within", None) is not None:
        message = "no metric counts from the end of service; write after_service in a metric of kind state_at, or leave it out"
        yield problem_at(understood, ("contract", "service", "end_reported_within"), message)
    first = plain(metrics[counted[0]].outcome) if counted else None
    for name in counted:
        path, row = ("contract", "metrics", name), metrics[name]
        if plain(row.outcome) != first and getattr(service, "end_reported_within", None) is not None:
            message = f'"{counted[0]}" counts from the end of service by another outcome, "{first}"; the day is chosen by one: write it here too'
            yield problem_at(understood, (*path, "outcome"), message)
        if getattr(service, "lasts", None) is None:
            message = "counts from the end of service; say how long it lasts: contract.service.lasts"
            yield problem_at(understood, (*path, "after_service"), message)
        if plain(row.among) in ("eligible", "offered"):
            message = 'who was never served has no end of service; write among = "enrolled", or leave it out'
            yield problem_at(understood, (*path, "among"), message)
        if row.compared_with is not None:
            message = "the people of a comparison are not served, so that their service has no end; leave it out"
            yield problem_at(understood, (*path, "compared_with"), message)
    yield from _used(understood, metrics, counted)
    yield from _rate_standard(understood, counted)


def _used(understood: Understood, metrics: dict[str, Table], counted: list[str]) -> Iterator[Problem]:
    """Where such a metric may not stand: the day is each person's own and is known only when it has come."""
    for where in (("contract",), ("subcontract",)):
        for name, row in rows(part(understood, *where, "terms")).items():
            if plain(row.kind) in ("clawback", "retention") and any(_pays_on(understood, term, counted) for term in plains(row.of)):
                message = "a term that it names counts from the end of service; what it pays cannot be held or taken back"
                yield problem_at(understood, (*where, "terms", name, "of"), message)
            for word in ("metric", "released_if"):
                metric = plain(getattr(row, word, None))
                if metric in counted and plain(row.kind) not in _PAY_A_PERSON and not _by_end(row):
                    message = f'"{metric}" counts from the end of service, a day of each person\'s own; pay on it by outcome or rate_card, '
                    message += 'or by a cohort_threshold with cohort_by = "end_of_service"'
                    yield problem_at(understood, (*where, "terms", name, word), message)
    for name, row in metrics.items():
        weights = getattr(row, "weights", None)
        parts = [*weights] if isinstance(weights, Mapping) else []
        for metric in (*parts, plain(getattr(row, "follows", None))):
            if metric in counted:
                message = f'"{metric}" counts from the end of service; it cannot be part of another metric'
                yield problem_at(understood, ("contract", "metrics", name), message)
    for name, row in rows(part(understood, "contract", "review", "minimums")).items():
        if plain(row.metric) in counted:
            message = f'"{plain(row.metric)}" counts from the end of service; a minimum is read at reviews, from people\'s starts'
            yield problem_at(understood, ("contract", "review", "minimums", name, "metric"), message)


def _rate_standard(understood: Understood, counted: list[str]) -> Iterator[Problem]:
    """A rate of those whose service is said to have ended in a year: one such term, a sum at a level, and nothing else that pulls at the day."""
    terms = [(("contract", "terms", name), row) for name, row in rows(part(understood, "contract", "terms")).items()]
    terms += [(("subcontract", "terms", name), row) for name, row in rows(part(understood, "subcontract", "terms")).items()]
    standards = [(path, row) for path, row in terms if _by_end(row)]
    for path, row in standards:
        if plain(row.metric) not in counted:
            message = f'"{plain(row.metric)}" does not count from the end of service; write after_service in it, or leave cohort_by out'
            yield problem_at(understood, (*path, "cohort_by"), message)
        if row.pays is None or row.level is None:
            yield problem_at(understood, (*path, "cohort_by"), "a year of ends is paid a sum at a level; write pays and level")
    for path, row in terms if standards else []:
        if not _by_end(row) and plain(row.kind) in _PAY_A_PERSON and any(name in counted for name in _metrics(row)):
            message = f'"{standards[0][0][-1]}" pays by the rate of a year, and this for each person; one of them chooses the day: leave one out'
            yield problem_at(understood, path, message)
    for path, _ in standards[1:]:
        yield problem_at(understood, path, f'"{standards[0][0][-1]}" is a rate standard too; one of them chooses the day: leave one out')
    if standards and plain(part(understood, "contract", "review", "rule")) == "ratchet":
        yield problem_at(understood, standards[0][0], "a ratchet moves lines by cohorts of referral; leave cohort_by or the ratchet out")


def _by_end(row: Table) -> bool:
    return plain(getattr(row, "cohort_by", None)) == "end_of_service"


def _metrics(row: Table) -> list[str]:
    """The metrics that a term pays on."""
    prices = getattr(row, "prices", None)
    return [*prices] if isinstance(prices, Mapping) else [str(plain(getattr(row, "metric", None)))]


def _pays_on(understood: Understood, term: str, metrics: list[str]) -> bool:
    """Whether a term of the contract pays on one of these metrics."""
    row = rows(part(understood, "contract", "terms")).get(term)
    return row is not None and any(metric in metrics for metric in _metrics(row))
