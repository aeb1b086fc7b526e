// Files: what a tool hands to the reader, and what the reader opens in a tool. Nothing is sent anywhere.
//
// save(content, name)   a download; `content` is text or a Blob, the name's ending says what it is (.json, .csv, .ics, .docx)
// saveWord(form, contents, name, tell)   a download: the Word form at an address, filled as docx.js does; tells the reader
//                       how that went. docx.js is loaded when somebody saves
// fileName(...words)    a name without ending: letters and digits of any script, joined by hyphens, at most 60 characters
// opener(options)       a hidden <input type=file> to put on the page; call its click() to let the reader choose.
//   accept, label       the endings that it offers, as ".json,.csv"; its name for a screen reader
//   largest             the most bytes that it reads
//   firstLine           whether it reads the first line only, and at most as many bytes again
//   take(text, file)    gets the text of the chosen file, or its first line
//   refuse(file)        is called for a larger one instead
const TYPES = { json: "application/json", csv: "text/csv", ics: "text/calendar" };
const PIECE = 256; // bytes that are read first where only the first line is wanted; then twice as many, and so on
const LATER = 60000; // milliseconds until the browser may forget the download

export function save(content, name) {
  const type = TYPES[name.split(".").pop()];
  const blob = content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), LATER);
}

export async function saveWord(form, contents, name, tell) {
  try {
    const { fill } = await import("./docx.js");
    save(await fill(form, contents), `${name}.docx`);
    tell("The Word document is in your downloads.");
  } catch (error) {
    tell(error.message);
  }
}

export function fileName(...words) {
  const parts = words.flatMap((some) => some.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return parts.join("-").slice(0, 60);
}

async function firstLineOf(file, most) {
  for (let end = PIECE; ; end *= 2) {
    const bytes = new Uint8Array(await file.slice(0, end).arrayBuffer());
    const text = new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-8").decode(bytes);
    if (/[\r\n]/.test(text) || end >= Math.min(file.size, most)) return text.split(/[\r\n]/)[0];
  }
}

export function opener({ accept, label, largest, firstLine, take, refuse }) {
  const picker = Object.assign(document.createElement("input"), { type: "file", accept, hidden: true });
  picker.setAttribute("aria-label", label);
  picker.addEventListener("change", async () => {
    const [file] = picker.files;
    picker.value = ""; // the same file can be chosen again
    if (!file) return;
    if (firstLine) take((await firstLineOf(file, largest)).slice(0, largest), file);
    else if (file.size > largest) refuse(file);
    else take(await file.text(), file);
  });
  return picker;
}
