// The search, excerpts: of a section the sentences that answer, with the words that were asked for marked.
import { WORD, forms, stem } from "./words.js";

const EXCERPT = 220; // letters at most
const DEFINITION = 240;
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

const known = new Map(); // words with the stems of each of their forms, the word itself first
const read = new Map(); // titles and sentences with their words, kept as who types on asks for them again
const split = new Map(); // texts with their sentences

function stemsOf(word) {
  if (!known.has(word)) known.set(word, forms(word).map(stem));
  return known.get(word);
}

function wordsOf(text) {
  if (!read.has(text)) {
    read.set(text, Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ word, start: index, stems: stemsOf(word) })));
  }
  return read.get(text);
}

function sentencesOf(text) {
  if (!split.has(text)) split.set(text, text.split(/(?<=[.:?!]) |\n/));
  return split.get(text);
}

// The words of a title or a sentence that have one of these stems.
const found = (text, stems) => wordsOf(text).filter((one) => one.stems.some((form) => stems.has(form)));

export const met = (text, stems) => found(text, stems).map(({ word }) => word);

// HTML of a title or a sentence up to a letter, with a mark around each word that has one of these stems.
export function mark(text, stems, end = text.length) {
  let [html, from] = ["", 0];
  for (const { word, start } of found(text, stems)) {
    if (start >= end) break;
    html += `${escaped(text.slice(from, start))}<mark data-md-highlight>${word}</mark>`;
    from = start + word.length;
  }
  return html + escaped(text.slice(from, end));
}

// The sentences of a text that begin with the one that holds most of what was asked for, as HTML with marks.
export function excerpt(text, stems) {
  const sentences = sentencesOf(text);
  const held = sentences.map((sentence) => new Set(found(sentence, stems).map((one) => one.stems[0])).size);
  let from = held.indexOf(Math.max(...held));
  let [html, left] = [from ? "… " : "", EXCERPT];
  for (; from < sentences.length && sentences[from].length <= left; from++) {
    html += `${mark(sentences[from], stems)} `;
    left -= sentences[from].length + 1;
  }
  if (from === sentences.length) return html.trimEnd();
  const cut = sentences[from].lastIndexOf(" ", left);
  return `${html}${cut > 0 ? `${mark(sentences[from], stems, cut)} ` : ""}…`;
}

// What a section says first, in whole sentences.
export function definition(text) {
  const own = text.split("\n", 1)[0];
  return own.length <= DEFINITION ? own : own.slice(0, own.lastIndexOf(". ", DEFINITION) + 1) || own;
}
