"""What is switched on, and what setting up costs, is told by `show` with what it may cause; what is off is not."""

import pytest

from utfall.scenario import load

SAID = {
    "learning": "Providers learn: each doubling of service given makes them 5 % better",
    "staffing": "Providers hire and let go: each month 20 % of the way",
    "pressure": "Investors press for what is paid when results fall behind the forecast",
    "turnover": "Each month 2 % of the workers leave",
    "participants": "People decide: who gets less than planned or is sanctioned leaves sooner",
}


@pytest.mark.parametrize("switch", SAID)
def test_a_mechanism_is_told_with_what_it_may_cause_when_it_is_on_and_only_then(switch: str) -> None:
    off, on = (load("koto_sib", sets={f"mechanisms.{switch}": word}) for word in (False, True))
    told = {one.key: one for one in on.told()}[f"mechanisms.{switch}"]
    assert told.sentences[0].replace("\u2009", " ").startswith(SAID[switch])
    assert told.may_cause
    assert f"mechanisms.{switch}" not in {one.key for one in off.told()}
    assert told.sentences[0] in on.sentences()
    assert set(off.sentences()) < set(on.sentences())


def test_nobody_presses_where_nobody_put_in_capital() -> None:
    assert "mechanisms.pressure" not in {one.key for one in load("first_steps", sets={"mechanisms.pressure": True}).told()}


def test_setting_up_is_told_once_for_providers_that_bear_the_same() -> None:
    def said(*sets: str) -> list[str]:
        return [sentence.replace("\u2009", " ") for one in load("koto_sib", sets=sets).told() if one.key == "providers" for sentence in one.sentences]

    assert said() == []
    found = said("providers.others.set_up=EUR 20 000", "providers.live_palvelut.set_up=EUR 50 000")
    assert [text.partition("costs ")[2].replace("\u202f", " ") for text in found] == [
        "Live Palvelut EUR 50 000, in contract month 1.",
        "each of 9 providers EUR 20 000, in contract month 1.",
    ]


def test_nothing_is_passed_on_or_repaid_where_no_term_pays_the_fund() -> None:
    agreed, past = (load(name) for name in ("koto_sib", "koto_sib:job_on_day_90"))
    assert any("of the change reaches the providers" in sentence for sentence in agreed.sentences())
    assert not any("of the change reaches" in sentence for sentence in past.sentences())
    assert [what for _, _, what in past.who_pays_whom()] == ["price list", "service fee", "capital (equity)"]
    assert any("no term that is in force pays the fund" in str(problem) for problem in past.warnings)
    assert not any("no term that is in force" in str(problem) for problem in agreed.warnings)
