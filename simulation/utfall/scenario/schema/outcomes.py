"""Tables of outcomes, capabilities and tasks."""

from typing import Annotated, Any

from utfall.scenario.schema import words
from utfall.scenario.schema.table import Kinds, Named, One, Table, TableType, key

_KIND = words.word(("state", "score", "events"))


class Lasting(Table):
    """When a success is said to have lasted."""

    share: Annotated[Any, words.SHARE] = key("at least this share of the months that follow it", "50 %")
    of: Annotated[Any, words.TIME] = key("how many months follow it", "12 months")


class StateTable(Table):
    """A state that a person is in or out of."""

    kind: Annotated[Any, _KIND] = key("what the outcome is", required=True)
    title: Annotated[Any, words.TEXT] = key("a person is ...", "the id")
    main: Annotated[Any, words.SWITCH] = key("the one that matters", "the only one")
    start: Annotated[Any, words.by_group(words.SHARE)] = key("share in it on day one", "from behaviour")
    entry: Annotated[Any, words.by_group(words.RATE)] = key("mean rate of entry without the programme", "from behaviour")
    exit: Annotated[Any, words.by_group(words.RATE)] = key("mean rate of exit without the programme", "from behaviour")
    full: Annotated[Any, words.HOURS] = key("what full is", "from behaviour")
    intensity: Annotated[Any, words.SHARE] = key("share of full, for who entered durably", "from behaviour")
    lasting: Annotated[Any, One(Lasting)] = key("when a success is said to have lasted", "half of 12 months")
    scar: Annotated[Any, words.NUMBER] = key("logits off entry for each log month that a person has been out", "none")
    drop_out_ends_it: Annotated[Any, words.SWITCH] = key("whether leaving the service ends the state (a tenancy, a placement)", "false")
    contains: Annotated[Any, words.name_of("outcomes")] = key('the outcome that it contains, as "off benefit" contains "in work"', "none")
    leaves: Annotated[Any, words.RATE] = key("with `contains`: rate of leaving benefit for neither", "0 % per month")
    returns: Annotated[Any, words.RATE] = key("with `contains`: rate of coming back from neither", "0 % per month")
    in_outcome_after: Annotated[Any, words.SHARE_AFTER] = key(
        "share in it so long after the start, without the programme; the rate of entry follows from it", "entry is given"
    )


class ScoreTable(Table):
    """A score that shows one capability."""

    kind: Annotated[Any, _KIND] = key("what the outcome is", required=True)
    title: Annotated[Any, words.TEXT] = key("the full name, for readers", "the id")
    main: Annotated[Any, words.SWITCH] = key("the one that matters", "the only one")
    capability: Annotated[Any, words.name_of("capabilities")] = key("the capability that it shows", required=True)
    mean: Annotated[Any, words.NUMBER] = key("mean without the programme", "0")
    sd: Annotated[Any, words.NUMBER] = key("standard deviation", "1")
    noise: Annotated[Any, words.NUMBER] = key("sd of the measurement, in sd", "0")
    common_shock: Annotated[Any, words.NUMBER] = key("weight of the common shock, in sd", "0")


class EventsTable(Table):
    """Something that happens to a person so many times."""

    kind: Annotated[Any, _KIND] = key("what the outcome is", required=True)
    title: Annotated[Any, words.TEXT] = key("what happens, in one or two words", "the id")
    main: Annotated[Any, words.SWITCH] = key("the one that matters", "the only one")
    rate: Annotated[Any, words.by_group(words.FLOW)] = key("mean number a person without the programme", "from behaviour")
    spread: Annotated[Any, words.NUMBER] = key("sd between persons of a year's number, chance included", "what need and shocks give")


OUTCOME_TABLES: dict[str, TableType] = {"state": StateTable, "score": ScoreTable, "events": EventsTable}
OUTCOMES = Named(Kinds("kind", OUTCOME_TABLES))
_CLAIMS = "a claim takes no hours: true ones are always filed, a false one costs what honesty is worth; paperwork is a task that builds nothing"
_BY_OUTCOME = words.keyed("outcomes", words.NUMBER)


class CapabilityTable(Table):
    """What help builds and time wears down."""

    title: Annotated[Any, words.TEXT] = key("the full name, for readers", "the id")
    decay: Annotated[Any, words.RATE] = key("share lost a month", "from behaviour")
    helps_entry: Annotated[Any, words.one_or_keyed(_BY_OUTCOME)] = key("logits on entry per unit, one number or by outcome", "from behaviour")
    helps_exit: Annotated[Any, words.one_or_keyed(_BY_OUTCOME)] = key("logits off exit per unit, one number or by outcome", "from behaviour")
    helps_events: Annotated[Any, words.one_or_keyed(_BY_OUTCOME)] = key("log rate off events per unit, one number or by outcome", "from behaviour")


class TaskTable(Table):
    """What a worker can spend an hour on."""

    like: Annotated[Any, words.name_of("library.tasks")] = key("the task of the shared library to start from", "the one of its name")
    title: Annotated[Any, words.TEXT] = key("the full name, for readers", "library")
    builds: Annotated[Any, words.keyed("capabilities", words.NUMBER)] = key("logits a month at full response, by capability", "library")
    boosts: Annotated[Any, words.keyed("outcomes", words.NUMBER)] = key("logits on this month's entry; below 0 is lock-in", "library")
    shows: Annotated[Any, words.keyed("outcomes", words.NUMBER)] = key("sd added to a measured score without capability", "library")
    contacts_per_hour: Annotated[Any, words.NUMBER] = key("contacts logged an hour", "library")
    course_hours: Annotated[Any, words.NUMBER] = key("staff hours that complete one person's course", "library")
    files_claims: Annotated[Any, words.refused(_CLAIMS)] = key("whether it files claims: refused, because a claim takes no hours", "no task does")
    withholds: Annotated[Any, words.SHARE] = key("a sanction: share of the month's benefit that a person loses at full response", "library")
    cost: Annotated[Any, words.NUMBER] = key("price of its hour relative to an ordinary staff hour", "1")
    response: Annotated[Any, words.word(("saturating", "quadratic"))] = key("how the month responds to hours", "saturating")
    half_way: Annotated[Any, words.HOURS] = key("hours a month at which half the response is reached", "library")
    curvature: Annotated[Any, words.NUMBER] = key("quadratic response: private cost of hours squared, halved", "0")
    lasts: Annotated[Any, words.TIME] = key("months of service in which it may be given", "no limit")
    while_in: Annotated[Any, words.name_of("outcomes")] = key("given only to people who are in this outcome, as workers record it", "to anybody")
    while_out_of: Annotated[Any, words.name_of("outcomes")] = key(
        "given only to people who are out of this outcome, as workers record it", "to anybody"
    )
