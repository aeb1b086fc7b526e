// The search, index: what macros/finishing/search/ has written, unfolded into sections, keywords, synonyms and words.
import { stem } from "./words.js";

const FIRST = 35; // the letter for a gap of 1, as in compact.py
const [NEXT, ONE, TWO] = ["!", 60, 92]; // between two phrases; how many words take one letter, and share a first of two

const slug = (text) => text.toLowerCase().replace(/['’]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
const anchored = (anchor, title) => (typeof anchor === "string" ? anchor : slug(anchor ? title.match(/\(([^()]+)\)$/)[1] : title));

// The sections in order: address, title, keywords, the titles above, the page's own section, and what its page is about.
function unfold({ pages, titles, anchors, keywords, above, names, words, asked }) {
  const [docs, every] = [[], words.split(" ")];
  const [beside, phrases] = [unpacked(keywords, every), unpacked(asked, every.map(stem))];
  for (const [name, short, , places] of names) {
    for (const place of places) titles[place] ||= short ? `${name} (${short})` : name;
  }
  for (const [at, size, boost, about, roles] of pages) {
    const [open, first] = [[], docs.length];
    for (let i = first; i < first + size; i++) {
      open.splice(above[i], Infinity, titles[i]);
      const anchor = anchored(anchors[i], titles[i]);
      const location = at + (anchor && `#${anchor}`);
      const doc = { id: i, location, title: titles[i], above: open.slice(0, above[i]), about, roles, boost };
      doc.asked = phrases[i];
      doc.keywords = beside[i].map((list) => list.join(" "));
      doc.page = docs[first] || doc;
      docs.push(doc);
    }
  }
  for (const [name, short, also, places] of names) {
    for (const place of places) docs[place].keywords.unshift(...[name, short, ...also].filter(Boolean));
  }
  return docs;
}

// Of each section its phrases, each as a list of words, which stand in `every`.
function unpacked(text, every) {
  const code = (letters, i) => letters.charCodeAt(i) - FIRST;
  const number = (letters) => (letters.length === 1 ? code(letters, 0) : ONE + (code(letters, 0) - ONE) * TWO + code(letters, 1));
  const phrase = (packed) => packed.match(/[#-^]|../gs).map((letters) => every[number(letters)]);
  return text.split(" ").map((group) => (group ? group.split(NEXT).map(phrase) : []));
}

// Pairs of what a reader types and what the playbook says for it.
function pairs({ names, everyday }) {
  const found = [];
  for (const [name, short, also] of names) {
    for (const word of also) found.push([word, name], ...(short ? [[word, short]] : []));
    if (short) found.push([short, name], [name, short]);
  }
  for (const [typed, means] of everyday) for (const word of typed) for (const meant of means) found.push([word, meant]);
  return found;
}

// Everyday words that are used in the same way, in groups.
const groups = ({ everyday }) => everyday.map((lists) => lists.flat());

// Each word of the texts, with the numbers of the sections that hold it; but not where titles or keywords have it too.
function* texts({ words, held }) {
  const groups = held.split(" ");
  let start = -1;
  for (const [i, word] of words.split(" ").entries()) {
    let number = start;
    const holders = Array.from(groups[i], (letter) => (number += letter.charCodeAt(0) - FIRST + 1));
    if (i >= ONE && holders.length) start = holders[0] - 1;
    yield [word, holders];
  }
}

export const unpack = (docs) => ({ docs: unfold(docs), names: docs.names, contacts: docs.contacts, pairs: pairs(docs), groups: groups(docs), texts: texts(docs) });
