// The search, who answers: the worker at first, and the page once it has read the index too, in idle moments. The page is
// sooner by a frame: Chromium draws what a key typed before it lets the page hear what a worker says of it.
import { respond } from "./answer.js";
import { steps } from "./ranking.js";
import { show } from "./results.js";

const LEFT = 2; // ms of an idle moment that are too few for another step
const input = document.querySelector("#search .md-search__input");
let packed, asked, next; // the index; the query that the worker works on, and the one that waits for it
let [isReady, isOwn] = [false, false]; // whether the page can answer, and whether it has

function prepare() {
  if (!self.requestIdleCallback) return;
  const rest = steps(packed);
  const go = (idle) => {
    do isReady = rest.next().done;
    while (!isReady && idle.timeRemaining() > LEFT);
    if (!isReady) requestIdleCallback(go);
  };
  requestIdleCallback(go);
}

// What Material says to the worker: 0 setup, 2 query. One query at a time goes there: who types faster than the phone can
// search gets the answer to the last key, not to each.
export function say(message, post) {
  if (message.type === 0) packed = message.data.docs;
  if (message.type !== 2) return post(message);
  if (isReady) {
    isOwn = true;
    respond(message.data, show);
  } else if (asked) next = message;
  else post((asked = message));
}

// What the worker says: 1 ready, 3 result, 4 texts, 5 the rest of the list.
export function hear(message, post) {
  if (message.type === 1) {
    if (document.activeElement === input) prepare();
    else input.addEventListener("focus", prepare, { once: true });
  } else if (!isOwn) {
    const waits = next;
    if (message.type === 3) asked = next = undefined;
    if (waits) say(waits, post);
    else show(message);
  }
}
