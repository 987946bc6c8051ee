"""One run again by its key, here and now, with its full error: for who looks for a fault."""

import sys
import traceback
from typing import TYPE_CHECKING

from utfall.base.errors import UsageError
from utfall.cli.making import SOME_FAILED
from utfall.cli.options import Options
from utfall.cli.plain_text import print_json
from utfall.experiment.attempt import attempt
from utfall.experiment.jobs import Job, fingerprint
from utfall.experiment.one_run import request_of
from utfall.experiment.runner import ModelRunner, versions
from utfall.model.foresight.forecast import forecast

if TYPE_CHECKING:
    from utfall.scenario import Scenario


def make_one(scenario: "Scenario", asked: Options) -> int:
    """Make the run with the key `fingerprint:seed` and print its indicators; nothing is stored."""
    job = _job(scenario, asked)
    row = attempt(ModelRunner(), job, traceback.print_exc)
    if any(row.error):
        sys.stderr.write(f"utfall: the run {job.key} fails every time\n")
        return SOME_FAILED
    print_json({"key": str(job.key), "point": job.point, "values": {name: value.value for name, value in row.values.items()}})
    return 0


def _job(scenario: "Scenario", asked: Options) -> Job:
    wanted, _, seed = (asked.only or "").partition(":")
    if not seed.isdigit() or int(seed) < 1:
        raise UsageError(f"--only {asked.only}: write the key as it is shown, fingerprint:seed")
    clock = request_of(scenario, int(seed), central=asked.point, luck=asked.luck).clock()
    found = fingerprint(scenario, clock)
    if wanted != found:
        raise UsageError(f"--only {asked.only}: this scenario with these options has the fingerprint {found}; give the options of the first command")
    return Job(scenario.id, scenario, found, int(seed), clock, versions(), expected=forecast(scenario.case()))
