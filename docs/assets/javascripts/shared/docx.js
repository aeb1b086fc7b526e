// Word documents in the browser: fills the content controls of a template that was built with the site.
// In these templates the files are stored as they are, and the text is the last of them (macros/documents/package.py). So
// nothing needs unpacking, and all that stands before the text can be taken as it is.
const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const BODY = "word/document.xml";
// Bytes of a zip: before the name of a file, before its name in the list of files, and after that list.
const [HEAD, ENTRY, LAST] = [30, 46, 22];
// What XML 1.0 does not allow: control characters, halves of a pair, U+FFFE and U+FFFF.
const FORBIDDEN = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

// The document at `address` with contents written into it, as a Blob. `contents` has, by the tag of a content control,
// a list of {text, style}: text with line breaks is one paragraph a line, style is the id of a paragraph style;
// or {rows} for a table, each row a list of texts, with {heads} where the template leaves its headings open; or true, to tick a box; or false, to take the control out.
// A tag without blocks or rows keeps its placeholder. Throws an Error with a sentence for readers.
export async function fill(address, contents) {
  const zip = await load(address);
  let place, xml;
  try {
    place = placeOf(zip);
    xml = new DOMParser().parseFromString(new TextDecoder().decode(zip.subarray(place.start, place.list)), "application/xml");
  } catch {
    // Told below, as a text that is no XML is: no zip, or cut off.
  }
  if (!xml || xml.querySelector("parsererror")) throw new Error("The blank form could not be read. Reload the page and try again.");
  for (const control of [...xml.getElementsByTagNameNS(W, "sdt")]) {
    const tag = control.getElementsByTagNameNS(W, "tag")[0]?.getAttributeNS(W, "val");
    if (!Object.hasOwn(contents, tag ?? "")) continue;
    const what = contents[tag];
    if (what === false) control.remove();
    else if (what === true) tick(control);
    else if (what.rows?.length) rows(xml, control, what);
    else if (what.length) write(xml, control, what);
  }
  return new Blob(packed(zip, place, new TextEncoder().encode(new XMLSerializer().serializeToString(xml))), { type: TYPE });
}

async function load(address) {
  try {
    const answer = await fetch(address);
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
  } catch {
    // Told below, as an answer that is no form is.
  }
  throw new Error("The blank form could not be loaded. Check your connection and try again.");
}

function tick(control) {
  control.querySelector("checked").setAttributeNS("http://schemas.microsoft.com/office/word/2010/wordml", "w14:val", "1");
  control.querySelector("t").textContent = "\u2612";
}

// The last row of the table is the pattern for all after its heading.
function rows(xml, control, { rows: lines, heads }) {
  const table = control.querySelector("tbl");
  const [head, ...blank] = table.querySelectorAll("tr");
  if (heads) widen(table, heads);
  for (const line of lines) {
    const row = blank.at(-1).cloneNode(true);
    [...row.querySelectorAll("tc")].forEach((cell, number) => {
      const blank = cell.querySelector("p");
      blank.replaceWith(...paragraphs(xml, [{ text: line[number] }], styleOf(blank)));
    });
    table.append(row);
  }
  for (const row of blank) row.remove();
  if (heads) [...head.querySelectorAll("t")].forEach((text, number) => (text.textContent = heads[number].replace(FORBIDDEN, "\uFFFD")));
}

// Gives a table of one column as many as there are headings; Word finds their widths.
function widen(table, heads) {
  for (const width of table.querySelectorAll("tcW")) width.remove();
  for (const column of table.querySelectorAll("gridCol")) column.removeAttributeNS(W, "w");
  for (const first of table.querySelectorAll("tc, gridCol")) {
    for (let more = heads.length - 1; more > 0; more--) first.after(first.cloneNode(true));
  }
}

// The style of what stands there, as it is once written: "Answer" for "AnswerBlank".
const styleOf = (node) => node.querySelector("pStyle")?.getAttributeNS(W, "val").replace("Blank", "");

function paragraphs(xml, blocks, before) {
  const make = (name, ...children) => {
    const made = xml.createElementNS(W, `w:${name}`);
    made.append(...children);
    return made;
  };
  return blocks.flatMap(({ text, style = before }) =>
    text.replace(FORBIDDEN, "\uFFFD").split(/\r\n?|\n/).map((line) => {
      const words = make("t", line);
      words.setAttribute("xml:space", "preserve");
      const paragraph = make("p", make("r", words));
      if (style) {
        const named = make("pStyle");
        named.setAttributeNS(W, "w:val", style);
        paragraph.prepend(make("pPr", named));
      }
      return paragraph;
    }),
  );
}

function write(xml, control, blocks) {
  const own = (name) => [...control.children].find((child) => child.localName === name);
  for (const mark of own("sdtPr").querySelectorAll("showingPlcHdr, placeholder")) mark.remove();
  const content = own("sdtContent");
  content.replaceChildren(...paragraphs(xml, blocks, styleOf(content)));
}

// Where the text of a zip stands, the last file in it: its head, its first byte, the list of files after it, its entry there.
function placeOf(zip) {
  const view = new DataView(zip.buffer);
  const entry = zip.length - LAST - ENTRY - BODY.length;
  const head = view.getUint32(entry + 42, true);
  return { head, start: head + HEAD + BODY.length, list: view.getUint32(zip.length - 6, true), entry };
}

// The parts of the zip with another text; its checksum and its size stand in its head and in the list.
function packed(zip, { head, start, list, entry }, text) {
  const [before, after] = [zip.slice(0, start), zip.slice(list)];
  const put = (part, at, ...numbers) => numbers.forEach((one, place) => new DataView(part.buffer).setUint32(at + 4 * place, one, true));
  const sum = [crc(text), text.length, text.length];
  put(before, head + 14, ...sum);
  put(after, entry - list + 16, ...sum);
  put(after, after.length - 6, start + text.length);
  return [before, text, after];
}

function crc(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
