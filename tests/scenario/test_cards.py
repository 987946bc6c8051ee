"""One looks for a case by country, theme and the form of its payments; the form is read off the terms and the capital."""

import dataclasses

import pytest

from utfall.base.errors import UsageError
from utfall.contract.payment_forms import FORMS, payment_forms
from utfall.contract.terms.every import EVERY_TERM
from utfall.scenario import load
from utfall.scenario.cards import Card, Wanted, cards, fitting, left


@pytest.fixture(scope="module")
def every() -> tuple[Card, ...]:
    return cards()


def names(found: tuple[Card, ...]) -> set[str]:
    return {card.entry.id for card in found}


@pytest.mark.parametrize(
    ("case", "forms"),
    [
        ("first_steps", ("per person",)),
        ("innovation_fund", ("price list", "capital at risk")),
        ("koto_sib", ("share of savings", "capital at risk")),
        ("koto_sib:language_course", ("activity", "no outcome pay", "capital at risk")),
        ("tiohundra", ("fee", "no outcome pay")),
        ("work_programme", ("per person", "time in the outcome", "fee")),
        ("den_sociale_investeringsfond", ("cohort line", "capital at risk", "first loss")),
        ("den_sociale_investeringsfond:no_first_loss", ("cohort line", "capital at risk")),
        ("utfallslabb", ("measured gain", "fee")),
    ],
)
def test_the_form_follows_from_terms_in_force_and_capital(case: str, forms: tuple[str, ...]) -> None:
    assert payment_forms(load(case).case().contract) == forms


def test_forms_of_variants_are_those_of_their_contracts_though_most_variants_are_not_understood_for_a_list(every: tuple[Card, ...]) -> None:
    for card in every:
        whole = {name: payment_forms(card.scenario.variant(name).case().contract) for name in card.scenario.variants}
        assert card.variants == {name: forms for name, forms in whole.items() if forms != card.forms}


def test_every_kind_of_term_has_a_form() -> None:
    contract = load("first_steps").case().contract
    for term in EVERY_TERM.values():
        made = object.__new__(term)
        for field in dataclasses.fields(term):
            object.__setattr__(made, field.name, {"metric": "six_months", "prices": (("six_months", ()),)}.get(field.name))
        forms = payment_forms(dataclasses.replace(contract, terms=(made,)))
        assert forms, term.kind
        assert set(forms) <= set(FORMS)


def test_filters_narrow_together_whatever_the_spelling(every: tuple[Card, ...]) -> None:
    finland = names(fitting(every, Wanted(country="finland")))
    assert "koto_sib" in finland
    assert "work_programme" not in finland
    assert names(fitting(every, Wanted(country="Finland", theme="work", form="share_of-savings"))) <= finland
    assert "innovation_fund" not in names(fitting(every, Wanted(theme="work", form="fee")))


def test_a_form_that_only_a_variant_has_finds_its_case(every: tuple[Card, ...]) -> None:
    (koto,) = [card for card in every if card.entry.id == "koto_sib"]
    assert "activity" not in koto.forms
    assert koto.variants["language_course"] == ("activity", "no outcome pay", "capital at risk")
    assert "koto_sib" in names(fitting(every, Wanted(form="activity")))


def test_a_word_that_is_none_is_answered_with_the_nearest_or_with_all(every: tuple[Card, ...]) -> None:
    with pytest.raises(UsageError, match='no form "per persn"; did you mean "per person"'):
        fitting(every, Wanted(form="per persn"))
    with pytest.raises(UsageError, match=r"no theme .*there are: work, children and families, education"):
        fitting(every, Wanted(theme="zebras"))
    with pytest.raises(UsageError, match='no country "Finnland"; did you mean "finland"'):
        fitting(every, Wanted(country="Finnland"))


def test_where_nothing_fits_one_hears_what_there_is(every: tuple[Card, ...]) -> None:
    wanted = Wanted(country="Finland", form="prizes")
    assert fitting(every, wanted) == ()
    country, form = left(every, wanted)
    assert "koto_sib" in country
    assert form.startswith("form prizes: ")
