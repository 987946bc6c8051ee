"""Closed forms of contract and incentive theory, each beside the real code set up as the theory assumes; one file a family."""
