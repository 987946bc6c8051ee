"""A scenario as a value: its identity, its clock, its size, and what it says of itself."""

import dataclasses
import pickle
from pathlib import Path

import pytest

from utfall.base.errors import InputError, UsageError
from utfall.scenario import check, list_library, load

OK = (Path(__file__).resolve().parents[1] / "broken_scenarios" / "ok.toml").read_text()


def written(tmp_path: Path, text: str):
    """A scenario from a text."""
    path = tmp_path / "mine.toml"
    path.write_text(text)
    return load(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Sound"', '"Sounder"'),
        ("A sound scenario.", "A scenario."),
        ('source  = "illustrative"', 'source  = "assumed"\nteaches = "Nothing."\ntheme = "social care"\nshows = "Nothing."\nnote = "n"'),
        ('title = "in work"', 'title = "in paid work"'),
        ("EUR 900 per month", "EUR 900.00 per month"),
        ("EUR 4 000 per person", "EUR 4,000 per person"),
        ('length = "36 months"', 'length = { value = "36 months", source = "assumed", note = "so it says" }'),
        ("[contract.service]", "[run]\nruns = 7\nseed = 3\n\n[contract.service]"),
    ],
)
def test_spelling_sources_and_the_number_of_runs_do_not_change_the_fingerprint(tmp_path: Path, old: str, new: str) -> None:
    assert old in OK
    assert written(tmp_path, OK.replace(old, new)).fingerprint == written(tmp_path, OK).fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('lasts   = "6 months"', 'lasts   = "26 weeks"'),
        ("EUR 4 000 per person", "EUR 4 001 per person"),
        ("[payers.town]", "[payers.city]"),
        ("contract.terms.job", "contract.terms.work"),
        ("eligible = 1000", "eligible = { value = 1000, range = [900, 1100] }"),
        ("[contract.service]", "[behaviour.override]\nmission_weight = 0.0\n\n[contract.service]"),
        ("[contract.service]", '[run]\nfollow_up = "40 months"\n\n[contract.service]'),
        ("[contract.service]", '[run]\nuncertainty = "central"\n\n[contract.service]'),
        ('like = "coaching"', 'like = "coaching"\nbuilds = { work = 0.1 }'),
    ],
)
def test_what_can_change_a_run_changes_the_fingerprint(tmp_path: Path, old: str, new: str) -> None:
    assert old in OK
    assert written(tmp_path, OK.replace(old, new)).fingerprint != written(tmp_path, OK).fingerprint


def test_size_prices_and_fee_are_part_of_the_identity() -> None:
    koto = load("koto_sib")
    others = [koto, koto.scaled(1000), koto.with_budget_factor(1.5), koto.with_block_fee(100_00)]
    assert len({scenario.fingerprint for scenario in others}) == len(others)
    assert koto.scaled(1000).fingerprint == koto.replace({"run.people": 1000}).fingerprint


def test_a_scenario_survives_pickling_with_its_identity() -> None:
    koto = load("koto_sib").with_budget_factor(1.25)
    back = pickle.loads(pickle.dumps(koto))
    assert back.fingerprint == koto.fingerprint
    assert back.case(3) == koto.case(3)
    assert hash(back.case(3).contract) == hash(koto.case(3).contract)


def test_follow_up_is_the_longest_window_of_any_metric_and_the_same_for_every_metric_that_is_paid(tmp_path: Path) -> None:
    assert written(tmp_path, OK).follow_up == 36
    assert written(tmp_path, OK.replace('window = "24 months"', 'window = "48 months"')).follow_up == 48
    assert {load("koto_sib").variant(name).follow_up for name in load("koto_sib").variants} == {36}


def test_a_run_lasts_until_the_last_payment_and_a_year_more() -> None:
    koto = load("koto_sib")
    assert koto.default_months == 36 + 36 + 12
    assert koto.replace({"people.enrolment": "24 months"}).default_months == 24 + 36 + 12
    assert koto.variant("job_on_day_90").default_months == 36 + 36
    assert koto.case(months=100, follow_up=40).months == 100
    assert koto.case(follow_up=60).months == 36 + 60


