// The project: what is kept in this browser, what is filled and what comes next, and its dates as a calendar file.
import { clearing } from "./shared/clear.js";
import { autosave } from "./shared/draft.js";
import { fileName, opener, save } from "./shared/file.js";
import { button, made, status } from "./shared/parts.js";
import { all, blank, contents, current, fromText, isEmpty, keep, LARGEST, open, remove, toText, watch, withTicks } from "./shared/project.js";

const form = document.querySelector("[data-project]");
const days = [...document.querySelectorAll("[data-date]")];
const input = (day) => day.querySelector("input");
const links = [...document.querySelectorAll("[data-holds]")];
const said = status();
const next = made("p");
const others = made("ul", "", { className: "projects" });
const frame = document.querySelector("[data-outlines]");
const filled = status();
const title = made("textarea", "", { id: "project-title", rows: 1 });
const order = made("ol");
let project = current();

const tell = (words) => (said.textContent = words);
const nameOf = ({ answers }) => answers.title?.trim() || "Project without a title";
const inWords = (day) => new Date(day).toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" });
const isDay = (day) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));

// How much of what a line of a step stands for is there, and how much there should be.
const COUNTS = {
  questions(...keys) {
    const asked = keys.map((key) => key.split("@")).filter(([, route]) => !route || route === project.route);
    return [asked.filter(([key]) => project.answers[key]?.trim() || (key === "fields" && project.fields.length)).length, asked.length];
  },
  checklist: (list, items) => [Object.keys(withTicks(project).checklists[list] ?? {}).length, Number(items)],
  finder: () => [Object.keys(project.finder.papers ?? {}).length && 1, 1],
  fields: () => [project.fields.filter((field) => field.reason.trim()).length, project.fields.length || 1],
  decision: () => [project.decision.decision ? 1 : 0, 1],
  dates: () => [days.filter((day) => isDay(project.dates[day.dataset.date])).length, days.length],
};

function showSteps() {
  let open;
  for (const link of links) {
    const [kind, ...keys] = link.dataset.holds.split(" ");
    const [done, whole] = COUNTS[kind](...keys);
    const line = link.closest("li");
    let state = line.querySelector(".state");
    if (!state) line.append(": ", (state = made("span", "", { className: "state" })));
    state.textContent = done >= whole ? "done" : whole > 1 ? `${done} of ${whole}` : "nothing yet";
    state.classList.toggle("done", done >= whole);
    if (done < whole) open ??= link;
  }
  next.textContent = open ? "Next: " : "Nothing is missing. Every step is done.";
  if (!open) return;
  const step = open.closest("[data-step]");
  next.append(made("a", open.textContent, { href: open.href }), `, in step ${step.querySelector("h3").firstChild.textContent.trim()}. ${step.querySelector("p").textContent}`);
}

function showDates() {
  const today = new Date().toISOString().slice(0, 10);
  const known = days.map((day) => [project.dates[day.dataset.date], day.querySelector("label").textContent]).filter(([day]) => isDay(day)).sort();
  order.replaceChildren(...known.map(([day, name]) => made("li", `${inWords(day)}: ${name}${day < today ? " (this day has passed)" : ""}`)));
  calendar.disabled = !known.length;
}

// The outline of a paper with the project's answers; of the laws, those that the agreement finder named.
async function outline(link) {
  try {
    const { fill } = await import("./shared/docx.js");
    const tags = contents(project);
    const { laws = {}, papers } = project.finder;
    for (const law of frame.dataset.outlines.split(" ")) tags[`law.${law}`] = papers && !Object.hasOwn(laws, law) ? false : [];
    for (const [key, day] of Object.entries(project.dates)) if (isDay(day)) tags[`dates.${key}`] = [{ text: inWords(day) }];
    save(await fill(link.href, tags), `${fileName(link.dataset.form, nameOf(project))}.docx`);
    tell("The outline is in your downloads.");
    filled.textContent = said.textContent;
  } catch (error) {
    filled.textContent = error.message;
  }
}

function showOutlines() {
  for (const link of frame.querySelectorAll("[data-form]")) {
    const key = link.dataset.form.replace("outline-", "");
    const named = Object.hasOwn(project.finder.papers ?? {}, key) && (project.route !== "p20win" || key !== "dsa");
    const line = link.closest("li");
    let own = line.querySelector("p");
    if (!own) line.append((own = made("p")));
    const fill = button("Fill it with this project", () => outline(link));
    fill.setAttribute("aria-label", `Fill with this project: ${link.textContent}`);
    own.replaceChildren(named || (key === "p20win" && project.route === key) ? "The agreement finder named this one. " : "", fill);
  }
}

