"""Map of phenomena: in what share of a wide space of parameters each of them has the sign that is told of it."""
