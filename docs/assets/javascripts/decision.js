// The decision record: a request's answers beside what to look for, and the data owner's words as letters.
import { clearing } from "./shared/clear.js";
import { autosave } from "./shared/draft.js";
import { fileName, opener, save } from "./shared/file.js";
import { button, made, status } from "./shared/parts.js";
import { contents, current, fromText, keep, LARGEST, open, toText, watch } from "./shared/project.js";

const form = document.querySelector("[data-decision]");
const questions = [...form.querySelectorAll("[data-question]")];
const said = status();
const about = made("p");
let project = current();
const tell = (words) => (said.textContent = words);

function show() {
  form.reset();
  const { answers, review, decision, route } = project;
  for (const part of questions) {
    const { question, routes } = part.dataset;
    part.hidden = !routes.split(" ").includes(route);
    part.querySelector("[data-answer]").textContent = answers[question]?.trim() || "(no answer)";
    form.elements[question].value = review[question]?.verdict ?? "";
    form.elements[`${question}.notes`].value = review[question]?.notes ?? "";
  }
  for (const box of form.elements) if (!box.closest("[data-question]") && box.name && box.type !== "radio") box.value = decision[box.name] ?? "";
  form.elements.decision.value = decision.decision ?? "";
  form.querySelector("[data-review]").hidden = !Object.keys(answers).length;
  about.textContent = Object.keys(answers).length
    ? `The request: ${answers.title || "without a title"}. From: ${answers.from || "not said"}.`
    : "No request is open. Open the requester's project file, or write your decision below.";
}

// The form's words as parts of the project.
function read() {
  project.review = {};
  project.decision = {};
  for (const [name, value] of new FormData(form)) {
    if (!value.trim()) continue;
    const part = form.elements[name].closest?.("[data-question]") || form.elements[name][0]?.closest("[data-question]");
    if (!part) project.decision[name] = value;
    else (project.review[part.dataset.question] ??= {})[name.endsWith(".notes") ? "notes" : "verdict"] = value;
  }
}

const empty = () => !Object.keys({ ...project.review, ...project.decision }).length;
const saving = autosave((words) => {
  const problem = keep(project, ["review", "decision"]);
  tell([words, problem ? `${problem} Save the project as a file before you leave.` : words ? "" : "Kept in this browser."].join(" ").trim());
  return !problem || empty();
});

function put(data, words) {
  if (data?.id === project.id || !data) {
    Object.assign(project, { review: data?.review ?? {}, decision: data?.decision ?? {} });
  } else {
    project = data;
    open(project);
    follow();
  }
  show();
  saving.now(words);
}

const { replace, button: back } = clearing(() => structuredClone(project), put);

function fromFile(text) {
  try {
    replace(fromText(text), "The project from the file is open.");
  } catch (error) {
    tell(error.message);
  }
}

function notes() {
  const open = questions.filter((part) => !part.hidden && project.review[part.dataset.question]?.verdict === "ask");
  const lines = open.map((part) => [part.querySelector("legend").textContent, project.review[part.dataset.question].notes].filter(Boolean).join("\n"));
  form.elements.changes.value = [form.elements.changes.value, ...lines].filter(Boolean).join("\n\n");
  form.dispatchEvent(new Event("input"));
  tell(lines.length ? `Added to what you ask for: ${lines.length}.` : "No answer is marked “Ask again”.");
}

async function word(key, name) {
  try {
    const { fill } = await import("./shared/docx.js");
    const tags = contents(project);
    for (const [question, { verdict, notes }] of Object.entries(project.review)) {
      if (verdict) tags[`${question}.${verdict}`] = true;
      if (notes) tags[`${question}.notes`] = [{ text: notes }];
    }
    const { decision, ...words } = project.decision;
    if (decision) tags[`decision.${decision}`] = true;
    for (const [tag, text] of Object.entries(words)) tags[tag] = [{ text }];
    save(await fill(document.querySelector(`[data-form=${key}]`).href, tags), `${fileName(name, project.answers.title ?? "")}.docx`);
    tell("The Word document is in your downloads.");
  } catch (error) {
    tell(error.message);
  }
}

const picker = opener({ accept: ".json", label: "Project to open", largest: LARGEST, take: fromFile, refuse: () => tell("This file is too large to be a project. Choose a file that this site saved.") });
const bar = (...buttons) => {
  const one = made("div", "", { className: "tool-buttons" });
  one.append(...buttons);
  return one;
};
form.prepend(about, bar(button("Open the requester's project", () => picker.click()), picker));
form.append(
  said,
  bar(
    button("Save the letter as Word", () => word("decision_letter", "decision")),
    button("Save the review sheet as Word", () => word("review", "review")),
    button("Save the referral as Word", () => word("referral_letter", "referral")),
    button("List what to ask again", notes),
    button("Save the project as a file", () => {
      save(toText(project), `${fileName("project", project.answers.title ?? "")}.json`);
      saving.safe();
      tell("The project is in your downloads. The requester can open it.");
    }),
    button("Print", () => print()),
    button("Clear the decision", () => replace(undefined, "The decision is cleared.")),
    back,
  ),
);
form.lastElementChild.firstChild.classList.add("button-main");
form.addEventListener("input", ({ target }) => {
  if (target === picker) return;
  read();
  saving.changed();
});
form.addEventListener("submit", (event) => event.preventDefault());

function follow() {
  watch(project, (now) => {
    if (now.id !== project.id || JSON.stringify(now) === JSON.stringify(project)) return;
    project = now;
    show();
    tell("This project was changed in another window. Here is the newer one.");
  });
}
follow();
show();
document.documentElement.dataset.readyDecision = ""; // says to whoever waits that this module has set up the page