function show() {
  title.value = project.answers.title ?? "";
  for (const day of days) input(day).value = isDay(project.dates[day.dataset.date]) ? project.dates[day.dataset.date] : "";
  const kept = all();
  others.replaceChildren(
    ...kept.map((one) => {
      const line = made("li", `${nameOf(one)}, changed ${inWords(one.saved || 0)} `);
      if (one.id === project.id) line.append(made("strong", "(open)"));
      else line.append(button(`Open ${nameOf(one).slice(0, 60)}`, () => put(one, `Open now: ${nameOf(one)}.`)));
      return line;
    }),
  );
  showSteps();
  showDates();
  showOutlines();
}

function put(data, words) {
  if (!data && !isEmpty(project)) remove(project);
  project = data ?? blank();
  const problem = data ? open(project) : "";
  follow();
  tell([words, problem && `${problem} Save the project as a file before you leave.`].filter(Boolean).join(" "));
  show();
}

function follow() {
  watch(project, (now) => {
    if (now.id !== project.id) return;
    Object.assign(project, now);
    show();
    tell("This project was changed in another window. Here is the newer one.");
  });
}

const { replace, button: back } = clearing(() => (isEmpty(project) ? undefined : withTicks(project)), put);
const saving = autosave(() => {
  const problem = keep(project, ["answers", "dates"]);
  tell(problem ? `${problem} Save the project as a file before you leave.` : "Kept in this browser.");
  return !problem || isEmpty(project);
});

function changed() {
  saving.changed();
  showSteps();
  showDates();
}

function fromFile(text) {
  try {
    replace(fromText(text), "The project from the file is open. The others stay as they are.");
  } catch (error) {
    tell(error.message);
  }
}

// RFC 5545: marks escaped, lines of at most 75 bytes.
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n").replace(/[\x00-\x1F\x7F]/g, " ");

function folded(line) {
  let [out, size] = ["", 0];
  for (const sign of line) {
    const bytes = new TextEncoder().encode(sign).length;
    if (size + bytes > 75) [out, size] = [`${out}\r\n `, 1];
    out += sign;
    size += bytes;
  }
  return out;
}

function toCalendar() {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const events = days.filter((day) => isDay(project.dates[day.dataset.date])).flatMap((day) => {
    const key = day.dataset.date;
    const ticks = [...day.querySelectorAll("li")].map((item) => `[ ] ${item.textContent}`);
    return [
      "BEGIN:VEVENT",
      `UID:${project.id}-${key}@data-sharing-playbook`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${project.dates[key].replaceAll("-", "")}`,
      `SUMMARY:${escaped(`${day.querySelector("label").textContent}: ${nameOf(project)}`)}`,
      `DESCRIPTION:${escaped([day.querySelector(".help").textContent, ...ticks].join("\n"))}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ];
  });
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Connecticut Data Sharing Playbook//Project dates//EN", ...events, "END:VCALENDAR"];
  save(lines.map((line) => `${folded(line)}\r\n`).join(""), `${fileName("dates", nameOf(project))}.ics`);
  tell("The calendar file is in your downloads. Open it with your calendar.");
}

const picker = opener({ accept: ".json", label: "Project to open", largest: LARGEST, take: fromFile, refuse: () => tell("This file is too large to be a project. Choose a file that this site saved.") });
const calendar = button("Save the dates as a calendar file", toCalendar);
const bar = made("div", "", { className: "tool-buttons" });
bar.append(
  button("Save the project as a file", () => {
    save(toText(project), `${fileName("project", nameOf(project))}.json`);
    saving.safe();
    tell("The project is in your downloads. Open it here on any device.");
  }),
  button("Open a file", () => picker.click()),
  button("Start a new project", () => {
    const kept = !isEmpty(project);
    const fresh = blank();
    if (kept) open(fresh);
    project = fresh;
    tell("This is a new project. Give it a title.");
    show();
    title.focus();
  }),
  button("Delete this project", () => replace(undefined, "The project is deleted from this browser.")),
  back,
  picker,
);
bar.firstChild.classList.add("button-main");
form.append(made("label", "Working title", { htmlFor: title.id }), title, next, said, bar, others);
document.querySelector("[data-dates]").append(order, calendar);
frame.append(filled);

title.addEventListener("input", () => {
  if (title.value.trim()) project.answers.title = title.value;
  else delete project.answers.title;
  changed();
});
for (const day of days) {
  input(day).addEventListener("input", () => {
    if (input(day).value) project.dates[day.dataset.date] = input(day).value;
    else delete project.dates[day.dataset.date];
    changed();
  });
}
for (const one of [form, document.querySelector("[data-dates]")]) one.addEventListener("submit", (event) => event.preventDefault());
show();
follow();
form.hidden = false;
document.documentElement.dataset.readyProject = ""; // says to whoever waits that this module has set up the page
