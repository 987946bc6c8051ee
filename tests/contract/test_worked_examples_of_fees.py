"""Worked examples of fees, payers, prices and what is left; and that the examples cover every kind of term, limit and layer."""

import tomllib
from dataclasses import fields, replace
from typing import Any

import numpy as np

from tests.contract.contract_samples import GROUPS, WORK, both, contract, months
from tests.contract.reading_examples import EXAMPLES, examples, minor, money, share
from utfall.base import parse
from utfall.base.automata import Automaton
from utfall.contract.ahead.outlook import reach
from utfall.contract.contract import Capital, Contract, Limits, Subcontract, Tranche
from utfall.contract.limits import Limiter, price_factor
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import Activity, StateAt, Sustained
from utfall.contract.parties import Payer
from utfall.contract.terms.clauses import attachment_clauses, block_clauses, due, person_clauses, starts_due
from utfall.contract.terms.declarations import ActivityTerm, Attachment, Block, Outcome, RateCard
from utfall.contract.terms.every import EVERY_TERM
from utfall.contract.waterfall import HOLDER, Waterfall

NOBODY = np.array([-1])


def price(text: str) -> Any:
    return parse.price(text, parse.Hint(currency=text[:3], per=text.rpartition(" ")[2]))


@examples("fees", "block")
def test_block_fee(example: dict[str, Any]) -> None:
    first, last = example["months"]
    (clause,) = block_clauses(contract((), (Block(id="fee", fee=price(example["fee"]), from_month=first, until_month=last),)))
    assert {month: clause.fee_minor * clause.in_force(int(month)) for month in example["pays"]} == {m: minor(t) for m, t in example["pays"].items()}


@examples("fees", "attachment")
def test_attachment_fee(example: dict[str, Any]) -> None:
    fee = tuple(price(example["fee"][group]) for group in GROUPS)
    (clause,) = attachment_clauses(contract((), (Attachment(id="start", fee=fee),)))
    groups = np.array([GROUPS.index(group) for group in example["starts"]])
    assert starts_due(clause, groups).tolist() == [minor(text) for text in example["pays"]]


@examples("fees", "activity")
def test_activity(example: dict[str, Any]) -> None:
    term = ActivityTerm(id="pay", metric="m", price=both(price(example["price"])), cap_per_person=both(money(example["cap"])))
    (clause,) = person_clauses(contract((Activity(id="m", task="contact", per="contact"),), (term,)))
    assert not clause.is_outcome
    paid, found = 0, []
    for units in example["units"]:
        found.append(int(due(clause, np.array([float(units)]), np.array([0]), np.array([paid]))[0]))
        paid += found[-1]
    assert found == [minor(text) for text in example["pays"]]


@examples("fees", "rate_card")
def test_rate_card(example: dict[str, Any]) -> None:
    lasts = {name: months(int(name.split()[0])) for name in example["prices"]}
    metrics = tuple(Sustained(id=f"m{i}", outcome="work", lasts=both(time), within=both(months(24))) for i, time in enumerate(lasts.values()))
    prices = tuple((f"m{i}", both(price(f"{text} per person"))) for i, text in enumerate(example["prices"].values()))
    whole = contract(metrics, (RateCard(id="card", prices=prices),))
    found: dict[str, int] = {}
    for clause in person_clauses(whole):
        automaton = compile_metric(clause.metric, 0, whole, (WORK,), (), again=clause.again)
        assert isinstance(automaton, Automaton)
        progress, paid = int(automaton.start[0]), 0
        for month, mark in enumerate(example["months"], start=1):
            state = int(mark == "w")
            amount = int(due(clause, automaton.emits[progress, [state]], np.array([0]), np.array([paid]))[0])
            progress, paid = int(automaton.step[progress, state]), paid + amount
            found |= {str(month): amount} if amount else {}
    assert found == {month: minor(text) for month, text in example["pays"].items()}


@examples("fees", "by_payer")
def test_a_limit_by_payer(example: dict[str, Any]) -> None:
    payers = tuple((id_, share(text).fraction) for id_, text in example["shares"].items())
    metric = StateAt(id="m", outcome="work", after_enrolment=both(months(3)))
    term = Outcome(id="pay", metric="m", payers=payers, price=both(price(f"{example['due']} per person")))
    limits = Limits(by_payer=tuple((id_, money(text)) for id_, text in example["limit"].items()))
    whole = replace(contract((metric,), (term,)), payers=tuple(Payer(id_, id_, id_) for id_ in example["shares"]), limits=limits)
    (clause,) = person_clauses(whole)
    lines = Limiter(whole, 1).lines(1, clause, np.array([0]), np.array([0]), np.array([minor(example["due"])]))
    assert {payer: int(amounts[0]) for payer, amounts in lines} == {payer: minor(text) for payer, text in example["pays"].items()}


@examples("fees", "indexation")
def test_indexation(example: dict[str, Any]) -> None:
    limits, metric = Limits(indexation=parse.rate(example["rate"], parse.Hint())), StateAt(id="m", outcome="work", after_enrolment=both(months(3)))
    term = Outcome(id="pay", metric="m", price=both(price(f"{example['price']} per person")))
    (clause,) = person_clauses(contract((metric,), (term,)))
    one = np.array([0])
    found = {month: int(due(clause, np.ones(1), one, one, price_factor(limits, int(month)))[0]) for month in example["months"]}
    assert found == {month: minor(text) for month, text in example["months"].items()}


