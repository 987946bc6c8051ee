"""Tables of people and parties."""

from typing import Annotated, Any

from utfall.contract.parties import SECTORS
from utfall.scenario.schema import words
from utfall.scenario.schema.table import Named, One, Table, key

#: What a contract is about; the library is filtered by it.
THEMES = ("work", "children and families", "education", "health", "homelessness", "justice", "social care", "environment", "infrastructure")


class NotShownTable(Table):
    """What a run of this case was to show and does not."""

    asked: Annotated[Any, words.TEXT] = key("what was asked of a run: a sentence of `asked`", required=True)
    comes: Annotated[Any, words.TEXT] = key("what comes instead", required=True)
    why: Annotated[Any, words.TEXT] = key("why, as far as it is known", required=True)


class NotReproducedTable(Table):
    """What a source says of this case and a run of it does not bring; `source` names the work."""

    read: Annotated[Any, words.TEXT] = key("what the source says", required=True)
    comes: Annotated[Any, words.TEXT] = key("what comes instead", required=True)
    why: Annotated[Any, words.TEXT] = key("why, as far as it is known", required=True)


class About(Table):
    """What the scenario is."""

    title: Annotated[Any, words.TEXT] = key("the name", required=True)
    summary: Annotated[Any, words.TEXT] = key("one sentence for lists", required=True)
    country: Annotated[Any, words.TEXT] = key("where", "none")
    years: Annotated[Any, words.TEXT] = key("when", "none")
    theme: Annotated[Any, words.word(THEMES)] = key("what it is about: the library is filtered by it", "none")
    keywords: Annotated[Any, words.WORDS] = key(
        "other words that somebody with this problem might use: `utfall scenarios WORDS` looks for them", "none"
    )
    teaches: Annotated[Any, words.TEXT] = key("what one learns from it", "none")
    shows: Annotated[Any, words.TEXT] = key("what a run of this case shows, in a sentence or two", "none")
    status: Annotated[Any, words.word(("real", "proposal", "illustrative"))] = key("whether it exists", "illustrative")
    works: Annotated[Any, words.WORDS] = key(
        "works read for the case as a whole, beside those named at single values: keys of references.toml", "none"
    )
    left_out: Annotated[Any, words.WORDS] = key("what is known of the contract and does not stand in the file, each with the reason", "none")
    asked: Annotated[Any, words.WORDS] = key(
        "what was asked of a run when the case was chosen, each a sentence; what does not come stands in `not_shown`", "none"
    )
    not_shown: Annotated[Any, Named(One(NotShownTable))] = key("what a run of this case was to show and does not", "none")
    not_reproduced: Annotated[Any, Named(One(NotReproducedTable))] = key(
        "what a source says and a run does not bring, or not on average; `source` names the work", "none"
    )


class GroupTable(Table):
    """A pay group."""

    title: Annotated[Any, words.TEXT] = key("the full name, for readers", "the id")
    share: Annotated[Any, words.SHARE] = key("share of the eligible; shares sum to 100 %", "needed where there are groups")
    need: Annotated[Any, words.NUMBER] = key("mean distance from the outcome, in sd", "0")
    need_spread: Annotated[Any, words.NUMBER] = key("sd of need inside the group", "1")


class Responsiveness(Table):
    """How unlike people respond to help."""

    spread: Annotated[Any, words.NUMBER] = key("s: sd of the log of responsiveness", "from behaviour")
    by_need: Annotated[Any, words.NUMBER] = key("w: correlation of responsiveness with need, -1 to 1", "from behaviour")


class OrdinaryService(Table):
    """What people get without the programme; its users give up a part of it, and others may lose some."""

    hours: Annotated[Any, words.HOURS] = key("hours a month and person", required=True)
    like: Annotated[Any, words.name_of("tasks")] = key("the task that it is like", required=True)


