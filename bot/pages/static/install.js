// Puts the chat on the device as an app, where the browser offers that.
export function offerToInstall(button) {
  let offered = null;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // No banner of the browser's own: the entry in the menu is enough.
    offered = event;
    button.hidden = false;
  });
  addEventListener("appinstalled", () => (button.hidden = true));
  button.addEventListener("click", async () => {
    button.hidden = true;
    await offered?.prompt();
    offered = null;
  });
}
