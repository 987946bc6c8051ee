"""Terms of real contracts that a scenario states: read off its file."""

from typing import Any

from utfall.scenario import load
from utfall.validation.evidence.observable import Observable, Part, plain
from utfall.validation.evidence.runner import Runner
from utfall.validation.evidence.setup import Setup


def stated(scenario: str, path: str) -> float:
    """The number in a value of a file, millions written out."""
    found: Any = load(scenario).layers.get(tuple(path.split(".")))
    words = str(found["value"] if isinstance(found, dict) else found).split(" ")
    return float("".join(word for word in words if word[:1].isdigit())) * (1e6 if "million" in words else 1.0)


_TERM = "a term of the file"
_COST = "the source has setting up and running together, less what a fee or a plain contract on results would have cost"
SEK_PER_USD = 10.0
WORK_AND_HEALTH = Setup("work_and_health")


def _term(row: str, scenario: str, path: str) -> Observable:
    def read(_runner: Runner, _seed: int) -> Part:
        return plain(stated(scenario, path))

    return Observable(row=row, how=f"{scenario}: {path}", setups=(Setup(scenario),), seeds=1, at=read, runs=False, restates=_TERM)


def _capital_over_pot(_runner: Runner, _seed: int) -> Part:
    capital = stated("fair_chance", "capital.need") * stated("fair_chance", "providers.bond.count")
    return capital, stated("fair_chance", "contract.limits.total")


def _set_up(row: str, unit: float, proxy: str) -> Observable:
    """What setting up a contract is assumed to cost, in so many dollars."""

    def read(_runner: Runner, _seed: int) -> Part:
        return stated("national_fund_scaling", "providers.town_1.set_up") / SEK_PER_USD, unit

    how = "national_fund_scaling: providers.town_1.set_up, SEK 10 to the dollar (recalled)"
    return Observable(row=row, how=how, setups=(Setup("national_fund_scaling"),), seeds=1, at=read, runs=False, restates=_TERM, proxy=proxy)


def _fee_of_forecast(runner: Runner, _seed: int) -> Part:
    """Delivery fee, in whole % (as it was published) of all that the Forecast has paid: the file states it as so much a start."""
    expected = runner.made(WORK_AND_HEALTH).expected
    return float(round(100.0 * dict(expected.by_clause)["delivery_fee"] / expected.payers)), 1.0


STATED = (
    _term("C17.at_risk", "team_nystart", "contract.terms.saving.cap"),
    _term("C17.cap", "team_nystart", "contract.terms.school_return.pays"),
    _term("C42.window", "work_and_health", "contract.metrics.earnings.within"),
    Observable(
        row="C42.fee",
        how="work_and_health: delivery fee over all that is forecast to be paid",
        setups=(WORK_AND_HEALTH,),
        seeds=1,
        at=_fee_of_forecast,
        runs=False,
        restates=_TERM,
    ),
    _set_up("C44", 1.0, _COST),
    _set_up("S42.cost", 1e6, _COST),
    _term("C45.persons", "fair_chance", "people.places"),
    Observable(
        row="C45.capital",
        how="fair_chance: capital of the seven bonds over the limit in all",
        setups=(Setup("fair_chance"),),
        seeds=1,
        at=_capital_over_pot,
        runs=False,
        restates=_TERM,
    ),
)
