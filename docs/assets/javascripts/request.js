// The request builder: one part of the questions at a time, kept in the project, given out as Word, text or print.
import { bar, button, copied, made } from "./shared/parts.js";
import { carried, contents } from "./shared/project.js";
import { tool } from "./shared/tool.js";

const form = document.querySelector("[data-builder]");
const parts = [...form.querySelectorAll("[data-part]")];
const fields = new Map([...form.querySelectorAll("[data-question]")].map((part) => [part.dataset.question, part]));
const box = (part) => part.querySelector("textarea");
const label = (part) => part.querySelector("label").textContent;
const applies = (part) => part.dataset.routes.split(" ").includes(project.route);
let shown = parts[0];

const missing = made("p", "", { className: "tool-state" });
const leftover = made("div", "", { className: "leftover", hidden: true });
const output = made("div", "", { className: "output", hidden: true });
// Stands where somebody writes, since the sentence at the end of the form may be far away.
const lost = made("p", "", { className: "changed" });
const { project, said, tell, write, changed, clearing, opening, toFile, asWord } = tool(["route", "answers"], {
  show(own) {
    if (own) load();
    show();
  },
  told(problem) {
    lost.textContent = `Not kept. ${problem} Save it as a file before you leave.`;
    if (problem) document.activeElement.closest("[data-question]")?.append(lost);
    else lost.remove();
  },
});
// Answers to questions that the form no longer asks.
const others = () => Object.entries(project.answers).filter(([key]) => !fields.has(key));

function load() {
  for (const [key, part] of fields) box(part).value = project.answers[key] ?? "";
  form.elements.route.value = project.route;
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
    for (const sample of part.querySelectorAll("details")) sample.hidden = sample.dataset.routes !== project.route;
    let paper = part.querySelector(".answer-on-paper");
    if (!paper) part.append((paper = made("div", "", { className: "answer-on-paper" })));
    paper.textContent = box(part).value;
  }
  carry("laws", carried(project), "../agreement-finder/");
  carry("fields", project.fields.length && `From your field list: ${project.fields.map((field) => field.name).join(", ")}.`, "../field-list/");
  leftover.hidden = !others().length;
  leftover.replaceChildren(made("p", "Answers without a question. The form no longer asks these, and nothing is lost:"));
  for (const [key, answer] of others()) leftover.append(made("p", `${key}: ${answer}`));
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
  for (const [key, answer] of others()) lines.push(key, answer, "");
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

function word(form, what) {
  const tags = contents(project);
  for (const [key, part] of fields) if (!applies(part)) delete tags[key];
  asWord(form, tags, what);
}

const earlier = button("Back", () => turn(-1));
const later = button("", () => turn(1));
const steps = made("ol", "", { className: "parts" });
later.classList.add("button-main");
const near = made("div", "", { className: "tool-bar" });
near.append(
  missing,
  bar(
    later,
    earlier,
    button("Save as Word", () => word(project.route, "data request")),
    button("Save as a file", toFile),
    button("Print", () => print()),
  ),
);
const desk = made("div", "", { className: "tool-desk" });
desk.append(
  leftover,
  said,
  bar(
    button("Save the review sheet as Word", () => word("review", "review sheet")),
    button("Show as text", showText),
    ...opening("Open a file"),
    ...clearing("Clear the request", "The request is cleared."),
  ),
  output,
);
form.prepend(steps);
form.append(near, desk);

// A link to a part or to a question shows its part first.
function toAddress() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const part = target?.closest("[data-part]");
  if (!part) return;
  showPart(part);
  target.scrollIntoView();
  if (target.matches("textarea")) target.focus();
}

form.addEventListener("input", ({ target: { name, value } }) => {
  if (name === "route") {
    project.route = value;
    changed();
  } else if (fields.has(name)) {
    write(project.answers, name, value);
  } else {
    return;
  }
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", toAddress);
const kept = Object.keys(project.answers).length;
load();
showPart(parts[0]);
toAddress();
tell(kept ? "This is your request. It is kept in this browser only." : "Your browser keeps the request while you write.");

document.documentElement.dataset.readyRequest = ""; // says to whoever waits that this module has set up the page
