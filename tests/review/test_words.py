"""What a pair of runs shows, in words: the danger's own measure first, what was paid, and that a danger does not show where it does not."""

from pathlib import Path
from typing import NoReturn

from utfall.base.money import THIN
from utfall.experiment.request import Request
from utfall.indicators.differences import Difference
from utfall.indicators.values import Setting
from utfall.review.chosen_hours import with_chosen_hours
from utfall.review.paired import Measured, Seen
from utfall.review.rule import Change, Danger, Found
from utfall.review.sizing import Luck
from utfall.review.static import RULES
from utfall.review.words import hours_as_agreed, sentences
from utfall.review.yardsticks import YARDSTICKS
from utfall.scenario import load

SOUND = Path(__file__).with_name("sound.toml")
FALSE = next(rule for rule in RULES if rule.id == "unaudited_word")
CHANGE = Change(says="20 % of claims audited", same_money=True)


def seen(name: str, before: float, after: float | None, spread: float = 0.0) -> Seen:
    apart = None if after is None else after - before
    ends = (None, None, None, None) if apart is None else (apart - spread, apart + spread, apart - spread / 4, apart + spread / 4)
    found = Difference(mean=apart, low=ends[0], high=ends[1], mc_low=ends[2], mc_high=ends[3], identical=apart == 0.0, n=40)
    return Seen(YARDSTICKS[name], before, after, found)


def measured(*looked: Seen, factor: float = 1.0) -> Measured:
    paid = seen("payments", 100_000_00.0, 90_000_00.0)
    return Measured(Found(FALSE, Danger("x", "y", CHANGE)), looked, Setting(currency="EUR"), telling=looked[-1], paid=paid, factor=factor)


def test_a_danger_that_is_nothing_as_it_is_is_said_not_to_show() -> None:
    (told,) = sentences(measured(seen("false", 0.0, 0.0)))
    assert told.endswith("no difference in any run. As it is, the danger does not show in these runs.")
    (small,) = sentences(measured(seen("false", 0.0002, 0.0001, 0.0002)))
    assert "under 0.1 % in place of under 0.1 %" in small
    assert "does not show" not in sentences(measured(seen("false", 0.2, 0.1, 0.05)))[0]


def test_what_was_paid_stands_beside_the_same_money_and_prices_that_give_no_same_money_are_said_to_be_as_written() -> None:
    scaled, written = (sentences(measured(seen("false", 0.2, 0.1, 0.05), factor=factor))[0] for factor in (0.8125, 1.0))
    scaled, written = (text.replace(THIN, " ") for text in (scaled, written))
    assert ", for the same money as forecast (prices times 0.812; in these runs EUR 90 000 in place of EUR 100 000 is paid): " in scaled
    assert " at prices as written (in these runs EUR 90 000 in place of EUR 100 000 is paid): " in written


def test_what_the_changed_contract_has_no_value_of_is_told_as_it_is() -> None:
    alone, told = sentences(measured(seen("anyway", 0.64, None), seen("false", 0.2, 0.1, 0.05)))
    assert alone == "As it is: paid for what would have come anyway: 64 %."
    assert told.startswith("With 20 % of claims audited")


def test_a_mean_that_is_sure_beside_runs_that_are_not_is_better_on_average() -> None:
    assert seen("false", 0.2, 0.15, 0.1).judged == "helps on average"
    assert seen("effect", 0.2, 0.15, 0.1).judged == "harms on average"
    assert seen("false", 0.2, 0.15, 0.3).judged == "cannot tell"


def test_where_all_work_agreed_hours_a_review_says_what_it_cannot_show() -> None:
    sound = load(SOUND)
    assert hours_as_agreed(sound) == ()
    assert "agreed hours whatever is paid" in hours_as_agreed(sound.replace({"behaviour.providers": "equal_effort"}))[0]


def no_runs(request: Request) -> NoReturn:
    raise AssertionError(request.title)


def test_where_no_outcome_payment_reaches_who_meets_people_no_price_would_move_hours_and_that_is_said() -> None:
    same = measured(seen("false", 0.0, 0.0))
    (told,) = with_chosen_hours(load("peterborough"), (same,), Luck(runs=2), no_runs)
    assert sentences(told)[-1].endswith("no payment for outcomes reaches those who meet people here, so that no price moves hours.")
    (kept,) = with_chosen_hours(load(SOUND), (same,), Luck(runs=2), no_runs)
    assert kept is same


def test_what_is_only_moved_between_purses_is_told_without_a_verdict() -> None:
    assert seen("payers_net", 100.0, -500.0, 50.0).judged == "moves"
    purse = next(rule for rule in RULES if rule.id == "another_purse")
    assert not purse.by_hours
    assert purse.looks_at[-1] == "payers_net"
