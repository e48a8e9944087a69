// The start page: what the last person on this device left unsent is gone, and one tap joins once.
import { worker } from "./worker.js";

sessionStorage.clear();
if (!document.querySelector(".notice")) forget();

// Nobody's chat is open on this device: nobody's notices come, and none stays on the screen.
async function forget() {
  localStorage.clear();
  const registration = await worker;
  for (const notice of (await registration?.getNotifications()) || []) notice.close();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}

const form = document.querySelector("form[action='/join']");
form.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  form.querySelector("button").setAttribute("aria-disabled", "true");
});

// A page kept by the browser for "back" is from before: somebody may have joined or left since.
addEventListener("pageshow", (event) => event.persisted && location.reload());
