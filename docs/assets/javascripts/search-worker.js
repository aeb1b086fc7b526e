// The search worker: speaks Material's messages (0 setup, 1 ready, 2 query, 3 result) and lets lunr do the ranking.
// A search that fails is mended with words (search.yml, `also`, keywords beside a heading), not with these weights.
importScripts("lunr.js");

const FIELDS = { title: 3, keywords: 3, under: 1, text: 1 };
const HEADS = ["title", "keywords"];
const SYNONYM = 0.5;
const GUESS = 0.7; // a word that is still being typed, or misspelt
const LONGER = 0.1; // a longer word that begins with a whole one
const FLOOR = 0.1; // of the best hit: below, a hit is noise
const NEAR = 0.6; // of the best of its page: below, a section is folded away
const COMMON = 0.25; // of all sections: a word that more of them hold counts only in titles and keywords
const [PAGES, OPEN, FOLDED] = [10, 3, 5]; // what the list holds: pages, and of each the sections in sight and folded away
const [WORDS, ENDINGS, LETTERS, EXCERPT] = [24, 24, 30, 220]; // longest: query, list of endings, misspelt word, excerpt
const SKIPPED = new Set(
  ("a about after all also am an and another any are as at be been before but by can could did do does for from had has have he her " +
    "his how i if in into is it its just may me might must my of on or other our shall she should so some than that the their them " +
    "then there these they this those to us was we were what when where which while who whom whose why will with would you your"
  ).split(" "),
);
const WORD = /[\p{L}\p{N}]+(?:[-‐‑./'’][\p{L}\p{N}]+)*/gu;

const stems = new Map(); // every word of the site and of the synonyms, with its stem
const folded = new Map(); // words as they are written, with their forms
const guesses = new Map(); // words that the site does not know, with those it may mean
const synonyms = new Map(); // stems of what readers type, with lists of stems of what the playbook says
const pages = new Map(); // address of a page, with its own entry
const held = new Map(); // stems that were asked for, with the sections that hold them
let docs, index, spellings;

const plain = (html) => html.replace(/<[^>]+>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const pageOf = (doc) => doc.location.split("#")[0];
const best = (list) => list.sort((a, b) => b.score - a.score);

// "E-MOU" is "emou" and "mou"; "agency's" is "agency".
function forms(word) {
  if (!folded.has(word)) {
    const small = word.toLowerCase().normalize("NFKD").replace(/\p{M}|['’]s$|['’]/gu, "");
    const parts = small.split(/[-‐‑./]/);
    folded.set(word, parts.length > 1 ? [parts.join(""), ...parts.filter((part) => part.length > 1)] : parts);
  }
  return folded.get(word);
}

const written = (text) => (text.match(WORD) || []).map(forms);

function stem(word) {
  if (stems.has(word)) return stems.get(word);
  const american = word.replace(/is(e[drs]?|ing|ations?)$/, "iz$1").replace(/our$/, "or").replace(/ogue(s?)$/, "og$1");
  return lunr.stemmer(new lunr.Token(american)).toString().replace(/fi$/, "f");
}

function learn(word) {
  stems.set(word, stem(word));
  return stems.get(word);
}

const phrase = (text) => written(text).map(([word]) => word).filter((word) => !SKIPPED.has(word)).map(learn);

function setup({ config, docs: given }) {
  docs = given;
  index = lunr(function () {
    this.tokenizer = (text) => written(plain(text || "")).flat().map((word) => new lunr.Token(learn(word)));
    this.pipeline.reset();
    this.searchPipeline.reset();
    this.ref("id");
    for (const [field, boost] of Object.entries(FIELDS)) this.field(field, { boost });
    docs.forEach((doc, id) => this.add({ ...doc, id }, { boost: doc.boost || 1 }));
  });
  for (const doc of docs) if (!doc.location.includes("#")) pages.set(doc.location, doc);
  for (const [typed, said] of config.synonyms || []) {
    const key = phrase(typed).join(" ");
    synonyms.set(key, [...(synonyms.get(key) || []), phrase(said)]);
  }
  spellings = lunr.TokenSet.fromArray([...stems.keys()].sort());
}

const spelt = (pattern) => spellings.intersect(pattern).toArray();

// What a word may stand for that the site does not know: its neighbours in spelling, or two words run together.
function guess(word) {
  const near = (slips) => spelt(lunr.TokenSet.fromFuzzyString(word, slips));
  const found = word.length > 3 ? near(1) : [];
  for (let cut = 2; !found.length && cut < word.length - 1; cut++) {
    const halves = [word.slice(0, cut), word.slice(cut)];
    if (halves.every((half) => stems.has(half))) found.push(...halves);
  }
  guesses.set(word, found.length || word.length < 7 ? found : near(2));
}

// What is asked for: for each word that counts, the stems it may be met by, with their weights.
function read(query) {
  const typing = /[\p{L}\p{N}]$/u.test(query);
  const all = written(query).flatMap(([whole, ...parts]) => (parts.length && !stems.has(whole) ? parts : [whole]));
  const counted = all.filter((word) => !SKIPPED.has(word));
  const asked = (counted.length ? counted : all).slice(0, WORDS);
  const units = asked.map((word, i) => {
    const unit = new Map(stems.has(word) ? [[stem(word), 1]] : []);
    const add = (weight) => (other) => unit.has(stem(other)) || unit.set(stem(other), weight);
    if (stems.has(word + asked[i + 1])) add(1)(word + asked[i + 1]);
    if (typing && word === all.at(-1) && word.length > (unit.size ? 2 : 1)) {
      spelt(lunr.TokenSet.fromString(`${word}*`)).slice(0, ENDINGS).forEach(add(unit.size ? LONGER : GUESS));
    }
    if (!unit.size && word.length < LETTERS) {
      if (!guesses.has(word)) guess(word);
      guesses.get(word).forEach(add(GUESS));
    }
    return unit;
  });
  const sequence = units.map((unit, i) => unit.keys().next().value ?? stem(asked[i]));
  units.forEach((unit, i) => {
    for (let end = i + 1; end <= Math.min(i + 6, units.length); end++) {
      for (const said of synonyms.get(sequence.slice(i, end).join(" ")) || []) {
        for (const word of said) if (!unit.has(word)) unit.set(word, SYNONYM);
      }
    }
  });
  return units.filter((unit) => unit.size);
}

// The sections that hold a stem, as lunr scores them: number, score, whether title or keywords hold it.
function holders(word) {
  if (!held.has(word)) {
    const spread = Object.keys(index.invertedIndex[word]?.text || {}).length / docs.length;
    const fields = spread > COMMON ? HEADS : Object.keys(FIELDS);
    const hits = index.query((q) => q.term(word, { usePipeline: false, fields }));
    const inHead = ({ metadata }) => HEADS.some((field) => metadata[word][field]);
    held.set(word, hits.map(({ ref, score, matchData }) => [Number(ref), score, inHead(matchData)]));
  }
  return held.get(word);
}

function search(query) {
  const units = read(query);
  const weights = new Map();
  for (const [word, weight] of units.flatMap((unit) => [...unit])) weights.set(word, Math.max(weight, weights.get(word) || 0));
  const [scores, met] = [new Float64Array(docs.length), new Float64Array(docs.length)];
  weights.forEach((weight, word) => holders(word).forEach(([id, score]) => (scores[id] += weight * score)));
  for (const unit of units) {
    const seen = new Uint8Array(docs.length); // 1: somewhere in the section, 2: in its title or keywords too
    for (const word of unit.keys()) holders(word).forEach(([id, , inHead]) => (seen[id] = Math.max(seen[id], 1 + inHead)));
    seen.forEach((times, id) => (met[id] += times / units.length));
  }
  const lists = new Map();
  docs.forEach((doc, id) => {
    if (!scores[id]) return;
    if (!lists.has(pageOf(doc))) lists.set(pageOf(doc), []);
    lists.get(pageOf(doc)).push({ doc, score: scores[id] * (1 + met[id]) });
  });
  const ranked = [...lists.values()].map(best).sort((a, b) => b[0].score - a[0].score).slice(0, PAGES);
  return ranked.filter((list) => list[0].score >= ranked[0][0].score * FLOOR).map((list) => item(list, weights));
}

// One page of the result: Material shows what scores as high as the first, folds the rest away, and wants the page itself.
function item(list, found) {
  const top = list[0].score;
  const own = pages.get(pageOf(list[0].doc));
  const shown = list.slice(0, OPEN + FOLDED).filter((hit) => hit.score >= top * FLOOR);
  const items = shown.map((hit, i) => result(hit.doc, i < OPEN && hit.score >= top * NEAR ? top : hit.score, found));
  return !own || shown.some((hit) => hit.doc === own) ? items : [...items, result(own, 0, found)];
}

function result(doc, score, found) {
  const terms = {};
  const asked = (word) => forms(word).some((form) => found.has(stem(form)));
  const mark = (text) =>
    escaped(text).replace(WORD, (word) => {
      if (!asked(word)) return word;
      terms[word.toLowerCase()] = true;
      return `<mark data-md-highlight>${word}</mark>`;
    });
  const [title, text] = [mark(plain(doc.title)), mark(excerpt(plain(doc.text), asked))];
  return { location: doc.location, title, text: text && `<p>${text}</p>`, score, terms };
}

// The sentences of a text that begin with the one that holds most of what was asked for.
function excerpt(text, asked) {
  const sentences = text.replace(/\s+/g, " ").trim().split(/(?<=[.:?!]) /);
  const held = sentences.map((sentence) => new Set((sentence.match(WORD) || []).filter(asked)).size);
  const from = held.indexOf(Math.max(...held));
  const part = sentences.slice(from).join(" ");
  const end = part.length > EXCERPT ? part.lastIndexOf(" ", EXCERPT) : part.length;
  return (from ? "… " : "") + part.slice(0, end) + (end < part.length ? " …" : "");
}

addEventListener("message", ({ data: { type, data } }) => {
  if (type === 0) {
    setup(data);
    postMessage({ type: 1 });
  } else if (type === 2) {
    let items = [];
    try {
      items = search(data);
    } finally {
      postMessage({ type: 3, data: { items } }); // Material waits for an answer to every query
    }
  }
});
