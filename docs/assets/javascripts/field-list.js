// The field list: fields with their reasons, names that look as if they identify people, and the list as a file.
import { clearing } from "./shared/clear.js";
import { autosave } from "./shared/draft.js";
import { fileName, opener, save } from "./shared/file.js";
import { button, made, status } from "./shared/parts.js";
import { current, keep, watch } from "./shared/project.js";
import { csv, rows } from "./shared/table.js";

const MOST = 500; // fields in one list
const form = document.querySelector("[data-fields]");
const heads = [...form.querySelectorAll("[data-column]")].map((head) => [head.dataset.column, head.textContent]);
const project = current();
const said = status();
const sum = made("p", "", { className: "tool-state" });
const list = made("div");
const tell = (words) => (said.textContent = words);

// What names look like, from the table on the page: its row, and a test for a name in small letters, words apart.
const known = [...document.querySelectorAll("[data-field-names] tbody tr")].map((row) => {
  const tests = row.cells[1].textContent.split(", ").map((words) => {
    const alone = words.replace(" (alone)", "");
    if (alone !== words) return (name) => name === alone;
    const joined = words.replaceAll(" ", "");
    // "birth date" is found in "student birthdate" too; a short word is only found whole.
    return (name) => ` ${name} `.includes(` ${words} `) || ` ${name} `.includes(` ${joined} `) || (joined.length > 6 && name.replaceAll(" ", "").includes(joined));
  });
  return { cells: row.cells, fits: (name) => tests.some((test) => test(name)) };
});

function kindOf(field) {
  const apart = field.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2");
  const name = apart.toLowerCase().replace(/[^a-z]+/g, " ").trim();
  return known.find((kind) => kind.fits(name));
}

const struck = (field) => !field.reason.trim();
const named = (names) => names.map((name) => ({ name, meaning: "", source: "", reason: "", identifies: kindOf(name) ? "yes" : "" }));

function mark(field) {
  const marks = [];
  const kind = kindOf(field.name);
  if (kind) {
    const line = made("p", `Looks like: ${kind.cells[0].textContent}. Look at `, { className: "mark" });
    line.append(...kind.cells[2].cloneNode(true).childNodes, `. Gentler choice: ${kind.cells[3].textContent}`);
    marks.push(line);
  }
  if (struck(field)) marks.push(made("p", "No reason yet. Give one, or strike the field.", { className: "changed" }));
  return marks;
}

function row(field, number) {
  const box = made("fieldset", "", { className: "field-row" });
  const marks = made("div");
  const inputs = heads.map(([key, head]) => {
    const label = made("label", "", {});
    const one = key === "identifies" ? made("select") : made(key === "name" ? "input" : "textarea", "", { rows: 1 });
    if (key === "identifies") one.append(...["", "yes", "no"].map((value) => new Option(value || "not decided", value)));
    one.value = field[key];
    one.addEventListener("input", () => {
      field[key] = one.value;
      marks.replaceChildren(...mark(field));
      count();
      saving.changed();
    });
    label.append(made("span", head), one);
    return label;
  });
  marks.append(...mark(field));
  const strike = button("Strike this field", () => {
    replace(project.fields.filter((one) => one !== field), `Struck: ${field.name || "a field without a name"}.`);
    (list.querySelectorAll("input")[Math.min(number, project.fields.length - 1)] || paste).focus();
  });
  box.append(made("legend", `Field ${number + 1}`), ...inputs, marks, strike);
  return box;
}

function count() {
  const { fields } = project;
  const people = fields.filter((field) => field.identifies === "yes").length;
  sum.textContent = `Fields: ${fields.length}. They identify people: ${people}. Without a reason: ${fields.filter(struck).length}.`;
}

function show() {
  list.replaceChildren(...project.fields.map(row));
  count();
}

