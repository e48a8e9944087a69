// What the person did and the server has not answered yet. Kept over a reload; sent again with the same key, so that
// an answer that was lost on the way back changes nothing twice.
const PLACE = "inleku.outbox";
const PATIENCE = 20000;
const PAUSES = [1000, 2000, 4000, 8000, 15000];

export class Outbox {
  constructor(on) {
    this.on = on;
    this.items = JSON.parse(sessionStorage.getItem(PLACE) || "[]").map((item) => ({ ...item, left: true }));
    this.running = false;
    this.failures = 0;
    addEventListener("online", () => this.wake?.());
  }

  get empty() {
    return this.items.length === 0;
  }

  // What an earlier view of the page left unanswered.
  left() {
    return [...this.items];
  }

  // No crypto.randomUUID: browsers hide it on plain HTTP, as in a plant's own network.
  item(content) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return { key: Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""), ...content };
  }

  add(item) {
    this.items.push(item);
    this.keep();
    this.start();
  }

  async start() {
    if (this.running || this.empty) return;
    this.running = true;
    while (!this.empty) await this.attempt(this.items[0]);
    this.running = false;
    this.on.sending(false);
    this.on.idle();
  }

  async attempt(item) {
    this.on.sending(true);
    const response = await this.post(item);
    if (!response || response.status >= 500 || response.status === 429) return this.pause();
    if (response.status === 401) return location.assign("/");
    const body = await response.json().catch(() => null);
    if (!body) return this.pause();
    this.failures = 0;
    this.on.offline(false);
    this.items.shift();
    this.keep();
    if (response.ok) this.on.answered(item, body);
    else this.on.refused(item, body.message);
  }

  async post(item) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const body = JSON.stringify({ key: item.key, text: item.text, token: item.token });
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    try {
      return await fetch("/chat", { method: "POST", headers, body, signal: stop.signal });
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  pause() {
    this.on.sending(false);
    this.on.offline(true);
    const pause = PAUSES[Math.min(this.failures++, PAUSES.length - 1)];
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, pause);
    });
  }

  keep() {
    sessionStorage.setItem(PLACE, JSON.stringify(this.items));
  }
}
