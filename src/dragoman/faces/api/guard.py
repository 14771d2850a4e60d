"""What keeps strangers out: who may ask, from where, how much they may send, and what a browser may do with answers.

The server is made for one person on one machine.  Pages of other sites run in the same browser, so that a request from
this machine is not yet a request of this person: hosts and origins are checked, and nothing may be embedded elsewhere.
"""

import hmac
import ipaddress
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.faces.api.problems import problem

MOST_BYTES = 1_000_000  # of a request's body
SAFE = frozenset({"GET", "HEAD"})
COOKIE = "dragoman-token"
OURS = "x-dragoman"  # a header that no form and no picture of another site can send
YEAR = 60 * 60 * 24 * 365
# Everything comes from this server: no script, style, font, picture or call of another one, and none stands in a page.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Whom a server answers: `token` that everybody must show, null for none; `hosts` by which it may be called.

    Without `hosts` any name will do, which is safe only with a token: else a site whose name was made to lead here
    could read the record.
    """

    token: str | None = None
    hosts: frozenset[str] | None = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class RequestRefusedError(Exception):
    """A request that is not answered, and the answer that says so."""

    def __init__(self, status: HTTPStatus, detail: str, headers: dict[str, str] | None = None) -> None:
        """The answer is a problem with this status and sentence."""
        super().__init__(detail)
        self.answer: Response = problem(status, detail, headers)


class Guard:
    """Lets through what the rules allow, and adds to every answer what a browser may do with it."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        """Stand in front of the app."""
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            answer = self._checked(scope, Headers(scope=scope))
        except RequestRefusedError as refusal:
            answer = refusal.answer
        if answer is not None:
            await answer(scope, receive, sent)
        else:
            await self.app(scope, _bounded(receive), sent)

    def _checked(self, scope: Scope, headers: Headers) -> Response | None:
        """An answer that takes the place of the app's, or null; raises RequestRefusedError."""
        self._check_host(headers)
        if scope["method"] not in SAFE:
            check_origin(headers)
        _check_size(headers)
        return self._check_token(scope, headers)

    def _check_host(self, headers: Headers) -> None:
        host = urlsplit(f"//{headers.get('host', '')}")
        name = f"[{host.hostname}]" if ":" in (host.hostname or "") else host.hostname
        if self.rules.hosts is not None and name not in self.rules.hosts:
            raise RequestRefusedError(
                HTTPStatus.MISDIRECTED_REQUEST,
                "This server answers only under the address that it printed when it was started.",
            )

    def _check_token(self, scope: Scope, headers: Headers) -> Response | None:
        token = self.rules.token
        if token is None:
            return None
        shown = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if scope["path"] == "/" and shown and _same(shown[0], token):
            return _welcome(token)
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        if not (_same(bearer, token) or _same(cookie, token)):
            raise RequestRefusedError(
                HTTPStatus.UNAUTHORIZED,
                "This server asks for its token: open the address that it printed when it was started, or send "
                "'Authorization: Bearer TOKEN'.",
                {"WWW-Authenticate": "Bearer"},
            )
        return None


def check_origin(headers: Headers) -> None:
    """Raise RequestRefusedError for a request that changes something and may come from a page of another site."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    foreign = origin is not None and urlsplit(origin).netloc != headers.get("host")
    if foreign or site not in (None, "same-origin", "none") or OURS not in headers:
        raise RequestRefusedError(
            HTTPStatus.FORBIDDEN,
            "Only this server's own pages may change the record; a program sends the header 'X-Dragoman: 1'.",
        )


def _check_size(headers: Headers) -> None:
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise RequestRefusedError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A request may hold {MOST_BYTES:,} bytes at most."
        )


def _bounded(receive: Receive) -> Receive:
    """The same, ending the connection where more comes than was announced or allowed."""
    taken = 0

    async def received() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > MOST_BYTES else message

    return received


def _welcome(token: str) -> Response:
    """Keep the token in a cookie that scripts and other sites do not get, and take it out of the address."""
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(COOKIE, token, max_age=YEAR, httponly=True, samesite="strict")
    return answer


def _same(shown: str, token: str) -> bool:
    return hmac.compare_digest(shown.encode(), token.encode())


def hosts_of(host: str) -> frozenset[str]:
    """The names under which a server that listens on a loopback address may be called."""
    return frozenset({"localhost", "127.0.0.1", "[::1]", f"[{host}]" if ":" in host else host})
