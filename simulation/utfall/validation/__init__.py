"""Validation: what theory says beside what the model's own code does."""
