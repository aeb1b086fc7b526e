// The search, excerpts: of a section the sentences that answer, with the words that were asked for marked.
import { forms, stem } from "./words.js";

const EXCERPT = 220; // letters at most
const DEFINITION = 240;
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

// A pattern that finds whole words.
export function pattern(words) {
  const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|");
  return any ? new RegExp(`(?<![\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, "giu") : /((?!))/g;
}

// HTML of a text with a mark around each word that was asked for.
export function mark(text, asked) {
  const parts = text.split(asked).map(escaped);
  return parts.map((part, i) => (i % 2 ? `<mark data-md-highlight>${part}</mark>` : part)).join("");
}

// The sentences of a text that begin with the one that holds most of what was asked for.
export function excerpt(text, asked) {
  const sentences = text.split(/(?<=[.:?!]) |\n/);
  const held = sentences.map((sentence) => new Set((sentence.match(asked) || []).map((word) => stem(forms(word)[0]))).size);
  const from = held.indexOf(Math.max(...held));
  const part = sentences.slice(from).join(" ");
  const end = part.length > EXCERPT ? part.lastIndexOf(" ", EXCERPT) : part.length;
  return (from ? "… " : "") + part.slice(0, end) + (end < part.length ? " …" : "");
}

// What a section says first, in whole sentences.
export function definition(text) {
  const own = text.split("\n", 1)[0];
  return own.length <= DEFINITION ? own : own.slice(0, own.lastIndexOf(". ", DEFINITION) + 1) || own;
}
