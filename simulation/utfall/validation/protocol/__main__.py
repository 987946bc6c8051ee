"""`python -m utfall.validation.protocol [FOLDER]`: write the tables of docs/odd.md and docs/validation.md anew between their marks."""

import sys
from pathlib import Path

from utfall.validation.protocol.page import PAGES, written_anew


def main(words: list[str]) -> None:
    """Rewrite the pages of the checkout that is named, or that one stands in."""
    for name, blocks in PAGES.items():
        page = Path(words[0] if words else ".") / name
        page.write_text(written_anew(page.read_text(encoding="utf-8"), blocks), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
