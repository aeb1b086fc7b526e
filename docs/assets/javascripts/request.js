// The request builder: one part of the questions at a time, kept in the project, given out as Word, text or print.
import { clearing } from "./shared/clear.js";
import { autosave } from "./shared/draft.js";
import { fileName, opener, save } from "./shared/file.js";
import { button, copied, made, status } from "./shared/parts.js";
import { carried, contents, current, fromText, keep, LARGEST, open, toText, watch } from "./shared/project.js";

const form = document.querySelector("[data-builder]");
const parts = [...form.querySelectorAll("[data-part]")];
const fields = new Map([...form.querySelectorAll("[data-question]")].map((part) => [part.dataset.question, part]));
const box = (part) => part.querySelector("textarea");
const label = (part) => part.querySelector("label").textContent;
const route = () => form.elements.route.value;
const applies = (part) => part.dataset.routes.split(" ").includes(route());
let project = current();
let others = {}; // answers to questions that the form no longer asks
let shown = parts[0];
let theirs; // the project as another window keeps it

const said = status();
const missing = made("p", "", { className: "tool-state" });
const leftover = made("div", "", { className: "leftover", hidden: true });
const output = made("div", "", { className: "output", hidden: true });
// Stands where somebody writes, since the sentence at the end of the form may be far away.
const lost = made("p", "", { className: "changed" });
const { replace, button: back } = clearing(() => (Object.keys(draft().answers).length ? { ...project, ...draft() } : undefined), put);
const saving = autosave((words) => {
  Object.assign(project, draft());
  const problem = keep(project, ["route", "answers"]);
  if (problem) {
    lost.textContent = `Not kept. ${problem} Save the project as a file before you leave.`;
    document.activeElement.closest("[data-question]")?.append(lost);
    tell([words, problem, "Choose “Save as a file” before you leave."].filter(Boolean).join(" "));
  } else {
    lost.remove();
    const time = new Date().toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
    tell(words || `Kept in this browser at ${time}.`);
  }
  return !problem || !Object.keys(project.answers).length;
});
const newer = button("Show the newer one", () => {
  newer.hidden = true;
  Object.assign(project, theirs);
  load();
  tell("This is the request of the other window.");
});
newer.hidden = true;

const tell = (words) => (said.textContent = words);

function draft() {
  const answers = { ...others };
  for (const [key, part] of fields) if (box(part).value.trim()) answers[key] = box(part).value;
  return { route: route(), answers };
}

// Shows other answers of the same project, or another project.
function put(data, words) {
  if (data && data.id !== project.id) {
    project = data;
    open(project);
    follow();
  } else {
    Object.assign(project, { route: data?.route ?? "agency", answers: data?.answers ?? {} });
  }
  load();
  saving.now(words);
}

function load() {
  for (const part of fields.values()) box(part).value = "";
  others = {};
  for (const [key, answer] of Object.entries(project.answers)) {
    if (fields.has(key)) box(fields.get(key)).value = answer;
    else others[key] = answer;
  }
  form.elements.route.value = project.route;
  show();
}

// What other tools know of an answer stands beside it, with the place where it can be changed.
function carry(key, words, page) {
  const part = fields.get(key);
  part.querySelector(".mark")?.remove();
  if (!words) return;
  const line = made("p", `${words} `, { className: "mark" });
  line.append(made("a", "Change it there", { href: page }));
  part.firstElementChild.append(line);
}

const filled = (part) => box(part).value.trim() || (part.dataset.question === "fields" && project.fields.length);
const nameOf = (part) => part.dataset.part;
const asked = (part) => [...part.querySelectorAll("[data-question]")].filter(applies);

function showPart(part) {
  shown = part;
  for (const one of parts) one.hidden = one !== part;
  const at = parts.indexOf(part);
  earlier.hidden = !at;
  later.textContent = at + 1 < parts.length ? `Next part: ${nameOf(parts[at + 1])}` : "To the start";
  show();
}

function turn(step) {
  showPart(parts[(parts.indexOf(shown) + step + parts.length) % parts.length]);
  form.scrollIntoView();
  shown.querySelector("input, textarea").focus({ preventScroll: true });
}

