// Drafts: what a tool keeps in this browser and nowhere else, as JSON, each under a name of its own.
//
// record(name, what)    one draft; `name` is "request", or "project.k3x9" where a tool keeps several
//   .read()             its data; undefined where there are none, where they are damaged, or where storage is off
//   .write(data)        keeps the data, or removes the draft where they are undefined. Returns "" when that worked,
//                       or else a sentence for the reader that calls the draft `what` ("drafts"). It never throws.
//                       The tool adds the way out: save as a file, print, copy.
// names(start)          the names of all drafts that begin so: "project." finds "project.k3x9"
// onChange(act)         calls `act` when another window of this browser has changed a draft, with its name; without one
//                       where all were cleared
const ROOT = "data-sharing-playbook.";

export function record(name, what = "drafts") {
  const key = ROOT + name;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key)) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(data) {
      try {
        if (data === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(data));
        return "";
      } catch (error) {
        if (error.name === "QuotaExceededError") return `This browser has no room for more ${what}.`;
        return `This browser does not keep ${what}.`;
      }
    },
  };
}

export function names(start) {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, number) => localStorage.key(number));
    return keys.filter((key) => key.startsWith(ROOT + start)).map((key) => key.slice(ROOT.length)).sort();
  } catch {
    return [];
  }
}

export function onChange(act) {
  addEventListener("storage", ({ key }) => act(key?.slice(ROOT.length)));
}
