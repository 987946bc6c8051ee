"""Set-ups that several entries share: one provider and one person, and a whole run of a plain case."""
