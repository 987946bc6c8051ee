"""The evidence bench: what was read, how it is looked for, and the list of known misses."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from utfall.validation.evidence import misses
from utfall.validation.evidence.evidence import evidence, row_of
from utfall.validation.evidence.misses import known_misses, surprises
from utfall.validation.evidence.observable import Observable, Observed, plain
from utfall.validation.evidence.observe import observe
from utfall.validation.evidence.registry import NOT_TESTABLE, OBSERVABLES
from utfall.validation.evidence.setup import Setup
from utfall.validation.evidence.table import chosen
from utfall.validation.evidence.verdict import Verdict, forecasts, judged

TARGET, FACT, HELD_OUT = row_of("C10"), row_of("S01"), row_of("C16")
LOOKED = Observable(row="C10", how="", setups=(Setup("koto_sib"),), seeds=2, of=lambda _: plain(0.0))


def seen(*values: float) -> Observed:
    return Observed("", np.array(values), np.ones(len(values)))


def test_rows_are_numbered_once_and_their_bands_are_bands():
    rows = evidence()
    assert len({row.id for row in rows}) == len(rows)
    assert [row.id for row in rows if row.low > row.high] == []
    assert [row.id for row in rows if not row.source or not row.statement] == []
    assert [row.id for row in rows if row.role != "hold-out" and (row.no_effect is not None or row.as_bid is not None)] == []


def test_every_row_is_looked_for_or_has_a_reason_and_none_has_both():
    looked = [one.row for one in OBSERVABLES]
    assert len(set(looked)) == len(looked)
    assert set(looked) & set(NOT_TESTABLE) == set()
    assert (set(looked) | set(NOT_TESTABLE)) - {row.id for row in evidence()} == set()
    assert [one.row for one in OBSERVABLES if (one.of is None) == (one.at is None) or not one.how] == []


def test_a_target_is_met_by_its_mean_and_a_fact_by_its_middle_and_its_sign():
    assert judged(TARGET, LOOKED, seen(0.0, 40.0)).word == "met"
    assert judged(TARGET, LOOKED, seen(0.0, 4.0)).word == "missed"
    assert judged(FACT, LOOKED, seen(*[2.0] * 9, 0.5)).word == "met"
    assert judged(FACT, LOOKED, seen(*[2.0] * 8, 0.5, 0.5)).word == "missed"
    assert judged(FACT, LOOKED, seen(*[20.0] * 10)).word == "missed"
    assert judged(TARGET, LOOKED, seen(np.nan, np.nan)).word == "not testable"


def test_the_mean_of_a_ratio_is_a_ratio_of_sums():
    shown = Observed("", np.array([1.0, 9.0, 1.0]), np.array([1.0, 3.0, 0.0]))
    assert shown.mean == pytest.approx(11 / 4)
    assert shown.median == 2.0
    assert np.isnan(shown.values[2])
    assert shown.share(True, 2.0) == pytest.approx(1 / 3)


def test_a_forecast_is_scored_by_how_far_it_lies_outside_the_band():
    found = forecasts(judged(HELD_OUT, LOOKED, seen(25.0, 35.0)))
    assert (found.model, found.no_effect, found.as_bid) == (20.0, 0.0, 90.0)


def test_the_list_of_known_misses_holds_in_both_directions(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(misses, "known_misses", lambda: {"C10": "because"})
    missed, met = (Verdict(evidence=TARGET, word=word) for word in ("missed", "met"))
    assert surprises((missed,)) == ()
    assert surprises((met,)) == ("C10 is on the list of known misses and is met",)
    assert surprises((replace(missed, evidence=row_of("C11")),)) == ("C11 is missed and not on the list of known misses",)
    assert surprises((replace(missed, evidence=row_of("C37.share")),)) == ()


def test_every_known_miss_is_a_row_that_is_looked_for():
    assert set(known_misses()) - {one.row for one in OBSERVABLES} == set()


def test_a_number_names_all_its_parts():
    assert [row.id for row in chosen(["C25"])] == ["C25.year_1", "C25.year_2", "C25.year_3"]
    assert [row.id for row in chosen(["C25.year_2", "C10"])] == ["C10", "C25.year_2"]


def test_open_bands_have_no_end():
    assert row_of("S06.before").high == inf
    assert row_of("S06.before").off(0.9) == pytest.approx(0.2)


def test_a_row_shows_the_same_whatever_is_looked_at_beside_it():
    alone = observe(["C31"], seeds=range(3, 5))["C31"]
    beside = observe(["S13.ratio", "C31"], seeds=range(3, 5))["C31"]
    assert alone.tops.tolist() == beside.tops.tolist()
    assert alone.bottoms.tolist() == beside.bottoms.tolist()
