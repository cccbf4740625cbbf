"""Fifty people at once: from a change to the end of the script that answers it, over the real websocket.

It starts the app on a free port and opens sessions that speak Streamlit's own protocol, as browsers do. Each
switches a measure that it picks by lot on or off, every few seconds, so that most scenarios were never worked
out before. Run it alone on the machine; the sessions need a core themselves::

    python -m benchmarks.load_websocket [--sessions 50] [--seconds 45] [--think 5] [--page vergelijken]

Goal: 95th percentile below 1 s.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.random import Generator
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parents[1]
GOAL_P95 = 1000.0
START_SECONDS = 60.0
ANSWER_SECONDS = 60.0
LARGEST_MESSAGE = 1 << 26
SWITCH = "-on-"
"""Part of the id of a switch for a measure."""
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Report:
    """What all sessions measured, in milliseconds, and what went wrong."""

    first: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    bytes: int = 0


@dataclass
class Visitor:
    """One session: what its browser would keep."""

    report: Report
    lot: Generator
    switches: dict[str, bool] = field(default_factory=dict)
    query: str = ""
    page: str = ""

    async def visit(self, url: str, think: float, until: float, opened: asyncio.Barrier) -> None:
        """Open the page, wait for the others, and change something every few seconds."""
        origin = url.replace("ws://", "http://").split("/_stcore")[0]
        async with connect(
            url, subprotocols=["streamlit"], max_size=LARGEST_MESSAGE, origin=origin
        ) as socket:  # type: ignore[list-item, arg-type]
            self.report.first.append(await self._run(socket))
            await opened.wait()
            started = time.monotonic()
            await asyncio.sleep(self.lot.uniform(0, think))
            while time.monotonic() - started < until and self.switches:
                chosen = self.lot.choice(sorted(self.switches))
                self.switches[chosen] = not self.switches[chosen]
                self.report.changes.append(await self._run(socket))
                await asyncio.sleep(self.lot.exponential(think))

    async def _run(self, socket: ClientConnection) -> float:
        """Ask for a run with the switches as they stand; give the milliseconds until it is finished."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_script_hash = self.page
        for name, on in self.switches.items():
            asked.rerun_script.widget_states.widgets.add(id=name, bool_value=on)
        started = time.perf_counter()
        await socket.send(asked.SerializeToString())
        while True:
            raw = await asyncio.wait_for(socket.recv(), ANSWER_SECONDS)
            self.report.bytes += len(raw)
            told = ForwardMsg()
            told.ParseFromString(bytes(raw))  # type: ignore[arg-type]
            if told.WhichOneof("type") == "script_finished":
                return (time.perf_counter() - started) * 1000
            self._take(told)

    def _take(self, told: ForwardMsg) -> None:
        """Keep what a browser keeps: the address, the page, and how switches stand."""
        kind = told.WhichOneof("type")
        if kind == "page_info_changed":
            self.query = told.page_info_changed.query_string
        elif kind == "navigation":
            self.page = told.navigation.page_script_hash
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            self._take_element(told.delta.new_element)

    def _take_element(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "checkbox" and SWITCH in element.checkbox.id:
            shown = element.checkbox
            if shown.id not in self.switches:
                self.switches[shown.id] = shown.default
            if shown.set_value:
                self.switches[shown.id] = shown.value
        elif kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
            self.report.faults.append(str(element)[:200])


def main() -> int:
    """Measure and report; 1 when the goal is missed or something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=45.0)
    parser.add_argument("--think", type=float, default=5.0)
    asked = parser.parse_args()
    with _app() as (port, process):
        before, started = _cpu(process), time.monotonic()
        report = asyncio.run(load(port, asked.sessions, asked.seconds, asked.think))
        spent, lasted = _cpu(process) - before, time.monotonic() - started
    return tell(report, asked.sessions, spent, lasted)


async def load(port: int, sessions: int, seconds: float, think: float) -> Report:
    """Let sessions visit the app at once."""
    report, opened = Report(), asyncio.Barrier(sessions)
    url = f"ws://127.0.0.1:{port}/_stcore/stream"
    seeds = np.random.SeedSequence(2021).spawn(sessions)
    visitors = [Visitor(report, np.random.default_rng(seed)) for seed in seeds]
    visits = (visitor.visit(url, think, seconds, opened) for visitor in visitors)
    for ended in await asyncio.gather(*visits, return_exceptions=True):
        if isinstance(ended, BaseException):
            report.faults.append(repr(ended)[:200])
    return report


def tell(report: Report, sessions: int, spent: float, lasted: float) -> int:
    """Print what was measured."""
    if not report.changes:
        print("nothing measured:", *report.faults[:3], sep="\n")
        return 1
    runs = len(report.first) + len(report.changes)
    for what, times in (("first page, all at once", report.first), ("change", report.changes)):
        p50, p95 = np.percentile(times, [50, 95])
        print(f"{what}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {max(times):.0f} ms ({len(times)})")
    print(f"{sessions} sessions, {lasted:.0f} s; the server used {spent:.1f} s of one core,")
    print(f"{spent / runs * 1000:.0f} ms a run; {report.bytes / runs / 1000:.0f} kB a run sent")
    print(f"faults: {len(report.faults)}", *report.faults[:3], sep="\n")
    return int(bool(report.faults) or bool(np.percentile(report.changes, 95) > GOAL_P95))


@contextmanager
def _app() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        print(f"started in {time.monotonic() - started:.1f} s, {_cpu(process):.1f} s of one core")
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(health: str, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and process.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit("the app didn't start")


def _cpu(process: subprocess.Popen[bytes]) -> float:
    """Seconds of processor time that a process has used; 0 where /proc does not tell."""
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


if __name__ == "__main__":
    raise SystemExit(main())
