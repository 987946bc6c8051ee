"""Which indicators a person sees first, under which heading; the rest is shown with --all, and always in --json."""

from collections.abc import Iterable, Mapping

from utfall.indicators.values import Summary
from utfall.results.frames import VariantResult

Sections = Mapping[str, tuple[str, ...]]

#: Heading -> indicators; a name that ends in . stands for all its members.
HEADLINES: Sections = {
    "Paid": ("payments", "paid_for"),
    "Caused": ("true_effect_eligible", "caused_at_12_enrolled", "effect_years_per_million"),
    "What the money bought": ("attributable_share", "deadweight_share", "hollow_share", "false_share", "over_payment"),
    "Who was served": ("enrolled", "creaming", "parking", "equity"),
    "How the time was spent": ("placement_share", "gaming_share", "hours_by_task."),
    "Money": ("programme_cost", "payer_net_cost.", "net_value_horizon", "provider_margin", "investor_multiple", "investor_irr"),
}
#: Indicators whose differences are told first; measured_rate. stands for the metrics that any of the contracts pays on.
DIFFERENCES = ("true_effect_eligible", "caused_at_12", "measured_rate.", "payments", "hollow_share", "placement_share", "equity", "net_value_horizon")
OTHER = "More"


def sections(variants: Iterable[VariantResult], *, everything: bool) -> Iterable[tuple[str, list[str]]]:
    """(heading, names) that any of the variants has a value for; with `everything` all that there is, the rest under a last heading."""
    known: dict[str, bool] = {}
    for variant in variants:
        for name, summary in variant.summaries.items():
            known[name] = known.get(name, False) or summary.mean is not None
    left = dict.fromkeys(known)
    for heading, wanted in HEADLINES.items():
        found = [name for want in wanted for name in left if _is(name, want)]
        shown = [name for name in dict.fromkeys(found) if everything or known[name]]
        for name in shown:
            del left[name]
        if shown:
            yield heading, shown
    if everything and left:
        yield OTHER, list(left)


def main_differences(variants: Iterable[VariantResult], names: Iterable[str]) -> list[str]:
    """The names of `names` whose differences are told first, in order."""
    paid = {f"measured_rate.{metric}" for variant in variants for row in variant.rows[:1] for metric, _ in row.setting.paid}
    names = list(names)
    return [name for want in DIFFERENCES for name in names if _is(name, want) and (want != "measured_rate." or name in paid)]


def largest(summaries: Iterable[Summary | None]) -> float:
    """The largest number of a row of a table, ends of intervals included."""
    found = [abs(end) for one in summaries if one is not None for end in (one.mean, one.low, one.high) if end is not None]
    return max(found, default=0.0)


def _is(name: str, wanted: str) -> bool:
    return name == wanted or (wanted.endswith(".") and name.startswith(wanted))