def test_everything_scales_with_the_people_and_prices_do_not() -> None:
    koto, small = load("koto_sib").case(), load("koto_sib").scaled(500).case()
    assert (small.people.eligible, small.people.control) == (500, 236)
    assert small.people.offered == 264
    assert small.contract.capital.need.minor * 10 == koto.contract.capital.need.minor
    assert small.contract.providers[0].hours.monthly * 10 == pytest.approx(koto.contract.providers[0].hours.monthly)
    assert small.contract.comparisons[0].people == 236
    assert small.contract.subcontract == koto.contract.subcontract
    assert any("scaled 1:10; payment risk is larger" in note for note in load("koto_sib").scaled(500).notes)


def test_a_run_of_the_size_of_the_file_is_the_file() -> None:
    assert load("koto_sib").scaled(5000).fingerprint == load("koto_sib").fingerprint


def test_a_block_fee_is_at_the_size_of_the_run() -> None:
    contract = load("koto_sib:sustained_6m").scaled(500).with_block_fee(777).case().contract
    assert contract.in_force[-1].fee.minor == 777


def test_a_scale_that_leaves_fewer_than_thirty_in_a_cohort_is_refused() -> None:
    with pytest.raises(UsageError, match="at least 30"):
        load("koto_sib").scaled(60)
    assert load("koto_sib").scaled(70).case().people.control >= 30


def test_a_budget_factor_moves_prices_and_shares_of_a_gain_and_nothing_the_holder_pays_on() -> None:
    before, after = load("koto_sib").case().contract, load("koto_sib").with_budget_factor(0.5).case().contract
    prices = [dict(contract.terms[1].prices)["sustained_6m"][0].minor for contract in (before, after)]
    assert prices == [350_000, 175_000]
    assert after.terms[2].price[0].minor == 75_000
    assert (before.terms[0].share.fraction, after.terms[0].share.fraction) == (0.5, 0.25)
    assert after.terms[0].floor == before.terms[0].floor  # nothing, at any price
    assert load("koto_sib").with_budget_factor(2.5).case().contract.terms[0].share.fraction == 1.25
    assert after.subcontract == before.subcontract


def test_a_block_fee_is_a_term_that_the_payers_pay_the_providers() -> None:
    fee = load("koto_sib:sustained_6m").with_block_fee(12_345_00).case().contract
    term = fee.in_force[-1]
    assert (term.kind, term.payers, term.payee, term.fee.minor, term.fee.per) == ("block", (("ministry", 1.0),), "providers", 1_234_500, "month")


def test_koto_pays_the_fund_as_agreed_and_the_providers_under_the_what_if_metrics() -> None:
    koto = load("koto_sib")
    agreed = koto.case().contract
    assert [(term.id, term.payee) for term in agreed.in_force] == [("half_of_gain", "holder")]
    assert agreed.subcontract.pass_through.fraction == 0.2
    assert agreed.payers[0].purse == "state"
    assert koto.variants == ("public_gain", "job_on_day_90", "sustained_6m", "hours_3m", "language_course", "work_and_language")
    assert koto.variant("public_gain").fingerprint == koto.fingerprint
    for name in koto.variants[1:]:
        assert {term.payee for term in koto.variant(name).case().contract.in_force} == {"providers"}


def test_every_number_of_koto_has_a_source_or_is_assumed_and_facts_that_are_assumed_have_a_range() -> None:
    rows = load("koto_sib").leaves
    assert all(row.source for row in rows)
    terms = ("contract.", "subcontract.", "people.eligible")
    settled = (
        ".start",
        ".full",
        ".plan.",
        ".count",
        "others.productivity",
        "need_weight",
        "behaviour.support",
        "social_value",
        "_spread",
        "_persistence",
        "motivation_speed",
        "teaching.lasts",
        "maturity_shock",
        "maturity_pull",
        "clients_weight",
    )
    bare = [r.path for r in rows if r.assumed and not r.drawn and not r.path.startswith(terms) and not any(word in r.path for word in settled)]
    assert bare == ["capabilities.work.helps_entry"]
    assert {row.source for row in rows if not row.assumed} <= {"kotoutuminen", "qsa", "recalled", "doria", "vatt"}


def test_names_and_parts_come_in_the_order_of_the_file() -> None:
    case = load("koto_sib").case()
    assert case.contract.tasks == ("coaching", "language_teaching", "quick_placement", "aftercare")
    assert [provider.id for provider in case.contract.providers] == ["live_palvelut", *(f"others_{i:02d}" for i in range(1, 10))]
    assert tuple(capability.id for capability in case.people.capabilities) == ("work", "language")
    assert len(case.people.tasks[0].builds) == 2
    assert case.contract.outcomes == ("work",)


