"""The whole file, and the shared behaviour values that stand behind it."""

from dataclasses import fields
from typing import Annotated, Any

from pydantic import create_model

from utfall.base.mechanisms import Mechanisms
from utfall.scenario.schema import words
from utfall.scenario.schema.behaviour import PROFILES, SHARED
from utfall.scenario.schema.contract import CAPITAL, SUBCONTRACT, ContractTable
from utfall.scenario.schema.market import MarketTable
from utfall.scenario.schema.outcomes import OUTCOMES, CapabilityTable, TaskTable
from utfall.scenario.schema.parties import About, Investor, Payer, People, Provider, Value
from utfall.scenario.schema.table import Named, One, Table, key

RULES = ("optimiser", "equal_effort", "mission", "target_satisficer", "adaptive", "imitator", "naive_gamer")
COMMISSIONER_RULES = ("fixed", "adaptive_review", "ratchet", "relational", "pooled_budget", "easy_target")
INVESTOR_RULES = ("commercial", "impact_first", "guarantor", "fund")
_RULE = words.keyed("providers", words.rule(RULES))


class Behaviour(Table):
    """How parties behave in this case."""

    profile: Annotated[Any, words.word(PROFILES)] = key("the behaviour profile: the shared one, or one of the calibrations beside it", SHARED)
    providers: Annotated[Any, words.one_or_keyed(_RULE)] = key("the rule of providers, one or by provider", "optimiser")
    payers: Annotated[Any, words.one_or_keyed(words.keyed("payers", words.rule(("by_contract", *COMMISSIONER_RULES))))] = key(
        "the rule of payers, one or by payer; the first payer holds the reviews", "by_contract"
    )
    investors: Annotated[Any, words.one_or_keyed(words.keyed("investors", words.rule(("by_type", *INVESTOR_RULES))))] = key(
        "the rule of investors, one or by investor", "by_type"
    )
    override: Annotated[Any, words.ANYTHING] = key("shared values that this case changes, with a warning", "none")


class Run(Table):
    """How it is run."""

    months: Annotated[Any, words.COUNT] = key("months that a run lasts", "until everything is paid and followed up")
    follow_up: Annotated[Any, words.TIME] = key("time over which effects are counted, from first referral", "36 months or the longest window")
    people: Annotated[Any, words.COUNT] = key("eligible people in a run; other sizes are scaled with them", "eligible")
    runs: Annotated[Any, words.COUNT] = key("runs that a command makes", "200")
    seed: Annotated[Any, words.COUNT] = key("first seed", "1")
    uncertainty: Annotated[Any, words.word(("draw", "central"))] = key("draw values over their ranges, or use the values", "draw")


def _mechanisms() -> type[Table]:
    found: dict[str, Any] = {
        field.name: (Annotated[Any, words.SWITCH], key(f"whether {field.name} works", "true" if field.default else "false"))
        for field in fields(Mechanisms)
    }
    return create_model("mechanisms", __base__=Table, __doc__="Switches of the model.", **found)


class Document(Table):
    """A scenario."""

    format: Annotated[Any, words.exactly(1)] = key("version of the file format", "1")
    about: Annotated[Any, One(About)] = key("what the scenario is", required=True)
    people: Annotated[Any, One(People)] = key("people the contract could serve", required=True)
    outcomes: Annotated[Any, OUTCOMES] = key("what a person may reach", required=True)
    capabilities: Annotated[Any, Named(One(CapabilityTable))] = key("what help builds", "from behaviour")
    tasks: Annotated[Any, Named(One(TaskTable))] = key("what a worker can spend an hour on", "the shared set")
    values: Annotated[Any, Named(One(Value))] = key("what outcomes cost or bring, and to whom", "none")
    payers: Annotated[Any, Named(One(Payer))] = key("who pays", required=True)
    providers: Annotated[Any, Named(One(Provider))] = key("who serves people", required=True)
    investors: Annotated[Any, Named(One(Investor))] = key("who puts up money", "none")
    capital: Annotated[Any, CAPITAL] = key("money before outcomes are paid", "none")
    contract: Annotated[Any, One(ContractTable)] = key("what was agreed", required=True)
    subcontract: Annotated[Any, SUBCONTRACT] = key("what the holder of the capital agreed with its providers", "none: all of it reaches them")
    market: Annotated[Any, One(MarketTable)] = key("places that people compete for, and who competes for the contract", "no limit")
    mechanisms: Annotated[Any, One(_mechanisms())] = key("switches of the model", "all on")
    behaviour: Annotated[Any, One(Behaviour)] = key("how parties behave in this case", "shared")
    run: Annotated[Any, One(Run)] = key("how it is run", "200 runs from seed 1")


COMPOSED_KEYS = ("base", "without", "variants")
