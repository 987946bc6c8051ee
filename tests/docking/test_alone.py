"""One rule changed on one side alone: the comparison must tell."""

from dataclasses import replace
from importlib import import_module
from types import SimpleNamespace

import numpy as np
import pytest

import utfall.behaviour.providers.optimiser as rule
import utfall.behaviour.selection as choice
import utfall.model.model as production
import utfall.people.make as making
from tests.docking.cases import STAKES, Docked
from tests.docking.comparing import Watched, differences
from tests.docking.plain_contract import claiming, hours, metrics, model, paying, people, provider, run_contract
from utfall.base.draws import Purpose
from utfall.contract.limits import Limiter
from utfall.model.measuring import metering
from utfall.model.paying import auditing, claims, recourse, settlement

SEED = 1


@pytest.fixture(scope="module")
def agreed():
    """Both sides as they are."""
    case = Docked().case
    return SimpleNamespace(case=case, production=Watched(case, SEED, STAKES), twin=run_contract(case, SEED, STAKES))


def test_nothing_changed_nothing_told(agreed):
    assert differences(agreed.production, agreed.twin) == []


def _surplus_upside_down(patch):
    was = provider.Provider.surplus
    patch.setattr(provider.Provider, "surplus", lambda self, person: 200_000.0 - was(self, person))


def _less_effort_of_the_twin(patch):
    was = provider.fit
    patch.setattr(provider, "fit", lambda given, cost, budget: [[0.95 * one for one in row] for row in was(given, cost, budget)])


def _no_cap_of_the_twin(patch):
    patch.setattr(paying.Settler, "under_limits", lambda self, person, amount: amount)


def _another_audit_of_the_twin(patch):
    was = claiming.verify

    def verify(twin, metric, true):
        whole = twin.draws.uniform
        twin.draws.uniform = lambda purpose, month=0, lane=0: whole(purpose, month, lane + 1 if purpose == "AUDIT" else lane)
        found = was(twin, metric, true)
        twin.draws.uniform = whole
        return found

    patch.setattr(model, "verify", verify)


def _slower_decay_in_the_twin(patch):
    was = people.World.__init__

    def make(self, case, draws):
        was(self, case, draws)
        self.keeps = [kept + 0.001 for kept in self.keeps]

    patch.setattr(people.World, "__init__", make)


def _a_month_too_many_in_the_twin(patch):
    patch.setattr(model, "count", lambda person, metric, month: metrics.count(person, _longer(metric), month))


def _longer(metric):
    if metric.kind != "time_in":
        return metric
    return replace(metric, within=tuple(replace(time, months=time.months + 1) for time in metric.within))


def _faster_motivation_of_the_twin(patch):
    was = provider.Provider.feel
    patch.setattr(provider.Provider, "feel", lambda self, stake: was(self, 1.02 * stake))


def _coarser_price_of_the_twin(patch):
    patch.setattr(hours, "CLOSE", 1e-4)


def _halves_up_in_the_twin(patch):
    patch.setattr(paying, "round", lambda amount: int(amount + 1), raising=False)


def _less_taken_back_by_the_twin(patch):
    patch.setattr(model, "loses", lambda person, take, metric, month: metrics.loses(person, take, metric, month) and person.group == 0)


TWIN = [
    _surplus_upside_down,
    _less_effort_of_the_twin,
    _no_cap_of_the_twin,
    _another_audit_of_the_twin,
    _slower_decay_in_the_twin,
    _a_month_too_many_in_the_twin,
    _faster_motivation_of_the_twin,
    _coarser_price_of_the_twin,
    _halves_up_in_the_twin,
    _less_taken_back_by_the_twin,
]


@pytest.mark.parametrize("change", TWIN)
def test_a_change_of_the_twin_alone_is_told(agreed, monkeypatch, change):
    change(monkeypatch)
    assert differences(agreed.production, run_contract(agreed.case, SEED, STAKES)) != []


def _surplus_without_hours(patch):
    was = choice.expected_surplus
    patch.setattr(rule, "expected_surplus", lambda view: was(replace(view, wage=2.0 * view.outlook.tasks.later)))


def _less_effort(patch):
    was = rule.fill_caseloads

    def fill(*columns):
        was(*columns)
        given, by_task = columns[7], columns[8]
        given *= 0.95
        by_task *= 0.95

    patch.setattr(rule, "fill_caseloads", fill)


def _no_cap(patch):
    patch.setattr(Limiter, "_of_persons", lambda self, persons, groups, amounts: amounts)


def _another_audit(patch):
    was = auditing.uniforms_of
    patch.setattr(
        auditing,
        "uniforms_of",
        lambda seed, purpose, month, lane, persons: was(seed, purpose, month, lane + (purpose == int(Purpose.AUDIT)), persons),
    )


def _slower_decay(patch):
    was = making.compile_laws

    def compile_(params, mechanisms):
        laws = was(params, mechanisms)
        return replace(laws, months=laws.months._replace(keeps=laws.months.keeps + 0.001))

    patch.setattr(making, "compile_laws", compile_)


def _a_month_too_many(patch):
    was = production.make_meters

    def make(*given):
        made = was(*given)
        for meter in made.meters:
            if meter.metric.kind == "time_in":
                (part,) = meter.parts
                meter.parts = (replace(part, stacked=part.stacked._replace(last=part.stacked.last + 1)),)
                meter.last += 1
        return made

    patch.setattr(production, "make_meters", make)


def _faster_motivation(patch):
    adapt = import_module("utfall.model.phases.adapt")
    was = adapt.control
    patch.setattr(adapt, "control", lambda form, stake, scale: was(form, 1.02 * stake, scale))


def _honesty_by_another_draw(patch):
    was = claims.normals_of
    patch.setattr(claims, "normals_of", lambda seed, purpose, month, lane, persons: was(seed, purpose, month + 1, lane, persons))


def _more_held_back(patch):
    was = recourse.withheld
    patch.setattr(recourse, "withheld", lambda clause, due: was(clause, due) + np.minimum(due, 1))


def _fees_one_higher(patch):
    was = settlement.starts_due
    patch.setattr(settlement, "starts_due", lambda clause, groups, factor: was(clause, groups, factor) + 1)


def _fewer_missed(patch):
    was = metering.uniforms_of
    patch.setattr(metering, "uniforms_of", lambda seed, purpose, month, lane, persons: was(seed, purpose, month, lane, persons) + 0.05)


def _a_unit_less_taken_back(patch):
    was = recourse.clawback_due
    patch.setattr(recourse, "clawback_due", lambda clause, lost, paid: np.minimum(was(clause, lost, paid) + 1, 0))


PRODUCTION = [
    _surplus_without_hours,
    _less_effort,
    _no_cap,
    _another_audit,
    _slower_decay,
    _a_month_too_many,
    _faster_motivation,
    _honesty_by_another_draw,
    _more_held_back,
    _fees_one_higher,
    _fewer_missed,
    _a_unit_less_taken_back,
]


@pytest.mark.parametrize("change", PRODUCTION)
def test_a_change_of_production_alone_is_told(agreed, monkeypatch, change):
    change(monkeypatch)
    assert differences(Watched(agreed.case, SEED, STAKES), agreed.twin) != []
