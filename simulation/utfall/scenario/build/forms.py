"""Rival forms of how control works on motivation: nothing that we have read tells them apart, so that a file may have them drawn."""

from dataclasses import replace

from utfall.behaviour.profile import Profile
from utfall.scenario.points import quantile

FORMS = ("none", "linear", "concave", "categorical")
#: Stands for the four at central values.
CENTRAL = "concave"


def with_form(profile: Profile, point: int) -> Profile:
    """The profile with one form: where the file says `drawn`, each of the four with equal weight over parameter points."""
    if str(profile.motivation_form) != "drawn":
        return profile
    drawn = CENTRAL if point < 0 else FORMS[int(len(FORMS) * quantile("behaviour.motivation_form", point))]
    return replace(profile, motivation_form=drawn)  # type: ignore[arg-type]


def form_in_words(form: str) -> tuple[str, ...]:
    """The sentence that results on motivation need where the form is another than the shared one."""
    if form in {"none", CENTRAL}:
        return ()
    told = "one of four forms, drawn with equal weight" if form == "drawn" else f"the form {form}"
    return (f"motivation answers to control by {told}: assumed, and what is said of crowding-out holds under it alone",)
