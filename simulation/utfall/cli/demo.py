"""`utfall demo`: the flagship experiment, its comparison, its report, and what to try next."""

from pathlib import Path

import click

from utfall.cli.options import Options, options

DESIGN = "metric_choice_koto"
NEXT = """
Next:
  utfall show koto_sib                       the contract in plain words, and where each number is from
  utfall compare koto_sib --vary contract.metric=job_on_day_90,hours_3m
  utfall run koto_sib:job_on_day_90 --set "contract.terms.price_list.prices.job_on_day_90=EUR 2 000 per person"
"""


@click.command("demo")
@click.option("--quick", is_flag=True, help="About 20 seconds, for a class that cannot wait: four contracts, 100 seeds, fewer people, no grid.")
@click.option("-o", "--output", metavar="FILE", help="Where to write the report (default: beside the store).")
@options("workers", "store", "json", "quiet", "force", "everything")
def command(quick: bool, output: str | None, asked: Options) -> int:
    """Which metric should Koto-SIB pay on? Runs the flagship experiment and writes a report.

    Six metrics and the agreed contract on the same people and the same luck. Repeat the command and it goes on from what is stored.
    """
    from utfall.cli.making import guarded  # noqa: PLC0415  heavy

    return guarded(lambda: _demo(quick, output, asked))


def _demo(quick: bool, output: str | None, asked: Options) -> int:
    from utfall.cli.making import finish, make  # noqa: PLC0415
    from utfall.cli.report import place, write_report  # noqa: PLC0415
    from utfall.cli.show_result import show_comparison  # noqa: PLC0415
    from utfall.experiment.from_design import request_of  # noqa: PLC0415

    result = make(request_of(DESIGN, "quick" if quick else "demo", asked.changes()), asked, "demo")
    code = finish(result, asked, show_comparison)
    path = write_report(result, Path(output) if output else place(result, asked.store))
    if not asked.json:
        click.echo(f"\nReport: {path}  (open it in a browser; it needs no internet)")
        click.echo(NEXT)
    return code
