// The search, queries: what is asked for, as lists of stems that a section may hold instead of a word.
import { WEIGHTS } from "./weights.js";
import { SKIPPED, apart, endings, guess, initials, known, stem, written } from "./words.js";

const [WORDS, ENDINGS, LETTERS, SPAN] = [24, 24, 30, 6]; // longest: query, list of endings, misspelt word, synonym
const MEANT = 3; // guesses
// Words that say what kind of answer is wanted; they count where a title or keyword holds them too.
const LIGHT = new Set("who whom what when where which why how long much many may can must should".split(" "));

const synonyms = new Map(); // stems of what readers type, with lists of stems of what the playbook says
let last = {}; // the query read last, with what it asks for

// The stems of a text that count.
export const phrase = (text) => written(text).map(([word]) => word).filter((word) => !SKIPPED.has(word)).map(stem);

// The stems of the words of a query that say what kind of answer is wanted.
export const light = (query) => written(query).flat().filter((word) => LIGHT.has(word)).map(stem);

// Readers who type the one may mean the other.
export function equate(typed, said) {
  const [key, list] = [phrase(typed).join(" "), phrase(said)];
  if (key && list.length) synonyms.set(key, [...(synonyms.get(key) || []), list]);
}

// To be called when synonyms or weights have changed.
export function forget(isAll) {
  if (isAll) synonyms.clear();
  last = {};
}

// What is asked for, read once for all that ask for it: for each word that counts, the stems it may be met by, with
// their weights, and the lists of stems of what the playbook says for it.
export const read = (query) => (last.query === query ? last : (last = { query, units: understood(query) })).units;

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

// The stems that a query may be met by.
export const asked = (query) => new Set(read(query).flatMap(({ met, said }) => [...met.keys(), ...said.flat()]));

// The query with its slips mended, or nothing where there are none.
export function mended(query) {
  const slips = read(query).filter((unit) => unit.mended);
  return slips.length && slips.reduce((text, { word, mended }) => text.toLowerCase().replace(word, mended), query);
}
