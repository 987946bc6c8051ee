"""Whom the referrer sends, and first: chosen once at set-up, on what it sees; and what each month's referrals weigh the providers with."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, uniforms
from utfall.behaviour.catalogue import COMMISSIONERS, REFERRERS
from utfall.behaviour.referrers.views import RatingView, ReferralView
from utfall.model.parties.casebook import noisy_looks
from utfall.model.parties.recent import recent_record
from utfall.model.parties.signing import commissioner_of
from utfall.people.make import lowest
from utfall.people.population import Population

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
NOTHING = np.empty(0)


def choose_whom_to_send(model: "ContractModel") -> None:
    """Draw the offered anew among those the referrer puts first, and put them in line by it; a control group stays a lot among the same."""
    rule, people, params = REFERRERS[model.case.people.referral], model.people, model.case.people
    if not rule.reads:
        return
    others = model.case.profile.others
    look = _looks(people, others.referrer_accuracy) if rule.reads == "look" else NOTHING
    past = recent_record(model, round(others.referrer_window)) if rule.reads == "past" else NOTHING
    order = np.lexsort((people.place_in_line, -rule.urgency(ReferralView(look=look, past=past))))
    pool = np.zeros(len(people), dtype=bool)
    pool[order[: params.offered + params.control]] = True
    lots = uniforms(people.seed, int(Purpose.LOT), 0, 0, len(people))
    people.control = lowest(np.where(pool, lots, 2.0), params.control)
    people.offered = pool & ~people.control
    people.place_in_line = np.empty(len(people))
    people.place_in_line[order] = (np.arange(len(people)) + 0.5) / len(people)


def let_commissioner_choose(model: "ContractModel") -> None:
    """Where the commissioner selects, put first in line whom it wants to be served."""
    contract = model.case.contract
    if contract.service.who_selects != "commissioner":
        return
    people = model.people
    first = COMMISSIONERS[commissioner_of(model, contract.payers[0])].first(model.casebook.need_class.astype(np.float64))
    if first is not None:
        order = np.lexsort((people.place_in_line, -first))
        people.place_in_line = np.empty(len(people))
        people.place_in_line[order] = (np.arange(len(people)) + 0.5) / len(people)


def _looks(people: Population, accuracy: float) -> Floats:
    """(N,) the referrer's own look at need, over all groups."""
    need = people.need
    looks: Floats = noisy_looks(people.seed, int(Purpose.REFERRER_LOOKS), accuracy, (need - need.mean()) / max(float(need.std()), 1e-12))
    return looks


def weigh_providers(model: "ContractModel", arriving: slice) -> None:
    """Before the first referral of those who arrive: the weights of the providers, where the referrer looks at ratings."""
    rule = REFERRERS[model.case.people.referral]
    weights, trust = model.settlement.provider_weight, model.around.trust
    if rule.rates:
        weights = rule.shares(RatingView(weights=weights, rating=model.ratings.now(model), pull=model.case.profile.others.rating_pull))
    if rule.rates or trust is not None:
        model.referrals.weigh(weights if trust is None else trust.weights(weights), arriving)
