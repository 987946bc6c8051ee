"""Time, hours and money recorded with an error of each person: right on average, nowhere else felt."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, both, case, lived, months, record, same
from tests.model.build import Options as Opt

NOISE = 0.4
OFF = {"noise": NOISE, "data_source": "survey"}
LOUD = replace(ALL_OFF, noise=True)


def surveyed(metric, mechanisms=LOUD, **changes):
    return case(eligible=600, rule="equal_effort", paid=(metric,), amount=10.0, mechanisms=mechanisms, metrics={metric: OFF | changes})


@pytest.mark.parametrize("metric", ["time", "all_hours", "gain"])
def test_the_error_is_one_of_each_person_in_proportion_and_right_on_average(metric):
    """Two-sided at 4 standard errors over the people of five runs."""
    logs = []
    for seed in range(1, 6):
        model = lived(surveyed(metric), seed)
        meter = model.meters[model.by_metric[metric]]
        there = meter.true_so_far > 0.0
        assert (meter.recorded[~there & (meter.true_so_far == 0.0)] == 0.0).all()
        logs.append(np.log(meter.recorded[there] / meter.true_so_far[there]))
    found = np.concatenate(logs)
    assert abs(found.mean() + NOISE**2 / 2) < 4 * NOISE / np.sqrt(found.size)
    assert abs(found.std() - NOISE) < 4 * NOISE / np.sqrt(2 * found.size)
    assert abs(np.exp(found).mean() - 1.0) < 4 * np.sqrt(np.expm1(NOISE**2) / found.size)


def test_the_most_that_counts_is_the_most_that_is_recorded():
    model = lived(surveyed("time", at_most=both(Opt(), months(4))))
    recorded = model.meters[model.by_metric["time"]].recorded
    assert recorded.max() == 4.0
    assert len(np.unique(recorded)) > 30


def test_without_noise_the_record_is_the_truth_and_an_error_moves_nothing_but_the_record():
    quiet, loud = record(surveyed("time", ALL_OFF)), record(surveyed("time"))
    plain = record(surveyed("time", noise=0.0))
    assert same(quiet.metrics[3].recorded, quiet.metrics[3].true)
    assert same(plain.metrics[3].recorded, plain.metrics[3].true)
    assert not same(loud.metrics[3].recorded, loud.metrics[3].true)
    assert same(loud.metrics[3].true, plain.metrics[3].true)
    assert same(loud.persons.hours, plain.persons.hours)
    assert all(same(a.recorded, b.recorded) for a, b in zip(loud.metrics, plain.metrics, strict=True) if a.id != "time")
