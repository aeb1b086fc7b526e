// The agreement finder: asks what applies, looks up the answers in a table made with the site, and shows what it says.
import { saveWord } from "./shared/file.js";
import { button, copied, made } from "./shared/parts.js";

const form = document.querySelector("[data-finder]");
const result = document.querySelector("[data-finder-result]");
const [tell, report] = [form, result].map((part) => part.querySelector("[role=status]"));
const questions = [...form.querySelectorAll("fieldset")];
const boxes = (question) => [...question.querySelectorAll("input")];
const many = (question) => boxes(question)[0].type === "checkbox";
// Where several answers may be given, these stand alone: none of them, and "I don't know".
const alone = (box) => box.value === "none" || box.dataset.countsAs !== undefined;
// The answer that counts: "I don't know" leads to the papers of another one.
const counted = (box) => box.dataset.countsAs ?? box.value;

// The table stands beside the page, and the ways that laws open on a page of their own; both are asked for once they are
// wanted. That page stands in a folder beside this one, so its links hold here too.
async function tables() {
  const load = async (address) => {
    const answer = await fetch(address).catch(() => ({}));
    if (answer.ok) return answer.text();
    throw new Error("The papers could not be loaded. Check your connection and try again, or use the table below.");
  };
  const [table, page] = await Promise.all([load(form.dataset.table), load(form.dataset.waysPage)]);
  return { ...JSON.parse(table), page: new DOMParser().parseFromString(page, "text/html") };
}

// Shows the questions that apply after the answers given so far; returns the boxes ticked for each.
function asked() {
  const answers = new Map();
  for (const question of questions) {
    const fits = ([key, of]) => answers.get(key)?.some((box) => of.includes(counted(box)));
    const [only, not] = [question.dataset.onlyIf, question.dataset.notIf].map((text) => Object.entries(JSON.parse(text)));
    question.hidden = !only.every(fits) || not.some(fits);
    if (!question.hidden) answers.set(question.dataset.question, boxes(question).filter((box) => box.checked));
  }
  return answers;
}

const open = (answers) => questions.find((question) => answers.get(question.dataset.question)?.length === 0);

function count() {
  const answers = asked();
  const done = [...answers.values()].filter((given) => given.length).length;
  tell.textContent = `Answered: ${done} of ${answers.size}.`;
}

// Which entry of its list in the table a question's answer is.
function entry(question, given) {
  if (!many(question)) return boxes(question).findIndex((box) => box.value === counted(given[0]));
  return alone(given[0]) ? 0 : given.reduce((sum, box) => sum + 2 ** boxes(question).indexOf(box), 0);
}

// A part of the page to show again in the result, without what may stand on a page only once.
function copy(part) {
  const own = part.cloneNode(true);
  for (const sign of own.querySelectorAll(".headerlink")) sign.remove();
  for (const named of own.querySelectorAll("[id]")) named.removeAttribute("id");
  return own;
}

async function show(answers) {
  const { ways, outcomes, reasons, page } = await tables();
  const shown = questions.filter((question) => !question.hidden);
  const end = shown.reduce((way, question) => way[entry(question, answers.get(question.dataset.question))], ways);
  result.querySelector("[data-said]").replaceChildren(
    ...shown.map((question) => {
      const given = answers.get(question.dataset.question).map((box) => box.nextElementSibling.textContent);
      return made("li", `${question.querySelector("legend").textContent} ${given.join("; ")}`);
    }),
  );
  result.querySelector("[data-papers]").replaceChildren(
    ...outcomes[end].map(([key, because]) => {
      const card = copy(document.querySelector(`[data-paper="${key}"]`));
      card.querySelector("h3").after(...because.map((number) => made("p", reasons[number])));
      return card;
    }),
  );
  const given = [...answers].flatMap(([key, boxes]) => boxes.map((box) => `${key}.${box.value}`));
  const recipients = [...answers].flatMap(([, boxes]) => boxes.flatMap((box) => box.dataset.recipients?.split(" ") ?? []));
  // Copies into a part of the result what the page says of the answers given.
  const bring = (name, shape = (part) => part, from = document) => {
    const part = result.querySelector(`[data-${name}]`);
    const found = [...from.querySelectorAll(`[data-${name}-of]`)].filter((one) => given.includes(one.dataset[`${name}Of`]));
    part.hidden = !found.length;
    part.replaceChildren(part.firstElementChild, ...found.map((one) => shape(copy(one))));
  };
  bring("find");
  bring("laws");
  const fitting = (part) => {
    const label = made("p");
    label.append(made("strong", part.dataset.waysLabel));
    part.prepend(label);
    const fits = (way) => !recipients.length || way.dataset.to.split(" ").some((one) => recipients.includes(one) || one === "anyone");
    const ways = [...part.querySelectorAll("[data-to]")];
    for (const way of ways) if (!fits(way)) way.remove();
    for (const law of part.querySelectorAll("[data-ways-by]")) if (!law.querySelector("[data-to]")) law.remove();
    if (!ways.some(fits)) part.append(made("p", "In the laws that we read, no way names this recipient. Ask your counsel what else may allow it."));
    return part;
  };
  bring("ways", fitting, page);
  report.textContent = "";
  result.hidden = false;
  result.parentElement.classList.add("with-result");
}

