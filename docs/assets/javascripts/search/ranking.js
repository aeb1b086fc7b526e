// The search, ranking: which sections answer a query. BM25 over fields, with the site's own statistics, then how close
// the words stand, and how like the query a title, a keyword or the phrases are that readers ask at the section.
import { remember } from "./direct.js";
import { unpack } from "./index.js";
import { SKIPPED, apart, endings, guess, initials, know, known, learn, learned, stem, teach, written } from "./words.js";

// Set by `python -m tests.search_rank SITE --tune SECONDS` from questions in tests/data/, and from phrases that
// readers ask and the search was not told; stopped before own queries lost, and half-way back where C-check lost.
export const WEIGHTS = {
  title: 5.013, keywords: 5.06, text: 1.035, under: 1, about: 1.802, k: 1.946, long: 0.08,
  rare: 0.568, synonym: 0.75, more: 0.341, guess: 0.236, longer: 0.159, light: 0.112, near: 0.309,
  whole: 0.994, sharp: 3, next: 0.25, boost: 0.27, far: 0.3, again: 0.7, asked: 1,
  asks: 1.3, exact: 2.7, on: 0.4, second: 0.5, pair: 0.12,
};
const FIELDS = ["title", "keywords", "text", "asked", "under", "about"];
const [TEXT, OWN] = [2, 4]; // the first OWN fields stand in the section itself; the others it has from its page
const [WORDS, ENDINGS, LETTERS, SPAN] = [24, 24, 30, 6]; // longest: query, list of endings, misspelt word, synonym
const [RERANKED, WINDOW, MEANT] = [100, 5, 3]; // sections looked at closely, words between two that belong together, guesses
const [FIRST, OPEN, NEAR] = [3, 2, 0.6]; // pages that show more than one section, how many, and how near to the best these score
const NEXT = 6; // sections of a page that make its score

const synonyms = new Map(); // stems of what readers type, with lists of stems of what the playbook says
const alike = new Map(); // stems of everyday words, with those of the words that are used in the same way
const postings = new Map(); // stems, with the sections whose titles and keywords hold them, and those whose texts do
const NOWHERE = { word: "", heads: [], texts: [] };
const [about, rare] = [new Map(), new Map()]; // stems, with what `holders` and `rarity` say of them
let sections, average, last; // `last` is the query read last, with what it asks for

// Words that say what kind of answer is wanted; they count where a title or keyword holds them too.
const LIGHT = new Set("who whom what when where which why how long much many may can must should".split(" "));

const phrase = (text) => written(text).map(([word]) => word).filter((word) => !SKIPPED.has(word)).map(stem);

export function setup(packed) {
  for (const _ of steps(packed));
}

// The same in small steps, for a page that does it in idle moments.
export function* steps(packed) {
  teach(packed);
  for (const word of packed.words.split(" ")) yield stem(word); // what unpacking asks for
  const { docs, names, contacts, pairs, groups, texts } = unpack(packed);
  for (const store of [synonyms, alike, postings]) store.clear();
  weigh();
  sections = [];
  for (const doc of docs) yield sections.push(section(doc));
  sections.forEach(({ fields }, id) => fields.forEach((list, field) => list.forEach((word) => posting(word).heads.push(id, field))));
  for (const [word, holders] of texts) {
    Object.assign(posting(know(word, holders.length)), { word, texts: holders });
    for (const id of holders) sections[id].lengths[TEXT]++;
    yield;
  }
  sections.forEach(({ heads, lengths }, id) => {
    for (const word of heads) posting(word).texts.push(id);
    lengths[TEXT] += heads.size;
  });
  average = FIELDS.map((_, field) => sections.reduce((sum, { lengths }) => sum + lengths[field], 0) / sections.length);
  for (const [typed, said] of pairs) {
    yield learn(typed);
    const [key, list] = [phrase(typed).join(" "), phrase(said)];
    if (key && list.length) synonyms.set(key, [...(synonyms.get(key) || []), list]);
  }
  for (const group of groups) {
    const single = group.map(phrase).filter(({ length }) => length === 1).flat();
    for (const word of single) alike.set(word, [...(alike.get(word) || []), ...single]);
  }
  learned();
  remember(docs, names, contacts);
}

