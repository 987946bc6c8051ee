"""Headcounts of people who come and go: measured on a date, true in both worlds, with errors of record."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, lived, record
from utfall.base.quantities import Share
from utfall.contract.metrics.declarations import Headcount
from utfall.model.measuring.heads import measured_heads, true_heads
from utfall.people.parameters import Stock

OUT = Headcount(id="workless", outcome="work", counts="not_in", among="eligible")
IN = Headcount(id="working", outcome="work", counts="in", among="enrolled")


def made(stock=None, metrics=(OUT, IN), **changes):
    base = case(eligible=600, hours=2000, **changes)
    contract = replace(base.contract, metrics=(*base.contract.metrics, *metrics))
    return replace(base, people=replace(base.people, stock=stock), contract=contract, months=base.months + 24)


@pytest.mark.parametrize("stock", [None, Stock(8.0, 6.0, 24)])
def test_a_headcount_is_of_those_who_are_there_on_the_day(stock):
    model = lived(made(stock))
    people = model.people
    for month in (6, 24):
        near = people.there(month)
        assert measured_heads(model, OUT, month) == ((people.history[0, month] == 0) & near).sum()
        assert true_heads(model, OUT, month, "without") == ((people.history_without[0, month] == 0) & near).sum()
        enrolled = (people.enrol_month > 0) & (people.enrol_month <= month)
        assert measured_heads(model, IN, month) == ((people.history[0, month] > 0) & near & enrolled).sum()
    assert people.there(24).all() == (stock is None)


def test_facts_of_a_headcount_are_of_its_last_date():
    rich = {"amount": 20_000.0, "paid": ("sustained",)}
    run, model = record(made(**rich)), lived(made(**rich))
    metric = next(metric for metric in run.metrics if metric.id == "workless")
    assert metric.recorded.sum() == measured_heads(model, OUT, 24)
    assert metric.true.sum() == metric.recorded.sum()
    assert metric.without.sum() == true_heads(model, OUT, 24, "without")
    assert metric.true.sum() < metric.without.sum()


def test_some_heads_are_missed_and_some_mistaken():
    wrong = replace(OUT, missed=Share(0.2), mistaken=Share(0.1))
    model = lived(made(metrics=(wrong, IN), mechanisms=replace(ALL_OFF, noise=True)))
    found = []
    for month in range(1, 25):
        true = true_heads(model, wrong, month, "with")
        found.append(measured_heads(model, wrong, month) - (0.8 * true + 0.1 * (600 - true)))
    assert abs(np.mean(found)) < 4 * np.sqrt(600 * 0.16 / 24)
    assert np.std(found) > 0


def test_nobody_is_served_who_has_left_and_who_arrives_late_can_be_served():
    model = lived(made(Stock(8.0, 6.0, 24), enrolment=24, service=12))
    people = model.people
    gone = people.there_until < 100
    assert (people.enrol_month[gone] <= people.there_until[gone]).all()
    assert (people.enrol_month[people.there_from > 6] > 0).any()
    short = gone & (people.enrol_month > 0)
    assert (people.columns.served_months[short] <= people.there_until[short] - people.enrol_month[short] + 1).all()
    assert people.dropped[short].any()
