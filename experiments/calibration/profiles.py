"""A fit as a behaviour profile: scenarios/behaviour/NAME.toml from fitted_NAME.json.

python experiments/calibration/profiles.py
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "scenarios" / "behaviour"
TITLES = {
    "optimistic": ("Providers who overrate their effect", "The joint fit with everything free (docs/calibration.md)."),
    "well_informed": (
        "Well-informed, mission-led providers",
        "The joint fit with what providers believe held at the truth (docs/calibration.md): a rival of the shared profile.",
    ),
}
#: Section, key and form of each shared parameter; `{}` is its number.
PLACES = {
    "entry_by_need": ("outcomes", "entry_by_need", "{}"),
    "exit_by_need": ("outcomes", "exit_by_need", "{}"),
    "decay": ("capabilities.default", "decay", '"{} % per month"'),
    "belief_in_own_effect": ("providers", "belief_in_own_effect", "{}"),
    "mission_weight": ("providers", "mission_weight", "{}"),
    "screening_accuracy": ("providers", "screening_accuracy", "{}"),
    "integrity_median": ("providers", "integrity_median", "{}"),
    "gain": ("tasks.coaching.builds", "work", "{}"),
    "half_way": ("tasks.coaching", "half_way", '"{} hours per month"'),
    "quick_placement": ("tasks.quick_placement.boosts", "main", "{}"),
}
MOVED = 0.9


def profile(name: str) -> str:
    """The text of a profile: every shared value of the fit, with its interval as the range over which it is drawn."""
    found = json.loads((HERE / f"fitted_{name}.json").read_text(encoding="utf-8"))
    title, about = TITLES[name]
    return "\n".join(
        (
            f"# {about}",
            "# What it does not say stands in shared.toml. Written by experiments/calibration/profiles.py.",
            "",
            f'title = "{title}"',
            *_sections(found),
            "",
        )
    )


def _sections(found: dict[str, Any]) -> Iterator[str]:
    section = ""
    for name, (here, key, form) in PLACES.items():
        if here != section:
            yield from ("", f"[{here}]")
            section = here
        yield f"{key} = {_row(name, form, found)}"


def _row(name: str, form: str, found: dict[str, Any]) -> str:
    per_cent = 100.0 if "%" in form else 1.0
    if name in found["held"]:
        return f'{{ value = {found["held"][name]}, source = "assumed", note = "what makes this profile" }}'
    row = found["parameters"][name]
    value, low, high = (form.format(f"{per_cent * row[key]:.2g}") for key in ("value", "low", "high"))
    ratio = row["posterior_over_prior_sd"]
    source, told = ("calibrated", "") if ratio < MOVED else ("assumed", "; the facts hardly move it")
    return f'{{ value = {value}, range = [{low}, {high}], source = "{source}", note = "posterior sd {ratio:.2f} of the prior{told}" }}'


def main() -> None:
    """Write the profiles of all fits that are one."""
    for name in TITLES:
        (FOLDER / f"{name}.toml").write_text(profile(name), encoding="utf-8")


if __name__ == "__main__":
    main()
