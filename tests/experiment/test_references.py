"""Reference contracts: one reading of the file for all fees, and a fee that is spent to the last unit on the agreed service."""

from functools import lru_cache

import pytest

from utfall.experiment.references import FEE, References
from utfall.model.foresight.planned import months_of_service, planned_hours, planned_starts, share_of_hours
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


@pytest.mark.parametrize("people", [None, 10_000])
def test_a_fee_with_agreed_hours_is_all_spent_on_the_agreed_service(people):
    scenario = koto() if people is None else koto().scaled(people)
    case, agreed = References(scenario).fee_agreed_hours(FEE_IN_ALL, 2).case(2), scenario.case(2)
    months = months_of_service(case)
    (block,) = [term for term in case.contract.terms if term.id == FEE]
    assert block.fee.minor * months == pytest.approx(FEE_IN_ALL, abs=months * 2)
    spent = sum(planned_hours(case, p) * p.cost.minor for p in case.contract.providers)
    spent += sum(planned_starts(case) * share_of_hours(case.contract, p) * p.overhead.minor for p in case.contract.providers)
    assert spent == pytest.approx(FEE_IN_ALL, rel=1e-4)
    shares = [ours.hours.monthly / theirs.hours.monthly for ours, theirs in zip(case.contract.providers, agreed.contract.providers, strict=True)]
    assert max(shares) == pytest.approx(min(shares), rel=1e-6)


def test_the_file_of_a_reference_says_its_fee_and_what_that_buys(tmp_path):
    scenario = References(koto()).fee_agreed_hours(FEE_IN_ALL, 1)
    path = tmp_path / "fee.toml"
    path.write_text(scenario.toml())
    read, meant = load(path).case(1).contract, scenario.case(1).contract
    assert read.terms == meant.terms
    assert [p.hours for p in read.providers] == [p.hours for p in meant.providers]
    assert [p.overhead for p in read.providers] == [p.overhead for p in meant.providers]
