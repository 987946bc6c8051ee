"""What a file says of people and of the market beside the contract: sentences, and what each may cause."""

from collections.abc import Sequence

from utfall.base.laws import StateOutcome, Task
from utfall.base.mechanisms import Mechanisms
from utfall.contract.consequences import Consequence
from utfall.contract.sentences import Told
from utfall.contract.words import per_cent, sentence_case
from utfall.people.parameters import Continuity, Market, Ordinary, PopulationParameters

DECIDE = "People decide: who gets less than planned or is sanctioned leaves sooner; a quick job is taken if it beats waiting for a better one."

#: Beside the logit, which goes without saying.
LINKED = {
    "probit": "Monthly chances follow the normal distribution (probit) instead of the logistic one; the rates are the same.",
    "cloglog": "Monthly chances are those of a first event in continuous time (cloglog) instead of the logistic ones; the rates are the same.",
}
PRESCRIBED = Consequence("the less tasks and people differ, the better agreed hours do without knowing them", "prendergast-2002")
AT_THE_LINE = Consequence("help stops, or changes hands, the month after somebody is recorded in or out; a wrong record brings the wrong help", "")


def people_told(people: PopulationParameters, mechanisms: Mechanisms) -> tuple[Told, ...]:
    """One for each thing that is asked for and at work, with its key in the file."""
    told = []
    if mechanisms.displacement and people.market is not None:
        said = tuple(_market(people.market, law.title, places) for law, places in zip(people.outcomes, people.market.openings, strict=True) if places)
        told.append(Told("market", said, (Consequence("who gets a place may take it from another (displacement)", "crepon-2013"),)))
    for law in people.outcomes:
        if law.contains >= 0 and mechanisms.third_state:
            causes = (Consequence("counting those who are merely off benefit pays for pushing them away", ""),)
            told.append(Told(f"outcomes.{law.id}", (_neither(law, people.outcomes[law.contains].title),), causes))
    if people.complexity != 1.0:
        told.append(Told("people.complexity", (_complexity(people.complexity),), (PRESCRIBED,)))
    if people.link != "logit":
        told.append(Told("people.link", (LINKED[people.link],), ()))
    told += [Told(f"tasks.{task.id}", (_stage(task, people.outcomes),), (AT_THE_LINE,)) for task in people.tasks if _asks_for_a_state(task)]
    if people.ordinary is not None:
        causes = (Consequence("a comparison with people who get ordinary services shows less than what help does", "heckman-2000"),)
        said = (_ordinary(people.ordinary, people.tasks[people.ordinary.task].title, mechanisms.services),)
        told.append(Told("people.ordinary_service", said, causes))
    if people.continuity is not None and mechanisms.turnover:
        causes = (Consequence("who is served longest meets most new workers; pressure for results drives more of them away", ""),)
        told.append(Told("mechanisms.turnover", (_workers(people.continuity),), causes))
    if people.participation is not None and mechanisms.participants:
        causes = (Consequence("those whom help passes by leave, and are counted no more", "hirschman-1970"),)
        told.append(Told("mechanisms.participants", (DECIDE,), causes))
    return tuple(told)


def people_sentences(people: PopulationParameters, mechanisms: Mechanisms) -> tuple[str, ...]:
    """The sentences alone."""
    return tuple(sentence for told in people_told(people, mechanisms) for sentence in told.sentences)


def _market(market: Market, title: str, places: float) -> str:
    more = "" if market.elasticity == 0 else f", and more where more is looked for (elasticity {market.elasticity:g})"
    also = f"; {market.others:.0f} people from outside look for them too" if market.others else ""
    return f'There are {places:g} openings a month to be "{title}"{more}{also}.'


def _neither(around: StateOutcome, inner: str) -> str:
    """The state between benefit and the outcome."""
    text = f'Each month {per_cent(around.leaves)} of those who are not "{around.title}" come to be so without being "{inner}"'
    return f"{text}, more where a task pushes them, and leave the service; {per_cent(around.returns)} of them come back a month."


def _complexity(share: float) -> str:
    """How unlike tasks and people are."""
    return f"Tasks differ in what they build, and people in how they respond, by {per_cent(share)} of what is written (complexity)."


def _asks_for_a_state(task: Task) -> bool:
    return task.while_in >= 0 or task.while_out_of >= 0


def _stage(task: Task, outcomes: Sequence[StateOutcome]) -> str:
    """Whom a task is given to."""
    asked = [f'are "{outcomes[task.while_in].title}"'] if task.while_in >= 0 else []
    asked += [f'are not "{outcomes[task.while_out_of].title}"'] if task.while_out_of >= 0 else []
    return f"{sentence_case(task.title)} is given only to people who {' and '.join(asked)}, as workers record it."


def _ordinary(law: Ordinary, title: str, draws: bool) -> str:
    hours = f"{law.hours:g} hour{'' if law.hours == 1 else 's'}"
    text = f"Without the programme a person gets {hours} of {title} a month; its users give up {per_cent(law.given_up)} of that"
    taken = f"{law.drawn_per_hour:g} hour{'' if law.drawn_per_hour == 1 else 's'}"
    return f"{text}, and each of its hours takes {taken} of staff from others." if draws else f"{text}."


def _workers(law: Continuity) -> str:
    text = f"Each month {per_cent(law.leaves)} of the workers leave; with a new one help builds {per_cent(law.lost_at_first)} less at first"
    return f"{text}, and half of that is won back in {law.half_life:g} months."
