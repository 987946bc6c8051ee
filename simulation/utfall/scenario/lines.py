"""Where each key stands: one pass over text that TOML has accepted (tomllib gives no line numbers)."""

import re
import tomllib

Path = tuple[str, ...]
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")


def lines_of(text: str) -> dict[Path, int]:
    """Path of each table, key and list item -> its line, from 1. A table that only dotted names imply stands where it is first implied."""
    return _Scanner(text).run()


class _Scanner:
    """A reader that knows dotted keys, inline tables, lists over several lines and all four kinds of strings."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self._line, self._line_at = 1, 0

    def run(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip_to_statement():
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.found

    @property
    def line(self) -> int:
        self._line += self.text.count("\n", self._line_at, self.at)
        self._line_at = self.at
        return self._line

    def _skip_to_statement(self) -> bool:
        self._skip_blank_and_comments()
        return self.at < len(self.text)

    def _skip_blank_and_comments(self) -> None:
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif char in " \t\n\r,":
                self.at += 1
            else:
                return

    def _blank(self) -> None:
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _header(self) -> Path:
        line, double = self.line, self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        path = self._key()
        self.at += 2 if double else 1
        if double:
            count = self.counts.get(path, 0)
            self.counts[path] = count + 1
            self._note(path, line)
            path = (*path, str(count))
        self._note(path, line)
        self.found[path] = line
        return path

    def _pair(self, table: Path) -> None:
        line = self.line
        path = (*table, *self._key())
        self._note(path, line)
        self.found[path] = line
        self.at += 1
        self._value(path)

    def _note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.found.setdefault(path[:length], line)

    def _key(self) -> Path:
        parts: list[str] = []
        while True:
            self._blank()
            if self.text[self.at] in "\"'":
                parts.append(self._string())
            else:
                found = _BARE.match(self.text, self.at)
                parts.append(found.group() if found else "")
                self.at = found.end() if found else self.at + 1
            self._blank()
            if self.at >= len(self.text) or self.text[self.at] != ".":
                return tuple(parts)
            self.at += 1

    def _string(self) -> str:
        quote = self.text[self.at]
        end = self.at + 1
        while self.text[end] != quote:
            end += 2 if self.text[end] == "\\" and quote == '"' else 1
        token = self.text[self.at : end + 1]
        self.at = end + 1
        return str(tomllib.loads(f"k = {token}")["k"])

    def _value(self, path: Path) -> None:
        self._blank()
        char = self.text[self.at]
        if self.text.startswith(('"""', "'''"), self.at):
            self._long_string()
        elif char in "\"'":
            self._string()
        elif char == "{":
            self._inside("}", path)
        elif char == "[":
            self._inside("]", path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}#\n":
                self.at += 1

    def _long_string(self) -> None:
        quotes = self.text[self.at : self.at + 3]
        end = self.at + 3
        while not self.text.startswith(quotes, end):
            end += 2 if self.text[end] == "\\" and quotes[0] == '"' else 1
        self.at = end + 3
        while self.text.startswith(quotes[0], self.at):
            self.at += 1

    def _inside(self, close: str, path: Path) -> None:
        self.at += 1
        count = 0
        while True:
            self._skip_blank_and_comments()
            if self.text[self.at] == close:
                self.at += 1
                return
            if close == "}":
                self._pair(path)
            else:
                self.found[(*path, str(count))] = self.line
                self._value((*path, str(count)))
                count += 1
