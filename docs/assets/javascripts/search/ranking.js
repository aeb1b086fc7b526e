// The search, ranking: which sections answer a query. BM25 over fields, with the site's own statistics, then how close
// the words stand, and how like the query a title, a keyword or the phrases are that readers ask at the section.
import { remember } from "./direct.js";
import { unpack } from "./index.js";
import { equate, forget, light, phrase, read } from "./query.js";
import { WEIGHTS } from "./weights.js";
import { SKIPPED, know, learn, learned, stem, teach } from "./words.js";

const FIELDS = ["title", "keywords", "text", "asked", "under", "about"];
const [TEXT, OWN] = [2, 4]; // the first OWN fields stand in the section itself; the others it has from its page
const [RERANKED, WINDOW] = [100, 5]; // sections looked at closely, words between two that belong together
const [FIRST, OPEN, NEAR] = [3, 2, 0.6]; // pages that show more than one section, how many, and how near to the best these score
const NEXT = 6; // sections of a page that make its score

const words = new Map(); // stems, with what is known of each
const alike = new Map(); // stems of everyday words, with those of the words that are used in the same way
let sections, average;

// What is known of a stem: its usual form, the sections whose titles and keywords hold it (number and field in turn), and
// those whose texts do; what `rarity` and `holders` say; and during a search, the word of the query it stands for.
function word(one) {
  if (!words.has(one)) {
    words.set(one, { stem: one, usual: one, heads: [], texts: [], rare: 0, about: undefined, unit: -1, weight: 0, isSkipped: SKIPPED.has(one) });
  }
  return words.get(one);
}

export function setup(packed) {
  for (const _ of steps(packed));
}

// The same in small steps, for a page that does it in idle moments.
export function* steps(packed) {
  teach(packed);
  for (const one of packed.words.split(" ")) yield stem(one); // what unpacking asks for
  const { docs, names, contacts, pairs, groups, texts } = unpack(packed);
  for (const store of [alike, words]) store.clear();
  forget(true);
  sections = [];
  for (const doc of docs) yield sections.push(section(doc));
  sections.forEach(({ fields }, id) => fields.forEach((list, field) => list.forEach((one) => one.heads.push(id, field))));
  for (const [written, holders] of texts) {
    Object.assign(word(know(written, holders.length)), { usual: written, texts: holders });
    for (const id of holders) sections[id].lengths[TEXT]++;
    yield;
  }
  sections.forEach(({ heads, lengths }, id) => {
    for (const one of heads) one.texts.push(id);
    lengths[TEXT] += heads.size;
  });
  average = FIELDS.map((_, field) => sections.reduce((sum, { lengths }) => sum + lengths[field], 0) / sections.length);
  for (const [typed, said] of pairs) {
    yield learn(typed);
    equate(typed, said);
  }
  for (const group of groups) {
    const single = group.map(phrase).filter(({ length }) => length === 1).flat();
    for (const one of single) alike.set(one, [...(alike.get(one) || []), ...single]);
  }
  learned();
  remember(docs, names, contacts);
}

// To be called when the weights have changed.
export function weigh() {
  for (const one of words.values()) Object.assign(one, { rare: 0, about: undefined });
  for (const { phrases, asked } of sections) for (const one of [...phrases, ...asked]) one.size = 0;
  forget(false);
}

function section(doc) {
  const { title, keywords, above, asked, page } = doc;
  const list = (stems) => stems.map(word);
  const named = (stems) => ({ list: list(stems), size: 0 }); // `sizeOf` says its size
  const phrases = [title, ...keywords].map((text) => named(learn(text)));
  const own = [phrases[0].list, phrases.slice(1).flatMap((one) => one.list), [], list(asked.flat())];
  const about = learn(page === doc ? doc.about : `${doc.about} ${page.keywords.join(", ")}`);
  const fields = [...own, list(above.flatMap(learn)), list(about)];
  return { doc, fields, lengths: fields.map(({ length }) => length), heads: new Set([...own[0], ...own[1]]), phrases, asked: asked.map(named) };
}

