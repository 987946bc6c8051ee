"""Reference contracts: one reading of the file for all fees, and a fee that is spent to the last unit on the agreed service."""

from functools import lru_cache

import pytest

from utfall.experiment.references import FEE, References
from utfall.model.foresight.planned import months_of_service
from utfall.model.run import run_case
from utfall.scenario import load

FEE_IN_ALL = 600_000_000


@lru_cache(maxsize=1)
def koto():
    return load("koto_sib")


def test_what_all_fees_share_is_read_once_and_each_fee_has_its_own_fingerprint():
    others = References(koto())
    found = [others.fee_alone(fee, point) for fee in (FEE_IN_ALL, FEE_IN_ALL + 100_000) for point in (0, 3)]
    lengths = {months_of_service(scenario.case(point)) for scenario, point in zip(found, (0, 3, 0, 3), strict=True)}
    assert len({id(scenario.understood) for scenario in found}) == len(lengths) == 2  # service lasts longer at one of the points
    assert len({scenario.fingerprint for scenario in found}) == 4  # the overhead that a fee bears hangs on the costs of the point
    assert found[0].fingerprint == References(koto()).fee_alone(FEE_IN_ALL, 0).fingerprint
    assert others.nothing().fingerprint not in {scenario.fingerprint for scenario in found}


@pytest.mark.parametrize(
    ("name", "people", "fee"),
    [
        ("koto_sib", 800, 90_000_000),
        ("innovation_fund", 400, 160_000_000),
        ("first_steps", 400, 180_000_000),
        ("den_sociale_investeringsfond", 480, 1_800_000_000),
    ],
)
def test_a_fee_with_agreed_hours_is_all_paid_and_all_spent(name, people, fee):
    """Where costs come before the fee and reserves are thin, and where places are filled again and again: a yardstick of the same money."""
    scenario = load(name).scaled(people)
    run = run_case(References(scenario).fee_agreed_hours(fee, -1).case(), 5)
    paid = -sum(int(flow.sum()) for id_, flow in run.flows.items() if run.party_kinds[id_] == "payer")
    assert paid == pytest.approx(fee, rel=1e-5)
    assert sum(provider.cost for provider in run.providers) == pytest.approx(fee, rel=0.12)


def test_hours_and_overhead_of_all_providers_are_cut_or_raised_alike():
    scenario = koto()
    case, agreed = References(scenario).fee_agreed_hours(FEE_IN_ALL, 2).case(2), scenario.case(2)
    months = months_of_service(case)
    (block,) = [term for term in case.contract.terms if term.id == FEE]
    assert block.fee.minor * months == pytest.approx(FEE_IN_ALL, abs=months * 2)
    for part in ("hours", "overhead"):
        each = [(getattr(ours, part), getattr(theirs, part)) for ours, theirs in zip(case.contract.providers, agreed.contract.providers, strict=True)]
        shares = [a.monthly / b.monthly if part == "hours" else a.minor / b.minor for a, b in each]
        assert max(shares) == pytest.approx(min(shares), rel=1e-4)


def test_the_file_of_a_reference_says_its_fee_and_what_that_buys(tmp_path):
    scenario = References(koto()).fee_agreed_hours(FEE_IN_ALL, 1)
    path = tmp_path / "fee.toml"
    path.write_text(scenario.toml())
    read, meant = load(path).case(1).contract, scenario.case(1).contract
    assert read.terms == meant.terms
    assert [p.hours for p in read.providers] == [p.hours for p in meant.providers]
    assert [p.overhead for p in read.providers] == [p.overhead for p in meant.providers]
