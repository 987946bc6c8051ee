"""A forecast is kept as text and read back as it was."""

import json
from dataclasses import asdict

from tests.model.build import case, money
from utfall.base.quantities import Share
from utfall.contract.terms.threshold import CohortThreshold
from utfall.experiment.expected import read
from utfall.model.foresight.forecast import forecast


def test_a_forecast_is_read_back_as_it_was_made():
    term = CohortThreshold(id="bonus", metric="day_90", payers=(("town", 1.0),), level=Share(0.2), pays=money(1000))
    for made in (forecast(case(), 2), forecast(case(terms=(term,)), 2)):
        assert read(json.dumps(asdict(made))) == made
    assert made.cohorts[0].clause == "bonus"


def test_a_forecast_that_was_kept_before_there_was_more_to_foresee_is_still_read():
    made = forecast(case(), 2)
    kept = asdict(made)
    del kept["foreseen"]
    assert read(json.dumps(kept)) == made
