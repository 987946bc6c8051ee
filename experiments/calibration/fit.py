"""The joint calibration: one set of shared behaviour for all cases, by least squares on common luck.

    PYTHONPATH=simulation python experiments/calibration/fit.py                  # everything free: providers turn out optimistic
    PYTHONPATH=simulation python experiments/calibration/fit.py well_informed    # a rival: they know what their hours do
    PYTHONPATH=simulation python experiments/calibration/fit.py shared_held      # shared values as the library has them: what the ten are worth
    PYTHONPATH=simulation python experiments/calibration/fit.py levels           # the same on three times the runs, without C08: levels for the files
    PYTHONPATH=simulation python experiments/calibration/fit.py NAME slopes      # measure the slopes anew where a fit ended

Gauss-Newton inside a trust region (scipy's `least_squares`): runs share their luck, so that residuals are smooth enough for slopes, and
an evaluation takes half a minute of a core, so that a global search would take days. The first fit must be there before the second, which
starts from it, and the third before the fourth. Writes fitted_NAME.json and a line for every run into log_NAME.csv, from which a fit that was
broken off goes on.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from objective import Fit, Floats, Objective
from parameters import PARAMETERS
from rows import FITTED
from scipy.optimize import least_squares
from worlds import Size

HERE = Path(__file__).parent
#: Fits by name: what is held, and at what. Well-informed providers know what their hours do, and are led by a mission instead.
FIRST = "optimistic"
#: Shared values as the library has them.
SHARED = {p.name: p.start for p in PARAMETERS if not p.level}
FITS: dict[str, Fit] = {
    FIRST: Fit(),
    "well_informed": Fit({"belief_in_own_effect": 1.0}),
    "shared_held": Fit(SHARED),
    "levels": Fit(SHARED, without=("C08",), size=Size(seeds=range(1001, 1025))),
}
#: A fit that starts where another ended, with its slopes.
AFTER = {"well_informed": FIRST, "levels": "shared_held"}
MOST_STEPS = 14


def main(name: str) -> None:
    """One fit from the values of the library before it."""
    objective = Objective(HERE / f"log_{name}.csv", FITS[name])
    start = np.array([p.at_start for p in objective.free])
    if name in AFTER:
        start = from_other(AFTER[name], objective)
    low, high = np.array([p.bounds for p in objective.free]).T
    inside = np.clip(start, low + 1e-6, high - 1e-6)
    enough = {"xtol": 1e-2, "ftol": 1e-2, "max_nfev": MOST_STEPS}
    found = least_squares(objective.residuals, inside, jac=objective.updated, bounds=(low, high), verbose=2, **enough)
    report(name, objective, found.x, objective.updated(found.x))


def measure(name: str) -> None:
    """The report of a finished fit, with slopes measured where it ended."""
    objective = Objective(HERE / f"log_{name}.csv", FITS[name])
    u, _ = ended(name, objective)
    report(name, objective, u, objective.slopes(u))


def ended(name: str, objective: Objective) -> tuple[Floats, dict[str, Any]]:
    """Where a fit ended, at the free parameters of an objective, and what else was written of it."""
    fit = json.loads((HERE / f"fitted_{name}.json").read_text(encoding="utf-8"))
    return np.array([parameter.inverse(fit["parameters"][parameter.name]["value"]) for parameter in objective.free]), fit


def from_other(name: str, objective: Objective) -> Floats:
    """Where another fit ended, and its slopes as the first guess of these."""
    u, other = ended(name, objective)
    at = [other["names"].index(parameter.name) for parameter in objective.free]
    every, rows = np.array(other["slopes"]), [FITTED.index(row) for row in objective.rows]
    priors = [len(FITTED) + [p.name for p in PARAMETERS if not p.level].index(p.name) for p in objective.ranged]
    objective.begin(u, every[[*rows, *priors]][:, at])
    return u


def report(name: str, objective: Objective, u: Floats, slopes: Floats) -> None:
    """Values, what they give, and how far the rows moved each from what was thought before: posterior sd from the slopes."""
    covariance = np.linalg.pinv(slopes.T @ slopes)
    shown = objective.found(u)
    rows = {}
    for i, parameter in enumerate(objective.free):
        sd = float(np.sqrt(covariance[i, i]))
        low, high = (parameter.value(float(np.clip(u[i] + side * sd, *parameter.bounds))) for side in (-1.645, 1.645))
        ratio = None if parameter.level else sd
        rows[parameter.name] = {"value": parameter.value(float(u[i])), "low": low, "high": high, "posterior_over_prior_sd": ratio}
    out = {
        "parameters": rows,
        "held": objective.held,
        "rows": {row.id: {"found": shown[row.id], "value": row.value, "low": row.low, "high": row.high} for row in FITTED},
        "beside": {row: value for row, value in shown.items() if row not in {r.id for r in FITTED}},
        "loss": float(0.5 * np.sum(objective.residuals(u) ** 2)),
        "slopes": np.round(slopes, 4).tolist(),
        "names": [p.name for p in objective.free],
    }
    (HERE / f"fitted_{name}.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(out["rows"], indent=1), json.dumps(rows, indent=1))


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else FIRST
    (measure if sys.argv[2:] == ["slopes"] else main)(asked)