class People(Table):
    """People the contract could serve."""

    eligible: Annotated[Any, words.COUNT] = key("people the contract could serve", required=True)
    offered: Annotated[Any, words.COUNT] = key("people offered the service, by lot or otherwise", "eligible less a randomised control")
    take_up: Annotated[Any, words.SHARE] = key("share of those offered who start", "from behaviour")
    places: Annotated[Any, words.COUNT] = key("most people served at once", "no limit")
    enrolment: Annotated[Any, words.TIME] = key("how long people start", "one month")
    cohorts: Annotated[Any, words.COUNT] = key("equal cohorts, one after another", "1")
    referral: Annotated[Any, words.word(("random", "by_need", "at_a_peak", "by_rating"))] = key("who is sent", "random")
    peak_of: Annotated[Any, words.name_of("outcomes")] = key(
        "at_a_peak: the outcome, in time or in events, whose recent record is looked at", "the main one"
    )
    clock_starts: Annotated[Any, words.TEXT] = key("word for a person's first day", "enrolment")
    who: Annotated[Any, words.TEXT] = key("the people in words", "people")
    groups: Annotated[Any, Named(One(GroupTable))] = key("pay groups", "one group")
    ordinary_service: Annotated[Any, One(OrdinaryService)] = key("services that people get anyway", "in the rates of the outcomes, and never lost")
    responsiveness: Annotated[Any, One(Responsiveness)] = key("how unlike people respond to help", "from behaviour")
    arrivals: Annotated[Any, words.FLOW] = key(
        "of the eligible, so many a month become so while the contract runs", "none: all are there from the start"
    )
    link: Annotated[Any, words.word(("logit", "probit", "cloglog"))] = key(
        "how need, shocks and help make a monthly chance: the rates stay, and the slopes at them", "logit"
    )
    complexity: Annotated[Any, words.SHARE] = key(
        "how much of the differences written between tasks (in what they build) and between people (in how they respond) there is; 0 %: an hour of "
        "any task that builds something does the same for everybody, and can be prescribed",
        "100 %",
    )
    departures: Annotated[Any, words.FLOW] = key("so many a month stop being eligible: they move away or grow too old", "none")


class Payer(Table):
    """A commissioner with a purse."""

    title: Annotated[Any, words.TEXT] = key("the full name, for readers", "the id")
    purse: Annotated[Any, words.name_of("purse")] = key(f"whose savings count as its own: a payer, or {', '.join(SECTORS)}", "its own")
    horizon: Annotated[Any, words.TIME] = key("how far it looks when it decides to sign", "to the end")
    signed_horizon: Annotated[Any, words.TIME] = key(
        "how far it counts what is signed, what it is to pay and to be paid, where that is farther than it counts its savings", "its horizon"
    )
    discount: Annotated[Any, words.RATE] = key("its own discount rate", "the social one")
    budget: Annotated[Any, words.per(words.PRICE, "year")] = key("most it can pay in a year", "no limit")
    prevention: Annotated[Any, words.per(words.PRICE, "year")] = key("what it means to spend of its budget on other prevention", "none")
    mandate: Annotated[Any, words.TIME] = key("board period: a new one may end the contract", "none")
    pool: Annotated[Any, words.TEXT] = key("payers with one pool decide and pay as one", "none")


class Maturity(Table):
    """How well an organisation uses its figures at the start, 0 to 1, in seven parts."""

    strategy: Annotated[Any, words.NUMBER] = key("goals that figures follow", "from behaviour")
    leadership: Annotated[Any, words.NUMBER] = key("leaders who ask for figures", "from behaviour")
    organisation: Annotated[Any, words.NUMBER] = key("somebody whose task they are", "from behaviour")
    culture: Annotated[Any, words.NUMBER] = key("figures are talked about", "from behaviour")
    skills: Annotated[Any, words.NUMBER] = key("people who can read them", "from behaviour")
    data: Annotated[Any, words.NUMBER] = key("figures that are there and right", "from behaviour")
    technology: Annotated[Any, words.NUMBER] = key("systems that give them", "from behaviour")


