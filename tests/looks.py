"""Which elements axe has to judge: for color, as none that looks the same has passed; for size, as it could fail."""

from __future__ import annotations

#: Marks, given the looks that have passed, what axe has to judge; says whether the rules on color have anything to do.
#: With `again`, where only the color scheme has changed since the page was marked in a window as wide, the boxes are
#: those of that time; unless what colors a ground is not.
#:
#: Elements with text share a look when all that the rule on contrast reads is the same: their own tag, color, size,
#: weight and shadow; and of each element around it its ground, what cuts it, what lies before and after it, and whether
#: it is switched off. Of a look, the three elements with the most text are marked, by the attribute data-look, as axe
#: may not be able to judge one of them. One with a line over or under which something lies that neither holds it nor
#: stands in it, or which is not within what clips it and what colors its ground, is marked for itself; of the shapes
#: of a picture axe reads no color. Left out is what axe leaves out too: what stands outside of the page, or is clipped
#: away.
#:
#: Links with other text in their paragraph are marked by data-link, unless one has passed that looks as they do, and
#: with all around it up to the paragraph.
#:
#: Targets are marked by data-close when something lies over them, or when they are smaller than 24 pixels with another
#: target so near that the circles of axe could meet; the others pass its rule on target sizes.
MARK = r"""function mark(passed, again) {
  const known = new Set(passed), hashes = new Map(), chains = new Map(), walls = new Map(), off = new Set();
  const texts = new Map(), best = new Map(), rows = new Map(), range = document.createRange();
  let walled = "";
  const number = (...words) => {
    const text = words.join("|");
    if (!hashes.has(text)) {
      let a = 0xdeadbeef, b = 0x41c6ce57;
      for (let i = 0; i < text.length; i++) {
        a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
        b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
      }
      hashes.set(text, (a >>> 0).toString(36) + (b >>> 0).toString(36));
    }
    return hashes.get(text);
  };
  for (const one of document.querySelectorAll("[data-look], [data-link]")) {
    one.removeAttribute("data-look");
    one.removeAttribute("data-link");
  }
  for (const one of document.querySelectorAll(":disabled, [aria-disabled=true]")) {
    for (const label of [one, ...one.labels ?? []]) off.add(label);
    for (const id of (one.getAttribute("aria-labelledby") ?? "").split(" ")) off.add(document.getElementById(id));
  }
  const none = "rgba(0, 0, 0, 0),none,border-box,static,1", whole = "visible,auto,none,none,none,normal";
  const ground = (s) => [s.backgroundColor, s.backgroundImage, s.backgroundClip, s.position, s.opacity].join();
  const beside = (e, name) => { const s = getComputedStyle(e, name); return s.content === "none" ? "" : ground(s); };
  const chain = (e) => {
    if (e && !chains.has(e)) {
      const s = getComputedStyle(e), around = chain(e.parentElement), outer = walls.get(e.parentElement) ?? [];
      const cut = [s.overflow, s.clip, s.clipPath, s.transform, s.filter, s.mixBlendMode].join(), own = ground(s);
      const wall = s.overflow !== "visible" || s.backgroundColor !== "rgba(0, 0, 0, 0)" || s.backgroundImage !== "none";
      const sides = beside(e, "::before") + beside(e, "::after");
      walled += +wall;
      walls.set(e, wall && place.get(e) ? [...outer, place.get(e)] : outer);
      const plain = own === none && cut === whole && !sides && !off.has(e);
      chains.set(e, plain ? around : number(around, own, cut, sides, off.has(e)));
    }
    return e ? chains.get(e) : "";
  };
  const look = (e, text) => {
    const s = getComputedStyle(e), ink = [s.color, s.webkitTextFillColor, s.webkitTextStroke, s.textShadow].join();
    return number(e.localName, chain(e), ink, s.fontSize, s.fontWeight, text.length > 1, /[\p{L}\p{N}]/u.test(text));
  };
  const inline = (e) => getComputedStyle(e).display.startsWith("inline");
  const type = (e) => {
    const s = getComputedStyle(e);
    return number(s.color, s.fontFamily, s.fontSize, s.fontStyle, s.fontWeight, s.textDecoration, s.borderBlock,
      s.borderInline, s.display, inline(e) ? type(e.parentElement) : chain(e));
  };
  const all = [document.body, ...document.body.querySelectorAll("*")], place = new Map(all.map((e, i) => [e, i]));
  const length = (text) => text.replace(/\s/g, "").length;
  const words = (e) => [...e.childNodes].reduce((sum, one) => sum + (one.nodeType === 3 ? length(one.data)
    : one.nodeType !== 1 || one.localName === "a" || !inline(one) ? 0 : words(one)), 0);
  const measure = () => {
    const laid = {width: innerWidth, texts: [], links: []};
    const last = all.map((_, i) => i);
    for (let i = all.length - 1; i > 0; i--) {
      const around = place.get(all[i].parentElement);
      last[around] = Math.max(last[around], last[i]);
    }
    const gone = new Map([[null, false]]);
    const clipped = (e) => {
      if (!gone.has(e)) gone.set(e, getComputedStyle(e).clipPath === "inset(50%)" || clipped(e.parentElement));
      return gone.get(e);
    };
    const row = (y) => Math.floor(y / 50);
    all.forEach((e, i) => {
      if (!e.checkVisibility({visibilityProperty: true}) || clipped(e)) return;
      for (const box of e.getClientRects())
        for (let y = row(box.top); y <= row(box.bottom); y++) rows.set(y, rows.get(y) ?? []).get(y).push({i, box});
    });
    const foreign = (i, other) => (other > last[i] || i > last[other])
      && !(all[i].ownerSVGElement && all[i].ownerSVGElement === all[other].ownerSVGElement);
    const apart = (e, line) => {
      const x = line.left + line.width / 2, y = line.top + line.height / 2, i = place.get(e);
      const there = (rows.get(row(y)) ?? [])
        .filter(({box}) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom).map((one) => one.i);
      return there.some((other) => foreign(i, other)) || ![i, ...walls.get(e)].every((one) => there.includes(one));
    };
    const seen = (e) => {
      const box = e.getBoundingClientRect();
      return e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !clipped(e)
        && box.right + scrollX > 0 && box.bottom + scrollY > 0;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (const e of document.querySelectorAll("input, select, textarea"))
      if (!["hidden", "range", "color", "checkbox", "radio"].includes(e.type)) texts.set(e, []);
    for (let node; (node = walker.nextNode());) {
      const e = node.parentElement;
      if (/[^\s!-/:-@[-`{-~]/.test(node.data) && !["script", "style", "noscript"].includes(e.localName))
        texts.set(e, [...texts.get(e) ?? [], node]);
    }
    for (const [e, nodes] of texts) {
      if (!seen(e)) continue;
      const text = nodes.map((one) => one.data).join("").trim() || e.value || e.placeholder || "";
      const boxes = nodes.flatMap((node) => (range.selectNodeContents(node), [...range.getClientRects()]));
      const lines = (boxes.length ? boxes : [...e.getClientRects()]).filter((box) => box.width && box.height);
      chain(e);
      laid.texts.push({e, text, alone: !lines.length || lines.some((line) => apart(e, line))});
    }
    for (const e of document.querySelectorAll("a[href]")) {
      let block = e;
      while (inline(block)) block = block.parentElement;
      if (block === e || !seen(e)) continue;
      const others = [...block.querySelectorAll("a")].reduce((sum, link) => sum + length(link.textContent), 0);
      if (words(block) > others || block.querySelector("br, hr")) laid.links.push({e, block});
    }
    const targets = new Map();
    for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary, [role][tabindex]"))
      if (e.checkVisibility()) targets.set(place.get(e), e.getBoundingClientRect());
    const about = (box, far) => {
      const found = new Map();
      for (let y = row(box.top - far); y <= row(box.bottom + far); y++)
        for (const one of rows.get(y) ?? []) found.set(one.i, targets.get(one.i) ?? one.box);
      return [...found];
    };
    const apartBy = (x, y, box) =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
    const large = (box) => Math.min(box.width, box.height) >= 24;
    const crowded = new Set([...targets].filter(([i, box]) => about(box, 0).some(([other, its]) => other !== i
      && (targets.has(other) || foreign(i, other)) && its.left < box.right && box.left < its.right
      && its.top < box.bottom && box.top < its.bottom)).map(([i]) => i));
    const near = (i, box, other, its) => {
      const gap = apartBy(...middle(box), its), plain = !crowded.has(other);
      return other !== i && (gap < 12.5 || !(plain && large(its))
        && (plain ? Math.hypot(middle(box)[0] - middle(its)[0], middle(box)[1] - middle(its)[1]) : gap) < 24.5);
    };
    for (const [i, box] of targets) {
      const close = crowded.has(i)
        || !large(box) && about(box, 25).some(([other, its]) => targets.has(other) && near(i, box, other, its));
      all[i].toggleAttribute("data-close", close);
    }
    return laid;
  };
  const before = again && window.__laid?.width === innerWidth && window.__laid, laid = before || measure();
  for (const {e, text, alone} of laid.texts) {
    const name = look(e, text);
    if (alone) e.dataset.look = "";
    else if (!known.has(name)) best.set(name, [...best.get(name) ?? [], {e, size: text.length}]);
  }
  if (before && walled !== before.walled) return mark(passed, false);
  window.__laid = Object.assign(laid, {walled});
  for (const [name, same] of best)
    for (const {e} of same.sort((a, b) => b.size - a.size).slice(0, 3)) e.dataset.look = name;
  const links = new Map();
  for (const one of laid.links) {
    const name = number("link", type(one.e), chain(one.e));
    if (!known.has(name)) links.set(name, [...links.get(name) ?? [], one]);
  }
  const among = ({e, block}) => {
    axe.setup(block);
    const is = axe.commons.dom.isInTextBlock(e);
    axe.teardown();
    return is;
  };
  for (const [name, same] of links) same.find(among)?.e.setAttribute("data-link", name);
  return !!document.querySelector("[data-look], [data-link]");
}"""
