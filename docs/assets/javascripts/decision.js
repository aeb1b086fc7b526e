// The decision record: a request's answers beside what to look for, and the data owner's words as letters.
import { bar, button, made } from "./shared/parts.js";
import { contents } from "./shared/project.js";
import { tool } from "./shared/tool.js";

const form = document.querySelector("[data-decision]");
const questions = [...form.querySelectorAll("[data-question]")];
const about = made("p");
const { project, said, tell, write, clearing, opening, toFile, asWord } = tool(["review", "decision"], { show });

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
  for (const box of form.querySelectorAll("textarea")) if (!box.closest("[data-question]")) box.value = decision[box.name] ?? "";
  form.elements.decision.value = decision.decision ?? "";
  const open = Object.keys(answers).length > 0;
  form.querySelector("[data-review]").hidden = !open;
  about.textContent = open
    ? `The request: ${answers.title || "without a title"}. From: ${answers.from || "not said"}.`
    : "No request is open. Open the requester's project file, or write your decision below.";
}

function notes() {
  const open = questions.filter((part) => !part.hidden && project.review[part.dataset.question]?.verdict === "ask");
  const lines = open.map((part) => [part.querySelector("legend").textContent, project.review[part.dataset.question].notes].filter(Boolean).join("\n"));
  form.elements.changes.value = [form.elements.changes.value, ...lines].filter(Boolean).join("\n\n");
  form.elements.changes.dispatchEvent(new Event("input", { bubbles: true }));
  tell(lines.length ? `Added to what you ask for: ${lines.length}.` : "No answer is marked “Ask again”.");
}

function word(key, name) {
  const tags = contents(project);
  for (const [question, { verdict, notes }] of Object.entries(project.review)) {
    if (verdict) tags[`${question}.${verdict}`] = true;
    if (notes) tags[`${question}.notes`] = [{ text: notes }];
  }
  const { decision, ...words } = project.decision;
  if (decision) tags[`decision.${decision}`] = true;
  for (const [tag, text] of Object.entries(words)) tags[tag] = [{ text }];
  asWord(key, tags, name);
}

form.prepend(about, bar(...opening("Open the requester's project")));
form.append(
  said,
  bar(
    button("Save the letter as Word", () => word("decision_letter", "decision")),
    button("Save the review sheet as Word", () => word("review", "review")),
    button("Save the referral as Word", () => word("referral_letter", "referral")),
    button("List what to ask again", notes),
    button("Save the project as a file", toFile),
    button("Print", () => print()),
    ...clearing("Clear the decision", "The decision is cleared."),
  ),
);
form.lastElementChild.firstChild.classList.add("button-main");
form.addEventListener("input", ({ target: { name, value }, target }) => {
  if (!name) return;
  const question = target.closest("[data-question]")?.dataset.question;
  if (!question) return write(project.decision, name, value);
  write((project.review[question] ??= {}), name === question ? "verdict" : "notes", value);
  if (!Object.keys(project.review[question]).length) delete project.review[question];
});
form.addEventListener("submit", (event) => event.preventDefault());
show();
document.documentElement.dataset.readyDecision = ""; // says to whoever waits that this module has set up the page
