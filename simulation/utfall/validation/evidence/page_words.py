"""What the page docs/evidence.md says around its tables."""

HEAD = """\
# Evidence

What was read of real systems beside what the model shows: `utfall validate --evidence`. This page is made from the code and from the kept copy
of what came out, `results/published/evidence.csv`: `utfall validate --evidence --output results/published` makes the copy,
`python -m utfall.validation.evidence` the page; a test keeps them in step.

A **target** (C) is looked at by its mean over seeds (a ratio of sums), a **stylised fact** (S) by the middle of its seeds and, where a sign is
asked for, by the share of seeds that show it (nine in ten at least); a chance counts by its share of seeds. A fact that holds in one region
and fails in another has a row for each. All runs are at central values: what luck does is in them, what nobody knows is not. Bands are as
published where a source gives one; "ours" in the source says where not. No band is widened.

| verdict | meaning |
| --- | --- |
| met | in the band; no input of the case was set to this figure, and no other region was looked at first |
| met at a chosen region | in the band, in a region or at a price chosen after others had been run: such a region exists, and no more |
| restated | in the band because an input was fitted or set to this figure, or as arithmetic of inputs: no success of the model |
| missed | outside the band, or the sign shows in fewer than nine seeds in ten |
| not testable | with the reason |

**What was fitted.** The joint fit has 18 of these rows in its objective ([calibration.md](calibration.md)). The other rows of role *calibrate* were
not in it, but were seen while the cases were made; some have an input of their own set to them, which makes them *restated*.

**Hold-out** rows were not fitted. None is a blind forecast: their published values had been read, and a prototype had been held against them,
before this model was built. Forecasts that were frozen with a commit, and what had been seen by then, stand in
`validation/frozen_forecasts.toml`; the page gives each with its commit and the version of the model, and **only the first of them is scored**.
What the model says now, under a later version and when all of these rows had been seen, stands in a column of its own. Rows that say *none* have
**no frozen, dated forecast**. Two naive forecasts stand beside: that nothing works, and that what was promised comes true; in brackets how far
outside the band each lies (a blank: that forecast says nothing of the row). **S33** was held out too, until other splits of its fee were run before
the one that is kept: it counts as seen, and as held out no more.

**Proxy** in "how it is looked for" says that the source counts another quantity than is looked at here. **Input** rows are terms that a scenario
states. **Weak** rows count in nothing.

The rows that are missed stand in `validation/known_misses.toml` with their reasons. The command ends with 1 if other rows are missed than those, in
either direction. Rows marked * hang on how providers answer a price, of which no source tells: the command shows them under each calibration.

"""

CHANGED = """
## Measures and sizes that were changed after a value had been seen

- S40 was the best of ten providers' shares over all of them: 1.10, in the band. Ten providers made alike give 1.10 too: it was the luck of the
  largest of ten small shares. It is now looked at in expected rates, which luck does not move.
- S09 was the correlation with the months added as they fell (-0.05), which hangs on the luck that a person's two worlds share; it is now that with
  the months that mean hours are expected to add.
- S29 was what is paid over what would be due by true groups (4.8 %); it is now recorded risk over true risk.
- S06.before was the rate of placement where the day may be chosen over the rate where it may not (1.15), and then where the ends lie (8.7). Whoever
  has found no work ends in the last month allowed by the rule itself, so that this says *restated*; the rate of placement has a row of its own,
  S06.placed.
- S11.goal was the months in work of those enrolled (0.01 more under the list, "nothing is won and nothing lost"). That was wrong: a provider takes
  other people under a list of prices. It is now the months added to each over the same person without the contract, as in the tests of the case.
- S03 was the providers' own look at need, twice as accurate (-3.3 with few hours; -2.4 with many, where the page said that the order turned, and it
  is the same sign), with reserves at which a dearer price made them give a sixth of the hours. The source means who is put into which price group.
  It is now that: it holds where prices are so high that only hours are short (on these terms a dearer group takes away nothing inside groups), and
  fails in a town where groups are drawn twice as well (drawn better still, too). So the model does not say which of the two is better: it differs
  from case to case.
- S27.people said "share of records"; what was read is the share of agents. What is looked at is still records: a proxy, and restated.
- C44 and S42.cost were "not testable", though a file states what setting up costs: they are terms, and missed. C42.fee was too, though the share of
  a fee can be reckoned on what is forecast; it stood at 29, in whole per cent, until the file's fee followed.
- C20 and S38.checklist had counted among the rows that the model wins against naive forecasts, S38.historical with a distance of nothing though its
  sign does not show ("nearest alone in 6 of 9"). Take-up is a term of Peterborough's file: C20 says so now.
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
