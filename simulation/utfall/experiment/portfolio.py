"""A portfolio file: several contracts under one fund. TOML, every mistake told at once with its line."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from utfall.base.errors import InputError, Problem, UsageError
from utfall.base.parse import Hint, RefusalError, money, share, time
from utfall.base.quantities import Money
from utfall.experiment.design import PORTFOLIO
from utfall.experiment.design_keys import ID, Key, text_key
from utfall.experiment.request import Variant
from utfall.results.frames import FundTerms
from utfall.scenario import Scenario, load
from utfall.scenario.compose import read_layer
from utfall.scenario.layers import Layers
from utfall.scenario.near import did_you_mean

#: Correlation of the common shocks of two places, where the file says nothing (`model` section 1: assumed).
ALIKE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One contract: its id in the portfolio, its name, the scenario, the share of its capital that the fund puts up and gets back.

    starts   months of the fund that pass before it begins; its own months, and the common shocks of its place, count from there
    """

    id: str
    title: str
    scenario: Scenario
    share: float
    starts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Contracts under one fund.

    fund      its name; size: most that its investors put in (None: what the contracts ask for)
    recycled  what comes back is lent again before investors are asked for more
    alike     correlation of the common shocks of two contracts' places, 0 to 1
    """

    title: str
    fund: str
    size: Money | None
    recycled: bool
    alike: float
    holdings: tuple[Holding, ...]

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The contracts as they are run: side by side under one seed, each in its own place."""
        placed = [(number, own) for number, own in enumerate(self.holdings, start=1)]
        return tuple(Variant(label=own.id, title=own.title, scenario=own.scenario.in_place(n, self.alike)) for n, own in placed)

    @property
    def terms(self) -> FundTerms:
        """The fund, as a result keeps it."""
        size, starts = None if self.size is None else self.size.minor, tuple(own.starts for own in self.holdings)
        shares = tuple(own.share for own in self.holdings)
        return FundTerms(title=self.fund, size=size, recycled=self.recycled, shares=shares, starts=starts if any(starts) else ())


def read_portfolio(path: Path, file: str, *, people: int | None = None, allow_path: bool = False) -> Portfolio:
    """Read and validate a portfolio file and every scenario that it names; `InputError` with all problems."""
    layers = read_layer(path, file)
    problems = list(_problems(layers))
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.line or 0, problem.key)))
    tree = layers.tree
    holdings = tuple(_holdings(layers, path.parent, people, allow_path))
    fund, currencies = tree.get("fund", {}), {own.scenario.case().contract.currency for own in holdings}
    if len(currencies) > 1:
        raise InputError([layers.problem(("contracts",), f"contracts in {' and '.join(sorted(currencies))}; a fund counts in one currency")])
    size = money(fund["size"], Hint()) if "size" in fund else None
    if size is not None and size.currency not in currencies:
        raise InputError([layers.problem(("fund", "size"), f"{size.currency} in a fund over contracts in {currencies.pop()}; use one currency")])
    return Portfolio(
        title=tree["title"],
        fund=fund.get("title", "the fund"),
        size=size,
        recycled=fund.get("recycled", False),
        alike=share(fund["places_alike"], Hint()).fraction if "places_alike" in fund else ALIKE,
        holdings=_named_apart(holdings),
    )


