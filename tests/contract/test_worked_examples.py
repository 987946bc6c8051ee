"""The worked examples: sentences a lawyer can read, each with what it pays."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.contract.contract_samples import GROUPS, WORK, both, contract, months
from tests.contract.reading_examples import amount
from utfall.base import parse
from utfall.base.automata import Automaton
from utfall.base.quantities import Money
from utfall.contract.cohorts import cohort_due
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Capital, Comparison, Limits, Tranche
from utfall.contract.limits import Limiter
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import METRICS, Metric, StateAt
from utfall.contract.terms.clauses import PersonClause, due, person_clauses
from utfall.contract.terms.declarations import CohortLinear, Milestones, Outcome, Step
from utfall.contract.waterfall import Waterfall

EXAMPLES = Path(__file__).parent.parent / "worked_examples"
DURATIONS = ("lasts", "within", "gap", "after_enrolment", "starts", "window", "at_most")
STATES = {".": 0, "w": 1, "s": 2}


def examples(name: str) -> Any:
    found = tomllib.loads((EXAMPLES / f"{name}.toml").read_text())["example"]
    return pytest.mark.parametrize("example", found, ids=[example["says"] for example in found])


def hint(text: str) -> parse.Hint:
    return parse.Hint(currency=text[:3])


def minor(text: str) -> int:
    """Minor units; negative amounts are for these examples only."""
    sign = -1 if " -" in text else 1
    return sign * parse.money(text.replace(" -", " "), hint(text)).minor


def money(text: str) -> Money:
    return Money(minor(text), text[:3])


def metric(given: dict[str, Any], id_: str) -> Metric:
    kind = METRICS[given["kind"]]
    fields = {key: both(parse.time(value, parse.Hint())) if key in DURATIONS else value for key, value in given.items() if key != "kind"}
    return kind(id=id_, outcome="work", **fields)  # type: ignore[call-arg]


def price(text: str) -> Any:
    return both(parse.price(text, parse.Hint(currency=text[:3], per=text.rpartition(" ")[2])))


def term(given: dict[str, Any]) -> Outcome | Milestones:
    rest = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in given.items()
        if key not in {"kind", "price", "steps", "cap_per_person"}
    }
    if given["kind"] == "milestones":
        steps = tuple(Step(id=id_, lasts=both(parse.time(lasts, parse.Hint())), price=price(text)) for id_, (lasts, text) in given["steps"].items())
        return Milestones(id="pay", metric="paid", steps=steps)
    cap = both(money(given["cap_per_person"])) if "cap_per_person" in given else None
    return Outcome(id="pay", metric="paid", price=price(given["price"]), cap_per_person=cap, **rest)


def payments(clause: PersonClause, automaton: Automaton, history: list[int], group: int) -> dict[int, int]:
    """Person-month -> minor units due of one clause, contract month 1 being the month of enrolment."""
    progress, paid, found = int(automaton.start[1 if history[0] else 0]), 0, {}
    for month, state in enumerate(history[1:], start=1):
        units = 0.0
        if automaton.first <= month <= automaton.last:
            units, progress = float(automaton.emits[progress, state]), int(automaton.step[progress, state])
        amount = int(due(clause, np.array([units]), np.array([group]), np.array([paid]))[0]) if clause.in_force(month) else 0
        paid += amount
        if amount:
            found[month] = amount
    return found


@examples("persons")
def test_one_person(example: dict[str, Any]) -> None:
    others = (metric(example["first"], "job"),) if "first" in example else ()
    whole = contract((metric(example["metric"], "paid"), *others), (term(example["term"]),))
    history = [STATES[example.get("before", ".")], *(STATES[mark] for mark in example["months"])]
    group, found = GROUPS.index(example.get("group", "near")), {}
    for clause in person_clauses(whole):
        automaton = compile_metric(clause.metric, group, whole, (WORK,), (), again=clause.again)
        assert isinstance(automaton, Automaton)
        found |= payments(clause, automaton, history, group)
    assert found == {int(month): minor(text) for month, text in example["pays"].items()}


@examples("cohorts")
def test_one_cohort(example: dict[str, Any]) -> None:
    given = example["term"]
    shares = {key: parse.share(given[key], parse.Hint()) for key in ("share", "once_repaid") if key in given}
    bounds = {key: amount(given[key]) for key in ("floor", "cap") if key in given}
    paid = CohortLinear(id="gain", metric="paid", **shares, **bounds)
    treated = np.array([minor(text) for text in example["treated"]], dtype=np.float64)
    others = {}
    if "agreed" in example:
        comparison = Comparison(id="c", design="agreed", expected=both(float(minor(example["agreed"]))))
    else:
        comparison = Comparison(id="c", design="randomised")
        others = {"c": np.array([minor(text) for text in example["control"]], dtype=np.float64)}
    recorded = Recorded(treated=treated, groups=np.zeros(treated.size, dtype=np.int16), others=others)
    estimate = measured(StateAt(id="paid", outcome="work", after_enrolment=both(months(12)), compared_with="c"), (comparison,), recorded)
    remaining = minor(example["remaining"]) if "remaining" in example else None
    assert cohort_due(paid, estimate, remaining, (minor(example.get("drawn", "EUR 0")), 0)) == minor(example["pays"])


@examples("limits")
def test_limits(example: dict[str, Any]) -> None:
    given = dict(example["limits"])
    rules: dict[str, Any] = {key: money(text) for key, text in given.items() if key in {"total", "per_year"}}
    rules |= {"per_person": both(money(given["per_person"]))} if "per_person" in given else {}
    rules |= {"by_term": tuple((id_, money(text)) for id_, text in given["by_term"].items())} if "by_term" in given else {}
    rules |= {"last_payment_month": given["last_payment_month"]} if "last_payment_month" in given else {}
    limiter, cut = Limiter(replace(contract((), ()), limits=Limits(**rules))), 0
    for month, clause, wanted, expected in example["lines"]:
        persons = np.array([-1 if person == "-" else int(person) for person in wanted])
        amounts = np.array([minor(text) for text in wanted.values()], dtype=np.int64)
        paid = limiter.apply(month, clause, "", persons, np.zeros(persons.size, dtype=np.int16), amounts)
        assert paid.tolist() == [minor(text) for text in expected.values()]
        cut += int((amounts - paid).sum())
    assert sum(limiter.cut.values()) == cut


@examples("capital")
def test_capital(example: dict[str, Any]) -> None:
    given = dict(example["capital"])
    cap = parse.return_(given.pop("return_cap"), parse.Hint()) if "return_cap" in given else None
    loan = Tranche(id="loan", investor="friend")
    rules = Waterfall.of(Capital(holder="the fund", need=money(given.pop("need")), tranches=(loan,), return_cap=cap, **given))
    state, drawn, _ = rules.open(rules.start())
    for kind, *step in example["steps"]:
        if kind == "costs":
            state, booked, shortfall = rules.pay_costs(state, minor(step[0]))
            assert shortfall == minor(step[1])
            drawn = drawn + booked
        elif kind == "receives":
            state = rules.receive(state, minor(step[0]))
        else:
            when, years, expected = step
            for _ in range(12 * years):
                state = rules.accrue(state)
            state, booked, _ = rules.distribute(state, final=when == "end", costs_to_come=when == "while costs are to come", surplus=(("town", 1),))
            given_back: dict[str, int] = {}
            for transfer in booked:
                given_back[transfer.target] = given_back.get(transfer.target, 0) + transfer.amount
            assert given_back == {party: minor(text) for party, text in expected.items()}
    assert sum(transfer.amount for transfer in drawn) == sum(state.drawn) == minor(example["drawn"])
