// The start page: what the last person on this device left unsent is gone, and one tap joins once.
sessionStorage.clear();

const form = document.querySelector("form[action='/join']");
form.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  form.querySelector("button").setAttribute("aria-disabled", "true");
});

// A page kept by the browser for "back" is from before: somebody may have joined or left since.
addEventListener("pageshow", (event) => event.persisted && location.reload());
