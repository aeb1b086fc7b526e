// The search, excerpts: of a section the sentences that answer, with the words that were asked for marked.
import { WORD, forms, stem, words } from "./words.js";

const EXCERPT = 220; // letters at most
const DEFINITION = 240;
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

const read = new Map(); // texts with their sentences, each with the stems of its words: who types on asks for them again
const known = new Map(); // words with the stems of each of their forms, the word itself first

function stemsOf(word) {
  if (!known.has(word)) known.set(word, forms(word).map(stem));
  return known.get(word);
}

const isMet = (own, stems) => own.some((form) => stems.has(form));

// HTML of a text with a mark around each word that has one of these stems.
export function mark(text, stems) {
  let [html, end] = ["", 0];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!isMet(stemsOf(word), stems)) continue;
    html += `${escaped(text.slice(end, index))}<mark data-md-highlight>${word}</mark>`;
    end = index + word.length;
  }
  return html + escaped(text.slice(end));
}

// The words of a text that have one of these stems.
export const met = (text, stems) => words(text).filter((word) => isMet(stemsOf(word), stems));

function sentencesOf(text) {
  if (!read.has(text)) read.set(text, text.split(/(?<=[.:?!]) |\n/).map((sentence) => [sentence, words(sentence).map(stemsOf)]));
  return read.get(text);
}

// The sentences of a text that begin with the one that holds most of what was asked for.
export function excerpt(text, stems) {
  const sentences = sentencesOf(text);
  const held = sentences.map(([, all]) => new Set(all.filter((own) => isMet(own, stems)).map(([first]) => first)).size);
  const from = held.indexOf(Math.max(...held));
  const part = sentences.slice(from).map(([sentence]) => sentence).join(" ");
  const end = part.length > EXCERPT ? part.lastIndexOf(" ", EXCERPT) : part.length;
  return (from ? "… " : "") + part.slice(0, end) + (end < part.length ? " …" : "");
}

// What a section says first, in whole sentences.
export function definition(text) {
  const own = text.split("\n", 1)[0];
  return own.length <= DEFINITION ? own : own.slice(0, own.lastIndexOf(". ", DEFINITION) + 1) || own;
}
