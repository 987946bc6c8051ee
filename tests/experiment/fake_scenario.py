"""A scenario for the pipeline alone: no file, no model, only what planning asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace


@dataclass(frozen=True)
class PlannedScenario:
    """A price and a fee; its runs are made by `fake.FakeRunner`."""

    id: str = "fake"
    price: float = 1.0
    fee: int = 0
    months: int = 12
    follow_up: int = 12
    eligible: int = 100
    title: str = "A fake"

    @property
    def fingerprint(self) -> str:
        return f"{self.id} {self.price:g} {self.fee} {self.eligible}"

    scale = 1.0

    def case(self, follow_up: int | None = None) -> SimpleNamespace:
        return SimpleNamespace(
            months=self.months + ((follow_up or self.follow_up) - self.follow_up),
            follow_up=follow_up or self.follow_up,
            people=SimpleNamespace(eligible=self.eligible),
            contract=SimpleNamespace(currency="EUR", length=10),
        )

    def toml(self) -> str:
        return f"price = {self.price}"

    def sentences(self) -> tuple[str, ...]:
        return (f"Pays {self.price}.",)

    def replace(self, settings: Mapping[str, str]) -> "PlannedScenario":
        return replace(self, id=f"{self.id} {settings['behaviour.profile']}")

    def with_budget_factor(self, factor: float) -> "PlannedScenario":
        return replace(self, price=self.price * factor)

    def with_block_fee(self, fee: int) -> "PlannedScenario":
        return replace(self, fee=fee)