def _named_apart(holdings: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """Contracts of the same name are told apart by their ids."""
    count = Counter(own.title for own in holdings)
    return tuple(own if count[own.title] == 1 else replace(own, title=f"{own.title} ({own.id.replace('_', ' ')})") for own in holdings)


def _holdings(layers: Layers, folder: Path, people: int | None, allow_path: bool) -> Iterable[Holding]:
    problems: list[Problem] = []
    for name, row in layers.tree["contracts"].items():
        try:
            scenario = load(_located(row["scenario"], folder), allow_path=allow_path)
            scenario = scenario if people is None else scenario.scaled(people)
        except InputError as error:
            problems += error.problems
            continue
        except UsageError as error:
            problems.append(layers.problem(("contracts", name, "scenario"), str(error)))
            continue
        if scenario.case().contract.capital is None:
            problems.append(layers.problem(("contracts", name, "scenario"), f"{scenario.id} has no capital, so that there is nothing to put up"))
            continue
        put_up = share(row["share"], Hint()).fraction if "share" in row else 1.0
        starts = time(row["starts"], Hint()).months if "starts" in row else 0
        yield Holding(id=name, title=row.get("title", scenario.title), scenario=scenario, share=put_up, starts=starts)
    if problems:
        raise InputError(problems)


def _located(name: str, folder: Path) -> str | Path:
    """A name of the library, or a file beside the portfolio."""
    return folder / name if name.partition(".toml")[1] else name


def _problems(layers: Layers) -> Iterable[Problem]:
    yield from _table(layers, (), _TOP)
    contracts = layers.get(("contracts",))
    if isinstance(contracts, dict):
        if len(contracts) < 2:
            yield layers.problem(("contracts",), "a portfolio holds two contracts or more; write [contracts.NAME] for each")
        for name, row in contracts.items():
            if not ID.fullmatch(name):
                yield layers.problem(("contracts", name), f'"{name[:60]}" is no name; a letter a-z, then letters, digits and _, at most 40')
            if isinstance(row, dict):
                yield from _table(layers, ("contracts", name), _CONTRACT)
            else:
                yield layers.problem(("contracts", name), 'write a table: [contracts.NAME] with scenario = "..."')
    fund = layers.get(("fund",))
    if isinstance(fund, dict):
        yield from _table(layers, ("fund",), _FUND)


def _table(layers: Layers, at: tuple[str, ...], keys: Mapping[str, Key]) -> Iterable[Problem]:
    """Unknown keys with the nearest name, wrong values, and what is missing."""
    found = layers.get(at) if at else layers.tree
    for name, value in found.items():
        if name not in keys:
            yield layers.problem((*at, name), f'unknown key "{name}"{did_you_mean(name, keys)}. Keys here: {", ".join(keys)}')
        elif wrong := keys[name].wrong(value):
            yield layers.problem((*at, name), wrong)
    for name, key in keys.items():
        if key.required and name not in found:
            yield layers.problem((*at, name), f"is missing; write {key.example}", at=at or None)


def _parsed(parse: Callable[[object, Hint], object]) -> Callable[[Any], str]:
    def wrong(value: Any) -> str:
        try:
            parse(value, Hint())
        except RefusalError as error:
            return str(error)
        return ""

    return wrong


def _is_kind(value: Any) -> str:
    return "" if value == PORTFOLIO else f'found {value}; write kind = "{PORTFOLIO}"'


def _is_table(value: Any) -> str:
    return "" if isinstance(value, dict) else "write a table"


def _is_switch(value: Any) -> str:
    return "" if isinstance(value, bool) else "write true or false, without quotes"


_TOP: dict[str, Key] = {
    "kind": Key("what the file is", f'kind = "{PORTFOLIO}"', _is_kind, required=True),
    "title": Key("what the portfolio is", 'title = "..."', text_key, required=True),
    "fund": Key("the fund over the contracts", "[fund]", _is_table),
    "contracts": Key("the contracts", "[contracts.NAME]", _is_table, required=True),
}
_FUND: dict[str, Key] = {
    "title": Key("its name", '"..."', text_key),
    "size": Key("most that its investors put in", '"EUR 30 million"', _parsed(money)),
    "recycled": Key("whether what comes back is lent again before new money is called", "true", _is_switch),
    "places_alike": Key("correlation of the common shocks of two places", '"50 %"', _parsed(share)),
}
_CONTRACT: dict[str, Key] = {
    "scenario": Key("a scenario of the library, or a file beside this one", 'scenario = "koto_sib"', text_key, required=True),
    "title": Key("its name in this portfolio", 'title = "..."', text_key),
    "share": Key("share of the contract's capital that the fund puts up", '"100 %"', _parsed(share)),
    "starts": Key("how long after the fund it begins", '"24 months"', _parsed(time)),
}
