// Checklists: ticks stay in this browser, are counted, and can be cleared, copied or printed.
import { clearing } from "./shared/clear.js";
import { onChange, record } from "./shared/draft.js";
import { button, copied, status } from "./shared/parts.js";

const KEPT = "Ticks stay in this browser only.";

// The ticks of a list: item and the version of its words that was ticked. An older form of the record had no versions.
function ticksOf(kept) {
  return Array.isArray(kept) ? Object.fromEntries(kept.map((item) => [item, ""])) : { ...kept };
}

function take(list) {
  const name = `checklist.${list.dataset.checklist}`;
  const store = record(name, "ticks");
  const boxes = [...list.querySelectorAll("input[data-item]")];
  const title = list.querySelector(".checklist-title").textContent;
  const count = status();
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
  const ticked = () => (Object.keys(ticks).length ? ticks : undefined);
  const save = (words = KEPT) => {
    const problem = store.write(ticked());
    tell(problem ? `${problem} Print or copy the list before you leave.` : words);
  };
  const show = (kept) => {
    ticks = ticksOf(kept);
    for (const box of boxes) {
      box.checked = box.dataset.item in ticks;
      compare(box);
    }
  };
  const read = () => {
    show(store.read());
    tell(KEPT);
  };

  list.addEventListener("change", ({ target }) => {
    if (target.checked) ticks[target.dataset.item] = target.dataset.version;
    else delete ticks[target.dataset.item];
    compare(target);
    save();
  });
  onChange((changed = name) => changed === name && read());

  const { replace, button: back } = clearing(ticked, (kept, words) => {
    show(kept);
    save(words);
  });
  const copy = async () => {
    const lines = boxes.map((box) => `[${box.checked ? "x" : " "}] ${words(box)}`);
    if (await copied([title, ...lines].join("\n"))) tell("The list is copied.");
    else tell("Your browser does not let the page copy. Select the list and copy it by hand.");
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
  state.append(
    count,
    button("Print this list", onPaper),
    button("Copy as text", copy),
    button("Clear the ticks", () => replace(undefined, "The ticks are cleared.")),
    back,
  );
  list.append(state);
  read();
}

document.querySelectorAll(".checklist[data-checklist]").forEach(take);

document.documentElement.dataset.readyChecklists = ""; // says to whoever waits that this module has set up the page
