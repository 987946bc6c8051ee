"""Every relative link of the pages leads to a file that is there, and to a heading of it that is there."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^)\s]+)\)")
OUTSIDE = ("http:", "https:", "mailto:")


def pages() -> list[Path]:
    return sorted(
        path for path in ROOT.rglob("*.md") if not any(part.startswith(".") or part == "node_modules" for part in path.relative_to(ROOT).parts)
    )


def prose(text: str) -> str:
    """A page without its code blocks."""
    return re.sub(r"```.*?```", "", text, flags=re.S)


def anchors(text: str) -> set[str]:
    """What the headings of a page are called in links: letters, digits, hyphens and underscores; spaces are hyphens."""
    heads = re.findall(r"^#+ +(.*?) *$", prose(text), flags=re.M)
    named = set(re.findall(r'<a (?:id|name)="([^"]+)"', text))
    return named | {re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", head)).strip().lower().replace(" ", "-") for head in heads}


def broken(page: Path, text: str) -> Iterator[str]:
    for link in LINK.findall(prose(text)):
        if link.startswith(OUTSIDE):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists():
            yield f"{page.name}: {link} leads nowhere"
        elif anchor and target.suffix == ".md" and anchor not in anchors(text if target == page else target.read_text(encoding="utf-8")):
            yield f"{page.name}: {link} has no such heading"


def test_every_relative_link_leads_somewhere():
    found = pages()
    assert len(found) > 20
    assert [line for page in found for line in broken(page, page.read_text(encoding="utf-8"))] == []


def test_a_wrong_link_and_a_wrong_heading_are_found(tmp_path):
    page = tmp_path / "page.md"
    text = "# One two\n[a](#one-two) [b](#three) [c](gone.md) [d](https://example.org/x)\n```\n[e](code.md)\n```\n"
    page.write_text(text)
    assert list(broken(page, text)) == ["page.md: #three has no such heading", "page.md: gone.md leads nowhere"]
