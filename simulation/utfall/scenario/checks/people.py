"""What people, groups and outcomes may not say."""

from collections.abc import Iterator
from math import sqrt
from typing import Any

from utfall.base.errors import Problem
from utfall.scenario.checks.plain import by_group, groups_of, part, plain, rows
from utfall.scenario.near import did_you_mean
from utfall.scenario.schema.leaf import ByGroupValues, Mapping
from utfall.scenario.schema.table import Table
from utfall.scenario.understand import Understood, problem_at

MAX_PEOPLE = 5_000_000
BYTES_A_PERSON = 400


def people(understood: Understood) -> Iterator[Problem]:
    """Sizes that do not fit each other."""
    table = part(understood, "people")
    eligible = plain(getattr(table, "eligible", None))
    if eligible is None:
        return
    if eligible > MAX_PEOPLE:
        need = f"about {eligible * BYTES_A_PERSON / 1e9:,.0f} GB of memory"
        yield problem_at(understood, ("people", "eligible"), f"{eligible} people would take {need}; at most {MAX_PEOPLE}, a sample will do")
    places, offered = plain(table.places), plain(table.offered)
    if places is not None and places > eligible:
        yield problem_at(understood, ("people", "places"), f"{places} places but only {eligible} eligible people")
    control = control_people(understood)
    if offered is not None and offered + control > eligible:
        drawn = f" and {control} in the control group" if control else ""
        yield problem_at(understood, ("people", "offered"), f"{offered} offered{drawn} but only {eligible} eligible people")
    elif offered is None and control >= eligible:
        yield problem_at(understood, ("people", "eligible"), f"{control} in the control group leave nobody of {eligible} to be offered anything")


def stock(understood: Understood) -> Iterator[Problem]:
    """Those who come later are some of the eligible, and nobody leaves twice."""
    table, length = part(understood, "people"), plain(getattr(part(understood, "contract"), "length", None))
    eligible = plain(getattr(table, "eligible", None))
    for word in ("arrivals", "departures"):
        flow = plain(getattr(table, word, None))
        if flow is None or length is None or eligible is None or flow.monthly * length.months < eligible:
            continue
        many = f"{flow.monthly:g} a month over {length.months} months are {flow.monthly * length.months:.0f} people"
        yield problem_at(understood, ("people", word), f"{many}, but only {eligible} are eligible in all, those there from the start included")


def referral(understood: Understood) -> Iterator[Problem]:
    """What a referrer at a peak looks at has a record."""
    looked_at = plain(getattr(part(understood, "people"), "peak_of", None))
    row = rows(part(understood, "outcomes")).get(looked_at or "")
    if row is not None and plain(row.kind) == "score":
        message = f'nobody has a record of a score; "{looked_at}" is one: name an outcome of kind "state" or "events"'
        yield problem_at(understood, ("people", "peak_of"), message)


def control_people(understood: Understood) -> int:
    """People whom a randomised comparison draws by lot, as far as the file says."""
    sizes = [plain(row.people) for row in rows(part(understood, "contract", "comparisons")).values() if plain(row.design) == "randomised"]
    return max((size for size in sizes if size is not None), default=0)


def groups(understood: Understood) -> Iterator[Problem]:
    """Shares of groups, and values by group that leave one out or name one that is not there."""
    found = rows(part(understood, "people", "groups"))
    if found:
        shares = [plain(row.share) for row in found.values()]
        if any(row.share is None for row in found.values()):
            yield problem_at(understood, ("people", "groups"), "each group needs a share")
        elif None not in shares and abs(sum(share.fraction for share in shares) - 1) > 5e-4:
            total = 100 * sum(share.fraction for share in shares)
            yield problem_at(understood, ("people", "groups"), f"shares sum to {total:g} %, not 100 %")
    yield from _tables(understood, understood.document, ())


def _tables(understood: Understood, table: Table, path: tuple[str, ...]) -> Iterator[Problem]:
    for name in type(table).model_fields:
        value, here = getattr(table, name), (*path, name)
        if isinstance(value, Table):
            yield from _tables(understood, value, here)
        elif isinstance(value, ByGroupValues):
            yield from _by_group(understood, value, here)
        elif isinstance(value, dict):
            for key, row in value.items():
                if isinstance(row, Table):
                    yield from _tables(understood, row, (*here, key))
                elif isinstance(row, ByGroupValues):
                    yield from _by_group(understood, row, (*here, key))


def _by_group(understood: Understood, values: ByGroupValues, path: tuple[str, ...]) -> Iterator[Problem]:
    known = groups_of(understood)
    for name in values if known else ():
        if name not in known and name != "other":
            yield problem_at(understood, (*path, name), f'no group "{name}"{did_you_mean(name, known)}')
    missing = [name for name in known if name not in values]
    if not known and "other" not in values:
        yield problem_at(understood, path, "there are no groups (people.groups); write one value")
    elif missing and "other" not in values:
        gone = next(((*path, name) for name in missing if (*path, name) in understood.layers.removed), path)
        yield problem_at(understood, path, f"says nothing for {', '.join(missing)}; add them, or `other = ...` for the rest", gone)


