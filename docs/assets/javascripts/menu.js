// The menu on a phone: the list of all pages from the footer, opened by a real button below the header.
const button = document.querySelector("[data-menu-button]");
const menu = document.querySelector("#menu");
const header = menu.parentElement;

function open(wanted) {
  if (wanted && !menu.firstElementChild) {
    menu.append(document.querySelector("#all-pages > ul").cloneNode(true));
  }
  menu.hidden = !wanted;
  button.setAttribute("aria-expanded", String(wanted));
}

button.addEventListener("click", () => open(menu.hidden));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !menu.hidden) {
    open(false);
    button.focus();
  }
});
// Whoever leaves the menu, by Tab or by touching elsewhere, closes it.
document.addEventListener("focusin", (event) => {
  if (!menu.hidden && !menu.contains(event.target) && event.target !== button) open(false);
});
document.addEventListener("pointerdown", (event) => {
  if (!menu.hidden && !header.contains(event.target)) open(false);
});
menu.addEventListener("click", (event) => {
  if (event.target.closest("a")) open(false);
});
matchMedia("(min-width: 60em)").addEventListener("change", () => open(false));

document.documentElement.dataset.readyMenu = ""; // says to whoever waits that this module has set up the page
