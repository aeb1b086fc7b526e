// The search, direct answers: what a query names exactly, which stands above the results.
import { stem, written } from "./words.js";

const GLOSSARY = "reference/glossary/#";
const [sections, contacts] = [new Map(), new Map()]; // names, with the section that explains one, and with whom to write to

// A name as it is compared: "E-MOU" and "emou" are the same.
const called = (text) => written(text).map(([word]) => stem(word)).join(" ");

// Names and short forms come before other words, and an entry of the glossary before another place.
export function remember(docs, names, reached) {
  for (const store of [sections, contacts]) store.clear();
  const isEntry = (id) => docs[id].location.startsWith(GLOSSARY);
  const records = names
    .filter(([, , , places]) => places.length)
    .map(([name, short, also, places]) => ({ own: [name, short, `${name} (${short})`], also, place: places.find(isEntry) ?? places[0] }))
    .sort((a, b) => isEntry(b.place) - isEntry(a.place));
  for (const field of ["own", "also"]) {
    for (const record of records) {
      for (const key of record[field].map(called)) if (!sections.has(key)) sections.set(key, docs[record.place]);
    }
  }
  for (const contact of reached) {
    for (const key of contact[0].map(called)) if (!contacts.has(key)) contacts.set(key, contact);
  }
}

// The section that explains what a query names, and the contact that it names: { doc, contact }, where there is one.
export function direct(query) {
  const key = called(query); // empty where nothing is typed yet
  return key ? { doc: sections.get(key), contact: contacts.get(key) } : {};
}
