// The service worker; null where the browser has none, such as over plain HTTP in the plant's own network.
export const worker = registered();

async function registered() {
  if (!("serviceWorker" in navigator)) return null;
  try {
    await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
    const ready = await navigator.serviceWorker.ready;
    ready.active.postMessage({ language: document.documentElement.lang });
    return ready;
  } catch {
    return null;
  }
}
