"""What payers may have to pay: years, sums and the dearest tenth from the cash of the runs, and no word of loss where one pays."""

from dataclasses import replace

import numpy as np
import pytest

from tests.results import made_result
from utfall.results import dues, dues_tables
from utfall.results.report.assemble import assemble


@pytest.fixture
def result():
    """The made result with a town that pays 10 a month times its seed for 18 months and gets 30 back in month 20, in whole units."""
    made = made_result.made()
    first = made.main[0]
    setting = replace(first.rows[0].setting, parties=(*first.rows[0].setting.parties, ("town", "payer")), titles=(("town", "the town"),))

    def paying(row):
        flow = np.zeros(24)
        flow[:18] = -1_000.0 * row.key.seed
        flow[19] = 3_000.0
        return replace(row, setting=setting, series={**row.series, "flow.town": flow})

    variant = replace(first, rows=tuple(map(paying, first.rows)))
    return replace(made, variants=(variant, *made.variants[1:]))


def test_years_add_up_to_the_sum_and_money_that_comes_back_is_taken_off(result):
    (town,) = dues.dues(result.main[0])
    seeds = np.arange(1.0, 41.0)
    assert town.total.mean == pytest.approx(np.mean(18_000 * seeds - 3_000))
    assert sum(year.mean for year in town.years) == pytest.approx(town.total.mean)
    assert [year.mean for year in town.years] == pytest.approx([np.mean(12_000 * seeds), np.mean(6_000 * seeds - 3_000)])
    assert town.month.most == 40_000.0


def test_one_run_in_ten_is_dearer_than_the_threshold(result):
    (town,) = dues.dues(result.main[0])
    sums = 18_000 * np.arange(1.0, 41.0) - 3_000
    assert (sums > town.total.tenth).sum() == 4
    assert town.total.most == sums.max()


def test_a_year_in_which_nobody_pays_any_more_has_no_row(result):
    first = result.main[0]
    rows = tuple(replace(row, series={**row.series, "flow.town": np.pad(row.series["flow.town"], (0, 36))}) for row in first.rows)
    assert dues.dues(replace(first, rows=rows)) == dues.dues(first)


def test_the_others_are_told_with_their_worst_tenth_and_how_often_they_lose(result):
    found = {one.id: one for one in dues.net_cash(result.main[0])}
    ends = np.array([row.series["flow.fund"].sum() for row in result.main[0].rows])
    assert set(found) == {"fund", "acme"}
    assert found["fund"].losses == pytest.approx((ends < 0).mean())
    assert 0.0 < found["fund"].losses < 1.0
    assert (ends < found["fund"].tenth).sum() == 4


def test_the_page_says_what_falls_due_in_a_sentence_and_in_tables(result):
    data = assemble(result)
    assert data.dues_said == "The town pays EUR\u00a03\u202f660 on average, most of it in year 1; in one run of ten more than EUR\u00a06\u202f470."
    captions = [table.caption for table in data.dues]
    assert any(caption.startswith("The town pays by year of the contract, less what comes back, EUR") for caption in captions)
    assert [row.head for row in data.dues[0].rows] == ["Year 1", "Year 2", "In all", "Dearest month"]


def test_contracts_without_a_payer_have_no_table_of_dues():
    assert dues_tables.payers(made_result.made()) == ()
    assert dues_tables.reading(made_result.made()) == ""


def test_contracts_side_by_side_say_what_is_left_to_each_party_and_how_often_it_loses(result):
    table = dues_tables.other_parties(result)
    assert table.columns == ("Contract", "Fund", "Acme")
    assert len(table.rows) == len(result.main)
    fund = dues.net_cash(result.main[0])[0]
    assert table.rows[0].cells[0].interval == f"{round(100 * fund.losses)}\u00a0%"
    assert dues_tables.other_parties(replace(result, variants=result.variants[:1])) is None


def test_more_parties_than_contracts_go_down_the_table(result):
    more = [f"helper_{number}" for number in range(len(result.main))]

    def joined(row):
        setting = replace(row.setting, parties=(*row.setting.parties, *((name, "provider") for name in more)))
        return replace(row, setting=setting, series={**row.series, **{f"flow.{name}": row.series["flow.acme"] for name in more}})

    variants = tuple(replace(variant, rows=tuple(map(joined, variant.rows))) for variant in result.variants)
    down, across = dues_tables.other_parties(replace(result, variants=variants)), dues_tables.other_parties(result)
    assert len(down.columns) == 1 + len(result.main)
    assert [row.head for row in down.rows][:2] == ["Fund", "Acme"]
    assert len(down.rows) == 2 + len(more)
    assert [[row.cells[i].text for i in range(len(result.main))] for row in down.rows[:2]] == [
        [row.cells[i].text for row in across.rows] for i in range(2)
    ]
