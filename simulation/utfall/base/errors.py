"""What can go wrong, said so that a person can mend it. Every class carries the exit code of the command that meets it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file: where, which key, what is wrong and what to write."""

    file: str
    line: int | None
    key: str
    message: str
    level: str = "error"

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = "" if (self.key, self.level) == ("file", "note") else f"{self.key}: "
        return f"{place}: {self.level}: {key}{self.message}"


class UtfallError(Exception):
    """Base of all errors that are told without a traceback."""

    exit_code = 2


class InputError(UtfallError):
    """The input is wrong; all problems at once, in the order of the lines."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class UsageError(UtfallError):
    """A command was asked for something that it cannot do; the message says what to do instead."""


class SimulationError(UtfallError):
    """A run could not go on; it becomes a failed run with this reason."""

    exit_code = 3


class StoreError(UtfallError):
    """The store is damaged or from another version."""

    exit_code = 4
