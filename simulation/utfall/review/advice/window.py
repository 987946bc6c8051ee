"""Window against lag: does what is paid for end before what is caused is there to be seen?"""

from collections.abc import Iterator

from utfall.contract.metrics.declarations import CostAvoided, Events, FirstEntry, Intensity, Metric, Sustained, TimeIn
from utfall.contract.metrics.units import due_month, last_month
from utfall.review.facts import Facts
from utfall.review.rule import Change, Danger, Rule

TOPIC = "window against lag"
#: Help that goes on for longer than this is not waited for to its end.
LONGEST = 36
AFTER = 12


def ends_with_the_help(facts: Facts) -> Iterator[Danger]:
    """The window closes before the help has ended, or with it."""
    served = min(facts.served_months, LONGEST)
    groups = range(len(facts.contract.groups))
    windows = {metric.id: max(last_month(metric, group) for group in groups) for metric in facts.paid}
    longest = max(windows.values(), default=0)
    for metric in facts.paid:
        key = _window_of(metric)
        if key is not None and windows[metric.id] == longest <= served:
            text = (
                f"looks {longest} months ahead where help lasts up to {facts.served_months}: what comes later, or is lost again, counts for nothing"
            )
            yield Danger(f"contract.metrics.{metric.id}.{key}", text, _longer(facts, metric, key, served + AFTER))
            return


def _window_of(metric: Metric) -> str | None:
    if isinstance(metric, FirstEntry | Sustained | TimeIn):
        return "within"
    return "window" if isinstance(metric, CostAvoided | Events | Intensity) else None


def _longer(facts: Facts, metric: Metric, key: str, months: int) -> Change:
    settings: dict[str, object] = {f"contract.metrics.{metric.id}.{key}": f"{months} months"}
    last = facts.contract.limits.last_payment_month
    due = facts.people.enrolment + months + (0 if metric.lag is None else metric.lag.months)
    if last is not None and last < due:
        settings["contract.limits.last_payment_month"] = due
    return Change(says=f"a window of {months} months", settings=settings)


def late_starters(facts: Facts) -> Iterator[Danger]:
    """Nothing is paid any more when those who start last are measured."""
    last = facts.contract.limits.last_payment_month
    metrics = [metric for metric in facts.paid if last_month(metric, 0)]
    if last is None or not metrics:
        return
    due = max(due_month(metric, len(facts.contract.groups), facts.people.enrolment) for metric in metrics)
    if due > last:
        key = "contract.limits.last_payment_month"
        text = f"who starts last is measured in month {due}, and nothing is paid after month {last}: helping them pays nothing"
        took = facts.contract.preparation
        written = due + (0 if took is None or took.takes is None else took.takes.months)  # dates of the file count from before it
        yield Danger(key, text, Change(says=f"payments until month {written}", settings={key: written}))


RULES = (
    Rule(
        id="ends_with_the_help",
        topic=TOPIC,
        severity="medium",
        source="vinnova-57",
        looks_at=("at_end", "effect", "multiple"),
        find=ends_with_the_help,
    ),
    Rule(id="late_starters", topic=TOPIC, severity="high", source="sitra-ten-tips", looks_at=("effect", "payments", "multiple"), find=late_starters),
)
