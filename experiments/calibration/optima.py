"""How many would find work anyway (`outcomes.work.entry` of `scenarios/optima.toml`), set to the payback that the talk on Optima claims.

    PYTHONPATH=simulation python experiments/calibration/optima.py          # some seconds of a core

Nine months [optima], reckoned as the reports of the same house reckon it [payoff-reports]: what all who left bring and free a month, against a
time before when none of them worked, over what was paid. Nothing is taken off for who would work anyway. One value to one figure, nothing left
over: C37.payback is restated by it. The share of the potential that is realised (14 % in the talk) is not looked at. The file's range of the value
is one to three per cent a month, without the fit. Writes a line for every evaluation into log_optima.csv, and fitted_optima.json with an interval:
the band of C37.payback (4 to 18 months), cut where the range ends.
"""

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path

from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.scenario import load
from utfall.scenario.scenario import Scenario
from utfall.validation.evidence.families.weak import claimed_payback, claimed_share

HERE = Path(__file__).parent
SEEDS = range(1001, 1041)  # not the seeds of any experiment
CLAIMED, BAND = 9.0, (4.0, 18.0)
RANGE = (1.0, 3.0)
ROUNDS, POWER = 6, 1.5


@dataclass(slots=True)
class Looking:
    """Runs the file on the seeds of the fit; every evaluation is written down."""

    scenario: Scenario
    outlooks: Outlooks = field(default_factory=Outlooks)
    lines: list[dict[str, str]] = field(default_factory=list)

    def months(self, entry: float) -> float:
        """Claimed payback in months where so many per cent of those out of work find it in a month anyway: a ratio of sums over seeds."""
        case = self.scenario.replace({"outcomes.work.entry": f"{entry:.4f} % per month"}).case()
        runs = [run_case(case, seed, outlooks=self.outlooks) for seed in SEEDS]
        payback, share = (
            sum(top for top, _ in parts) / sum(bottom for _, bottom in parts)
            for parts in ([claimed_payback(run, case) for run in runs], [claimed_share(run, case) for run in runs])
        )
        self.lines.append({"entry": f"{entry:.4f}", "claimed_payback": f"{payback:.3f}", "claimed_share": f"{share:.2f}"})
        return payback

    def entry_for(self, months: float) -> float:
        """The value in the range at which so many months are claimed, or the end of the range nearest to it."""
        entry = 2.0
        for _ in range(ROUNDS):
            before, entry = entry, min(max(entry * (self.months(entry) / months) ** POWER, RANGE[0]), RANGE[1])
            if entry == before:  # the end of the range
                break
        return entry


def main() -> None:
    """The value, and its interval."""
    looking = Looking(load("optima"))
    found = looking.entry_for(CLAIMED)
    ends = sorted(looking.entry_for(months) for months in BAND)
    out = {
        "parameters": {"entry": {"value": found, "low": ends[0], "high": ends[1]}},
        "figures": {"claimed_payback": {"found": looking.months(found), "value": CLAIMED}},
    }
    (HERE / "fitted_optima.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    with (HERE / "log_optima.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["entry", "claimed_payback", "claimed_share"])
        writer.writeheader()
        writer.writerows(looking.lines)
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
