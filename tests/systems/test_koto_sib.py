"""What Koto-SIB must show beside what `tests/integration/test_koto_claims.py` holds: a second goal draws hours to what is cheap to reach."""

import utfall
from tests.systems.runs import share_above, side_by_side


def test_with_a_language_goal_beside_work_hours_drift_to_language() -> None:
    koto = utfall.load("koto_sib").replace({"providers.others.count": 2})  # nine unlike ones have nine tables
    work, both = side_by_side(koto.variant("sustained_6m"), koto.variant("work_and_language"), seeds=8, people=400)
    of_work, of_both = (seen["hours_by_task.language_teaching"] / sum(record.hours_by_task.sum() for record in seen.records) for seen in (work, both))
    assert share_above(of_both, of_work) == 1.0
    assert both["hours_by_task.language_teaching"].sum() > 1.5 * work["hours_by_task.language_teaching"].sum()
    assert share_above(both["measured_rate.language_course"], work["measured_rate.language_course"]) == 1.0
