"""What was paid for: what metrics recorded beside what was true."""

from utfall.base.records import MetricFacts, RunRecord
from utfall.indicators.values import Floats, Indicator, RunValue, missing, ratio

NO_METRIC = "no metric is paid"
NOT_ENROLLED = "nobody was enrolled"
NOT_REPORTED = "providers do not record pay groups, or none pays differently"
OF_A_LEVEL = "paid by the level of an agreed activity: its units are no persons"
BETWEEN_GROUPS = "paid on a difference between groups: no payment belongs to one person"


def first_paid(record: RunRecord) -> MetricFacts | None:
    """The first paid metric."""
    return next((metric for metric in record.metrics if metric.paid), None)


def on_groups(record: RunRecord, metric: MetricFacts) -> bool:
    """Whether the metric pays on a difference between groups: money saved, or cohort terms alone, even where none fell due in this run."""
    persons = any(clause.is_outcome for clause in record.person_payments)
    return metric.unit == "money" or (not persons and metric.kind != "activity")


def of_a_level(record: RunRecord, metric: MetricFacts) -> bool:
    """Whether an activity is paid by how much of what was agreed was delivered, and not by the unit."""
    return metric.kind == "activity" and all(clause.is_outcome for clause in record.person_payments)


def nobody_counted(record: RunRecord, metric: MetricFacts) -> str:
    """Why units of a metric cannot be said per 100 enrolled; empty where they can."""
    return BETWEEN_GROUPS if on_groups(record, metric) else OF_A_LEVEL if of_a_level(record, metric) else ""


def in_wholes(metric: MetricFacts, units: Floats) -> float:
    """Units over those of a person in the outcome for the whole window, summed over whom the metric counts."""
    counted = metric.counted & (metric.whole > 0)
    return float((units[counted] / metric.whole[counted]).sum())


def paid_for(record: RunRecord) -> RunValue:
    """Per 100 enrolled: successes recorded on the first paid metric (amounts as a share of a whole window; activity in units)."""
    metric = first_paid(record)
    if metric is None:
        return missing(NO_METRIC)
    if why := nobody_counted(record, metric):
        return missing(why)
    return ratio(100.0 * in_wholes(metric, metric.recorded), int(record.persons.enrolled.sum()), NOT_ENROLLED)


def paid_minus_caused(record: RunRecord) -> RunValue:
    """Per 100 enrolled: recorded successes of the first paid metric minus (true with minus true without)."""
    metric = first_paid(record)
    if metric is None:
        return missing(NO_METRIC)
    if why := nobody_counted(record, metric):
        return missing(why)
    gap = in_wholes(metric, metric.recorded - (metric.true - metric.without))
    return ratio(100.0 * gap, int(record.persons.enrolled.sum()), NOT_ENROLLED)


def _rate(metric: MetricFacts) -> RunValue:
    return ratio(float(metric.recorded[metric.counted].sum()), int(metric.counted.sum()), "the metric counted nobody")


def measured_rate(record: RunRecord) -> RunValue:
    """Recorded result of the first paid metric; never compared across variants that pay on different metrics."""
    metric = first_paid(record)
    return missing(NO_METRIC) if metric is None else _rate(metric)


def measured_rates(record: RunRecord) -> dict[str, RunValue]:
    """Recorded result of every metric of the scenario, paid or not, among those it counts."""
    return {metric.id: _rate(metric) for metric in record.metrics}


def false_claims(record: RunRecord) -> RunValue:
    """Claims of the class false per 100 enrolled."""
    return ratio(100.0 * sum(metric.false_claims for metric in record.metrics), int(record.persons.enrolled.sum()), NOT_ENROLLED)


def misrecorded(record: RunRecord) -> RunValue:
    """People recorded in a pay group that is not theirs, per 100 enrolled."""
    found = record.around.get("misrecorded")
    return missing(NOT_REPORTED) if found is None else ratio(100.0 * found, int(record.persons.enrolled.sum()), NOT_ENROLLED)


def displaced_share(record: RunRecord) -> RunValue:
    """Outcome months that others lost to limited openings over those added among the enrolled."""
    if record.crowding_market == 0.0:
        return missing("openings do not bind")
    persons = record.persons
    added = float((persons.outcome_time - persons.outcome_time_without)[persons.enrolled].sum())
    return ratio(record.crowding_market * record.people, added, "nothing was added among the enrolled")


PAID = (
    Indicator(
        name="displaced_share",
        unit="share",
        compute=displaced_share,
        good_for=(("people", -1),),
        question="How much of the gain did others lose?",
        formula="months lost by others to limited openings / months added among E",
        undefined="openings do not bind",
        sentence="Others lost {} of what the enrolled gained.",
    ),
    Indicator(
        name="paid_for",
        unit="per 100 enrolled",
        compute=paid_for,
        question="How many did the contract pay for?",
        formula="100 x recorded on the first paid metric (amounts over a whole window) / E",
        undefined="nobody enrolled; no metric paid; paid on a difference between groups, or by the level of an agreed activity",
        sentence="Of 100 enrolled, the contract pays for {}.",
    ),
    Indicator(
        name="measured_rate",
        unit="{metric}",
        compute=measured_rate,
        members=measured_rates,
        family="METRIC",
        question="What was recorded?",
        formula="recorded result / those counted",
        undefined="the metric counted nobody; no metric paid",
        sentence="The recorded result is {}.",
    ),
    Indicator(
        name="paid_minus_caused",
        unit="per 100 enrolled",
        compute=paid_minus_caused,
        good_for=(("payer", -1),),
        question="How far is what was paid from what was caused?",
        formula="100 x (recorded - (true with - true without)) / E, first paid metric",
        undefined="nobody enrolled; no metric paid; paid on a difference between groups, or by the level of an agreed activity",
        sentence="Of 100 enrolled, {} were paid for and not caused.",
    ),
    Indicator(
        name="false_claims",
        unit="per 100 enrolled",
        compute=false_claims,
        good_for=(("payer", -1),),
        question="How many claims were false?",
        formula="100 x false claims / E",
        undefined="nobody enrolled",
        sentence="For 100 enrolled, {} false claims were filed.",
    ),
    Indicator(
        name="misrecorded",
        unit="per 100 enrolled",
        compute=misrecorded,
        good_for=(("payer", -1),),
        question="How many are paid for as if they were in another pay group?",
        formula="100 x people recorded in a pay group not theirs, after audits / E",
        undefined="providers do not record pay groups, or none pays differently; nobody enrolled",
        sentence="Of 100 enrolled, {} were recorded in a pay group that is not theirs.",
    ),
)
