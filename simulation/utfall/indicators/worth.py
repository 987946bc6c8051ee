"""What it was worth, to whom: net value over several horizons, each value line, the people themselves. All in minor units."""

from utfall.base.records import RunRecord, ValueFacts
from utfall.indicators import netvalue
from utfall.indicators.people import FIFTHS
from utfall.indicators.values import Floats, Indicator, Members, RunValue, missing, plain, ratio

NOBODY = "nobody was eligible"
NO_VALUES = "no values are given"


def _net_value_members(months: int | None) -> Members:
    """Net value over the first `months` (None: the whole run), per eligible: one member a sector."""

    def members(record: RunRecord) -> dict[str, RunValue]:
        length = record.months if months is None else months
        if not record.values:
            return {}
        if length > record.months:
            return dict.fromkeys(netvalue.net_value_by_sector(record), missing(f"the run has {record.months} months"))
        sectors = netvalue.net_value_by_sector(record)
        return {name: ratio(float(flow[:length].sum()), record.people, NOBODY) for name, flow in sectors.items()}

    return members


def _net_value_of(record: RunRecord, months: int | None) -> RunValue:
    length = record.months if months is None else months
    if not record.values:
        return missing(NO_VALUES)
    if length > record.months:
        return missing(f"the run has {record.months} months")
    return ratio(float(netvalue.net_value(record)[:length].sum()), record.people, NOBODY)


def net_value_1y(record: RunRecord) -> RunValue:
    """Net value to society over contract months 1-12, per eligible."""
    return _net_value_of(record, 12)


def net_value_4y(record: RunRecord) -> RunValue:
    """Over contract months 1-48."""
    return _net_value_of(record, 48)


def net_value_5y(record: RunRecord) -> RunValue:
    """Over contract months 1-60."""
    return _net_value_of(record, 60)


def net_value_horizon(record: RunRecord) -> RunValue:
    """Over the whole run."""
    return _net_value_of(record, None)


def value_effect(record: RunRecord) -> dict[str, RunValue]:
    """Mean of each value line with minus without, over O."""
    if not record.persons.offered.any():
        return {line.id: missing("nobody was offered the service") for line in record.values}
    return {line.id: plain(line.per_offered - line.per_offered_without) for line in record.values}


def value_effect_percent(record: RunRecord) -> dict[str, RunValue]:
    """The same in per cent of the counterfactual."""
    return {
        line.id: ratio(100.0 * (line.per_offered - line.per_offered_without), abs(line.per_offered_without), "the counterfactual is 0")
        for line in record.values
    }


def individual_net(record: RunRecord) -> RunValue:
    """Net income less the value of time given up, discounted, per eligible."""
    sectors = netvalue.net_value_by_sector(record) if record.values else {}
    if "individual" not in sectors:
        return missing("no value falls on the individual")
    return ratio(float(sectors["individual"].sum()), record.people, NOBODY)


def individual_net_by_fifth(record: RunRecord) -> dict[str, RunValue]:
    """The same inside each fifth of need, 1 the easiest."""
    lines = [line for line in record.values if "individual" in (line.falls_on, line.to)]
    if not lines or any(line.by_fifth is None for line in lines):
        return {str(f + 1): missing("values by fifth of need were not kept") for f in range(FIFTHS)}
    weights, found = netvalue.discounts(record), {}
    has_own = any(line.falls_on == "individual" for line in record.values)
    for f in range(FIFTHS):
        net = sum(float((_individual_share(line, has_own) * line.by_fifth[f] * weights).sum()) for line in lines if line.by_fifth is not None)
        found[str(f + 1)] = ratio(net, int((record.persons.fifth == f).sum()), "nobody is in this fifth")
    return found


def _individual_share(line: ValueFacts, has_own: bool) -> float | Floats:
    """What one unit of a value line brings to the individual, time given up included."""
    time = netvalue.TIME_VALUE if has_own and line.sign > 0 else 0.0
    if line.falls_on == "individual":
        own = line.kept * (line.cashable if line.kind == "resource" else 1.0)
        return own - (time if line.kind == "resource" else 0.0)
    return -1.0 + time if line.kind == "transfer" else 0.0


_SOCIETY = (("society", 1),)
_NET_VALUE = "sum over months of D [dR - C - v dW + lambda dG] / A; lambda .2, v .3 of net wage, rho 0"

WORTH = (
    Indicator(
        name="net_value_1y",
        unit="{currency} per eligible",
        money=True,
        compute=net_value_1y,
        members=_net_value_members(12),
        family="SECTOR",
        good_for=_SOCIETY,
        question="Was it worth it after a year, and to whom?",
        formula=_NET_VALUE,
        undefined="a shorter run; no values",
        sentence="After a year the net value is {} per eligible person.",
    ),
    Indicator(
        name="net_value_4y",
        unit="{currency} per eligible",
        money=True,
        compute=net_value_4y,
        members=_net_value_members(48),
        family="SECTOR",
        good_for=_SOCIETY,
        question="After four years?",
        formula=_NET_VALUE,
        undefined="a shorter run; no values",
        sentence="After four years the net value is {} per eligible person.",
    ),
    Indicator(
        name="net_value_5y",
        unit="{currency} per eligible",
        money=True,
        compute=net_value_5y,
        members=_net_value_members(60),
        family="SECTOR",
        good_for=_SOCIETY,
        question="After five years?",
        formula=_NET_VALUE,
        undefined="a shorter run; no values",
        sentence="After five years the net value is {} per eligible person.",
    ),
    Indicator(
        name="net_value_horizon",
        undefined="no values",
        unit="{currency} per eligible",
        money=True,
        compute=net_value_horizon,
        members=_net_value_members(None),
        family="SECTOR",
        good_for=_SOCIETY,
        question="Over the whole run?",
        formula=_NET_VALUE,
        sentence="Over the whole time the net value is {} per eligible person.",
    ),
    Indicator(
        name="value_effect",
        unit="{currency} per offered",
        money=True,
        members=value_effect,
        family="VALUE",
        question="What did it change in each value, per person offered?",
        formula="mean of the value with - without, over O",
        undefined="nobody offered",
        sentence="This value changes by {} per person offered.",
    ),
    Indicator(
        name="value_effect_percent",
        unit="% of the counterfactual",
        members=value_effect_percent,
        family="VALUE",
        question="In per cent?",
        formula="100 x value_effect / its counterfactual",
        undefined="counterfactual 0",
        sentence="This value changes by {} per cent.",
    ),
    Indicator(
        name="individual_net",
        unit="{currency} per eligible",
        money=True,
        compute=individual_net,
        members=individual_net_by_fifth,
        family="FIFTH",
        good_for=(("people", 1),),
        question="Are the people better off?",
        formula="net income - v dW, discounted / A; in all, and by fifth of need",
        undefined="no value falls on the individual",
        sentence="People are better off by {} each.",
    ),
)
