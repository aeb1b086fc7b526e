// The search, ranking: which sections answer a query. BM25 over fields, with the site's own statistics, then how close
// the words stand and how much of a title or keyword they are.
import { unpack } from "./index.js";
import { SKIPPED, endings, forms, guess, know, known, learn, learned, stem, words, written } from "./words.js";

// Five come from `python -m tests.search_rank SITE --tune SECONDS` on half A of tests/data/questions.json, the others from trials on it.
export const WEIGHTS = {
  title: 4.5, keywords: 2.5, text: 1.28, under: 0.4, about: 0.188, k: 2.4,
  short: 0.4, synonym: 0.5, more: 0.25, guess: 0.625, longer: 0.1, light: 0.125,
  near: 0.312, whole: 1.3, sharp: 3.0, page: 0.2, boost: 0.4, named: 0.3,
};
const FIELDS = ["title", "keywords", "text", "under", "about"];
const [TEXT, OWN] = [2, 3]; // the first OWN fields stand in the section itself; the others it has from its page
const [WORDS, ENDINGS, LETTERS, SPAN] = [24, 24, 30, 6]; // longest: query, list of endings, misspelt word, synonym
const [RERANKED, WINDOW, MEANT] = [100, 5, 3]; // sections looked at closely, words between two that belong together, guesses
const [OPEN, NEAR] = [3, 0.6]; // of a page the sections in sight, and how near to the best of them they score

const GLOSSARY = "reference/glossary/#";

const synonyms = new Map(); // stems of what readers type, with lists of stems of what the playbook says
const postings = new Map(); // stems, with the sections whose titles and keywords hold them, and those whose texts do
const held = new Map(); // stems, with what `weighed` says of them
let sections, average;

// Words that say what kind of answer is wanted; they count where a title or keyword holds them too.
const LIGHT = new Set("who whom what when where which why how long much many may can must should".split(" "));

const pageOf = (doc) => doc.location.split("#")[0];
const phrase = (text) => written(text).map(([word]) => word).filter((word) => !SKIPPED.has(word)).map(stem);

export function setup(packed) {
  const { docs, pairs, texts, skipped } = unpack(packed);
  for (const store of [synonyms, postings, held, SKIPPED]) store.clear();
  for (const word of skipped) SKIPPED.add(word);
  sections = docs.map(section);
  sections.forEach(({ fields }, id) => fields.forEach((list, field) => list.forEach((word) => posting(word).heads.push(id, field))));
  for (const [word, holders] of texts) {
    const times = holders.reduce((sum, value, i) => sum + (i % 2 && value), 0);
    for (const found of know(word, times)) posting(found).texts.push({ word, holders });
    for (let i = 0; i < holders.length; i += 2) sections[holders[i]].lengths[TEXT] += holders[i + 1];
  }
  average = FIELDS.map((_, field) => sections.reduce((sum, { lengths }) => sum + lengths[field], 0) / sections.length);
  for (const [typed, said] of pairs) {
    learn(typed);
    const [key, list] = [phrase(typed).join(" "), phrase(said)];
    if (key && list.length) synonyms.set(key, [...(synonyms.get(key) || []), list]);
  }
  learned();
}

function posting(word) {
  if (!postings.has(word)) postings.set(word, { heads: [], texts: [] });
  return postings.get(word);
}

// To be called when the weights have changed.
export const weigh = () => held.clear();

function section(doc) {
  const { title, keywords, above, about, page } = doc;
  const phrases = [title, ...keywords].map(learn);
  const own = [phrases[0], phrases.slice(1).flat(), []];
  const fields = [...own, above.flatMap(learn), learn(page === doc ? about : `${about} ${page.keywords.join(", ")}`)];
  return { doc, fields, lengths: fields.map(({ length }) => length), heads: new Set(own.flat()), phrases };
}

// How often the sections that hold a stem hold it in each of their fields.
function counts(word) {
  const found = new Map();
  const add = (id, field, times) => {
    if (!found.has(id)) found.set(id, new Float32Array(FIELDS.length));
    found.get(id)[field] += times;
  };
  const { heads, texts } = postings.get(word) || { heads: [], texts: [] };
  for (let i = 0; i < heads.length; i += 2) add(heads[i], heads[i + 1], 1);
  for (const { holders } of texts) for (let i = 0; i < holders.length; i += 2) add(holders[i], TEXT, holders[i + 1]);
  return found;
}

