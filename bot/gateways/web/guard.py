"""Keeps other sites from acting in a person's name."""

from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request


def refuse_foreign(request: Request) -> None:
    """403 when another site's page sent this. A client that says nothing about it has no cookie of ours to misuse."""
    fetch_site = request.headers.get("sec-fetch-site")
    if fetch_site is not None:
        if fetch_site not in ("same-origin", "none"):
            raise HTTPException(403)
        return
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise HTTPException(403)
