// The search worker: Material sends it 0 setup and 2 query, and hears 1 ready; search/exchange.js hears the rest.
const parts = Promise.all([import("./search/ranking.js"), import("./search/answer.js")]);

addEventListener("message", async ({ data: { type, data } }) => {
  const [{ setup }, { respond }] = await parts;
  if (type === 0) {
    setup(data.docs);
    postMessage({ type: 1 });
  } else if (type === 2) await respond(data, (message) => postMessage(message));
});
