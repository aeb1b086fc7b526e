// Small counts: reads what was pasted as {corner, rows, columns, counts, notes}, without totals; `notes` tell which they
// were. Throws an Error with a sentence for readers.
import { rows as split } from "../shared/table.js";

const CELLS = 2500;
const MOST = 999999999;
const TOTAL = /^(grand |sub)?(total|totals|all|sum|overall|statewide|state total)$/i;
const PERSON = /\b(ssn|sasid|social security|dob|birth ?date|date of birth|(first|last|full) ?name|surname|e-?mail|phone|address|(student|client|case|patient|member|person) ?(id|number))\b/i;
const SECRET = /\b\d{3}-\d{2}-\d{4}\b|\S@\S+\.\S/;
const DATE = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/;
const NAME = /^\p{Lu}[\p{L}'-]+, \p{Lu}[\p{L}.'-]+/u;
const GONE = /^(n\/?a|[*.–—-]+|[sx]|suppressed|hidden|null|[<≤>]=? ?\d+)$/i;
const sum = (list) => list.reduce((all, one) => all + one, 0);
const turned = (grid) => (grid[0] ?? []).map((_, at) => grid.map((row) => row[at]));
const fail = (words) => {
  throw new Error(words);
};

export function read(text) {
  const table = split(text);
  if (!table.length) fail("There is no table yet. Paste one, or open a file.");
  refusePeople(table);
  const [heads, ...lines] = trimmed(table);
  if (heads.length < 2 || !lines.length) fail("A table needs names in its first row and column, and counts in the others.");
  if (lines.length * (heads.length - 1) > CELLS) fail(`This table has ${lines.length} rows and ${heads.length - 1} columns. The checker takes up to ${CELLS} counts. Merge groups.`);
  lines.forEach((line, row) => {
    if (line.length !== heads.length) fail(`Row ${row + 2} (${line[0] || "no name"}) has ${line.length} cells, and the first row has ${heads.length}.`);
  });
  if (/^\d+$/.test(heads[0])) fail("The table begins with a number. Its first row and column must be names.");
  if (!heads.slice(1).every(Boolean) || (lines.length > 1 && lines[0].slice(1).some(words) && !lines[0].slice(1).some((cell) => /\d/.test(cell)))) {
    fail("The headings are merged or take several rows. Put one name above each column, in one row.");
  }
  lines.forEach((line, row) => line[0] || fail(`Row ${row + 2} has no name in its first cell.`));
  const numbers = lines.map((line) => line.slice(1).map((cell, column) => count(cell, `${line[0]}, ${heads[column + 1]}`)));
  const [rows, columns, notes] = [lines.map((line) => line[0]), heads.slice(1), []];
  const wide = turned(withoutTotals("row", turned(numbers), columns, rows, notes));
  const counts = withoutTotals("column", wide, rows, columns, notes);
  const [all, last] = [sum(counts.flat()), numbers.at(-1).at(-1)];
  if (notes.length > 1 && all !== last) fail(`All counts add up to ${all}, the total of all says ${last}. Mend the one that is wrong.`);
  if (all > MOST) fail("The total is too large.");
  return { corner: heads[0] || "Group", rows, columns, counts, notes };
}

// The table without columns that are empty in every row, which spreadsheets add.
function trimmed(table) {
  const used = Math.max(...table.map((row) => row.findLastIndex(Boolean) + 1));
  return table.map((row) => (row.length > used ? row.slice(0, used) : row));
}

function count(cell, place) {
  if (!cell) fail(`${place} is blank. Write 0 if nobody was counted there.`);
  if (GONE.test(cell)) fail(`${place} says “${cell}”. The checker needs the true count.`);
  if (cell.endsWith("%")) fail(`${place} is a percentage. Paste the counts instead.`);
  const plain = cell.replace(/^(\d{1,3})([, \u00a0\u202f'’]\d{3})+$/, (all) => all.replace(/\D/g, "")).replace(/^(\d+)\.0+$/, "$1");
  if (/^[-−(]/.test(plain)) fail(`${place} is negative: ${cell}. A count is 0 or more.`);
  if (/^\d*[.,]\d+$/.test(plain)) fail(`${place} is not a whole number: ${cell}. If the mark parts thousands, take it out.`);
  if (!/^\d+$/.test(plain)) fail(`${place} says “${cell.slice(0, 40)}”, which is no count.`);
  if (Number(plain) > MOST) fail(`${place} is too large: ${cell}.`);
  return Number(plain);
}

// The rows of counts without their last, where that is called a total or adds up the others; a wrong total is told.
function withoutTotals(kind, counts, names, others, notes) {
  const [rest, totals] = [counts.slice(0, -1), counts.at(-1)];
  const early = names.slice(0, -1).find((name) => TOTAL.test(name));
  if (early) fail(`“${early}” looks like a total. Put totals last, and leave out totals of parts.`);
  const sums = turned(rest).map(sum);
  if (!rest.length || !(TOTAL.test(names.at(-1)) || (rest.length > 1 && sum(totals) && `${sums}` === `${totals}`))) return counts;
  sums.forEach((all, at) => {
    if (all !== totals[at] && !TOTAL.test(others[at])) fail(`The ${kind} ${others[at]} adds up to ${all}, its total says ${totals[at]}. Mend the one that is wrong.`);
  });
  notes.push(`${names.pop()}: read as the totals.`);
  return rest;
}

const words = (cell) => /\p{L}{2}/u.test(cell) && !GONE.test(cell);

function refusePeople(table) {
  const refuse = (why) => fail(`This looks like records of people: ${why}. Clear the box, count them, and paste the counts.`);
  const [heads, ...lines] = table;
  const head = heads.find((cell) => PERSON.test(cell));
  if (head) refuse(`a column is called “${head.slice(0, 40)}”`);
  if (table.flat().some((cell) => SECRET.test(cell))) refuse("it holds a Social Security number or an e-mail address");
  if (lines.some((line) => line.slice(1).some((cell) => DATE.test(cell)))) refuse("it holds dates");
  if (lines.filter((line) => NAME.test(line[0] ?? "")).length > lines.length / 2 && lines.length > 2) refuse("its rows begin with names of persons");
  const worded = lines.filter((line) => line.slice(1).filter(words).length > 1);
  if (lines.length > 4 && worded.length > lines.length / 2) refuse("most rows have words in several columns");
  if (lines.length > 19 && lines.every((line) => line.slice(1).every((cell) => /^[01]$/.test(cell)))) refuse("every number is 0 or 1");
}
