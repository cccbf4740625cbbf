"""What the web server adds to Streamlit's own: the language of the document, security headers, a warm start.

Streamlit's page says ``<html lang="en">`` whatever is on it, and a screen reader pronounces it accordingly.
Here the page says its own language, from its first byte; a script of our own keeps up with the language
switch, which does not load the page anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simulator.errors import SimulatorError
from simulator.ui import pages
from simulator.ui.kept import COOKIE, new_token
from simulator.ui.texts import DEFAULT, LANGUAGES, Language, messages, translate

LOG = logging.getLogger(__name__)

SCRIPT_PATH: Final = "/koers/page.js"
START_PATH: Final = "/verkennen"
_SCRIPT: Final = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
_INLINE: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)

SECURITY: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer. The address holds the scenario: no other site is to read it as a referrer."""

POLICY: Final = (
    "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; "
    "img-src 'self' data: blob:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "worker-src 'self' blob:; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
)
"""Content security policy, before the hashes of Streamlit's inline scripts. Nothing comes from elsewhere,
and no script that a user or a file brings along runs. Streamlit's styles are inline: that must be allowed."""


def dressed(shell: bytes, language: Language) -> tuple[bytes, str]:
    """Give Streamlit's page the language, title and script of ours, and the policy that goes with it.

    Examples
    --------
    >>> page, policy = dressed(b'<html lang="en"><title>Streamlit</title></head>', "nl")
    >>> b'<html lang="nl">' in page, b"Koers" in page, b"page.js" in page
    (True, True, True)
    """
    hashes = "".join(f" 'sha256-{_digest(script)}'" for script in _INLINE.findall(shell))
    words = escape(json.dumps({spoken: _words(spoken) for spoken in LANGUAGES}))
    script = f'<script src=".{SCRIPT_PATH}" data-words="{words}"></script>'
    title = translate(language, "app.title")
    page = shell.replace(b'<html lang="en">', f'<html lang="{language}">'.encode(), 1)
    page = page.replace(b"<title>Streamlit</title>", f"<title>{title}</title>".encode(), 1)
    return page.replace(b"</head>", f"{script}</head>".encode(), 1), POLICY + hashes


def _words(language: Language) -> dict[str, str]:
    """Give the words of our script."""
    return {
        "choose": translate(language, "share.choose"),
        "close": translate(language, "frame.close_menu"),
        "close_message": translate(language, "frame.close_message"),
        "connecting": translate(language, "frame.connecting"),
        "menu": translate(language, "frame.menu"),
        "more": translate(language, "frame.more_pages_named"),
        "no_connection": translate(language, "frame.no_connection"),
        "no_connection_told": translate(language, "frame.no_connection_told"),
        "no_page": translate(language, "frame.no_page"),
        "no_page_told": translate(language, "frame.no_page_told"),
        "pages": translate(language, "frame.pages"),
        "remove": translate(language, "frame.remove_file"),
        "skip": translate(language, "frame.skip"),
    }


def _digest(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()


def asked_language(query: bytes) -> Language:
    """Give the language that an address asks for, else Dutch.

    >>> asked_language(b"s=abc&lang=en"), asked_language(b"lang=xx")
    ('en', 'nl')
    """
    wanted = parse_qs(query.decode("latin-1")).get("lang", [""])[0]
    return next((known for known in LANGUAGES if known == wanted), DEFAULT)


class Shell:
    """ASGI middleware: sets headers on every answer, and dresses the one page that Streamlit has."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if "text/html" in Headers(scope=scope).get("accept", ""):
            # The page is read here: it has to come whole and uncompressed. It is 10 kB.
            dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in dropped]}
        known = COOKIE in Request(scope).cookies
        await self.app(scope, receive, _Dresser(send, asked_language(scope["query_string"]), known=known))


class _Dresser:
    """Passes an answer on; one that is a page is held until it is whole."""

    def __init__(self, send: Send, language: Language, *, known: bool) -> None:
        self.send, self.language, self.known = send, language, known
        self.held: Message | None = None
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif message["type"] == "http.response.body" and self.held is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.held)
        else:
            await self.send(message)

    async def _start(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        headers.update(SECURITY)
        is_page = headers.get("content-type", "").startswith("text/html")
        if is_page and "content-encoding" not in headers:
            self.held = message
        else:
            await self.send(message)

    async def _finish(self, start: Message) -> None:
        page, policy = dressed(bytes(self.body), self.language)
        headers = MutableHeaders(scope=start)
        # Streamlit's date and tag are those of its own file, and the same in each language.
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        headers["content-security-policy"] = policy
        if not self.known:  # for this visit, and not for scripts or other sites
            headers.append("set-cookie", f"{COOKIE}={new_token()}; Path=/; HttpOnly; SameSite=Lax")
        if self.body:  # a HEAD request has none
            headers["content-length"] = str(len(page))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": page if self.body else b""})


async def _page_script(request: Request) -> Response:
    del request
    return Response(_SCRIPT, media_type="text/javascript", headers={"Cache-Control": "max-age=3600"})


async def _start(request: Request) -> Response:
    """Lead the name of the first page to its address, `/`: Streamlit says in English that it is not there."""
    query = request.scope["query_string"].decode("latin-1")
    return RedirectResponse(f"./?{query}" if query else "./")


@asynccontextmanager
async def warm(app: object) -> AsyncIterator[None]:
    """Read the files and work out the first scenario before the first visitor comes.

    When the files are refused the server starts all the same, and its pages say what is wrong.
    """
    del app
    # Not at the top: Streamlit's caches want its runtime, which starts after this module is imported.
    from simulator.ui import services

    for page in iter_modules(pages.__path__, f"{pages.__name__}."):
        import_module(f"{page.name}.page")
    for language in LANGUAGES:
        messages(language)
    try:
        services.outcome(services.shelf().first)
    except SimulatorError as error:
        LOG.warning("%s", error)
    services.freeze_heap()
    yield


ROUTES: Final = [Route(SCRIPT_PATH, _page_script), Route(START_PATH, _start)]
MIDDLEWARE: Final = [Middleware(Shell)]
