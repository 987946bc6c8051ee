"""What the Aarhus contract must show: who bears what with and without the first-loss guarantee."""

import numpy as np
import pytest

from tests.systems.runs import Seen, variants

GUARANTEE = 300_000_000  # DKK 3 million in minor units


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("den_sociale_investeringsfond", "no_first_loss", seeds=12, people=480)


def flow(seen: Seen, party: str) -> np.ndarray:
    return np.array([record.flows[party].sum() for record in seen.records])


def test_the_foundation_bears_what_the_fund_would_lose_up_to_its_promise(runs: tuple[Seen, ...]) -> None:
    asked, bare = runs
    lost = -np.minimum(flow(bare, "dsi"), 0)
    assert (lost > 0).any()
    assert not flow(bare, "bikuben").any()
    assert (-flow(asked, "bikuben") <= np.minimum(lost, GUARANTEE)).all()
    assert (flow(asked, "dsi") + flow(asked, "bikuben") == flow(bare, "dsi")).all()
    assert (flow(asked, "dsi") > flow(bare, "dsi"))[lost > 0].all()


def test_what_the_city_pays_and_whom_it_helps_does_not_hang_on_who_bears_the_loss(runs: tuple[Seen, ...]) -> None:
    asked, bare = runs
    assert (asked["payments"] == bare["payments"]).all()
    assert (asked["true_effect"] == bare["true_effect"]).all()
