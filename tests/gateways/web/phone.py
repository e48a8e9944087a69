"""A browser that can be woken: the part of it that belongs to a push service far away is replaced."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

ENDPOINT = "https://push.example.net/wp/1"
SUBSCRIPTION = {
    "endpoint": ENDPOINT,
    "expirationTime": None,
    "keys": {"p256dh": "B" + "A" * 86, "auth": "A" * 22},
}
TRIES = 3
_PUSH_MANAGER = """
(() => {
  const kept = "test.subscription";
  const subscription = (key) => ({
    options: { applicationServerKey: Uint8Array.from(JSON.parse(key)).buffer },
    toJSON: () => (%s),
    unsubscribe: async () => { localStorage.removeItem(kept); return true; },
  });
  PushManager.prototype.subscribe = async function (options) {
    if (!options.userVisibleOnly) throw new Error("only what is visible");
    localStorage.setItem(kept, JSON.stringify([...options.applicationServerKey]));
    return subscription(localStorage.getItem(kept));
  };
  PushManager.prototype.getSubscription = async function () {
    const key = localStorage.getItem(kept);
    return key ? subscription(key) : null;
  };
})();
"""

_NOTICES = """
async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(({ title, body, silent, tag, lang, dir }) => ({ title, body, silent, tag, lang, dir }))
"""


def can_be_woken(context: BrowserContext, permission: bool = True) -> None:
    """The person answers the browser's question with yes; without ``permission``, nobody answers for them."""

    if permission:
        context.grant_permissions(["notifications"])
    context.add_init_script(_PUSH_MANAGER % json.dumps(SUBSCRIPTION))


def deliver(page: Page, data: str) -> None:
    """A push, as the browser gets it from a push service: again, as long as nothing is shown. A page that has just been
    opened clears what is shown, and a browser at its first start may lose what comes too early."""
    session = page.context.new_cdp_session(page)
    registrations: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    while not registrations:
        page.wait_for_timeout(20)
    push = {"origin": page.evaluate("location.origin"), "registrationId": registrations[-1]["registrationId"]}
    for _ in range(TRIES):
        session.send("ServiceWorker.deliverPushMessage", push | {"data": data})
        if notices(page, bool):
            break
    session.detach()


def notices(page: Page, wanted: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
    """What stands on the screen of the device, as soon as it is as ``wanted``; after 5 seconds, as it is."""
    found: list[dict[str, Any]] = settled(page, lambda: page.evaluate(_NOTICES), wanted)
    return found


def settled(page: Page, look: Callable[[], Any], wanted: Callable[[Any], bool]) -> Any:
    """What ``look`` gives, as soon as it is as ``wanted``; after 5 seconds, as it is."""
    found = look()
    for _ in range(100):
        if wanted(found):
            break
        page.wait_for_timeout(50)
        found = look()
    return found
