"""What is told of a finished run, truth and record side by side, for indicators alone."""
