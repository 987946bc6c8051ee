"""A problem in a few words leads to the cases nearest to it, by the words of the files."""

import pytest

from utfall.scenario.library import list_library
from utfall.scenario.nearest import MOST, alike, nearest


@pytest.fixture(scope="module")
def entries():
    return list_library()


@pytest.mark.parametrize(
    ("problem", "among_the_first_two"),
    [
        ("homelessness", {"den_sociale_investeringsfond", "denver_housing", "fair_chance", "investeringspulje", "no_way_out"}),
        ("young people who reoffend", {"rikers_able"}),
        ("sick leave", {"tyhy_sib"}),
        ("school dropouts", {"innovation_fund", "optima", "uk_outcomes_fund"}),
        ("housing for ex-offenders", {"denver_housing"}),
        ("rehabilitation of offenders", {"transforming_rehabilitation"}),
        ("early childhood", {"utah_preschool"}),
        ("long-term unemployment", {"work_programme", "work_and_health"}),
        ("hospital queues", {"ae_four_hour"}),
        ("development aid", {"educate_girls"}),
        ("refugees into work", {"koto_sib"}),
        ("old people at home", {"utfallsfonden"}),
    ],
)
def test_a_problem_leads_to_its_case(entries, problem, among_the_first_two):
    found = [entry.id for entry in nearest(problem.split(), entries)]
    assert set(found[:2]) & among_the_first_two
    assert len(found) <= MOST


def test_the_order_of_words_and_their_case_change_nothing(entries):
    assert nearest(["DROPOUTS", "school"], entries) == nearest(["school dropouts"], entries)


def test_words_that_no_case_has_find_nothing(entries):
    assert nearest(["zymurgy"], entries) == ()
    assert nearest(["the", "of"], entries) == ()


def test_every_case_is_found_by_each_of_its_own_keywords(entries):
    lost = [(entry.id, word) for entry in entries for word in entry.keywords if not any(word in other.keywords for other in nearest([word], entries))]
    assert lost == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("homeless", "homelessness", True),
        ("unemployed", "unemployment", True),
        ("aid", "aids", False),
        ("work", "water", False),
        ("jail", "jailed", True),
    ],
)
def test_words_are_alike_by_their_stem(one, other, same):
    assert alike(one, other) is same
    assert alike(other, one) is same
