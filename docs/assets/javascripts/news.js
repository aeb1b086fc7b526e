// News: marks what changed since a reader's last visit, once they have asked for it on the page "What changed".
// The browser keeps two days, that of this visit and that of the one before; nothing is kept unasked.
import { record } from "./shared/draft.js";
import { button, made, status } from "./shared/parts.js";

const store = record("visits", "dates");
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
const inWords = (day) => new Date(`${day}T12:00`).toLocaleDateString("en-US", { dateStyle: "long" });

function visit() {
  let days = store.read();
  if (!/^\d{4}-\d\d-\d\d$/.test(days?.now)) return undefined;
  if (days.now !== today) {
    days = { now: today, before: days.now };
    store.write(days);
  }
  return days.before;
}

function mark(since) {
  for (const entry of document.querySelectorAll("[data-changed]")) {
    if (entry.dataset.changed > since) entry.prepend(made("strong", "New to you. ", { className: "is-new" }));
  }
  const log = document.querySelector("[data-log]");
  const count = log?.querySelectorAll(".is-new").length;
  if (count) log.querySelector("summary").append(`: ${count} new since ${inWords(since)}`);
}

const since = visit();
if (since) mark(since);

const place = document.querySelector("[data-visits]");
if (place) {
  const line = status();
  const ask = button("", () => {
    const fault = store.write(store.read() ? undefined : { now: today });
    line.textContent = fault;
    show();
  });
  const show = () => {
    const kept = Boolean(store.read());
    ask.textContent = kept ? "Forget my visits" : "Mark what is new next time";
    if (kept) line.textContent = since ? `You were last here on ${inWords(since)}.` : "What changes from today on will be marked.";
  };
  place.append(ask, line);
  show();
}

document.documentElement.dataset.readyNews = ""; // says to whoever waits that this module has set up the page
