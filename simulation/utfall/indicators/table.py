"""The page `docs/indicators.md`, made from the catalogue."""

from utfall.indicators.catalogue import THEMES
from utfall.indicators.values import INDICATOR_VERSION, Indicator

HEAD = """# Indicators

One place, one definition each. This page is made from the code (`utfall.indicators.table.page`); a test keeps the two in step.
Version of the formulas: {version}.

Populations: A eligible, O offered, E enrolled (had a first served month). Y is outcome time over the follow-up with the contract, Y0
without it (same people, same luck). a, a0: what the same rule pays on the true history with and without the contract; l, l0: the parts
whose success lasted. D: social discount factor.

*run*: from one run's record, stored with it. *pair*: from a run and a reference run under the same seed. *ensemble*: from all runs of a
variant, never stored. The mean of a ratio over runs is a ratio of sums. `low` and `high` are the 5th and 95th percentile over runs ("90 % of
runs"); `mc_low` and `mc_high` the 95 % interval of the mean, by resampling parameter points. Money is kept in minor units and shown in whole
units. What is undefined carries its reason and is counted; it is never 0.

Net value leaves out or simplifies: the cost of risk (rho) is 0; time given up counts .3 of the change in net wage, where a value falls on the
individual; a million of effect years discounts each person's effect to the middle of the follow-up; displaced_share counts months, not
successes; hours of parking are per served month. Names that begin with `_` in a stored row are sums that pair and ensemble values need.

Not in this release: `alignment_tasks` (needs runs with half an hour more per task and fifth).
"""


def page() -> str:
    """The whole page as markdown."""
    parts = [HEAD.format(version=INDICATOR_VERSION)]
    for theme, indicators in THEMES.items():
        parts.append(f"\n## {theme}\n\n| name | unit | needs | formula | undefined | question |\n| --- | --- | --- | --- | --- | --- |\n")
        parts.extend(_line(one) for one in indicators)
    return "".join(parts)


def _line(one: Indicator) -> str:
    name = f"`{one.name}`"
    if one.family:
        single = one.compute is not None or one.name == "payback_months"
        name = f"`{one.name}`, `{one.name}.{one.family}`" if single else f"`{one.name}.{one.family}`"
    words = (name, one.unit, one.needs, one.formula, one.undefined or "never", one.question)
    return "| " + " | ".join(text.replace("|", "\\|") for text in words) + " |\n"
