"""Rival forms of how control works on motivation: nothing that we have read tells them apart, so that they are drawn with equal weight."""

from dataclasses import replace

from utfall.base.mechanisms import CONTROL_FORMS, ControlForm
from utfall.behaviour.profile import Profile
from utfall.scenario.points import quantile

#: Stands for the four at central values.
CENTRAL: ControlForm = "concave"


def with_form(profile: Profile, point: int) -> Profile:
    """The profile with one form: where it says `drawn`, each of the four with equal weight over parameter points."""
    if str(profile.motivation_form) != "drawn":
        return profile
    drawn = CENTRAL if point < 0 else CONTROL_FORMS[int(len(CONTROL_FORMS) * quantile("behaviour.motivation_form", point))]
    return replace(profile, motivation_form=drawn)


def form_in_words(form: str) -> tuple[str, ...]:
    """The sentence that results on motivation need where a file holds to one form of control."""
    if form in {"none", "drawn"}:
        return ()
    return (f"motivation answers to control by the form {form} alone: assumed, and what is said of crowding-out holds under it alone",)
