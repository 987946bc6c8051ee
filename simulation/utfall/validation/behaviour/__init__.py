"""The behaviour bench: what a provider's rule earns, beside the most that could be earned."""
