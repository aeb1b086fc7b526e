// The search, answers: the list of what a query finds, as HTML, and what stands above it. search/ranking.js does the ranking.
// A search that fails is mended with words (search.yml, `also`, keywords beside a heading), not with weights set by hand.
import { direct } from "./direct.js";
import { definition, excerpt, mark, met } from "./excerpt.js";
import { asked, mended } from "./query.js";
import { held, search, shown } from "./ranking.js";

const ROOT = new URL("../../../", import.meta.url).href;
const TEXTS = `${ROOT}search/texts/`;
const CONTACTS = "reference/agencies/#contacts";
const [PAGES, SIGHT] = [10, 3]; // what the list holds; of it, what a phone shows and so stands there at once
const PAUSE = 150; // ms: who types on does not want the texts yet, nor what lies below the edge of a phone
const phone = self.matchMedia?.("(max-width: 30em)");
const texts = new Map(); // addresses of pages, with the texts of their sections once they are there
let latest; // what the last query left for later: the rest of its list, and the sections whose texts are not there

const pageOf = (doc) => doc.location.split("#")[0];
const isLoaded = (doc) => texts.has(pageOf(doc));
const textOf = (doc) => (isLoaded(doc) && texts.get(pageOf(doc))[doc.location.split("#")[1] || ""]) || "";

async function load(page) {
  const response = await fetch(`${TEXTS}${page.replace(/\/$/, "") || "index"}.json`);
  if (response.ok) texts.set(page, await response.json());
}

// One page of the result: the page, and its sections below it. By the score, Enter opens the best. (HTML)
function item(list, link, says) {
  const { page } = list[0].doc;
  const own = list.find(({ doc }) => doc === page);
  const sections = list.filter(({ doc }) => doc !== page).map(({ doc }) => link(doc, list[0].score, 2, says(doc)));
  return `<li class="md-search-result__item">${link(page, own ? own.score : 0, 1, sections.length ? "" : says(page))}${sections.join("")}</li>`;
}

function answer(query) {
  const stems = asked(query);
  const says = (doc) => excerpt(textOf(doc), stems);
  const whom = ({ roles }) => `For ${roles.slice(0, 2).join(" and ").toLowerCase()}`;
  const terms = ({ id, title }) => [...met(title, stems).map((word) => word.toLowerCase()), ...held(id, stems)];
  const address = (doc) => {
    const [page, anchor] = doc.location.split("#");
    return `${ROOT}${page}?h=${encodeURIComponent([...new Set(terms(doc))].join(" "))}${anchor ? `#${anchor}` : ""}`;
  };
  const title = (doc) => mark(doc.title, stems) + (doc === doc.page && doc.roles.length ? ` <small>${whom(doc)}</small>` : "");
  const text = (doc) => (isLoaded(doc) && !textOf(doc) ? "" : `<p data-search-of="${doc.location}">${says(doc)}</p>`);
  const link = (doc, score, level, below) =>
    `<a href="${address(doc)}" class="md-search-result__link"><article class="md-search-result__article md-typeset" data-md-score="${score.toFixed(2)}">` +
    `<h${level} role="presentation">${title(doc)}</h${level}>${below}</article></a>`;
  const lists = search(query).slice(0, PAGES).map(shown);
  const html = (some) => some.map((list) => item(list, link, text)).join("");
  const { doc: named, contact } = direct(query);
  const above = () => [
    ...(named ? [{ title: named.title, location: named.location, text: definition(textOf(named)), ways: [] }] : []),
    ...(contact ? [{ title: `Contact: ${contact[0][0]}`, location: CONTACTS, text: contact[1], ways: contact[2] }] : []),
  ];
  const later = [...lists.flat().map(({ doc }) => doc), ...(named ? [named] : [])].filter((doc) => !isLoaded(doc));
  const [first, rest] = [lists.slice(0, SIGHT), lists.slice(SIGHT)];
  latest = { later, above, says, rest: rest.length && (() => html(rest)) };
  return { query, html: html(first), isPart: !!rest.length, number: lists.length, mended: mended(query), above: later.length ? [] : above() };
}

const wait = (time) => new Promise((done) => setTimeout(done, time));

// Waits until what stands there has been drawn; a worker draws nothing.
const drawn = () => new Promise((done) => (self.document ? requestAnimationFrame(() => setTimeout(done)) : setTimeout(done)));

// Tells 3, what a query finds; 5, the rest of the list; and 4, what texts say of it that were not there yet: they are
// fetched page by page.
export async function respond(query, tell) {
  try {
    tell({ type: 3, data: answer(query) });
  } catch (error) {
    tell({ type: 3, data: { query, html: "", number: 0, above: [] } }); // the old list answers another query
    throw error;
  }
  const own = latest;
  const paused = wait(PAUSE);
  if (own.rest) {
    await (phone?.matches ? paused : drawn());
    if (own !== latest) return;
    tell({ type: 5, data: own.rest() });
  }
  if (!own.later.length) return;
  await paused;
  if (own === latest) await Promise.allSettled([...new Set(own.later.map(pageOf))].map(load));
  if (own !== latest) return;
  tell({ type: 4, data: { texts: Object.fromEntries(own.later.map((doc) => [doc.location, own.says(doc)])), above: own.above() } });
}
