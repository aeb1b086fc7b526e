// Tables as text: what somebody pastes from a spreadsheet or opens as CSV, and what a tool saves as CSV.
//
// rows(text)   the rows, each a list of trimmed cells. Cells are parted by tabs, or else by the one of ; , | that the first
//              line has most of; a quoted cell may hold marks, line breaks and doubled quotes (RFC 4180). Empty lines go.
//              Throws an Error with a sentence for readers where a quote is never closed.
// guarded(value)   the text of a cell; one that a spreadsheet would run as a formula gets an apostrophe in front, and plain
//              numbers stay as they are
// csv(rows)    the text of a CSV file that Excel reads as UTF-8, its cells guarded
const QUOTED = /"(?:[^"]|"")*"/y; // y: only at the place asked for
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/; // the wide signs are those of an East Asian keyboard
const NUMBER = /^[+-]?[\d.,]*%?$/;

export function rows(text) {
  const whole = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const first = whole.trimStart().replace(/"(?:[^"]|"")*"/g, "").split("\n")[0];
  const count = (mark) => first.split(mark).length - 1;
  const mark = count("\t") ? "\t" : [";", ",", "|"].reduce((best, one) => (count(one) > count(best) ? one : best));
  const found = [[]];
  let at = 0;
  while (at < whole.length) {
    let cell = "";
    if (whole[at] === '"') {
      QUOTED.lastIndex = at;
      const quoted = QUOTED.exec(whole);
      if (!quoted) throw new Error(`A quotation mark in line ${whole.slice(0, at).split("\n").length} is never closed.`);
      cell = quoted[0].slice(1, -1).replaceAll('""', '"');
      at += quoted[0].length;
    }
    while (at < whole.length && whole[at] !== mark && whole[at] !== "\n") cell += whole[at++];
    found.at(-1).push(cell.trim());
    if (at === whole.length) break;
    if (whole[at++] === "\n") found.push([]);
    else if (at === whole.length) found.at(-1).push("");
  }
  return found.filter((row) => row.some(Boolean));
}

export function guarded(value) {
  const text = String(value ?? "");
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

export function csv(table) {
  const cell = (value) => {
    const shown = guarded(value);
    return /[",;\t\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
  };
  return "\uFEFF" + table.map((row) => row.map(cell).join(",") + "\r\n").join("");
}
