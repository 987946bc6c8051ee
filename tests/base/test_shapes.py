import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import laplace

from utfall.base.automata import Reading
from utfall.base.draws import Purpose, normals, uniforms
from utfall.base.shapes import LAPLACE_SCALE, laplace_below, laplace_density, laplace_excess
from utfall.behaviour.valuation.readings import _slope, _units
from utfall.contract.metrics.chosen_date import largest_of
from utfall.model.measuring.errors import errors_of

LAW = laplace(scale=LAPLACE_SCALE)
AT = np.linspace(-4.0, 4.0, 41)
PEOPLE = np.arange(2000, dtype=np.int32)


def test_a_heavy_tailed_error_has_mean_0_and_sd_1_and_the_quantiles_of_its_law():
    assert LAW.std() == pytest.approx(1.0, abs=1e-12)
    found = errors_of("laplace", 3, int(Purpose.SCORE_NOISE), (2, 1), PEOPLE)
    assert found == pytest.approx(LAW.ppf(uniforms(3, int(Purpose.SCORE_NOISE), 2, 1, PEOPLE.size)), rel=1e-12, abs=1e-12)


def test_a_normal_error_is_the_draw_that_it_always_was():
    assert (errors_of("normal", 3, int(Purpose.SCORE_NOISE), (2, 1), PEOPLE) == normals(3, int(Purpose.SCORE_NOISE), 2, 1, PEOPLE.size)).all()


def test_density_chance_and_excess_are_those_of_the_law():
    assert laplace_density(AT) == pytest.approx(LAW.pdf(AT), rel=1e-12)
    assert laplace_below(AT) == pytest.approx(LAW.cdf(AT), rel=1e-12)
    low = AT[AT <= 0.0]
    excess = [quad(lambda e, z=z: (z + e) * LAW.pdf(e), -z, np.inf)[0] for z in low]
    assert laplace_excess(low) == pytest.approx(excess, abs=1e-9)
    assert laplace_excess(AT) - laplace_excess(-AT) == pytest.approx(AT, abs=1e-12)


@pytest.mark.parametrize("threshold", [0.4, float("nan")])
def test_what_a_provider_foresees_of_a_score_rises_as_fast_as_it_says(threshold):
    reading = Reading(1, 0, 10.0, threshold, 0.6, 3.0, "laplace")
    step = 1e-5
    rise = (_units(reading, AT + step) - _units(reading, AT - step)) / (2.0 * step)
    assert _slope(reading, AT) == pytest.approx(rise, abs=1e-3)
    assert (_units(reading, AT) != _units(Reading(1, 0, 10.0, threshold, 0.6, 3.0), AT)).all()


def test_the_best_of_several_days_gains_as_much_as_the_law_says():
    """E max of two is E |X - Y| / 2, which is 3/4 of the scale."""
    assert largest_of(2, "laplace")[0] == pytest.approx(0.75 * LAPLACE_SCALE, abs=1e-5)
    assert largest_of(2)[0] == pytest.approx(0.564190, abs=1e-6)
