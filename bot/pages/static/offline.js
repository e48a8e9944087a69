// Goes on by itself when the connection is back.
const LOOK_EVERY = 4000;

async function look() {
  const answer = await fetch("/manifest.webmanifest", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}

addEventListener("online", look);
setInterval(look, LOOK_EVERY);
