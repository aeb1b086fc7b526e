// The checker for small counts: reads a table, or two of the same people, hides what must go, and says what readers can
// still work out. It keeps nothing. Its sentences stand on the page, in the attributes of the form.
import { intervals, narrowed, network, percentage, suppress } from "./counts/method.js";
import { linked, read } from "./counts/reading.js";
import { clearing } from "./shared/clear.js";
import { opener, save, saveWord } from "./shared/file.js";
import { button, copied, made } from "./shared/parts.js";
import { csv, guarded } from "./shared/table.js";

const form = document.querySelector("[data-small-counts]");
const result = document.querySelector("[data-protected]");
const part = (name) => result.querySelector(`[data-${name}]`);
const { zeros, rows, columns, keep, limit, rule } = form.elements;
const boxes = [...form.querySelectorAll("textarea")];
const percent = result.querySelector("select");
const [said, done] = [form, result].map((one) => one.querySelector("[role=status]"));
// No percentages of smaller totals.
const LOW = 20;
const range = ([low, high]) => (high === Infinity ? `${low} or more` : low === high ? `exactly ${low}` : `${low} to ${high}`);
const sentence = (name, ...facts) => form.getAttribute(`data-say-${name}`).replace(/\{\}/g, () => `${facts.shift()}`.slice(0, 60));
const fail = (...what) => {
  throw new Error(sentence(...what));
};
// The tables that may leave the agency, each as rows.
let leaving = [];

function reveal(on) {
  result.hidden = !on;
  result.parentElement.classList.toggle("with-result", on);
}

for (const box of boxes) {
  const { replace, button: back } = clearing(
    () => box.value || undefined,
    (text = "", words) => {
      box.value = text;
      reveal(false);
      said.textContent = words;
    },
  );
  const picker = opener({
    accept: ".csv,.tsv,.txt",
    label: "Table to open",
    largest: 1e6,
    take: (text, file) => replace(text, sentence("opened", file.name)),
    refuse: () => (said.textContent = sentence("heavy")),
  });
  const clear = button("Clear the table", () => replace(undefined, sentence("cleared")));
  form.querySelector(`[data-for=${box.id}]`).append(button("Open a CSV file", () => picker.click()), picker, clear, back);
}

function grid(title, heads, lines) {
  const table = made("table");
  if (title) table.createCaption().textContent = title;
  const parts = [table.createTHead(), table.createTBody()];
  [heads, ...lines].forEach((cells, row) => {
    const line = parts[Math.min(row, 1)].insertRow();
    cells.forEach((text, at) => {
      const cell = made(row && at ? "td" : "th", text);
      if (row && at) cell.dataset.label = heads[at];
      else cell.scope = row ? "row" : "col";
      line.append(cell);
    });
  });
  return table;
}

// Fills a part of the result, or hides it where there is nothing to say.
function say(name, value) {
  part(name).hidden = !value;
  const place = part(name).querySelector("span, ul");
  if (Array.isArray(value)) place.replaceChildren(...value.map((words) => made("li", words)));
  else place.textContent = value;
}

function show(tables, net, { hidden, partners, open, least, proved }) {
  const { cells } = net;
  const known = intervals(net, hidden);
  const places = [];
  const views = tables.map((table, which) => {
    const numbers = net.numbers[which];
    const names = [...table.rows, "All"];
    const heads = [table.corner, ...table.columns, "All"].slice(0, numbers[0].length + 1);
    numbers.forEach((line, row) => line.forEach((number, column) => (places[number] = `${names[row]}, ${heads[column + 1]}`)));
    const title = tables[1] ? sentence(which ? "second" : "first") : "";
    return { title, heads, drawn: (text) => numbers.map((line, row) => [names[row], ...line.map(text)]) };
  });
  const ranges = (some) => some.map(([number, ends]) => `${places[number]}: ${range(ends)}`);
  const small = [...known].filter(([number]) => cells[number].small);
  const gone = [...partners];
  say("notes", tables.flatMap((table) => table.notes.map((name) => sentence("totals", name))).join(" "));
  say("small", small.length);
  say("none", small.length ? "" : net.limit);
  say("partners", gone.length && sentence("sum", gone.length, gone.reduce((all, number) => all + cells[number].value, 0)));
  say("better", proved ? "" : least);
  say("totals", gone.filter((number) => cells[number].total).map((number) => places[number]).join("; "));
  const marked = (number) => (hidden.has(number) ? sentence(cells[number].small ? "small" : "partner", cells[number].value, range(known.get(number))) : cells[number].value);
  part("check").replaceChildren(...views.map(({ title, heads, drawn }) => grid(title, heads, drawn(marked))));
  say("ranges", !open.size && small.length && ranges(small));
  say("open", open.size && ranges([...open]));
  part("leaving").hidden = open.size > 0;
  say("note", sentence(net.least ? "from" : "upto", net.limit));
  done.textContent = "";

  percent.onchange = () => {
    const digits = percent.value;
    const text = (number) => {
      const { text } = digits ? percentage(net, hidden, number, digits, LOW) : {};
      return hidden.has(number) ? "*" : `${cells[number].value}${text ? ` (${text})` : ""}`;
    };
    const told = new Map([...hidden].map((number) => [number, percentage(net, hidden, number, digits || 1).ends]));
    const back = [...narrowed(net, hidden, told)];
    say("warning", !open.size && back.length && ranges(back));
    leaving = views.map(({ heads, drawn }) => [heads, ...drawn(text)]);
    part("table").replaceChildren(...views.map(({ title, heads }, at) => grid(title, heads, leaving[at].slice(1))));
  };
  percent.onchange();
}

const lines = () => leaving.flatMap((table, at) => (at ? [[], ...table] : table));
const acts = {
  copy: async () => {
    const text = lines().map((row) => row.map(guarded).join("\t")).join("\n");
    done.textContent = sentence((await copied(text)) ? "copied" : "kept");
  },
  csv: () => save(csv([...lines(), [part("note").textContent]]), "protected-table.csv"),
  word: () => {
    const [table, second = false] = leaving.map(([heads, ...rows]) => ({ heads, rows }));
    saveWord(form.dataset.template, { table, second, note: [{ text: part("note").textContent }] }, "protected-table", (words) => (done.textContent = words));
  },
  print: () => print(),
};
result.addEventListener("click", ({ target }) => acts[target.dataset.act]?.());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  reveal(false);
  try {
    const personal = new RegExp(`\\b(${form.dataset.personal})\\b`, "i");
    const pasted = boxes.filter((box, at) => !at || box.value.trim()).map((box) => read(box.value, personal, fail));
    const tables = pasted[1] ? linked(pasted, fail) : pasted;
    const counts = tables.map((table) => table.counts);
    const net = network(counts, { limit: Number(rule.value || limit.value), zeros: zeros.checked, across: rows.checked, down: columns.checked });
    show(tables, net, suppress(net, keep.checked));
    said.textContent = "";
    reveal(true);
    result.querySelector("h2").focus();
  } catch (error) {
    said.textContent = error.message;
  }
});
form.addEventListener("input", ({ target }) => {
  if (target.dataset.zeros) zeros.checked = target.dataset.zeros === "yes";
  reveal(false);
});
form.hidden = false;

// Says to whoever waits that this module has set up the page.
document.documentElement.dataset.readySmallCounts = "";
