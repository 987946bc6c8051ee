"""What of a value can really be saved: its share rises with time, and a place that others fill saves nothing."""

from dataclasses import replace

import numpy as np
import pytest

from tests.indicators.build import value
from utfall.base.quantities import Price, Share, Time
from utfall.contract.parties import Value
from utfall.model.finished.saved import saved_share

CARE = Value(id="care", title="care", price=Price(1000, "EUR", "month"), sign=-1, when="while_out_of", outcome=0, falls_on="municipality")


def test_without_more_said_the_share_is_that_of_the_file() -> None:
    assert saved_share(replace(CARE, cashable=Share(0.6)), 24) == 0.6


def test_the_share_rises_evenly_and_then_stays() -> None:
    found = saved_share(replace(CARE, cashable=Share(0.2), rising_to=Share(1.0), after=Time(12.0, "month", 12)), 24)
    assert found == pytest.approx(np.minimum(0.2 + 0.8 * np.arange(1, 25) / 12, 1.0))


def test_places_that_others_fill_save_nothing() -> None:
    assert saved_share(replace(CARE, cashable=Share(0.5), refilled=Share(0.4)), 24) == pytest.approx(0.3)


def test_a_resource_is_freed_by_its_share_month_by_month_and_a_transfer_in_full() -> None:
    line = value("care", "municipality", 10.0)
    rising = np.linspace(0.0, 1.0, line.difference.size)
    assert (replace(line, cashable=rising).freed == line.difference * rising).all()
    assert (replace(line, cashable=rising, kind="transfer", to="individual").freed == line.difference).all()
