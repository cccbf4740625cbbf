"""What all tests share: Hypothesis profiles, and a plain word on what didn't run.

Two Hypothesis profiles: ``ci`` draws the same examples on every run, ``dev``
looks for new ones. ``CI=true`` or ``HYPOTHESIS_PROFILE=ci`` picks the first.
"""

import os
from collections import Counter

import pytest
from hypothesis import settings

# No deadline: tests share the machine with each other, so one slow example
# says nothing. pytest-timeout ends a test that hangs.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("dev", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


TOGETHER = {
    "tests/browser/test_accessibility.py": "one app, one browser",
    "tests/browser/test_share.py": "one app, one browser",
    "tests/browser/": "another app, another browser",
    "tests/export/workbook/test_live_values.py": "one office program",
    "tests/export/workbook/test_cost_growth.py": "one office program",
}
"""Tests that stay in one of the parallel processes: beginning of their id, and what they share."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Keep those together. The groups of pytest-xdist 3.8 do nothing under pytest 9.2."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((what for start, what in TOGETHER.items() if nodeid.startswith(start)), nodeid)

    return Scheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which tests didn't run, one line a reason, or that all of them did."""
    reasons = Counter(_reason(report) for report in terminalreporter.getreports("skipped"))
    lines = [f"{count} skipped: {reason}" for reason, count in sorted(reasons.items())]
    # With xdist the processes don't report what they left out, so name the choice.
    for option, name in (("-m", "markexpr"), ("-k", "keyword")):
        if choice := config.getoption(name):
            lines.append(f'left out: every test that isn\'t {option} "{choice}"')
    terminalreporter.section("not run")
    for line in lines or ["Nothing was skipped."]:
        terminalreporter.write_line(line)


def _reason(report: pytest.TestReport) -> str:
    """Return why a test was skipped, without file and line."""
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")
