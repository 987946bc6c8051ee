"""Audits of a run: which claims are audited, what they find, how many may still be made this month, and what providers expect of them."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normals_of, uniforms, uniforms_of
from utfall.base.quantities import Flow
from utfall.behaviour.auditors.views import AuditView
from utfall.behaviour.catalogue import AUDITORS
from utfall.contract.assurance.audits import audited, chance_of_audit, costs_to_audit
from utfall.contract.assurance.collecting import collected
from utfall.contract.review.weights import may_reweigh
from utfall.model.paying.accounts import MEASUREMENT

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.model.parties.organisations import ProviderAgent

Ids = NDArray[np.int32]
Bools = NDArray[np.bool_]
#: Share of the gap between claims expected and claims seen that a month closes.
LEARNING = 1.0 / 3.0
#: Audited claims, one in ten of them false, that stand in front of a provider's own.
IN_FRONT = 10.0


class Audits:
    """State of the audits of one run.

    chance   of being audited, as all expect it: under a capacity it hangs on how many claims others file
    by_metric   number of a meter -> claims audited and found false so far, where all claims are drawn among
    gaming   whether this run starts from everybody expecting false claims (only a capacity makes it matter)
    made     audits that are not paid for yet
    """

    __slots__ = ("_expected", "_filed", "_left", "_month", "by_metric", "chance", "gaming", "made", "rules", "whole")

    def __init__(self, model: "ContractModel") -> None:
        self.rules = model.case.contract.assurance
        bounded = self.rules.audit_capacity is not None
        #: all claims are drawn among, not the false ones alone
        self.whole = bounded or self.rules.chosen == "by_risk" or model.case.people.referral == "by_rating"
        self.whole |= model.case.mechanisms.trust or costs_to_audit(self.rules)
        self.whole |= model.case.contract.review is not None and may_reweigh(model.case.contract.review)
        self.by_metric: dict[int, tuple[int, int]] = {}
        start = float(uniforms(model.people.seed, int(Purpose.CONDUCT), 0, 0, 1)[0]) if bounded else 1.0
        self.gaming = start < model.case.profile.others.gaming_start
        self._expected = model.case.people.offered / model.case.people.enrolment if self.gaming else 0.0
        self._month, self._filed, self._left, self.made = 0, 0, 0, 0
        self.chance = chance_of_audit(self.rules, self._expected)

    def _open(self, month: int) -> None:
        """A new month: what was filed in the last one with claims moves what is expected; the capacity is whole again."""
        if month == self._month:
            return
        if self._filed:
            self._expected += LEARNING * (self._filed - self._expected)
            self.chance = chance_of_audit(self.rules, self._expected)
        self._month, self._filed = month, 0
        monthly = 0.0 if self.rules.audit_capacity is None else self.rules.audit_capacity.monthly
        self._left = int(month * monthly + 1e-9) - int((month - 1) * monthly + 1e-9)

    def caught(self, model: "ContractModel", lane: int, true: Ids, false: Ids) -> Bools:
        """(false.size,) which false claims on one metric (its number: `lane`) an audit finds, among all claims on it this month."""
        month, seed = model.month, model.seed_number
        self._open(month)
        self._filed += true.size + false.size
        found = uniforms_of(seed, int(Purpose.DETECTION), month, lane, false) < self.rules.detection.fraction
        if not self.whole:
            return (uniforms_of(seed, int(Purpose.AUDIT), month, lane, false) < self.rules.audit.fraction) & found
        drawn = self._drawn(model, lane, np.concatenate([true, false]), true.size)
        by, providers = model.people.provider[np.concatenate([true, false])], len(model.providers)
        model.ratings.audited += np.bincount(by[drawn], minlength=providers)
        caught: Bools = drawn[true.size :] & found
        model.ratings.found += np.bincount(by[true.size :][caught], minlength=providers)
        audited_, false_ = self.by_metric.get(lane, (0, 0))
        self.by_metric[lane] = audited_ + int(drawn.sum()), false_ + int(caught.sum())
        return caught

    def fine(self, model: "ContractModel", persons: Ids) -> None:
        """The providers of these persons (n,) owe the first payer the agreed penalty for each; it is taken when the month is settled."""
        if self.rules.penalty is not None:
            payer, amount = model.case.contract.payers[0].id, self.rules.penalty.minor
            model.penalties += [(int(model.people.provider[person]), payer, amount) for person in persons]

    def _drawn(self, model: "ContractModel", lane: int, persons: Ids, honest: int) -> Bools:
        """(n,) which claims are audited; the first `honest` of them are true, which only their papers tell."""
        month, seed, insight = model.month, model.seed_number, model.case.profile.others.audit_insight
        luck = uniforms_of(seed, int(Purpose.AUDIT), month, lane, persons)
        risk = None
        if self.rules.chosen == "by_risk":
            doubt = normals_of(seed, int(Purpose.DOUBT), month, lane, persons)
            doubt[honest:] += insight
            ratings = model.ratings
            record = ((ratings.found + 0.1 * IN_FRONT) / (ratings.audited + IN_FRONT))[model.people.provider[persons]]
            risk = AUDITORS[self.rules.chosen].risk(AuditView(doubt=doubt, record=record, insight=insight))
        rules = self.rules if self.rules.audit_capacity is None else replace(self.rules, audit_capacity=Flow(float(self._left)))
        drawn: Bools = audited(rules, luck, risk)
        self._left -= int(drawn.sum())
        self.made += int(drawn.sum())
        return drawn

    def pay(self, model: "ContractModel") -> None:
        """The first payer buys the audits of the month: a resource, as measuring is."""
        if self.rules.audit_cost is None or not self.made:
            return
        ledger, payer = model.accounts.ledger, model.case.contract.payers[0].id
        amount, self.made = self.made * self.rules.audit_cost.minor, 0
        ledger.transfer(model.month, ledger.account(payer), model.accounts.staff, amount, ledger.clause(MEASUREMENT))

    def penalty_of(self, provider: "ProviderAgent") -> float:
        """Minor units that a detected claim costs a provider: as far as they can be collected."""
        return 0.0 if self.rules.penalty is None else float(collected(self.rules.penalty.minor, provider.cash))
