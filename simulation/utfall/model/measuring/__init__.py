"""How things are recorded: meters of every metric, comparisons, who measures. Nothing downstream of a meter sees the truth."""
