// The search worker: speaks Material's messages (0 setup, 1 ready, 2 query, 3 result); search/ranking.js does the ranking.
// A search that fails is mended with words (search.yml, `also`, keywords beside a heading), not with weights set by hand.
const parts = Promise.all([import("./search/ranking.js"), import("./search/excerpt.js"), import("./search/words.js")]);
const PAGES = 10; // what the list holds
const own = new Map(); // address of a page, with its own entry

// One page of the result: Material folds away what scores less than the first, and wants the page itself.
function item(list, result) {
  const page = own.get(list[0].doc.location.split("#")[0]);
  const items = list.map(({ doc }) => result(doc, list[0].score));
  return !page || list.some(({ doc }) => doc === page) ? items : [...items, result(page, 0)];
}

async function answer(query) {
  const [{ search, shown, asked, mended, direct }, { mark, excerpt, isAsked }, { words }] = await parts;
  const met = isAsked(asked(query));
  const result = ({ location, title, text, for: roles }, score) => {
    const terms = Object.fromEntries(words(`${title} ${text}`).filter(met).map((word) => [word.toLowerCase(), true]));
    const part = mark(excerpt(text, met), met);
    const whom = roles?.length ? ` <small>For ${mark(roles.slice(0, 2).join(" and ").toLowerCase(), () => false)}</small>` : "";
    return { location, title: mark(title, met) + whom, text: part && `<p>${part}</p>`, score, terms };
  };
  const items = search(query).slice(0, PAGES).map((list) => item(shown(list), result));
  return { query, items, mended: mended(query), direct: direct(query) };
}

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === 0) {
    (await parts)[0].setup(data);
    for (const doc of data.docs) if (!doc.location.includes("#")) own.set(doc.location, doc);
    postMessage({ type: 1 });
  } else if (type === 2) {
    let found = { query: data, items: [] };
    try {
      found = await answer(data);
    } finally {
      postMessage({ type: 3, data: found }); // Material waits for an answer to every query, and reads its items only
    }
  }
});