def given_back(capital: Capital, example: dict[str, Any], surplus: tuple[tuple[str, int], ...] = ()) -> dict[str, int]:
    """All capital is spent, outcome pay comes in, a month's interest is owed, and all is given back."""
    rules = Waterfall.of(capital)
    state, _, short = rules.pay_costs(rules.start(), capital.need.minor)
    assert short == 0
    outcome = rules.distribute(rules.accrue(rules.receive(state, minor(example["receives"]))), final=True, surplus=surplus)
    assert outcome.state.cash == 0
    found: dict[str, int] = {}
    for transfer in outcome.transfers:
        assert transfer.source == HOLDER
        found[transfer.target] = found.get(transfer.target, 0) + transfer.amount
    return found


def layered(example: dict[str, Any]) -> Capital:
    rate = parse.rate(example["rate"], parse.Hint()) if "rate" in example else None
    caps = {id_: parse.return_(text, parse.Hint()) for id_, text in example.get("caps", {}).items()}
    tranches = tuple(
        Tranche(id=id_, investor=id_, kind=kind, amount=money(text), interest=rate if kind == "loan" else None, return_cap=caps.get(id_))
        for id_, kind, text in example["layers"]
    )
    return Capital(holder="h", need=replace(money("EUR 1"), minor=sum(minor(text) for *_, text in example["layers"])), tranches=tranches)


@examples("fees", "interest")
def test_interest(example: dict[str, Any]) -> None:
    assert given_back(layered(example), example) == {party: minor(text) for party, text in example["gets"].items()}


@examples("fees", "equity")
def test_equity(example: dict[str, Any]) -> None:
    assert given_back(layered(example), example) == {party: minor(text) for party, text in example["gets"].items()}


@examples("fees", "surplus")
def test_surplus_of_the_providers(example: dict[str, Any]) -> None:
    cap = parse.return_(example["return_cap"], parse.Hint())
    loan = (Tranche(id="loan", investor="friend"),)
    capital = Capital(holder="h", need=money(example["need"]), tranches=loan, return_cap=cap, surplus_to="providers")
    found = given_back(capital, example, tuple(example["hours"].items()))
    assert found == {party: minor(text) for party, text in example["gets"].items()}


@examples("fees", "pass_through")
def test_pass_through_by_provider(example: dict[str, Any]) -> None:
    on = Subcontract(by_provider=tuple((id_, share(text)) for id_, text in example["shares"].items()))
    whole: Contract = replace(contract((), (Block(id="fee", payee="holder", fee=price("EUR 1 per month")),)), subcontract=on)
    (clause,) = block_clauses(whole)
    got = {id_: round(reach(clause, whole, id_) * minor(example["received"])) for id_ in example["shares"]}
    assert got == {party: minor(text) for party, text in example["gets"].items()}


def test_the_examples_cover_every_kind_of_term_every_limit_and_every_layer() -> None:
    """What each example is about is read off its own table, not off a label."""
    files = {path.stem: tomllib.loads(path.read_text()) for path in EXAMPLES.glob("*.toml")}
    every = [(stem, table, example) for stem, tables in files.items() for table, rows in tables.items() for example in rows]
    says = [example["says"] for _, _, example in every]
    assert len(says) == len(set(says)) >= 100
    assert all(text.endswith(".") and text[0].isupper() for text in says)
    assert {kind for one in every for kind in terms_in(*one)} == set(EVERY_TERM)
    assert {limit for one in every for limit in limits_in(*one)} == {field.name for field in fields(Limits)}
    assert {layer for one in every for layer in layers_in(*one)} == {"loan", "first_loss", "guarantee", "grant", "equity"}
    told = {key for one in every for key in rules_in(*one)}
    assert told >= {"drawdown", "return_cap", "recycled", "fees", "interest", "surplus_to payers", "surplus_to providers", "surplus_to next_cohort"}


def terms_in(stem: str, table: str, example: dict[str, Any]) -> set[str]:
    if stem == "steps":
        return {{"tiers": "cohort_tiers", "dates": "cohort_milestones"}.get(table, table)}
    if stem == "fees":
        return {table} & set(EVERY_TERM)
    named = {"persons": {example.get("term", {}).get("kind", "")}, "thresholds": {"cohort_threshold"}, "cohorts": {"cohort_linear"}}
    return (named.get(stem, set()) | {key for key in ("clawback", "retention") if key in example}) - {""}


def limits_in(stem: str, table: str, example: dict[str, Any]) -> set[str]:
    return set(example["limits"]) if stem == "limits" else {table} & {"by_payer", "indexation"}


def layers_in(stem: str, table: str, example: dict[str, Any]) -> set[str]:
    return {kind for _, kind, _ in example.get("layers", ())}


def rules_in(stem: str, table: str, example: dict[str, Any]) -> set[str]:
    given = {**example, **example.get("capital", {})}
    found = {key for key in ("drawdown", "return_cap", "recycled", "fees") if key in given} | ({"interest"} if table == "interest" else set())
    found |= {f"surplus_to {given['surplus_to']}"} if "surplus_to" in given else set()
    return found | ({"surplus_to providers"} if table == "surplus" else set())
