"""Over-payment of terms on cohorts, and its parts: bias and luck."""

from dataclasses import dataclass

import numpy as np

from utfall.indicators.pooling import Resampler, by_seed, columns, points_of, quotient, said
from utfall.indicators.values import NOT_COMPUTED, Indicator, Rows, Setting, Summary

LEAST_SEEDS = 10


@dataclass(frozen=True, slots=True)
class Cohort:
    """Rule of one cohort of one clause: the due amount is share x effect x quantity, between floor and cap (None: no limit)."""

    share: float
    quantity: float
    floor: float | None
    cap: float | None

    def due(self, effect: float) -> float:
        """Minor units due for an effect per counted person."""
        amount = self.share * effect * self.quantity
        amount = amount if self.cap is None else min(amount, self.cap)
        return amount if self.floor is None else max(amount, self.floor)


def over_payment(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """(E[due(measured)] - E[due(true)]) / E[due(measured)] over all runs, and its parts: bias and luck."""
    rows, unit = by_seed(rows), "share of cohort payments"
    places = sorted({name.removesuffix(".due") for row in rows for name in row.values if name.startswith("_cohort.") and name.endswith(".due")})
    names = ("over_payment", "over_payment_bias", "over_payment_luck")
    if not places:
        return {name: said(None, (None, None), unit, rows, "nothing is paid on cohorts") for name in names}
    due = np.sum([columns(rows, f"{place}.due").top for place in places], axis=0)
    if any(np.isnan(columns(rows, f"{place}.due_true").value).all() for place in places):
        return {name: said(None, (None, None), unit, rows, NOT_COMPUTED) for name in names}
    true = np.sum([columns(rows, f"{place}.due_true").top for place in places], axis=0)
    if due.sum() == 0:
        return {name: said(None, (None, None), unit, rows, "nothing was due") for name in names}
    resampler, total = Resampler.of(rows), float(due.sum())
    mean = float((due - true).sum()) / total
    interval = resampler.interval(quotient(resampler.sums(due - true), resampler.sums(due)))
    found = {"over_payment": said(mean, interval, unit, rows)}
    if min(len(point) for point in points_of(rows)) < LEAST_SEEDS:
        return found | {name: said(None, (None, None), unit, rows, "fewer than 10 seeds a parameter point") for name in names[1:]}
    if any(np.isnan(columns(rows, f"{place}.share").value).all() for place in places):
        return found | {name: said(None, (None, None), unit, rows, "a threshold or steps pay no constant share") for name in names[1:]}
    bias = _bias(rows, places) / total
    return found | {"over_payment_bias": said(bias, (None, None), unit, rows), "over_payment_luck": said(mean - bias, (None, None), unit, rows)}


def _bias(rows: Rows, places: list[str]) -> float:
    """Sum over runs of due(mean measured) - due(mean true), means over the seeds of the run's parameter point."""
    total = 0.0
    for point in points_of(rows):
        ours = [rows[place] for place in point]
        for place in places:
            facts = {name: columns(ours, f"{place}.{name}").value for name in ("measured", "true", "quantity", "share", "floor", "cap")}
            there = ~np.isnan(facts["measured"])
            if there.any():
                mean = {name: float(fact[there].mean()) for name, fact in facts.items()}
                limits = (None if np.isnan(mean["floor"]) else mean["floor"], None if np.isnan(mean["cap"]) else mean["cap"])
                rule = Cohort(mean["share"], mean["quantity"], *limits)
                total += int(there.sum()) * (rule.due(mean["measured"]) - rule.due(mean["true"]))
    return total


COHORTS = (
    Indicator(
        name="over_payment",
        unit="share of cohort payments",
        needs="ensemble",
        pool=over_payment,
        good_for=(("payer", -1),),
        question="Is more paid on cohorts than their true effect is due?",
        formula="(E due(measured) - E due(true)) / E due(measured)",
        undefined="no cohort term; nothing due; parts: under 10 seeds a point, or a threshold or steps",
        sentence="Cohort payments are {} above what is due on the truth.",
    ),
    Indicator(
        name="over_payment_bias",
        unit="share of cohort payments",
        needs="ensemble",
        good_for=(("payer", -1),),
        question="How much of it is bias?",
        formula="by point: due(mean measured) - due(mean true), over E due(measured)",
        undefined="as over_payment",
        sentence="{} of it is bias.",
    ),
    Indicator(
        name="over_payment_luck",
        unit="share of cohort payments",
        needs="ensemble",
        good_for=(("payer", -1),),
        question="How much of it is luck?",
        formula="over_payment - over_payment_bias",
        undefined="as over_payment",
        sentence="{} of it is luck.",
    ),
)
