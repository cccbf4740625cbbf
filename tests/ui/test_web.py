"""What the web server adds: language, title and policy of the one page that Streamlit has."""

import asyncio
import base64
import hashlib

import pytest
from starlette.applications import Starlette

from simulator.ui import web

PAGE = b'<!DOCTYPE html><html lang="en"><head><title>Streamlit</title><script>a = 1</script></head></html>'


def asked(headers=(), query=b"", kind=b"text/html; charset=utf-8", body=PAGE):
    """Let the middleware answer one request; give the status, the headers and the body."""
    seen, sent = {}, []

    async def app(scope, receive, send):
        seen.update(headers=dict(scope["headers"]))
        start = [(b"content-type", kind), (b"etag", b'"x"'), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": start})
        half = len(body) // 2
        await send({"type": "http.response.body", "body": body[:half], "more_body": True})
        await send({"type": "http.response.body", "body": body[half:]})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": list(headers), "query_string": query}
    asyncio.run(web.Shell(app)(scope, None, send))
    return seen["headers"], dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:])


@pytest.mark.parametrize(("query", "language"), [(b"", b"nl"), (b"lang=en&s=x", b"en"), (b"lang=fr", b"nl")])
def test_the_page_says_its_language(query, language):
    _, headers, body = asked(query=query)
    assert b'<html lang="' + language + b'">' in body
    assert b"<title>Koers" in body
    assert int(headers[b"content-length"]) == len(body)
    assert b"etag" not in headers


def test_the_policy_allows_inline_scripts_of_streamlit_by_hash_alone():
    _, headers, body = asked()
    digest = base64.b64encode(hashlib.sha256(b"a = 1").digest())
    assert b"'sha256-" + digest + b"'" in headers[b"content-security-policy"]
    assert b"script-src 'self' 'wasm-unsafe-eval' 'sha256" in headers[b"content-security-policy"]
    assert b'src="./koers/page.js"' in body


def test_a_page_is_asked_for_whole_and_uncompressed():
    headers = [(b"accept", b"text/html,*/*"), (b"accept-encoding", b"gzip"), (b"if-none-match", b'"x"')]
    assert set(asked(headers)[0]) == {b"accept"}


def test_other_answers_pass_as_they_are_with_our_headers():
    script = b"console.log(1)"
    seen, headers, body = asked([(b"accept-encoding", b"gzip")], kind=b"text/javascript", body=script)
    assert b"accept-encoding" in seen
    assert body == script
    assert headers[b"etag"] == b'"x"'
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert b"content-security-policy" not in headers


def test_a_browser_is_told_its_cookie_once():
    _, headers, _ = asked()
    cookie = headers[b"set-cookie"].decode()
    name, value = cookie.split(";")[0].split("=", 1)
    assert (name, len(value) >= 32) == ("koers", True)
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    _, again, _ = asked(headers=[(b"cookie", f"koers={value}".encode())])
    assert b"set-cookie" not in again
    assert b"set-cookie" not in asked(kind=b"text/css", body=b"p {}")[1]


@pytest.mark.parametrize(
    ("query", "location"),
    [(b"", "./"), (b"s=a%2Bb&lang=en", "./?s=a%2Bb&lang=en"), (b"s=//evil.nl", "./?s=//evil.nl")],
)
def test_the_name_of_the_first_page_leads_to_it_with_what_the_link_says(query, location):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/verkennen", "headers": [], "query_string": query}
    asyncio.run(Starlette(routes=web.ROUTES)(scope, None, send))
    assert sent[0]["status"] == 307
    assert dict(sent[0]["headers"])[b"location"].decode() == location
