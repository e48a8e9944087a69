"""Chromium as Debian installs it, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

PATIENCE = 20_000
"""Milliseconds until something that does not show up is missing; on a busy machine a page takes seconds."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser. Without Chromium the test is skipped; where CI is set, it fails."""
    path = _path()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def with_profile(browser: Browser, folder: Path) -> Iterator[BrowserContext]:
    """Another browser, with a profile in that folder, as people have it; the first one is in private mode."""
    kind = browser.browser_type
    context = kind.launch_persistent_context(folder, executable_path=_path(), args=_ARGUMENTS)
    yield context
    context.close()


def _path() -> str:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is not None:
        return path
    missing = f"Chromium is missing (looked for {', '.join(_NAMES)}); apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
