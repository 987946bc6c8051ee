"""The three reference contracts of a scenario: nothing, a fee with agreed hours, a fee alone. Each is an ordinary scenario.

All three keep the people, the metrics (still measured), the comparison groups and the length, so that a run has the same luck as the
run it stands beside. Terms, limits, capital and subcontract make room for one block fee from the same payers.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from utfall.base.errors import SimulationError
from utfall.model.planned import months_of_service, planned_hours, planned_starts, share_of_hours
from utfall.results.rows import Row
from utfall.scenario.case import Case
from utfall.scenario.layers import leave_out

if TYPE_CHECKING:
    from utfall.contract.contract import Contract
    from utfall.scenario import Scenario

#: What a fee takes the place of, as far as a file has it.
REPLACED = ("contract.terms", "contract.metric", "contract.limits", "contract.signing", "capital", "subcontract")
FEE = "reference_fee"
#: A fee that buys less than this share of the agreed service buys nothing.
LEAST_SHARE = 1e-3


def outlay(row: Row) -> int:
    """What the payers paid in a run, less what came back (minor units); a negative outlay buys nothing."""
    value = row.values.get("payments")
    if value is None or value.value is None:
        raise SimulationError(f"run {row.key}: no payments are recorded, so that no fee can equal them")
    return max(0, round(value.value))


def nothing(scenario: "Scenario") -> "Scenario":
    """Nobody is served and nothing is paid: ordinary services only."""
    settings: dict[str, object] = {"people.take_up": "0 %", "contract.service.joining": "voluntary", "behaviour.providers": "equal_effort"}
    return _under_fee(scenario, 0, scenario.case(), settings)


def motivation_held(scenario: "Scenario") -> "Scenario | None":
    """The same contract with motivation on its path under a fee with agreed hours: nothing is at stake there, so that it stays as it was.

    None where motivation does not work at all.
    """
    case = scenario.case()
    if not case.mechanisms.motivation or case.profile.motivation_form == "none":
        return None
    return scenario.replace({"mechanisms.motivation": False})


def fee_alone(scenario: "Scenario", fee: int, point: int) -> "Scenario":
    """The providers do as they like for a fee (minor units in all), with the staff that they have and as much overhead as the fee bears."""
    case = scenario.case(point)
    return _under_fee(scenario, fee, case, _overhead(scenario, case, _share_bought(case, fee)))


def fee_agreed_hours(scenario: "Scenario", fee: int, point: int) -> "Scenario":
    """A fee (minor units in all) that is all spent at the costs of the parameter point: the same for each person served, tasks as agreed.

    It buys a share of the agreed service: staff hours and overhead are cut, or raised, alike.
    """
    case = scenario.case(point)
    share = _share_bought(case, fee)
    if share < LEAST_SHARE:
        return nothing(scenario)
    hours = {f"providers.{name}.hours": f"{monthly * share / scenario.scale:.6f} hours per month" for name, monthly in _hours(scenario, case).items()}
    return _under_fee(scenario, fee, case, {**hours, **_overhead(scenario, case, share), "behaviour.providers": "equal_effort"})


def _share_bought(case: Case, fee: int) -> float:
    """Share of the agreed service (planned hours and overhead at the costs of the point) that a fee pays for."""
    agreed = 0.0
    for provider in case.contract.providers:
        beside = provider.overhead
        starts = planned_starts(case) * share_of_hours(case.contract, provider)
        units = 0.0 if beside is None else starts if beside.per == "start" else case.contract.length
        agreed += planned_hours(case, provider) * provider.cost.minor + units * (0 if beside is None else beside.minor)
    return fee / agreed if agreed > 0 else 0.0


def _overhead(scenario: "Scenario", case: Case, share: float) -> dict[str, object]:
    """Overhead of each provider in the file, times a share."""
    named = scenario.layers.get(("providers",))
    found: dict[str, object] = {}
    for provider in case.contract.providers:
        name = provider.id if provider.id in named else provider.id.rpartition("_")[0]
        if provider.overhead is not None:
            own_size = 1.0 if provider.overhead.per == "start" else scenario.scale
            whole, cents = divmod(round(provider.overhead.minor * share / own_size), 100)
            found[f"providers.{name}.overhead"] = f"{case.contract.currency} {whole}.{cents:02d} per {provider.overhead.per}"
    return found


def _under_fee(scenario: "Scenario", fee: int, case: Case, settings: dict[str, object]) -> "Scenario":
    """The scenario with one block fee in place of its terms, paid in equal months while people are served.

    A file's amounts are those of its own size: a scaled scenario scales them again, so that they are divided by its scale here.
    """
    there = [path for path in REPLACED if scenario.layers.get(tuple(path.split("."))) is not None]
    layers, _ = leave_out(scenario.layers, there, ("without",))
    months = months_of_service(case)
    whole, cents = divmod(round(fee / scenario.scale / months), 100)
    amount = f"{case.contract.currency} {whole}.{cents:02d} per month"
    term: dict[str, object] = {"kind": "block", "title": "Fee", "payee": "providers", "fee": amount, "until_month": months}
    bare = replace(scenario, layers=layers, budget_factor=1.0, block_fee=0)
    return bare.replace({**settings, f"contract.terms.{FEE}": {**term, **_payer(case.contract)}})


def _hours(scenario: "Scenario", case: Case) -> dict[str, float]:
    """Staff hours a month by the name of each provider in the file; `count` makes several of one name, all alike."""
    named = scenario.layers.get(("providers",))
    return {p.id if p.id in named else p.id.rpartition("_")[0]: p.hours.monthly for p in case.contract.providers}


def _payer(contract: "Contract") -> dict[str, object]:
    """Who pays the fee: those who pay now, in their shares."""
    shares = next((term.payers for term in contract.in_force if term.payers), ())
    if len(contract.payers) == 1 or not shares:
        return {}
    return {"payer": {payer: f"{100 * share:.10g} %" for payer, share in shares}}
