"""What a pair of runs shows, in a sentence or two."""

from utfall.review.paired import Judged, Measured, Seen

JUDGED: dict[Judged, str] = {
    "helps": "the change takes danger away",
    "harms": "the change makes it worse",
    "moves": "sure in nine runs of ten",
    "leans to help": "better in nearly every draw of what is uncertain, though single runs spread over both signs",
    "leans to harm": "worse in nearly every draw of what is uncertain, though single runs spread over both signs",
    "leans": "one sign in nearly every draw of what is uncertain, though single runs spread over both",
    "cannot tell": "cannot tell",
    "no change": "no difference in any run",
    "not defined": "has no value here",
}
SURE: tuple[Judged, ...] = ("helps", "harms", "moves", "leans to help", "leans to harm", "leans")


def sentences(measured: Measured) -> tuple[str, ...]:
    """How large the danger is here and what the change does; then what else is sure."""
    change, first = measured.found.danger.change, measured.telling
    if change is None or first is None:
        return (f"Not run: {measured.reason or 'nothing that this danger is measured by has a value'}.",)
    taken = f" (taken for granted: {change.taken_for_granted})" if change.taken_for_granted else ""
    money = ", for the same money" if change.same_money else ""
    others = [one for one in measured.seen if one is not first and one.judged in SURE]
    return (f"With {change.says}{money}{taken}: {_one(first, measured)}.", *(f"Also: {_one(one, measured)}." for one in others))


def _one(seen: Seen, measured: Measured) -> str:
    stick, setting, apart = seen.yardstick, measured.setting, seen.difference
    if seen.before is None or seen.after is None or apart.mean is None:
        return f"{stick.what}: {JUDGED['not defined']}"
    if seen.judged == "no change":
        return f"{stick.what}: {stick.number(seen.before, setting)}; {JUDGED['no change']}"
    levels = f"{stick.what}: {stick.said(seen.after, None, None, setting)} in place of {stick.number(seen.before, setting)}"
    return f"{levels}; difference {stick.said(apart.mean, apart.low, apart.high, setting, difference=True)}; {JUDGED[seen.judged]}"
