// Notices on this device: a switch in the menu, and one quiet offer. The browser is asked only after a tap.
import { toast } from "./toast.js";
import { worker } from "./worker.js";

const WANTED = "inleku.push"; // What the person on this device decided: "yes" or "no"; nothing before the offer.
const ASKED = "asked";
const JSON_TYPE = { "Content-Type": "application/json", Accept: "application/json" };

export class Push {
  constructor(entry, offer, scroll) {
    this.entry = entry;
    this.offer = offer;
    this.scroll = scroll;
    this.switch = entry.querySelector("[role=switch]");
    this.words = entry.dataset;
    this.switch.addEventListener("click", () => this.turn(!this.on));
    for (const button of offer.querySelectorAll("button")) {
      button.addEventListener("click", () => this.answer(button.value === "yes"));
    }
  }

  get on() {
    return this.switch.getAttribute("aria-checked") === "true";
  }

  async start() {
    this.registration = await worker;
    const able = this.registration && "PushManager" in window && "Notification" in window;
    // A telephone of this kind wakes only what was put on the home screen.
    const later = this.registration && !able && navigator.standalone === false;
    this.entry.hidden = !able && !later;
    this.entry.classList.toggle("later", Boolean(later));
    if (!able) return;
    this.able = true;
    this.tidy();
    document.addEventListener("visibilitychange", () => this.tidy());
    await this.renew();
    this.show();
  }

  // A page that is looked at has said it all.
  async tidy() {
    if (document.visibilityState !== "visible") return;
    for (const notice of await this.registration.getNotifications()) notice.close();
  }

  // The server may have new keys, and the browser a new address.
  async renew() {
    if (localStorage.getItem(WANTED) !== "yes") return;
    if (Notification.permission === "granted") await this.subscribe().catch(() => null);
  }

  async show() {
    const subscription = await this.registration.pushManager.getSubscription();
    const on = Boolean(subscription) && localStorage.getItem(WANTED) === "yes" && Notification.permission === "granted";
    this.switch.setAttribute("aria-checked", String(on));
    this.entry.classList.toggle("refused", Notification.permission === "denied");
  }

  // Once, when somebody is learning here. Until then each answer is a reason to look again.
  async invite() {
    if (!this.able || !this.offer.hidden || Notification.permission === "denied") return;
    const before = localStorage.getItem(WANTED);
    if (before && !(before === ASKED && sessionStorage.getItem(WANTED))) return;
    const answer = await fetch("/push", { headers: JSON_TYPE }).catch(() => null);
    const { joined } = answer?.ok ? await answer.json() : {};
    if (!joined) return;
    localStorage.setItem(WANTED, ASKED);
    sessionStorage.setItem(WANTED, ASKED); // It stays for this visit, also when the page is loaded again.
    this.scroll.keeping(() => (this.offer.hidden = false)); // The newest buttons stay in sight.
  }

  async answer(yes) {
    this.offer.hidden = true;
    if (yes) return this.turn(true);
    localStorage.setItem(WANTED, "no");
  }

  async turn(on) {
    if (this.busy) return;
    this.busy = true;
    this.offer.hidden = true;
    this.switch.setAttribute("aria-busy", "true");
    try {
      await (on ? this.allow() : this.forbid());
    } catch {
      toast(this.words.failed);
    } finally {
      this.switch.removeAttribute("aria-busy");
      this.busy = false;
      await this.show();
    }
  }

  async allow() {
    if ((await Notification.requestPermission()) !== "granted") {
      localStorage.setItem(WANTED, "no");
      return toast(this.words.refused);
    }
    await this.subscribe();
    localStorage.setItem(WANTED, "yes");
    toast(this.words.done);
  }

  async forbid() {
    localStorage.setItem(WANTED, "no");
    const subscription = await this.registration.pushManager.getSubscription();
    await subscription?.unsubscribe();
    await this.send("DELETE");
    toast(this.words.off);
  }

  async subscribe() {
    const manager = this.registration.pushManager;
    const key = bytes(this.words.key);
    const known = await manager.getSubscription();
    if (known && !same(new Uint8Array(known.options.applicationServerKey || 0), key)) await known.unsubscribe();
    const subscription = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    await this.send("POST", JSON.stringify(subscription));
  }

  async send(method, body) {
    const answer = await fetch("/push", { method, headers: JSON_TYPE, body });
    if (!answer.ok) throw new Error(answer.status);
  }
}

function bytes(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat(-text.length & 3);
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

function same(one, other) {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}
