"""How long a user waits: from releasing a slider to the repaint of headline and chart, in a real browser.

It starts the app on a free port, opens Verkennen in Chromium, moves the intensity of one measure with the
arrow keys, and measures inside the page (``performance.now``) until the drawing of the chart that is shown
and the line with the run id, which is drawn last, have changed. Run it alone on the machine::

    python -m benchmarks.browser_latency [--moves 30] [--chart net] [--measure ID]

Goal: median below 300 ms, 95th percentile below 600 ms.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
CHARTS = ("net", "spending", "bridge", "credit", "yearly", "ramp_up")
MEASURE = "vindplaats-naar-werkplaats"
GOAL_MEDIAN, GOAL_P95 = 300.0, 600.0
START_SECONDS = 60.0
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

# Keeps looking, once a frame, until chart and run line differ from what they were. The run line is drawn
# last, so whatever stands above it has its new numbers; the headline itself may round to the same words.
WATCH = """() => {
  const captions = '[data-testid=stMain] [data-testid=stCaptionContainer]';
  const numbers = () => [...document.querySelectorAll(captions)].at(-1).textContent;
  const drawing = () => document.querySelector('[data-testid=stVegaLiteChart] svg')?.innerHTML;
  const before = [numbers(), drawing()];
  window.waited = new Promise(done => {
    let started;
    const found = {};
    const look = () => {
      const now = performance.now() - started;
      if (!found.numbers && numbers() !== before[0]) found.numbers = now;
      const drawn = drawing();
      if (!found.chart && drawn && drawn !== before[1]) found.chart = now;
      (found.numbers && found.chart) || now > 5000 ? done(found) : requestAnimationFrame(look);
    };
    document.addEventListener('keydown', () => { started = performance.now(); look(); },
      {once: true, capture: true});
  });
}"""


def main() -> int:
    """Measure and report; 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--chart", choices=CHARTS, default="net")
    parser.add_argument("--measure", default=MEASURE)
    asked = parser.parse_args()
    with _app() as url, _browser() as page:
        found = measure(page, url, asked.chart, asked.measure, asked.moves)
    return report(asked.chart, found)


def measure(page: Page, url: str, chart: str, measure_id: str, moves: int) -> list[dict[str, float]]:
    """Move a slider and give what was measured for each move: ms to the last number, and to the chart."""
    page.goto(url)
    _ready(page)
    page.locator(".st-key-chart-choice-nl button").nth(CHARTS.index(chart)).click()
    _ready(page)
    page.locator(
        f".st-key-levers-{measure_id} button, .st-key-line-{measure_id} [data-testid=stPopover] button"
    ).first.click()
    _ready(page)
    slider = page.locator(f".st-key-intensity-{measure_id}-nl :is([role=slider], input[type=range])").first
    slider.focus()
    for key in ("ArrowLeft", "ArrowLeft"):  # the first moves load code
        page.keyboard.press(key)
        _ready(page)
    found = []
    for move in range(moves):
        page.evaluate(WATCH)
        page.keyboard.press("ArrowLeft" if (move // 15) % 2 == 0 else "ArrowRight")
        found.append(page.evaluate("window.waited"))
        _ready(page)
    return found


def report(chart: str, found: list[dict[str, float]]) -> int:
    """Print median and 95th percentile; 1 when the goal is missed."""
    whole = [max(one["numbers"], one["chart"]) for one in found if len(one) == 2]  # noqa: PLR2004
    if len(whole) < len(found):
        print(f"{len(found) - len(whole)} of {len(found)} moves changed nothing within 5 s")
    median, p95 = statistics.median(whole), _quantile(whole, 0.95)
    numbers = statistics.median(one["numbers"] for one in found if "numbers" in one)
    print(
        f"chart {chart}: {len(whole)} moves, median {median:.0f} ms (numbers {numbers:.0f}), "
        f"95th percentile {p95:.0f} ms, slowest {max(whole):.0f} ms"
    )
    return int(len(whole) < len(found) or median >= GOAL_MEDIAN or p95 >= GOAL_P95)


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _ready(page: Page) -> None:
    """Wait until the app has been idle for a moment."""
    page.evaluate("window.idleSince = null")
    page.wait_for_function(
        """() => {
        const app = document.querySelector('[data-testid="stApp"]');
        const idle = app?.getAttribute('data-test-script-state') === 'notRunning';
        const now = performance.now();
        window.idleSince = idle ? (window.idleSince ?? now) : null;
        return idle && now - window.idleSince >= 300; }"""
    )


@contextmanager
def _app() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(address: str) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise SystemExit("the app did not start")


@contextmanager
def _browser() -> Iterator[Page]:
    installed = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
    names = (os.environ.get("KOERS_CHROMIUM"), *installed)
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        raise SystemExit("found no Chromium; install it, or set KOERS_CHROMIUM to its path")
    options: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "nl-NL"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser.new_page(**options)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