function posting(word) {
  if (!postings.has(word)) postings.set(word, { word: "", heads: [], texts: [] });
  return postings.get(word);
}

// To be called when the weights have changed.
export function weigh() {
  for (const store of [about, rare]) store.clear();
  last = {};
}

function section(doc) {
  const { title, keywords, above, asked, page } = doc;
  const phrases = [title, ...keywords].map(learn);
  const own = [phrases[0], phrases.slice(1).flat(), [], asked.flat()];
  const fields = [...own, above.flatMap(learn), learn(page === doc ? doc.about : `${doc.about} ${page.keywords.join(", ")}`)];
  return { doc, fields, lengths: fields.map(({ length }) => length), heads: new Set([...own[0], ...own[1]]), phrases, asked };
}

// The sections that hold a stem, each with how much it is about it, from 0 to 1.
function holders(word) {
  if (!about.has(word)) {
    const found = new Map();
    const add = (id, field, count) => {
      const [length, even] = [sections[id].lengths[field] / average[field], field === TEXT ? WEIGHTS.long : 1];
      found.set(id, (found.get(id) || 0) + (WEIGHTS[FIELDS[field]] * count) / (1 - even + even * length));
    };
    const { heads, texts } = postings.get(word) || NOWHERE;
    for (let i = 0; i < heads.length; i += 2) add(heads[i], heads[i + 1], 1);
    for (const id of texts) add(id, TEXT, 1);
    for (const [id, amount] of found) found.set(id, amount / (WEIGHTS.k + amount));
    about.set(word, found);
  }
  return about.get(word);
}

// How rare a stem is on this site; what a section has from its page only does not count.
function rarity(word) {
  if (!rare.has(word)) {
    const { heads, texts } = postings.get(word) || NOWHERE;
    const own = new Set(texts);
    for (let i = 0; i < heads.length; i += 2) if (heads[i + 1] < OWN) own.add(heads[i]);
    rare.set(word, Math.log(1 + (sections.length - own.size + 0.5) / (own.size + 0.5)) ** WEIGHTS.rare);
  }
  return rare.get(word);
}

// What is asked for, read once for all that ask for it.
export const read = (query) => (last.query === query ? last : (last = { query, units: understood(query) })).units;

// What is asked for: for each word that counts, the lists of stems it may be met by, with their weights.
function understood(query) {
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
    if (!unit.met.size) unit.said = initials(word);
    if (!unit.met.size && !unit.said.length && !literal && word.length < LETTERS && (word.length > 3 || asked.length > 1)) {
      const meant = guess(word, asked[i - 1], asked[i + 1]);
      meant.slice(0, MEANT).forEach((other, n) => add(n ? WEIGHTS.guess / (1 + n) : apart(word, other, 2) > 1 ? WEIGHTS.far : 1)(other));
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
    for (const [id, sum] of jointly(said)) {
      const [more, less] = [Math.max(points[id], WEIGHTS.synonym * sum), Math.min(points[id], WEIGHTS.synonym * sum)];
      points[id] = more + WEIGHTS.more * less;
    }
  }
  return points;
}

// The sections that hold the words of a synonym, with what they make of it on average.
function jointly(said) {
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
  const found = [];
  sections.forEach((own, id) => {
    if (points.some((some) => some[id])) found.push({ id, own, score: basis(id, own, units, points, light, all) });
  });
  found.sort((a, b) => b.score - a.score);
  const stood = new Map(); // stems, with the number of the word of the query they stand for
  const stand = (words, i) => words.forEach((word) => stood.has(word) || stood.set(word, i));
  units.forEach(({ met, said }, i) => stand([...met.keys(), ...said.flat()], i));
  units.forEach(({ met }, i) => stand([...met.keys()].flatMap((word) => alike.get(word) || []), i));
  found.forEach((hit, place) => {
    if (place < RERANKED) {
      const named = WEIGHTS.whole * Math.max(0, ...likeness(hit.own.phrases, units, stood, all)) ** WEIGHTS.sharp;
      const put = WEIGHTS.asks * together(likeness(hit.own.asked, units, stood, all).map((like) => like ** WEIGHTS.exact), WEIGHTS.second);
      hit.score += WEIGHTS.near * close(hit.own, units, stood) + all * Math.max(named, put);
    }
    if (hit.own.doc.boost) hit.score *= hit.own.doc.boost ** WEIGHTS.boost;
  });
  return grouped(found);
}

