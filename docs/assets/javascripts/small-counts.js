// The checker for small counts: reads a table, hides what must go, says what readers can still work out. It keeps nothing.
import { intervals, network, suppress } from "./counts/method.js";
import { read } from "./counts/reading.js";
import { clearing } from "./shared/clear.js";
import { opener, save } from "./shared/file.js";
import { button, copied, made } from "./shared/parts.js";
import { csv } from "./shared/table.js";

const form = document.querySelector("[data-small-counts]");
const result = document.querySelector("[data-protected]");
const part = (name) => result.querySelector(`[data-${name}]`);
const box = form.querySelector("textarea");
const percent = result.querySelector("select");
const [said, done] = [form, result].map((one) => one.querySelector("[role=status]"));
const LOW = 20; // no percentages of smaller totals
const range = ([low, high]) => (high === Infinity ? `${low} or more` : low === high ? `exactly ${low}` : `${low} to ${high}`);
let leaving = []; // the rows of the table that may leave the agency

function hide() {
  result.hidden = true;
  result.parentElement.classList.remove("with-result");
}

const { replace, button: back } = clearing(
  () => box.value || undefined,
  (text = "", words) => {
    box.value = text;
    hide();
    said.textContent = words;
  },
);
const picker = opener({
  accept: ".csv,.tsv,.txt",
  label: "Table to open",
  largest: 1e6,
  take: (text, file) => replace(text, `${file.name} is in the box. Look at it, then protect the table.`),
  refuse: () => (said.textContent = "This file is too large."),
});
form.querySelector("[data-input]").append(
  button("Open a CSV file", () => picker.click()),
  picker,
  button("Clear the table", () => replace(undefined, "The table is cleared.")),
  back,
);

function rule() {
  const { rule, limit, zeros, rows, columns } = form.elements;
  const totals = ["none", "rows", "columns", "both"][rows.checked + 2 * columns.checked];
  return { limit: Number(rule.value || limit.value), zeros: zeros.checked, totals };
}

function grid(heads, lines) {
  const row = (cells, kind) => {
    const line = made("tr");
    line.append(...cells.map((cell, at) => made(at ? kind : "th", cell)));
    [...line.cells].forEach((cell, at) => {
      if (cell.matches("th")) cell.scope = kind === "th" ? "col" : "row";
      else cell.dataset.label = heads[at];
    });
    return line;
  };
  const [table, head, body] = ["table", "thead", "tbody"].map((name) => made(name));
  head.append(row(heads, "th"));
  body.append(...lines.map((line) => row(line, "td")));
  table.append(head, body);
  return table;
}

// Fills a part of the result, or hides it where there is nothing to say.
function say(name, value) {
  part(name).hidden = !value;
  const place = part(name).querySelector("span, ul");
  if (Array.isArray(value)) place.replaceChildren(...value.map((words) => made("li", words)));
  else place.textContent = value;
}

function show(table, net, { hidden, partners, open, least, proved }) {
  const { cells } = net;
  const known = intervals(net, hidden);
  const rows = [...table.rows, "All"];
  const heads = [table.corner, ...table.columns, "All"].slice(0, net.grid[0].length + 1);
  const place = (number) => `${rows[cells[number].row]}, ${heads[cells[number].column + 1]}`;
  const ranges = (some) => some.map(([number, ends]) => `${place(number)}: ${range(ends)}`);
  const drawn = (text) => net.grid.map((line, row) => [rows[row], ...line.map((_, column) => text(row * line.length + column))]);
  const small = [...known].filter(([number]) => cells[number].small);
  const gone = [...partners];
  const totals = gone.filter((number) => cells[number].total).map(place);
  say("notes", table.notes.join(" "));
  say("small", small.length);
  say("none", small.length ? "" : net.limit);
  say("partners", gone.length && `${gone.length}, with a sum of ${gone.reduce((all, number) => all + cells[number].value, 0)}`);
  say("better", proved ? "" : least);
  say("totals", totals.join("; "));
  const marked = (number) => `${cells[number].value} ${cells[number].small ? "● small" : "○ partner"}, for readers ${range(known.get(number))}`;
  part("check").replaceChildren(grid(heads, drawn((number) => (hidden.has(number) ? marked(number) : cells[number].value))));
  say("ranges", !open.size && small.length && ranges(small));
  say("open", open.size && ranges([...open]));
  part("leaving").hidden = open.size > 0;
  say("note", net.least ? `Counts from 1 to ${net.limit}` : `Counts of ${net.limit} or less`);
  done.textContent = "";

  // The total of a row where readers see it.
  const total = (number) => {
    const at = cells.findIndex((cell) => cell.row === cells[number].row && cell.column === table.columns.length);
    return hidden.has(at) ? 0 : cells[at]?.value;
  };
  const share = (number, digits) => `${((100 * cells[number].value) / total(number)).toFixed(digits)}%`;
  const telling = small.map(([number]) => number).find((number) => !cells[number].total && total(number));
  say("warning", telling === undefined ? "" : `${share(telling, 1)} of ${total(telling)} is ${cells[telling].value}`);
  percent.onchange = () => {
    const digits = percent.value;
    const text = (number) => (digits && !cells[number].total && total(number) >= LOW ? `${cells[number].value} (${share(number, digits)})` : `${cells[number].value}`);
    leaving = [heads, ...drawn((number) => (hidden.has(number) ? "*" : text(number)))];
    part("table").replaceChildren(grid(heads, leaving.slice(1)));
  };
  percent.onchange();
}

async function copy() {
  const text = leaving.map((row) => row.map((cell) => cell.replace(/^[=+@-]/, "'$&")).join("\t")).join("\n");
  done.textContent = (await copied(text)) ? "The table is copied." : "Your browser does not let the page copy. Save the table.";
}

async function word() {
  try {
    const { fill } = await import("./shared/docx.js");
    save(await fill(form.dataset.template, { table: { heads: leaving[0], rows: leaving.slice(1) }, note: [{ text: part("note").textContent }] }), "protected-table.docx");
  } catch (error) {
    done.textContent = error.message;
  }
}

part("output").append(
  button("Copy the table", copy),
  button("Save as CSV", () => save(csv([...leaving, [part("note").textContent]]), "protected-table.csv")),
  button("Save as Word", word),
  button("Print", () => print()),
);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  hide();
  try {
    const table = read(box.value);
    const net = network(table.counts, rule());
    show(table, net, suppress(net, form.elements.keep.checked));
  } catch (error) {
    said.textContent = error.message;
    return;
  }
  said.textContent = "";
  result.hidden = false;
  result.parentElement.classList.add("with-result");
  result.querySelector("h2").focus();
});
form.addEventListener("input", ({ target }) => {
  if (target.dataset.zeros) form.elements.zeros.checked = target.dataset.zeros === "yes";
  hide();
});
form.hidden = false;

document.documentElement.dataset.readySmallCounts = ""; // says to whoever waits that this module has set up the page
