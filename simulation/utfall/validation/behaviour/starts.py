"""Whom to take for a start fee, and a judge of it: with and without the fee, places for all and for some.

A start fee moves nobody's hours once people are in; it moves who is worth taking. Each person taken costs so much at once, so that some are
worth it and others not; what a person brings is judged by brute force.
"""

from itertools import product

import numpy as np

from utfall.behaviour.selection import best_first, expected_surplus
from utfall.behaviour.valuation.outlook import Outlook, outlook
from utfall.behaviour.valuation.table import solve
from utfall.behaviour.views import SelectionView
from utfall.validation.behaviour.contracts import first_entry, problem, stream, sustained
from utfall.validation.behaviour.policy import on_grid, plain_stake
from utfall.validation.behaviour.reference import Floats, Judge
from utfall.validation.behaviour.share import NEEDS, Streams, row_of
from utfall.validation.row import Row

WAGE = 20.0
#: What a start costs, fees for it, and places for five persons.
COST, FEES, PLACES = 2000.0, (0.0, 500.0, 1000.0, 1500.0), (2, 5)
STARTS: dict[str, Streams] = {
    "and an entry": (stream(3000, first_entry()),),
    "and six months": (stream(4000, sustained(6)),),
}


def starts_row(name: str, _quick: bool) -> Row:
    """The row of one contract."""
    return row_of(f"start fee, {name}", f"{len(FEES)} fees, {len(PLACES)} numbers of places", starts_share(STARTS[name]))


def starts_share(streams: Streams) -> float:
    """What those taken bring net, over what the best to take would, served as well as can be; summed over fees and places."""
    look = outlook((solve(problem(streams, WAGE)),))
    judges = [Judge(streams, need, WAGE) for need in NEEDS]
    ruled = np.array([judge.under(on_grid(judge, look.tables[0], number, plain_stake(WAGE))) for number, judge in enumerate(judges)])
    best = np.array([judge.optimum() for judge in judges])
    gained = attainable = 0.0
    for fee, places in product(FEES, PLACES):
        here = np.full(len(NEEDS), fee - COST)
        taken = best_first(expected_surplus(_view(look, here, places)), places)
        gained += float((ruled + here)[taken].sum())
        attainable += float(np.sort(np.maximum(best + here, 0.0))[::-1][:places].sum())
    return gained / attainable


def _view(look: Outlook, attachment: Floats, places: int) -> SelectionView:
    nobody = np.zeros(len(NEEDS), dtype=np.int64)
    return SelectionView(
        outlook=look,
        group=nobody,
        state=nobody,
        need_class=np.arange(len(NEEDS)),
        attachment=attachment,
        normal=np.zeros(len(NEEDS)),
        luck=np.zeros(len(NEEDS)),
        places=places,
        pay=1.0,
        mission=0.0,
        wage=WAGE,
        noise=0.0,
    )