// The sections that hold a word, each with how much it is about it, from 0 to 1.
function holders(one) {
  if (!one.about) {
    const found = new Map();
    const add = (id, field) => {
      const [length, even] = [sections[id].lengths[field] / average[field], field === TEXT ? WEIGHTS.long : 1];
      found.set(id, (found.get(id) || 0) + WEIGHTS[FIELDS[field]] / (1 - even + even * length));
    };
    for (let i = 0; i < one.heads.length; i += 2) add(one.heads[i], one.heads[i + 1]);
    for (const id of one.texts) add(id, TEXT);
    one.about = { ids: [...found.keys()], much: Array.from(found.values(), (amount) => amount / (WEIGHTS.k + amount)) };
  }
  return one.about;
}

// How rare a word is on this site; what a section has from its page only does not count.
function rarity(one) {
  if (!one.rare) {
    const holding = new Set(one.texts);
    for (let i = 0; i < one.heads.length; i += 2) if (one.heads[i + 1] < OWN) holding.add(one.heads[i]);
    one.rare = Math.log(1 + (sections.length - holding.size + 0.5) / (holding.size + 0.5)) ** WEIGHTS.rare;
  }
  return one.rare;
}

// What `read` says of a word of the query, with what is known of its stems; `rare` says how much the word counts.
const known = ({ met, said }) => ({
  met: Array.from(met, ([one, weight]) => [word(one), weight]),
  said: said.map((list) => list.map(word)),
  rare: 0,
});

// How well each section meets one word of the query.
function meet(unit) {
  const points = new Float64Array(sections.length);
  for (const [one, weight] of unit.met) {
    const rare = rarity(one) * weight;
    const { ids, much } = holders(one);
    unit.rare ||= rare;
    for (let i = 0; i < ids.length; i++) points[ids[i]] = Math.max(points[ids[i]], rare * much[i]);
  }
  for (const said of unit.said) {
    const sums = jointly(said);
    if (!unit.met.length) unit.rare = Math.max(unit.rare, WEIGHTS.synonym * Math.max(...said.map(rarity)));
    for (let id = 0; id < sums.length; id++) {
      const [own, sum] = [points[id], WEIGHTS.synonym * sums[id]];
      if (sum) points[id] = Math.max(own, sum) + WEIGHTS.more * Math.min(own, sum);
    }
  }
  return points;
}

// What each section makes on average of the words of a synonym.
function jointly(said) {
  const sums = new Float64Array(sections.length);
  for (const one of said) {
    const { ids, much } = holders(one);
    for (let i = 0; i < ids.length; i++) sums[ids[i]] += (rarity(one) * much[i]) / said.length;
  }
  return sums;
}

// The pages that answer a query, the best first: of each a list of { doc, score }, again the best first.
export function search(query) {
  const units = read(query).map(known);
  const points = units.map(meet);
  const all = units.reduce((sum, unit) => sum + unit.rare, 0);
  const kind = light(query).map(word);
  for (let id = 0; id < sections.length; id++) sections[id].score = basis(id, units, points, kind, all);
  const found = sections.filter(({ score }) => score > 0);
  const enough = Float64Array.from(found, ({ score }) => score).sort().at(-RERANKED) || 0;
  const standing = stand(units);
  for (const own of found) {
    if (own.score >= enough) own.score += closely(own, units, all);
    if (own.doc.boost) own.score *= own.doc.boost ** WEIGHTS.boost;
  }
  for (const one of standing) one.unit = -1;
  return grouped(found);
}

// Notes at each word of the site the word of the query that it stands for, and how well; gives these words.
function stand(units) {
  const standing = [];
  const note = (one, unit, weight) => {
    if (one.unit >= 0) return;
    Object.assign(one, { unit, weight });
    standing.push(one);
  };
  units.forEach(({ met, said }, unit) => {
    for (const [one, weight] of met) note(one, unit, weight);
    for (const one of said.flat()) note(one, unit, WEIGHTS.synonym);
  });
  units.forEach(({ met }, unit) => {
    for (const one of met.flatMap(([{ stem }]) => alike.get(stem) || [])) note(word(one), unit, WEIGHTS.synonym);
  });
  return standing;
}

