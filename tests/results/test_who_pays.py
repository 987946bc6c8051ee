"""The figure of who pays whom: every flow numbered, told and drawn inside the sheet."""

import re
from itertools import pairwise

from utfall.experiment.drawing import draw_who_pays, who_pays_of
from utfall.results.figures import who_pays
from utfall.results.figures.canvas import wrap
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


def test_no_flow_runs_through_a_party_that_it_does_not_concern():
    for name in ("utah_preschool", "den_sociale_investeringsfond", "utfallslabb", "team_nystart"):
        data = who_pays_of(load(name))
        boxes, _ = who_pays._boxes(data)
        for flow in data.flows:
            ends = boxes[flow.source], boxes[flow.target]
            between = who_pays._between(*ends, boxes)
            path = who_pays._around(*ends, between) if between else who_pays._path(*ends, True, 0)
            for box in (box for party, box in boxes.items() if party not in (flow.source, flow.target)):
                assert not any(_crosses(a, b, box) for a, b in pairwise(path)), (name, flow.what)


def _crosses(a, b, box):
    """Whether a level or upright line has a point inside a box."""
    (left, top), right, bottom = box.corner, box.corner[0] + who_pays.BOX, box.corner[1] + box.height
    return min(a[0], b[0]) < right and max(a[0], b[0]) > left and min(a[1], b[1]) < bottom and max(a[1], b[1]) > top


def test_a_number_is_never_broken_at_the_end_of_a_line():
    lines = wrap("GBP 5\u2009100 for each person who has it " * 6, 300, 10.5)
    assert len(lines) > 2
    assert all(line.count("5\u2009100") == line.count("5") for line in lines)
