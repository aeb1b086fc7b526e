// Tools that work on the open project: each changes some parts of it, and all keep, clear, save and open it alike.
//
// tool(parts, options)   sets one up; `parts` are the parts of the project that it changes, as ["route", "answers"]
//   show(own)            shows `project`; `own` is false where only parts of other tools have changed
//   told(problem)        is called after each saving, with a sentence where nothing is kept, or ""
//   whole                whether clearing takes the whole project away and not only the parts
// Returns
//   project              always the same object, and always the project that is open
//   said, tell(words)    a status line to put on the page, and what it says
//   write(place, key, text)   takes an answer into a place of the project; a blank one goes
//   changed()            call it at each other change
//   replace(data, words) shows other data, undefined for none; what was there can be brought back
//   clearing(words, done)   the button that clears, and the one that brings it back
//   opening(words)       the button that opens a project's file, with the box that it needs
//   toFile(), safe()     saves the project as a file; tells that the reader has what the tool holds in a file
//   asWord(form, tags, name)   fills the form that is linked on the page
import { clearing } from "./clear.js";
import { fileName, opener, save, saveWord } from "./file.js";
import { button, status } from "./parts.js";
import { blank, current, fromText, isEmpty, keep, LARGEST, open, remove, toText, watch, withTicks } from "./project.js";

const PAUSE = 400; // milliseconds after the last change

// Saves a moment after the last change, and at once when the page is left. `save` returns whether the reader may leave
// without loss; the browser asks before they do if not.
function autosave(save) {
  let waiting;
  let unsaved = false;
  const now = (words) => {
    clearTimeout(waiting);
    unsaved = !save(words);
  };
  const leave = (event) => {
    if (unsaved) now();
    if (unsaved) event.preventDefault();
  };
  addEventListener("beforeunload", leave);
  addEventListener("pagehide", leave);
  return {
    now,
    changed() {
      unsaved = true;
      clearTimeout(waiting);
      waiting = setTimeout(now, PAUSE);
    },
    safe: () => (unsaved = false),
  };
}

export function tool(parts, { show, told = () => {}, whole }) {
  const project = current();
  const said = status();
  const tell = (words) => (said.textContent = words);
  const own = (from = project) => Object.fromEntries(parts.map((part) => [part, from[part]]));
  const isBlank = () => isEmpty(whole ? project : { ...blank(), ...own() });
  const name = (what) => fileName(what, project.answers.title ?? "");
  const text = (from) => JSON.stringify(own(from));
  let kept = text(); // so that it shows whether another window has changed these parts

  const saving = autosave((words) => {
    const problem = keep(project, parts);
    kept = text();
    const time = new Date().toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
    if (problem) tell(`${words ?? ""} ${problem} Save it as a file before you leave.`.trim());
    else tell(words || `Kept in this browser at ${time}.`);
    told(problem);
    return !problem || isBlank();
  });
  const put = (data, words) => {
    const { id } = project;
    const other = data ?? (whole ? blank() : { ...project, ...own(blank()) });
    if (other.id !== id) {
      keep(project, parts); // what was written a moment ago is not kept yet
      Object.assign(project, other);
      open(project);
      if (!data) remove(id);
    }
    Object.assign(project, own(other));
    show(true);
    if (text() === kept) tell(words);
    else saving.now(words);
  };
  const { replace, button: back } = clearing(() => (isBlank() ? undefined : structuredClone(withTicks(project))), put);

  watch(project, (now) => {
    if (text(now) !== kept) {
      kept = text(now); // not to be kept anew: the other window may be further on by then
      return replace(now, "This was changed in another window. Here is the newer one.");
    }
    Object.assign(project, now, own());
    show(false);
  });
  const picker = opener({
    accept: ".json",
    label: "Project to open",
    largest: LARGEST,
    take(text) {
      try {
        replace(fromText(text), "The project from the file is open. The others stay as they are.");
      } catch (error) {
        tell(error.message);
      }
    },
    refuse: () => tell("This file is too large to be a project. Choose a file that this site saved."),
  });
  return {
    project,
    said,
    tell,
    replace,
    changed: saving.changed,
    safe: saving.safe,
    write(place, key, text) {
      if (text.trim()) place[key] = text;
      else delete place[key];
      saving.changed();
    },
    clearing: (words, done) => [button(words, () => replace(undefined, done)), back],
    opening: (words) => [button(words, () => picker.click()), picker],
    toFile() {
      save(toText(project), `${name("project")}.json`);
      saving.safe();
      tell("The project is in your downloads. Open it here on any device.");
    },
    asWord: (form, tags, what) => saveWord(document.querySelector(`[data-form="${form}"]`).href, tags, name(what), tell),
  };
}
