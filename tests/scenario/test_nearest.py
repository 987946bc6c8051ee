"""A problem in a few words leads to the cases nearest to it, by the words of the files and by other words for the same things."""

import pytest

from utfall.scenario.library import list_library
from utfall.scenario.nearest import MOST, nearest
from utfall.scenario.other_words import EMPTY, ROWS, alike, words_of


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
        ("kids who cannot read", {"educate_girls"}),
        ("old people who fall and end up in hospital", {"utfallsfonden"}),
        ("young people not in education, employment or training", {"innovation_fund"}),
        ("addiction treatment", {"denver_housing"}),
        ("our town has too many children in care", {"lapsi_sib"}),
        ("immigrants without jobs", {"koto_sib"}),
        ("burnout", {"tyhy_sib"}),
        ("people who leave prison and come back", {"peterborough"}),
    ],
)
def test_a_problem_leads_to_its_case(entries, problem, among_the_first_two):
    nearest_ = nearest(problem.split(), entries)
    found = [entry.id for entry in nearest_.entries]
    assert set(found[:2]) & among_the_first_two
    assert len(found) <= MOST
    assert nearest_.near


@pytest.mark.parametrize(
    ("problem", "all_of_them"),
    [
        ("rough sleepers", {"den_sociale_investeringsfond", "denver_housing", "fair_chance", "investeringspulje", "no_way_out"}),
        ("young people not in education employment or training", {"innovation_fund", "optima", "uk_outcomes_fund"}),
    ],
)
def test_everyday_words_and_words_of_the_field_lead_to_the_same_cases(entries, problem, all_of_them):
    assert {entry.id for entry in nearest(problem.split(), entries).entries} == all_of_them


def test_people_out_of_work_lead_to_cases_of_work_whatever_else_is_said(entries):
    for problem in ("unemployed over 50", "people without a job"):
        assert {entry.theme for entry in nearest(problem.split(), entries).entries} <= {"work", "education"}


@pytest.mark.parametrize("problem", ["diabetes prevention", "gambling and debt among young people", "mental health of teenagers"])
def test_where_most_of_a_problem_is_in_no_case_none_is_near(entries, problem):
    assert not nearest(problem.split(), entries).near


def test_no_row_of_other_words_is_empty_of_meaning_or_says_a_word_twice():
    for row in ROWS:
        assert len(set(row)) == len(row) > 1
        assert all(set(words_of(said)) - EMPTY for said in row)


def test_the_order_of_words_and_their_case_change_nothing(entries):
    assert nearest(["DROPOUTS", "school"], entries) == nearest(["school dropouts"], entries)


def test_words_that_no_case_has_find_nothing(entries):
    assert nearest(["zymurgy"], entries) == ((), False)
    assert nearest(["the", "of"], entries) == ((), False)


def test_every_case_is_found_by_each_of_its_own_keywords(entries):
    lost = [
        (entry.id, word)
        for entry in entries
        for word in entry.keywords
        if not any(word in other.keywords for other in nearest([word], entries).entries)
    ]
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
