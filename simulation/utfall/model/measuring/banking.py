"""Which meters run together in the bank, and which recorded progress the value tables read: all providers look at the same rows."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from utfall.base.automata import PayStream
from utfall.behaviour.valuation.events import flags
from utfall.behaviour.valuation.product import capped_rows
from utfall.contract.metrics.after_service import from_end_of_service
from utfall.contract.terms.declarations import Outcome
from utfall.model.measuring.bank import Bank, padded
from utfall.model.measuring.baskets import piece_of
from utfall.model.measuring.event_metering import share_marks
from utfall.model.measuring.metering import Meter, StateMeter

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


class Banked(NamedTuple):
    """The bank, and the meters that run alone.

    capped_columns   (clause, its cap in minor units, column of progress) of each clause with a cap per person that tables look at
    """

    bank: Bank
    lone_meters: list[Meter]
    capped_columns: tuple[tuple[str, float, int], ...]


def make_bank(model: "ContractModel") -> Banked:
    """The bank of a run; says which columns of progress the casebook shows, and has the meters write them."""
    banked = [meter for meter in model.meters if isinstance(meter, StateMeter) and len(meter.parts) == 1 and not from_end_of_service(meter.metric)]
    lone = [meter for meter in model.meters if meter not in banked]
    outlook = next((provider.outlook for provider in model.providers if provider.outlook is not None), None)
    streams = () if outlook is None else outlook.tables[0].problem.streams
    capped, marks = capped_rows(streams), flags(streams)
    lanes = {meter.number: lane for lane, meter in enumerate(banked)}
    rows, parts = _rows_of_streams(model, streams, lanes)
    first_cap = len(lanes) + len(parts)
    tables = model.outlooks.kept(model.case, "lanes", lambda: padded(banked))
    kinds = [(meter.metric.among, any(meter is other for other, _ in model.meters_from_referral)) for meter in banked]
    clocks = [kinds.index(kind) for kind in kinds]
    bank = Bank(banked, tables, [sorted(set(clocks)).index(clock) for clock in clocks], (len(model.people), len(parts) + len(capped) + len(marks)))
    for column, (number, part) in enumerate(parts, start=len(lanes)):
        model.meters[number].share_progress(part, bank.progress[column])
    for column, outcome in enumerate(marks, start=first_cap + len(capped)):
        share_marks(model, streams, outcome, bank.progress[column])
    model.casebook.rows = np.array([*rows, *range(first_cap, first_cap + len(capped) + len(marks))], dtype=np.int64)
    model.casebook.progress = bank.progress
    columns = tuple((stream.clause, stream.cap, first_cap + number) for number, stream in enumerate(capped))
    return Banked(bank, lone, columns)


def _rows_of_streams(model: "ContractModel", streams: tuple[PayStream, ...], lanes: dict[int, int]) -> tuple[list[int], list[tuple[int, int]]]:
    """Row of progress behind each stream that has an automaton, and (meter, part) of the rows that follow those of the lanes."""
    by_clause = {clause.id: number for clause, number in model.clause_meters}
    large = (*model.clauses.cohorts, *model.clauses.dated, *model.clauses.tournaments)
    by_clause |= {clause.id: model.by_metric[clause.metric.id] for clause in large if clause.metric is not None} | model.looking_back
    unpaid = model.looked_ahead.contract.terms[len(model.case.contract.in_force) :] if model.looked_ahead is not model.case else ()
    by_clause |= {term.id: model.by_metric[term.metric] for term in unpaid if isinstance(term, Outcome)}  # renewal, reports, minimums
    parts: dict[tuple[int, int], int] = {}
    rows, seen = [], dict.fromkeys(by_clause, 0)
    for stream in streams:
        if stream.automaton is not None:
            key = piece_of(model, by_clause[stream.clause], seen[stream.clause])
            number = key[0]
            rows.append(lanes[number] if number in lanes else len(lanes) + parts.setdefault(key, len(parts)))
            seen[stream.clause] += 1
    return rows, list(parts)
