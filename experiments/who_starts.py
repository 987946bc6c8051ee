"""At how many drawn points contracts that nobody must sign are signed, if the forecast is made at the point: one line an arm.

Usage: python experiments/who_starts.py [CASE ...]      (utfallslabb, tiohundra, portugal_sib; about two minutes)

A run signs by one forecast at central values, so that its contract starts in every run or in none. Here the parties know the point that they sign at.
"At some price": at one of the prices below, as if it were agreed when the point is known.
"""

import sys
from collections import Counter

import numpy as np

from utfall.experiment.starting import starting
from utfall.scenario import Scenario, load

#: Drawn points; fewer where six prices are tried at each.
POINTS = {"utfallslabb": 20, "tiohundra": 40, "portugal_sib": 40}
PRICES = tuple(f"SEK {thousands} 000 per person" for thousands in (80, 110, 150, 200, 280, 400))
EIGHT_YEARS = {"payers.municipality.horizon": "8 years"}
#: Case -> arms: variant, what is set, and the key that takes each of the prices ("": as the file says).
ARMS: dict[str, tuple[tuple[str, dict[str, object], str], ...]] = {
    "utfallslabb": (
        ("no_state", {}, ""),
        ("start_alone", {}, ""),
        ("", {}, ""),
        ("", {}, "contract.terms.early_outcome.price"),
        ("", {"payers.municipality.signed_horizon": "1 year"}, ""),
        ("at_three_years", {}, ""),
        ("at_three_years", {}, "contract.terms.early_outcome.price"),
        ("start_then_late", {}, "contract.terms.late_outcome.price"),
        ("all_late", {}, "contract.terms.late_outcome.price"),
        ("all_late", {"payers.municipality.horizon": "4 years"}, "contract.terms.late_outcome.price"),
        ("all_late", EIGHT_YEARS, ""),
        ("all_late", EIGHT_YEARS, "contract.terms.late_outcome.price"),
    ),
    "tiohundra": (("", {}, ""), ("separate", {}, "")),
    "portugal_sib": (
        ("", {}, ""),
        ("for_the_return", {}, ""),
        ("for_the_return", {"contract.terms.cost_back.level": "20 %"}, ""),
        ("for_the_tax", {}, ""),
    ),
}


def line(case: Scenario, points: int, settings: dict[str, object], price: str) -> str:
    """Share of points at which the contract starts, and who declines, as a row of a table."""
    tried = [case.replace({**settings, price: one} if price else settings) for one in (PRICES if price else PRICES[:1])]
    found = [starting(one, points) for one in tried]
    share = np.any([one.started for one in found], axis=0).mean()
    who = Counter[str]()
    for one in found:
        who.update(dict(one.declined))
    declined = "" if price else ", ".join(f"{party} {count}" for party, count in who.items())
    return f"{share:.0%} | {declined}"


def main() -> None:
    """Print a table for each case."""
    for name in sys.argv[1:] or ARMS:
        base = load(name)
        print(f"\n{name}: share of {POINTS[name]} points | declines at")
        for variant, settings, price in ARMS[name]:
            said = ", ".join(f"{key.rsplit('.', 2)[-2]}.{key.rsplit('.', 1)[-1]} = {value}" for key, value in settings.items())
            title = f"{variant or 'as it stands'}{'; ' + said if said else ''}{'; at some price' if price else ''}"
            print(f"{title} | {line(base.variant(variant) if variant else base, POINTS[name], settings, price)}", flush=True)


if __name__ == "__main__":
    main()
