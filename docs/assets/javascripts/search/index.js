// The search, index: what macros/finishing/search/ has written, unfolded into sections, keywords, synonyms and words.
const FIRST = 35; // the letter for a gap of 1, as in compact.py

// The sections in order: address, title, keywords, the titles above, the page's own section, and what its page is about.
function unfold({ pages, titles, anchors, keywords, above, names }) {
  const docs = [];
  for (const [at, size, boost, about, roles] of pages) {
    const [open, first] = [[], docs.length];
    for (let i = first; i < first + size; i++) {
      open.splice(above[i], Infinity, titles[i]);
      const location = at + (anchors[i] && `#${anchors[i]}`);
      const doc = { id: i, location, title: titles[i], above: open.slice(0, above[i]), about, roles, boost };
      doc.keywords = keywords[i] ? keywords[i].split(", ") : [];
      doc.page = docs[first] || doc;
      docs.push(doc);
    }
  }
  for (const [name, short, also, places] of names) {
    for (const place of places) docs[place].keywords.unshift(...[name, short, ...also].filter(Boolean));
  }
  return docs;
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

// Each word of the texts, with the numbers of the sections that hold it; after each number, 2 where it is in the first
// sentence of that section, else 1.
function* texts({ words, held, lead }) {
  const groups = held.split(" ");
  let count = 0;
  for (const [i, word] of words.split(" ").entries()) {
    let number = -1;
    const holders = [];
    for (let at = 0; at < groups[i].length; at++, count++) {
      number += groups[i].charCodeAt(at) - FIRST + 1;
      holders.push(number, (((lead.charCodeAt((count / 6) | 0) - FIRST) >> count % 6) & 1) + 1);
    }
    yield [word, holders];
  }
}

export const unpack = (docs) => ({ docs: unfold(docs), pairs: pairs(docs), texts: texts(docs), skipped: docs.skipped.split(" ") });
