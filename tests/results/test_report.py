"""The page: one file, no outside address, nothing that a name could run, each figure with its table, the answer by rule."""

import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise

import pytest

from tests.results import figure_samples, report_samples
from utfall.results.figures.data import Estimate
from utfall.results.report.answer import answer, numbers
from utfall.results.report.data import ReportData
from utfall.results.report.page import render
from utfall.results.report.words import ENGLISH


class Page(HTMLParser):
    """Counts what the tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.fixture(scope="module")
def html() -> str:
    return render(report_samples.report())


@pytest.fixture(scope="module")
def page(html) -> Page:
    return Page(html)


def test_the_page_holds_no_outside_address(html):
    assert not re.search(r"(?:https?:)?//[\w.]", re.sub(r"base64,[\w+/=]+", "", html))
    assert "@import" not in html


def test_every_link_stays_on_the_page_and_finds_its_place(page):
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for attrs in page.all("a"):
        assert attrs["href"].startswith("#")
        assert attrs["href"][1:] in ids


def test_the_policy_forbids_everything_but_its_own_styles_and_data(page):
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "font-src data:" in policy
    assert page.all("script") == []


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "\"'><svg onload=alert(1)>", "{{ 7 * 7 }}", "</style><b>"]
)
def test_a_hostile_name_is_only_text_in_html_and_svg(name):
    shown = Page(render(report_samples.hostile(name)))
    assert shown.all("script") == []
    assert shown.all("img") == []
    assert not any(key.startswith("on") for _, attrs in shown.tags for key in attrs)
    clean = Page(render(report_samples.report()))
    assert {tag for tag, _ in shown.tags} == {tag for tag, _ in clean.tags}
    assert name in "".join(shown.text)


def test_the_same_data_gives_the_same_bytes(html):
    assert render(report_samples.report()) == html


def test_every_figure_has_a_label_and_a_table_with_caption_and_scopes(page, html):
    figures = page.all("figure")
    assert len(figures) == 9
    assert len([a for a in page.all("div") if a.get("role") == "img" and len(a.get("aria-label") or "") > 60]) >= len(figures)
    assert html.count("<caption>") == html.count("<table")
    assert html.count("<table") >= len(figures)
    assert all(a.get("scope") in ("col", "row") for a in page.all("th"))


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_answer_wears_gold_and_blue(html):
    assert '<span class="paid">pays for 68</span> and <span class="caused">causes 5</span>' in html


def test_twenty_dots_stand_for_nineteen_of_twenty(page):
    assert [a["aria-label"] for a in page.all("div") if a.get("class") == "dots"] == ["19 of 20 dots filled", "12 of 20 dots filled"]


def test_monte_carlo_error_stands_only_in_the_provenance(html):
    before, _, method = html.partition('<section id="method"')
    assert "95 %" not in re.sub(r"base64,[\w+/=]+", "", before)
    assert "95 %" in method


def test_a_page_without_figures_still_says_its_answer():
    data = report_samples.report()
    empty = replace(
        data,
        paid_caused=None,
        coins=None,
        outlay=None,
        hours=None,
        hours_time=None,
        served=(),
        cash=None,
        sure=(),
        changes=(),
        findings=(),
        assumptions=(),
        chance="",
        verdicts=None,
        convergence=None,
    )
    shown = Page(render(empty))
    assert shown.all("figure") == []
    assert "Keep “" in "".join(shown.text)


def test_the_words_of_the_page_are_all_used_and_none_is_missing():
    folder = resources.files("utfall.results.report") / "templates"
    templates = "".join(f.read_text("utf-8") for f in folder.iterdir())
    code = (resources.files("utfall.results.report") / "page.py").read_text("utf-8") + (
        resources.files("utfall.results.report") / "assemble.py"
    ).read_text("utf-8")
    in_templates = set(re.findall(r"\bw\.(\w+)", templates))
    assert in_templates <= set(ENGLISH)
    marks = {"counted", "supported", "assumed"}
    used = in_templates | marks | {key for key in ENGLISH if f'"{key}"' in code}
    assert set(ENGLISH) == used
    assert all(ENGLISH.values())


def test_every_field_of_the_data_reaches_the_page():
    folder = resources.files("utfall.results.report") / "templates"
    templates = "".join(f.read_text("utf-8") for f in folder.iterdir())
    drawn_as_plates = {"coins", "outlay", "hours", "hours_time", "cash", "verdicts", "convergence"}
    used_by_bars = {"centre"}
    for field in fields(ReportData):
        assert f"d.{field.name}" in templates or field.name in drawn_as_plates | used_by_bars, field.name


def said(data, differences, leans=None) -> str:
    return "".join(piece.text for piece in answer(data, differences, leans or {}))


def test_the_answer_follows_the_four_verdicts():
    data = figure_samples.paid_caused()
    others = [row.id for row in data.rows if not row.own]
    less, more, cannot, same = Estimate(-1, -2, -0.1), Estimate(1, 0.2, 2), Estimate(0.1, -1, 1), Estimate(0.0, 0.0, 0.0)
    assert said(data, dict.fromkeys(others, less)).startswith("Keep “Tax and benefit saved over 3 years”. Widest gap: “Job on day 90” pays for 68")
    assert said(data, {**dict.fromkeys(others, cannot), "hours_3m": more}).startswith("“Hours worked over 3 months” causes more than")
    assert said(data, dict.fromkeys(others, cannot)).startswith("Cannot tell which of these contracts causes most.")
    day_90 = "“Job on day 90” causes less than “Tax and benefit saved over 3 years” in 95 % of draws. Cannot tell "
    assert said(data, dict.fromkeys(others, cannot), {"job_on_day_90": -0.95}).startswith(day_90)
    assert said(data, {**dict.fromkeys(others, cannot), "job_on_day_90": less}).startswith(
        "“Tax and benefit saved over 3 years” causes more than “Job on day 90”."
    )
    both = {**dict.fromkeys(others, cannot), "job_on_day_90": less}
    assert said(data, both, {"hours_3m": -0.9}).startswith(
        "“Tax and benefit saved over 3 years” causes more than “Job on day 90” and, in 90 % of draws, than “Hours worked over 3 months”. Cannot tell "
    )
    assert "“Hours worked over 3 months” causes more than “Tax and benefit saved over 3 years” in 92 % of draws." in said(
        data, both, {"hours_3m": 0.92}
    )
    assert said(data, dict.fromkeys(others, same)).startswith("What the contract pays for changes nothing here")


def test_the_answer_says_cannot_tell_when_nothing_is_caused_for_certain():
    data = figure_samples.paid_caused()
    dim = replace(data, rows=tuple(replace(row, caused=Estimate(2.0, -2.0, 6.0)) for row in data.rows))
    assert said(dim, {}).startswith("Cannot tell whether any of these contracts causes anything.")
    assert numbers(dim)[2].value == "cannot tell"
