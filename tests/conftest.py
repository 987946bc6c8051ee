"""At the end, how many minutes of the workers each room of tests took: the budget of the checks is kept by room."""

from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Rooms from the longest, in minutes summed over the workers that ran side by side."""
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.split("/")[1].split("::")[0]] += report.duration
    terminalreporter.section("minutes of work by room")
    for room, spent in seconds.most_common():
        terminalreporter.write_line(f"{spent / 60:6.1f} min  tests/{room}")
