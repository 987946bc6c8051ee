"""A fund over contracts on the page: its answer, its table, and that a stored result keeps what is needed to tell it again."""

from dataclasses import replace

import numpy as np
import pytest

from tests.experiment.test_portfolio import FILE, written
from tests.results import made_result
from utfall.experiment.fund_page import fund_page
from utfall.experiment.pooled import pooled
from utfall.experiment.portfolio import read_portfolio
from utfall.results.frames import FundTerms
from utfall.results.report.assemble import assemble
from utfall.results.report.page import render
from utfall.results.spec import ResultSpec

TERMS = FundTerms(title="The <b>fund</b>", size=None, recycled=False, shares=(1.0, 0.5))


@pytest.fixture
def result():
    """Two contracts over 40 seeds: one asks for 100 000 and gives back 150 000, the other asks for 100 000 and gives back what its seed says."""
    made = made_result.made()
    first, second = made.main[:2]

    def flowing(variant, back):
        rows = (replace(row, series={**row.series, "flow.investors": np.array([-1e7, 0.0, back(row.key.seed)])}) for row in variant.rows)
        return replace(variant, rows=tuple(rows))

    gains, loses = flowing(first, lambda seed: 1.5e7), flowing(second, lambda seed: 1e7 if seed <= 12 else 0.0)
    return replace(made, variants=(gains, loses), fund=TERMS)


def test_the_fund_takes_its_share_of_each_contract_and_one_carries_the_other(result):
    found = pooled(result)
    assert [part.called for part in found.parts] == [1e7, 0.5e7]
    assert [part.loss_share[0] for part in found.parts] == [0.0, 0.7]
    assert found.fund.returned == pytest.approx(1.5e7 + 0.3 * 0.5e7)
    assert found.fund.loss_share[0] == 0.0


def test_the_answer_is_that_of_the_fund_and_the_table_has_a_row_for_each_contract(result):
    page = fund_page(result)
    said = "".join(piece.text for piece in page.answer)
    assert said == "The <b>fund</b> puts in EUR 150\u202f000 and gets back EUR 165\u202f000 on average; it loses in no run."
    assert [number.value for number in page.numbers] == ["1.10", "0\u00a0% of runs", "1 of 2"]
    assert [row.head for row in page.table.rows][-1] == "The <b>fund</b>"
    assert len(page.table.rows) == 3
    losing = page.table.rows[1]
    assert losing.cells[4].text == "70"


def test_the_page_has_the_fund_before_the_contracts_and_escapes_its_name(result):
    html = render(assemble(result, fund_page(result)))
    assert html.index('id="fund"') < html.index('id="compare"')
    assert "<b>fund</b>" not in html
    assert "puts in EUR" in html


def test_a_result_without_a_fund_has_no_such_section(result):
    alone = replace(result, fund=None)
    assert fund_page(alone) is None
    assert 'id="fund"' not in render(assemble(alone))


def test_a_fund_survives_the_store_and_an_older_job_has_none():
    spec = ResultSpec(
        kind="compare", scenario="a", title="A", question="", currency="EUR", people=1, months=1, follow_up=1, runs=1, seed=1,
        central=False, equal_budget=False, arms=(), notes=(), provenance={}, fund=TERMS,
    )  # fmt: skip
    assert ResultSpec.read(spec.text()) == spec
    assert ResultSpec.read(replace(spec, fund=None).text().replace(',"fund":null', "")).fund is None


def test_contracts_of_one_name_are_told_apart_and_a_file_may_name_them(tmp_path):
    held = read_portfolio(written(tmp_path, FILE), "two.toml")
    assert [own.title.rpartition(" (")[2] for own in held.holdings] == ["north)", "south)"]
    assert held.terms == FundTerms(title="the fund", size=300_000_000, recycled=True, shares=(1.0, 0.5))
    named = read_portfolio(written(tmp_path, FILE.replace("[contracts.north]\n", '[contracts.north]\ntitle = "Up there"\n')), "two.toml")
    assert named.variants[0].title == "Up there"
    assert "(" not in named.variants[1].title
