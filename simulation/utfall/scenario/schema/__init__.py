"""The vocabulary of the scenario file as pydantic models; their fields are the only list of keys.

A model here never fails. A value that is not understood becomes a `Bad` in its place, an unknown key stays in `model_extra`, and a missing
one stays `None`, so that all mistakes of a file can be told at once with their full paths, and so that what was understood can still be
checked against the rest.
"""
