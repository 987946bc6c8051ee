"""Kinds of tables in words: every kind of the language has a meaning of its own and its keys, those that must be there first."""

from utfall.scenario.explain_kinds import all_kinds, keys_below, kinds_at, kinds_called
from utfall.scenario.schema.contract import DESIGNS, TERMS


def test_every_kind_says_what_it_is_in_words_of_its_own():
    assert len(all_kinds()) > 30
    for tag in ("kind", "design"):
        meanings = [kind.meaning for kind in all_kinds() if kind.tag == tag]
        assert all(meanings)
        assert len(set(meanings)) == len(meanings)
    assert not [kind.word for kind in all_kinds() if "`StateAt`" in kind.meaning]


def test_a_kind_tells_its_keys_those_that_must_be_there_first():
    (sustained,) = kinds_called("sustained")
    assert sustained.tables == ("contract.metrics.ID",)
    assert [key.path.rpartition(".")[2] for key in sustained.keys if key.default == "required"] == ["outcome", "lasts", "within"]
    needed = [key.default == "required" for key in sustained.keys]
    assert needed == sorted(needed, reverse=True)
    assert "kind" not in {key.path.rpartition(".")[2] for key in sustained.keys}


def test_a_word_that_is_two_kinds_is_told_twice_and_one_at_two_places_once():
    assert [kind.tables for kind in kinds_called("score")] == [("outcomes.ID",), ("contract.metrics.ID",)]
    assert [kind.tables for kind in kinds_called("rate_card")] == [("contract.terms.ID", "subcontract.terms.ID")]


def test_a_place_tells_the_kinds_it_may_have():
    for path in ("contract.terms", "contract.terms.ID", "contract.terms.my_job", "contract.terms.my_job.kind"):
        assert {kind.word for kind in kinds_at(path)} == set(TERMS)
    assert {kind.word for kind in kinds_at("contract.comparisons.control.design")} == set(DESIGNS)
    assert kinds_at("people") == ()


def test_a_table_tells_the_keys_below_it():
    assert {"eligible", "take_up", "places"} <= {row.path.rpartition(".")[2] for row in keys_below("people")}
    assert {row.path for row in keys_below("people.groups")} >= {"people.groups.ID.share"}
    assert keys_below("people.places") == ()
