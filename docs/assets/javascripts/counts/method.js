// Small counts: the method of macros/content/small_counts/, which says why it holds; the tests compare the two. Cells have
// numbers, row by row with the totals. suppress(net, keep) gives {hidden, partners, open, least, proved}, where `open` is
// what stays narrow whatever else is hidden, and `keep` leaves totals above the limit alone.
const CELLS = 8192; // a price is the count times this, plus 1
const EFFORT = 3e6;
const sum = (list) => list.reduce((all, one) => all + one, 0);

export function network(counts, { limit, zeros, totals }) {
  const [height, width, least] = [counts.length, counts[0].length, zeros ? 1 : 0];
  const [across, down] = ["rows", "columns"].map((one) => totals === "both" || totals === one);
  const grid = counts.map((row) => (across ? [...row, sum(row)] : row));
  if (down) grid.push(grid[0].map((_, column) => sum(grid.map((row) => row[column]))));
  const at = Array.from({ length: height + width + 2 }, () => []);
  const cells = grid.flatMap((line, row) =>
    line.map((value, column) => {
      const [below, beside] = [row === height, column === width];
      const ends = [across ? row : 0, height + 1 + (down ? column : 0)];
      const [tail, head] = below === beside ? ends : ends.reverse();
      const total = below || beside;
      const within = counts.flatMap((some, r) => some.filter((one, c) => one && (below || r === row) && (beside || c === column)));
      const low = total && zeros ? within.length : least;
      return { row, column, value, tail, head, total, low, small: value >= least && value <= limit };
    }),
  );
  cells.forEach(({ tail, head }, number) => [tail, head].forEach((node) => at[node].push(number)));
  return { grid, cells, at, least, limit, totals, endless: 1 + sum(cells.map((cell) => cell.value)) };
}

// How far a cell can go up or down while others make up for it.
function flow(net, number, up, hidden, wanted) {
  const { cells, at, least } = net;
  const [source, sink] = up ? [cells[number].head, cells[number].tail] : [cells[number].tail, cells[number].head];
  const changed = new Map();
  const room = (cell) => cells[cell].value + (changed.get(cell) ?? 0) - least;
  let sent = 0;
  while (sent < wanted) {
    const [came, queue] = [[], [source]];
    came[source] = [];
    search: for (const node of queue) {
      for (const cell of at[node]) {
        if (cell === number || !hidden.has(cell)) continue;
        const rises = cells[cell].tail === node;
        const next = rises ? cells[cell].head : cells[cell].tail;
        if (came[next] || !(rises || room(cell))) continue;
        came[next] = [cell, rises];
        if (next === sink) break search;
        queue.push(next);
      }
    }
    if (!came[sink]) return { amount: sent, used: changed, near: came };
    const steps = [];
    let amount = wanted - sent;
    for (let node = sink; node !== source; ) {
      const [cell, rises] = came[node];
      if (!rises) amount = Math.min(amount, room(cell));
      steps.push([cell, rises]);
      node = rises ? cells[cell].tail : cells[cell].head;
    }
    for (const [cell, rises] of steps) changed.set(cell, (changed.get(cell) ?? 0) + (rises ? amount : -amount));
    sent += amount;
  }
  return { amount: sent, used: changed };
}

export function intervals(net, hidden) {
  const ends = (number) => {
    if (net.totals === "none") return [net.least, net.limit];
    const { value } = net.cells[number];
    const up = flow(net, number, true, hidden, net.endless).amount;
    return [value - flow(net, number, false, hidden, value - net.least).amount, up < net.endless ? value + up : Infinity];
  };
  return new Map([...hidden].sort((a, b) => a - b).map((number) => [number, ends(number)]));
}

function narrowed(net, hidden) {
  if (net.totals === "none") return new Map();
  return new Map(
    [...intervals(net, hidden)].filter(([number, [low, high]]) => net.cells[number].small && (low > net.cells[number].low || high <= net.limit)),
  );
}

