"""What reviews that move weights ask of a contract."""

from collections.abc import Iterator, Mapping

from utfall.base.errors import Problem
from utfall.scenario.checks.plain import part, plain, plains, rows
from utfall.scenario.understand import Understood, problem_at

REVIEW = ("contract", "review")
BY_PERSON = ("state_at", "first_entry", "sustained")


def weights(understood: Understood) -> Iterator[Problem]:
    """Weights belong to metrics that are paid per person, two at least, by terms whose pay is neither held nor taken back."""
    table = part(understood, *REVIEW)
    if table is None:
        return
    named = table.weights if isinstance(table.weights, Mapping) else {}
    paid = _paid(understood)
    for metric in named:
        if metric not in paid:
            yield problem_at(understood, (*REVIEW, "weights"), f'no outcome, activity or rate card pays on "{metric}"; there is nothing to weigh')
    moves = plain(table.rule) == "reweigh"
    if "weights" in plains(table.may_change) and not moves:
        yield problem_at(understood, (*REVIEW, "may_change"), 'say how weights move: rule = "reweigh"')
    if not (moves or named):
        return
    if moves and len(paid) < 2:
        yield problem_at(understood, (*REVIEW, "rule"), "weight moves between metrics that are paid per person: pay on two at least")
    yield from _alone(understood)
    against = plain(table.held_against)
    kind = plain(getattr(rows(part(understood, "contract", "metrics")).get(against), "kind", None))
    if kind is not None and kind not in BY_PERSON:
        words = f'"{against}" is of kind "{kind}"; successes are held against one that is counted by person: {", ".join(BY_PERSON)}'
        yield problem_at(understood, (*REVIEW, "held_against"), words)


def _paid(understood: Understood) -> set[str]:
    """Metrics that a term per person names; a variant may pay on fewer of them."""
    found: set[str] = set()
    for row in rows(part(understood, "contract", "terms")).values():
        if plain(row.kind) in ("outcome", "activity"):
            found.add(str(plain(row.metric)))
        if plain(row.kind) == "rate_card" and isinstance(row.prices, Mapping):
            found |= set(row.prices)
    return found


def _alone(understood: Understood) -> Iterator[Problem]:
    """What cannot stand beside weights."""
    for name, row in rows(part(understood, "contract", "terms")).items():
        if plain(row.kind) in ("retention", "clawback"):
            yield problem_at(
                understood, ("contract", "terms", name), "pay whose weight moves cannot be held or taken back; leave this term or the weights out"
            )
    if plain(part(understood, "contract", "assurance", "severity")) == "provider_report":
        where = ("contract", "assurance", "severity")
        yield problem_at(understood, where, "pay groups that providers report are not planned with weights that move; let a register say them")
    for name, row in rows(part(understood, "contract", "metrics")).items():
        if plain(getattr(row, "after_service", None)) is not None:
            words = "the day on which service ends is chosen by list prices, not by weights that move; count from the start"
            yield problem_at(understood, ("contract", "metrics", name, "after_service"), words)
