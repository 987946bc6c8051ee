"""Contracts that stand beside each other have names that a person can tell apart, in words where they are said."""

import utfall
from utfall.experiment.naming import between, labels_of, paid_for, said_of, shared_notes, titles_of

KOTO = utfall.load("koto_sib")
DAY, HOURS = (KOTO.replace({"contract.metric": metric}) for metric in ("job_on_day_90", "hours_3m"))
BOTH = KOTO.replace({"contract.metric": ["sustained_6m", "language_course"]})


def test_contracts_of_one_file_are_called_by_what_they_pay_for() -> None:
    assert labels_of([DAY, HOURS, BOTH]) == ("job_on_day_90", "hours_3m", "sustained_6m+language_course")
    assert titles_of([DAY, HOURS]) == ("A job on day 90", "Hours worked over three months")
    assert paid_for(BOTH) == "Six months in work without a break and language courses completed"


def test_names_that_differ_are_kept_and_what_cannot_be_told_apart_is_numbered() -> None:
    other = utfall.load("first_steps")
    assert labels_of([KOTO, other]) == ("koto_sib", "first_steps")
    dearer = KOTO.replace({"people.eligible": 6000})
    assert labels_of([KOTO, dearer]) == ("koto_sib 1", "koto_sib 2")


def test_a_value_of_one_key_is_said_without_its_path_and_the_title_names_the_contract() -> None:
    assert said_of("contract.service.who_selects", " random") == "Who selects: random"
    assert between("A job", ["provider", "random"], of_one=True) == "A job: provider against random"
    assert between("A job", ["koto_sib", "first_steps"]) == "koto_sib against first_steps"
    assert between("A job", ["a", "b", "c"], of_one=True) == "A job: 3 contracts"


def test_only_notes_that_hold_for_all_are_notes_of_a_comparison() -> None:
    notes = shared_notes([DAY.scaled(1000), HOURS.scaled(1000)])
    assert any("scaled 1:5" in note for note in notes)
    assert not any("rate card" in note for note in notes)
    assert any("rate card" in note for note in DAY.notes)
