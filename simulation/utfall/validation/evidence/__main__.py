"""`python -m utfall.validation.evidence [FOLDER]`: write docs/evidence.md anew from the kept copy of the table."""

import sys
from pathlib import Path

from utfall.validation.evidence.kept import NAME
from utfall.validation.evidence.page import page
from utfall.validation.published import read_csv


def main(words: list[str]) -> None:
    """Rewrite the page of the checkout that is named, or that one stands in."""
    root = Path(words[0] if words else ".")
    (root / "docs" / "evidence.md").write_text(page(read_csv(root / "results" / "published" / NAME)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
