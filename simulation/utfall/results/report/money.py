"""Figure f from a result: cash of investors, holder and providers, and the budget effect of each public purse."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.results.figures.data import Cash, Estimate, Party, PartyCash
from utfall.results.frames import ExperimentResult, VariantResult
from utfall.results.report.estimates import HIGH, LOW, MINOR, name_of, spoken

NOT_PURSES = ("investors", "providers", "holder", "individual", "employer", "society")
BUDGET = "payments and cashable savings, discounted"
CASH = "cash in less cash out"
#: End results that are drawn: every run up to so many, else so many that are equally likely.
MOST_DOTS = 20


@dataclass(frozen=True, slots=True)
class _Side:
    """One row: its mark, its words, and the monthly series that add up to it."""

    id: str
    label: str
    kind: Party
    series: tuple[str, ...]
    carries: str


def cash(result: ExperimentResult, label: str) -> Cash | None:
    """Money of each party of one contract; None where no flows were kept."""
    variant = result.variant(label)
    made = (_party(variant, side) for side in _sides(variant))
    # Who only passes money on within the month holds none at any end of a month, and has no row.
    parties = tuple(party for party in made if party is not None and any((*party.low, *party.high)))
    return Cash(contract=name_of(variant), currency=result.currency, parties=parties, runs=len(variant.rows)) if parties else None


def _sides(variant: VariantResult) -> list[_Side]:
    if not variant.rows:
        return []
    setting, series = variant.rows[0].setting, variant.series_mean
    sides = []
    for kind, id_, words in (("investor", "investors", "Investors"), ("holder", "holder", "Holder"), ("provider", "providers", "Providers")):
        members = tuple(party for party, its in setting.parties if its == kind and f"flow.{party}" in series)
        if members:
            label = setting.title(members[0]) if len(members) == 1 else f"{words} ({len(members)})"
            party: Party = "investor" if kind == "investor" else "provider" if kind == "provider" else "other"
            sides.append(_Side(id_, _capital(label), party, tuple(f"flow.{member}" for member in members), CASH))
    purses = [name.removeprefix("net_value.") for name in series if name.startswith("net_value.")]
    for purse in purses:
        if purse not in NOT_PURSES:
            label = dict(setting.titles).get(purse) or ("The state" if purse == "state" else spoken(purse))
            sides.append(_Side(purse, _capital(label), "payer", (f"net_value.{purse}",), BUDGET))
    if not any(side.kind == "payer" for side in sides):
        for payer, kind in setting.parties:
            if kind == "payer" and f"flow.{payer}" in series:
                sides.append(_Side(payer, _capital(setting.title(payer)), "payer", (f"flow.{payer}",), CASH))
    return sides


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _party(variant: VariantResult, side: _Side) -> PartyCash | None:
    runs = [np.sum([row.series[name] for name in side.series], axis=0) for row in variant.rows if all(name in row.series for name in side.series)]
    if not runs:
        return None
    months = max(len(run) for run in runs)
    paths: NDArray[np.float64] = np.cumsum(np.array([np.pad(run, (0, months - len(run))) for run in runs]), axis=1) / MINOR
    paths = np.concatenate([np.zeros((len(paths), 1)), paths], axis=1)
    low, high = np.percentile(paths, (LOW, HIGH), axis=0)
    end = paths[:, -1]
    ends = np.sort(end) if len(end) <= MOST_DOTS else np.percentile(end, 100.0 * (np.arange(MOST_DOTS) + 0.5) / MOST_DOTS)
    net = Estimate(float(end.mean()), float(low[-1]), float(high[-1]))
    return PartyCash(
        id=side.id,
        label=side.label,
        kind=side.kind,
        mean=tuple(map(float, paths.mean(axis=0))),
        low=tuple(map(float, low)),
        high=tuple(map(float, high)),
        ends=tuple(map(float, ends)),
        net=net,
        carries=side.carries,
    )
