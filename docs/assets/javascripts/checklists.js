// Checklists: ticks stay in this browser, are counted, and can be cleared, copied or printed.
const KEY = "data-sharing-playbook.checklist.";
const KEPT = "Ticks stay in this browser only.";
const LOST = "This browser does not keep ticks. Print or copy the list before you leave.";

// The ticks of a list: item and the version of its words that was ticked. An older form of the record had no versions.
function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key)) || {};
    return Array.isArray(kept) ? Object.fromEntries(kept.map((item) => [item, ""])) : kept;
  } catch {
    return {};
  }
}

// Whether the browser keeps the ticks.
function write(key, ticks) {
  try {
    if (Object.keys(ticks).length) localStorage.setItem(key, JSON.stringify(ticks));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false; // Storage is off or full: the ticks hold for this page.
  }
}

function button(words, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", action);
  return made;
}

function take(list) {
  const key = KEY + list.dataset.checklist;
  const boxes = [...list.querySelectorAll("input[data-item]")];
  const title = list.querySelector(".checklist-title").textContent;
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  let ticks = {};

  const words = (box) => box.labels[0].querySelector("span").firstChild.textContent;
  const tell = (kept) => {
    const done = boxes.filter((box) => box.checked).length;
    count.textContent = `${done} of ${boxes.length} done. ${kept}`;
  };
  // Says so where an item was reworded since it was ticked. The tick stays: only the reader knows whether it still holds.
  const compare = (box) => {
    box.labels[0].querySelector(".changed")?.remove();
    const ticked = ticks[box.dataset.item];
    if (!ticked || ticked === box.dataset.version) return;
    const note = document.createElement("em");
    note.className = "changed";
    note.textContent = " Changed since you ticked it: read it again.";
    box.labels[0].lastElementChild.append(note);
  };
  const show = () => {
    ticks = read(key);
    for (const box of boxes) {
      box.checked = box.dataset.item in ticks;
      compare(box);
    }
    tell(KEPT);
  };
  const save = () => tell(write(key, ticks) ? KEPT : LOST);

  list.addEventListener("change", ({ target }) => {
    if (target.checked) ticks[target.dataset.item] = target.dataset.version;
    else delete ticks[target.dataset.item];
    compare(target);
    save();
  });
  addEventListener("storage", (event) => event.key === key && show());

  const clear = () => {
    ticks = {};
    for (const box of boxes) {
      box.checked = false;
      compare(box);
    }
    save();
  };
  const copy = async () => {
    const lines = boxes.map((box) => `[${box.checked ? "x" : " "}] ${words(box)}`);
    try {
      await navigator.clipboard.writeText([title, ...lines].join("\n"));
      tell("The list is copied.");
    } catch {
      tell("Your browser does not let the page copy. Select the list and copy it by hand.");
    }
  };
  const onPaper = () => {
    const page = list.closest(".page-body");
    page.classList.add("one-list");
    list.classList.add("this-list");
    print();
    page.classList.remove("one-list");
    list.classList.remove("this-list");
  };
  const state = document.createElement("div");
  state.className = "checklist-state";
  state.append(count, button("Print this list", onPaper), button("Copy as text", copy), button("Clear the ticks", clear));
  list.append(state);
  show();
}

document.querySelectorAll(".checklist[data-checklist]").forEach(take);

document.documentElement.dataset.readyChecklists = ""; // says to whoever waits that this module has set up the page
