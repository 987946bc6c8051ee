"""How control works on motivation: rival forms with equal weight over parameter points, one where a file or `--point` holds to one."""

from collections import Counter

from utfall.base.mechanisms import CONTROL_FORMS
from utfall.scenario import load


def test_each_form_is_drawn_at_a_quarter_of_the_points_and_central_values_hold_to_one() -> None:
    koto = load("koto_sib")
    drawn = Counter(koto.case(point).profile.motivation_form for point in range(20))
    assert drawn == dict.fromkeys(CONTROL_FORMS, 5)
    assert koto.case(-1).profile.motivation_form == "concave"


def test_a_file_may_hold_to_one_form_and_then_says_so() -> None:
    held = load("koto_sib").replace({"behaviour.override.motivation_form": "linear"})
    assert {held.case(point).profile.motivation_form for point in range(-1, 8)} == {"linear"}
    assert any("by the form linear alone" in note for note in held.notes)
    assert not any("form" in note and "motivation" in note for note in load("koto_sib").notes)
