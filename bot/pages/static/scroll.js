// Follows the conversation, but never pulls away somebody who is reading further up.
const NEAR = 90;

export class Scroll {
  constructor(element, pill) {
    this.element = element;
    this.pill = pill;
    pill.addEventListener("click", () => this.toEnd());
    element.addEventListener("scroll", () => this.atEnd() && (pill.hidden = true), { passive: true });
    new ResizeObserver(() => this.kept && this.toEnd()).observe(element);
    element.addEventListener("scroll", () => (this.kept = this.atEnd()), { passive: true });
  }

  atEnd() {
    return this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < NEAR;
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
    this.pill.hidden = true;
  }

  // Something that the person did: show where it begins, if it is more than a screen.
  showing(change) {
    const before = this.element.querySelector(".log").lastElementChild;
    change();
    const first = before?.nextElementSibling;
    if (!first) return; // An answer was ticked in place: the eyes are there.
    this.toEnd();
    this.element.scrollTop = Math.min(this.element.scrollTop, first.offsetTop - this.element.offsetTop - 16);
  }

  // Something that came by itself.
  arriving(change) {
    if (this.atEnd()) return this.showing(change);
    change();
    this.pill.hidden = false;
  }

  // Something that only changes the height of the end.
  keeping(change) {
    const follow = this.atEnd();
    change();
    if (follow) this.toEnd();
  }
}
