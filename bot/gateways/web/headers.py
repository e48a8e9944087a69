"""The headers that every answer carries."""

from starlette.responses import Response

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Nothing leaves for other sites. Not "no-referrer": with that, browsers send "Origin: null" with our own forms,
    # and over plain HTTP in the plant's network there is no Sec-Fetch-Site to tell them from foreign ones.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def dressed(response: Response, cache: str = "no-store") -> Response:
    """The response with all headers; ``no-store``, because a kiosk's back button must not show the last person."""
    for name, value in _HEADERS.items():
        response.headers[name] = value
    response.headers["Cache-Control"] = cache
    return response