class Provider(Table):
    """An organisation that serves people."""

    title: Annotated[Any, words.TEXT] = key("the full name, for readers", "the id")
    count: Annotated[Any, words.COUNT] = key("how many like it: ID_01, ID_02 ...", "1")
    sector: Annotated[Any, words.word(("private", "nonprofit", "public"))] = key("what it is", "none")
    places: Annotated[Any, words.COUNT] = key("most people served at once", "no limit")
    hours: Annotated[Any, words.HOURS] = key("all staff hours a month", "3 a place")
    cost: Annotated[Any, words.per(words.PRICE, "hour")] = key("price of a staff hour", "from behaviour, by currency")
    overhead: Annotated[Any, words.PRICE] = key("cost beside staff hours: premises, management, materials; per start or per month", "none")
    set_up: Annotated[Any, words.MONEY] = key("cost of setting up for a first contract of the kind, borne in month 1", "none")
    like_contracts: Annotated[Any, words.COUNT] = key("like contracts that it has had; setting up costs less with each doubling", "none")
    productivity: Annotated[Any, words.NUMBER] = key("multiplies what its hours build; 1 is average", "1")
    reserves: Annotated[Any, words.MONEY] = key("money it may lose before it fails", "from behaviour: months of its staff cost")
    plan: Annotated[Any, words.keyed("tasks", words.SHARE)] = key("share of hours by task under agreed hours", "equal over tasks that build")
    maturity: Annotated[Any, One(Maturity)] = key("its data maturity at the start, by part; learning looks at the mean", "from behaviour")
    maturity_growth: Annotated[Any, words.NUMBER] = key("rise of its data maturity a year", "from behaviour")
    areas: Annotated[Any, words.WORDS] = key("where it works; people live in the areas that providers name, equally many in each", "everywhere")


class Investor(Table):
    """Who puts up money before outcomes are paid."""

    title: Annotated[Any, words.TEXT] = key("the full name, for readers", "the id")
    type: Annotated[Any, words.word(("commercial", "impact_first", "foundation", "public_fund", "provider"))] = key("what it wants", "impact_first")


class Value(Table):
    """What a state costs or brings, and to whom."""

    title: Annotated[Any, words.TEXT] = key("the full name, for readers", "the id")
    costs: Annotated[Any, words.per(words.PRICE, "month")] = key("what it costs", "one of costs and brings")
    brings: Annotated[Any, words.per(words.PRICE, "month")] = key("what it brings", "one of costs and brings")
    while_in: Annotated[Any, words.name_of("outcomes")] = key(
        "counted in months in this outcome (a resource: in full-time months)", "one of while_in, while_out_of and for_each"
    )
    while_out_of: Annotated[Any, words.name_of("outcomes")] = key(
        "counted in months out of this outcome", "one of while_in, while_out_of and for_each"
    )
    for_each: Annotated[Any, words.name_of("outcomes")] = key("counted for each event of this outcome", "one of while_in, while_out_of and for_each")
    falls_on: Annotated[Any, words.name_of("purse")] = key(f"whose money: a payer, or {', '.join(SECTORS)}", required=True)
    kind: Annotated[Any, words.word(("resource", "transfer"))] = key("something used up or made, or money that changes hands", "resource")
    to: Annotated[Any, words.name_of("purse")] = key("a transfer: who gets it (or gives it)", "needed for a transfer")
    cashable: Annotated[Any, words.SHARE] = key("share that can really be saved", "100 %")
    rising_to: Annotated[Any, words.SHARE] = key("what the cashable share rises to, month by month from the first", "it stays")
    after: Annotated[Any, words.TIME] = key("contract time after which it has risen", "needed with rising_to")
    kept: Annotated[Any, words.SHARE] = key("share kept after equalisation; the rest falls on the state", "100 %")
    refilled: Annotated[Any, words.SHARE] = key("share of freed places that others fill, so that nothing is saved", "0 %")
