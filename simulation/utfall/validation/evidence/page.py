"""The page docs/evidence.md, made from the rows and from how they are looked for; a test keeps the two in step."""

from collections.abc import Iterator

from utfall.validation.evidence.evidence import Evidence, evidence
from utfall.validation.evidence.misses import known_misses
from utfall.validation.evidence.observable import Observable
from utfall.validation.evidence.registry import NOT_TESTABLE, OBSERVABLES, PRICE_RESPONSE
from utfall.validation.evidence.report import BLOCKS, band

_HEAD = """\
# Evidence

What was read of real systems beside what the model shows: `utfall validate --evidence`. This page is made from the code
(`utfall.validation.evidence.page`); a test keeps the two in step.

A **target** (C) is met if its mean over seeds (a ratio of sums) lies in the band. A **stylised fact** (S) is met if the middle of its seeds
lies in the band and, where a sign is asked for, at least nine seeds in ten show it; a chance counts by its share of seeds. A fact that
holds in one region and fails in another has a row for each. All runs are at central values: what luck does is in them, what nobody knows is
not. Bands are as published where a source gives one; "ours" in the source says where not. No band is widened, and nothing is tuned to this
table outside the calibration, which says what it was fitted to.

**Hold-out** rows were never fitted. Each stands beside two naive forecasts: that nothing works, and that what was promised comes true.
**Input** rows are terms that a scenario states: they must be exact. **Weak** rows count in nothing.

The rows that are missed stand in `validation/known_misses.toml` with their reasons. The command ends with 1 if other rows are missed than
those, in either direction. Rows marked * hang on how providers answer a price, of which no source tells: they are shown under each
calibration. A kept copy of the table is `results/published/evidence.csv`.

"""

_CHOICES = """
## Choices made after a value had been seen

- Facts with a region of their own were looked for over several values first, and the region named after: S10 (what share of people finds
  work by itself: 5 % and 20 % a month), S17 (help that builds up an eighth as fast; at a quarter no payment comes in 28 % of runs), S32
  (need weight 1, the top of its range; at the shared value of 0.5 the easy are taken).
- S01.elsewhere takes five times the price; at three times the easy get less in five seeds of six only.
- S22 takes a mission weight of nothing and one of 0.35, and stakes at which hours are neither none nor all; between them the sign turns.
- S29 takes twice the price for the far group; at half as much again payments rise by 3 %.
- S33 (held out) takes three tenths up front, as is recalled of the French trial. Other splits had been run before it: nothing up front
  gives 0.7, SEK 10 000 of 55 000 gives 0.04.
- S15 takes the worst tenth of the staff and years that are alike. As the case is, with half of the staff and a common shock, people get better
  by 4 % by themselves, and the luck of the years, 8 %, hides it.
- S35 pays for six months in work. Paid for a job on day 90 instead, the easy are placed by 14 points more and their jobs are 15 % shorter:
  the second half fails.
- S41 looks at two budgets without money from the state. With it the municipality does not lose, and the wrong pocket is gone.
- C27.loss is the lender's result in runs in which nothing is paid; the comparison with earlier years says a tenth fewer days in about one
  run of twelve.
- S16.nine sets what help is worth so that nine events in a hundred do not happen, which is what the row asks about.
- S05 runs six thousand people, so that luck between two contracts does not hide the difference.
- S05 again: bidders had been sure of the base rate, and what winners reckoned with was 1.03 times what came. As that was wrong by the model's own
  account of beliefs, they now see it with an error, of the size that learning already had for it (`base_spread`, unchanged). How an error in the
  base rate makes pay was chosen before the rows were run again: by running the Forecast at other base rates, which gives 1.24. Two shorter
  ways had been looked at, for the slope alone: pay in proportion to the base rate, and people as they are now, by whether they are in the outcome
  at the end. By theory they would have given about 1.17 and 1.06 (and this way 1.22). Both rows of S05 are missed still, by their signs.
- C06 (fitted) is looked for as before. The primes did win tenders: in one tender of the Work Programme with five bidders, none of them optimistic, it
  would be about 1.31 by theory (slope 5.3 times pay; 1.15 with two bidders, 1.41 with ten).
"""


def page() -> str:
    """The whole page."""
    return _HEAD + "\n".join(_blocks()) + _CHOICES


def _blocks() -> Iterator[str]:
    by_row = {one.row: one for one in OBSERVABLES}
    for title, roles in BLOCKS:
        yield f"## {title}\n"
        yield "| row | what was read | band | source; confidence | how it is looked for | runs | missed because |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        yield from (_line(row, by_row.get(row.id)) for row in evidence() if row.role in roles)
        yield ""


def _line(row: Evidence, observable: Observable | None) -> str:
    star = "\\*" if row.id in PRICE_RESPONSE else ""
    value = f" ({row.value})" if row.value else ""
    how, runs = ("not testable: " + NOT_TESTABLE.get(row.id, ""), "") if observable is None else (observable.how, _runs(observable))
    cells = (
        f"{row.id}{star}",
        f"{row.about}: {row.statement}{value}",
        f"{band(row)} {row.unit}".strip(),
        f"{row.source}; {row.confidence}",
        how,
        runs,
        known_misses().get(row.id, ""),
    )
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _runs(observable: Observable) -> str:
    sizes = sorted({setup.people for setup in observable.setups if setup.people is not None})
    people = f", {sizes[0]} people" if sizes else ""
    return f"{observable.seeds} x {len(observable.setups)}{people}"