function hide() {
  result.hidden = true;
  result.parentElement.classList.remove("with-result");
}

const address = (answers) =>
  "#" + [...answers].map(([key, given]) => `${key}=${given.map((box) => box.value).join(",")}`).join("&");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answers = asked();
  const missing = open(answers);
  if (missing) {
    tell.textContent = `Still to answer: ${missing.querySelector("legend").textContent}`;
    boxes(missing)[0].focus();
    return;
  }
  try {
    await show(answers);
    if (location.hash !== address(answers)) history.pushState(null, "", address(answers));
    result.querySelector("h2").focus();
  } catch (error) {
    tell.textContent = error.message;
  }
});
form.addEventListener("change", ({ target }) => {
  const question = target.closest("fieldset");
  if (many(question) && target.checked) {
    for (const box of boxes(question)) if (box !== target && (alone(box) || alone(target))) box.checked = false;
  }
  hide();
  count();
});
form.addEventListener("reset", () => {
  history.pushState(null, "", location.pathname);
  setTimeout(() => {
    hide();
    count();
    boxes(questions[0])[0].focus();
  });
});

// The answers that the page's address holds, as someone kept or mailed it.
async function follow() {
  const given = new Map(location.hash.slice(1).split("&").map((part) => part.split("=")));
  if (!given.has(questions[0].dataset.question)) {
    if (!location.hash) hide();
    return;
  }
  let known = 0;
  for (const question of questions) {
    const values = given.get(question.dataset.question)?.split(",") ?? [];
    for (const box of boxes(question)) {
      box.checked = values.includes(box.value);
      known += box.checked;
    }
  }
  const answers = asked();
  count();
  hide();
  const whole = known === [...given.values()].join().split(",").length;
  if (!whole || open(answers)) {
    tell.textContent = "This address comes from another edition of the finder. Look through the answers and choose again.";
    return;
  }
  await show(answers).catch((error) => (tell.textContent = error.message));
}
addEventListener("popstate", follow);

// The text of a part as paragraphs of Word, with the address of each link beside it.
function blocks(part) {
  const styles = { H3: "Heading2", DT: "Heading3", LI: "ListBullet", P: "Normal", DD: "Normal" };
  const style = (node) => {
    if (node.matches("[data-ways-by] > :first-child")) return "Heading3";
    return node.textContent === node.querySelector("strong")?.textContent ? "Heading2" : styles[node.tagName];
  };
  const text = (node) => {
    const own = node.cloneNode(true);
    for (const inner of own.querySelectorAll("ul")) inner.remove();
    for (const link of own.querySelectorAll("a:not([href*='/glossary/'])")) link.append(` (${new URL(link.getAttribute("href"), location.href.split("#")[0]).href})`);
    return own.textContent.replace(/\s+/g, " ").trim();
  };
  const holds = [...part.querySelectorAll(Object.keys(styles).join())].filter((node) => !node.querySelector("p"));
  return holds.map((node) => ({ text: text(node), style: style(node) })).filter((block) => block.text);
}

function word() {
  const part = (name) => blocks(result.querySelector(`[data-${name}]`));
  const [find, ways, laws] = ["find", "ways", "laws"].map((name) => part(name).slice(1)); // the document has their headings
  const contents = { said: part("said"), find, papers: part("papers"), ways, laws };
  saveWord(form.dataset.template, contents, "papers-for-data-sharing", (words) => (report.textContent = words));
}

async function link() {
  if (await copied(location.href)) report.textContent = "The address is copied. It holds your answers.";
  else report.textContent = "Your browser does not let the page copy. Copy the address from its address bar; it holds your answers.";
}

// The result as a part of the project: papers and laws by key, with their names, and the address that leads back here.
async function toProject() {
  try {
    const { current, keep } = await import("./shared/project.js");
    const project = current();
    const named = (nodes, key) => Object.fromEntries([...nodes].map((node) => [key(node), node.textContent.trim()]));
    const papers = [...result.querySelectorAll("[data-paper]")];
    project.finder = {
      papers: Object.fromEntries(papers.map((paper) => [paper.dataset.paper, paper.querySelector("h3").textContent.trim()])),
      laws: named(result.querySelectorAll('a[href*="/laws/#"]'), (link) => link.hash.slice(1)),
      result: { address: location.hash },
    };
    const [way] = location.hash.match(/(?<=route=)\w+/) ?? [];
    if (way) project.route = way === "p20win" ? way : "agency";
    const problem = keep(project, ["finder", "route"]);
    report.replaceChildren(problem || "This is in your project now, and the request builder shows it. ");
    if (!problem) report.append(Object.assign(made("a", "See your project"), { href: "../project/" }));
  } catch {
    report.textContent = "This could not be kept. Check your connection and try again.";
  }
}

result.querySelector(".tool-buttons").append(
  button("Keep in your project", toProject),
  button("Print", () => print()),
  button("Save as Word", word),
  button("Copy the address of this result", link),
  button("Change the answers", () => boxes(questions[0])[0].focus()),
);
form.hidden = false;
count();
follow().finally(() => {
  document.documentElement.dataset.readyFinder = ""; // says to whoever waits that this module has set up the page
});
