"""The figure of who pays whom: every flow numbered, told and drawn inside the sheet."""

import re

from utfall.experiment.drawing import draw_who_pays, who_pays_of
from utfall.results.figures import who_pays
from utfall.results.figures.output import svg
from utfall.scenario import load


def test_each_flow_of_the_contract_has_a_number_and_both_its_parties_a_box():
    for name in ("koto_sib", "koto_sib:job_on_day_90", "first_steps"):
        data = who_pays_of(load(name))
        boxes = {party for party, _ in data.parties}
        assert all({flow.source, flow.target} <= boxes for flow in data.flows)
        drawn = svg(who_pays.draw(data, False), "w")
        told = set(re.findall(r">(\d+)<", drawn))
        assert {str(number) for number in range(1, len(data.flows) + 1)} <= told


def test_payers_holder_and_providers_keep_their_roles():
    roles = dict(who_pays_of(load("koto_sib")).parties)
    assert roles["The fund"] == "holder"
    assert roles["The providers"] == "provider"
    assert roles["Ministry of Economic Affairs and Employment"] == "payer"
    assert "other" not in roles.values()


def test_nothing_is_drawn_outside_the_sheet():
    figure = who_pays.draw(who_pays_of(load("koto_sib:job_on_day_90")))
    (axes,) = figure.axes
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    for text in axes.texts:
        x, y = text.get_position()
        assert left <= x <= right
        assert top <= y <= bottom


def test_the_table_twin_says_every_flow():
    data = who_pays_of(load("koto_sib"))
    assert len(who_pays.table(data).rows) == len(data.flows)
    assert all(flow.what in who_pays.describe(data) for flow in data.flows)


def test_the_same_file_comes_out_twice(tmp_path):
    first, second = (draw_who_pays(load("first_steps"), str(tmp_path / name)) for name in ("a.svg", "b.svg"))
    assert first.read_bytes() == second.read_bytes()
