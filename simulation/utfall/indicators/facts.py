"""Sums of one run that pair and ensemble indicators need, stored beside the indicators under names that begin with `_`."""

from typing import Literal

import numpy as np

from utfall.base.mechanisms import CONTROL_FORMS
from utfall.base.records import RunRecord
from utfall.indicators import netvalue
from utfall.indicators.money import NO_INVESTOR, investors, payer_net_cost_cashable, payments_of_payers
from utfall.indicators.paid import NO_METRIC, first_paid, in_wholes, on_groups
from utfall.indicators.people import by_cell, cell_names, effects
from utfall.indicators.values import RunValue, missing, plain, ratio

ONLY_STATES = "defined for an outcome that people are in or out of"
#: Families of tasks by the number that `_family.TASK` holds.
FAMILIES: tuple[Literal["builds", "pushes", "shows"], ...] = ("builds", "pushes", "shows")


def money_facts(record: RunRecord) -> dict[str, RunValue]:
    """What ensemble indicators need of one run.

    `_effect_years`    sum over A of (Y - Y0) / 12, each discounted to the middle of the person's follow-up
    `_payments`        payments of payers, discounted
    `_result.PARTY`    net cash of a party; of a payer, less own cashable savings
    `_layer.TRANCHE`   net cash of one layer of the capital with the holder, where there are several; of a guarantee, less what it made good
    `_mvpf`            gains of persons and others over minus the net public cash flow
    `_potential`       effect over what it would be if all enrolled were in the outcome throughout
    `_multiple`        all paid to investors over capital
    `_pay_by_cell`, `_effect_by_cell`   by group and fifth of need
    """
    kept = {"_payments": plain(float((payments_of_payers(record) * netvalue.discounts(record)).sum()))}
    kept |= {"_effect_years": _effect_years(record), "_mvpf": _mvpf(record), "_potential": _potential(record), "_multiple": _multiple(record)}
    net_cost = payer_net_cost_cashable(record)
    for party, kind in record.party_kinds.items():
        if kind in netvalue.ORGANISATIONS:
            kept[f"_result.{party}"] = plain(float(record.flows[party].sum()))
        elif kind == "payer" and (cost := net_cost[party].value) is not None:
            kept[f"_result.{party}"] = plain(-cost)
    return kept | _layers(record) | _cells(record)


def _layers(record: RunRecord) -> dict[str, RunValue]:
    ledger = record.ledger
    names = [(n, id_) for n, id_ in enumerate(ledger.clauses) if ledger.clause_kinds[n] == "capital" and id_ != "capital.surplus"]
    if len(names) < 2:
        return {}
    investor = np.array([kind == "investor" for kind in ledger.account_kinds])
    put_in, got = investor[ledger.source], investor[ledger.target] & ~investor[ledger.source]
    kept = {}
    for number, id_ in names:
        mine = ledger.clause == number
        kept[f"_layer.{id_.removeprefix('capital.')}"] = plain(float(int(ledger.amount[mine & got].sum()) - int(ledger.amount[mine & put_in].sum())))
    return kept


def _effect_years(record: RunRecord) -> RunValue:
    if record.main_kind != "state":
        return missing(ONLY_STATES)
    middle = record.persons.start_month.astype(np.float64) - 1.0 + 0.5 * record.follow_up
    weights = (1.0 + record.discount_monthly) ** -middle
    return plain(float((effects(record) * weights).sum()) / 12.0)


def _mvpf(record: RunRecord) -> RunValue:
    if not record.values:
        return missing("no values are given")
    sectors = netvalue.value_by_sector(record)
    gains = sum((sectors[name] for name in netvalue.PRIVATE if name in sectors), -netvalue.time_given_up(record))
    weights = netvalue.discounts(record)
    spent = -float((netvalue.public_cash(record) * weights).sum())
    return ratio(float((gains * weights).sum()), spent, "no public money was spent")


def _potential(record: RunRecord) -> RunValue:
    if record.main_kind != "state":
        return missing(ONLY_STATES)
    room = record.follow_up - record.persons.outcome_time_without[record.persons.enrolled]
    return ratio(float(effects(record).sum()), float(room.sum()), "nobody was enrolled")


def _multiple(record: RunRecord) -> RunValue:
    capital = investors(record)
    if not capital:
        return missing(NO_INVESTOR)
    gain = sum(int(record.flows[party].sum()) for party in capital)
    return ratio(gain + record.capital_drawn, record.capital_drawn, "no capital was drawn")


