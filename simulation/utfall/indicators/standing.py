"""Whether the contract came about, and how long it stood."""

import numpy as np

from utfall.base.records import RunRecord
from utfall.indicators.pooling import columns, points_of, quotient, said
from utfall.indicators.values import Indicator, Rows, RunValue, Setting, Summary, missing, plain, ratio

NO_SIGNING = "every party signed"


def declined(record: RunRecord) -> dict[str, RunValue]:
    """1 for each party that declined to sign, 0 for the others."""
    who = {notice.party for notice in record.notices if notice.kind == "declines"}
    parties = [party for party, kind in record.party_kinds.items() if kind in ("payer", "provider", "investor")]
    return {party: plain(float(party in who)) for party in parties} if who or not record.signed else {}


def ended_early(record: RunRecord) -> RunValue:
    """1 if a party left or a new board broke off."""
    return plain(float(record.ended is not None))


def rescued(record: RunRecord) -> RunValue:
    """What payers put into providers that ran out of money."""
    return plain(sum(notice.amount for notice in record.notices if notice.kind == "rescue"))


def renewal_chance(record: RunRecord) -> RunValue:
    """Chance of renewal at the results recorded."""
    return missing("nobody renews by results") if record.renewal is None else plain(record.renewal)


def price_at_end(record: RunRecord) -> RunValue:
    """What reviews made of a price of 1."""
    factors = [notice.amount for notice in record.notices if notice.kind == "price"]
    return plain(float(np.prod(factors)))


def weight_at_end(record: RunRecord) -> dict[str, RunValue]:
    """What reviews made of the weight of each metric that they weigh, by metric."""
    return {notice.party: plain(notice.amount) for notice in record.notices if notice.kind in {"weighs", "weight"}}


def points_unsigned(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """Share of parameter points at which nobody signs; 0 where signing is given."""
    column, places = columns(rows, "unsigned"), points_of(rows)
    means = quotient(*(np.array([part[place].sum() for place in places]) for part in (column.top, column.bottom)))
    known = means[~np.isnan(means)]
    value = ratio(float((known >= 1.0).sum()), float(known.size), "no run says")
    return {"points_unsigned": said(value.value, (None, None), "share of parameter points", rows)}


STANDING = (
    Indicator(
        name="declined",
        family="PARTY",
        unit="share of runs",
        members=declined,
        question="Who declined to sign?",
        formula="runs in which the party declined / runs",
        undefined=NO_SIGNING,
        sentence="It declined in {} of the runs.",
    ),
    Indicator(
        name="ended_early",
        unit="share of runs",
        compute=ended_early,
        question="Did the contract end before its time?",
        formula="runs in which a party left or a new board broke off / runs",
        sentence="In {} of the runs the contract ended early.",
    ),
    Indicator(
        name="rescued",
        unit="{currency}",
        money=True,
        compute=rescued,
        question="What did payers put into providers that ran out of money?",
        formula="ledger: clause rescue",
        sentence="Payers put {} into providers that ran out of money.",
    ),
    Indicator(
        name="renewal_chance",
        unit="share",
        compute=renewal_chance,
        question="Would it be renewed?",
        formula="logistic in results over the forecast, by a relational commissioner",
        undefined="nobody renews by results",
        sentence="The chance of renewal is {}.",
    ),
    Indicator(
        name="price_at_end",
        unit="ratio",
        compute=price_at_end,
        question="What did reviews make of prices?",
        formula="product of the factors of all reviews",
        sentence="At the end a price stood at {} of what was agreed.",
    ),
    Indicator(
        name="weight_at_end",
        unit="ratio",
        members=weight_at_end,
        family="METRIC",
        question="What did reviews make of the weight of each metric?",
        formula="weight of the metric's price at the end of the contract, where reviews weigh metrics",
        undefined="reviews weigh nothing",
        sentence="At the end its price weighs {} of what is listed.",
    ),
    Indicator(
        name="points_unsigned",
        unit="share of parameter points",
        needs="ensemble",
        pool=points_unsigned,
        question="At how many parameter points does nobody sign?",
        formula="parameter points at which all runs are unsigned / parameter points",
        sentence="At {} of the parameter points nobody signs.",
    ),
)
