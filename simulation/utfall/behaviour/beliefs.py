"""What a provider believes of the base rate and of its own effect: jointly normal, so that results alone teach only their sum.

Results are shares of the people whose service has ended that are then in the outcome:

    result = base + effect x (what help adds for one unit of effect) + noise

A gap between result and forecast is laid on the two by their prior variances; no number of results ever parts them (theory bench T25). A control
group shows the base alone; people who got unlike hours show the effect alone, as far as the data are good enough to be used for it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Belief:
    """Mean and covariance.

    base, var_base       what the base rate is over what the value tables take it for (share; share squared)
    effect, var_effect   what an hour builds, over the truth (ratio), as `belief_in_own_effect`
    cov                  of the two
    """

    base: float
    effect: float
    var_base: float
    var_effect: float
    cov: float = 0.0

    def seen(self, value: float, of_base: float, of_effect: float, variance: float) -> "Belief":
        """After an observation of `of_base` x base + `of_effect` x effect with a normal error of that variance (Bayes' rule)."""
        with_base = self.var_base * of_base + self.cov * of_effect
        with_effect = self.cov * of_base + self.var_effect * of_effect
        total = of_base * with_base + of_effect * with_effect + variance
        if total <= 0.0:
            return self
        gap = value - of_base * self.base - of_effect * self.effect
        return Belief(
            self.base + with_base / total * gap,
            self.effect + with_effect / total * gap,
            self.var_base - with_base * with_base / total,
            self.var_effect - with_effect * with_effect / total,
            self.cov - with_base * with_effect / total,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A year's results, n people, as recorded; `sums` are over them.

    over        of result (0 or 1) less the chance that the tables give without any help
    gain        of what help of effect 1 adds to that chance
    gain_square, cross   of gain squared, and of gain x over
    chance      of p (1 - p)
    """

    people: float = 0.0
    over: float = 0.0
    gain: float = 0.0
    gain_square: float = 0.0
    cross: float = 0.0
    chance: float = 0.0

    def learned(self, prior: Belief, common: float) -> Belief:
        """From own results: the sum of base and effect. `common` sd of what all results of the year share (share)."""
        if self.people <= 0.0:
            return prior
        return prior.seen(self.over / self.people, 1.0, self.gain / self.people, self.chance / self.people**2 + common**2)

    def compared(self, prior: Belief) -> Belief:
        """From a control group that was measured under the same shocks: the base alone."""
        if self.people <= 0.0:
            return prior
        return prior.seen(self.over / self.people, 1.0, 0.0, self.chance / self.people**2)

    def varied(self, prior: Belief, usable: float) -> Belief:
        """From unlike hours: the effect alone, as far as recorded variation is usable (share)."""
        if self.people <= 1.0 or usable <= 0.0:
            return prior
        spread = self.gain_square - self.gain**2 / self.people
        together = self.cross - self.gain * self.over / self.people
        if spread <= 1e-12:
            return prior
        return prior.seen(together / spread, 0.0, 1.0, self.chance / self.people / (usable * spread))


#: Expected greatest of n standard normals, n = 1 ... 10.
GREATEST = (0.0, 0.564190, 0.846284, 1.029375, 1.162964, 1.267206, 1.352178, 1.423600, 1.485013, 1.538753)


def winners_curse(spread: float, bidders: int) -> float:
    """What the winner of a tender believes its effect to be, over the truth: 1 + s m_n, for unbiased signals of sd s (theory bench T24).

    More than ten bidders count as ten. For a case that is not put out to tender in the file, and of the effect alone: what the base rate is worth
    in pay is not known where a profile is read. With `market.tender` bids are made on both (`bidding.py`).
    """
    return 1.0 + spread * GREATEST[min(max(bidders, 1), len(GREATEST)) - 1]
