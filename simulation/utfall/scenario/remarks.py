"""What is legal and odd (warnings), and what a reader would not see (notes)."""

from collections.abc import Iterator

from utfall.base.errors import Problem
from utfall.base.parse import rounding
from utfall.base.quantities import Time
from utfall.contract.contract import Contract
from utfall.contract.warnings import contract_warnings
from utfall.people.parameters import PopulationParameters
from utfall.scenario.behind import task_layer
from utfall.scenario.checks.plain import plain
from utfall.scenario.layers import Layers, in_order, leaf_paths
from utfall.scenario.listing import ValueRow
from utfall.scenario.understand import Understood, leaves

MOST_ROUNDING = 0.10
#: Most values written in vain that a note names.
MOST_NAMED = 3


def warnings(understood: Understood, contract: Contract, people: PopulationParameters) -> list[Problem]:
    """Everything that is legal and odd, by line."""
    layers = understood.layers
    found = [layers.problem(tuple(key.split(".")), text, "warning") for key, text in contract_warnings(contract, people.eligible, people)]
    found += list(_rounded(understood))
    found += list(_at_rest(understood))
    found += list(_kept(understood))
    for name in understood.behind.overridden:
        text = "this case overrides a value that the others share; results are not comparable with other cases"
        found.append(layers.problem(("behaviour", "override", name), text, "warning"))
    return in_order(layers, found)


def _at_rest(understood: Understood) -> Iterator[Problem]:
    """What a file says around the contract whose switch is off."""
    switches = understood.document.mechanisms
    for name in ("preparation", "steering"):
        switch = None if switches is None else getattr(switches, name)
        if getattr(understood.document.contract, name) is not None and not (switch is not None and switch.value):
            text = f"does nothing: it is an illustration, and mechanisms.{name} is off"
            yield understood.layers.problem(("contract", name), text, "warning")


def _kept(understood: Understood) -> Iterator[Problem]:
    """What a task goes on building because its row of the library does, where the file says itself what the task builds."""
    layers, library = understood.layers, task_layer().file
    for name, row in understood.document.tasks.items():
        written = {cap: layers.place(("tasks", name, "builds", cap)).file for cap in row.builds or {}}
        kept = [cap for cap, file in written.items() if file == library]
        own = next((cap for cap, file in written.items() if file != library), None)
        if kept and own:
            text = f"also builds {' and '.join(kept)}, as its row of the library does; write {kept[0]} = 0.0 in it if it should not"
            yield layers.problem(("tasks", name, "builds"), text, "warning", at=("tasks", name, "builds", own))


def _rounded(understood: Understood) -> Iterator[Problem]:
    for found in leaves(understood.document):
        value = found.value.value
        if isinstance(value, Time) and rounding(value) > MOST_ROUNDING and not _full_time(understood, found.path):
            months = "1 month" if value.months == 1 else f"{value.months} months"
            text = f'"{found.value.text}" is counted as {months}, off by {100 * rounding(value):.0f} %'
            yield understood.layers.problem(found.path, text, "warning")


def _full_time(understood: Understood, path: tuple[str, ...]) -> bool:
    """Whether it is a length of full-time work, which is not rounded to months."""
    if path[:2] != ("contract", "metrics") or path[3] != "lasts":
        return False
    return plain(getattr(understood.document.contract.metrics[path[2]], "full_time", None)) is True


def idle_keys(layers: Layers, variant: str) -> list[Problem]:
    """Keys of a variant that say what the file says anyway. A variant that changes nothing at all is a name for the file as it is."""
    keys = [
        (path, layers.get(path) == value)
        for path, value in leaf_paths(layers.get(("variants", variant)))
        if path and path[0] not in ("title", "without", "note", "source")
    ]
    if all(idle for _, idle in keys):
        return []
    return [layers.problem(("variants", variant, *path), "changes nothing", "warning") for path, idle in keys if idle]


def notes(understood: Understood, contract: Contract, rows: tuple[ValueRow, ...]) -> Iterator[str]:
    """What a reader would not see in the file."""
    asleep = [term.id for term in contract.terms if not contract.pays(term)]
    if asleep:
        yield f"not in force, because contract.metric does not name what they pay on: {', '.join(asleep)}"
    resting = [metric for term in contract.in_force if hasattr(term, "prices") for metric, _ in term.prices if metric not in contract.paid]
    if resting:
        yield f"rows of a rate card that are not in force: {', '.join(dict.fromkeys(resting))}"
    at_work = [row for row in rows if not row.rests]
    assumed, drawn = sum(row.assumed for row in at_work), sum(row.drawn for row in at_work)
    how = "have a range and are drawn evenly over what was thought possible, unless they say otherwise"
    share = "all" if assumed == len(at_work) else f"{assumed} of"
    yield f"{share} the {len(at_work)} values at work here are assumed; {drawn} {how}"
    if idle := [row.path for row in rows if row.rests and row.file == understood.layers.file]:
        more = f" and {len(idle) - MOST_NAMED} more" if len(idle) > MOST_NAMED else ""
        yield f"written here, and of no effect: {', '.join(idle[:MOST_NAMED])}{more} (utfall show --sources says why)"
    unsourced = sum(row.source == "" for row in rows)
    if unsourced:
        yield f'{unsourced} values have no source at all; write source = "assumed" in [about] if that is what they are'
    people = understood.document.people
    lots = [name for name, row in (understood.document.contract.comparisons or {}).items() if row.design.value == "randomised" and row.people is None]
    if lots and people.offered is None:
        yield f"{lots[0]}: no size is given, so half of the eligible are drawn into the control group"