// What is on the page besides the answers: which questions apply, what is missing, copies for paper.
function show() {
  for (const part of fields.values()) {
    part.hidden = !applies(part);
    for (const sample of part.querySelectorAll("details")) sample.hidden = sample.dataset.routes !== route();
    let paper = part.querySelector(".answer-on-paper");
    if (!paper) part.append((paper = made("div", "", { className: "answer-on-paper" })));
    paper.textContent = box(part).value;
  }
  carry("laws", carried(project), "../agreement-finder/");
  carry("fields", project.fields.length && `From your field list: ${project.fields.map((field) => field.name).join(", ")}.`, "../field-list/");
  leftover.hidden = !Object.keys(others).length;
  leftover.replaceChildren(made("p", "Answers without a question. The form no longer asks these, and nothing is lost:"));
  for (const [key, answer] of Object.entries(others)) leftover.append(made("p", `${key}: ${answer}`));
  steps.replaceChildren(
    ...parts.map((part) => {
      const [all, done] = [asked(part), asked(part).filter(filled)];
      const line = made("li");
      const link = made("button", `${nameOf(part)}: ${done.length} of ${all.length}`, { type: "button", className: "button" });
      link.addEventListener("click", () => turn(parts.indexOf(part) - parts.indexOf(shown)));
      if (part === shown) link.setAttribute("aria-current", "step");
      line.append(link);
      return line;
    }),
  );
  const all = parts.flatMap(asked);
  const missed = all.filter((part) => !filled(part));
  missing.textContent = `Part ${parts.indexOf(shown) + 1} of ${parts.length}. ${all.length - missed.length} of ${all.length} places filled. `;
  if (!missed.length) missing.append("Every place has an answer.");
  else missing.append("Next: ", made("a", label(missed[0]), { href: `#${box(missed[0]).id}` }));
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

const name = (what) => fileName(what, box(fields.get("title")).value);

async function word(form, what) {
  try {
    const { fill } = await import("./shared/docx.js");
    const tags = contents({ ...project, ...draft() });
    for (const [key, part] of fields) if (!applies(part)) delete tags[key];
    save(await fill(document.querySelector(`[data-form="${form}"]`).href, tags), `${name(what)}.docx`);
    tell("The Word document is in your downloads.");
  } catch (error) {
    tell(error.message);
  }
}

function toFile() {
  save(toText({ ...project, ...draft() }), `${name("project")}.json`);
  saving.safe();
  tell("The project is in your downloads. Open it here on any device.");
}

function fromFile(text) {
  try {
    replace(fromText(text), "The project from the file is open.");
  } catch (error) {
    tell(error.message);
  }
}

const picker = opener({
  accept: ".json",
  label: "Project or draft to open",
  largest: LARGEST,
  take: fromFile,
  refuse: () => tell("This file is too large to be a project. Choose a file that this site saved."),
});
const earlier = button("Back", () => turn(-1));
const later = button("", () => turn(1));
const steps = made("ol", "", { className: "parts" });
const bar = made("div", "", { className: "tool-bar" });
const row = (...buttons) => {
  const one = made("div", "", { className: "tool-buttons" });
  one.append(...buttons);
  return one;
};
later.classList.add("button-main");
bar.append(missing, row(later, earlier, button("Save as Word", () => word(route(), "data request")), button("Save as a file", toFile), button("Print", () => print())));
const desk = made("div", "", { className: "tool-desk" });
desk.append(
  leftover,
  said,
  row(
    button("Save the review sheet as Word", () => word("review", "review sheet")),
    button("Show as text", showText),
    button("Open a file", () => picker.click()),
    button("Clear the request", () => replace(undefined, "The request is cleared.")),
    back,
    newer,
    picker,
  ),
  output,
);
form.prepend(steps);
form.append(bar, desk);

// A link to a part or to a question shows its part first.
function follow() {
  watch(project, (now) => {
    if (now.id !== project.id) return;
    const { route, answers } = project;
    const same = JSON.stringify([now.route, now.answers]) === JSON.stringify([route, answers]);
    Object.assign(project, now, same ? {} : { route, answers });
    if (same) return show();
    theirs = now;
    newer.hidden = false;
    tell("This request was changed in another window. What you see here is the older one.");
  });
}

function toAddress() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const part = target?.closest("[data-part]");
  if (!part) return;
  showPart(part);
  target.scrollIntoView();
  if (target.matches("textarea")) target.focus();
}

form.addEventListener("input", ({ target }) => {
  if (target === picker || target.readOnly) return;
  show();
  saving.changed();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", toAddress);
follow();
const kept = Object.keys(project.answers).length;
load();
showPart(parts[0]);
toAddress();
tell(kept ? "This is your request. It is kept in this browser only." : "Your browser keeps the request while you write.");

document.documentElement.dataset.readyRequest = ""; // says to whoever waits that this module has set up the page
