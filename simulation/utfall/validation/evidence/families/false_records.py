"""Records kept by who is paid on them: false claims, and people recorded as harder than they are."""

from typing import Any

import numpy as np

from utfall.base.records import RunRecord
from utfall.validation.evidence.families.reading import metric
from utfall.validation.evidence.observable import Observable, Part, of_group
from utfall.validation.evidence.setup import Setup

SEEDS = 16
#: An organisation counts as one that cheats if more than a tenth of its records are false.
CHEATS = 0.1
OWN_RECORDS = (Setup("koto_sib:sustained_6m", sets=(("contract.metrics.sustained_6m.data_source", "provider_report"),), people=2000),)
_GROUPS: tuple[tuple[str, Any], ...] = (
    *(("people.groups.near.title", "near"), ("people.groups.near.share", "50 %"), ("people.groups.near.need", -0.5)),
    *(("people.groups.far.title", "far"), ("people.groups.far.share", "50 %"), ("people.groups.far.need", 0.5)),
)
#: Risk by which the two groups are priced.
NEAR, FAR = 1.0, 2.0
#: Two groups, the harder at twice the price.
BY_SEVERITY = (
    Setup(
        "first_steps",
        sets=(
            *_GROUPS,
            ("contract.terms.job.price.near", "SEK 40 000 per person"),
            ("contract.terms.job.price.far", "SEK 80 000 per person"),
            ("contract.assurance.severity", "provider_report"),
        ),
    ),
)


def false_records(record: RunRecord) -> Part:
    """False records of six months in work, % of records."""
    found = metric(record, "sustained_6m")
    return 100.0 * float((found.recorded > found.true)[found.counted].sum()), float(found.recorded[found.counted].sum())


def organisations(record: RunRecord) -> Part:
    """Providers of whose records more than a tenth are false, % of providers."""
    found, providers = metric(record, "sustained_6m"), len(record.providers)
    whose = record.persons.provider
    counts = [np.bincount(whose[who & (whose >= 0)], minlength=providers) for who in (found.recorded > found.true, found.recorded > 0)]
    return 100.0 * float((counts[0] > CHEATS * counts[1]).sum()), float(providers)


def recorded_risk(record: RunRecord) -> Part:
    """Recorded risk of those enrolled over their true risk, % above; risk as it is priced, 1 for the near and 2 for the far group.

    Only the near are worth recording in the other group, so that each record that is not true adds 1.
    """
    near, far = (float((record.persons.enrolled & of_group(record, group)).sum()) for group in ("near", "far"))
    return 100.0 * record.around["misrecorded"] * (FAR - NEAR), NEAR * near + FAR * far


_INTEGRITY = "the cost of an outright lie and its spread over persons and organisations, set in a prototype so that this comes out"
FALSE_RECORDS = (
    Observable(
        row="S27.people",
        how="koto_sib:sustained_6m on the providers' own records, no audit: false of all records",
        setups=OWN_RECORDS,
        seeds=SEEDS,
        of=false_records,
        restates=_INTEGRITY,
        proxy="the source has the share of agents who cheat (classrooms), not of their records",
    ),
    Observable(
        row="S27.organisations",
        how="the same: providers of whose records more than a tenth are false",
        setups=OWN_RECORDS,
        seeds=SEEDS,
        of=organisations,
        pooled=True,
        restates=_INTEGRITY,
    ),
    Observable(
        row="S29",
        how="first_steps, a near and a far group, the far one at twice the price, providers say who is far: recorded risk over true, by prices",
        setups=BY_SEVERITY,
        seeds=24,
        of=recorded_risk,
        chosen="twice the price for the far group; at half as much again payments rise by 3 %",
    ),
)
