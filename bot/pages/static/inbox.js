// What comes by itself: reminders, and turns of the same person's other page. Every turn is shown once.
const AGAIN = 5000;
const SILENCE = 45000; // Three times as long as the server is silent at most.

export class Inbox {
  constructor(last, on) {
    this.first = last;
    this.last = last;
    this.on = on;
    this.seen = new Set();
    this.waiting = [];
  }

  // Whether the turn was shown before; from now on it was. What this view of the page sent itself cannot be in the
  // history that it began with, also when somebody who erased everything begins anew with low numbers.
  saw(turn, maybeInHistory) {
    if (!turn) return false;
    const before = (maybeInHistory && turn <= this.first) || this.seen.has(turn);
    this.seen.add(turn);
    return before;
  }

  // Open while somebody looks. A page in the background lets go, so that the server wakes the device instead.
  start() {
    const follow = () => (document.visibilityState === "visible" ? this.open() : this.close());
    document.addEventListener("visibilitychange", follow);
    addEventListener("online", follow);
    follow();
  }

  open() {
    this.close();
    this.source = new EventSource(`/chat/events?after=${this.last}`);
    this.source.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
    for (const kind of ["open", "message", "alive"]) this.source.addEventListener(kind, () => this.watch());
    this.source.addEventListener("gap", () => location.reload());
    this.source.addEventListener("error", () => {
      // The browser comes back by itself after a lost line, but not after an error page.
      if (this.source?.readyState === EventSource.CLOSED) this.again(AGAIN);
    });
    this.watch();
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  // A line may be dead without anybody having said so.
  watch() {
    this.again(SILENCE);
  }

  again(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), pause);
  }

  // While an answer is on its way, its turn may arrive here first: the answer itself knows more.
  take(past) {
    this.last = Math.max(this.last, past.turn);
    this.waiting.push(past);
    if (!this.on.held()) this.release();
  }

  release() {
    for (const past of this.waiting.splice(0)) this.saw(past.turn, true) || this.on.arrived(past);
  }
}
