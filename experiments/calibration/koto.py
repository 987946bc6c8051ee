"""Levels of `scenarios/koto_sib.toml`, set to what was found about Koto-SIB at central values: four values to four figures, nothing left over.

    PYTHONPATH=simulation python experiments/calibration/koto.py            # a minute or two of a core

Figures, all per person assigned over three years [doria]: earnings without the programme EUR 25 000 (4 500 is 18 % of them), the earnings effect
(18 %), taxes +1 330, transfers -1 340. Free are monthly entry, the price of a staff hour (the same for all providers), income tax and benefit a
month; the last two only scale money. Everything else stays as it stands in the file. Each value is moved in proportion to what its figure is
missed by. So C10 and C11 are restated by these values and test nothing. Parties expect what the Forecast tells them, as in `utfall run`.
Writes a line for every evaluation into log_koto.csv, and fitted_koto.json with intervals: bands of the figures (nine in ten, taken as independent;
taxes and transfers have that of C11) through slopes measured where it ended. The rates of providers (C14, S40) are not looked at.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rows import NINE_IN_TEN
from worlds import FORECAST_SEEDS

from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.scenario import load
from utfall.scenario.scenario import Scenario

HERE = Path(__file__).parent
SEEDS = range(1001, 1041)  # not the seeds of any experiment
#: Figure -> published value, and its band.
FIGURES = {
    "earnings_without": (25_000.0, 23_400.0, 26_600.0),
    "earnings_effect": (0.18, 0.10, 0.26),
    "taxes": (1_330.0, 747.0, 1_893.0),
    "transfers": (1_340.0, 753.0, 1_907.0),
}
#: Value -> where it starts, and by what power of the miss of its figure it is moved.
FREE = {"entry": (4.0, 1.5), "hour_cost": (45.0, -1.0), "tax": (500.0, 1.0), "benefit": (500.0, 1.0)}
ROUNDS, SLOPE = 8, 1.1
PROVIDERS = ("live_palvelut", "others")
#: Prices of an hour, EUR, at which the effect is looked at beside the fit: where hours begin to bind it hardly moves, so that one slope says little.
PRICES = (25.0, 30.0, 36.0, 40.0, 45.0, 50.0, 60.0)
Values = Mapping[str, float]


def settings(values: Values) -> dict[str, object]:
    """Values as the file writes them."""
    return {
        "outcomes.work.entry": f"{values['entry']:.4f} % per month",
        "values.income_tax.brings": f"EUR {values['tax']:.1f} per month",
        "values.benefit.costs": f"EUR {values['benefit']:.1f} per month",
        **{f"providers.{name}.cost": f"EUR {values['hour_cost']:.2f} per hour" for name in PROVIDERS},
    }


@dataclass(slots=True)
class Looking:
    """Runs the agreed contract on the seeds of the fit; every evaluation is written down."""

    scenario: Scenario
    outlooks: Outlooks = field(default_factory=Outlooks)
    lines: list[dict[str, str]] = field(default_factory=list)

    def figures(self, values: Values) -> dict[str, float]:
        """Means per person offered, EUR over three years, and the effect as a share."""
        case = self.scenario.replace(settings(values)).case()
        expected, rows = forecast(case, FORECAST_SEEDS), []
        for seed in SEEDS:
            found = {value.id: value for value in run_case(case, seed, outlooks=self.outlooks, expectations=expected).values}
            change = {id_: (value.per_offered - value.per_offered_without) / 100 for id_, value in found.items()}
            rows.append((found["earnings"].per_offered_without / 100, change["earnings"], change["income_tax"], -change["benefit"]))
        without, gained, taxes, transfers = (float(mean) for mean in np.mean(rows, axis=0))
        shown = dict(zip(FIGURES, (without, gained / without, taxes, transfers), strict=True))
        self.lines.append({name: f"{number:.6g}" for name, number in {**values, **shown}.items()})
        return shown


def main() -> None:
    """Steps, slopes, intervals, and the effect along the price of an hour."""
    looking = Looking(load("koto_sib"))
    values = {name: start for name, (start, _) in FREE.items()}
    for _ in range(ROUNDS):
        found = looking.figures(values)
        ended = dict(values)
        values = {name: values[name] * (FIGURES[figure][0] / found[figure]) ** FREE[name][1] for name, figure in zip(FREE, FIGURES, strict=True)}
    sds = log_sds(looking, ended, found)
    along = {price: looking.figures({**ended, "hour_cost": price})["earnings_effect"] for price in PRICES}
    out: dict[str, dict[str, object]] = {
        "parameters": {
            name: {"value": ended[name], "low": ended[name] * np.exp(-NINE_IN_TEN * sd), "high": ended[name] * np.exp(NINE_IN_TEN * sd)}
            for name, sd in zip(FREE, sds.tolist(), strict=True)
        },
        "earnings_effect_at_hour_cost": {f"{price:g}": effect for price, effect in along.items()},
        "figures": {figure: {"found": found[figure], "value": FIGURES[figure][0]} for figure in FIGURES},
    }
    out["parameters"]["hour_cost"] = {"value": ended["hour_cost"], **_where_in_band(along)}
    (HERE / "fitted_koto.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    with (HERE / "log_koto.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [*FREE, *FIGURES])
        writer.writeheader()
        writer.writerows(looking.lines)
    print(json.dumps(out, indent=1))


def _where_in_band(along: Mapping[float, float]) -> dict[str, float | None]:
    """Least and greatest price of an hour at which the effect is in its band; none where it is in it up to the last price that was looked at."""
    _, least, most = FIGURES["earnings_effect"]
    prices, effects = list(along)[::-1], list(along.values())[::-1]
    ends = [float(np.interp(end, effects, prices)) if effects[0] < end < effects[-1] else None for end in (most, least)]
    return {"low": ends[0], "high": ends[1]}


def log_sds(looking: Looking, at: Values, found: Mapping[str, float]) -> np.ndarray:
    """(values,) posterior sd in logs, by the inverse of the slopes of log figures in log values."""
    moved = [looking.figures({**at, name: at[name] * SLOPE}) for name in FREE]
    slopes = np.array([[np.log(there[figure] / found[figure]) / np.log(SLOPE) for there in moved] for figure in FIGURES])
    bands = np.array([np.log(high / low) / (2 * NINE_IN_TEN) for _, low, high in FIGURES.values()])
    return np.sqrt(np.sum((np.linalg.inv(slopes) * bands) ** 2, axis=1))


if __name__ == "__main__":
    main()
