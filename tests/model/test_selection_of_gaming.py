"""Gaming spreads among providers who copy the best paid, though nobody chooses it; with nothing to be paid for it, it does not.

Seeded and paired; fails by chance in at most 1 of 1,000 (3.3 standard errors).
"""

from dataclasses import replace

import numpy as np

from tests.model.build import ALL_OFF, COACHING, PLACING, case, lived, price
from utfall.contract.terms.declarations import Block

SEEDS = range(1, 9)
SIGMAS = 3.3
BLOCK = (Block(id="block", fee=price(12_000, "month"), payers=(("town", 1.0),)),)


def pushing(seed, **changes):
    """Share of hours that the mean provider means to spend on pushes after four years: one of six began with pushes alone, the others with none."""
    made = case(
        rule="imitator", providers=6, eligible=900, enrolment=48, length=48, tasks=(COACHING, PLACING), hours=100.0, drop_out=0.0, service=6,
        **({"paid": ("day_90",), "amount": 2000.0} | changes), mechanisms=ALL_OFF,
    )  # fmt: skip
    plans = [(0.0, 1.0), *((1.0, 0.0),) * 5]
    contract = made.contract
    unlike = tuple(replace(provider, plan=plan) for provider, plan in zip(contract.providers, plans, strict=True))
    model = lived(replace(made, contract=replace(contract, providers=unlike)), seed)
    return np.mean([provider.memory[1] for provider in model.providers])


def test_pushing_spreads_where_one_day_is_paid_and_not_where_nothing_is():
    paid = np.array([pushing(seed) for seed in SEEDS])
    fee = np.array([pushing(seed, paid=(), terms=BLOCK) for seed in SEEDS])
    gap = paid - fee
    assert gap.mean() > SIGMAS * gap.std(ddof=1) / np.sqrt(gap.size)
    assert paid.mean() > 1 / 6 + 0.2
