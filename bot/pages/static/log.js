// The conversation on the page: bubbles, their buttons, and which of those still work.
import { Days } from "./days.js";

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export class Log {
  constructor(element) {
    this.element = element;
    this.words = element.dataset;
    this.days = new Days(element);
    for (const choices of element.querySelectorAll(".choices")) this.arrange(choices);
  }

  // The language of the newest message.
  get language() {
    return [...this.element.querySelectorAll(".bubble[data-at]")].pop()?.lang || document.documentElement.lang;
  }

  // A bubble with the person's own words or choice.
  own(text, waiting = false) {
    const bubble = this.bubble("own", this.words.you, text, document.documentElement.lang);
    bubble.classList.toggle("waiting", waiting);
    return bubble;
  }

  // What the server answered to an item of the outbox; ``target`` is the bubble that was tapped or written.
  answer(item, reply, target) {
    const tapped = item.text === undefined;
    if (!tapped) target?.classList.remove("waiting");
    if (tapped && reply.chosen !== null) this.settle(target, reply.chosen);
    this.show(reply, tapped ? target : this.answered(reply.chosen));
    this.free(target);
  }

  // A turn that happened elsewhere.
  past(past) {
    const target = this.answered(past.chosen);
    if (past.chosen !== null) this.settle(target, null);
    if (past.heard !== null) this.own(past.heard);
    else if (past.own_words) this.own(this.words.unkept).querySelector(".text").classList.add("unkept");
    this.show(past, target, past.at);
  }

  // The server did not accept it: nothing happened.
  refuse(target) {
    if (target?.classList.contains("own")) target.remove();
    this.free(target);
  }

  // The bubble that still has a button with that token.
  asked(token) {
    return [...this.element.querySelectorAll("button")].filter((button) => button.value === token).pop()?.closest(".bubble");
  }

  answered(chosen) {
    const asked = [...this.element.querySelectorAll(".bubble")].filter((bubble) => bubble.querySelector(".choices button"));
    const exact = (bubble) => [...bubble.querySelectorAll(".choices button")].some((button) => button.textContent === chosen);
    return asked.filter(exact).pop() || asked.pop();
  }

  settle(target, chosen) {
    this.lost = target?.contains(document.activeElement);
    target?.querySelector(".choices")?.remove();
    if (chosen !== null) this.own(chosen);
  }

  free(target) {
    for (const button of target?.querySelectorAll("[aria-busy]") || []) button.removeAttribute("aria-busy");
  }

  show(reply, target, at) {
    let newest = null;
    for (const message of reply.messages) {
      if (message.replace && target?.isConnected) this.replace(target, message);
      else newest = this.companion(message, reply, at, newest);
    }
    if (reply.own_data) this.offer(newest || this.element.lastElementChild);
    this.retire();
    if (this.lost) (newest?.querySelector(".choices button") || newest)?.focus({ preventScroll: true });
    this.lost = false;
  }

  companion(message, reply, at, first) {
    const bubble = this.bubble("companion", this.words.companion, message.text, reply.language, at);
    this.link(bubble.querySelector(".text"));
    this.attach(bubble, message.attachments);
    this.choose(bubble, message.buttons);
    return message.buttons.length || !first ? bubble : first;
  }

  // The link to the pages can be tapped.
  link(words) {
    const [href] = words.textContent.match(/https?:\/\/\S+\/login\/[\w-]+/) || [];
    if (!href) return;
    const [before, after] = words.textContent.split(href);
    words.replaceChildren(before, make("a", { href, textContent: href }), after);
  }

  // The same bubble with other words; the focus stays where it was, for people who tick answers by keyboard.
  replace(target, message) {
    const buttons = [...target.querySelectorAll(".choices button")];
    const place = buttons.indexOf(document.activeElement);
    target.querySelector(".text").textContent = message.text;
    target.querySelector(".choices")?.remove();
    this.choose(target, message.buttons);
    if (place >= 0) target.querySelectorAll(".choices button")[Math.min(place, message.buttons.length - 1)]?.focus();
  }

  // Pictures and files. A question that changes in its place keeps its own.
  attach(bubble, attachments) {
    for (const { src, href, name, text } of attachments) {
      bubble.append(
        src
          ? make("img", { className: "drawing", src, alt: text })
          : make("a", { className: "fetch", href, download: name, textContent: text }),
      );
    }
  }

  choose(bubble, buttons) {
    if (!buttons.length) return;
    const choices = make("div", { className: "choices" });
    choices.setAttribute("role", "group");
    choices.setAttribute("aria-label", this.words.answers);
    for (const [label, token] of buttons) {
      const button = make("button", { name: "token", value: token, textContent: label });
      button.setAttribute("form", "tap");
      choices.append(button);
    }
    this.arrange(choices);
    bubble.append(choices);
  }

  // Long answers read better one below the other.
  arrange(choices) {
    choices.classList.toggle("list", [...choices.children].some((button) => button.textContent.trim().length > 18));
  }

  offer(bubble) {
    bubble.append(make("a", { className: "fetch", href: "/chat/data.json", download: "meine-daten.json", textContent: this.words.file }));
  }

  bubble(kind, who, text, language, at) {
    const words = make("p", { className: "text", dir: "auto", textContent: text });
    const bubble = make("article", { className: `bubble ${kind} fresh`, lang: language, tabIndex: -1 });
    bubble.append(make("span", { className: "unseen", textContent: who }), words);
    this.element.append(bubble);
    this.days.before(bubble, at ? new Date(at) : new Date());
    return bubble;
  }

  // Commands can be given at any time; an answer only to the question that is open. The server does the same.
  retire() {
    const answers = ".choices button:not([value^='/'])";
    const open = [...this.element.querySelectorAll(".bubble")].filter((bubble) => bubble.querySelector(answers));
    for (const bubble of open.slice(0, -1)) {
      for (const button of bubble.querySelectorAll(answers)) button.remove();
      if (!bubble.querySelector(".choices button")) bubble.querySelector(".choices").remove();
    }
  }
}
