// The chat page: wires what a person does to the outbox, and what comes back to the log.
import { Inbox } from "./inbox.js";
import { offerToInstall } from "./install.js";
import { Log } from "./log.js";
import { Outbox } from "./outbox.js";
import { Push } from "./push.js";
import { Scroll } from "./scroll.js";
import { Speaker } from "./speak.js";
import { toast } from "./toast.js";
import { Typing } from "./typing.js";

const byId = (id) => document.getElementById(id);
const composer = byId("composer");
const text = byId("text");
const menu = byId("menu");
const log = new Log(byId("log"));
const scroll = new Scroll(byId("scroll"), byId("pill"));
const speaker = new Speaker(log.element, byId("speak"));
const typing = new Typing(byId("typing"), scroll);
let spoken = log.language;
const push = new Push(byId("notices"), byId("offer"), scroll);
const targets = new Map(); // key of what was sent -> the bubble that it belongs to

const outbox = new Outbox({
  sending: (yes) => typing.show(yes),
  offline: (yes) => (byId("offline").hidden = !yes),
  answered: (item, reply) => {
    const target = targets.get(item.key);
    targets.delete(item.key);
    inbox.saw(reply.turn, item.left) || scroll.showing(() => log.answer(item, reply, target));
    if (reply.toast) toast(reply.toast);
    // Another language now: the words around the conversation come from the server.
    if (reply.language !== spoken && outbox.empty) location.reload();
    spoken = reply.language;
  },
  refused: (item, sentence) => {
    log.refuse(targets.get(item.key));
    toast(sentence);
  },
  idle: () => {
    inbox.release();
    push.invite();
  },
});

const inbox = new Inbox(Number(log.element.dataset.last), {
  held: () => !outbox.empty,
  arrived: (past) => scroll.arriving(() => log.past(past)),
});

function say(words) {
  const item = outbox.item({ text: words });
  scroll.showing(() => targets.set(item.key, log.own(words, true)));
  outbox.add(item);
}

function tap(button) {
  if (button.getAttribute("aria-busy") === "true") return;
  const bubble = button.closest(".bubble");
  const item = outbox.item({ token: button.value });
  if (bubble) button.setAttribute("aria-busy", "true");
  targets.set(item.key, bubble);
  outbox.add(item);
}

function fit() {
  text.style.blockSize = "auto";
  text.style.blockSize = `${text.scrollHeight + 3}px`;
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) return text.focus();
  text.value = "";
  fit();
  say(words);
});
text.addEventListener("input", fit);
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});
byId("tap").addEventListener("submit", (event) => {
  event.preventDefault();
  menu.open = false;
  tap(event.submitter);
});
byId("leave").addEventListener("submit", () => (sessionStorage.clear(), speaker.always(false)));
document.addEventListener("click", (event) => menu.contains(event.target) || (menu.open = false));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
addEventListener("pageshow", (event) => event.persisted && location.reload());

for (const item of outbox.left()) {
  targets.set(item.key, item.text === undefined ? log.asked(item.token) : log.own(item.text, true));
}
scroll.toEnd();
outbox.start();
inbox.start();
offerToInstall(byId("install"));
push.start().then(() => push.invite());
