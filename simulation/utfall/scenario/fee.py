"""What a reference contract spends: its fee, and how much of the agreed service that buys, beside a tree that all its runs share."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from utfall.base.money import MINOR
from utfall.base.quantities import Flow, Price
from utfall.contract.contract import Contract
from utfall.contract.parties import Provider
from utfall.contract.terms.declarations import Block, Term


@dataclass(frozen=True, slots=True)
class FeeBought:
    """A fee and what it buys, at the size of the file.

    term      id of the block term whose amount it sets
    monthly   minor units a month
    hours, overhead   (provider, hours a month) and (provider, minor units) where they are not as agreed
    """

    term: str
    monthly: int
    hours: tuple[tuple[str, float], ...] = ()
    overhead: tuple[tuple[str, int], ...] = ()


def as_settings(bought: FeeBought, named: Collection[str], currency: str, per: Mapping[str, str]) -> dict[str, str]:
    """The same as values of a file, by dotted path; `named`: providers of the file, `per`: provider -> what its overhead is paid per.

    Of several providers made of one table the last one's hours are written: they are alike.
    """
    found = {f"contract.terms.{bought.term}.fee": f"{_amount(bought.monthly, currency)} per month"}
    found |= {f"providers.{_name(id_, named)}.hours": f"{monthly:.6f} hours per month" for id_, monthly in bought.hours}
    found |= {f"providers.{_name(id_, named)}.overhead": f"{_amount(minor, currency)} per {per[id_]}" for id_, minor in bought.overhead}
    return found


def _name(provider: str, named: Collection[str]) -> str:
    return provider if provider in named else provider.rpartition("_")[0]


def _amount(minor: int, currency: str) -> str:
    whole, cents = divmod(minor, MINOR)
    return f"{currency} {whole}.{cents:02d}"


def under_fee(contract: Contract, bought: FeeBought) -> Contract:
    """The contract with the amount of its fee, and with the hours and overhead that the fee buys."""
    hours, overhead = dict(bought.hours), dict(bought.overhead)

    def amount(term: Term) -> Term:
        fee = term.id == bought.term and isinstance(term, Block)
        return replace(term, fee=Price(bought.monthly, contract.currency, "month")) if fee and isinstance(term, Block) else term

    def service(provider: Provider) -> Provider:
        own = provider.id
        beside = provider.overhead
        return replace(
            provider,
            hours=Flow(hours[own], provider.hours.what) if own in hours else provider.hours,
            overhead=replace(beside, minor=overhead[own]) if beside is not None and own in overhead else beside,
        )

    return replace(contract, terms=tuple(amount(term) for term in contract.terms), providers=tuple(service(p) for p in contract.providers))
