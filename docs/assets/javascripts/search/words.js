// The search, words: from what is written or typed to the stems that are compared, with slips of spelling mended.
export const WORD = /[\p{L}\p{N}]+(?:[-‐‑./'’][\p{L}\p{N}]+)*/gu;
const PARTS = /[-‐‑./]/;
const LEAST = [1, 1, 2]; // how much of a word must stand before an ending of each round
let rounds = []; // endings, the longest first, each with what stays of it
let irregular = new Map(); // words whose forms no ending tells, each with the word that it is a form of
const folded = new Map(); // words as they are written, with their forms
const stems = new Map(); // words with their stems
const lessons = new Map(); // texts learned, with their stems
const likes = new Map(); // stems of the words of the site, with the words that have them
const guesses = new Map(); // words that the site does not know, with those they may mean
const spread = new Map(); // words of the site, with how often it writes them
const neighbors = new Set(); // pairs of stems that the site writes beside each other
let sorted = []; // words of the site in order, for those that begin with what is typed

export const SKIPPED = new Set(); // words too common to rank by

// How words become stems, as macros/finishing/search/stems.py writes it.
export function teach({ skipped, endings, irregular: forms }) {
  const pairs = (text) => text.split(" ").map((pair) => [pair.split(">")[0], pair.split(">")[1] || ""]);
  for (const word of skipped.split(" ")) SKIPPED.add(word);
  rounds = endings.map((round, i) => [LEAST[i], pairs(round)]);
  irregular = new Map(pairs(forms));
}

// "E-MOU" is "emou" and "mou"; "agency's" is "agency".
export function forms(word) {
  if (!folded.has(word)) {
    const small = word.toLowerCase().normalize("NFKD").replace(/\p{M}|['’]s$|['’]/gu, "");
    const parts = small.split(PARTS);
    folded.set(word, parts.length > 1 ? [parts.join(""), ...parts.filter((part) => part.length > 1)] : parts);
  }
  return folded.get(word);
}

export const words = (text) => text.match(WORD) || [];
export const written = (text) => words(text).map(forms);

// A word without its endings, so that "sharing" meets "shares", and "organisation" meets "organize".
export function stem(word) {
  if (!stems.has(word)) stems.set(word, word.length < 3 ? word : stemmed(irregular.get(word) || word));
  return stems.get(word);
}

// How many times a vowel is followed by a consonant: an ending goes only where enough of the word stays.
const size = (word) => (word.replace(/^[^aeiouy]+/, "").match(/[aeiouy]+[^aeiouy]+/g) || []).length;

// Martin Porter's algorithm of 1980, after the spelling is made American.
function stemmed(word) {
  let stem = word.replace(/is(e[drs]?|ing|ations?)$/, "iz$1").replace(/our$/, "or").replace(/ogue(s?)$/, "og$1");
  stem = stem.replace(/(ss|i)es$/, "$1").replace(/([^s])s$/, "$1");
  if (stem.endsWith("eed")) stem = size(stem.slice(0, -3)) ? stem.slice(0, -1) : stem;
  else if (/[aeiouy].*(ed|ing)$/.test(stem)) {
    stem = stem.replace(/(ed|ing)$/, "");
    if (/(at|bl|iz)$/.test(stem) || (size(stem) === 1 && /[^aeiou][aeiouy][^aeiouwxy]$/.test(stem))) stem += "e";
    else stem = stem.replace(/([^aeioulsz])\1$/, "$1");
  }
  stem = stem.replace(/([aeiouy].*)y$/, "$1i");
  for (const [least, endings] of rounds) {
    const found = endings.find(([ending]) => stem.endsWith(ending));
    const start = found && stem.slice(0, -found[0].length);
    if (found && size(start) >= least && (found[0] !== "ion" || /[st]$/.test(start))) stem = start + found[1];
  }
  return stem.replace(/(..)e$/, (all, start) => (size(stem.slice(0, -1)) > 1 || !/[^aeiou][aeiouy][^aeiouwxy]$/.test(stem.slice(0, -1)) ? start : all)).replace(/ll$/, "l").replace(/fi$/, "f");
}

// The stems of a text of the site, which knows its words from now on.
export function learn(text) {
  if (!lessons.has(text)) {
    const all = written(text);
    all.flat().forEach((word) => know(word, 1));
    all.forEach(([word], i) => i && neighbors.add(`${stem(all[i - 1][0])} ${stem(word)}`));
    lessons.set(text, all.flat().map(stem));
  }
  return lessons.get(text);
}

// The stem of a word that the site writes so many times.
export function know(word, times) {
  const own = stem(word);
  if (!spread.has(word)) likes.set(own, [...(likes.get(own) || []), word]);
  spread.set(word, (spread.get(word) || 0) + times);
  return own;
}

export function learned() {
  sorted = [...spread.keys()].sort();
}

export const known = (word) => spread.has(word) || likes.has(stem(word));

// Words of the site that begin with these letters.
export function endings(start, most) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < start) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let i = low; i < sorted.length && found.length < most && sorted[i].startsWith(start); i++) found.push(sorted[i]);
  return found;
}

// The names and keywords of the site whose words begin with the letters of a word, as "ssn": their stems.
export function initials(word) {
  const begins = (list) => list.length === word.length && list.every((own, i) => own[0] === word[i]);
  const all = [...lessons.values()];
  return word.length < 3 ? [] : all.filter((list) => begins(list) || begins(list.filter((own) => !SKIPPED.has(own))));
}

// What a word may stand for that the site does not know: its neighbours in spelling, or two words in one. The likeliest
// come first: those that the site writes between the words before and after.
export function guess(word, before = "", after = "") {
  if (!guesses.has(word)) guesses.set(word, guessed(word));
  const fits = (other) => neighbors.has(`${stem(before)} ${stem(other)}`) + neighbors.has(`${stem(other)} ${stem(after)}`);
  return [...guesses.get(word)].sort((a, b) => fits(b) - fits(a));
}

function guessed(word) {
  const near = (most) => sorted.filter((other) => !SKIPPED.has(other) && apart(word, other, most) <= most);
  const usual = (a, b) => (b[0] === word[0]) - (a[0] === word[0]) || spread.get(b) - spread.get(a);
  if (word.length < 4) return near(1).filter((other) => other[0] === word[0] && [...word].every((letter) => other.includes(letter))).sort(usual);
  const found = near(1);
  if (!found.length && stem(word).length > 4) {
    for (const [other, all] of likes) if (!SKIPPED.has(all[0]) && apart(stem(word), other, 1) <= 1) found.push(...all);
  }
  for (let cut = 2; !found.length && cut < word.length - 1; cut++) {
    const halves = [word.slice(0, cut), word.slice(cut)];
    if (halves.every(known)) return halves;
  }
  return (found.length || word.length < 6 ? found : near(2)).sort(usual);
}

// How many slips are between two words: a letter too many, too few, another one, or two that changed places.
export function apart(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last, row] = [[], [], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return least;
  }
  return row[b.length];
}