const saving = autosave((words) => {
  const problem = keep(project, ["fields"]);
  tell([words, problem ? `${problem} Save the list as a file before you leave.` : words ? "" : "Kept in this browser."].join(" ").trim());
  return !problem || !project.fields.length;
});
const { replace, button: back } = clearing(
  () => (project.fields.length ? project.fields : undefined),
  (fields = [], words) => {
    project.fields = fields;
    show();
    saving.now(words);
  },
);

// Adds names from one line of headings, or from lines with one name each.
function take(text) {
  let lines;
  try {
    lines = rows(text);
  } catch (error) {
    return tell(error.message);
  }
  const names = (lines.every((line) => line.length === 1) ? lines.flat() : lines[0] ?? []).filter(Boolean);
  const values = names.filter((name) => !/\p{L}/u.test(name) || /@.+\./.test(name)).length;
  if (!names.length) return tell("There is no name in it. Paste the first row of a file.");
  if (values * 2 > names.length) return tell("This looks like data and not like names, so nothing was taken. Paste the row of headings.");
  const there = new Set(project.fields.map((field) => field.name));
  const fresh = [...new Set(names)].filter((name) => !there.has(name)).slice(0, MOST - there.size);
  const left = names.length - fresh.length;
  paste.value = "";
  replace([...project.fields, ...named(fresh)], `Added: ${fresh.length}.${left ? ` Left out: ${left}, since they stand there already or the list is full (${MOST}).` : ""}`);
}

const file = (ending) => `${fileName("field list", project.answers.title ?? "")}.${ending}`;
const lines = () => project.fields.map((field) => heads.map(([key]) => field[key]));

async function word() {
  try {
    const { fill } = await import("./shared/docx.js");
    save(await fill(document.querySelector("[data-form=fields]").href, { "field-list": { rows: lines() } }), file("docx"));
    tell("The Word document is in your downloads.");
  } catch (error) {
    tell(error.message);
  }
}

function schema() {
  const fields = project.fields.map(({ name, meaning, ...rest }) => ({ name, type: "any", description: meaning, ...rest }));
  save(JSON.stringify({ fields, missingValues: [""] }, null, 1), file("json"));
  saving.safe();
  tell("The Table Schema is in your downloads.");
}

function spreadsheet() {
  save(csv([heads.map(([, head]) => head), ...lines()]), file("csv"));
  saving.safe();
  tell("The spreadsheet is in your downloads.");
}

const paste = made("textarea", "", { id: "paste", rows: 2 });
const picker = opener({ accept: ".csv,.txt,.tsv", label: "CSV file to read the first line of", firstLine: true, largest: 65536, take });
const bar = (...buttons) => {
  const one = made("div", "", { className: "tool-buttons" });
  one.append(...buttons);
  return one;
};
form.append(
  made("label", "Paste the row of headings, or type names with commas between them", { htmlFor: "paste" }),
  paste,
  bar(
    button("Add these names", () => take(paste.value)),
    button("Open a CSV file, first line only", () => picker.click()),
    button("Add one field", () => {
      replace([...project.fields, ...named([""])], "Added: 1.");
      list.lastElementChild.querySelector("input").focus();
    }),
    picker,
  ),
  sum,
  list,
  said,
  bar(
    button("Save as Word", word),
    button("Save as a spreadsheet (CSV)", spreadsheet),
    button("Save as Table Schema (JSON)", schema),
    button("Print", () => print()),
    button("Strike all without a reason", () => replace(project.fields.filter((field) => !struck(field)), "Fields without a reason are struck.")),
    button("Clear the list", () => replace(undefined, "The list is cleared.")),
    back,
  ),
);
form.querySelector(".tool-buttons button").classList.add("button-main");
form.addEventListener("submit", (event) => event.preventDefault());
watch(project, ({ fields }) => {
  if (JSON.stringify(fields) === JSON.stringify(project.fields)) return;
  replace(fields, "This list was changed in another window. Here is the newer one.");
});
show();
form.hidden = false;
document.documentElement.dataset.readyFieldList = ""; // says to whoever waits that this module has set up the page
