"""Every scenario of the library can be said, drawn a hundred times and run: no error, a sentence for every clause, money that sums to nothing."""

import numpy as np
import pytest

from utfall.contract.sentences import contract_told
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.scenario import check, list_library, load

NAMES = [entry.id for entry in list_library()]
SMALL = 200
#: `utfall run NAME --runs 100` draws no more parameter points.
POINTS = 100
#: A quarter of its families is offered the service, in cohorts that are compared.
LARGER = {"lapsi_sib": 600}
#: Eighteen unlike primes have eighteen tables, at each draw anew; one shows the same.
FEWER = {"work_programme": {"providers.prime.count": 1}}


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_of_the_library_and_each_variant_is_said_in_full(name: str) -> None:
    assert [problem for problem in check(name) if problem.level == "error"] == []
    base = load(name)
    for scenario in (base, *(base.variant(variant) for variant in base.variants)):
        contract = scenario.case().contract
        told = {row.key: row for row in contract_told(contract)}
        inner = contract.subcontract.terms if contract.subcontract is not None else ()
        wanted = [f"contract.terms.{term.id}" for term in contract.in_force] + [f"subcontract.terms.{term.id}" for term in inner]
        assert [key for key in (*wanted, "contract.service") if key not in told] == []
        for row in told.values():
            assert all(sentence[0].isupper() or sentence[0].isdigit() for sentence in row.sentences)
            assert all(sentence.endswith(".") and "None" not in sentence and "_" not in sentence for sentence in row.sentences), row


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_of_the_library_runs_and_its_money_sums_to_nothing(name: str) -> None:
    scenario = load(name).replace(FEWER.get(name, {}))
    people = LARGER.get(name, SMALL)
    small = scenario.scaled(people) if scenario.case().people.eligible > people else scenario
    for seed, point in ((1, -1), (2, 0)):  # as it is written, and at the first draw
        case = small.case(point)
        record = run_case(case, seed, outlooks=Outlooks())
        assert not np.sum(list(record.flows.values()), axis=0).any()
        assert record.months == case.months
        assert record.persons.enrolled.any() or not record.signed


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_of_the_library_and_each_variant_can_be_drawn_a_hundred_times(name: str) -> None:
    base = load(name)
    drawn = [base.case(point) for point in range(POINTS)]
    assert len({repr(case.people) for case in drawn}) == POINTS
    for variant in map(base.variant, base.variants):
        assert len({repr(variant.case(point).people) for point in range(0, POINTS, 20)}) == POINTS / 20
