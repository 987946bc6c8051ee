"""One merge rule: tables key by key, everything else replaced; a changed kind starts afresh."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utfall.base.errors import InputError, UsageError
from utfall.scenario import check, load
from utfall.scenario.compose import read_setting
from utfall.scenario.layers import Layers, Place, lay
from utfall.scenario.lines import lines_of

BROKEN = Path(__file__).resolve().parents[1] / "broken_scenarios"


def laid(under: dict, over: dict) -> dict:
    """The tree of one layer over another."""
    return lay(Layers("a", under, {}), Layers("b", over, {})).tree


def test_tables_merge_and_everything_else_is_replaced() -> None:
    assert laid({"a": {"x": 1, "y": [1, 2]}}, {"a": {"y": [3]}}) == {"a": {"x": 1, "y": [3]}}


def test_a_changed_kind_or_design_starts_afresh() -> None:
    assert laid({"t": {"kind": "outcome", "price": 1}}, {"t": {"kind": "block", "fee": 2}}) == {"t": {"kind": "block", "fee": 2}}
    assert laid({"c": {"design": "agreed", "expected": 1}}, {"c": {"design": "randomised"}}) == {"c": {"design": "randomised"}}
    assert laid({"t": {"kind": "outcome", "price": 1}}, {"t": {"kind": "outcome", "cap": 2}}) == {"t": {"kind": "outcome", "price": 1, "cap": 2}}


def test_a_value_written_anew_does_not_keep_the_range_of_the_old_one() -> None:
    assert laid({"v": {"value": 1, "range": [0, 2]}}, {"v": {"value": 5}}) == {"v": {"value": 5}}
    assert laid({"v": {"value": 1, "range": [0, 2]}}, {"v": {"range": [0, 3]}}) == {"v": {"value": 1, "range": [0, 3]}}


def test_the_place_of_a_key_is_the_last_file_that_writes_it() -> None:
    under = Layers("a", {"x": 1, "y": 2}, {("x",): Place("a", 1), ("y",): Place("a", 2)})
    both = lay(under, Layers("b", {"y": 3}, {("y",): Place("b", 9)}))
    assert both.place(("x",)) == Place("a", 1)
    assert both.place(("y",)) == Place("b", 9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sustained_6m", "sustained_6m"),
        ("[a, b]", ["a", "b"]),
        ('["a", "b"]', ["a", "b"]),
        ("EUR 5 000 per person", "EUR 5 000 per person"),
        ("20 %", "20 %"),
        ("1000", 1000),
        ("true", True),
        ('{ value = "36 months" }', {"value": "36 months"}),
        ("1\nx = 2", "1\nx = 2"),
    ],
)
def test_a_setting_is_toml_else_words_as_they_stand(text: str, value: object) -> None:
    assert read_setting(text) == value


def test_settings_change_the_scenario_and_leave_the_first_one_alone() -> None:
    koto = load("koto_sib")
    one_day = koto.replace({"contract.metric": "job_on_day_90"})
    assert one_day.case().contract.paid == ("job_on_day_90",)
    assert koto.case().contract.paid == ("public_gain",)
    assert one_day.fingerprint == load("koto_sib", sets=["contract.metric=job_on_day_90"]).fingerprint == koto.variant("job_on_day_90").fingerprint
    assert koto.replace({"contract.metric": ["sustained_6m", "language_course"]}).fingerprint == koto.variant("work_and_language").fingerprint


def test_a_wrong_setting_is_told_as_such() -> None:
    with pytest.raises(InputError) as caught:
        load("koto_sib", sets={"contract.metric": "job_on_day_9"})
    assert str(caught.value) == 'koto_sib.toml (from --set): error: contract.metric: no metric "job_on_day_9"; did you mean "job_on_day_90"?'
    with pytest.raises(UsageError, match="KEY=VALUE"):
        load("koto_sib", sets=["contract.metric"])


def test_a_derived_file_inherits_variants_and_may_leave_things_out(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('base = "koto_sib"\nwithout = ["subcontract.terms.service_fee", "variants.hours_3m"]\n[about]\ntitle = "Mine"\n')
    mine = load(path)
    assert mine.title == "Mine"
    assert "hours_3m" not in mine.variants
    assert mine.variant("sustained_6m").title == "Paid for six months in work without a break"
    assert mine.case().contract.subcontract.terms == ()


def test_an_error_in_a_variant_is_found_by_check_at_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = (BROKEN / "ok.toml").read_text()
    path.write_text(text + '\n[variants.dear]\ncontract.terms.job.price = "EUR 9 000"\n')
    problem = check(path)[0]
    assert problem.key == "contract.terms.job.price"
    assert problem.line == text.count("\n") + 3


def test_a_variant_key_that_changes_nothing_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text((BROKEN / "ok.toml").read_text() + "\n[variants.v]\npeople.eligible = 1000\npeople.places = 10\n")
    assert [p.key for p in check(path) if p.message == "changes nothing"] == ["variants.v.people.eligible"]


def test_every_key_of_awkward_text_has_its_line() -> None:
    text = 'a.b = 1 # [x]\n"c d" = """\n[no]\n"""\n[t."q.r"]\nx = [\n  "]",\n  { y = 2, z = \'}\' },\n]\n[[list]]\nk = 1\n[[list]]\nk = 2\n'
    found = lines_of(text)
    assert found[("a", "b")] == 1
    assert found[("c d",)] == 2
    assert found[("t", "q.r")] == 5
    assert found[("t", "q.r", "x", "1", "z")] == 8
    assert (found[("list", "0", "k")], found[("list", "1", "k")]) == (11, 13)
    assert ("no",) not in found


KEYS = st.text("abc_", min_size=1, max_size=3)
TREES = st.recursive(st.integers(0, 9) | st.text("x #[]{}=,.'", max_size=5), lambda inner: st.dictionaries(KEYS, inner, max_size=3), max_leaves=8)


@given(st.dictionaries(KEYS, TREES, max_size=3))
@settings(max_examples=150, deadline=None)
def test_text_of_a_tree_reads_back_and_each_key_is_on_its_line(tree: dict) -> None:
    import tomllib

    from utfall.scenario.layers import leaf_paths
    from utfall.scenario.toml_text import to_toml

    text = to_toml(tree)
    assert tomllib.loads(text) == tree
    rows, found = text.split("\n"), lines_of(text)
    for path, _ in leaf_paths(tree):
        assert path[-1] in rows[found[path] - 1]
