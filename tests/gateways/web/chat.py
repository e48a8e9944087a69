"""The chat in a browser: what a person does there, and what it looks like."""

from pathlib import Path

from playwright.sync_api import Page

PICTURES = Path("var/screenshots")


def picture(page: Page, name: str) -> None:
    """The page as it is now, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    width = page.evaluate("innerWidth")
    page.wait_for_timeout(350)
    page.screenshot(path=PICTURES / f"web-{name}-{width}{'-dark' if dark else ''}.png")


def say(page: Page, words: str) -> None:
    """Write and send."""
    page.get_by_label("Deine Nachricht").fill(words)
    page.get_by_role("button", name="Senden").click()
