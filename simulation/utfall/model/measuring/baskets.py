"""Baskets as they are recorded: meters of their components, added by weight; a draw of components waits until all of them are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, uniforms
from utfall.contract.ahead.outlook import unseen
from utfall.contract.contract import Contract
from utfall.contract.metrics.basket import components, drawn_weights, weighted
from utfall.contract.metrics.declarations import Basket, Metric
from utfall.contract.metrics.units import last_month
from utfall.model.measuring.event_metering import EventMeter
from utfall.model.measuring.metering import NEVER, NO_EMISSION, Emission, Meter, StateMeter

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


@dataclass(slots=True, eq=False, kw_only=True)
class BasketMeter(Meter):
    """Adds what its components record.

    components   numbers of their meters; weights (K,) that count, after the draw; waits (groups,) person-month in which all of a person is known
    """

    components: tuple[int, ...]
    weights: Floats
    waits: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def runs(self, month: int) -> bool:
        """It measures nothing by itself."""
        del month
        return False


def components_of(basket: Basket, contract: Contract) -> tuple[Metric, ...]:
    """The components as the basket counts them: those whom it counts, against what it is compared with."""
    shared = {"among": basket.among, "compared_with": basket.compared_with, "groups": basket.groups}
    return tuple(replace(metric, id=f"{basket.id}.{metric.id}", **shared) for metric in components(basket, contract))  # type: ignore[arg-type]


def basket_meter(basket: Basket, contract: Contract, number: int, seed: int, meters: Sequence[Meter]) -> BasketMeter:
    """A meter of a basket, given those of its components."""
    people = meters[0].recorded.size
    return BasketMeter(
        number=number,
        metric=basket,
        seed=seed,
        last=max(meter.last for meter in meters),
        per_person=False,
        lag=0 if basket.lag is None else basket.lag.months,
        plain=False,
        start=np.full(people, NEVER, np.int32),
        recorded=np.zeros(people),
        true_so_far=np.zeros(people),
        components=tuple(meter.number for meter in meters),
        weights=drawn_weights(basket, float(uniforms(seed, int(Purpose.BASKET), 0, number, 1)[0])),
        waits=_waits(contract, meters) if basket.drawn is not None else np.zeros(0, np.int64),
    )


def _waits(contract: Contract, meters: Sequence[Meter]) -> NDArray[np.int64]:
    """(groups,) person-month in which the last component of a person is recorded, lags included."""
    return np.array([max(max(last_month(meter.metric, group), 1) + meter.lag for meter in meters) for group in range(len(contract.groups))])


def add_baskets(model: "ContractModel") -> None:
    """After all else is verified: what each basket records this month."""
    for meter in model.baskets:
        emission = _known_at_last(model, meter) if meter.waits.size else _as_they_come(model, meter)
        model.emissions[meter.number] = meter.deliver(emission)


def _as_they_come(model: "ContractModel", meter: BasketMeter) -> Emission:
    """Units of the month of all components, by weight."""
    found = [(model.emissions[number], weight) for number, weight in zip(meter.components, meter.weights, strict=True)]
    if not any(emission.persons.size for emission, _ in found):
        return NO_EMISSION
    units = np.zeros(meter.recorded.size)
    for emission, weight in found:
        np.add.at(units, emission.persons, weight * emission.units)
    persons = np.flatnonzero(units).astype(np.int32)
    return Emission(persons, units[persons])


def _known_at_last(model: "ContractModel", meter: BasketMeter) -> Emission:
    """Everything of those whose last component is known this month: only then is it drawn which of them count."""
    known = model.month - meter.start + 1 == meter.waits[model.people.group]
    units = np.where(known, weighted([model.meters[number].recorded for number in meter.components], meter.weights), 0.0)
    persons = np.flatnonzero(units).astype(np.int32)
    return Emission(persons, units[persons])


def piece_of(model: "ContractModel", number: int, nth: int) -> tuple[int, int]:
    """(meter, part) behind the nth automaton of a metric in a look ahead; those of a basket are its components' that providers know of."""
    meter = model.meters[number]
    if not isinstance(meter, BasketMeter):
        return number, nth
    known = [model.meters[each] for each in meter.components if not unseen(model.meters[each].metric)]
    pieces = [(one.number, part) for one in known if isinstance(one, StateMeter | EventMeter) for part in range(len(one.parts))]
    return pieces[nth]


def share_in(model: "ContractModel", number: int, meter: Meter) -> float:
    """How many units of meter `number` one unit of another is: 1 of itself, a component's agreed weight in its basket, else 0."""
    if number == meter.number:
        return 1.0
    other = model.meters[number]
    if not isinstance(other, BasketMeter) or meter.number not in other.components or not isinstance(other.metric, Basket):
        return 0.0
    return float(dict(zip(other.components, (share.fraction for _, share in other.metric.weights), strict=True))[meter.number])
