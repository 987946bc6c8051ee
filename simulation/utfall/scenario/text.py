"""Reading a file safely: what it is, how large, in which letters; then TOML, with its errors in words."""

import re
import stat
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from utfall.base.errors import InputError, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_KEY = 200
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_AT = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)")
_UNQUOTED = re.compile(
    r"""^\s*([\w."-]+(?:\s*\.\s*[\w"-]+)*)\s*=\s*"""  # a key
    r"""((?:[A-Z]{3} )?-?\d[\d.,_]*(?: \d{3})*\s?(?:%|[a-zA-Z])[^"'#{}\[\]]*?)\s*(?:\#.*)?$"""  # a number and a unit
)
_UNQUOTED_MONEY = re.compile(r"""^\s*([\w."-]+)\s*=\s*([A-Z]{3} -?\d[^"'#{}\[\]]*?)\s*(?:\#.*)?$""")
_YAML = re.compile(r"^(?:%YAML|---\s*$|[\w-]+:(?:\s|$)|- \w)")


def fail(file: str, message: str, line: int | None = None, key: str = "file") -> InputError:
    """One problem with the file as a whole."""
    return InputError([Problem(file, line, key, message)])


def read_text(path: Path, file: str) -> str:
    """The text of a file, refused before reading when it cannot be a scenario."""
    if path.suffix.lower() in (".yaml", ".yml", ".json"):
        raise fail(file, "a scenario is a TOML file; TOML only, with the ending .toml")
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise fail(file, "is not an ordinary file")
        if about.st_size > MAX_BYTES:
            raise fail(file, f"is larger than {MAX_BYTES // 1_000_000} MB; a scenario is a few pages of text")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise fail(file, "there is no such file") from None
    except OSError as error:
        raise fail(file, f"cannot be read: {error.strerror}") from None
    return decode(data, file)


def decode(data: bytes, file: str) -> str:
    """UTF-8 text without a byte order mark and without letters that hide something."""
    if data.startswith(_UTF16):
        raise fail(file, "is UTF-16; save as UTF-8 (byte 0)", 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise fail(file, f"is not UTF-8 at byte {error.start}; save as UTF-8", line) from None
    text = text.replace("\r\n", "\n")
    for number, row in enumerate(text.split("\n"), 1):
        bad = hidden(row)
        if bad:
            raise fail(file, f"holds {bad}; take it out", number)
    return text


def hidden(text: str) -> str | None:
    """The name of a control or direction character in a text, if there is one."""
    if text.isascii() and text.isprintable():
        return None
    for char in text:
        if char in _BIDI or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n"):
            return f"a hidden character (U+{ord(char):04X})"
    return None


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """The tables of a text; what TOML does not accept is told in words."""
    if _depth(text) > MAX_DEPTH:
        raise fail(file, "is too deeply nested")
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _in_words(str(error), text, file) from None
    except RecursionError:
        raise fail(file, "is too deeply nested") from None
    except ValueError:
        raise fail(file, "a number is too long", _line_of_long_number(text)) from None
    return tree


def check_words(tree: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names and texts with hidden characters (written as escapes) or of absurd length, and tables that are too deep: (path, what is wrong)."""
    if len(path) > MAX_DEPTH:
        yield path[:5], "is too deeply nested"
        return
    if isinstance(tree, dict):
        for name, value in tree.items():
            if hidden(name):
                yield path, f"a name in it holds {hidden(name)}; take it out"
            elif len(name) > MAX_KEY:
                yield path, f'a name in it is longer than {MAX_KEY} characters: "{name[:20]}..."'
            else:
                yield from check_words(value, (*path, name))
    elif isinstance(tree, list):
        for i, value in enumerate(tree):
            yield from check_words(value, (*path, str(i)))
    elif isinstance(tree, str) and hidden(tree):
        yield path, f"holds {hidden(tree)}; take it out"


def _depth(text: str) -> int:
    """How deep brackets and dotted names go in a line's or value's opening run; a bound, strings included."""
    deepest = depth = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth = max(depth - 1, 0)
        elif char == "\n" and depth <= 1:
            depth = 0
    return deepest


def _line_of_long_number(text: str) -> int | None:
    for number, row in enumerate(text.split("\n"), 1):
        if re.search(r"\d{1000,}", row):
            return number
    return None


def _in_words(message: str, text: str, file: str) -> InputError:
    at = _AT.search(message)
    rows = text.split("\n")
    line = int(at[1]) if at and at[1] else len(rows)
    row = rows[line - 1].strip() if line <= len(rows) else ""
    what = _AT.sub("", message)
    first = next((r for r in rows if r.strip() and not r.lstrip().startswith("#")), "")
    if _YAML.match(first):
        return fail(file, "this looks like YAML; a scenario is TOML only, with key = value", rows.index(first) + 1)
    quantity = _UNQUOTED.match(rows[line - 1]) or _UNQUOTED_MONEY.match(rows[line - 1]) if line <= len(rows) else None
    if quantity:
        return fail(file, f'a quantity with a unit is written in quotes: {quantity[1]} = "{quantity[2]}"', line)
    if any(word in what for word in ("overwrite", "twice", "already", "Cannot mutate", "Duplicate")):
        return fail(file, f"this table or key is already written above: {row}", line)
    column = f" (column {at[2]})" if at and at[2] else ""
    if "Unterminated" in what or "Illegal character '\\n'" in what or (row.count('"') % 2 and "Expected" in what):
        return fail(file, f"a string is not closed{column}: {row[:80]}", line)
    if "Unclosed" in what or not row:
        return fail(file, f"something is not closed before this place{column}", line)
    return fail(file, f"this is not TOML{column}: {row[:80]} ({what[0].lower()}{what[1:]})", line)
