"""What preparation and reported measures may not say."""

from collections.abc import Iterator

from utfall.base.errors import Problem
from utfall.scenario.checks.plain import part, plain, plains, rows
from utfall.scenario.understand import Understood, problem_at

STEERABLE = ("state_at", "first_entry", "sustained")


def preparation(understood: Understood) -> Iterator[Problem]:
    """It ends before the contract does; a gap in skill lies between -1 and 1."""
    table, path = part(understood, "contract", "preparation"), ("contract", "preparation")
    if table is None:
        return
    takes, length = plain(table.takes), plain(part(understood, "contract", "length"))
    if takes is not None and length is not None and takes.months >= length.months:
        yield problem_at(understood, (*path, "takes"), f"{takes.months} months leave nothing of a contract of {length.months}; write less")
    gap, error = plain(table.skill_gap), plain(table.error)
    if gap is not None and not -1 <= gap <= 1:
        yield problem_at(understood, (*path, "skill_gap"), f"found {gap:g}; write a number from -1 (skill of the payers alone) to 1 (of the payees)")
    if error is not None and not error > -1:
        yield problem_at(understood, (*path, "error"), f"found {error:g}; write a share of the baseline above -1, such as 0.1")


def steering(understood: Understood) -> Iterator[Problem]:
    """What is reported is counted by person and not paid."""
    table = part(understood, "contract")
    if table is None:
        return
    paid, metrics = plains(getattr(table, "metric", None)), rows(getattr(table, "metrics", None))
    if not paid:
        paid = tuple(plain(getattr(term, "metric", None)) for term in rows(table.terms).values())
    for name in plains(getattr(table, "steering", None)):
        kind = plain(metrics[name].kind) if name in metrics else None
        if name in paid:
            yield problem_at(understood, ("contract", "steering"), f'"{name}" is paid; what steers is reported and not paid: leave it out')
        elif kind is not None and kind not in STEERABLE:
            words = f'"{name}" is of kind "{kind}"; what steers is counted by person: {", ".join(STEERABLE)}'
            yield problem_at(understood, ("contract", "steering"), words)