def test_a_file_without_tasks_gets_the_shared_set_and_what_its_metrics_name(tmp_path: Path) -> None:
    assert load("first_steps").case().contract.tasks == ("coaching", "quick_placement")
    text = OK.replace('[tasks.coaching]\nlike = "coaching"\n', "").replace('task = "coaching"', 'task = "contact_logging"')
    assert written(tmp_path, text).case().contract.tasks == ("coaching", "quick_placement", "contact_logging")


def test_values_by_group_stand_in_the_order_of_the_groups(tmp_path: Path) -> None:
    text = OK.replace('price  = { young = "EUR 3 000 per person", older', 'price  = { older = "EUR 1 per person", other = "EUR 2 per person" }\n#')
    case = written(tmp_path, text).case()
    assert case.contract.groups == ("young", "older")
    assert [price.minor for price in case.contract.terms[0].price] == [200, 100]
    assert [time.months for time in case.contract.metrics[0].lasts] == [6, 6]


def test_caps_and_prices_of_nothing_load() -> None:
    nothing = load("koto_sib", sets={"contract.terms.language_bonus.price": "EUR 0 per course", "contract.limits.total": "EUR 0"})
    assert nothing.case().contract.limits.total.minor == 0
    full = load("koto_sib", sets={"contract.assurance.audit": "100 %", "contract.assurance.detection": "0 %"})
    assert full.case().contract.assurance.audit.fraction == 1.0


def test_an_override_warns_and_rounding_warns(tmp_path: Path) -> None:
    text = OK.replace("[contract.service]", "[behaviour.override]\nmission_weight = 0.0\n\n[contract.service]").replace('"18 months"', '"10 weeks"')
    path = tmp_path / "mine.toml"
    path.write_text(text.replace('lasts   = "6 months"', 'lasts   = "1 month"'))
    said = {problem.key: problem.message for problem in check(path) if problem.level == "warning"}
    assert "not comparable" in said["behaviour.override.mission_weight"]
    assert said["contract.metrics.six_months.within"] == '"10 weeks" is counted as 2 months, off by 13 %'
    assert load(path).case().profile.mission_weight == 0.0


def test_terms_asleep_and_assumed_values_are_noted() -> None:
    notes = load("koto_sib").notes
    assert any("price_list, language_bonus" in note for note in notes)
    assert any("are assumed" in note and "drawn evenly over what was thought possible" in note for note in notes)


def test_the_library_lists_its_scenarios() -> None:
    rows = {row.id: row for row in list_library()}
    assert {"first_steps", "koto_sib"} <= set(rows)
    assert rows["koto_sib"].country == "Finland"
    assert "references" not in rows
    for row in rows.values():
        assert [p for p in check(row.id) if p.level == "error"] == []


def test_the_first_steps_file_says_what_it_pays_for() -> None:
    sentences = [text.replace("\u202f", " ") for text in load("first_steps").sentences()]
    assert (
        "The town pays Bridge to Work SEK 40 000 for each person who is in work for 6 months, without a break, within 18 months of enrolment."
        in sentences
    )
    warnings = [str(problem) for problem in check("first_steps")]
    assert any("the provider selects and gets one price for all (job): easy cases pay best" in text for text in warnings)


def test_a_case_is_frozen_through_and_through() -> None:
    case = load("koto_sib").case()
    with pytest.raises(dataclasses.FrozenInstanceError):
        case.people.eligible = 1
    hash((case.people, case.contract, case.profile, case.mechanisms))


def test_the_tree_that_is_handed_out_is_a_copy() -> None:
    koto = load("koto_sib")
    koto.raw["people"]["eligible"] = 1
    assert koto.case().people.eligible == 5000


def test_a_run_that_would_never_end_is_refused() -> None:
    with pytest.raises((UsageError, InputError), match="longer than 959"):
        load("koto_sib", sets={"contract.metrics.public_gain.window": "80 years"}).case()


def test_a_range_says_its_unit_once() -> None:
    ranges = {row.path: row.range for row in load("koto_sib").leaves}
    assert ranges["people.enrolment"] == "18 to 36 months"
    assert ranges["outcomes.work.entry"] == "3.6 to 5.7 % per month"
    assert ranges["values.benefit.costs"] == "EUR 470 to 740 per month"
    assert ranges["providers.others.overhead"] == "EUR 1 600 to 2 100 per start"
    assert ranges["people.offered"] == ""
