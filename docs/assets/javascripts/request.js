// The request builder: keeps the draft in this browser, says what is missing, and gives it out as Word, text or print.
import { clearing } from "./shared/clear.js";
import { autosave, record } from "./shared/draft.js";
import { fileName, opener, save } from "./shared/file.js";
import { button, copied, made, status } from "./shared/parts.js";

const store = record("request");
const FORMAT = 1;
const LARGEST = 1e6; // bytes of a draft file
const form = document.querySelector("[data-builder]");
const fields = new Map([...form.querySelectorAll("[data-question]")].map((part) => [part.dataset.question, part]));
const box = (part) => part.querySelector("textarea");
const label = (part) => part.querySelector("label").textContent;
const route = () => form.elements.route.value;
const applies = (part) => part.dataset.routes.split(" ").includes(route());
let others = {}; // answers to questions that the form no longer asks

const said = status();
const missing = made("p", "", { className: "tool-state" });
const leftover = made("div", "", { className: "leftover", hidden: true });
const output = made("div", "", { className: "output", hidden: true });
// Stands where somebody writes, since the sentence at the end of the form may be far away.
const lost = made("p", "", { className: "changed" });
// A draft that says nothing is not worth keeping, or bringing back.
const written = (data) => (Object.keys(data.answers).length ? data : undefined);
const { replace, button: back } = clearing(
  () => written(draft()),
  (data, words) => {
    load(data);
    saving.now(words);
  },
);
const saving = autosave(keep);
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
  const data = store.read();
  return isDraft(data) ? data : undefined;
}

// Whether the draft is kept, or has nothing to lose.
function keep(words) {
  const now = draft();
  const problem = store.write(now.route === "agency" ? written(now) : now);
  if (problem) {
    lost.textContent = `Not kept. ${problem} Save the draft as a file before you leave.`;
    document.activeElement.closest("[data-question]")?.append(lost);
    tell([words, problem, "Choose “Save the draft as a file” before you leave."].filter(Boolean).join(" "));
  } else {
    lost.remove();
    const time = new Date().toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
    tell(words || `Draft kept in this browser at ${time}.`);
  }
  return !problem || !written(now);
}

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
    if (await copied(text.value)) return tell("The text is copied.");
    text.select();
    tell("Your browser does not let the page copy. The text is selected: copy it with your keyboard.");
  });
  output.replaceChildren(made("label", "Your request as text", { htmlFor: "as-text" }), text, copy);
  output.hidden = false;
  text.focus();
  text.setSelectionRange(0, 0);
  text.scrollTop = 0;
}

const name = () => fileName("data request", box(fields.get("title")).value);

async function word() {
  try {
    const { fill } = await import("./shared/docx.js");
    const blank = document.querySelector(`[data-form="${route()}"]`).href;
    const answers = [...fields].filter(([, part]) => applies(part) && box(part).value.trim());
    save(await fill(blank, Object.fromEntries(answers.map(([key, part]) => [key, [{ text: box(part).value }]]))), `${name()}.docx`);
    tell("The Word document is in your downloads.");
  } catch (error) {
    tell(error.message);
  }
}

function toFile() {
  save(JSON.stringify(draft(), null, 1), `${name()}-draft.json`);
  saving.safe();
  tell("The draft is in your downloads. Open it here on any device.");
}

function fromFile(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return tell("This file is not a draft. Choose a file that this page saved; its name ends in .json.");
  }
  if (!isDraft(data)) return tell("This file holds no draft of a request. Choose a file that this page saved.");
  if (data.format > FORMAT) return tell("This draft comes from a newer edition of the page. Reload the page and try again.");
  replace(data, "The draft from the file is here.");
}

const picker = opener({
  accept: ".json",
  label: "Draft to open",
  largest: LARGEST,
  take: fromFile,
  refuse: () => tell("This file is too large to be a draft. Choose a file that this page saved."),
});
const tools = made("div", "", { className: "tool-buttons" });
tools.append(
  button("Save as Word", word),
  button("Show as text", showText),
  button("Print", () => print()),
  button("Save the draft as a file", toFile),
  button("Open a draft", () => picker.click()),
  button("Clear the draft", () => replace(undefined, "The draft is cleared.")),
  back,
  newer,
  picker,
);
tools.querySelector("button").classList.add("button-main");
const desk = made("div", "", { className: "tool-desk" });
desk.append(leftover, missing, said, tools, output);
form.append(desk);

form.addEventListener("input", ({ target }) => {
  if (target === picker || target.readOnly) return;
  show();
  saving.changed();
});
form.addEventListener("submit", (event) => event.preventDefault());
store.onChange(() => {
  newer.hidden = false;
  tell("This draft was changed in another window. What you see here is the older one.");
});
const kept = stored();
load(kept);
tell(kept ? "This is your draft. It is kept in this browser only." : "Your browser keeps the draft while you write.");

document.documentElement.dataset.readyRequest = ""; // says to whoever waits that this module has set up the page
