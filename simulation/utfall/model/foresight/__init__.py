"""What providers and other parties expect of a contract: the one Forecast, value tables, planned hours."""
