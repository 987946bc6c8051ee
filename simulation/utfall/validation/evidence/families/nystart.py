"""Team Nystart: a window of two years, 60 children against 61."""

from utfall.base.records import RunRecord
from utfall.validation.evidence.families.reading import due
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.setup import Setup

SEEDS = 200
AS_AGREED = Setup("team_nystart")
FIVE_YEARS = Setup("team_nystart", sets=(("run.follow_up", "60 months"),))
#: Help that brings children home sooner as well: the window sees it.
SOONER = Setup("team_nystart:home_sooner", sets=FIVE_YEARS.sets)


def saving_of_most(record: RunRecord) -> Part:
    """Paid on saved cost, % of the cap of that term."""
    return 100.0 * due(record, "saving"), sum(one.cap for one in record.cohort_payments if one.clause == "saving")


def nothing_though_it_helps(record: RunRecord) -> Part:
    """Runs in which nothing is paid on saved cost, % of those in which more children live at home after five years because of it."""
    helps = float((record.persons.at_end - record.persons.at_end_without).mean()) > 0.0
    return 100.0 * float(helps and due(record, "saving") <= 0.0), float(helps)


NYSTART = (
    Observable(row="C16", how="team_nystart: paid on saved cost over the cap of that term", setups=(AS_AGREED,), seeds=SEEDS, of=saving_of_most),
    Observable(
        row="S17",
        how="team_nystart, followed for five years: no payment on saved cost, of runs with a gain",
        setups=(FIVE_YEARS,),
        seeds=SEEDS,
        of=nothing_though_it_helps,
        pooled=True,
        chosen="help against a second placement, as the aim was read; where it brings children home sooner too, 3 % of runs",
    ),
    Observable(
        row="S17.elsewhere",
        how="team_nystart, help that also brings children home sooner: the same",
        setups=(SOONER,),
        seeds=SEEDS,
        of=nothing_though_it_helps,
        pooled=True,
    ),
)
