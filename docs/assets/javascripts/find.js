// The search: loads Material's code when it is wanted, and keeps its dialog usable by keyboard and screen reader.
const toggle = document.querySelector("#__search");
const box = document.querySelector("#search");
const input = box.querySelector(".md-search__input");
const opener = document.querySelector("[data-search-open]");
const wide = matchMedia("(min-width: 60em)");
// Material's single-key shortcuts. They are off: they get in the way of speech input (WCAG 2.1.4).
const SHORTCUTS = ["f", "s", "/", "n", ".", "p", ","];
// Wide screens get the search once the page has been idle this long; a phone only pays for it when it searches.
const IDLE = 2500;
// After Escape the focus is back in the box, and the results stay away until the reader goes on.
let quiet = false;

function load() {
  const later = document.querySelector("script[data-later]");
  if (!later) return;
  const script = document.createElement("script");
  script.src = later.src;
  const { Worker } = self;
  self.Worker = class extends Worker {
    constructor(...address) {
      super(...address);
      this.exchange = import("./search/exchange.js");
      const post = (message) => super.postMessage(message);
      // Material hears that the worker is ready, and asks it. What it answers is shown there: Material takes long to do it.
      this.addEventListener("message", (event) => {
        if (event.data.type > 2) event.stopImmediatePropagation();
        this.exchange.then(({ hear }) => hear(event.data, post));
      });
    }

    postMessage(message) {
      this.exchange.then(({ say }) => say(message, (allowed) => super.postMessage(allowed)));
    }
  };
  // Material marks the words of ?h= when the page is ready. It comes late, so it is told again.
  script.addEventListener("load", () => document.dispatchEvent(new Event("DOMContentLoaded")));
  later.replaceWith(script);
}

function open(wanted) {
  if (wanted) load();
  if (toggle.checked !== wanted) toggle.click();
}

function show(words) {
  open(true);
  if (words !== undefined) {
    input.value = words;
    input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  }
  input.focus();
}

function hide() {
  const inside = box.contains(document.activeElement);
  open(false);
  quiet = wide.matches && inside;
  if (inside) (wide.matches ? input : opener).focus();
}

function goOn() {
  quiet = false;
  open(true);
}

function follow() {
  if (quiet && toggle.checked) toggle.checked = false;
  const modal = toggle.checked && !wide.matches;
  opener.setAttribute("aria-expanded", String(toggle.checked));
  box.toggleAttribute("aria-modal", modal);
  if (modal) box.setAttribute("aria-modal", "true");
  for (const other of [...document.body.children, ...box.parentElement.children]) {
    if (!other.contains(box) && other.localName !== "script") other.inert = modal;
  }
}

toggle.addEventListener("change", follow);
wide.addEventListener("change", follow);
opener.addEventListener("click", () => show());
box.querySelector("[data-search-close]").addEventListener("click", hide);
input.addEventListener("focus", () => quiet || open(true));
input.addEventListener("input", goOn);
// Material listens to keys only; words also come from a paste by mouse, from speech and from an input method.
input.addEventListener("input", () => input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));
input.addEventListener("pointerdown", goOn);
input.addEventListener("focusout", () => (quiet = false));
input.form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("pointerenter", load);
document.addEventListener("focusin", (event) => {
  if (toggle.checked && wide.matches && !box.contains(event.target)) open(false);
});
document.addEventListener("pointerdown", (event) => {
  if (toggle.checked && wide.matches && !box.contains(event.target)) open(false);
});

// Before Material hears of a key: Tab moves through the results, Escape closes and gives the focus back.
addEventListener(
  "keydown",
  (event) => {
    if (!toggle.checked) {
      if (SHORTCUTS.includes(event.key.toLowerCase())) event.stopPropagation();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      hide();
    } else if (event.key === "Tab") {
      event.stopPropagation();
    } else if (document.activeElement !== input && !["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.stopPropagation();
    }
  },
  true,
);

// The large search box of the home page hands its words over; one that filters its page does when it is submitted.
for (const form of document.querySelectorAll(".home-search form")) {
  if (!form.dataset.filter) form.addEventListener("focusin", load);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(form.querySelector("input").value);
  });
}

const asked = new URLSearchParams(location.search);
if (asked.has("q") || asked.has("h")) {
  load();
} else if (wide.matches) {
  const wait = () => setTimeout(() => (self.requestIdleCallback || setTimeout)(load), IDLE);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
}

document.documentElement.dataset.readyFind = ""; // says to whoever waits that this module has set up the page
