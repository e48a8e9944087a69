// Three dots while an answer takes long enough to wonder.
const AFTER = 300;

export class Typing {
  constructor(element, scroll) {
    this.element = element;
    this.scroll = scroll;
  }

  show(yes) {
    clearTimeout(this.timer);
    if (!yes) return this.turn(false);
    if (this.element.hidden) this.timer = setTimeout(() => this.turn(true), AFTER);
  }

  turn(on) {
    if (this.element.hidden === on) this.scroll.keeping(() => (this.element.hidden = !on));
  }
}
