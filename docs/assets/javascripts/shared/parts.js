// Small parts of a tool's page. Each is made with text, never with HTML, so what somebody types stays text.
//
// made(name, text, options)   an element; `options` are its properties, as {href, hidden}
// button(words, act)          a button that calls `act` when it is pressed
// bar(...buttons)             buttons side by side
// status()                    a line that a screen reader reads out when its text changes; set its `textContent`
// copied(text)                puts text on the clipboard; false where the browser does not let the page do it

export function made(name, text = "", options = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, options);
}

export function button(words, act) {
  const one = made("button", words, { type: "button", className: "button" });
  one.addEventListener("click", act);
  return one;
}

export function bar(...buttons) {
  const one = made("div", "", { className: "tool-buttons" });
  one.append(...buttons);
  return one;
}

export function status() {
  const line = made("p", "", { className: "tool-state" });
  line.setAttribute("role", "status");
  return line;
}

export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
