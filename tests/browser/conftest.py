"""Fixtures for tests in a real browser: Chromium, the running app, opened pages.

A test asks for ``page``, a function that opens a page of the running app::

    def test_start(page):
        start = page(width=390)
        assert start.get_by_role("heading", level=1).is_visible()
        assert start.outside_requests == []
        assert start.console_errors == []

After an interaction, ``ready(start)`` waits until the app has answered it. A test that only looks
asks for ``look``: a page takes seconds to open, and the next test at its address has it at once.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
START_TIMEOUT = 60.0  # seconds for the app to start
FAILED = pytest.StashKey[bool]()
READY_TIMEOUT = 30_000  # milliseconds for the app to answer an interaction
expect.set_options(timeout=READY_TIMEOUT)  # a busy machine draws late, and a test is not about speed
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# The shell is the same browser without windows; a page takes it two thirds of the processor time.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_ARGS = (
    "--no-sandbox",  # root, as in a container, can't use the sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--font-render-hinting=none",  # letters as wide as on a screen
    # Only our page may ask for anything, and only from this machine.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PHONE = 768  # pixels: a narrower page starts without its menu
MOST_KEPT = 2  # pages that wait for another look
# What the page asks the server, and when it last heard of it: the app's own state
# still says that nothing runs while a question is on its way to a busy server.
LISTEN = """(() => {
    window.asked = window.answered = 0;
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
        constructor(...args) {
            super(...args);
            window.connection = this;
            this.addEventListener('message', () => { window.answered = window.asked; });
        }
        send(message) {
            window.asked += 1;
            super.send(message);
        }
    };
})()"""
# Idle for a moment, not just now: a slider waits a little before it asks anything.
QUIET_TIME = 300  # milliseconds
IDLE = """quietTime => {
    const app = document.querySelector('[data-testid="stApp"]');
    const idle = app !== null
        && window.answered === window.asked
        && app.getAttribute('data-test-script-state') === 'notRunning'
        && app.getAttribute('data-test-connection-state') === 'CONNECTED';
    const now = performance.now();
    window.idleSince = idle ? (window.idleSince ?? now) : null;
    return idle && now - window.idleSince >= quietTime;
}"""
TO_THE_TOP = "document.querySelector('[data-testid=stMain]').scrollTo(0, 0)"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


def ready(page: Page, timeout: float = READY_TIMEOUT) -> None:
    """Wait until the app is connected and has had no run in progress for a moment."""
    page.evaluate("window.idleSince = null")
    page.wait_for_function(IDLE, arg=QUIET_TIME, timeout=timeout)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; without one the test is skipped, and in CI it fails."""
    names = (os.environ.get("KOERS_CHROMIUM"), *CHROMIUM_NAMES)
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found:
        return found
    message = "no Chromium on this machine (apt-get install chromium, or set KOERS_CHROMIUM)"
    if os.environ.get("CI"):
        pytest.fail(f"{message}; CI must run the browser tests", pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the app, started for the tests on a free port of this machine."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    command = [
        *(sys.executable, "-m", "streamlit", "run", "app.py"),
        *("--server.headless", "true"),
        *("--server.address", "127.0.0.1", "--server.port", str(port)),
    ]
    log_path = tmp_path_factory.mktemp("app") / "streamlit.log"
    with log_path.open("w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(process, url, log)
            yield url
        finally:
            _end(process)


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """Start one Chromium for all browser tests.

    It stops before other tests run in this process: Playwright keeps an event
    loop going, which code that starts its own would trip over.
    """
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield instance
        instance.close()


class Profiles:
    """Browser profiles with a page each, which tests use one after the other.

    Between tests they forget all of the app but its files, and the page stays open:
    a new one takes more than twice as long to show the app.
    """

    def __init__(self, browser: Browser, app_url: str) -> None:
        self._browser, self._app_url = browser, app_url
        self._free: list[Page] = []
        self._looked_at: dict[tuple[str, bool], Page] = {}

    def take(self) -> Page:
        """Give a page whose profile remembers nothing of the app."""
        page = self._free.pop() if self._free else self._new()
        page.console_errors, page.page_errors, page.outside_requests = [], [], []
        return page

    def _new(self) -> Page:
        context = self._browser.new_context(
            base_url=self._app_url, locale="nl-NL", timezone_id="Europe/Amsterdam"
        )
        page = context.new_page()
        page.add_init_script(LISTEN)
        _record(page)
        return page

    def keep(self, page: Page, path: str, width: int) -> None:
        """Leave a page open at an address, where nothing was done but look; what is kept longest is left."""
        self._looked_at[path, width < PHONE] = page
        if len(self._looked_at) > MOST_KEPT:
            self.give_back(self._looked_at.pop(next(iter(self._looked_at))))

    def kept(self, path: str, width: int) -> Page | None:
        """Give a page that is open at an address and on a screen of that kind, if there is one."""
        return self._looked_at.pop((path, width < PHONE), None)

    def give_back(self, page: Page) -> None:
        """Close what a test opened beside the page, leave the app, and forget it."""
        context = page.context
        for other in context.pages:
            if other is not page:
                other.close()
        page.goto("/_stcore/health")
        page.evaluate("sessionStorage.clear()")
        storage = {"origin": self._app_url, "storageTypes": "all"}
        session = context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", storage)
        session.detach()
        context.clear_cookies()
        self._free.append(page)


@pytest.fixture(scope="package")
def profiles(browser: Browser, app_url: str) -> Profiles:
    """Pages that tests share."""
    return Profiles(browser, app_url)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell the fixtures whether the test failed."""
    report = yield
    item.stash.setdefault(FAILED, False)
    item.stash[FAILED] |= report.when == "call" and report.failed
    return report


@pytest.fixture
def page(profiles: Profiles, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open pages of the app, each with a profile of its own.

    ``page(path="/", width=1280, height=1000)`` returns a Playwright page that is ready;
    ``path=None`` opens nothing yet. The page keeps what went wrong: ``console_errors``,
    ``page_errors`` (uncaught exceptions) and ``outside_requests`` (addresses that aren't on
    this machine). When the test fails, what each page showed is in ``artefacts/``, and its
    words in the report.
    """
    pages: list[Page] = []
    yield partial(_opened, profiles, pages)
    for number, opened in enumerate(pages):
        _end_of_test(profiles, request, opened, number)


@pytest.fixture
def look(profiles: Profiles, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open a page as `page` does, to look at alone: the next test at that address gets it as it is.

    Who looks may change the size of the window and the place to which is scrolled.
    """
    pages: list[Page] = []
    places: list[tuple[str, int]] = []

    def open_page(path: str, *, width: int = 1280, height: int = 1000) -> Page:
        places.append((path, width))
        return _opened(profiles, pages, path, width=width, height=height)

    yield open_page
    for number, (opened, (path, width)) in enumerate(zip(pages, places, strict=True)):
        if request.node.stash.get(FAILED, False):
            _end_of_test(profiles, request, opened, number)
        else:
            profiles.keep(opened, path, width)


def _opened(
    profiles: Profiles, pages: list[Page], path: str | None = "/", *, width: int = 1280, height: int = 1000
) -> Page:
    kept = profiles.kept(path, width) if path is not None else None
    opened = kept or profiles.take()
    pages.append(opened)
    opened.set_viewport_size({"width": width, "height": height})
    if kept:
        opened.evaluate(TO_THE_TOP)
    elif path is not None:
        opened.goto(path)
    if path is not None:
        ready(opened)
    return opened


def _end_of_test(profiles: Profiles, request: pytest.FixtureRequest, opened: Page, number: int) -> None:
    """Let the next test have the profile, unless this one failed: then show what the page was like."""
    if request.node.stash.get(FAILED, False):
        _picture(opened, f"failed-{request.node.name}-{number}")
        opened.context.close()  # nobody knows what state it is in
    else:
        profiles.give_back(opened)


def _picture(page: Page, name: str) -> None:
    folder = HERE / "artefacts"
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"{re.sub(r'[^a-z0-9_-]+', '-', name)}.png", full_page=True)
    print(f"{name}: {page.url}\n{page.locator('body').inner_text()}")  # noqa: T201 - pytest shows it


def _record(page: Page) -> None:
    """Keep console errors, uncaught exceptions and outside requests in the lists of the page."""

    def on_console(message) -> None:
        if message.type == "error":
            page.console_errors.append(message.text)

    def on_request(request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in LOOPBACK:
            page.outside_requests.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: page.page_errors.append(str(error)))
    page.on("request", on_request)
    page.on("websocket", on_request)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(process: subprocess.Popen, url: str, log: IO[str]) -> None:
    limit = time.monotonic() + START_TIMEOUT
    while time.monotonic() < limit and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    log.seek(0)
    pytest.fail(f"the app didn't start:\n{log.read()[-4000:]}", pytrace=False)


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
