"""Colours by role, light paper. Gold is what was paid, blue is what was caused; the report's CSS and every figure read them here."""

PAPER = "#FFFFFF"
WASH = "#F6F7F5"
INK = "#1A2026"
SECOND = "#4A555F"
FAINT = "#5B6670"
RULE = "#DDE2E6"
ZERO = "#98A2AB"
GAP = "#D7DDE3"
GHOST = "#CBD3DA"
LINK = "#005A8D"

PAID = "#E69F00"
PAID_DARK = "#8A5C00"
CAUSED = "#0072B2"
DEADWEIGHT = "#7A8691"
DEADWEIGHT_TEXT = "#566370"
HOLLOW = "#A8518A"
FALSE = "#C84B00"
FALSE_TEXT = "#C24600"

NEED = ("#CFE8DF", "#93CDB9", "#4FA98D", "#1B7D62", "#004D3A")
NEED_EDGE = ("#93CDB9", "#4FA98D", "#1B7D62", "#004D3A", "#004D3A")
NOT_TAKEN = "#A9B3BB"

PAYER = "#3A4754"
PROVIDER = "#00805E"
INVESTOR = "#6A4C93"

# Shades inside a family of tasks, darkest first; the family carries the meaning, the label the task.
BUILDS = ("#0072B2", "#5BA3D0", "#A9CFE9", "#D3E6F3")
PUSHES = ("#E69F00", "#F0C05C", "#F7DDA6")

# What is read as words or small marks on white paper, and so needs 4.5:1; what only carries meaning as a mark needs 3:1 (a coin by its rim).
TEXT_COLOURS = (INK, SECOND, FAINT, LINK, PAID_DARK, CAUSED, DEADWEIGHT_TEXT, HOLLOW, FALSE_TEXT, PAYER, PROVIDER, INVESTOR)
MARK_COLOURS = (PAID_DARK, CAUSED, DEADWEIGHT, HOLLOW, FALSE, PAYER, PROVIDER, INVESTOR)
