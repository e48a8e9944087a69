// A short word that goes by itself.
const element = document.getElementById("toast");
let timer;

export function toast(words) {
  clearTimeout(timer);
  element.textContent = words;
  timer = setTimeout(() => (element.textContent = ""), 2500 + 60 * words.length);
}