def _cells(record: RunRecord) -> dict[str, RunValue]:
    if not record.person_payments:
        return {}
    paid = np.sum([clause.paid for clause in record.person_payments], axis=0)
    everybody = np.ones(record.people, dtype=np.bool_)
    sums, people = by_cell(record, paid, everybody)
    gains, _ = by_cell(record, effects(record), everybody)
    kept: dict[str, RunValue] = {}
    for i, name in enumerate(cell_names(record)):
        kept[f"_pay_by_cell.{name}"] = ratio(sums[i], people[i], "the cell is empty")
        kept[f"_effect_by_cell.{name}"] = ratio(gains[i], people[i], "the cell is empty")
    return kept


def cohort_facts(record: RunRecord) -> dict[str, RunValue]:
    """What `over_payment` needs of each cohort of each clause; no limit is None. `_over_payment`, `_gain`: all cohorts together."""
    if not record.cohort_payments:
        return {}
    kept = {"_over_payment": _over_payment(record), "_gain": _gain(record)}
    for paid in record.cohort_payments:
        place = f"_cohort.{paid.clause}.{paid.cohort}"
        kept[f"{place}.due"], kept[f"{place}.due_true"] = plain(paid.due_measured), plain(paid.due_true)
        kept[f"{place}.true"] = plain(paid.true)
        for name in ("measured", "quantity", "share", "floor", "cap"):
            number = float(getattr(paid, name))
            kept[f"{place}.{name}"] = plain(number) if np.isfinite(number) else missing("no limit")
    return kept


def behaviour_facts(record: RunRecord) -> dict[str, RunValue]:
    """What pair indicators and figures need: tasks and what they are for, rank of the paid metrics, sums of the slope of truth on record.

    `_motivation_form`: number in `CONTROL_FORMS` of how control worked on motivation in this run.
    `_family.TASK`: number in `FAMILIES`; `_unpaid_task.TASK`: 1 where it builds a dimension that no paid metric counts.
    `_goodhart.ID`: top Sxy, bottom Sxx over whom the metric counts; x its recorded value, y outcome time in the 12 months after its window.
    """
    families = zip(record.tasks, record.task_families, strict=True)
    kept = {f"_family.{task}": plain(FAMILIES.index(family)) for task, family in families}
    if record.unpaid_tasks is not None:
        for task, unpaid in zip(record.tasks, record.unpaid_tasks, strict=True):
            kept[f"_unpaid_task.{task}"] = plain(float(unpaid))
    paid = [metric.id for metric in record.metrics if metric.paid]
    for metric in record.metrics:
        kept[f"_paid.{metric.id}"] = plain(paid.index(metric.id) + 1 if metric.id in paid else 0)
        x, y = metric.recorded[metric.counted], record.persons.after_window[metric.counted]
        if len(x) and not np.isnan(y).any():
            centred = x - x.mean()
            kept[f"_goodhart.{metric.id}"] = ratio(float((centred * y).sum()), float((centred * centred).sum()), "everybody has the same record")
    kept["_paid_over_true"] = _paid_over_true(record)
    if record.motivation_form:
        kept["_motivation_form"] = plain(CONTROL_FORMS.index(record.motivation_form))
    return kept


def _over_payment(record: RunRecord) -> RunValue:
    """(Due on the measured effect - due on the true one) / due on the measured one, over all cohorts of all clauses."""
    due = sum(paid.due_measured for paid in record.cohort_payments)
    return ratio(due - sum(paid.due_true for paid in record.cohort_payments), due, "nothing was due")


def _gain(record: RunRecord) -> RunValue:
    """Gain that cohort terms paid for (what was due over their share of it, so that floor and cap count), over the true gain of the counted."""
    paid = sum(cohort.due_measured / cohort.share for cohort in record.cohort_payments if cohort.share > 0)
    return ratio(paid, sum(cohort.true * cohort.quantity for cohort in record.cohort_payments if cohort.share > 0), "nothing was truly gained")


def _paid_over_true(record: RunRecord) -> RunValue:
    """Successes recorded over true added ones, first paid metric; where groups are compared, measured over true effect."""
    first = first_paid(record)
    if first is None:
        return missing(NO_METRIC)
    if not on_groups(record, first):
        return ratio(in_wholes(first, first.recorded), in_wholes(first, first.true - first.without), "no success was added")
    measured = sum(paid.measured * paid.quantity for paid in record.cohort_payments)
    return ratio(measured, sum(paid.true * paid.quantity for paid in record.cohort_payments), "nothing was truly added")
