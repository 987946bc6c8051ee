"""What baskets may not hold."""

from collections.abc import Iterator

from utfall.base.errors import Problem
from utfall.base.quantities import Share
from utfall.scenario.checks.plain import part, plain, rows
from utfall.scenario.schema.leaf import Mapping
from utfall.scenario.understand import Understood, problem_at

#: Kinds that cannot be a component, with the reason.
_NEVER = {
    "basket": "is a basket itself; name what is in it",
    "activity": "counts an activity; a basket adds outcomes",
    "headcount": "is counted on dates, not for each person",
    "cost_avoided": "is counted in money, which weighs more than any point",
}


def baskets(understood: Understood) -> Iterator[Problem]:
    """Weights that do not sum up, and components that cannot be added."""
    known = rows(part(understood, "contract", "metrics"))
    for name, row in known.items():
        if plain(row.kind) != "basket" or not isinstance(row.weights, Mapping):
            continue
        path = ("contract", "metrics", name, "weights")
        shares = {id_: plain(leaf) for id_, leaf in row.weights.items()}
        for id_ in shares:
            component = known.get(id_)
            if component is None:
                continue
            kind = plain(component.kind)
            if kind in _NEVER:
                yield problem_at(understood, (*path, id_), f'"{id_}" {_NEVER[kind]}')
            elif kind == "events" and plain(component.yes_no) is not True:
                yield problem_at(understood, (*path, id_), f'of "{id_}" fewer is better; a basket adds what is better the more: yes_no = true')
            elif getattr(component, "at_month", None) is not None:
                yield problem_at(
                    understood, (*path, id_), f'"{id_}" is read in a month of the contract; a basket adds what counts from the person\'s start'
                )
        if len(shares) < 2:
            yield problem_at(understood, path, "a basket holds at least two metrics")
        elif all(isinstance(share, Share) for share in shares.values()):
            total = 100 * sum(share.fraction for share in shares.values())
            if abs(total - 100) > 0.05:
                yield problem_at(understood, path, f"weights sum to {total:g} %, not 100 %")