// The sections that hold a stem, each with how much it is about it, from 0 to 1; and how rare the stem is on this site.
function weighed(word) {
  if (!held.has(word)) {
    const [found, own] = [counts(word), new Map()];
    let holders = 0;
    for (const [id, times] of found) {
      let amount = 0;
      times.forEach((count, field) => {
        if (!count) return;
        const length = sections[id].lengths[field] / average[field];
        amount += (WEIGHTS[FIELDS[field]] * count) / (1 - WEIGHTS.short + WEIGHTS.short * length);
      });
      own.set(id, amount / (WEIGHTS.k + amount));
      holders += times.slice(0, OWN).some(Boolean);
    }
    held.set(word, { own, rare: Math.log(1 + (sections.length - holders + 0.5) / (holders + 0.5)) });
  }
  return held.get(word);
}

const holders = (word) => weighed(word).own;
const rarity = (word) => weighed(word).rare;

// What is asked for: for each word that counts, the lists of stems it may be met by, with their weights.
export function read(query) {
  const typing = /[\p{L}\p{N}]$/u.test(query);
  const literal = /^\s*".+"\s*$/.test(query); // in quotes, nothing is mended
  const all = written(query).flatMap(([whole, ...parts]) => (parts.length && !known(whole) ? parts : [whole]));
  const counted = all.filter((word) => !SKIPPED.has(word));
  const asked = (counted.length ? counted : all).slice(0, WORDS);
  const units = asked.map((word, i) => {
    const unit = { word, met: new Map(), said: [], mended: "" };
    const add = (weight) => (other) => unit.met.has(stem(other)) || unit.met.set(stem(other), weight);
    if (known(word)) add(1)(word);
    if (known(word + asked[i + 1])) add(1)(word + asked[i + 1]);
    if (typing && word === all.at(-1) && word.length > (unit.met.size ? 2 : 1)) {
      endings(word, ENDINGS).forEach(add(unit.met.size ? WEIGHTS.longer : WEIGHTS.guess));
    }
    if (!unit.met.size && !literal && word.length < LETTERS) {
      const meant = guess(word, asked[i - 1], asked[i + 1]);
      meant.slice(0, MEANT).forEach((other, n) => add(WEIGHTS.guess / (1 + n))(other));
      unit.mended = meant.join("") === word ? meant.join(" ") : meant[0] || "";
    }
    return unit;
  });
  const sequence = units.map((unit, i) => unit.met.keys().next().value ?? stem(asked[i]));
  units.forEach((_, i) => {
    for (let end = i + 1; end <= Math.min(i + SPAN, units.length); end++) {
      for (const said of synonyms.get(sequence.slice(i, end).join(" ")) || []) {
        units.slice(i, end).forEach((unit) => unit.said.push(said));
      }
    }
  });
  return units.filter((unit) => unit.met.size || unit.said.length);
}

// How well each section meets one word of the query; `unit.rare` says how much the word counts.
function meet(unit) {
  const points = new Float64Array(sections.length);
  unit.rare = 0;
  for (const [word, weight] of unit.met) {
    const rare = rarity(word) * weight;
    unit.rare ||= rare;
    for (const [id, much] of holders(word)) points[id] = Math.max(points[id], rare * much);
  }
  for (const said of unit.said) {
    if (!unit.met.size) unit.rare = Math.max(unit.rare, WEIGHTS.synonym * Math.max(...said.map(rarity)));
    for (const [id, sum] of together(said)) {
      const [more, less] = [Math.max(points[id], WEIGHTS.synonym * sum), Math.min(points[id], WEIGHTS.synonym * sum)];
      points[id] = more + WEIGHTS.more * less;
    }
  }
  return points;
}

// The sections that hold the words of a synonym, with what they make of it on average.
function together(said) {
  const sums = new Map();
  for (const word of said) {
    for (const [id, much] of holders(word)) sums.set(id, (sums.get(id) || 0) + (rarity(word) * much) / said.length);
  }
  return sums;
}

// The pages that answer a query, the best first: of each a list of { doc, score }, again the best first.
export function search(query) {
  const units = read(query);
  const points = units.map(meet);
  const all = units.reduce((sum, unit) => sum + unit.rare, 0);
  const light = written(query).flat().filter((word) => LIGHT.has(word)).map(stem);
  const hits = sections.map((own, id) => ({ id, own, score: basis(id, own, units, points, light, all) }));
  const found = hits.filter((hit) => hit.score > 0).sort((a, b) => b.score - a.score);
  const stood = new Map(); // stems, with the number of the word of the query they stand for
  units.forEach((unit, i) => {
    for (const word of [...unit.met.keys(), ...unit.said.flat()]) if (!stood.has(word)) stood.set(word, i);
  });
  found.forEach((hit, place) => {
    const boost = hit.own.doc.boost || 1;
    if (place < RERANKED) hit.score += WEIGHTS.near * close(hit.own, units, stood);
    hit.score *= boost ** WEIGHTS.boost;
    if (place >= RERANKED) return;
    hit.score += WEIGHTS.whole * all * whole(hit.own, units, stood, all) ** WEIGHTS.sharp * boost ** WEIGHTS.named;
  });
  return grouped(found, points);
}

