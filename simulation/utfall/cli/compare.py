"""`utfall compare A B` and `utfall compare A --vary KEY=V1,V2`: the same people and the same luck under two or more contracts."""

from typing import TYPE_CHECKING

import click

from utfall.base.errors import UsageError
from utfall.cli.options import MAKING, Options, options

if TYPE_CHECKING:
    from utfall.experiment.request import Variant

METRIC = "contract.metric"


@click.command("compare")
@click.argument("names", nargs=-1, required=True)
@click.option("--vary", metavar="KEY=V1,V2,...", help="Compare values of one key of one contract.")
@options(*MAKING, "precision", "reference", "as_written", "settings")
def command(names: tuple[str, ...], vary: str | None, asked: Options) -> int:
    """Two or more contracts side by side, differences paired by seed, a verdict for each.

    Under `--vary contract.metric=...` prices are scaled so that forecast payments equal those of the first value; `--as-written` turns this off.
    """
    from utfall.cli.making import guarded  # noqa: PLC0415  heavy

    return guarded(lambda: _compare(names, vary, asked))


def _compare(names: tuple[str, ...], vary: str | None, asked: Options) -> int:
    from utfall.cli.making import command_line, finish, make  # noqa: PLC0415
    from utfall.cli.show_result import show_comparison  # noqa: PLC0415
    from utfall.experiment.defaults import defaults  # noqa: PLC0415
    from utfall.experiment.naming import between, shared_notes  # noqa: PLC0415
    from utfall.experiment.request import Request  # noqa: PLC0415

    variants = _by_value(names, vary, asked) if vary else _by_name(names, asked)
    first = variants[0].scenario
    file = defaults(first)
    runs = asked.runs or file.runs
    request = Request(
        kind="compare",
        title=between(first.title, [v.label for v in variants], of_one=bool(vary)),
        question="",
        variants=variants,
        runs=runs,
        seed=asked.seed or file.seed,
        central=asked.point or file.central,
        luck=asked.luck or file.luck,
        equal_budget=(vary or "").partition("=")[0].strip() == METRIC and not asked.as_written,
        references=runs if asked.reference else 0,
        held=asked.reference,
        notes=shared_notes([v.scenario for v in variants]),
        precision=asked.precision,
        command=command_line(),
    )
    return finish(make(request, asked, "compare"), asked, show_comparison)


def _by_name(names: tuple[str, ...], asked: Options) -> "tuple[Variant, ...]":
    from utfall.cli.making import scenario  # noqa: PLC0415
    from utfall.experiment.naming import titles_of  # noqa: PLC0415
    from utfall.experiment.request import Variant  # noqa: PLC0415

    if len(names) < 2:
        raise UsageError("compare needs two contracts, or one with --vary KEY=V1,V2; see utfall scenarios")
    if len(set(names)) < len(names):
        raise UsageError("the same contract is named twice")
    found = [scenario(name, asked) for name in names]
    labels = [s.id for s in found]
    unique = [label if labels.count(label) == 1 else name for name, label in zip(names, labels, strict=True)]
    return tuple(Variant(label=label, title=title, scenario=s) for label, title, s in zip(unique, titles_of(found), found, strict=True))


def _by_value(names: tuple[str, ...], vary: str, asked: Options) -> "tuple[Variant, ...]":
    from utfall.cli.making import scenario  # noqa: PLC0415
    from utfall.experiment.naming import said_of, titles_of  # noqa: PLC0415
    from utfall.experiment.request import Variant  # noqa: PLC0415

    if len(names) != 1:
        raise UsageError("--vary compares values of one contract; name one")
    key, values = split_vary(vary)
    found = [scenario(names[0], asked, (f"{key}={value}",)) for value in values]
    titles = titles_of(found) if key == METRIC else tuple(said_of(key, value) for value in values)
    together = zip(values, titles, found, strict=True)
    return tuple(Variant(label=value, title=title, scenario=s, settings={key: value}) for value, title, s in together)


def split_vary(text: str) -> tuple[str, tuple[str, ...]]:
    """`KEY=V1,V2`: the key and its values; commas inside brackets or quotes part nothing."""
    key, equals, rest = text.partition("=")
    values = _parts(rest)
    if not equals or not key.strip() or len(values) < 2 or not all(values):
        raise UsageError(f"--vary {text}: write KEY=V1,V2 with two values or more, for example contract.metric=job_on_day_90,hours_3m")
    if len(set(values)) < len(values):
        raise UsageError(f"--vary {key.strip()}: a value is named twice")
    return key.strip(), tuple(values)


def _parts(text: str) -> list[str]:
    parts, depth, quoted = [""], 0, ""
    for character in text:
        if quoted:
            quoted = "" if character == quoted else quoted
        elif character in "\"'":
            quoted = character
        else:
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(character, 0)
        if character == "," and not depth and not quoted:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]
