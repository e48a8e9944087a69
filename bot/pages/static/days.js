// Marks where a new day begins, in the time zone of the person's device.
export class Days {
  constructor(log) {
    this.words = log.dataset;
    this.last = null;
    this.format = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" });
    for (const bubble of log.querySelectorAll(".bubble[data-at]")) this.before(bubble, new Date(bubble.dataset.at));
  }

  before(bubble, moment) {
    const day = new Date(moment).setHours(0, 0, 0, 0);
    if (Number.isNaN(day) || (this.last !== null && day <= this.last)) return;
    this.last = day;
    const mark = document.createElement("p");
    mark.className = "day";
    mark.textContent = this.name(day);
    bubble.before(mark);
  }

  name(day) {
    const today = new Date().setHours(0, 0, 0, 0);
    if (day === today) return this.words.today;
    // Half a day more than one day: also right when the clocks change.
    if (day < today && today - day < 36 * 3600 * 1000) return this.words.yesterday;
    return this.format.format(day);
  }
}
