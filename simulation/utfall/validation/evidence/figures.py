"""Figures of rows as text."""

from math import isfinite, isinf

from utfall.validation.evidence.evidence import Evidence
from utfall.validation.evidence.verdict import Verdict


def number(value: float | None) -> str:
    """Three digits."""
    return "" if value is None or not isfinite(value) else f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}".replace(",", " ")


def band(row: Evidence) -> str:
    """The band in words, with the sign that is asked for."""
    if isinf(row.low) and isinf(row.high):
        return ""
    text = (
        f"{number(row.low)} or more"
        if isinf(row.high)
        else f"{number(row.high)} or less"
        if isinf(row.low)
        else f"{number(row.low)} to {number(row.high)}"
    )
    return f"= {number(row.low)}" if row.low == row.high else text


def sign(verdict: Verdict) -> str:
    """In what share of the seeds the sign that is asked for came out."""
    return f"{100 * verdict.share:.0f} %" if isfinite(verdict.share) else ""
