// The search worker: speaks Material's messages (0 setup, 1 ready, 2 query, 3 result) and one of its own: 4 follows a
// result with what the texts say, which are asked for page by page; search/ranking.js does the ranking.
// A search that fails is mended with words (search.yml, `also`, keywords beside a heading), not with weights set by hand.
const parts = Promise.all([import("./search/ranking.js"), import("./search/excerpt.js"), import("./search/direct.js")]);
const TEXTS = new URL("../../search/texts/", location.href);
const CONTACTS = "reference/agencies/#contacts";
const PAGES = 10; // what the list holds
const PAUSE = 150; // ms: who types on does not want the texts yet
const texts = new Map(); // addresses of pages, with the texts of their sections once they are there
let latest;

const pageOf = (doc) => doc.location.split("#")[0];
const isLoaded = (doc) => texts.has(pageOf(doc));
const textOf = (doc) => (isLoaded(doc) && texts.get(pageOf(doc))[doc.location.split("#")[1] || ""]) || "";

async function load(page) {
  const response = await fetch(new URL(`${page.replace(/\/$/, "") || "index"}.json`, TEXTS));
  if (response.ok) texts.set(page, await response.json());
}

// One page of the result: Material folds away what scores less than the first, and wants the page itself.
function item(list, result) {
  const { page } = list[0].doc;
  const items = list.map(({ doc, score }) => result(doc, doc === page ? score : list[0].score));
  return list.some(({ doc }) => doc === page) ? items : [...items, result(page, 0)];
}

async function answer(query) {
  const [{ asked, held, mended, search, shown }, { definition, excerpt, mark, met }, { direct }] = await parts;
  const stems = asked(query);
  const says = (doc) => mark(excerpt(textOf(doc), stems), stems);
  const whom = ({ roles }) => `For ${roles.slice(0, 2).join(" and ").toLowerCase()}`;
  const terms = ({ id, title }) => [...met(title, stems).map((word) => word.toLowerCase()), ...held(id, stems)];
  const result = (doc, score) => ({
    location: doc.location,
    title: mark(doc.title, stems) + (doc === doc.page && doc.roles.length ? ` <small>${whom(doc)}</small>` : ""),
    text: isLoaded(doc) && !textOf(doc) ? "" : `<p data-search-of="${doc.location}">${says(doc)}</p>`,
    score,
    terms: Object.fromEntries(terms(doc).map((word) => [word, true])),
  });
  const lists = search(query).slice(0, PAGES).map(shown);
  postMessage({ type: 3, data: { query, items: lists.map((list) => item(list, result)), mended: mended(query) } });

  const { doc: named, contact } = direct(query);
  const docs = [...lists.flat().map(({ doc }) => doc), ...(named ? [named] : [])];
  const missing = [...new Set(docs.map(pageOf))].filter((page) => !texts.has(page));
  if (missing.length) await new Promise((done) => setTimeout(done, PAUSE));
  if (query === latest) await Promise.allSettled(missing.map(load));
  if (query !== latest) return;
  const above = named ? [{ title: named.title, location: named.location, text: definition(textOf(named)), ways: [] }] : [];
  if (contact) above.push({ title: `Contact: ${contact[0][0]}`, location: CONTACTS, text: contact[1], ways: contact[2] });
  postMessage({ type: 4, data: { texts: Object.fromEntries(docs.map((doc) => [doc.location, says(doc)])), above } });
}

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === 0) {
    (await parts)[0].setup(data.docs);
    postMessage({ type: 1 });
  } else if (type === 2) {
    latest = data;
    try {
      await answer(data);
    } catch (error) {
      postMessage({ type: 3, data: { query: data, items: [] } }); // Material waits for an answer to every query
      throw error;
    }
  }
});
