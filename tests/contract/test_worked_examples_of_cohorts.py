"""Worked examples of comparisons, thresholds, steps, tournaments, penalties and baskets."""

from typing import Any

import numpy as np
import pytest

from tests.contract.contract_samples import both, contract, months
from tests.contract.reading_examples import amount, change, column, examples, minor, money, share, time
from utfall.base import parse
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.comparisons.declarations import DESIGNS, PrePost, mix
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Comparison
from utfall.contract.finance.amounts import minor_of
from utfall.contract.metrics.activity_level import delivered
from utfall.contract.metrics.basket import drawn_weights, weighted, weights_of
from utfall.contract.metrics.declarations import Basket, Events, Headcount, Metric, StateAt
from utfall.contract.terms.dated_clauses import dated_clauses
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep, step_reached
from utfall.contract.terms.penalty import Penalty, level_agreed, penalty_due
from utfall.contract.terms.threshold import CohortThreshold, all_cohorts_due, threshold_due, threshold_reached
from utfall.contract.terms.tiers import CohortTiers, Tier, tiers_due
from utfall.contract.terms.tournament import Tournament, is_due, prizes_due

COUNTS: dict[str, Metric] = {
    "successes": StateAt(id="m", outcome="work", after_enrolment=both(months(12)), compared_with="c"),
    "events": Events(id="m", outcome="event", window=both(months(12)), compared_with="c"),
}


def estimate(cohort: dict[str, Any], counts: str) -> CohortEstimate:
    treated = column(cohort["treated"])
    if counts == "activity":
        return delivered(treated, np.full(treated.size, float(cohort["agreed"])))
    groups = np.zeros(treated.size, dtype=np.int16)
    control = Comparison(id="c", design="randomised")
    return measured(COUNTS[counts], (control,), Recorded(treated=treated, groups=groups, others={"c": column(cohort["control"])}))


@examples("thresholds")
def test_threshold(example: dict[str, Any]) -> None:
    given = example["term"]
    read: dict[str, Any] = {key: change(given[key]) for key in ("change", "all_cohorts") if key in given}
    read |= {key: share(given[key]) for key in ("level", "sure") if key in given}
    read |= {"pays": amount(given["pays"])} if "pays" in given else {}
    read |= {"price": parse.price(given["price"], parse.Hint(currency=given["price"][:3]))} if "price" in given else {}
    term = CohortThreshold(id="t", metric="m", **read)
    pays = 0 if term.pays is None else minor_of(term.pays, minor(example.get("drawn", "EUR 0")), minor(example.get("need", "EUR 0")))
    found = tuple(estimate(cohort, example.get("counts", "successes")) for cohort in example["cohorts"])
    due = [threshold_due(term, one, pays) for one in found]
    assert due == [minor(text) for text in example["pays"]]
    if "together" in example:
        assert all_cohorts_due(term, found, tuple(threshold_reached(term, one) for one in found)) == minor(example["together"])


@examples("steps", "tiers")
def test_tiers(example: dict[str, Any]) -> None:
    tiers = tuple(Tier(id=id_, at_least=change(line), pays=money(text)) for id_, (line, text) in example["tiers"].items())
    result = CohortEstimate(example["gain"], 100.0, 100.0, example["of"], example["of"] - example["gain"])
    pays = tuple(minor_of(tier.pays, 0, 0) for tier in tiers)
    assert tiers_due(CohortTiers(id="t", metric="m", tiers=tiers), result, pays) == minor(example["pays"])


@examples("steps", "dates")
def test_dated_steps(example: dict[str, Any]) -> None:
    steps = tuple(
        DatedStep(id=id_, at_month=month, **{kind.replace(" ", "_"): count}, pays=money(text))
        for id_, (month, kind, count, text) in example["steps"].items()
    )
    there = Headcount(id="m", outcome="work", counts="in", among="eligible")
    whole = contract((there,), (CohortMilestones(id="t", metric="m", steps=steps, late=example["late"]),))
    waiting, found = list(dated_clauses(whole)), {}
    assert [clause.step for clause in waiting] == list(steps)
    for month, heads in example["heads"].items():
        due = [clause for clause in waiting if clause.looked_at(int(month), whole.length) and step_reached(clause.step, heads)]
        waiting = [clause for clause in waiting if clause not in due]
        if due:
            found[month] = sum(minor_of(clause.step.pays, 0, 0) for clause in due)
    assert found == {month: minor(text) for month, text in example["pays"].items()}


@examples("steps", "tournament")
def test_tournament(example: dict[str, Any]) -> None:
    prizes = tuple(money(text) for text in example["prizes"])
    assert prizes_due(prizes, example["results"]) == [minor(text) for text in example["pays"]]
    term = Tournament(id="t", metric="m", prizes=prizes, every=time("1 year"))
    assert [month for month in range(1, 37) if is_due(term, month)] == [12, 24, 36]


@examples("steps", "penalty")
def test_penalty(example: dict[str, Any]) -> None:
    given = example["term"]
    below = both(share(given["below"]) if isinstance(given["below"], str) else given["below"]) if "below" in given else None
    price = parse.price(given["price"], parse.Hint()) if "price" in given else None
    pays = money(given["pays"]) if "pays" in given else None
    term = Penalty(id="t", metric="m", below=below, pays=pays, price=price)
    result = CohortEstimate(example["value"], float(example["people"]), 0.0, 0.0, example["value"])
    agreed = level_agreed(term, np.zeros(example["people"], dtype=np.int16))
    assert penalty_due(term, result, agreed, 0 if pays is None else pays.minor) == minor(example["pays"])


@examples("comparisons")
def test_comparison(example: dict[str, Any]) -> None:
    given = dict(example["design"])
    treated = column(example["treated"])
    if given["design"] == "mix":
        parts = (Comparison(id="control", design="randomised"), PrePost(id="before"))
        comparisons: tuple[Comparison, ...] = (mix("c", tuple(given["parts"].items())), *parts)
    else:
        record = DESIGNS[given.pop("design")]
        given |= {"expected": both(given["expected"])} if "expected" in given else {}
        given |= {"window": time(given["window"])} if "window" in given else {}
        comparisons = (record(id="c", **given),)
    others = {id_: column(example["others"]) for id_ in ("c", "control") if "others" in example}
    before = None
    if "before" in example:
        before = column(example["before"]) if isinstance(example["before"][0], list) else np.array(example["before"], dtype=np.float64)
    recorded = Recorded(
        treated=treated,
        groups=np.zeros(treated.size, dtype=np.int16),
        before=before,
        others=others,
        model_error={"c": example.get("luck", 0.0)},
    )
    found = measured(COUNTS[example.get("counts", "successes")], comparisons, recorded)
    assert found.measured == pytest.approx(example["gain"], abs=1e-12)
    assert found.quantity == treated.size


@examples("baskets")
def test_basket(example: dict[str, Any]) -> None:
    basket = Basket(id="b", weights=tuple((id_, share(text)) for id_, text in example["weights"].items()), drawn=example.get("drawn"))
    recorded = [np.array(example["recorded"][id_], dtype=np.float64) for id_, _ in basket.weights]
    for luck, points in example.get("luck", [[0.5, example.get("points")]]):
        assert weighted(recorded, drawn_weights(basket, luck)).tolist() == points
    if basket.drawn is None:
        assert weights_of(basket).sum() == 1.0
