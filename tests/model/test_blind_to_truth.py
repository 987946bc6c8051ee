"""No rule peeks: where all that is recorded is noise on the same draws, other true effects change no decision of a run."""

import hashlib
from dataclasses import replace

import pytest

from tests.model.build import ALL_OFF, COACHING, DRILL, PLACING, TEACHING, case
from utfall.base.draws import uniforms
from utfall.behaviour.catalogue import PROVIDER_RULES
from utfall.model import model as home
from utfall.model.model import ContractModel

SEES_NOISE = [phase for phase in home.MONTH if phase.__name__ != "respond"]
CHOOSING = replace(ALL_OFF, selection=True, noise=True, claims=True)
REPORTED = {"day_90": {"data_source": "provider_report"}}


def shown_noise(phase):
    """The phase, living in a world whose states are tossed coins."""

    def blind(model):
        people = model.people
        truth, now = people.history.copy(), people.state.copy()
        for month in range(people.history.shape[1]):
            people.history[0, month] = uniforms(model.seed_number, 200, month, 0, len(people)) < 0.3
        people.state[0] = people.history[0, model.month]
        phase(model)
        people.history[:], people.state[:] = truth, now

    return blind


def decisions(made, seed, monkeypatch=None):
    """Everything that providers decided in a run: whom they took, hours, false claims, what they have in mind."""
    if monkeypatch is not None:
        monkeypatch.setattr(home, "MONTH", tuple(shown_noise(phase) if phase in SEES_NOISE else phase for phase in home.MONTH))
    model, digest = ContractModel(made, seed), hashlib.sha256()
    while model.month < made.months:
        model.step()
        digest.update(model.newcomers.tobytes() + model.hours.tobytes() + model.rosters.ids.tobytes())
        digest.update(repr([(meter.false_claims, provider.memory) for meter in model.meters for provider in model.providers]).encode())
    return digest.hexdigest(), model.people.capability.sum()


def of(rule, gain):
    """A case whose coaching truly builds `gain` times as much, and in which providers believe the same of it."""
    tasks = (replace(COACHING, builds=(gain * 0.15, 0.0)), PLACING, replace(TEACHING, builds=(0.0, gain * 0.12)), DRILL)
    return case(
        rule=rule, tasks=tasks, belief=1.0 / gain, providers=2, eligible=80, places_each=20, who="provider", theta=1.5, amount=3000.0,
        metrics=REPORTED, integrity=0.3, mechanisms=CHOOSING, drop_out=0.0, length=14, follow_up=12, hours=150.0,
    )  # fmt: skip


@pytest.mark.parametrize("rule", PROVIDER_RULES)
def test_with_noise_for_records_true_effects_change_no_decision(rule, monkeypatch):
    weak, built = decisions(of(rule, 1.0), 5, monkeypatch)
    strong, built_more = decisions(of(rule, 2.0), 5, monkeypatch)
    assert weak == strong
    assert built_more > 1.5 * built > 0.0
    assert decisions(of(rule, 1.0), 6, monkeypatch)[0] != weak


def test_with_honest_records_true_effects_do_change_decisions():
    assert decisions(of("optimiser", 1.0), 5)[0] != decisions(of("optimiser", 2.0), 5)[0]
