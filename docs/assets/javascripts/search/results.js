// The search, what the reader sees: the list, how many there are, and above it the definition of what was named, what a
// slip was taken for, and the help for no result.
const box = document.querySelector("[data-search-above]");
const input = document.querySelector("#search .md-search__input");
const list = document.querySelector("#search .md-search-result__list");
const meta = document.querySelector("#search .md-search-result__meta");
const mail = document.querySelector("[data-search-mail]");
const settings = JSON.parse(document.querySelector("#__config").textContent);
const base = new URL(settings.base + "/", location.href);
const PAUSE = 200; // ms
let pause;

function element(name, text = "", more = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, more);
}

function ask(words) {
  input.value = words;
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  input.focus();
}

function meant(query, mended) {
  const line = element("p", "Showing results for ");
  const back = element("button", `Search for "${query}" as typed`, { type: "button" });
  back.addEventListener("click", () => ask(`"${query}"`));
  line.append(element("strong", mended), ". ", back);
  return line;
}

function answer({ location, title, text, ways }) {
  const line = element("p");
  line.append(element("a", title, { href: new URL(location, base).href, className: "search-direct" }), element("span", text));
  for (const [words, href] of ways) line.append(" ", href ? element("a", words, { href }) : words);
  return line;
}

// The address holds the search, so that it can be shared, and so that the way back from a result leads to it.
function keep() {
  const here = new URL(location.href);
  here.searchParams.delete("q");
  if (input.value.trim()) here.searchParams.set("q", input.value);
  if (here.href !== location.href) history.replaceState(history.state, "", here);
}

// How many pages were found, in Material's words.
function told(number, query) {
  const key = number > 1 ? "other" : number ? "one" : query.trim() ? "none" : "placeholder";
  return settings.translations[`search.result.${key}`].replace("#", number);
}

function fill(texts) {
  for (const place of list.querySelectorAll("[data-search-of]:empty")) {
    const text = texts[place.dataset.searchOf];
    if (text) place.innerHTML = text;
    else if (text === "") place.remove(); // a heading with nothing of its own below it
  }
}

// What can wait until the reader pauses: the address, and the letter about a search that failed.
function settle(query) {
  keep();
  const body = `I looked for: ${query}\n\nI hoped to find: `;
  mail.search = new URLSearchParams({ subject: "I looked for something in the playbook", body }).toString().replaceAll("+", "%20");
}

// Shows what the search says: 3, what it found; 5, the rest of the list; and 4, what texts that came later say of that.
export function show({ type, data }) {
  if (type === 3) {
    list.innerHTML = data.html;
    list.dataset.query = data.query;
    list.setAttribute("aria-busy", !!data.isPart);
    meta.textContent = told(data.number, data.query);
    box.replaceChildren(...data.above.map(answer), ...(data.mended ? [meant(data.query, data.mended)] : []));
    clearTimeout(pause);
    pause = setTimeout(settle, PAUSE, data.query);
  } else if (type === 5) {
    list.insertAdjacentHTML("beforeend", data);
    list.setAttribute("aria-busy", false);
  } else {
    fill(data.texts);
    box.prepend(...data.above.map(answer));
  }
}

list.addEventListener("click", keep); // before the result opens
keep();
