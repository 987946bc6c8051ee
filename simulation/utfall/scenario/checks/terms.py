"""What terms may not say: what they pay for, to whom, and when."""

from collections.abc import Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.base.quantities import Share
from utfall.scenario.checks import cohorts, recourse
from utfall.scenario.checks.plain import by_group, part, plain, plains, rows
from utfall.scenario.library import NAME
from utfall.scenario.schema.contract import metric_unit
from utfall.scenario.schema.leaf import Mapping
from utfall.scenario.understand import Understood, leaves, problem_at

_FEES = {"block": (("month", "year"), "a block fee is paid per month or per year"), "attachment": (("start",), "an attachment fee is paid per start")}


def terms(understood: Understood) -> Iterator[Problem]:
    """Every term of the contract and of the subcontract."""
    for at in (("contract", "terms"), ("subcontract", "terms")):
        for name, row in rows(part(understood, *at)).items():
            yield from _term(understood, (*at, name), row)
    yield from _paid(understood)
    yield from _same_names(understood)


def _term(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    kind = plain(row.kind)
    if kind in _FEES:
        yield from _fee(understood, path, row, kind)
    if kind in ("outcome", "activity"):
        yield from _pays_for(understood, path, row, kind)
    if kind == "rate_card" and isinstance(row.prices, Mapping):
        for metric, price in row.prices.items():
            yield from _price(understood, (*path, "prices", metric), metric, price)
    if kind == "milestones":
        yield from _milestones(understood, path, row)
    if kind == "cohort_linear":
        yield from _linear(understood, path, row)
    if kind in cohorts.CHECKS:
        yield from cohorts.CHECKS[kind](understood, path, row)
        if plain(getattr(row, "price", None)) is not None and row.pays is None:
            yield from _price(understood, (*path, "price"), plain(row.metric), row.price)
    if kind in recourse.CHECKS:
        yield from recourse.CHECKS[kind](understood, path, row)
    first, last = plain(row.from_month), plain(row.until_month)
    if last is not None and last < (first or 1):
        yield problem_at(understood, (*path, "until_month"), f"ends in month {last}, before it starts in month {first or 1}")
    if path[0] == "contract":
        yield from _payer(understood, path, row)
    elif row.payer is not None:
        yield problem_at(understood, (*path, "payer"), "the holder of the capital pays the terms of the subcontract; leave out payer")


def _unit(understood: Understood, metric: str | None) -> str:
    table = understood.layers.get(("contract", "metrics", metric or ""))
    known = rows(part(understood, "contract", "metrics"))
    return metric_unit(table) if metric in known and isinstance(table, dict) else ""


def _fee(understood: Understood, path: tuple[str, ...], row: Any, kind: str) -> Iterator[Problem]:
    allowed, message = _FEES[kind]
    for price in by_group(understood, row.fee).values():
        if price is not None and price.per not in allowed:
            text = row.fee.text if hasattr(row.fee, "text") else f"{price.currency} {price.minor / 100:g} per {price.per}"
            yield problem_at(understood, (*path, "fee"), f'{message}; found "{text}"')
            return
    yield from _below_nothing(understood, (*path, "fee"), row.fee)


def _pays_for(understood: Understood, path: tuple[str, ...], row: Any, kind: str) -> Iterator[Problem]:
    metric = plain(row.metric)
    counted = rows(part(understood, "contract", "metrics")).get(metric or "")
    if counted is None:
        return
    is_activity = plain(counted.kind) == "activity"
    if kind == "outcome" and is_activity:
        yield problem_at(understood, (*path, "kind"), f'"{metric}" counts an activity, not an outcome; write kind = "activity"')
    elif kind == "activity" and not is_activity:
        yield problem_at(understood, (*path, "kind"), f'"{metric}" counts an outcome; write kind = "outcome"')
    else:
        yield from _price(understood, (*path, "price"), metric, row.price)


def _price(understood: Understood, path: tuple[str, ...], metric: str, leaf: object) -> Iterator[Problem]:
    unit = _unit(understood, metric)
    if unit == "money":
        yield problem_at(understood, path, f'"{metric}" is counted in money; write share = "50 %" in a term of kind "cohort_linear"')
        return
    for price in by_group(understood, leaf).values():
        if price is not None and unit and price.per != unit:
            yield problem_at(understood, path, f'"{metric}" is counted per {unit}; the price says per {price.per}')
            return
    yield from _below_nothing(understood, path, leaf)


def _below_nothing(understood: Understood, path: tuple[str, ...], leaf: object) -> Iterator[Problem]:
    """A price is paid by the payer; what the payee pays has terms of its own."""
    if any(price is not None and price.minor < 0 for price in by_group(understood, leaf).values()):
        yield problem_at(understood, path, 'a price below nothing; what the payee pays is a term of kind "penalty" or "clawback"')


def _milestones(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    metric = rows(part(understood, "contract", "metrics")).get(plain(row.metric) or "")
    if metric is not None and plain(metric.kind) != "sustained":
        message = f'milestones go along a metric of kind "sustained"; "{plain(row.metric)}" is of kind "{plain(metric.kind)}"'
        yield problem_at(understood, (*path, "metric"), message)
    steps = rows(row.steps)
    if row.steps is not None and not steps and not understood.layers.get((*path, "steps")):
        yield problem_at(understood, (*path, "steps"), "has no step; write at least one")
    for name, step in steps.items():
        for price in by_group(understood, step.price).values():
            if price is not None and price.per != "person":
                yield problem_at(understood, (*path, "steps", name, "price"), f"a step is paid per person; the price says per {price.per}")
                break
        yield from _below_nothing(understood, (*path, "steps", name, "price"), step.price)


def _linear(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    written = [key for key in ("share", "price") if getattr(row, key) is not None]
    if len(written) != 1:
        yield problem_at(understood, path, f"write {'only ' if written else ''}one of: share, price")
        return
    metric = plain(row.metric)
    counted = rows(part(understood, "contract", "metrics")).get(metric or "")
    unit = _unit(understood, metric)
    if counted is None or not unit:
        return
    if row.share is not None and unit != "money":
        message = f'a share needs a metric in money (kind "cost_avoided"); "{metric}" counts per {unit}; write a price'
        yield problem_at(understood, (*path, "share"), message)
    elif row.price is not None:
        yield from _price(understood, (*path, "price"), metric, row.price)
    elif counted.compared_with is None and plain(row.share) is not None:
        yield problem_at(understood, (*path, "metric"), f'a difference against what? give "{metric}" a compared_with')
    for word in ("floor", "cap"):
        yield from cohorts.of_capital(understood, (*path, word), plain(getattr(row, word)))
    if row.once_repaid is not None and part(understood, "capital") is None:
        yield problem_at(understood, (*path, "once_repaid"), "there is no capital to be repaid; leave it out, or write [capital]")


def _payer(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    payers = understood.layers.get(("payers",))
    ids = [name for name, table in payers.items() if isinstance(table, dict) and NAME.fullmatch(name)] if isinstance(payers, dict) else []
    if row.payer is None and len(ids) > 1:
        shares = ", ".join(f'{name} = "... %"' for name in ids)
        yield problem_at(understood, path, f'there are {len(ids)} payers; write payer = "{ids[0]}", or shares: payer = {{ {shares} }}')
    if isinstance(row.payer, Mapping):
        found = {name: plain(leaf) for name, leaf in row.payer.items()}
        for name, share in found.items():
            if share is not None and not isinstance(share, Share):
                yield problem_at(understood, (*path, "payer", name), f'"{share}" is not a share; write it as "50 %"')
        if all(isinstance(share, Share) for share in found.values()):
            total = 100 * sum(share.fraction for share in found.values())
            if abs(total - 100) > 0.05:
                yield problem_at(understood, (*path, "payer"), f"shares sum to {total:g} %, not 100 %")


def _paid(understood: Understood) -> Iterator[Problem]:
    """Each metric that is paid has a term that pays on it."""
    contract = part(understood, "contract")
    written = understood.layers.get(("contract", "metrics"))
    if contract is None or not isinstance(written, dict):
        return
    named = metrics_with_terms(understood)
    for metric in plains(contract.metric):
        if metric in written and metric not in named:
            yield problem_at(understood, ("contract", "metric"), f'no term pays on "{metric}"; add one, or put it in a rate card')


def metrics_with_terms(understood: Understood) -> tuple[str, ...]:
    """The metrics that some term of the contract names, in the order of the terms (refused terms included)."""
    found: list[str] = []
    terms_ = understood.layers.get(("contract", "terms"))
    for row in terms_.values() if isinstance(terms_, dict) else ():
        if isinstance(row, dict):
            metric = row.get("metric")
            metric = metric.get("value") if isinstance(metric, dict) else metric
            found += [metric] if isinstance(metric, str) else []
            found += list(row.get("prices", {})) if isinstance(row.get("prices"), dict) else []
    return tuple(dict.fromkeys(found))


def _same_names(understood: Understood) -> Iterator[Problem]:
    mine = rows(part(understood, "contract", "terms"))
    for name in rows(part(understood, "subcontract", "terms")):
        if name in mine:
            yield problem_at(understood, ("subcontract", "terms", name), f'"{name}" is already a term of the contract; choose another name')


def currencies(understood: Understood) -> Iterator[Problem]:
    """One currency a scenario."""
    first = ""
    for found in leaves(understood.document):
        if getattr(found.value.value, "currency", understood.currency) == understood.currency and hasattr(found.value.value, "currency"):
            first = ".".join(found.path)
            break
    for found in leaves(understood.document):
        currency = getattr(found.value.value, "currency", understood.currency)
        if currency != understood.currency:
            yield problem_at(understood, found.path, f"{currency} in a scenario that counts in {understood.currency} ({first}); use one currency")
