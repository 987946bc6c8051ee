"""Figures of a result: plain data in, a matplotlib Figure or an inline SVG out. One file per figure; `catalogue` names them."""
