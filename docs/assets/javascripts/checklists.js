// Checklists: ticks stay in this browser, are counted, and can be cleared or printed.
const KEY = "data-sharing-playbook.checklist.";

function read(key) {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY + key)) || []);
  } catch {
    return new Set();
  }
}

function write(key, ticked) {
  try {
    if (ticked.length) localStorage.setItem(KEY + key, JSON.stringify(ticked));
    else localStorage.removeItem(KEY + key);
  } catch {
    // Storage is off: the ticks hold for this page.
  }
}

function button(words, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", action);
  return made;
}

for (const list of document.querySelectorAll(".checklist[data-checklist]")) {
  const key = list.dataset.checklist;
  const boxes = [...list.querySelectorAll("input[data-item]")];
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  const tell = () => {
    const done = boxes.filter((box) => box.checked).length;
    count.textContent = `${done} of ${boxes.length} done. Ticks stay in this browser only.`;
  };
  const clear = () => {
    for (const box of boxes) box.checked = false;
    write(key, []);
    tell();
  };
  const state = document.createElement("div");
  state.className = "checklist-state";
  state.append(count, button("Print this page", () => print()), button("Clear the ticks", clear));
  list.append(state);
  const kept = read(key);
  for (const box of boxes) box.checked = kept.has(box.dataset.item);
  list.addEventListener("change", () => {
    write(key, boxes.filter((box) => box.checked).map((box) => box.dataset.item));
    tell();
  });
  tell();
}
