// Word documents in the browser: fills the content controls of a template that was built with the site.
// `fill` reads templates whose files are stored as they are (macros/documents/word.py), so nothing needs unpacking.
const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const BODY = "word/document.xml";
// What XML 1.0 does not allow: control characters, halves of a pair, U+FFFE and U+FFFF.
const FORBIDDEN = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

// The document at `address` with contents written into it, as a Blob. `contents` has, by the tag of a content control,
// a list of {text, style}: text with line breaks is one paragraph a line, style is the id of a paragraph style;
// or {rows} for a table, each row a list of texts, with {heads} where the template leaves its headings open; or true, to tick a box; or false, to take the control out.
// A tag without blocks or rows keeps its placeholder. Throws an Error with a sentence for readers.
export async function fill(address, contents) {
  const files = unpack(await load(address));
  const body = files.find((file) => file.name === BODY);
  if (!body) throw unreadable();
  const xml = new DOMParser().parseFromString(new TextDecoder().decode(body.bytes), "application/xml");
  if (xml.querySelector("parsererror")) throw unreadable();
  for (const control of [...xml.getElementsByTagNameNS(W, "sdt")]) {
    const tag = control.getElementsByTagNameNS(W, "tag")[0]?.getAttributeNS(W, "val");
    if (!Object.hasOwn(contents, tag ?? "")) continue;
    const what = contents[tag];
    if (what === false) control.remove();
    else if (what === true) tick(control);
    else if (what.rows?.length) rows(xml, control, what);
    else if (what.length) write(xml, control, what);
  }
  body.bytes = new TextEncoder().encode(new XMLSerializer().serializeToString(xml));
  return new Blob(pack(files), { type: TYPE });
}

const unreadable = () => new Error("The blank form could not be read. Reload the page and try again.");

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
      cell.querySelector("p").remove();
      cell.append(...paragraphs(xml, [{ text: line[number] }]));
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
  const before = content.querySelector("pStyle")?.getAttributeNS(W, "val");
  content.replaceChildren(...paragraphs(xml, blocks, before));
}

function unpack(zip) {
  try {
    return listed(zip);
  } catch {
    throw unreadable(); // Not a zip, cut off, or packed in a way that macros/documents/word.py never uses.
  }
}

// The files of a zip, by its list at the end: name, bytes.
function listed(zip) {
  const view = new DataView(zip.buffer);
  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    if (view.getUint32(at, true) !== 0x02014b50 || view.getUint16(at + 10, true)) throw unreadable();
    const [size, nameSize] = [view.getUint32(at + 24, true), view.getUint16(at + 28, true)];
    const head = view.getUint32(at + 42, true);
    const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameSize));
    at += 46 + nameSize + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return { name, bytes: zip.subarray(start, start + size) };
  });
}

// The parts of a zip that holds the files as they are, dated January 1, 1980.
function pack(files) {
  const [parts, list] = [[], []];
  let at = 0;
  const record = (...fields) => {
    const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
    let place = 0;
    for (const [size, value] of fields) {
      if (size === 2) new DataView(bytes.buffer).setUint16(place, value, true);
      else new DataView(bytes.buffer).setUint32(place, value, true);
      place += size;
    }
    return bytes;
  };
  for (const { name, bytes } of files) {
    const label = new TextEncoder().encode(name);
    // Version, flags (the name is UTF-8), method, time, date, checksum, both sizes, length of the name, no extra field.
    const shared = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, crc(bytes)], [4, bytes.length], [4, bytes.length], [2, label.length], [2, 0]];
    list.push(record([4, 0x02014b50], [2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), label);
    const head = record([4, 0x04034b50], ...shared);
    parts.push(head, label, bytes);
    at += head.length + label.length + bytes.length;
  }
  const length = list.reduce((sum, part) => sum + part.length, 0);
  const last = record([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, length], [4, at], [2, 0]);
  return [...parts, ...list, last];
}

function crc(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
