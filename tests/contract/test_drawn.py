"""Who pays whom in letters: every flow once, money downwards, a new line where nobody is paid on."""

import pytest

from utfall.contract.drawn import WIDTH, drawn
from utfall.scenario import list_library, load

BOND = [
    ("The state", "The fund", "each job"),
    ("The fund", "The club", "running cost"),
    ("The fund", "The club", "a fifth of outcome pay"),
    ("A bank", "The fund", "capital (loan)"),
    ("The fund", "A bank", "repayment"),
]


def test_a_bond_is_drawn_down_to_whom_it_pays_and_its_capital_there_and_back() -> None:
    first = ["The state", "|  each job", "v", "The fund", "|  running cost", "|  a fifth of outcome pay", "v", "The club"]
    assert drawn(BOND) == [*first, "", "A bank", "|  capital (loan)", "v", "The fund", "|  repayment", "v", "A bank"]


def test_a_purpose_too_long_for_a_line_goes_on_below_it() -> None:
    lines = drawn([("A town", "A club", "each person who has work " * 8)])
    assert len(lines) > 5
    assert max(map(len, lines)) <= WIDTH + len("|  ")


def test_who_is_paid_by_another_stands_below_it_whatever_the_order_of_the_file() -> None:
    assert drawn([("A town", "A club", "help"), ("The state", "A town", "results")]) == [
        *("The state", "|  results", "v", "A town"),
        *("|  help", "v", "A club"),
    ]


def test_two_payers_of_one_provider_are_two_lines() -> None:
    assert drawn([("A", "C", "this"), ("B", "C", "that")]) == ["A", "|  this", "v", "C", "", "B", "|  that", "v", "C"]
    assert drawn([]) == []


@pytest.mark.parametrize("name", [entry.id for entry in list_library()])
def test_each_case_is_drawn_with_every_flow_and_in_few_lines(name: str) -> None:
    flows = load(name).who_pays_whom()
    lines = drawn(flows)
    arrows = [(lines[n + 1]) for n, line in enumerate(lines) if line == "v"]
    assert sorted(set(arrows)) == sorted({target for _, target, _ in flows})
    assert len(arrows) == len({(source, target) for source, target, _ in flows})
    assert len(lines) <= 30