// What the words of the query make of one section, each for itself; all of them are worth more than one of them often.
function basis(id, own, units, points, light, all) {
  let [sum, met] = [0, 0];
  units.forEach((unit, i) => {
    sum += points[i][id];
    if (points[i][id]) met += unit.rare;
  });
  for (const word of light) if (own.heads.has(word)) sum += WEIGHTS.light * rarity(word);
  return (sum * met) / all;
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

// How much of the query each phrase is, and it of the query: 1 where they are the same. Words that follow each other in
// both make it more.
function likeness(phrases, units, stood, all) {
  return phrases.map((list) => {
    if (!list.some((word) => stood.has(word))) return 0;
    const seen = new Set();
    let [both, length, last] = [0, 0, NaN];
    for (const word of list) {
      const unit = stood.get(word);
      length += SKIPPED.has(word) ? 0 : rarity(word);
      if (unit === last + 1) both += WEIGHTS.pair * Math.min(units[unit].rare, units[last].rare);
      last = unit;
      if (unit === undefined || seen.has(unit)) continue;
      both += Math.min(units[unit].rare, rarity(word)) * (units[unit].met.get(word) ?? WEIGHTS.synonym);
      seen.add(unit);
    }
    return (2 * both) / (all + length);
  });
}

// What several scores make together: the best whole, and of each next one a smaller part.
function together(scores, part) {
  return scores.sort((a, b) => b - a).reduce((sum, score, i) => sum + score * part ** i, 0);
}

// One list a page, the best page first; a page with more sections that answer stands higher.
function grouped(hits) {
  const lists = new Map();
  for (const hit of hits) {
    const { page } = hit.own.doc;
    if (!lists.has(page)) lists.set(page, []);
    lists.get(page).push(hit);
  }
  const ranked = [...lists.values()].map((list) => {
    list.sort((a, b) => b.score - a.score);
    const [best, ...others] = list.slice(0, NEXT).map(({ score }) => score);
    return { list, score: best + WEIGHTS.next * together(others, WEIGHTS.on) };
  });
  const [best, titles] = [(a, b) => b.score - a.score, new Set()];
  for (const page of ranked.sort(best)) {
    const title = (page.list[0].own.named ??= phrase(page.list[0].own.doc.title).join(" "));
    if (titles.has(title)) page.score *= WEIGHTS.again; // one answer on several pages leaves room for others
    titles.add(title);
  }
  return ranked.sort(best).map(({ list }) => list.map(({ own: { doc }, score }) => ({ doc, score })));
}

// The part of a page's list that is in sight, by the page's place: what scores near its best.
export const shown = (list, place) => list.slice(0, place < FIRST ? OPEN : 1).filter(({ score }) => score >= NEAR * list[0].score);

// The stems that a query may be met by.
export const asked = (query) => new Set(read(query).flatMap(({ met, said }) => [...met.keys(), ...said.flat()]));

// Of these stems those that the text of a section has, each in its usual form.
export const held = (id, stems) =>
  [...stems].filter((word) => postings.get(word)?.texts.includes(id)).map((word) => postings.get(word).word || word);

// The query with its slips mended, or nothing where there are none.
export function mended(query) {
  const slips = read(query).filter((unit) => unit.mended);
  return slips.length && slips.reduce((text, { word, mended }) => text.toLowerCase().replace(word, mended), query);
}
