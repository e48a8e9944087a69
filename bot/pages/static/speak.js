// Reading aloud with a voice of this device: no word leaves it. Where there is none for the language, nothing shows.
const ICON = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11"/></svg>';
const SIGNS = /[\p{Extended_Pictographic}\u{FE0F}\u{200D}\u{20E3}☐☑⬜→▁▃▅▇●○]/gu;
const KEPT = "read-aloud";

export class Speaker {
  constructor(log, toggle) {
    this.log = log;
    this.synthesis = window.speechSynthesis;
    this.toggle = toggle;
    if (!this.synthesis || !window.SpeechSynthesisUtterance) return;
    toggle.addEventListener("click", () => this.always(toggle.getAttribute("aria-pressed") !== "true"));
    log.addEventListener("click", (event) => {
      const button = event.target.closest(".speak");
      if (button) this.tapped(button);
    });
    new MutationObserver((changes) => this.arrived(changes)).observe(log, { childList: true });
    // Many browsers find their voices only after a while.
    this.synthesis.addEventListener?.("voiceschanged", () => this.offer());
    addEventListener("pagehide", () => this.stop());
    this.offer();
  }

  voice(language) {
    const base = (tag) => tag.toLowerCase().split(/[-_]/)[0];
    const here = this.synthesis.getVoices().filter((voice) => voice.localService && base(voice.lang) === base(language));
    return here.find((voice) => voice.default) || here[0];
  }

  offer() {
    for (const bubble of this.log.querySelectorAll(".bubble.companion")) {
      if (bubble.querySelector(".speak") || !this.voice(bubble.lang || document.documentElement.lang)) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "speak";
      button.setAttribute("aria-label", this.log.dataset.speak);
      button.setAttribute("aria-pressed", "false");
      button.innerHTML = ICON;
      bubble.prepend(button);
    }
    this.toggle.hidden = !this.log.querySelector(".speak");
    this.toggle.setAttribute("aria-pressed", String(this.remembered()));
  }

  remembered() {
    try {
      return localStorage.getItem(KEPT) === "yes";
    } catch {
      return false;
    }
  }

  // New messages at once, on this device, until somebody switches it off.
  always(yes) {
    try {
      yes ? localStorage.setItem(KEPT, "yes") : localStorage.removeItem(KEPT);
    } catch {
      // A device that keeps nothing asks again next time.
    }
    this.toggle.setAttribute("aria-pressed", String(yes));
    if (yes) this.read([...this.log.querySelectorAll(".bubble.companion")].pop());
    else this.stop();
  }

  arrived(changes) {
    const fresh = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.matches?.(".bubble"));
    if (!fresh.length) return;
    this.offer();
    // An own message or choice ends what is being read; its answer follows.
    if (fresh.some((bubble) => bubble.matches(".own"))) this.stop();
    if (this.toggle.getAttribute("aria-pressed") !== "true") return;
    for (const bubble of fresh.filter((each) => each.matches(".companion"))) this.read(bubble, true);
  }

  tapped(button) {
    const reading = button.getAttribute("aria-pressed") === "true";
    this.stop();
    if (!reading) this.read(button.closest(".bubble"));
  }

  stop() {
    this.synthesis?.cancel();
    for (const button of this.log.querySelectorAll(".speak[aria-pressed='true']")) button.setAttribute("aria-pressed", "false");
  }

  // The text, what its picture shows, then the answers. ``behind``: after what is being read.
  read(bubble, behind = false) {
    const language = bubble?.lang || document.documentElement.lang;
    const voice = this.voice(language);
    if (!bubble || !voice) return;
    if (!behind) this.stop();
    const words = [
      ...bubble.querySelector(".text").textContent.split(/\n+/),
      ...[...bubble.querySelectorAll(".drawing")].map((drawing) => drawing.alt),
      ...[...bubble.querySelectorAll(".choices button")].map((button) => button.textContent),
    ];
    const spoken = words.map((each) => each.replace(SIGNS, " ").trim()).filter(Boolean);
    const button = bubble.querySelector(".speak");
    for (const [number, each] of spoken.entries()) {
      const utterance = Object.assign(new SpeechSynthesisUtterance(each), { lang: voice.lang, voice, rate: 0.95 });
      if (number === 0) utterance.onstart = () => button?.setAttribute("aria-pressed", "true");
      if (number === spoken.length - 1) utterance.onend = () => button?.setAttribute("aria-pressed", "false");
      this.synthesis.speak(utterance);
    }
    if (!behind) button?.setAttribute("aria-pressed", "true");
  }
}
