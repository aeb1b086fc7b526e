// Clearing without loss: what a tool cleared or replaced can be brought back with one button. So nothing is asked before.
//
// clearing(current, put)       `current()` gives the data that stand on the page, undefined where there are none;
//                              `put(data, words)` shows other data, keeps them, and tells the words
//   .replace(data, words)      puts the data in place of the current ones, and offers to bring those back
//   .button                    "Bring it back": put it on the page after the button that clears; hidden until there is
//                              something to bring back, and once it has been used on an empty page
import { button } from "./parts.js";

export function clearing(current, put) {
  let before;
  const replace = (data, words) => {
    before = current();
    put(data, words);
    const useless = before === undefined;
    if (useless && document.activeElement === back) back.previousElementSibling?.focus(); // focus stays at this place
    back.hidden = useless;
  };
  const back = button("Bring it back", () => replace(before, "It is back."));
  back.hidden = true;
  return { replace, button: back };
}
