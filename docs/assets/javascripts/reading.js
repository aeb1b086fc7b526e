// While reading: the contents open beside the text, the current section is marked, boxes open for links and for paper.
const contents = document.querySelector(".contents details");
const wide = matchMedia("(min-width: 60em)");

if (contents) {
  const place = () => (contents.open = wide.matches);
  place();
  wide.addEventListener("change", place);
  // On a wide screen the contents stay open, so their title is no control.
  const summary = contents.querySelector("summary");
  const stop = () => (wide.matches ? summary.setAttribute("tabindex", "-1") : summary.removeAttribute("tabindex"));
  stop();
  wide.addEventListener("change", stop);

  const links = new Map([...contents.querySelectorAll("a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const mark = () => {
    let current = headings[0];
    for (const heading of headings) {
      if (heading.getBoundingClientRect().top < innerHeight * 0.3) current = heading;
    }
    for (const [id, link] of links) {
      if (current && id === current.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  const soon = () => {
    if (waiting || !wide.matches) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  soon();
}

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = target?.closest("details:not([open])");
  if (!closed) return;
  closed.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();

// The sign that links to a heading stands beside the one that a mouse rests on; it is no tab stop.
addEventListener("mouseover", ({ target }) => {
  const heading = target.closest(".page-body :is(h2, h3, h4)[id]");
  if (!heading || heading.querySelector(".headerlink")) return;
  const sign = document.createElement("a");
  Object.assign(sign, { className: "headerlink", href: `#${heading.id}`, tabIndex: -1, textContent: "#", ariaHidden: "true" });
  heading.append(sign);
});

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll(".page-body details:not([open])")];
  for (const box of opened) box.open = true;
});
addEventListener("afterprint", () => {
  for (const box of opened) box.open = false;
});

// The log at the foot marks what is new to a reader who has asked for that; nobody else loads what does so.
try {
  if (document.querySelector("[data-log]") && localStorage.getItem("data-sharing-playbook.visits")) import("./news.js");
} catch {} // a browser that keeps nothing has kept no visits

document.documentElement.dataset.readyReading = ""; // says to whoever waits that this module has set up the page
