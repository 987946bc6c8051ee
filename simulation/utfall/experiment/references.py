"""The three reference contracts of a scenario: nothing, a fee with agreed hours, a fee alone. Each is an ordinary scenario.

All three keep the people, the metrics (still measured), the comparison groups and the length, so that a run has the same luck as the
run it stands beside. Terms, limits, capital and subcontract make room for one block fee from the same payers.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from utfall.base.errors import SimulationError
from utfall.model.foresight.forecast import FIRST_SEED
from utfall.model.foresight.planned import months_of_service, planned_hours, planned_starts, share_of_hours
from utfall.model.run import run_case
from utfall.results.rows import Row
from utfall.scenario.case import Case
from utfall.scenario.fee import FeeBought
from utfall.scenario.layers import leave_out

if TYPE_CHECKING:
    from utfall.contract.contract import Contract
    from utfall.scenario import Scenario

#: What a fee takes the place of, as far as a file has it.
REPLACED = ("contract.terms", "contract.metric", "contract.limits", "contract.signing", "capital", "subcontract")
FEE = "reference_fee"
EQUAL: Mapping[str, object] = {"behaviour.providers": "equal_effort"}
#: A fee that is all spent comes in equal months and its costs do not: a provider that ran out of cash on the way would leave a part of it unpaid.
SPENT: Mapping[str, object] = {**EQUAL, "mechanisms.insolvency": False}
#: Runs, on luck of their own, that say what the agreed service costs.
PILOTS = 3
#: A fee that buys less than this share of the agreed service buys nothing.
LEAST_SHARE = 1e-3


def outlay(row: Row) -> int:
    """What the payers paid in a run, less what came back (minor units); a negative outlay buys nothing."""
    value = row.values.get("payments")
    if value is None or value.value is None:
        raise SimulationError(f"run {row.key}: no payments are recorded, so that no fee can equal them")
    return max(0, round(value.value))


class References:
    """The reference contracts of one scenario. What they share is read and checked once; a seed has its own fee, a point its own costs."""

    def __init__(self, scenario: "Scenario") -> None:
        self._scenario = scenario
        self._cases: dict[int, Case] = {}
        self._trees: dict[str, Scenario] = {}

    def nothing(self) -> "Scenario":
        """Nobody is served and nothing is paid: ordinary services only."""
        settings: dict[str, object] = {"people.take_up": "0 %", "contract.service.joining": "voluntary", **EQUAL}
        return self._tree(self._case(-1), settings)

    def motivation_held(self) -> "Scenario | None":
        """The same contract with motivation on its path under a fee with agreed hours: nothing is at stake there, so that it stays as it was.

        None where motivation does not work at all.
        """
        case = self._case(-1)
        if not case.mechanisms.motivation or case.profile.motivation_form == "none":
            return None
        return self._scenario.replace({"mechanisms.motivation": False})

    def fee_alone(self, fee: int, point: int) -> "Scenario":
        """The providers do as they like for a fee (minor units in all), with the staff that they have and as much overhead as the fee bears."""
        case = self._case(point)
        return self._tree(case, {}).with_fee(self._bought(case, fee, overhead=self._share_bought(case, fee)))

    def fee_agreed_hours(self, fee: int, point: int) -> "Scenario":
        """A fee (minor units in all) that is all spent at the costs of the parameter point: the same for each person served, tasks as agreed.

        It buys a share of the agreed service: staff hours and overhead are cut, or raised, alike.
        """
        case = self._case(point)
        share = self._share_bought(case, fee)
        if share < LEAST_SHARE:
            return self.nothing()
        return self._tree(case, SPENT).with_fee(self._bought(case, fee, hours=share, overhead=share))

    def _case(self, point: int) -> Case:
        if point not in self._cases:
            self._cases[point] = self._scenario.case(point)
        return self._cases[point]

    def _share_bought(self, case: Case, fee: int) -> float:
        """Share of the agreed service that a fee pays for."""
        agreed = _planned_cost(case) * self._over_plan
        return fee / agreed if agreed > 0.0 else 0.0

    @cached_property
    def _over_plan(self) -> float:
        """What the agreed service costs over what its plan says, at central values: people leave, wait and take each other's places."""
        case = self._case(-1)
        planned = _planned_cost(case)
        whole = self._tree(case, SPENT).with_fee(self._bought(case, 0, hours=1.0, overhead=1.0)).case()
        one_world = replace(whole, mechanisms=replace(whole.mechanisms, counterfactual=False))
        costs = [sum(provider.cost for provider in run_case(one_world, FIRST_SEED + number).providers) for number in range(PILOTS)]
        return sum(costs) / PILOTS / planned if planned > 0.0 and any(costs) else 1.0

    def _tree(self, case: Case, settings: Mapping[str, object]) -> "Scenario":
        """The scenario with one block fee in place of its terms, paid in equal months while people are served; its amount is still to come."""
        months, payer = months_of_service(case), _payer(case.contract)
        key = f"{months} {payer} {sorted(settings.items())}"
        if key not in self._trees:
            scenario = self._scenario
            there = [path for path in REPLACED if scenario.layers.get(tuple(path.split("."))) is not None]
            layers, _ = leave_out(scenario.layers, there, ("without",))
            amount = f"{case.contract.currency} 0 per month"
            term: dict[str, object] = {"kind": "block", "title": "Fee", "payee": "providers", "fee": amount, "until_month": months}
            bare = replace(scenario, layers=layers, budget_factor=1.0, block_fee=0)
            self._trees[key] = bare.replace({**settings, f"contract.terms.{FEE}": {**term, **payer}})
        return self._trees[key]

    def _bought(self, case: Case, fee: int, *, hours: float | None = None, overhead: float) -> FeeBought:
        """A fee and the shares of hours and overhead that it buys, at the size of the file: a scaled scenario scales them again."""
        scale, providers = self._scenario.scale, case.contract.providers
        beside = [(p.id, p.overhead) for p in providers if p.overhead is not None]
        return FeeBought(
            term=FEE,
            monthly=round(fee / scale / months_of_service(case)),
            hours=() if hours is None else tuple((p.id, round(p.hours.monthly * hours / scale, 6)) for p in providers),
            overhead=tuple((id_, round(price.minor * overhead / (1.0 if price.per == "start" else scale))) for id_, price in beside),
        )


def _planned_cost(case: Case) -> float:
    """Minor units of planned hours and overhead at the costs of a point."""
    agreed = 0.0
    for provider in case.contract.providers:
        beside = provider.overhead
        starts = planned_starts(case) * share_of_hours(case.contract, provider)
        units = 0.0 if beside is None else starts if beside.per == "start" else case.contract.length
        agreed += planned_hours(case, provider) * provider.cost.minor + units * (0 if beside is None else beside.minor)
    return agreed


def _payer(contract: "Contract") -> dict[str, object]:
    """Who pays the fee: those who pay now, in their shares."""
    shares = next((term.payers for term in contract.in_force if term.payers), ())
    if len(contract.payers) == 1 or not shares:
        return {}
    return {"payer": {payer: f"{100 * share:.10g} %" for payer, share in shares}}
