"""What a clause may cause stands beside it, with a work that shows it."""

import tomllib
from pathlib import Path

from utfall.contract.consequences import OF_METRIC, OF_TERM, every_consequence
from utfall.contract.metrics.declarations import METRICS
from utfall.contract.terms.every import EVERY_TERM
from utfall.scenario import load

REFERENCES = Path(__file__).parents[2] / "scenarios" / "references.toml"


def causes(name, key):
    return " ".join(cause.text for told in load(name).told() if told.key == key for cause in told.may_cause)


def test_every_kind_of_term_and_of_metric_says_what_it_may_cause():
    said_by_its_metric = {"outcome"}
    assert {kind.kind for kind in OF_TERM} | said_by_its_metric == set(EVERY_TERM)
    by_the_mark = {"score"}
    assert {kind.kind for kind in OF_METRIC} | by_the_mark == set(METRICS)


def test_every_work_named_is_in_the_references():
    works = tomllib.loads(REFERENCES.read_text(encoding="utf-8"))["works"]
    named = {cause.source for cause in every_consequence() if cause.source}
    assert len(named) >= 6
    assert named <= set(works)


def test_a_day_is_said_to_invite_a_push_and_hours_are_not():
    assert "push that holds on that one day" in causes("koto_sib:job_on_day_90", "contract.terms.price_list")
    assert "push" not in causes("koto_sib:hours_3m", "contract.terms.price_list")


def test_one_price_with_a_provider_that_selects_is_said_to_invite_creaming_and_a_lottery_is_not():
    free = load("first_steps").replace({"contract.service.who_selects": "random"})
    assert "creaming" in causes("first_steps", "contract.service")
    assert not [told for told in free.told() if told.key == "contract.service" and told.may_cause]


def test_the_sentences_of_all_clauses_are_the_sentences_of_the_contract():
    koto = load("koto_sib")
    assert [text for told in koto.told() for text in told.sentences] == list(koto.sentences())


def test_a_limit_per_person_over_several_rows_of_pay_is_said_to_be_foreseen_row_by_row_and_over_one_row_it_is_not():
    several = "for each row of pay by itself"
    assert several in causes("innovation_fund", "contract.limits")
    assert several in causes("work_programme", "contract.limits")
    one = load("first_steps").replace({"contract.limits.per_person": "SEK 60 000"})
    told = " ".join(cause.text for told in one.told() if told.key == "contract.limits" for cause in told.may_cause)
    assert "once a limit is reached" in told
    assert several not in told