export function suppress(net, keep = false) {
  const numbers = [...net.cells.keys()];
  const small = new Set(numbers.filter((number) => net.cells[number].small));
  const none = { hidden: small, partners: new Set(), open: new Map(), least: 0, proved: true };
  if (net.totals === "none" || !small.size) return none;
  const mayGo = numbers.filter((number) => net.cells[number].value >= net.least && !small.has(number));
  const inner = mayGo.filter((number) => !net.cells[number].total);
  for (const choice of keep ? [inner] : [inner, mayGo]) {
    const found = search(net, small, choice, Math.floor(EFFORT / net.cells.length));
    if (!found) continue;
    const { best: partners, cost, bound } = found;
    const hidden = new Set([...small, ...partners]);
    return { hidden, partners, open: narrowed(net, hidden), least: Math.floor(bound / CELLS), proved: bound === cost };
  }
  return { ...none, open: narrowed(net, new Set([...small, ...inner])) };
}

function search(net, small, choice, effort) {
  const { cells } = net;
  const prices = new Map(choice.map((number) => [number, cells[number].value * CELLS + 1]));
  const price = (some) => sum([...some].map((number) => prices.get(number)));
  const dearest = (some) => [...some].sort((a, b) => prices.get(b) - prices.get(a) || a - b);
  const needs = [...small]
    .flatMap((number) => [false, true].map((up) => ({ number, up, wanted: Math.abs((up ? net.limit + 1 : cells[number].low) - cells[number].value) })))
    .filter((need) => need.wanted);
  const send = (need, hidden) => {
    effort--;
    return flow(net, need.number, need.up, hidden, need.wanted);
  };
  let best = new Set();
  let cost = 1 + price(choice);

  // Charges the border with the fewest cells until all needs are met.
  function charge(gone, shown) {
    const left = new Map([...prices].filter(([number]) => !gone.has(number) && !shown.has(number)));
    const [hidden, flows, borders] = [new Set([...small, ...gone]), new Map(), new Map(needs.map((need) => [need, []]))];
    let bound = price(gone);
    let paid = new Set();
    for (;;) {
      for (const [need, border] of borders) {
        if (border.length && !border.some((number) => paid.has(number))) continue;
        const sent = send(need, hidden);
        flows.set(need, sent);
        if (sent.amount === need.wanted) {
          borders.delete(need);
          continue;
        }
        const across = [...left.keys()].filter((number) => !hidden.has(number) && !sent.near[cells[number].tail] !== !sent.near[cells[number].head]);
        if (!across.length) return undefined;
        borders.set(need, across);
      }
      if (!borders.size) return { bound, left, hidden, flows };
      const border = [...borders.values()].reduce((least, one) => (one.length < least.length ? one : least));
      const share = Math.min(...border.map((number) => left.get(number)));
      bound += share;
      if (bound >= cost) return undefined;
      for (const number of border) left.set(number, left.get(number) - share);
      paid = new Set(border.filter((number) => !left.get(number)));
      for (const number of paid) hidden.add(number);
    }
  }

  // Shows again, the dearest first, what all needs are met without.
  function drop({ hidden, flows }, kept) {
    for (const number of dearest([...hidden].filter((one) => !small.has(one) && !kept.has(one)))) {
      hidden.delete(number);
      const again = new Map();
      for (const [need, sent] of flows) {
        if (!sent.used.has(number)) continue;
        again.set(need, send(need, hidden));
        if (again.get(need).amount < need.wanted) {
          hidden.add(number);
          break;
        }
      }
      if (!hidden.has(number)) for (const [need, sent] of again) flows.set(need, sent);
    }
  }

  const todo = [{ bound: 0, gone: new Set(), shown: new Set() }];
  let found = false;
  while (todo.length && (effort > 0 || !found)) {
    todo.sort((a, b) => b.bound - a.bound);
    const { bound, gone, shown } = todo.pop();
    const charged = bound < cost && charge(gone, shown);
    if (!charged) continue;
    found = true;
    drop(charged, gone);
    const partners = new Set([...charged.hidden].filter((number) => !small.has(number)));
    if (price(partners) < cost) [best, cost] = [partners, price(partners)];
    const [first] = dearest([...partners].filter((number) => !gone.has(number)));
    if (charged.bound >= cost || first === undefined) continue;
    const dear = [...charged.left].filter(([, left]) => left && charged.bound + left >= cost).map(([number]) => number);
    todo.push({ bound: charged.bound, gone: new Set([...gone, first]), shown: new Set([...shown, ...dear]) });
    todo.push({ bound: charged.bound, gone, shown: new Set([...shown, ...dear, first]) });
  }
  return found && { best, cost, bound: Math.min(cost, ...todo.map((part) => part.bound)) };
}
