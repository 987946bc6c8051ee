"""Evidence: what was read of real systems beside what the model does with them."""