// What the words of the query make of one section, each for itself; all of them are worth more than one of them often.
function basis(id, units, points, kind, all) {
  let [sum, met] = [0, 0];
  for (let i = 0; i < units.length; i++) {
    if (!points[i][id]) continue;
    sum += points[i][id];
    met += units[i].rare;
  }
  if (met) for (const one of kind) if (sections[id].heads.has(one)) sum += WEIGHTS.light * rarity(one);
  return (sum * met) / all;
}

// What a section gains by how close the words stand in it, and by how like the query a name or a phrase of it is.
function closely({ fields, phrases, asked }, units, all) {
  const named = WEIGHTS.whole * Math.max(0, ...likeness(phrases, units, all)) ** WEIGHTS.sharp;
  const put = WEIGHTS.asks * together(likeness(asked, units, all).map((like) => like ** WEIGHTS.exact), WEIGHTS.second);
  return WEIGHTS.near * close(fields, units) + all * Math.max(named, put);
}

// How close two words that follow each other in the query stand in the title and the keywords, at best.
function close(fields, units) {
  const pairs = new Float64Array(units.length);
  for (const list of [fields[0], fields[1]]) {
    let [last, where] = [-1, -1];
    for (let place = 0; place < list.length; place++) {
      const { unit } = list[place];
      if (unit < 0) continue;
      if (last >= 0 && Math.abs(unit - last) === 1 && place - where <= WINDOW) {
        const first = Math.min(unit, last);
        const worth = ((unit > last ? 1 : 0.5) * Math.min(units[unit].rare, units[last].rare)) / (place - where);
        pairs[first] = Math.max(pairs[first], worth);
      }
      [last, where] = [unit, place];
    }
  }
  return pairs.reduce((sum, pair) => sum + pair, 0);
}

// How much of the query each phrase is that has a word of it, and it of the query: 1 where they are the same. Words that
// follow each other in both make it more.
function likeness(phrases, units, all) {
  const found = [];
  for (const phrase of phrases) {
    let [both, last, seen] = [0, -1, 0]; // `seen` has a bit for each word of the query
    for (const one of phrase.list) {
      const { unit } = one;
      if (last >= 0 && unit === last + 1) both += WEIGHTS.pair * Math.min(units[unit].rare, units[last].rare);
      last = unit;
      if (unit < 0 || seen & (1 << unit)) continue;
      both += Math.min(units[unit].rare, rarity(one)) * one.weight;
      seen |= 1 << unit;
    }
    if (both) found.push((2 * both) / (all + sizeOf(phrase)));
  }
  return found;
}

// How rare the words of a phrase are in all.
function sizeOf(phrase) {
  phrase.size ||= phrase.list.reduce((sum, one) => (one.isSkipped ? sum : sum + rarity(one)), 0);
  return phrase.size;
}

// What several scores make together: the best whole, and of each next one a smaller part.
function together(scores, part) {
  return scores.sort((a, b) => b - a).reduce((sum, score, i) => sum + score * part ** i, 0);
}

// One list a page, the best page first; a page with more sections that answer stands higher.
function grouped(found) {
  const lists = new Map();
  for (const own of found) {
    const { page } = own.doc;
    if (lists.has(page)) lists.get(page).push(own);
    else lists.set(page, [own]);
  }
  const best = (a, b) => b.score - a.score;
  const ranked = Array.from(lists.values(), (list) => {
    list.sort(best);
    return { list, score: list[0].score + WEIGHTS.next * together(list.slice(1, NEXT).map(({ score }) => score), WEIGHTS.on) };
  });
  const titles = new Set();
  for (const page of ranked.sort(best)) {
    const title = (page.list[0].named ??= phrase(page.list[0].doc.title).join(" "));
    if (titles.has(title)) page.score *= WEIGHTS.again; // one answer on several pages leaves room for others
    titles.add(title);
  }
  return ranked.sort(best).map(({ list }) => list.map(({ doc, score }) => ({ doc, score })));
}

// The part of a page's list that is in sight, by the page's place: what scores near its best.
export const shown = (list, place) => list.slice(0, place < FIRST ? OPEN : 1).filter(({ score }) => score >= NEAR * list[0].score);

// Of these stems those that the text of a section has, each in its usual form.
export const held = (id, stems) => [...stems].filter((one) => words.get(one)?.texts.includes(id)).map((one) => words.get(one).usual);
