// The field list: fields with their reasons, names that look as if they identify people, and the list as a file.
import { fileName, opener, save } from "./shared/file.js";
import { bar, button, made } from "./shared/parts.js";
import { csv, rows } from "./shared/table.js";
import { tool } from "./shared/tool.js";

const MOST = 500; // fields in one list
const form = document.querySelector("[data-fields]");
const heads = [...form.querySelectorAll("[data-column]")].map((head) => [head.dataset.column, head.textContent]);
const sum = made("p", "", { className: "tool-state" });
const list = made("div");
const { project, said, tell, changed, safe, replace, clearing, asWord } = tool(["fields"], { show: (own) => own && show() });

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
      changed();
    });
    label.append(made("span", head), one);
    return label;
  });
  marks.append(...mark(field));
  const strike = button("Strike this field", () => {
    put(project.fields.filter((one) => one !== field), `Struck: ${field.name || "a field without a name"}.`);
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

const put = (fields, words) => replace({ ...project, fields }, words);

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
  put([...project.fields, ...named(fresh)], `Added: ${fresh.length}.${left ? ` Left out: ${left}, since they stand there already or the list is full (${MOST}).` : ""}`);
}

const file = (ending) => `${fileName("field list", project.answers.title ?? "")}.${ending}`;
const lines = () => project.fields.map((field) => heads.map(([key]) => field[key]));

function schema() {
  const fields = project.fields.map(({ name, meaning, ...rest }) => ({ name, type: "any", description: meaning, ...rest }));
  save(JSON.stringify({ fields, missingValues: [""] }, null, 1), file("json"));
  safe();
  tell("The Table Schema is in your downloads.");
}

function spreadsheet() {
  save(csv([heads.map(([, head]) => head), ...lines()]), file("csv"));
  safe();
  tell("The spreadsheet is in your downloads.");
}

const paste = made("textarea", "", { id: "paste", rows: 2 });
const picker = opener({ accept: ".csv,.txt,.tsv", label: "CSV file to read the first line of", firstLine: true, largest: 65536, take });
form.append(
  made("label", "Paste the row of headings, or type names with commas between them", { htmlFor: "paste" }),
  paste,
  bar(
    button("Add these names", () => take(paste.value)),
    button("Open a CSV file, first line only", () => picker.click()),
    button("Add one field", () => {
      put([...project.fields, ...named([""])], "Added: 1.");
      list.lastElementChild.querySelector("input").focus();
    }),
    picker,
  ),
  sum,
  list,
  said,
  bar(
    button("Save as Word", () => asWord("fields", { "field-list": { rows: lines() } }, "field list")),
    button("Save as a spreadsheet (CSV)", spreadsheet),
    button("Save as Table Schema (JSON)", schema),
    button("Strike all without a reason", () => put(project.fields.filter((field) => !struck(field)), "Fields without a reason are struck.")),
    button("Print", () => print()),
    ...clearing("Clear the list", "The list is cleared."),
  ),
);
form.querySelector(".tool-buttons button").classList.add("button-main");
form.addEventListener("submit", (event) => event.preventDefault());
show();
form.hidden = false;
document.documentElement.dataset.readyFieldList = ""; // says to whoever waits that this module has set up the page