def outcomes(understood: Understood) -> Iterator[Problem]:
    """One outcome matters; a state outcome must be reachable."""
    found = rows(part(understood, "outcomes"))
    written = understood.layers.get(("outcomes",))
    count = len(written) if isinstance(written, dict) else 0
    marked = [name for name, row in found.items() if plain(row.main) is True]
    if count > 1 and not marked and len(found) == count:
        yield problem_at(understood, ("outcomes",), f"{count} outcomes; mark the one that matters: main = true")
    if len(marked) > 1:
        yield problem_at(understood, ("outcomes", marked[1], "main"), f'only one outcome is main; "{marked[0]}" is already')
    for name, row in found.items():
        if plain(row.kind) == "state":
            full = plain(row.full)
            if full is not None and full.monthly <= 0:
                yield problem_at(understood, ("outcomes", name, "full"), "no hours are full; write more than 0")
        yield from _contains(understood, name, found)
        if plain(row.kind) == "events":
            yield from _spread(understood, name, row)
        if plain(row.kind) == "score" and (plain(row.sd) or 1.0) <= 0:
            yield problem_at(understood, ("outcomes", name, "sd"), "a standard deviation is above 0")


_OF_THE_OTHER = ("start", "entry", "exit", "full", "intensity", "drop_out_ends_it")


def _contains(understood: Understood, name: str, found: dict[str, Table]) -> Iterator[Problem]:
    """An outcome that contains another has that one's rates and two of its own."""
    row, path = found[name], ("outcomes", name)
    inner = plain(getattr(row, "contains", None))
    if inner is None:
        for word in ("leaves", "returns"):
            if getattr(row, word, None) is not None:
                yield problem_at(understood, (*path, word), 'says nothing without contains; write contains = "..."')
        return
    yield from _kind_of(understood, (*path, "contains"), inner, "state", "contains")
    if inner == name or getattr(found.get(inner), "contains", None) is not None:
        yield problem_at(understood, (*path, "contains"), f'"{inner}" contains another outcome; name the innermost one')
    for word in _OF_THE_OTHER:
        if getattr(row, word) is not None:
            yield problem_at(understood, (*path, word), f'is that of "{inner}", which it contains; leave it out')


def _spread(understood: Understood, name: str, row: Table) -> Iterator[Problem]:
    """A count spreads by chance alone: less than that cannot be."""
    spread = plain(getattr(row, "spread", None))
    yearly = [12.0 * rate.monthly for rate in by_group(understood, getattr(row, "rate", None)).values() if rate is not None]
    if spread is None or not yearly:
        return
    least = sqrt(max(yearly))
    if spread < least:
        message = f"{spread:g} is less than chance alone gives ({least:.2f} for {max(yearly):.3g} a year); write at least that, or leave it out"
        yield problem_at(understood, ("outcomes", name, "spread"), message)


def values(understood: Understood) -> Iterator[Problem]:
    """A value costs or brings, while in or out of something, to somebody."""
    for name, row in rows(part(understood, "values")).items():
        path = ("values", name)
        yield from _one_of(understood, path, row, ("costs", "brings"))
        yield from _one_of(understood, path, row, ("while_in", "while_out_of", "for_each"))
        if plain(row.kind) == "transfer" and row.to is None:
            yield problem_at(understood, path, "a transfer goes from one to another; say to whom: to = ...")
        yield from _saved(understood, path, row)
        if row.for_each is not None:
            yield from _for_each(understood, path, row)
            continue
        for word in ("costs", "brings"):
            price = plain(getattr(row, word))
            if price is not None and price.per not in ("month", "hour"):
                yield problem_at(understood, (*path, word), f"a value counts per month or per hour; found per {price.per}")
        outcome = plain(row.while_in) or plain(row.while_out_of)
        yield from _kind_of(understood, (*path, "while_in" if row.while_in is not None else "while_out_of"), outcome, "state", "a value")


def _saved(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    """What rises says from when; money that changes hands is saved in full."""
    if row.rising_to is not None and row.after is None:
        yield problem_at(understood, (*path, "rising_to"), 'rises by when? write after = "24 months"')
    if row.after is not None and row.rising_to is None:
        yield problem_at(understood, (*path, "after"), 'says nothing without rising_to; write rising_to = "100 %"')
    for word in ("cashable", "rising_to", "refilled"):
        if plain(row.kind) == "transfer" and getattr(row, word) is not None:
            yield problem_at(understood, (*path, word), "money that changes hands is saved in full; leave it out")


def _for_each(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    for word in ("costs", "brings"):
        price = plain(getattr(row, word))
        if price is not None and price.per != "event":
            yield problem_at(understood, (*path, word), f"a value for each event is written per event; found per {price.per}")
    yield from _kind_of(understood, (*path, "for_each"), plain(row.for_each), "events", "a value for each")


def _one_of(understood: Understood, path: tuple[str, ...], row: Table, keys: tuple[str, ...]) -> Iterator[Problem]:
    written = [key for key in keys if getattr(row, key) is not None]
    if not written:
        yield problem_at(understood, path, f"write one of: {', '.join(keys)}")
    elif len(written) > 1:
        yield problem_at(understood, path, f"write only one of: {', '.join(keys)}")


def tasks(understood: Understood) -> Iterator[Problem]:
    """A task pushes states and shows on scores."""
    for name, row in rows(part(understood, "tasks")).items():
        for column, kind in (("boosts", "state"), ("shows", "score")):
            for outcome in getattr(row, column) if isinstance(getattr(row, column), Mapping) else ():
                yield from _kind_of(understood, ("tasks", name, column, outcome), outcome, kind, column)


def _kind_of(understood: Understood, path: tuple[str, ...], outcome: str | None, kind: str, what: str) -> Iterator[Problem]:
    row = rows(part(understood, "outcomes")).get(outcome or "")
    if row is not None and plain(row.kind) != kind:
        yield problem_at(understood, path, f'{what} needs an outcome of kind "{kind}"; "{outcome}" is of kind "{plain(row.kind)}"')
