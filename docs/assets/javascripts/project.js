// The project: what is kept in this browser, what is filled and what comes next, and its dates as a calendar file.
import { fileName, save, saveWord } from "./shared/file.js";
import { bar, button, made, status } from "./shared/parts.js";
import { all, blank, contents, withTicks } from "./shared/project.js";
import { tool } from "./shared/tool.js";

const form = document.querySelector("[data-project]");
const days = [...document.querySelectorAll("[data-date]")];
const input = (day) => day.querySelector("input");
const links = [...document.querySelectorAll("[data-holds]")];
const next = made("p");
const others = made("ul", "", { className: "projects" });
const frame = document.querySelector("[data-outlines]");
const filled = status();
const title = made("textarea", "", { id: "project-title", rows: 1 });
const order = made("ol");
const { project, said, tell, write, replace, clearing, opening, toFile } = tool(["answers", "dates"], { show, whole: true });

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
function outline(link) {
  const tags = contents(project);
  const { laws = {}, papers } = project.finder;
  for (const law of frame.dataset.outlines.split(" ")) tags[`law.${law}`] = papers && !Object.hasOwn(laws, law) ? false : [];
  for (const [key, day] of Object.entries(project.dates)) if (isDay(day)) tags[`dates.${key}`] = [{ text: inWords(day) }];
  saveWord(link.href, tags, fileName(link.dataset.form, nameOf(project)), (words) => (filled.textContent = words));
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
      else line.append(button(`Open ${nameOf(one).slice(0, 60)}`, () => replace(one, `Open now: ${nameOf(one)}.`)));
      return line;
    }),
  );
  showSteps();
  showDates();
  showOutlines();
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

const calendar = button("Save the dates as a calendar file", toCalendar);
form.append(
  made("label", "Working title", { htmlFor: title.id }),
  title,
  next,
  said,
  bar(
    button("Save the project as a file", toFile),
    ...opening("Open a file"),
    button("Start a new project", () => {
      replace(blank(), "This is a new project. Give it a title.");
      title.focus();
    }),
    ...clearing("Delete this project", "The project is deleted from this browser."),
  ),
  others,
);
form.querySelector("button").classList.add("button-main");
document.querySelector("[data-dates]").append(order, calendar);
frame.append(filled);

title.addEventListener("input", () => write(project.answers, "title", title.value));
for (const day of days) input(day).addEventListener("input", () => write(project.dates, day.dataset.date, input(day).value));
for (const one of [form, document.querySelector("[data-dates]")]) {
  one.addEventListener("submit", (event) => event.preventDefault());
  one.addEventListener("input", () => {
    showSteps();
    showDates();
  });
}
show();
form.hidden = false;
document.documentElement.dataset.readyProject = ""; // says to whoever waits that this module has set up the page
