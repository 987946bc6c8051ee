"""`python -m utfall.validation.protocol [PAGE]`: write the tables of the protocol anew between their marks (docs/odd.md)."""

import sys
from pathlib import Path

from utfall.validation.protocol.page import written_anew

PAGE = "docs/odd.md"


def main(words: list[str]) -> None:
    """Rewrite the page that is named, or that of the folder one stands in."""
    page = Path(words[0] if words else PAGE)
    page.write_text(written_anew(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
