"""`utfall report RESULT`: one self-contained page from stored results."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from utfall.base.errors import UsageError
from utfall.cli.options import Options, options

if TYPE_CHECKING:
    from utfall.results.frames import ExperimentResult
    from utfall.results.store import Store


@click.command("report")
@click.argument("result", default="latest")
@click.option("-o", "--output", metavar="FILE", help="Where to write it (default: beside the store).")
@options("store", "json", "quiet")
def command(result: str, output: str | None, asked: Options) -> int:
    """Write one HTML page from a stored result: no internet, no other file.

    RESULT is `latest` or a number or name from the list that is shown when it is not found.
    """
    from utfall.cli.plain_text import print_json  # noqa: PLC0415
    from utfall.results.store import open_store  # noqa: PLC0415

    with open_store(asked.store, must_exist=True) as store:
        found = stored_result(store, result)
    path = write_report(found, Path(output) if output else place(found, asked.store))
    if asked.json:
        print_json({"report": str(path), "title": found.title})
    else:
        click.echo(str(path))
    return 0


def stored_result(store: "Store", name: str) -> "ExperimentResult":
    """A finished job of the store by `latest`, number or name."""
    from utfall.results.assemble import assemble  # noqa: PLC0415
    from utfall.results.spec import ResultSpec  # noqa: PLC0415

    done = [job for job in store.jobs() if job.status == "done"]
    if not done:
        raise UsageError("the store holds no finished result; make one with utfall run, compare or experiment")
    found = [job for job in done if name in ("latest", str(job.id), job.slug, job.title)]
    if not found:
        known = "\n".join(f"  {job.id}  {job.kind}  {job.title}" for job in done[-20:])
        raise UsageError(f'no result "{name[:80]}"; the store holds:\n{known}')
    return assemble(ResultSpec.read(found[-1].spec), store)


def place(result: "ExperimentResult", store: str | None) -> Path:
    """A file beside the store, named after the result."""
    from utfall.results.names import slug  # noqa: PLC0415
    from utfall.results.store import DEFAULT  # noqa: PLC0415

    where = store.partition(":///")[2] or store if store and (":///" in store or "://" not in store) else DEFAULT
    return Path(where).parent / f"{slug(result.title)}.html"


def write_report(result: "ExperimentResult", path: Path) -> Path:
    """Write the page; a place that cannot be written is told in words."""
    from utfall.experiment.fund_page import fund_page  # noqa: PLC0415
    from utfall.results.report import write  # noqa: PLC0415

    try:
        written = write(result, path, fund_page(result))
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another place with -o FILE") from error
    return written.resolve()
