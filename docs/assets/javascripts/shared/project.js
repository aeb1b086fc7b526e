// Projects: what the tools keep of one request in this browser, and its file. macros/models/project.py has the rules.
//
// current()             the project that is open; an empty one where there is none. A draft of the request builder's
//                       first edition becomes a project here.
// all()                 every project that is kept, the one changed last first
// keep(project, parts)  keeps these parts and leaves the others as they are kept, since another window may have changed
//                       them. Returns "", or a sentence that says why nothing is kept
// open(project)         opens another one; ticks of checklists go with their project
// remove(id)            no longer keeps the project of this id, which is not the open one
// toText(project)       the project as the text of its file
// fromText(text)        the project that such a file holds. Throws an Error with a sentence for readers
// blank()               a project that says nothing
// withTicks(project)    the open project with the ticks of all checklists as they are now
// contents(project)     its answers by the tags of the forms, as docx.js writes them
// carried(project)      what the agreement finder said, in sentences that say so; "" where it said nothing
// isEmpty(project)      whether it says nothing
// watch(project, act)   calls `act` with the project as it is kept now, when another window has changed what this browser keeps
import { names, onChange, record } from "./draft.js";

export const LARGEST = 1e6; // bytes of a file
const KIND = "data-sharing-project";
const VERSION = 2;
const NEWER = "comes from a newer edition of this site. Reload the page and try again.";
const opened = record("open-project");
const draft = record("request"); // where the first edition of the request builder kept its draft
const store = (id) => record(`project.${id}`, "projects");
const ticksOf = (list) => record(`checklist.${list}`);

const isText = (value) => typeof value === "string";
const isMap = (check) => (value) => !!value && typeof value === "object" && !Array.isArray(value) && Object.values(value).every(check);
const isLine = (line) => isMap(isText)(line) && "name" in line;
const PARTS = {
  answers: isMap(isText),
  finder: isMap(isMap(isText)),
  fields: (value) => Array.isArray(value) && value.every(isLine),
  review: isMap(isMap(isText)),
  decision: isMap(isText),
  dates: isMap(isText),
  checklists: isMap(isMap(isText)),
};

export function blank() {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join("");
  return { kind: KIND, version: VERSION, id, saved: "", route: "agency", answers: {}, finder: {}, fields: [], review: {}, decision: {}, dates: {}, checklists: {} };
}

// How a project of each older edition becomes one of the next.
const UP = { 1: ({ route, saved, answers }) => ({ ...blank(), route, saved, answers }) };

function upgraded(data) {
  const old = !data?.kind && isMap(() => true)(data?.answers); // a draft of the first edition names no kind
  if (!old && data?.kind !== KIND) throw new Error("This file holds no project. Choose a file that this site saved.");
  let version = old ? data.format || 1 : data.version;
  if (version > VERSION) throw new Error(`This project ${NEWER}`);
  for (; UP[version]; version++) data = UP[version](data);
  const project = { ...blank(), ...data, version: VERSION };
  const wrong = Object.keys(PARTS).find((part) => !PARTS[part](project[part]));
  if (wrong || version !== VERSION) throw new Error(`This file is damaged${wrong ? ` in the part “${wrong}”` : ""}. Ask for it again.`);
  if (!/^[a-z0-9]{4,20}$/.test(project.id)) project.id = blank().id;
  if (project.route !== "p20win") project.route = "agency";
  if (!isText(project.saved)) project.saved = "";
  project.fields = project.fields.map((line) => ({ meaning: "", source: "", reason: "", identifies: "", ...line }));
  return project;
}

function stored(id) {
  try {
    return upgraded(store(id).read());
  } catch {
    return undefined;
  }
}

export function isEmpty(project) {
  return project.route === "agency" && Object.keys(PARTS).every((part) => !Object.keys(project[part]).length);
}

export const all = () =>
  names("project.").map((name) => stored(name.slice(8))).filter(Boolean).sort((one, other) => (one.saved < other.saved ? 1 : -1));

export function current() {
  const found = stored(opened.read());
  if (found) return found;
  try {
    const project = upgraded(draft.read());
    if (!keep(project, Object.keys(PARTS))) draft.write(undefined);
    return project;
  } catch {
    return blank(); // there is no draft, or nothing that can be read as one
  }
}

export function keep(project, parts) {
  const { id } = project;
  const kept = store(id).read();
  if (kept?.version > VERSION) return `The project that is kept here ${NEWER}`;
  const others = kept ? stored(id) : {};
  const mine = Object.fromEntries(parts.map((part) => [part, project[part]]));
  Object.assign(project, others, mine, { saved: new Date().toISOString() });
  const none = isEmpty(project);
  return store(id).write(none ? undefined : project) || opened.write(none ? undefined : id);
}

// The ticks of all checklists. An older form of the record had no versions.
function ticks() {
  const lists = names("checklist.").map((name) => name.slice(10));
  return Object.fromEntries(
    lists.map((list) => {
      const kept = ticksOf(list).read() ?? {};
      return [list, Array.isArray(kept) ? Object.fromEntries(kept.map((item) => [item, ""])) : kept];
    }),
  );
}

export const withTicks = (project) => ({ ...project, checklists: ticks() });

export function open(project) {
  const found = ticks();
  // Ticks that were made while no project was open get one of their own, once there are several.
  const last = stored(opened.read()) ?? (names("project.").length && Object.keys(found).length ? blank() : undefined);
  if (last && last.id !== project.id) store(last.id).write({ ...last, checklists: found });
  if (last?.id !== project.id) {
    const next = last ? project.checklists : { ...found, ...project.checklists };
    for (const list of Object.keys({ ...found, ...next })) ticksOf(list).write(next[list]);
  }
  return keep(project, Object.keys(PARTS));
}

export const remove = (id) => store(id).write(undefined);

export const toText = (project) => JSON.stringify(withTicks(project), null, 1);

export function fromText(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error("This file is no project. Choose a file that this site saved; its name ends in .json.");
  }
  const project = upgraded(data);
  if (store(project.id).read()) project.id = blank().id; // what is kept here under that name stays as it is
  return project;
}

export function carried({ finder }) {
  const line = (head, what) => (Object.keys(what ?? {}).length ? `${head}: ${Object.values(what).join("; ")}.` : "");
  return [line("Papers, from the agreement finder", finder.papers), line("Laws to look at, from the agreement finder", finder.laws)].filter(Boolean).join("\n");
}

export function contents(project) {
  const answers = { ...project.answers };
  answers.laws = [answers.laws, carried(project)].filter(Boolean).join("\n");
  const blocks = Object.entries(answers).filter(([, answer]) => answer.trim()).map(([key, text]) => [key, [{ text }]]);
  const rows = project.fields.map((line) => ["name", "meaning", "source", "reason", "identifies"].map((key) => line[key] ?? ""));
  return { ...Object.fromEntries(blocks), "field-list": { rows } };
}

export function watch(project, act) {
  onChange(() => {
    const id = opened.read();
    if (id && !store(project.id).read()) project.id = id; // nothing was kept here yet, and another window has begun or opened one
    const now = stored(project.id);
    if (now) act(now);
  });
}
