"""What a word on the command line names: a scenario of the library, or a file."""

from pathlib import Path

#: Endings that people give to files; only .toml is read, the others are refused with that remedy.
ENDINGS = (".toml", ".yaml", ".yml", ".json", ".txt")


def named(word: str) -> str | Path:
    """A path where the word looks like one, else the word: `koto_sib`, `koto_sib:hours_3m`, `mine.toml:variant`."""
    return Path(word) if word.lower().endswith(ENDINGS) or ("/" in word.partition(".toml:")[0] and ".toml:" not in word) else word
