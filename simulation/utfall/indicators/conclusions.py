"""The findings of a whole result, most important first: what failed, who causes more, what each pays for, and whether a fee does as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from utfall.indicators import words
from utfall.indicators.differences import verdict
from utfall.indicators.finding import BANNER, CAVEATS, Finding, Found
from utfall.indicators.findings import findings
from utfall.indicators.level import level
from utfall.indicators.values import Rows, Setting
from utfall.indicators.verdicts import BETTER, WITH_MORE, Comparison, against_fee, borne, compared, comparison, draws_in_words, leaning, with_more

#: The order in which the rules speak of a single contract; rules that are not named come last, in the order of the rules.
ORDER = ("gap", "effect", "months", "cannot tell", "risk", "krona", "measured gain", "cost", "undefined", "creaming", "parking", "gaming", "pocket")


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """A contract of a result: its name in sentences, finished runs, summaries, and the runs of its references by kind."""

    name: str
    rows: Rows
    found: Found
    setting: Setting
    references: Mapping[str, Rows] = field(default_factory=dict)


def conclusions(contracts: Sequence[Contract], failed: int) -> tuple[Finding, ...]:
    """All findings in the order in which a person should read them; the banner comes last.

    contracts   those of the main view with finished runs, the reader's own first; failed: runs of the result that failed
    """
    said = list(_failed(failed))
    fees = _fees(contracts)
    if not contracts:
        said.append(Finding("No run finished.", "counted", "failed"))
    elif len(contracts) == 1:
        alone = _alone(contracts[0])
        said += [*alone[:1], *fees, *alone[1:]]
    else:
        said += _verdicts(contracts) + fees + [one for c in contracts for one in level(c.rows, c.found, c.setting, c.name)]
    return (*said, Finding(BANNER, "counted", "banner"))


def _fees(contracts: Sequence[Contract]) -> list[Finding]:
    """Each contract against a fee; those that are better in one sentence a mark."""
    found = [(c, one) for c in contracts for one in against_fee(c.name, c.rows, c.references, c.setting)]
    said: list[Finding] = []
    for rule, mark in product((BETTER, WITH_MORE), ("supported", "assumed")):
        better = [(c, one) for c, one in found if one.rule == rule and one.mark == mark]
        if len(better) > 1:
            said.append(replace(better[0][1], text=_all_better([c for c, _ in better], rule)))
        else:
            said += [one for _, one in better]
    return said + [one for _, one in found if one.rule not in (BETTER, WITH_MORE)]


def _all_better(contracts: Sequence[Contract], rule: str) -> str:
    names = [c.name for c in contracts]
    if rule == WITH_MORE:
        return with_more(names, [borne(c.rows) for c in contracts], contracts[0].setting)
    said = ", ".join(f"“{name}”" for name in names)
    return f"{said} are better than paying a fee: each causes more than the same outlay with agreed hours, in at least 90 % of runs."


def _failed(failed: int) -> Sequence[Finding]:
    if not failed:
        return ()
    what = "1 run failed and is" if failed == 1 else f"{failed} runs failed and are"
    text = f"{what} in no number; --json lists the keys, and `utfall run NAME --only KEY` makes one again."
    return (Finding(text, "counted", "failed"),)


def _alone(contract: Contract) -> list[Finding]:
    made = [one for one in findings(contract.rows, contract.found, contract.setting) if one.rule != "banner"]
    return sorted(made, key=lambda one: ORDER.index(one.rule) if one.rule in ORDER else len(ORDER))


def _verdicts(contracts: Sequence[Contract]) -> list[Finding]:
    """Each contract against the first: those that can be told, then those of one sign in nearly all draws, largest first; the others together."""
    first, *others = contracts
    found = [(c, made) for c in others if (made := comparison(c.rows, first.rows, c.setting)) is not None]
    told = sorted((pair for pair in found if pair[1].told), key=lambda pair: -abs(pair[1].difference.mean or 0.0))
    said = [compared((c.name, first.name), made.difference, made.what, made.mark) for c, made in told]
    leans = sorted((pair for pair in found if not pair[1].told and pair[1].difference.leans), key=lambda pair: -abs(pair[1].difference.mean or 0.0))
    said += [leaning((c.name, first.name), made) for c, made in leans]
    rest = [pair for pair in found if not (pair[1].told or pair[1].difference.leans)]
    if len(rest) < 2:
        return said + [compared((c.name, first.name), made.difference, made.what, made.mark) for c, made in rest]
    return said + _together(rest, first)


def _together(rest: Sequence[tuple[Contract, Comparison]], first: Contract) -> list[Finding]:
    same = [f"“{c.name}”" for c, made in rest if verdict(made.difference) == "no change"]
    open_ = [(c, made) for c, made in rest if verdict(made.difference) == "cannot tell"]
    said = []
    if open_:
        each = "; ".join(f"“{c.name}” {_apart(made)}{draws_in_words(made.difference).replace(';', ',')}" for c, made in open_)
        caveat = "" if all(made.difference.draws > 1 for _, made in open_) else CAVEATS["chance"]
        text = f"Cannot tell which causes more than “{first.name}”, the difference {open_[0][1].what} being: {each}."
        said.append(Finding(text, "assumed", "cannot tell", caveat))
    if same:
        said.append(Finding(f"No change between “{first.name}” and {', '.join(same)}: the same in every run.", "counted", "no change"))
    return said


def _apart(made: Comparison) -> str:
    d = made.difference
    return words.estimate(d.mean or 0.0, d.low, d.high)
