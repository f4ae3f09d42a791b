"""Who is answered: only a page of this very server, in a browser on this machine.

In: the headers of a request. Out: whether it may go on, and the headers that every answer carries. The key is asked for afterwards, as the
first word on the socket (session.py): nothing that a browser sends by itself, such as a cookie, opens anything.
"""

from websockets.datastructures import Headers

NAMES = ("127.0.0.1", "localhost")
"""What the page's address may begin with. A name that someone else's DNS points here is none of them."""

_STANDING = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}


def is_ours(headers: Headers, port: int) -> bool:
    """Whether the request was made to this server's own name (or else another name was bound to this address), and not for another site."""
    hosts = [f"{name}:{port}" for name in NAMES]
    if headers.get_all("Host") not in [[host] for host in hosts]:
        return False
    origins = headers.get_all("Origin")
    if origins and origins not in [[f"http://{host}"] for host in hosts]:
        return False
    site = headers.get("Sec-Fetch-Site", "none")
    return site in ("none", "same-origin") or (headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document")


def has_our_origin(headers: Headers, port: int) -> bool:
    """Whether a page of this server asks: browsers name the origin of every socket."""
    return headers.get_all("Origin") in [[f"http://{name}:{port}"] for name in NAMES]


def answer_headers(nonce: str, port: int) -> Headers:
    """What every answer carries. `nonce` allows the editor its one style sheet."""
    sockets = " ".join(f"ws://{name}:{port}" for name in NAMES)
    policy = (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self' 'nonce-{nonce}'",
        "img-src data:",
        "font-src 'self'",
        f"connect-src {sockets}",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
    headers = Headers(_STANDING)
    headers["Content-Security-Policy"] = "; ".join(policy)
    return headers
