// Terms by law: shows the laws on the kinds of data that were chosen, and saves their terms with the ticks as Word.
// The ticks themselves are those of checklists.js.
import { saveWord } from "./shared/file.js";
import { button, copied } from "./shared/parts.js";

const form = document.querySelector("[data-terms]");
const said = form.querySelector("[role=status]");
const tell = (words) => (said.textContent = words);
const boxes = [...form.querySelectorAll("input")];
const laws = [...document.querySelectorAll("[data-kinds]")];
const START = "#kinds=";

const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
const shown = () => laws.filter((law) => !law.hidden);

function show() {
  const kinds = chosen();
  for (const law of laws) law.hidden = kinds.length > 0 && !law.dataset.kinds.split(" ").some((kind) => kinds.includes(kind));
  tell(`Shown: ${shown().length} of ${laws.length} laws that list terms.`);
}

// The choice stands in the page's address, so that it can be kept or mailed. Other ends of the address lead to a law.
function follow() {
  if (!location.hash.startsWith(START)) return show();
  const kinds = location.hash.slice(START.length).split(",");
  for (const box of boxes) box.checked = kinds.includes(box.value);
  show();
  if (kinds.some((kind) => !boxes.some((box) => box.value === kind))) {
    said.textContent += " This address names a kind of data that the page does not know: choose again.";
  }
}

form.addEventListener("change", () => {
  const kinds = chosen();
  history.replaceState(null, "", kinds.length ? START + kinds.join(",") : location.pathname);
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", follow);

const words = (node) => node.textContent.replace(/\s+/g, " ").trim();

// A law as paragraphs of Word: its heading, its agreements, each term with a box that is ticked or not.
function blocks(law) {
  const heading = law.querySelector("h3").cloneNode(true);
  heading.querySelector(".headerlink")?.remove();
  const agreements = words(law.querySelector("dd"));
  const terms = [...law.querySelectorAll("input[data-item]")].map((box) => ({
    text: `${box.checked ? "\u2612" : "\u2610"} ${words(box.labels[0].querySelector("span").firstChild)}`,
    style: "Normal",
  }));
  return [{ text: words(heading), style: "Heading1" }, { text: `Agreements: ${agreements}`, style: "Normal" }, ...terms];
}

async function link() {
  if (await copied(location.href)) tell("The address is copied. It holds your choice, not your ticks.");
  else tell("Your browser does not let the page copy. Copy the address from its address bar.");
}

form.querySelector(".tool-buttons").append(
  button("Save as Word", () => saveWord(form.dataset.template, { terms: shown().flatMap(blocks) }, "terms-by-law", tell)),
  button("Print", () => print()),
  button("Copy the address of this choice", link),
  button("Show all laws", () => {
    for (const box of boxes) box.checked = false;
    history.replaceState(null, "", location.pathname);
    show();
    boxes[0].focus();
  }),
);
form.hidden = false;
follow();

document.documentElement.dataset.readyTerms = ""; // says to whoever waits that this module has set up the page
