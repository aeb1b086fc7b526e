// Small counts: reads what was pasted. `fail(key, ...facts)` throws an Error with one of the page's sentences.
//
// read(text, personal, fail)    {corner, rows, columns, counts, notes}, without totals; `notes` name those that were there,
//                               `personal` fits the headings of columns about people
// linked(tables, fail)          two tables of the same people, their rows in one order
import { rows as split } from "../shared/table.js";

const CELLS = 2500;
const MOST = 999999999;
const TOTAL = /^(grand |sub)?(total|totals|all|sum|overall|statewide|state total)$/i;
const SECRET = /\b\d{3}-\d{2}-\d{4}\b|\S@\S+\.\S/;
const DATE = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/;
const NAME = /^\p{Lu}[\p{L}'-]+, \p{Lu}[\p{L}.'-]+/u;
const GONE = /^(n\/?a|[*.–—-]+|[sx]|suppressed|hidden|null|[<≤>]=? ?\d+)$/i;
const sum = (list) => list.reduce((all, one) => all + one, 0);
const turned = (grid) => (grid[0] ?? []).map((_, at) => grid.map((row) => row[at]));
const words = (cell) => /\p{L}{2}/u.test(cell) && !GONE.test(cell);

export function read(text, personal, fail) {
  const pasted = split(text);
  if (!pasted.length) fail("empty");
  refusePeople(pasted, personal, fail);
  // Spreadsheets add columns that are empty in every row.
  const used = Math.max(...pasted.map((row) => row.findLastIndex(Boolean) + 1));
  const [heads, ...lines] = pasted.map((row) => row.slice(0, used));
  if (heads.length < 2 || !lines.length) fail("names");
  if (lines.length * (heads.length - 1) > CELLS) fail("large", lines.length, heads.length - 1, CELLS);
  lines.forEach((line, row) => {
    if (line.length !== heads.length) fail("ragged", row + 2, line[0] || "no name", line.length, heads.length);
  });
  if (/^\d+$/.test(heads[0])) fail("number");
  if (!heads.slice(1).every(Boolean) || (lines.length > 1 && lines[0].slice(1).some(words) && !/\d/.test(lines[0].slice(1)))) fail("merged");
  lines.forEach((line, row) => line[0] || fail("nameless", row + 2));
  const count = (cell, place) => {
    const plain = cell.replace(/^(\d{1,3})([, \u00a0\u202f'’]\d{3})+$/, (all) => all.replace(/\D/g, "")).replace(/^(\d+)\.0+$/, "$1");
    const wrong = [
      ["blank", !cell],
      ["gone", GONE.test(cell)],
      ["percent", cell.endsWith("%")],
      ["negative", /^[-−(]/.test(plain)],
      ["decimal", /^\d*[.,]\d+$/.test(plain)],
      ["word", !/^\d+$/.test(plain)],
    ].find(([, is]) => is);
    if (wrong) fail(wrong[0], place, cell);
    return Number(plain);
  };
  const numbers = lines.map((line) => line.slice(1).map((cell, column) => count(cell, `${line[0]}, ${heads[column + 1]}`)));
  const [rows, columns, notes] = [lines.map((line) => line[0]), heads.slice(1), []];
  const wide = turned(withoutTotals("row", turned(numbers), columns, rows, notes, fail));
  const counts = withoutTotals("column", wide, rows, columns, notes, fail);
  const [all, last] = [sum(counts.flat()), numbers.at(-1).at(-1)];
  if (notes.length > 1 && all !== last) fail("all", all, last);
  if (all > MOST) fail("much");
  return { corner: heads[0] || "Group", rows, columns, counts, notes };
}

// The rows of counts without their last, where that is called a total or adds up the others; a wrong total is told.
function withoutTotals(kind, counts, names, others, notes, fail) {
  const [rest, totals] = [counts.slice(0, -1), counts.at(-1)];
  const early = names.slice(0, -1).find((name) => TOTAL.test(name));
  if (early) fail("early", early);
  const sums = turned(rest).map(sum);
  if (!rest.length || !(TOTAL.test(names.at(-1)) || (rest.length > 1 && sum(totals) && `${sums}` === `${totals}`))) return counts;
  sums.forEach((all, at) => {
    if (all !== totals[at] && !TOTAL.test(others[at])) fail("total", kind, others[at], all, totals[at]);
  });
  notes.push(names.pop());
  return rest;
}

function refusePeople([heads, ...lines], personal, fail) {
  const head = heads.find((cell) => personal.test(cell));
  if (head) fail("column", head);
  const most = (few, is) => lines.length > few && lines.filter(is).length > lines.length / 2;
  const why = [
    ["secret", [heads, ...lines].flat().some((cell) => SECRET.test(cell))],
    ["dates", lines.some((line) => line.slice(1).some((cell) => DATE.test(cell)))],
    ["persons", most(2, (line) => NAME.test(line[0]))],
    ["worded", most(4, (line) => line.slice(1).filter(words).length > 1)],
    ["yesno", lines.length > 19 && lines.every((line) => line.slice(1).every((cell) => /^[01]$/.test(cell)))],
  ].find(([, is]) => is);
  if (why) fail(why[0]);
}

export function linked([one, two], fail) {
  const key = (name) => name.toLowerCase();
  const order = one.rows.map((name) => two.rows.findIndex((other) => key(other) === key(name)));
  if (order.includes(-1) || order.length !== two.rows.length) fail("apart", one.rows[order.indexOf(-1)] ?? two.rows.find((_, at) => !order.includes(at)));
  const ordered = { ...two, rows: one.rows, counts: order.map((at) => two.counts[at]) };
  one.rows.forEach((name, at) => {
    const [here, there] = [one, ordered].map(({ counts }) => sum(counts[at]));
    if (here !== there) fail("unequal", name, here, there);
  });
  return [one, ordered];
}
