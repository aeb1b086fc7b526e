// The switch between the light and the dark scheme. The choice stays in this browser, under one key.
const KEY = "data-sharing-playbook.scheme";
const root = document.documentElement;
const button = document.querySelector("[data-scheme-switch]");
const dark = matchMedia("(prefers-color-scheme: dark)");

const current = () => root.dataset.scheme || (dark.matches ? "dark" : "light");

function name() {
  const other = current() === "dark" ? "Light" : "Dark";
  button.querySelector("span").textContent = other;
  button.setAttribute("aria-label", `${other} color scheme`);
}

button.addEventListener("click", () => {
  root.dataset.scheme = current() === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(KEY, root.dataset.scheme);
  } catch {
    // Storage is off: the choice holds for this page.
  }
  name();
});
dark.addEventListener("change", name);
name();

document.documentElement.dataset.readyScheme = ""; // says to whoever waits that this module has set up the page
