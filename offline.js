// Lets worker.js keep the page for visits without a network, and tells when it has a newer version. boot.js loads it when all else is done,
// and never in a frame. Where the browser keeps nothing, nothing happens.
const scope = new URL("./", import.meta.url).href;

/** The only thing that the page's policy lets become the address of a script, whatever is given. */
function workerAddress() {
  const address = `${scope}worker.js`;
  return globalThis.trustedTypes?.createPolicy("grant-lab-worker", { createScriptURL: () => address }).createScriptURL("") ?? address;
}

/** Takes away the worker and all that it keeps. Rejects where storage is refused, as `keep` does. */
export async function forget() {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (registration?.scope === scope) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(`grant-lab ${scope} `)) await caches.delete(name);
}

/** Has the page kept, which is of this build. */
export async function keep(build) {
  // Whoever counts bytes did not ask for two million of them.
  if (navigator.connection?.saveData) return;
  const registration = await navigator.serviceWorker.register(workerAddress());
  // Where somebody else stands in for the browser, as in tests.
  if (!registration) return;
  const { active, installing, waiting } = registration;
  if (waiting) tell(registration);
  registration.addEventListener("updatefound", () => follow(registration, build));
  if (installing) follow(registration, build);
  else if (active) claim(active, build);
}

/** Waits for the worker that comes: the first one serves this page from now on, and a later one waits for the reader. */
async function follow(registration, build) {
  const { active, installing } = registration;
  await reached(installing, active ? "installed" : "activated");
  if (active) tell(registration);
  else claim(installing, build);
}

/** A page that the network answered is served by the worker where that keeps the same build. */
function claim(worker, build) {
  if (!navigator.serviceWorker.controller) ask(worker, { say: "claim", build });
}

/** Says that a newer version is there, once, and lets the reader change to it. */
async function tell(registration) {
  if (document.querySelector(".newer")) return;
  const words = await (await fetch(`${scope}content/${document.documentElement.lang}/offline.json`)).json();
  const text = Object.assign(document.createElement("span"), { textContent: words.ready });
  const reload = Object.assign(document.createElement("button"), { className: "act", type: "button", textContent: words.reload });
  const note = Object.assign(document.createElement("section"), { className: "newer wrap", ariaLabel: words.label });
  const say = (words) => (text.textContent = document.getElementById("status").textContent = words);
  reload.addEventListener("click", async () => {
    const { waiting } = registration;
    // Another tab, or the browser, has changed to it already.
    if (!waiting) return location.reload();
    if ((await ask(waiting, { say: "take over" })) > 0) return say(words.others);
    await reached(waiting, "activated");
    location.reload();
  });
  note.append(text, " ", reload);
  document.body.prepend(note);
  say(words.ready);
}

/** Says something to a worker; resolves to its answer. */
function ask(worker, message) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(message, [port2]);
  return new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
}

function reached(worker, state) {
  return new Promise((done) => {
    const look = () => worker.state === state && done();
    worker.addEventListener("statechange", look);
    look();
  });
}
