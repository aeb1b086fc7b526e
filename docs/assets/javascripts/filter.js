// The filter of a long list: shows the entries that hold the words while somebody types them. Enter searches the whole
// playbook (find.js). An entry is an item of a list, or with data-filter="h3" a heading with what stands below it.
import { status } from "./shared/parts.js";

const form = document.querySelector("form[data-filter]");
const input = form.querySelector("input");
const tell = status();
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\p{M}'’‐‑-]/gu, "");

// What follows the box, in parts: each a heading with its blocks, up to the next heading. No heading is below the first.
const parts = [{ level: Infinity, blocks: [] }];
for (let block = form.parentElement.nextElementSibling; block && block.className !== "trust"; block = block.nextElementSibling) {
  if (/^h\d$/.test(block.localName)) parts.push({ level: Number(block.localName[1]), blocks: [] });
  parts.at(-1).blocks.push(block);
}
for (const part of parts) {
  const name = part.blocks[0]?.textContent || "";
  const items = part.blocks.slice(1).flatMap((block) => [...block.querySelectorAll("li:not(:has(li))")]);
  const isEntry = part.blocks[0]?.localName === form.dataset.filter;
  part.entries = isEntry ? [{ text: part.blocks.map((block) => block.textContent).join(" ") }] : items.map((item) => ({ item, text: `${name} ${item.textContent}` }));
  for (const entry of part.entries) entry.text = plain(entry.text);
}
const all = parts.flatMap(({ entries }) => entries);

function filter() {
  const words = plain(input.value).split(/\s+/).filter(Boolean).map((word) => word.replace(/(..)s$/, "$1")); // "terms" meets "term"
  for (const entry of all) {
    entry.met = words.every((word) => entry.text.includes(word));
    if (entry.item) entry.item.hidden = !entry.met;
  }
  let shown = []; // levels of the headings in sight below this one
  for (const { level, blocks, entries } of [...parts].reverse()) {
    const isShown = !words.length || entries.some(({ met }) => met) || shown.some((other) => other > level);
    for (const block of blocks) {
      block.hidden = !isShown;
      for (const outer of block.querySelectorAll("li:has(li)")) outer.hidden = !outer.querySelector("li:not([hidden], :has(li))");
    }
    shown = shown.filter((other) => other <= level).concat(isShown ? level : []);
  }
  const met = all.filter((entry) => entry.met).length;
  tell.textContent = words.length ? `${met} of ${all.length} entries hold these words. Enter searches the whole playbook.` : "";
}

function clear() {
  input.value = "";
  filter();
}

form.append(tell);
input.addEventListener("input", filter);
input.addEventListener("keydown", (event) => event.key === "Escape" && clear());
addEventListener("hashchange", () => {
  clear(); // a link of this page may lead to what was hidden
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
});
filter();

document.documentElement.dataset.readyFilter = ""; // says to whoever waits that this module has set up the page
