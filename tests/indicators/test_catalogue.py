"""The catalogue is whole, and its page in the docs is the one that the code makes."""

from pathlib import Path

import pytest

from utfall.indicators.catalogue import INDICATORS
from utfall.indicators.table import page

PAGE = Path(__file__).parents[2] / "docs" / "indicators.md"
COMPUTED_WITH = {"payments_per_effect_year", "over_payment_bias", "over_payment_luck"}


def test_the_page_is_the_one_the_code_makes():
    assert PAGE.read_text(encoding="utf-8") == page(), "write utfall.indicators.table.page() to docs/indicators.md"


@pytest.mark.parametrize("one", INDICATORS.values(), ids=lambda one: one.name)
def test_each_indicator_is_whole(one):
    assert one.question.endswith("?")
    assert one.sentence.endswith(".")
    assert "{}" in one.sentence
    assert one.formula
    assert one.unit
    if one.needs == "run":
        assert one.compute or one.members
        assert one.pair is None
    else:
        assert (one.pair is not None) == (one.needs == "pair")
        assert (one.pool is not None) == (one.needs == "ensemble" and one.name not in COMPUTED_WITH)
    pooled = ("loss_probability", "cvar_95", "variance_share", "payback_months", "crowding_motivation_by_form")
    assert bool(one.family) == (one.members is not None or one.name in pooled)
    assert all(sign in (-1, 1) for _, sign in one.good_for)
