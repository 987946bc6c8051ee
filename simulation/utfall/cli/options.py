"""Options that commands share, gathered into one record."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from utfall.experiment.from_design import Changes

Luck = Literal["monotone", "independent", "entry_exit", "copula"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for on the command line; the help of each option says what it means."""

    runs: int | None = None
    seed: int | None = None
    workers: int = 0
    people: int | None = None
    point: bool = False
    reference: bool = False
    luck: Luck | None = None
    as_written: bool = False
    settings: tuple[str, ...] = ()
    store: str | None = None
    json: bool = False
    quiet: bool = False
    only: str | None = None
    plugin: str | None = None
    force: bool = False
    allow_path: bool = False
    everything: bool = False
    precision: float | None = None

    @property
    def silent(self) -> bool:
        """Whether nothing is told on the way."""
        return self.quiet or self.json

    def changes(self) -> "Changes":
        """What they change in an experiment file."""
        from utfall.cli.making import command_line  # noqa: PLC0415  heavy
        from utfall.experiment.from_design import Changes  # noqa: PLC0415

        return Changes(people=self.people, central=self.point, luck=self.luck, allow_path=self.allow_path, plugin=self.plugin, command=command_line())


_POSITIVE = click.IntRange(min=1)
_ALL: dict[str, Callable[[Any], Any]] = {
    "runs": click.option("--runs", type=_POSITIVE, metavar="N", help="Runs (default: as the file says, else 200)."),
    "seed": click.option("--seed", type=_POSITIVE, metavar="S", help="First seed; seeds count up from it (default 1)."),
    "workers": click.option("--workers", type=_POSITIVE, default=None, metavar="N", help="Processes (default: all cores); changes no number."),
    "people": click.option("--people", type=_POSITIVE, metavar="N", help="Scale the case to N eligible people: places, hours, fees, capital too."),
    "point": click.option("--point", is_flag=True, help="Central values instead of draws of uncertain parameters."),
    "reference": click.option("--reference", is_flag=True, help="Also run nothing, fee with agreed hours, fee alone, motivation held; same seeds."),
    "luck": click.option(
        "--luck",
        type=click.Choice(["monotone", "independent", "entry_exit", "copula"]),
        help="How the world without the contract shares luck (default monotone); the contract's own world never changes.",
    ),
    "as_written": click.option("--as-written", is_flag=True, help="Prices as in the file: no equal budget."),
    "settings": click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Change a value by its dotted path; repeatable."),
    "store": click.option("--store", metavar="URL", help="File or SQLAlchemy URL to keep runs in (default results/utfall.sqlite)."),
    "json": click.option("--json", is_flag=True, help="One JSON object on standard output and nothing else there."),
    "quiet": click.option("--quiet", is_flag=True, help="No progress."),
    "only": click.option("--only", metavar="KEY", help="Make one run again by its key (fingerprint:seed), here, with its full error."),
    "plugin": click.option("--plugin", metavar="FILE", help="A Python file with a provider rule of your own; it is part of a run's identity."),
    "force": click.option("--force", is_flag=True, help="Make all runs again, and do not refuse a long job."),
    "precision": click.option(
        "--precision",
        type=click.FloatRange(min=0.0, min_open=True),
        metavar="W",
        help="Add runs until the mean true effect (or each difference in it) is known to within W, its 95 % interval +- W; --runs is then the most.",
    ),
    "everything": click.option("--all", "everything", is_flag=True, help="Every indicator, difference and finding, not only the headlines."),
    "allow_path": click.option("--allow-path", is_flag=True, help="Let a file refer to files outside its own folder."),
}


def options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add options by name; the command gets them as one `Options`, as its last argument."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def called(*args: Any, **given: Any) -> Any:
            asked = {name: given.pop(name) for name in names if name in given}
            if asked.get("workers", 0) is None:
                asked["workers"] = 0
            return function(*args, **given, asked=Options(**asked))

        for name in reversed(names):
            called = _ALL[name](called)
        return called

    assert set(names) <= {field.name for field in fields(Options)}
    return decorate


MAKING = ("runs", "seed", "workers", "people", "point", "luck", "store", "json", "quiet", "force", "allow_path", "everything", "plugin")
