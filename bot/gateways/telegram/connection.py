"""Connections to the Bot API, by the proxy of the environment where there is one."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp


def session(api: str, timeout: aiohttp.ClientTimeout) -> aiohttp.ClientSession:
    """For calls to ``api`` only. The environment is asked once: for each call, as aiohttp does it (``trust_env``), that
    would cost more than the call."""
    return aiohttp.ClientSession(timeout=timeout, proxy=proxy_for(api))


def proxy_for(api: str) -> str | None:
    """What ``HTTPS_PROXY`` (for a plain address ``HTTP_PROXY``) says, unless ``NO_PROXY`` names the host."""
    parts = urlsplit(api)
    return None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
