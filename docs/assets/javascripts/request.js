// The request builder: keeps the draft in this browser, says what is missing, and gives it out as Word, text or print.
const KEY = "data-sharing-playbook.request";
const FORMAT = 1;
const LARGEST = 1e6; // characters of a draft file
const form = document.querySelector("[data-builder]");
const fields = new Map([...form.querySelectorAll("[data-question]")].map((part) => [part.dataset.question, part]));
const box = (part) => part.querySelector("textarea");
const label = (part) => part.querySelector("label").textContent;
const route = () => form.elements.route.value;
const applies = (part) => part.dataset.routes.split(" ").includes(route());
let others = {}; // answers to questions that the form no longer asks
let before; // the draft as it was before it was cleared or replaced
let unsaved = false;

function made(name, text = "", options = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, options);
}

function button(words, act) {
  const one = made("button", words, { type: "button", className: "button" });
  one.addEventListener("click", act);
  return one;
}

const said = made("p", "", { className: "tool-state" });
said.setAttribute("role", "status");
const missing = made("p", "", { className: "tool-state" });
const leftover = made("div", "", { className: "leftover", hidden: true });
const output = made("div", "", { className: "output", hidden: true });
// Stands where somebody writes, since the sentence at the end of the form may be far away.
const lost = made("p", "Not kept: this browser keeps no drafts. Save the draft as a file before you leave.", { className: "changed" });
const undo = button("Bring it back", () => replaceBy(before, "The draft is back."));
undo.hidden = true;
const newer = button("Show that draft", () => {
  newer.hidden = true;
  load(stored());
  tell("This is the draft of the other window.");
});
newer.hidden = true;

const tell = (words) => (said.textContent = words);

function draft() {
  const answers = { ...others };
  for (const [key, part] of fields) if (box(part).value.trim()) answers[key] = box(part).value;
  return { format: FORMAT, route: route(), saved: new Date().toISOString(), answers };
}

const isDraft = (data) =>
  data?.answers && typeof data.answers === "object" && !Array.isArray(data.answers) && Object.values(data.answers).every((answer) => typeof answer === "string");

function stored() {
  try {
    const data = JSON.parse(localStorage.getItem(KEY));
    return isDraft(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function save(words) {
  const now = draft();
  try {
    if (Object.keys(now.answers).length || now.route !== "agency") localStorage.setItem(KEY, JSON.stringify(now));
    else localStorage.removeItem(KEY);
    unsaved = false;
    lost.remove();
    const time = new Date().toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
    tell(words || `Draft kept in this browser at ${time}.`);
  } catch {
    unsaved = Object.keys(now.answers).length > 0;
    document.activeElement.closest("[data-question]")?.append(lost);
    tell(`${words ? `${words} ` : ""}This browser does not keep drafts. Choose “Save the draft as a file” before you leave.`);
  }
  undo.hidden = !before;
}

let waiting;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(save, 400);
};
const atOnce = () => {
  clearTimeout(waiting);
  if (unsaved) save();
};

function load(data) {
  for (const part of fields.values()) box(part).value = "";
  others = {};
  for (const [key, answer] of Object.entries(data?.answers ?? {})) {
    if (fields.has(key)) box(fields.get(key)).value = answer;
    else others[key] = answer;
  }
  const known = [...form.elements.route].some((one) => one.value === data?.route);
  form.elements.route.value = known ? data.route : "agency";
  show();
}

// What is on the page besides the answers: which questions apply, what is missing, copies for paper.
function show() {
  for (const part of fields.values()) {
    part.hidden = !applies(part);
    let paper = part.querySelector(".answer-on-paper");
    if (!paper) part.append((paper = made("div", "", { className: "answer-on-paper" })));
    paper.textContent = box(part).value;
  }
  leftover.hidden = !Object.keys(others).length;
  leftover.replaceChildren(made("p", "Answers without a question. The form no longer asks these, and nothing is lost:"));
  for (const [key, answer] of Object.entries(others)) leftover.append(made("p", `${key}: ${answer}`));
  const asked = [...fields.values()].filter(applies);
  const open = asked.filter((part) => !box(part).value.trim());
  missing.textContent = `${asked.length - open.length} of ${asked.length} places filled. `;
  if (!open.length) missing.append("Every place has an answer.");
  else missing.append("Next: ", made("a", label(open[0]), { href: `#${box(open[0]).id}` }));
  output.hidden = true;
}

function replaceBy(data, words) {
  const now = draft();
  before = Object.keys(now.answers).length ? now : undefined;
  load(data);
  save(words);
}

function asText() {
  const lines = [document.querySelector("h1").textContent, ""];
  for (const part of form.querySelectorAll("h2, [data-question]")) {
    if (part.tagName === "H2") lines.push(part.firstChild.textContent.toUpperCase(), "");
    else if (applies(part)) lines.push(label(part), box(part).value.trim() || "(no answer yet)", "");
  }
  for (const [key, answer] of Object.entries(others)) lines.push(key, answer, "");
  return lines.join("\n");
}

function showText() {
  const text = made("textarea", "", { id: "as-text", readOnly: true, rows: 12, value: asText() });
  const copy = button("Copy the text", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      tell("The text is copied.");
    } catch {
      text.select();
      tell("Your browser does not let the page copy. The text is selected: copy it with your keyboard.");
    }
  });
  output.replaceChildren(made("label", "Your request as text", { htmlFor: "as-text" }), text, copy);
  output.hidden = false;
  text.focus();
  text.setSelectionRange(0, 0);
  text.scrollTop = 0;
}

