// Runs without a page: shows notices, and says so when there is no connection. VERSION is put in front by the server.
// Nothing personal is ever kept here: a device in the workshop must not show the last person's chat.
const CACHE = `inleku-${VERSION}`;
const FILES = `/static/${VERSION}/`;
const OFFLINE = "/offline";
const NEEDED = ["base.css", "start.css", "offline.js", "icon.svg"];

self.addEventListener("install", (event) => {
  event.waitUntil(prepared());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidied());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith(FILES)) event.respondWith(file(request));
  else if (request.mode === "navigate" && !pathname.endsWith(".json")) event.respondWith(page(request));
});

self.addEventListener("push", (event) => {
  event.waitUntil(shown(event.data));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(opened());
});

// The browser has a new address at its push service. Whose chat is open on this device, the server knows.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(renewed(event.oldSubscription, event.newSubscription));
});

// A page says which language it speaks: without a connection, the same one is spoken.
self.addEventListener("message", (event) => {
  if (typeof event.data?.language === "string") event.waitUntil(learned(event.data.language));
});

async function prepared() {
  const cache = await caches.open(CACHE);
  await cache.addAll(NEEDED.map((name) => FILES + name));
  // An update keeps the page in the language that it had; its words may be older until the next visit.
  const before = await caches.match(OFFLINE);
  await (before ? cache.put(OFFLINE, before) : cache.add(OFFLINE));
  await self.skipWaiting();
}

async function tidied() {
  const old = (await caches.keys()).filter((name) => name.startsWith("inleku-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function learned(language) {
  const answer = await fetch(`${OFFLINE}?language=${encodeURIComponent(language)}`).catch(() => null);
  if (answer?.ok) await (await caches.open(CACHE)).put(OFFLINE, answer);
}

// The address changes with the content, so what is kept is never old.
async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(OFFLINE)) || Response.error();
  }
}

// Every push must show something, or the browser says something of its own.
async function shown(data) {
  let said = {};
  try {
    said = data.json();
  } catch {
    // Not from us, or cut off: the name is enough.
  }
  const { title = "Lernbegleiter", body = "", lang = "", dir = "auto" } = said;
  const icon = "/icons/icon-192.png";
  await self.registration.showNotification(title, { body, lang, dir, icon, tag: "reminder", silent: true });
}

async function opened() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const chat = pages.find((each) => new URL(each.url).pathname === "/") || pages[0];
  if (chat) return chat.focus();
  return self.clients.openWindow("/");
}

async function renewed(before, after) {
  const subscription = after || (before && (await self.registration.pushManager.subscribe(before.options)));
  const headers = { "Content-Type": "application/json" };
  if (subscription) await fetch("/push", { method: "POST", headers, body: JSON.stringify(subscription) });
}