// What the words of the query make of one section, each for itself; all of them are worth more than one of them often.
function basis(id, own, units, points, light, all) {
  let [sum, met] = [0, 0];
  units.forEach((unit, i) => {
    sum += points[i][id];
    if (points[i][id]) met += unit.rare;
  });
  if (sum) for (const word of light) if (own.heads.has(word)) sum += WEIGHTS.light * rarity(word);
  return sum && (sum * met) / all;
}

// How close two words that follow each other in the query stand in the section, at best.
function close({ fields }, units, stood) {
  const pairs = new Float64Array(units.length);
  for (const field of [0, 1]) {
    let [last, where] = [-1, -1];
    fields[field].forEach((word, place) => {
      const unit = stood.get(word);
      if (unit === undefined) return;
      if (last >= 0 && Math.abs(unit - last) === 1 && place - where <= WINDOW) {
        const first = Math.min(unit, last);
        const worth = ((unit > last ? 1 : 0.5) * Math.min(units[unit].rare, units[last].rare)) / (place - where);
        pairs[first] = Math.max(pairs[first], worth);
      }
      [last, where] = [unit, place];
    });
  }
  return pairs.reduce((sum, pair) => sum + pair, 0);
}

// How much of the query a title or a keyword is, and it of the query: 1 where they are the same.
function whole({ phrases }, units, stood, all) {
  const likeness = phrases.map((list) => {
    const seen = new Set();
    let [both, length] = [0, 0];
    for (const word of list) {
      const unit = stood.get(word);
      length += SKIPPED.has(word) ? 0 : rarity(word);
      if (unit === undefined || seen.has(unit)) continue;
      both += Math.min(units[unit].rare, rarity(word)) * (units[unit].met.get(word) ?? WEIGHTS.synonym);
      seen.add(unit);
    }
    return (2 * both) / (all + length);
  });
  return Math.max(...likeness);
}

// One list a page, the best page first; a page whose sections meet more of the query together stands higher.
function grouped(hits, points) {
  const lists = new Map();
  for (const hit of hits) {
    const page = pageOf(hit.own.doc);
    if (!lists.has(page)) lists.set(page, []);
    lists.get(page).push(hit);
  }
  const ranked = [...lists.values()].map((list) => {
    list.sort((a, b) => b.score - a.score);
    const met = points.reduce((sum, some) => sum + Math.max(...list.map(({ id }) => some[id])), 0);
    return { list, score: list[0].score + WEIGHTS.page * met * (list[0].own.doc.boost || 1) ** WEIGHTS.boost };
  });
  ranked.sort((a, b) => b.score - a.score);
  return ranked.map(({ list }) => list.map(({ own: { doc }, score }) => ({ doc, score })));
}

// The part of a page's list that is in sight: what scores near its best.
export const shown = (list) => list.slice(0, OPEN).filter(({ score }) => score >= NEAR * list[0].score);

// The stems that a query may be met by.
export const asked = (query) => new Set(read(query).flatMap(({ met, said }) => [...met.keys(), ...said.flat()]));

// The words by which a section meets these stems, as they stand in its title or text.
export function said(doc, stems) {
  const found = words(doc.title).filter((word) => forms(word).some((form) => stems.has(stem(form))));
  for (const asked of stems) {
    for (const { word, holders } of postings.get(asked)?.texts || []) {
      if (holders.some((value, i) => i % 2 === 0 && value === doc.id)) found.push(word);
    }
  }
  return found;
}

// The query with its slips mended, or nothing where there are none.
export function mended(query) {
  const slips = read(query).filter((unit) => unit.mended);
  return slips.length && slips.reduce((text, { word, mended }) => text.toLowerCase().replace(word, mended), query);
}

// The glossary entry that a query names exactly, or nothing.
export function direct(query) {
  const key = learnedKey(query);
  if (!key) return undefined; // nothing typed yet, or only words such as "a"
  const named = (text) => learnedKey(text) === key;
  const entries = sections.filter(({ doc }) => doc.location.startsWith(GLOSSARY));
  const names = ({ title }) => [title, ...title.split(/ \((?=[^)]+\)$)/).map((part) => part.replace(/\)$/, ""))];
    const found = entries.find(({ doc }) => names(doc).some(named)) || entries.find(({ doc }) => doc.keywords.some(named));
  return found?.doc;
}

const learnedKey = (text) => written(text).map(([word]) => stem(word)).join(" ");