// A file name from the working title: letters and digits of any script, joined by hyphens.
function name() {
  const words = box(fields.get("title")).value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ["data-request", ...words].join("-").slice(0, 60);
}

async function word() {
  try {
    const { fill, keep } = await import("./docx.js");
    const blank = document.querySelector(`[data-form="${route()}"]`).href;
    const answers = [...fields].filter(([, part]) => applies(part) && box(part).value.trim());
    keep(await fill(blank, Object.fromEntries(answers.map(([key, part]) => [key, [{ text: box(part).value }]]))), `${name()}.docx`);
    tell("The Word document is in your downloads.");
  } catch (error) {
    tell(error.message);
  }
}

async function toFile() {
  const { keep } = await import("./docx.js");
  keep(new Blob([JSON.stringify(draft(), null, 1)], { type: "application/json" }), `${name()}-draft.json`);
  unsaved = false;
  tell("The draft is in your downloads. Open it here on any device.");
}

async function fromFile() {
  const [file] = picker.files;
  picker.value = "";
  if (!file) return;
  if (file.size > LARGEST) return tell("This file is too large to be a draft. Choose a file that this page saved.");
  let data;
  try {
    data = JSON.parse(await file.text());
  } catch {
    return tell("This file is not a draft. Choose a file that this page saved; its name ends in .json.");
  }
  if (!isDraft(data)) return tell("This file holds no draft of a request. Choose a file that this page saved.");
  if (data.format > FORMAT) return tell("This draft comes from a newer edition of the page. Reload the page and try again.");
  replaceBy(data, "The draft from the file is here.");
}

const picker = made("input", "", { type: "file", accept: ".json", hidden: true });
picker.setAttribute("aria-label", "Draft to open");
picker.addEventListener("change", fromFile);
const tools = made("div", "", { className: "tool-buttons" });
tools.append(
  button("Save as Word", word),
  button("Show as text", showText),
  button("Print", () => print()),
  button("Save the draft as a file", toFile),
  button("Open a draft", () => picker.click()),
  button("Clear the draft", () => replaceBy(undefined, "The draft is cleared.")),
  undo,
  newer,
  picker,
);
tools.querySelector("button").classList.add("button-main");
const desk = made("div", "", { className: "tool-desk" });
desk.append(leftover, missing, said, tools, output);
form.append(desk);

form.addEventListener("input", ({ target }) => {
  if (target === picker || target.readOnly) return;
  unsaved = true;
  show();
  soon();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("pagehide", atOnce);
addEventListener("beforeunload", (event) => {
  atOnce();
  if (unsaved) event.preventDefault();
});
addEventListener("storage", (event) => {
  if (event.key !== KEY) return;
  newer.hidden = false;
  tell("This draft was changed in another window. What you see here is the older one.");
});
const kept = stored();
load(kept);
tell(kept ? "This is your draft. It is kept in this browser only." : "Your browser keeps the draft while you write.");

document.documentElement.dataset.readyRequest = ""; // says to whoever waits that this module has set up the page
