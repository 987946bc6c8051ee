"""Figures: findings chosen by rule, the same numbers in figure and table, safe names, the same bytes each time."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.results import figure_samples as samples
from utfall.results.figures import catalogue, coins, hours, outlay, output, paid_caused, paid_caused_phone
from utfall.results.figures.catalogue import Plot
from utfall.results.figures.data import Cell, Estimate, PaidCaused

ALL = [
    (catalogue.TRUTH_VS_PAID, samples.paid_caused),
    (catalogue.EACH_COIN, samples.coins),
    (catalogue.OUTLAY, samples.outlay),
    (catalogue.HOURS_BY_TASK, samples.hours),
    (catalogue.HOURS_OVER_TIME, samples.hours_time),
    (catalogue.WHO_IS_SERVED, samples.served),
    (catalogue.MONEY_BY_PARTY, samples.cash),
    (catalogue.VERDICTS_HELD, samples.verdicts),
    (catalogue.ENOUGH_RUNS, samples.convergence),
]
NAMES = ["paid_caused", "coins", "outlay", "hours", "hours_time", "served", "cash", "verdicts", "convergence"]
everywhere = pytest.mark.parametrize(("plot", "make"), ALL, ids=NAMES)


def texts(svg: str) -> list[str]:
    return [("".join(e.itertext())).replace("\u2009", "\u202f").replace("\u00a0", " ") for e in ElementTree.fromstring(svg).iter("text")]


def table_words(plot: Plot[object], data: object) -> str:
    table = plot.table(data)
    cells = [part for row in table.rows for cell in row.cells for part in (cell.text, cell.interval)]
    return " | ".join(cells + [row.head for row in table.rows] + [row.note for row in table.rows]).replace("\u00a0", " ")


@everywhere
def test_a_figure_is_the_same_in_every_byte(plot, make):
    assert output.svg(plot.draw(make(), False), "x") == output.svg(plot.draw(make(), False), "x")


@everywhere
def test_svg_holds_no_address_no_date_no_script_and_only_prefixed_ids(plot, make):
    svg = output.svg(plot.draw(make(), False), "figx")
    assert "http" not in svg
    assert "<script" not in svg
    assert "metadata" not in svg
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert ids
    assert all(i.startswith("figx-") for i in ids)
    used = re.findall(r'href="#([^"]+)"', svg) + re.findall(r"url\(#([^)]+)\)", svg)
    assert set(used) <= set(ids)


@everywhere
def test_chrome_adds_title_and_source_and_nothing_else_changes(plot, make):
    bare, framed = (texts(output.svg(plot.draw(make(), chrome), "x")) for chrome in (False, True))
    words = plot.words(make())
    first = words.title.split()[0]
    assert not any(t.startswith(words.title[:30]) for t in bare)
    assert any(t.startswith(first) for t in framed)
    assert [t for t in framed if t in bare] != []
    assert len(framed) > len(bare)


@everywhere
def test_the_description_begins_with_the_finding_and_points_to_the_table(plot, make):
    said = plot.describe(make())
    assert said.startswith(plot.words(make()).title)
    assert said.endswith("table that follows.")


@everywhere
def test_every_row_of_a_table_has_a_cell_for_every_column(plot, make):
    table = plot.table(make())
    assert table.rows
    assert all(len(row.cells) == len(table.columns) - 1 for row in table.rows)


@pytest.mark.parametrize(("plot", "make"), [(p, m) for (p, m), n in zip(ALL, NAMES, strict=True) if n in ("paid_caused", "coins", "hours", "cash")])
def test_every_number_drawn_for_a_value_stands_in_the_table_too(plot, make):
    """Axis ticks are set aside: they are the grey numbers of 10 points or less."""
    svg = ElementTree.fromstring(output.svg(plot.draw(make(), False), "x"))
    drawn = []
    for element in svg.iter("text"):
        style, text = element.get("style", ""), "".join(element.itertext()).replace("\u2009", "\u202f").replace("\u00a0", " ")
        if re.search(r"font(-weight)?: (600|700|bold)", style) and re.fullmatch(r"[−+]?[\d.\u202f]+( %)?", text):
            drawn.append(text)
    assert len(drawn) >= 3
    words = table_words(plot, make())
    missing = [number for number in drawn if number not in words]
    assert missing == []


def test_phone_version_shows_the_same_numbers_as_the_wide_one():
    data = samples.paid_caused()
    wide, phone = texts(output.svg(paid_caused.draw(data, False), "a")), texts(output.svg(paid_caused_phone.draw(data), "b"))
    for row in data.rows:
        for word in (f"{row.paid.mean}", f"{row.caused.mean}", paid_caused.cost_text(row)):
            assert word in wide
            assert word in phone


def test_rows_are_sorted_by_what_was_caused_not_by_what_was_paid():
    rows = paid_caused.sorted_rows(samples.paid_caused())
    caused = [row.caused.mean for row in rows]
    assert caused == sorted(caused, reverse=True)
    assert [row.paid.mean for row in rows] != sorted((row.paid.mean for row in rows), reverse=True)


def test_title_names_the_widest_gap_that_can_be_told_though_another_gap_is_wider():
    assert "Job on day 90" in paid_caused.title(samples.paid_caused())  # the language course has 81 - 2, but its 2 includes 0


def test_title_says_cannot_tell_when_every_interval_includes_zero():
    data = samples.paid_caused()
    dim = tuple(replace(row, caused=Estimate(1.0, -2.0, 4.0)) for row in data.rows)
    dull = PaidCaused(rows=dim, per=data.per, currency="EUR", yardstick="", runs=40)
    assert paid_caused.title(dull) == "Cannot tell whether any of these contracts causes anything"
    assert paid_caused.table(dull).rows[0].cells[2] == Cell("cannot tell")


def test_work_that_is_paid_for_is_no_outcome_that_could_be_the_widest_gap():
    data = samples.paid_caused()
    far = paid_caused.widest(data)
    assert far is not None
    rest = tuple(replace(row, work="courses") if row is far else row for row in data.rows)
    other = paid_caused.widest(replace(data, rows=rest))
    assert other is not None
    assert other.id != far.id
    alone = replace(data, rows=tuple(row for row in rest if row.work))
    assert " courses and causes " in paid_caused.title(alone)


def test_an_open_disc_is_drawn_exactly_for_rows_that_cannot_be_told():
    data = samples.paid_caused()
    svg = output.svg(paid_caused.draw(data, False), "x")
    # the paper-filled mark with a blue edge is used only for open discs
    opened = re.findall(r"fill: #ffffff; stroke: #0072b2", svg)
    assert len(opened) == sum(not row.caused.tells for row in data.rows)


def test_fifty_coins_whatever_the_shares_and_cents_sum_to_a_hundred():
    for row in samples.coins().rows[1:]:
        parts = coins.cents(row)
        assert sum(parts) == 100
        assert sum(coins.coin_counts(parts)) == 50


def test_a_negative_share_has_no_coin_and_is_said_in_words():
    row = next(r for r in samples.coins().rows if (r.hollow.mean or 0) < 0)
    assert coins.coin_counts(coins.cents(row))[2] == 0
    drawn = " ".join(texts(output.svg(coins.draw(samples.coins(), False), "x")))
    assert "did not last −8: not drawn" in drawn


def test_hours_title_counts_only_what_builds():
    assert hours.title(samples.hours()) == "“Job on day 90”: 68\u00a0% of the hours build nothing that lasts"


def test_one_contract_is_not_compared_with_itself():
    one = replace(samples.hours(), rows=samples.hours().rows[:1])
    assert hours.title(one) == "85\u00a0% of the hours build something that lasts"
    assert "by contract" not in hours.words(one).subtitle
    alone = replace(samples.paid_caused(), rows=samples.paid_caused().rows[:1])
    assert paid_caused.table(alone).columns[0] == "Contract"


def test_only_the_families_that_are_drawn_are_explained():
    data = samples.hours_time()
    assert "Hatched" in catalogue.HOURS_OVER_TIME.words(data).source
    builds = replace(data, shares=(*data.shares[:3], *((0.0,) * 36 for _ in data.shares[3:])))
    assert catalogue.HOURS_OVER_TIME.words(builds).source.endswith("Blue: builds capability that lasts.")


def test_outlay_title_needs_nine_draws_of_ten():
    data = samples.outlay()
    assert outlay.title(data).endswith("causes most in 37 of 40 draws")
    assert outlay.title(replace(data, best_share=1.0, draws=1)).startswith("Cannot tell")
    assert outlay.title(replace(data, best_share=0.85)) == "Cannot tell which metric causes most for the same outlay"


def test_twenty_dots_are_drawn_and_rings_count_the_losses():
    data = samples.cash()
    assert [p.loses for p in data.parties] == [sum(e < 0 for e in p.ends) for p in data.parties]
    assert catalogue.MONEY_BY_PARTY.words(data).title == f"The fund: a loss in {data.parties[0].loses} of 20 runs. The state: a gain"


def test_a_payer_whose_savings_are_not_counted_pays_and_loses_nothing():
    data = samples.cash()
    pays = replace(data.parties[2], carries="cash in less cash out", ends=(-1.0,) * 20)
    alone = replace(data, parties=(data.parties[1], pays))
    words = catalogue.MONEY_BY_PARTY.words(alone)
    assert words.title == "None of the others loses money in any of 20 equally likely outcomes"
    assert "nothing that it saves is counted" in words.source
    assert table_words(catalogue.MONEY_BY_PARTY, alone).count("only pays") == 1
    with_savings = replace(alone, parties=(data.parties[1], replace(pays, carries=data.parties[2].carries)))
    assert catalogue.MONEY_BY_PARTY.words(with_savings).title.startswith("The state: a loss in 20 of 20 runs")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Lön $x^2$ & “å”", "漢字 метрика", "a" * 400])
def test_a_name_of_any_kind_is_drawn_as_text(name):
    data = samples.paid_caused()
    hostile = replace(data, rows=(replace(data.rows[0], label=name, note=name), *data.rows[1:]))
    svg = output.svg(paid_caused.draw(hostile, True), "x")
    assert "<script" not in svg
    assert ElementTree.fromstring(svg) is not None
    if len(name) < 40:
        assert any(name.split()[0].replace("\u2009", "")[:5] in t for t in texts(svg))


def test_a_figure_can_be_written_as_png_and_holds_no_date(tmp_path):
    one, two = (output.png(paid_caused.draw(samples.paid_caused(), True), tmp_path / f"{n}.png").read_bytes() for n in "ab")
    assert one == two
    assert one.startswith(b"\x89PNG")


def test_served_title_tells_gain_from_loss_and_from_cannot_tell():
    data = replace(samples.served(), creaming=Estimate(None))
    up, down, dim = Estimate(1.0, 0.5, 1.5), Estimate(-1.0, -1.5, -0.5), Estimate(0.1, -1.0, 1.0)
    titles = [catalogue.WHO_IS_SERVED.words(replace(data, effect=e)).title for e in ((up,) * 5, (dim,) * 5, (up, up, dim, dim, down))]
    assert titles[0].endswith("every fifth of need gains")
    assert "cannot tell whom it helps" in titles[1]
    assert titles[2].endswith("2 of 5 fifths of need gain, 1 of 5 lose; cannot tell of the rest")
