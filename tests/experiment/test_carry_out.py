"""A request becomes arms, runs, references and a result; the result is the same from the store, and says what is missing."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.experiment.fake import VERSIONS, FakeRunner
from tests.experiment.fake_scenario import PlannedScenario
from utfall.base.errors import StoreError, UsageError
from utfall.experiment import carry_out as carry_out_module
from utfall.experiment import plan, references
from utfall.experiment.budget import equal_budget_factor
from utfall.experiment.carry_out import carry_out
from utfall.experiment.execute import Hands
from utfall.experiment.expected import Forecasts
from utfall.experiment.request import Grid, Request, Variant
from utfall.results.assemble import assemble
from utfall.results.spec import ResultSpec
from utfall.results.store import open_store


@pytest.fixture(autouse=True)
def _planned(monkeypatch: pytest.MonkeyPatch) -> None:
    """References and forecasts of the fake scenario: payments are 100 a unit of price, and a fee is what the providers lack."""
    for kind in ("nothing", "fee_agreed_hours", "fee_alone"):
        monkeypatch.setattr(
            references.References,
            kind,
            lambda self, fee=0, _point=0, kind=kind: replace(self._scenario, id=f"{self._scenario.id}-{kind}", fee=fee),
        )
    monkeypatch.setattr(Forecasts, "prepare", lambda _self, _scenarios: 0)
    monkeypatch.setattr(Forecasts, "of", lambda _self, scenario: SimpleNamespace(payers=100.0 * scenario.price))
    monkeypatch.setattr(Forecasts, "outside_option_fee", lambda _self, _scenario, factor: round(100 * (2 - factor)))
    monkeypatch.setattr(carry_out_module, "assumed_values", lambda _scenario, _points, _beside: [])
    monkeypatch.setattr(plan, "priced", lambda _case: True)


def request(**changes: object) -> Request:
    variants = (
        Variant(label="a", title="A", scenario=PlannedScenario("a", months=20, follow_up=10)),  # type: ignore[arg-type]
        Variant(label="b", title="B", scenario=PlannedScenario("b", price=3.0, follow_up=12)),  # type: ignore[arg-type]
    )
    asked = Request(kind="compare", title="A against B", question="", variants=variants, runs=20, seed=1, central=False, luck="monotone")
    return replace(asked, **changes)  # type: ignore[arg-type]


def made(path: Path, asked: Request, runner: FakeRunner | None = None):  # type: ignore[no-untyped-def]
    with open_store(str(path)) as store:
        return carry_out(asked, store, Hands(runner or FakeRunner(), 1), VERSIONS)


def test_all_variants_run_for_the_months_and_follow_up_of_the_longest(tmp_path: Path) -> None:
    result = made(tmp_path / "s.sqlite", request())
    assert (result.months, result.follow_up) == (22, 12)
    assert [v.label for v in result.main] == ["a", "b"]
    assert all(len(v.rows) == 20 for v in result.main)


def test_differences_are_paired_both_ways_round(tmp_path: Path) -> None:
    result = made(tmp_path / "s.sqlite", request())
    there, back = result.differences_of("b", "a")["true_effect"], result.differences_of("a", "b")["true_effect"]
    assert there.pairs == 20
    assert there.mean is not None
    assert back.mean == -there.mean
    assert back.share_above_0 == there.share_below_0


def test_views_are_labelled_and_belong_to_their_variant(tmp_path: Path) -> None:
    asked = request(equal_budget=True, as_written=5, references=4, grid=Grid(("b",), (1.0, 0.5), 3))
    result = made(tmp_path / "s.sqlite", asked)
    assert [v.label for v in result.variants] == [
        "a", "b", "a / as_written", "b / as_written", "b / x1", "b / x0.5",
        "a / nothing", "a / fee_agreed_hours", "a / fee_alone", "b / nothing", "b / fee_agreed_hours", "b / fee_alone",
    ]  # fmt: skip
    assert result.variant("b").price_factor == 0.3333
    assert len(result.variant("b / as_written").rows) == 5
    assert [(v.price_factor, v.block_fee, len(v.rows)) for v in result.curve("b")] == [(0.5, 150, 3), (1.0, 100, 3)]
    assert set(result.references("b")) == {"nothing", "fee_agreed_hours", "fee_alone"}
    assert result.variant("b / fee_agreed_hours").fingerprint == ""
    assert result.variant("b / nothing").fingerprint != ""
    assert "a x1, b x0.3333" in result.notes[0]


def test_a_grid_is_run_under_a_rival_profile_beside_its_own(tmp_path: Path) -> None:
    result = made(tmp_path / "s.sqlite", request(references=2, grid=Grid(("b",), (1.0, 0.5), 3, "well_informed", 2)))
    own, rival = result.curve("b"), result.curve("b", "well_informed")
    assert [(v.price_factor, len(v.rows)) for v in own] == [(0.5, 3), (1.0, 3)]
    assert [(v.label, v.price_factor, len(v.rows)) for v in rival] == [("b / well_informed / x0.5", 0.5, 2), ("b / well_informed / x1", 1.0, 2)]
    assert {v.fingerprint for v in own}.isdisjoint(v.fingerprint for v in rival)
    assert result.rivals == ("well_informed",)
    assert set(result.references("b")) == {"nothing", "fee_agreed_hours", "fee_alone"}  # a rival is no reference
    assert made(tmp_path / "t.sqlite", request(grid=Grid(("b",), (1.0,), 3, "well_informed", 0))).rivals == ()


def test_the_fee_of_a_reference_is_what_was_paid_under_the_same_seed(tmp_path: Path) -> None:
    asked = request(references=4)
    result = made(tmp_path / "s.sqlite", asked)
    paid = {row.seed: round(row.values["payments"].value or 0.0) for row in result.variant("a").rows}
    fees = {row.seed: row.series["fee"][0] for row in result.variant("a / fee_alone").rows}
    assert fees == {seed: paid[seed] for seed in (1, 2, 3, 4)}


def test_the_same_result_comes_from_the_store_alone(tmp_path: Path) -> None:
    asked = request(references=3)
    first = made(tmp_path / "s.sqlite", asked)
    with open_store(str(tmp_path / "s.sqlite")) as store:
        (job,) = store.jobs()
        assert job.status == "done"
        again = assemble(ResultSpec.read(job.spec), store)
    assert again.json() == first.json()
    assert again.variant("a").sentences == ("Pays 1.0.",)


def test_a_second_call_makes_nothing_and_prints_the_same(tmp_path: Path) -> None:
    first = made(tmp_path / "s.sqlite", request(references=3))
    runner = FakeRunner()
    assert made(tmp_path / "s.sqlite", request(references=3), runner).json() == first.json()
    assert runner.made == []


def test_failed_runs_are_counted_left_out_and_have_no_reference(tmp_path: Path) -> None:
    result = made(tmp_path / "s.sqlite", request(references=4), FakeRunner(fail=frozenset({2})))
    assert [row.seed for row in result.variant("a").failed] == [2]
    assert [row.seed for row in result.variant("a / fee_alone").rows] == [1, 3, 4]
    assert result.differences_of("b", "a")["true_effect"].dropped == 1
    assert result.json()["failed"][0]["message"] == "no run with seed 2"  # type: ignore[index]
    assert "failed" in result.findings[0].text


def test_a_result_that_was_stopped_is_refused_from_the_store(tmp_path: Path) -> None:
    made(tmp_path / "s.sqlite", request())
    with open_store(str(tmp_path / "s.sqlite")) as store:
        spec = ResultSpec.read(store.jobs()[0].spec)
        longer = replace(spec, arms=(replace(spec.arms[0], keys=(*spec.arms[0].keys, spec.arms[0].keys[0]._replace(seed=99))),))
        with pytest.raises(StoreError, match="1 runs of this result are not in the store"):
            assemble(longer, store)


def test_a_thousand_million_people_or_runs_are_refused_before_the_start(tmp_path: Path) -> None:
    variants = (Variant(label="a", title="A", scenario=PlannedScenario("a", eligible=10**9)),)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"GB of memory.*this machine has"):
        made(tmp_path / "s.sqlite", request(variants=variants, runs=1))
    with pytest.raises(UsageError, match=r"would need about .* (days|years)"):
        made(tmp_path / "s.sqlite", request(runs=10**9))


@pytest.mark.parametrize(
    ("payments", "target", "factor"),
    [
        (lambda f: 100.0 * f, 250.0, 2.5),
        (lambda f: 30.0 + 100.0 * f, 80.0, 0.5),
        (lambda f: min(100.0 * f, 60.0) + 10.0 * f, 64.0, 0.5818),
        (lambda f: 100.0 * min(f, 3.0), 290.0, 2.9),
        (lambda f: 100.0 * f, 0.0, 0.0),
    ],
)
def test_the_factor_of_an_equal_budget_is_found_to_four_digits(payments, target: float, factor: float) -> None:  # type: ignore[no-untyped-def]
    assert equal_budget_factor(payments, target) == pytest.approx(factor, rel=2e-4)


def test_where_no_price_gives_an_equal_budget_there_is_no_factor() -> None:
    assert equal_budget_factor(lambda f: 100.0 + f, 50.0) is None
    assert equal_budget_factor(lambda f: min(f, 10.0), 50.0) is None
